"""WR001 to WR019: the bytes and characters of a rules file."""

from wrbc_rules.diagnostics.page import CodePage

CHARACTER_CODES: tuple[CodePage, ...] = (
    CodePage(
        code="WR001",
        title="bytes that are not UTF-8",
        explanation=(
            "A rules file is saved as UTF-8, so that every computer reads the same words in it. These bytes "
            "are not UTF-8: the file was probably saved by an older program in an encoding such as "
            "Windows-1252, where letters with accents and curly apostrophes are stored differently."
        ),
        mistake="the contact is against a parent\udc92s wish",
        instead="the contact is against a parent's wish",
    ),
    CodePage(
        code="WR002",
        title="the file is saved as UTF-16 or UTF-32",
        explanation=(
            "A rules file is saved as UTF-8, so that every computer reads the same words in it. Some "
            "programs call UTF-16 simply Unicode: when saving, choose UTF-8 in its place."
        ),
        mistake="\ufeffstaff should use social media with care",
        instead="staff should use social media with care",
    ),
    CodePage(
        code="WR003",
        title="a control character",
        explanation=(
            "Control characters are orders to old printers and terminals, not letters. They do not show on "
            "the screen, so two lines that look alike would differ. They are refused everywhere, inside "
            "quotation marks and comments too. They usually come from a damaged file or from pasting."
        ),
        mistake="staff should use social media\x00 with care",
        instead="staff should use social media with care",
    ),
    CodePage(
        code="WR004",
        title="a mark that changes the direction of the text",
        explanation=(
            "These invisible marks make letters appear in another order than the one that they are stored "
            "in, so that a rule could read one way on the screen and mean another. They are refused "
            "everywhere, inside quotation marks and comments too. Text in any script can be written without "
            "them."
        ),
        mistake="when the local time is \u202efrom 21:00 until 08:00",
        instead="when the local time is from 21:00 until 08:00",
    ),
    CodePage(
        code="WR005",
        title="an invisible character",
        explanation=(
            "Zero-width spaces and joiners, soft hyphens and the like take no room on the screen, so two "
            "phrases that look alike would differ. They are refused everywhere, inside quotation marks and "
            "comments too. They usually come with text pasted from a web page or a chat."
        ),
        mistake="staff should use social\u200bmedia with care",
        instead="staff should use social media with care",
    ),
    CodePage(
        code="WR006",
        title="a line break of another kind",
        explanation=(
            "Some programs break a line with a special character (a line separator, a vertical tab, a new "
            "page). Programs do not agree whether a new line begins there, and so not on the number of a "
            "line either. They are refused everywhere, inside quotation marks and comments too."
        ),
        mistake="staff should use social media with care\u2028",
        instead="staff should use social media with care",
    ),
    CodePage(
        code="WR007",
        title="half of a character",
        explanation=(
            "Some systems store rare characters as two halves. Here one half stands alone, and it stands for "
            "nothing. The text was cut or damaged on its way."
        ),
        mistake="staff should use social media with \ud83d care",
        instead="staff should use social media with care",
    ),
    CodePage(
        code="WR008",
        title="a tab at the start of a line",
        explanation=(
            "What belongs to what is shown by spaces at the start of a line. A tab is as wide as each "
            "program likes, so a line indented with one may look as if it belonged to another clause."
        ),
        mistake="staff should not contact a child or young person\n\twhen the contact is private",
        instead="staff should not contact a child or young person\n  when the contact is private",
    ),
    CodePage(
        code="WR009",
        title="a special space",
        explanation=(
            "Word processors and web pages use spaces that look like ordinary ones and are other characters, "
            "such as the no-break space. Phrases are compared word for word, so such a space would make a "
            "phrase unknown. Inside quotation marks and comments they are left alone."
        ),
        mistake="staff should use social\u00a0media with care",
        instead="staff should use social media with care",
    ),
    CodePage(
        code="WR010",
        title="curly quotation marks",
        explanation=(
            "Names and texts stand between straight quotation marks. Word processors turn them into curly "
            "ones while you type; switch that off (it is called smart quotes), or write in a plain text "
            "editor. Inside straight quotation marks and comments curly ones are left alone."
        ),
        mistake="note \u201cAsk the trustees.\u201d",
        instead='note "Ask the trustees."',
    ),
    CodePage(
        code="WR011",
        title="a dash outside quoted text",
        explanation=(
            "Rules are written with the plain hyphen that is on the keyboard. Word processors turn it into a "
            "longer dash while you type. A span of time is written with words, from 21:00 until 08:00. "
            "Inside quotation marks and comments dashes are left alone."
        ),
        mistake="when the local time is from 21:00 \u2013 08:00",
        instead="when the local time is from 21:00 until 08:00",
    ),
)

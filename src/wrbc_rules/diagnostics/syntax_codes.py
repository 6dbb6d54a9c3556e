"""Codes for lines that cannot stand where they stand."""

from wrbc_rules.diagnostics.page import CodePage

SYNTAX_CODES: tuple[CodePage, ...] = (
    CodePage(
        code="WR020",
        title="words that cannot stand here",
        explanation="The line begins well, then says something that has no place there. The help line lists "
        "what can stand at that point.",
        mistake='clause 4.7 "Quiet hours" page 3',
        instead='clause 4.7 "Quiet hours" [8c1f20aa]',
    ),
    CodePage(
        code="WR021",
        title="a word that opens no line here",
        explanation="Every line begins with a word that says what the line is. This one is not such a word, "
        "or not one that can stand here; often it is a slip of the keyboard.",
        mistake="  unles the child or young person is at risk",
        instead="  unless the child or young person is at risk",
    ),
    CodePage(
        code="WR022",
        title="punctuation after a keyword",
        explanation="A list word such as `both` ends its line by itself. It takes no colon, comma or "
        "full stop.",
        mistake="unless both:",
        instead="unless both",
    ),
    CodePage(
        code="WR023",
        title="a quotation mark without a partner",
        explanation="Words in quotes begin and end with a straight quotation mark on one line.",
        mistake='reading "21:00 is inside the quiet hours.',
        instead='reading "21:00 is inside the quiet hours."',
    ),
    CodePage(
        code="WR024",
        title="a line that stops too soon",
        explanation="Something has to follow, on this line or indented below it.",
        mistake="unless both\nreading ...",
        instead="unless both\n  the child or young person is at risk\n  no other way to reach them is left",
    ),
    CodePage(
        code="WR026",
        title="lines indented under a line that holds none",
        explanation="Indented lines belong to the line above them. Only some lines hold others: a clause, a "
        "sentence, a rule, a list word, an example, a word with details.",
        mistake="when the account is agreed\n  the account is not personal",
        instead="when both\n  the account is agreed\n  the account is not personal",
    ),
    CodePage(
        code="WR027",
        title="indentation that matches no line above",
        explanation="A line that is indented less than the one above it must line up with one further up.",
        mistake="    when both\n        one\n      two",
        instead="    when both\n      one\n      two",
    ),
    CodePage(
        code="WR028",
        title="a first line that is indented",
        explanation="A clause, a part, a declared word begins at the margin.",
        mistake='  clause 4.7 "Quiet hours" [8c1f20aa]',
        instead='clause 4.7 "Quiet hours" [8c1f20aa]',
    ),
    CodePage(
        code="WR029",
        title="lines nested too deep",
        explanation="Lists within lists are read up to a stated depth, the same everywhere. A fact declared "
        "for an inner list reads better too.",
        mistake="both\n  either\n    both\n      ...",
        instead='fact "the contact is an emergency"\n  means any of\n    ...',
    ),
    CodePage(
        code="WR030",
        title="a file or a line that is too large",
        explanation="At most 1,000,000 characters are read, in 20,000 lines of at most 2,000 characters, and "
        "1,000 declared words. Rules, nouns and examples may name each other at most 50 deep. So no file can "
        "hold up the machine.",
        mistake="a file of ten million characters",
        instead="several files, one for each policy",
    ),
)

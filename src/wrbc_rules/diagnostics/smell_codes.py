"""WR201 to WR209: what works, and may not be meant."""

from wrbc_rules.diagnostics.page import CodePage

SMELL_CODES: tuple[CodePage, ...] = (
    CodePage(
        code="WR201",
        title="a declared word that nothing uses",
        explanation=(
            "No clause, example or promise uses this word. Perhaps a clause was taken out and its words "
            "stayed, or a clause says the same in other words."
        ),
        mistake='fact "the contact is by letter" means channel.kind is letter  # unused',
        instead=(
            "staff should only send a message\n"
            "  when the contact is by letter\n"
            "\n"
            'fact "the contact is by letter" means channel.kind is letter'
        ),
    ),
    CodePage(
        code="WR202",
        title="an or inside a phrase",
        explanation=(
            "A fact that holds an `or` hides two facts in one, so an explanation cannot say which of them "
            "it was. Declare two, and list them under `either` where they are used. An `or` inside a "
            "declared noun, as in `child or young person`, is no such thing."
        ),
        mistake='fact "it is by text or email" means channel.kind is any of text, email',
        instead=(
            'fact "it is by text" means channel.kind is text\n'
            'fact "it is by email" means channel.kind is email'
        ),
    ),
    CodePage(
        code="WR203",
        title="a background line that no example can use",
        explanation=(
            "The background is what every example takes as given unless it says otherwise. This line speaks "
            "of something that none of the examples is about, so it changes nothing."
        ),
        mistake="background\n  the photograph is kept   # and every example is about a message",
        instead="background\n  the account is agreed",
    ),
    CodePage(
        code="WR204",
        title="a number that is left out",
        explanation=(
            "Every sentence of the document has its place in the file, also one that decides nothing. Here a "
            "clause or a sentence is left out between two others: it was forgotten, or a number is mistyped."
        ),
        mistake='clause 2.1 "Words" [081060cd]\nclause 2.3 "Why" [ba379507]',
        instead='clause 2.1 "Words" [081060cd]\nclause 2.2 "Who" [5b38cb82]\nclause 2.3 "Why" [ba379507]',
    ),
    CodePage(
        code="WR205",
        title="a reading that names another time than its rule",
        explanation=(
            "A reading says how a sentence is understood. This one names a time of day, and the rules of its "
            "sentence name others: perhaps a time was changed in the rule, and the reading was forgotten."
        ),
        mistake=(
            'clause 4.7 "Quiet hours" [8c1f20aa]\n'
            "  staff should not contact a child or young person\n"
            "    when the local time is from 22:00 until 08:00\n"
            '  reading "21:00 is inside the quiet hours and 08:00 is outside."'
        ),
        instead=(
            'clause 4.7 "Quiet hours" [8c1f20aa]\n'
            "  staff should not contact a child or young person\n"
            "    when the local time is from 22:00 until 08:00\n"
            '  reading "22:00 is inside the quiet hours and 08:00 is outside."'
        ),
    ),
)

"""WR160 to WR169: examples and promises."""

from wrbc_rules.diagnostics.page import CodePage

CASE_CODES: tuple[CodePage, ...] = (
    CodePage(
        code="WR160",
        title="an example in which nothing happens",
        explanation=(
            "An example, or a promise, is about something that happens: who does what. One of its `given` "
            "lines says so, with a declared noun and a declared act. An example may say when as well. An "
            "example that is `like` another takes the line from there."
        ),
        mistake='example "at night"\n  given the account is personal\n  then breach',
        instead=(
            'example "at night"\n'
            "  given staff use a phone at 21:00 on 2017-03-03\n"
            "  and the account is personal\n"
            "  then breach"
        ),
    ),
    CodePage(
        code="WR161",
        title="an example that does not say what comes out",
        explanation=(
            "An example, or a promise, ends with what is to come out: `then`, and an outcome such as "
            "`breach` or `complies`. Where the sentence has several rules, or none, the line names one: "
            "`then 4.7 breach`."
        ),
        mistake='example "at nine"\n  given staff send a message at 21:00 on 2017-03-03',
        instead='example "at nine"\n  given staff send a message at 21:00 on 2017-03-03\n  then breach',
    ),
    CodePage(
        code="WR162",
        title="like an example that is not there",
        explanation=(
            "An example that is `like` another takes over all its `given` lines. The other is named in its "
            "own words, in quotes. It has to be in the file, and may not itself lead back to this one."
        ),
        mistake='example "there was another way" like "the only wy"',
        instead='example "there was another way" like "the only way"',
    ),
    CodePage(
        code="WR163",
        title="a time that the clock never shows",
        explanation=(
            "When the clocks go forward an hour is skipped. In London on 26 March 2017 the clock went from "
            "00:59:59 to 02:00:00, so nothing happened there at 01:30."
        ),
        mistake="given staff send a message at 01:30 on 2017-03-26",
        instead="given staff send a message at 02:30 on 2017-03-26",
    ),
    CodePage(
        code="WR164",
        title="a line that cannot be made true",
        explanation=(
            "Each line of an example or a promise is made true in an event. This one cannot be. What was "
            "done needs a time: say `at`, a time and a day (what was not done needs none, or says `by`). "
            "Else another line says the opposite, or the line rests on a setting that is not set."
        ),
        mistake="and they did tell the line manager",
        instead="and they did tell the line manager at 17:00 on 2017-03-02",
    ),
    CodePage(
        code="WR165",
        title="an example comes out differently",
        explanation=(
            "Every example is run whenever the file is checked. This one comes out otherwise than it says: "
            "the rule was changed, or the example is wrong, or it leaves something unstated. An example "
            "also takes over the background and the lines of the example that it is like; look there too."
        ),
        mistake=(
            'example "at nine exactly"\n  given staff send a message at 21:00 on 2017-03-03\n  then complies'
        ),
        instead=(
            'example "at nine exactly"\n  given staff send a message at 21:00 on 2017-03-03\n  then breach'
        ),
    ),
    CodePage(
        code="WR166",
        title="a promise is broken by an event",
        explanation=(
            "A promise says what comes out for every possible event of some sort. An event was found for "
            "which something else comes out; it is shown. Either the rules have a gap, or the promise says "
            "too much."
        ),
        mistake='promise "night messages are breaches"\n  given staff send a message\n  then 4.7 breach',
        instead=(
            'promise "night messages are breaches"\n'
            "  given staff send a message\n"
            "  and the local time is from 21:00 until 08:00\n"
            "  then 4.7 breach"
        ),
    ),
    CodePage(
        code="WR167",
        title="two examples or promises with one name",
        explanation=(
            "The name of an example tells it from every other in the file, and `like` calls it by that "
            "name. The same goes for promises."
        ),
        mistake='example "at night"\nexample "at night"',
        instead='example "at night"\nexample "at night, by email"',
    ),
    CodePage(
        code="WR168",
        title="a promise about what is not known",
        explanation=(
            "A promise is about every event of which everything is known, so `not known whether` and `seen "
            "at` have no place in one. They belong to examples."
        ),
        mistake='promise "..."\n  given staff send a message\n  not known whether the account is agreed',
        instead='promise "..."\n  given staff send a message\n  and the account is agreed',
    ),
    CodePage(
        code="WR169",
        title="many examples come out differently for one cause",
        explanation=(
            "Three or more examples or promises come out differently, and all for one cause, so they are "
            "told of together. Either they do not say whether something is so that a rule asks for, as "
            "happens when a rule is given a new exception: then say it once, below `background`, for every "
            "example that does not say otherwise. Or a rule now comes out in a new way: then mend the rule "
            "or, if it is meant so, each of the examples. `wrbc-rules test` shows each of them in full."
        ),
        mistake=(
            "unless any of\n"
            "  the child or young person is at risk\n"
            "  the child or young person wrote first  # and no example says so or not"
        ),
        instead="background\n  the child or young person did not write first",
    ),
)

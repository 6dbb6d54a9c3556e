"""What is said of lines that cannot be read: of rules, and of examples."""

from __future__ import annotations

import pytest

from .telling import told

RULE = """\
clause 1.1 [00000000]
  {line}
    when it is unwise

fact "it is unwise" means doubts
"""
NOT, PLAIN = "write `must not`, `should not` or `will not`", "write `must`, `should` or `will`"


@pytest.mark.parametrize(
    ("verb", "advice"),
    [
        ("must never", "write `must not`"),
        ("should never", "write `should not`"),
        ("will never", "write `will not`"),
        ("mustn't", "write `must not`"),
        ("shouldn’t", "write `should not`"),
        ("won't", "write `will not`"),
        *(
            (verb, NOT)
            for verb in (
                *(
                    "shall not",
                    "shall never",
                    "shan't",
                    "are not to",
                    "is not allowed to",
                    "cannot",
                    "can not",
                ),
                *("can’t", "do not", "does not", "don't", "doesn’t", "ought not to", "never"),
            )
        ),
        *((verb, PLAIN) for verb in ("shall", "are to", "is to", "have to", "has to", "ought to", "need to")),
    ],
)
def test_a_verb_of_ordinary_writing(verb: str, advice: str) -> None:
    message = f"`{verb}` is not the verb of a rule"
    assert told(RULE.format(line=f"staff {verb} send a message")) == [("WR102", verb, message, advice)]


NO_VERB = (
    "this line has no verb such as `should not`",
    "begin with who, then `must`, `should` or `will`, then what",
)


@pytest.mark.parametrize(
    "line", ["staff shalls dance", "staff dance", "staff neverland", "staff musty", "staff", "people dance"]
)
def test_no_verb_at_all(line: str) -> None:
    assert told(RULE.format(line=line)) == [("WR102", line, *NO_VERB)]


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("staff must", "must"),
        ("staff must not", "must not"),
        ("staff must only", "must only"),
        ("staff must always", "must"),
        ("staff should seek to", "should"),
    ],
)
def test_nothing_after_the_verb(line: str, marked: str) -> None:
    [letter] = told(RULE.format(line=line))
    assert letter[:3] == ("WR102", marked, f"the line stops after `{line.removeprefix('staff ')}`")


@pytest.mark.parametrize("verb", ["must", "should", "will", "may", "shall", "shouldn't", "mustn't", "won't"])
def test_somebody_of_whom_nobody_has_heard(verb: str) -> None:
    declare = 'declare it: `noun "people" means a person where ...`'
    assert told(RULE.format(line=f"people {verb} dance")) == [
        ("WR101", "people", "no noun `people`", declare)
    ]


@pytest.mark.parametrize(
    ("line", "marked", "advice"),
    [
        ("saff must not send a message", "saff", "did you mean `staff`?"),
        ("it is not appropriate for saff to send a message", "saff", "did you mean `staff`?"),
        ("the managers must not send a message", "the managers", "did you mean `the manager`?"),
    ],
)
def test_somebody_misspelt(line: str, marked: str, advice: str) -> None:
    assert told(RULE.format(line=line)) == [("WR101", marked, f"no noun `{marked}`", advice)]


@pytest.mark.parametrize("line", ["for staff", "for staff to", "for staff send a message"])
def test_appropriate_for_nothing(line: str) -> None:
    whole = f"it is appropriate {line}"
    assert told(RULE.format(line=whole)) == [
        ("WR102", whole, "the line does not say what for", "say `for ... to ...`")
    ]


# ---- lines of examples

CASE = """\
clause 1.1 [00000000]
  staff must not send a message
    when it is unwise
  example "x"
    given {line}
    then breach

fact "it is unwise" means doubts
fact "the copy is kept until {{a time}}" means at is from 08:00 until {{a time}}
duty "keep a copy of it" means done at backed-up-at
duty "call {{somebody}}" means done at backed-up-at where by is {{somebody}}
act "call {{somebody}} names" means a message for each recipient where recipient.person is {{somebody}}
"""
NO_DAY, DAY = "the time is said without its day", "write `{} on 2017-03-03`, with the day it was"
DIGITS = "write a time with 24 hours and two digits, like 21:00"
THE_BOSS = "`the boss` is not a declared noun"


@pytest.mark.parametrize(
    ("line", "letters"),
    [
        ("staff send a message at 9pm", [("WR142", "9pm", NO_DAY, DAY.format("21:00"))]),
        ("staff send a message at 08:30", [("WR142", "08:30", NO_DAY, DAY.format("08:30"))]),
        ("staff send a message at 4711", [("WR142", "4711", NO_DAY, DAY.format("21:00"))]),
        ("they did keep a copy of it by 21:00", [("WR142", "21:00", NO_DAY, DAY.format("21:00"))]),
        (
            "staff send a message at 9pm on 2017-03-03",
            [("WR113", "9pm", "`9pm` is not a time", "write `21:00`")],
        ),
        (
            "they did keep a copy of it by noon on 2017-03-03",
            [("WR113", "noon", "`noon` is not a time", "write `12:00`")],
        ),
        (
            "staff send a message at 21:00 on 3 March 2017",
            [
                (
                    "WR142",
                    "3 March 2017",
                    "`3 March 2017` is not how a day is written",
                    "write it as `2017-03-03`",
                )
            ],
        ),
        (
            "staff send a message at nine on Friday",
            [
                ("WR113", "nine", "`nine` is not a time", DIGITS),
                ("WR142", "Friday", "`Friday` is not how a day is written", "write one like `2017-03-03`"),
            ],
        ),
        (
            "staff send a message at 24:00 on 2017-03-03",
            [
                (
                    "WR142",
                    "24:00 on 2017-03-03",
                    "24:00 on 2017-03-03 is not a time of the calendar",
                    "midnight is 00:00 of the next day",
                )
            ],
        ),
    ],
)
def test_a_time_that_cannot_be_read(line: str, letters: list[tuple[str, ...]]) -> None:
    assert told(CASE.format(line=line)) == letters


@pytest.mark.parametrize(
    ("line", "letter"),
    [
        (
            "staff sned a message",
            ("WR110", "sned a message", "no such act", "did you mean `send a message`?"),
        ),
        ("they are unwise", ("WR110", "they are unwise", "no such fact", "did you mean `it is unwise`?")),
        ("it is unwize", ("WR110", "it is unwize", "no such fact", "did you mean `it is unwise`?")),
        (
            "it is unwise at 9pm",
            ("WR110", "it is unwise at 9pm", "no such fact", "did you mean `it is unwise`?"),
        ),
        (
            "they did keep a cop of it",
            ("WR110", "keep a cop of it", "no such duty", "did you mean `keep a copy of it`?"),
        ),
        (
            "an adult did keep a copy",
            ("WR110", "keep a copy", "no such duty", "did you mean `keep a copy of it`?"),
        ),
        (
            "they kept a copy of it",
            ("WR110", "they kept a copy of it", "no such fact", "write `they did keep a copy of it`"),
        ),
        (
            "staff dance",
            (
                "WR110",
                "dance",
                "no such act",
                'use a declared act word for word, or declare one: `act "dance" means ...`',
            ),
        ),
        (
            "they dance",
            (
                "WR110",
                "they dance",
                "no such fact",
                'use a declared fact word for word, or declare one: `fact "they dance" means ...`',
            ),
        ),
    ],
)
def test_words_that_nobody_declared(line: str, letter: tuple[str, str, str, str]) -> None:
    code, marked, what, advice = letter
    assert told(CASE.format(line=line)) == [(code, marked, f"{what}: `{marked}`", advice)]


@pytest.mark.parametrize(
    ("line", "letter"),
    [
        ("saff send a message", ("WR101", "saff", "no noun `saff`", "did you mean `staff`?")),
        (
            "the boss send a message",
            (
                "WR101",
                "the boss",
                "no noun `the boss`",
                'declare it: `noun "the boss" means a person where ...`',
            ),
        ),
        (
            "staff call the boss names",
            ("WR113", "the boss", THE_BOSS, 'declare it: `noun "..." means a ...`'),
        ),
        (
            "staff did call the boss at 21:00 on 2017-03-03",
            ("WR113", "the boss", THE_BOSS, 'declare it: `noun "..." means a ...`'),
        ),
        ("the copy is kept until 9pm", ("WR113", "9pm", "`9pm` is not a time", "write `21:00`")),
        (
            "the copy is kept until late",
            (
                "WR113",
                "late",
                "`late` is not a time",
                "a time is written with 24 hours and two digits, like 21:00 or 08:30",
            ),
        ),
    ],
)
def test_words_filled_in_that_nobody_declared(line: str, letter: tuple[str, str, str, str]) -> None:
    assert told(CASE.format(line=line)) == [letter]

"""What is said of phrases: what stands in their blanks, what they are made of, where they stand."""

from __future__ import annotations

import pytest

from .telling import advice, told

FILLED = """\
clause 1.1 [00000000]
  staff must not send a message
    {line}

fact "it is unwise" means doubts
fact "it is rude" means follows-concern
fact "the number of contacts in {{a period}} is over {{a number}}" means at is before at
fact "it is before {{a date}}" means at is before {{a date}}
fact "it is kept in {{a place}}" means purpose is {{a place}}
fact "somebody is under {{an age}}" means age by by.birth-date is under {{an age}}
fact "it is at {{a time}}" means at is from {{a time}} until 09:00
act "be rude" means a message
duty "be rude" means doubts
setting "the period" is a duration, 2 days
setting "the limit" is a number, 3
setting "the place" is a place, "Leeds"
setting "the other place" is a place, "York"
setting "the older place" is a place, "York"
"""
NUMBER = "a number is written in digits, or in a word up to twelve"


@pytest.mark.parametrize(
    ("line", "marked", "wanted", "advised"),
    [
        ("the number of contacts in 7 days is over many", "many", "a number", NUMBER),
        ("somebody is under age", "age", "an age", NUMBER),
        (
            "the number of contacts in ages is over 3",
            "ages",
            "a period",
            "a duration is written like 7 days, 24 hours or one year, or is a setting of that type",
        ),
        ("it is before Friday", "Friday", "a date", "a date is written like 2017-03-03"),
        ("it is before 3 March 2017", "3 March 2017", "a date", "write `2017-03-03`"),
        ("it is kept in Leeds", "Leeds", "a place", "a place is a setting of that type"),
        ("it is kept in the plac", "the plac", "a place", "did you mean `the place`?"),
        ("it is kept in the other plac", "the other plac", "a place", "did you mean `the other place`?"),
        ("it is at noon", "noon", "a time", "write `12:00`"),
    ],
)
def test_a_blank_that_is_filled_wrongly(line: str, marked: str, wanted: str, advised: str) -> None:
    assert told(FILLED.format(line=f"when {line}")) == [
        ("WR113", marked, f"`{marked}` is not {wanted}", advised)
    ]


def test_two_blanks_that_are_filled_wrongly() -> None:
    line = "when the number of contacts in the perod is over the limt"
    assert told(FILLED.format(line=line)) == [
        ("WR113", "the perod", "`the perod` is not a period", "did you mean `the period`?"),
        ("WR113", "the limt", "`the limt` is not a number", "did you mean `the limit`?"),
    ]


def test_a_place_is_a_setting() -> None:
    assert told(FILLED.format(line="when it is kept in the place")) == []


def test_a_phrase_of_two_kinds_in_the_place_of_a_third() -> None:
    line = "be rude"
    after = "after `when`, `if` and `unless` stands a fact: how things are, not something done"
    message = "`be rude` is an act where a fact belongs"
    assert told(FILLED.format(line=f"when {line}")) == [("WR112", line, message, after)]


ONE = "one condition a line below"


@pytest.mark.parametrize(
    ("line", "advised"),
    [
        ("when it is unwise or it is rude", f"write `when either`, {ONE}"),
        ("if it is unwise and it is rude", f"write `if both`, {ONE}"),
        ("unless it is unwise and it is rude", f"write `unless both`, {ONE}"),
        ("unless both\n      it is unwise or it is rude\n      it is rude", f"write `either`, {ONE}"),
        ("unless either\n      it is unwise and it is rude\n      it is rude", f"write `both`, {ONE}"),
    ],
)
def test_two_facts_on_one_line(line: str, advised: str) -> None:
    assert advice(FILLED.format(line=line)) == advised


def test_two_facts_on_one_line_of_an_example() -> None:
    case = '\n  example "x"\n    given staff send a message\n    and it is {}\n    then breach\n'
    both = FILLED.format(line=f"when it is rude{case.format('unwise and it is rude')}")
    assert advice(both) == "write one line for each"
    either = FILLED.format(line=f"when it is rude{case.format('unwise or it is rude')}")
    assert advice(either) == "did you mean `it is unwise`?"


PARTS = """\
clause 1.1 [00000000]
  {lines}

act "dance" means a message
act "sing" means a message
duty "keep a copy" means done at backed-up-at
duty "keep a copy of it" means done at backed-up-at
duty "be kind" means doubts
fact "it is so" means doubts
fact "it is it" means doubts
"""


@pytest.mark.parametrize(
    ("lines", "letters"),
    [
        (
            "it is appropriate for staff to dance\n    unless it is so\n    refer it to the managr",
            [("WR101", "the managr", "no noun `the managr`", "did you mean `the manager`?")],
        ),
        (
            "it is appropriate for staff to dance\n    unless it is so\n    refer it to whoever",
            [
                (
                    "WR101",
                    "whoever",
                    "no noun `whoever`",
                    'declare it: `noun "whoever" means a person where ...`',
                )
            ],
        ),
        *(
            (
                f"{lines}\n    refer it to the manager",
                [
                    (
                        "WR117",
                        "the manager",
                        "nothing is withdrawn here that could be referred",
                        "it goes below `it is appropriate for ... to ...` with an `unless`",
                    )
                ],
            )
            for lines in (
                "it is appropriate for staff to dance",
                "it is appropriate for staff to dance\n    if it is so",
                "staff must not dance",
                "staff must not dance\n    unless it is so",
            )
        ),
        (
            "staff must only dance\n    before they dance",
            [
                (
                    "WR104",
                    "dance",
                    "`only` does not say when it is allowed",
                    "add `when` and what must be so; `if` would narrow what the rule covers",
                ),
                (
                    "WR106",
                    "before they dance",
                    "`before` belongs to a duty",
                    "here say `when`, `if` or `unless`",
                ),
            ],
        ),
        (
            "staff must not dance\n    if it is so\n    if it is it\n    when it is so\n    when it is it",
            [
                ("WR109", "if", "`if` stands twice", "write `if both` or `if either` over the two"),
                ("WR109", "when", "`when` stands twice", "write `when both` or `when either` over the two"),
            ],
        ),
        (
            "staff must keep a copy\n    before an adult",
            [
                (
                    "WR116",
                    "an adult",
                    "`an adult` does not begin with who does it",
                    "begin with `they` for the same person, or with a declared noun",
                )
            ],
        ),
        (
            "staff must keep a copy\n    before staff,",
            [
                (
                    "WR116",
                    "staff,",
                    "`staff,` does not begin with who does it",
                    "begin with `they` for the same person, or with a declared noun",
                )
            ],
        ),
        (
            "staff must be kind\n    within 2 days",
            [
                (
                    "WR116",
                    "2 days",
                    "`within` needs `after` and what sets it off",
                    "say `within 2 days after they ...`",
                )
            ],
        ),
        (
            "staff must keep a copy and keep a copy of it\n    before they dance",
            [
                (
                    "WR110",
                    "keep a copy and keep a copy of it",
                    "no such duty: `keep a copy and keep a copy of it`",
                    "did you mean `keep a copy of it`?",
                )
            ],
        ),
        (
            "staff must not sing and dance",
            [
                (
                    "WR110",
                    "sing and dance",
                    "no such act: `sing and dance`",
                    'use a declared act word for word, or declare one: `act "sing and dance" means ...`',
                )
            ],
        ),
    ],
)
def test_parts_that_do_not_belong_to_a_rule(lines: str, letters: list[tuple[str, ...]]) -> None:
    assert told(PARTS.format(lines=lines)) == letters


def test_somebody_else_sets_a_duty_off() -> None:
    assert told(PARTS.format(lines="staff must keep a copy\n    before an adult dance")) == []


def test_an_act_may_be_worded_like_a_duty() -> None:
    rules = "clause 1.1 [00000000]\n  staff must not dance\nclause 1.2 [00000000]\n  staff must dance\n"
    words = '    whenever they dance\n\nact "dance" means a message\nduty "dance" means doubts\n'
    assert told(rules + words) == []

"""What else is said: of overlapping phrases, of meanings, of words that are used or not."""

from __future__ import annotations

import pytest

from wrbc_rules.api import check_text

from .asking import HEAD
from .telling import told, unused


def test_without_any_noun_nobody_is_known() -> None:
    text = f'{HEAD}clause 1.1 [00000000]\n  staff must not dance\n\nact "dance" means a message\n'
    _, found = check_text(text, name="test.rules")
    assert [each.code for each in found] == ["WR101"]


OVERLAP = """\
clause 1.1 [00000000]
  staff must not send a message

fact "{}" means doubts
fact "{}" means doubts
"""


@pytest.mark.parametrize(
    ("one", "other", "codes"),
    [
        ("it is at {a time}", "it is at 21:00", ["WR129"]),
        ("it lasts {a period}", "it lasts 7 days", ["WR129"]),
        ("it lasts {a period}", "it lasts year", ["WR129"]),
        ("there are {a number} of them", "there are two of them", ["WR129"]),
        ("there are {a number} of them", "there are 2 of them", ["WR129"]),
        ("it is on {a date}", "it is on 2017-03-03", ["WR129"]),
        ("it is at {a time} sharp", "it is at 21:00 sharp", ["WR129"]),
        ("it is at {a time} sharp", "it is at 21:00", []),
        ("it is at {a time}", "it is at staff", []),
        ("it is for {somebody}", "it is for staff", ["WR129"]),
        ("it is for {somebody}", "it is for 21:00", []),
    ],
)
def test_one_line_that_could_be_two_phrases(one: str, other: str, codes: list[str]) -> None:
    assert [each.code for each in told(OVERLAP.format(one, other))] == codes


RULE = 'clause 1.1 [00000000]\n  {}\n\nfact "it is so" means doubts\nfact "staff are rude" means doubts\n'


@pytest.mark.parametrize(
    ("lines", "letters"),
    [
        ("I never send a message", [("WR102", "I never send a message")]),
        (
            "people must not send a message\n    when both\n      it is sso\n      it is so",
            [("WR101", "people"), ("WR110", "it is sso")],
        ),
        ("staff must not send a message\n    answers 1.1\n    answers 1.1", [("WR117", "1.1")]),
        (
            "staff must not send a message\n    when neither\n      it is so\n      it is so\n      it is so",
            [("WR119", "neither")],
        ),
        ("staff will be traned\n    if it is so", [("WR110", "be traned")]),
    ],
)
def test_what_is_marked(lines: str, letters: list[tuple[str, str]]) -> None:
    assert [(each.code, each.marked) for each in told(RULE.format(lines))] == letters


def test_a_fact_about_people_of_whom_a_noun_speaks() -> None:
    case = '  example "x"\n    given staff are rud\n    then breach'
    rules = RULE.format(f"staff must not send a message\n{case}")
    [letter] = told(rules)
    assert (letter.marked, letter.help) == ("staff are rud", "did you mean `staff are rude`?")


def test_three_meanings_of_one_word() -> None:
    rules = RULE.format("staff must not send a message\n    when it is it")
    meanings = 'fact "it is it"\n  means doubts\n  means follows-concern\n  means sender-identified\n'
    assert [each.code for each in told(rules + meanings)] == ["WR127"]


def test_a_fact_of_an_event_without_lists_makes_sense() -> None:
    rules = RULE.format("staff must not send a message\n    when it is so")
    assert unused(f'{rules}fact "it was late" means provided-at is after at\n') == [
        "fact `staff are rude`",
        "fact `it was late`",
    ]


def test_to_whom_a_permission_is_referred_is_used() -> None:
    line = "it is appropriate for staff to send a message"
    rules = f"clause 1.1 [00000000]\n  {line}\n    unless it is so\n    refer it to the head\n"
    words = 'fact "it is so" means doubts\nnoun "the head" means a person where roles include trustee\n'
    assert unused(rules + words) == []


def test_a_meaning_that_nothing_uses_is_checked_without_advice() -> None:
    rules = RULE.format("staff must not send a message\n    when it is so")
    [letter] = told(f'{rules}fact "they are young" means age by at is under 18\n')
    assert (letter.code, letter.marked, letter.help) == ("WR122", "at", None)


def test_a_setting_that_a_meaning_names_is_used() -> None:
    rules = RULE.format("staff must not contact an adult\n    when they are many\n    if staff are rude")
    words = 'fact "they are many" means recipient.contacts in 7 days is over "the limit" and doubts\n'
    settings = 'setting "the limit" is a number, 3\nsetting "the other" is a number, 3\n'
    assert unused(rules + words + settings) == ["fact `it is so`", "setting `the other`"]


def test_a_thing_that_only_an_example_names_is_used() -> None:
    case = '  example "x"\n    given late photographs\n    then not covered'
    rules = RULE.format(f"staff must not send a message\n    when it is so\n    if staff are rude\n{case}")
    assert unused(f'{rules}noun "late photographs" means a photo where media is photograph\n') == []


def test_a_setting_that_cannot_be_read_may_stand_wherever_a_setting_may() -> None:
    rules = RULE.format("staff must not contact an adult\n    when they are over the limit")
    words = 'fact "they are over {a number}" means recipient.contacts in 7 days is over {a number}\n'
    assert [each.code for each in told(f'{rules}{words}setting "the limit" is a number,\n')] == ["WR024"]


def test_a_thing_whose_meaning_cannot_be_read_may_be_what_happens() -> None:
    case = '  example "x"\n    given a late photograph\n    then breach'
    rules = RULE.format(f"staff must not send a message\n{case}")
    found = told(f'{rules}noun "a late photograph" means a photo where\n')
    assert [each.code for each in found] == ["WR024"]


def test_of_two_phrases_that_nearly_fit_the_one_with_fewer_mistakes_counts() -> None:
    rules = RULE.format("staff must not send a message\n    when it is from 21:00 until late")
    words = 'fact "it is from {a number} until {a period}" means doubts\n'
    words += 'fact "it is from {a time} until {a time}" means at is from {a time} until {a time}\n'
    assert [(each.code, each.marked) for each in told(rules + words)] == [("WR113", "late")]


def test_what_another_rule_says_is_no_word_of_this_one() -> None:
    rules = """\
clause 1.1 [00000000]
  staff must not send a message
clause 1.2 [00000000]
  staff must not sned a message
    when either
      1.1 is breached
      it is sso
    unless 1.1 is excused

fact "it is so" means doubts
"""
    assert [(each.code, each.marked) for each in told(rules)] == [
        ("WR110", "sned a message"),
        ("WR110", "it is sso"),
    ]

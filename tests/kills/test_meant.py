"""What declared words come to where they are used, and which of them are used at all."""

from __future__ import annotations

import pytest

from .asking import MIA, decided, message, only, to
from .telling import told, unused

TRAINED = """\
clause 1.1 [00000000]
  trainees will be trained

duty "be trained" asks the trainer
noun "trainees" means a person where roles include volunteer
noun "the trainer" means a person where roles include team-leader
"""


def test_who_owes_a_duty_that_nothing_sets_off_is_used() -> None:
    assert unused(TRAINED) == []
    assert unused(f'{TRAINED}noun "learners" means a person where roles include volunteer\n') == [
        "noun `learners`"
    ]


def test_a_duty_of_which_an_example_says_that_it_is_not_known_is_used() -> None:
    rules = """\
clause 1.1 [00000000]
  staff must not send a message
    when it is unwise
  example "x"
    given staff send a message at 12:00 on 2017-03-03
    and it is unwise
    not known whether they did keep a copy
    then breach

fact "it is unwise" means doubts
duty "keep a copy" means done at backed-up-at
duty "keep another" means done at backed-up-at
"""
    assert unused(rules) == ["duty `keep another`"]


def test_a_duty_never_to_do_something() -> None:
    rules = """\
clause 1.1 [00000000]
  staff must never give up
    whenever they send a message

duty "never give up" means not doubts
"""
    assert told(rules) == []
    assert only(rules, message(doubts=True)).outcome.value == "breach"


def test_a_noun_that_ends_like_an_act() -> None:
    rules = """\
clause 1.1 [00000000]
  staff must not dance
  example "x"
    given people who dance
    then breach

noun "people who" means a person where roles include volunteer
noun "people who dance" means a person where roles include volunteer
act "dance" means a message
"""
    assert [(each.code, each.marked) for each in told(rules)] == [("WR110", "people who dance")]


@pytest.mark.parametrize(
    ("category", "outcome"), [("child_or_young_person", "breach"), ("adult", "not_covered")]
)
def test_a_noun_may_be_made_of_another(category: str, outcome: str) -> None:
    rules = """\
clause 1.1 [00000000]
  staff must not contact a minor

noun "a minor" means a person where it is "a child or young person"
"""
    [finding] = decided(rules, to({"person": {**MIA, "category": category}})).all_findings
    assert finding.outcome.value == outcome


OPPOSITES = """\
clause 1.1 [00000000]
  staff must not send a message
    when it is foolish

fact "it is wise"
  also "it is clever", "it is sensible"
  or else "it is foolish"
  means not doubts
"""


def test_the_opposite_is_said_as_it_is_declared_first() -> None:
    [reason] = [
        each for each in only(OPPOSITES, message(doubts=True)).because if each.words == "it is foolish"
    ]
    assert (reason.holds, reason.contrary) == (True, "it is wise")


WINDOWS = """\
clause 1.1 [00000000]
  staff must not send a message
    when it is from 21:00 until 22:00 and not from 02:00 until 03:00

fact "it is from {a time} until {a time} and not from {a time} until {a time}"
  means at is from {a time} until {a time} or at is from {a time} until {a time}
"""


@pytest.mark.parametrize(
    ("hour", "outcome"), [(21, "breach"), (22, "complies"), (2, "breach"), (3, "complies")]
)
def test_blanks_of_one_name_are_filled_in_order(hour: int, outcome: str) -> None:
    assert only(WINDOWS, message(at=f"2017-03-03T{hour:02}:30:00+00:00")).outcome.value == outcome


REVIEWED = """clause 1.1 [00000000]
  staff must not send a message

duty "review it" in a review-period where {where} means done at reviewed-at
"""


@pytest.mark.parametrize(("where", "marked"), [("subject is policy", None), ("subjct is policy", "subjct")])
def test_a_duty_of_a_period_is_checked_though_nothing_uses_it(where: str, marked: str | None) -> None:
    assert [each.marked for each in told(REVIEWED.format(where=where))] == (
        [] if marked is None else [marked]
    )


def test_a_rule_below_a_limit_nobody_has_set_decides_nothing() -> None:
    rules = """\
clause 1.1 [00000000]
  staff should {verb} contact a child or young person
    when the number of contacts is over the limit

fact "the number of contacts is over {{a number}}" means recipient.contacts in 7 days is over {{a number}}
setting "the limit" is a number, not set
"""
    for verb in ("not", "only"):
        assert decided(rules.format(verb=verb), to({})).all_findings == ()

"""Edges by example: people listed twice or not at all, lists beside lists, classes of other shapes."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from tests.kills.asking import MIA, SAM, message
from wrbc_rules import COMMUNICATION, People
from wrbc_rules.events import Call, Message, Person, Recipient
from wrbc_rules.vocabulary import event_to_json

from .telling import AT, AT_RISK, Meeting, Rating, Silence, Talk, meetings, policy, told

# ---- people


def test_somebody_listed_twice_by_id() -> None:
    twice = [{"person": MIA, "at_risk": risk} for risk in (False, True, None)]
    assert told(AT_RISK, message(recipients=twice)) == [("1.1", "mia", "breach")]
    assert told(AT_RISK, message(recipients=[*twice[:1], *twice[2:]])) == [("1.1", "mia", "undetermined")]


def test_the_same_nameless_entry_twice_is_one_and_its_like_another() -> None:
    nameless = Recipient(person=Person(category="child_or_young_person"), at_risk=True)
    like = attrs.evolve(nameless)
    event = Message(
        id="m", at=AT, by=Person(roles={"employee"}), recipients=People.of(nameless, nameless, like)
    )
    assert [who for _, who, _ in told(AT_RISK, event)] == ["recipients[0]", "recipients[2]"]


def test_a_list_that_is_not_whole_is_about_somebody_else_too() -> None:
    for people in ({"members": [], "complete": False}, {"complete": False}, {}, None):
        assert told(AT_RISK, message(recipients=people)) == [("1.1", "not listed", "undetermined")]
    assert told(AT_RISK, message(recipients=[])) == []
    some = {"members": [{"person": MIA, "at_risk": False}], "complete": False}
    assert told(AT_RISK, message(recipients=some)) == [
        ("1.1", "mia", "complies"),
        ("1.1", "not listed", "undetermined"),
    ]


def test_a_name_in_two_unicode_forms() -> None:
    spelt = [{"person": {**MIA, "id": name}, "at_risk": True} for name in ("Zo\u00eb", "Zoe\u0308")]
    assert told(AT_RISK, message(recipients=spelt)) == [("1.1", "Zo\u00eb", "breach")]


# ---- event classes of other shapes

LISTS = meetings(
    """\
clause 1.1 [00000000]
  anybody must not let somebody speak
    when they are at risk
clause 1.2 [00000000]
  anybody should not let somebody listen
    when they are young
clause 1.3 [00000000]
  anybody should not let somebody speak
    when it is grave
clause 1.4 [00000000]
  anybody should not meet
    when there are two

act "let somebody speak" means a meeting for each recipient
act "let somebody listen" means a meeting for each person
act "meet" means a meeting
fact "they are at risk" means recipient.at-risk
fact "they are young" means person.category is child-or-young-person
fact "it is grave" means rating.grave
fact "there are two" means at least 2 listeners where category is child-or-young-person
"""
)


def test_rules_about_two_lists_of_one_event() -> None:
    meeting = {
        "kind": "meeting",
        "id": "m",
        "at": "2017-03-03T12:00:00+00:00",
        "rating": {"grave": True},
        "speakers": [{"person": {"id": "ann"}, "at_risk": True}, {"person": {"id": "bob"}}],
        "listeners": {"members": [MIA, {"id": "max", "category": "adult"}], "complete": False},
    }
    assert told(LISTS, meeting) == [
        ("1.1", "ann", "breach"),
        ("1.1", "bob", "undetermined"),
        ("1.2", "mia", "breach"),
        ("1.2", "max", "complies"),
        ("1.2", "not listed", "undetermined"),
        ("1.3", "ann", "breach"),
        ("1.3", "bob", "breach"),
        ("1.4", None, "undetermined"),
    ]


def test_an_event_of_a_class_that_derives_from_that_of_the_rules() -> None:
    talk = Talk(id="t", at=AT, speakers=People.of(), listeners=People.of())
    assert told(LISTS, talk) == [("1.4", None, "complies")]
    assert told(LISTS, event_to_json(talk)) == [("1.4", None, "complies")]


def test_a_class_that_no_rule_is_about() -> None:
    assert told(LISTS, Silence(id="s", at=AT)) == []
    assert told(LISTS, {"kind": "silence", "id": "s", "at": "2017-03-03"}) == []


RATED = meetings(
    """\
clause 1.1 [00000000]
  anybody must not meet
    when it is grave
    unless it is odd

act "meet" means a meeting
fact "it is grave" means rating.grave
fact "it is odd" means rating.sort is "odd"
"""
)


RATINGS = [
    (Rating(), "breach"),
    (Rating(grave=None), "undetermined"),
    (Rating(grave=None, sort="odd"), "clear"),
    (Rating(grave=False), "complies"),
    (Rating(sort="odd"), "excused"),
]


@pytest.mark.parametrize(("rating", "outcome"), RATINGS)
def test_a_part_whose_fields_are_stated_by_default(rating: Rating, outcome: str) -> None:
    assert told(RATED, Meeting(id="m", at=AT, rating=rating)) == [("1.1", None, outcome)]


@pytest.mark.parametrize("rating", [None, {}, {"grave": None}])
def test_a_part_whose_fields_are_stated_by_default_in_json(rating: Any) -> None:
    assert told(RATED, {"kind": "meeting", "id": "m", "at": "2017-03-03", "rating": rating}) == [
        ("1.1", None, "breach")
    ]


# ---- many rules that test one field

KINDS = ("website", "app", "networking", "chat", "email", "text", "video", "call", "letter")
MANY = policy(
    "".join(
        f"""\
clause 1.{number} [00000000]
  staff must not use {kind} {number}
    when the child or young person is at risk
"""
        for number, kind in enumerate((*KINDS, *KINDS, "no letter"), 1)
    )
    + "".join(
        f'act "use {kind} {number}" means a message for each recipient where channel.kind is {kind}\n'
        for number, kind in enumerate((*KINDS, *KINDS), 1)
    )
    + 'act "use no letter 19" means a message for each recipient where channel.kind is not letter\n'
    + 'fact "the child or young person is at risk" means recipient.at-risk\n'
)


@pytest.mark.parametrize("kind", [*KINDS, "in_person", None])
def test_many_rules_of_one_field_about_each_person(kind: str | None) -> None:
    event = message(channel={"kind": kind}, recipients=[{"person": MIA, "at_risk": True}])
    covered = [rule for rule, _, outcome in told(MANY, event) if outcome != "not_covered"]
    assert len(covered) == (
        19 if kind is None else 1 if kind == "in_person" else 2 if kind == "letter" else 3
    )
    assert "rules_by_channel_kind" in MANY.compile().source(Message)


def test_null_parts() -> None:
    recipients = [{"person": None}, {"person": {"id": None, "category": "child_or_young_person"}}, {}]
    assert len(told(AT_RISK, message(by=SAM, recipients=recipients))) == 3


def test_a_call_is_no_message() -> None:
    assert told(AT_RISK, Call(id="c", at=AT)) == []
    assert Call in COMMUNICATION.events

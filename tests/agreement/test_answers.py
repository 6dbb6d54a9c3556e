"""Edges by example: answers in several fields, rules that only stand, texts and counts of every form."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kills.asking import MIA, message
from wrbc_rules.events import Message

from .telling import AT, STAFF, meetings, policy, told

OPINIONS = meetings(
    """\
clause 1.1 [00000000]
  anybody must not meet
    when it is unwise

act "meet" means a meeting
fact "it is unwise"
  or else "it is wise"
  asks a manager
"""
)


def opinion(answer: str, at: str, *, words: str = "it is unwise", **more: Any) -> dict[str, Any]:
    by = {"id": "meg", "roles": ["line_manager"]}
    return {"question": words, "answer": answer, "by": by, "at": at, **more}


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        ([], [], "for_a_person"),
        ([opinion("yes", "2017-03-04")], [], "breach"),
        ([], [opinion("no", "2017-03-04")], "complies"),
        ([opinion("yes", "2017-03-04")], [opinion("no", "2017-03-05")], "complies"),
        ([opinion("yes", "2017-03-05")], [opinion("no", "2017-03-05")], "for_a_person"),
        ([opinion("yes", "2017-03-05", words="it is wise")], [], "complies"),
        ([opinion("no", "2017-03-05", words=" it  is unwise ")], [], "complies"),
        ([opinion("dont_know", "2017-03-05")], [opinion("no", "2017-03-04")], "complies"),
        ([opinion("no", "2017-03-05", by={})], [], "undetermined"),
        ([opinion("no", "2017-03-05", by=None)], [], "undetermined"),
        ([opinion("no", "2017-03-05", by={"roles": []})], [], "for_a_person"),
        ([opinion("no", "2017-03-05", about="mia")], [], "for_a_person"),
        ([{"question": "it is unwise", "answer": "no"}], [], "undetermined"),
    ],
)
def test_answers_in_two_fields(first: Any, second: Any, outcome: str) -> None:
    event = {"kind": "meeting", "id": "m", "at": "2017-03-03", "judgements": first, "second_opinions": second}
    assert told(OPINIONS, event) == [("1.1", None, outcome)]


# ---- rules that only stand

STANDING = policy(
    """\
clause 1.1 [00000000]
  staff must not send a message
    when it is over the limit
clause 1.2 [00000000]
  staff must not send a message
    when it is unwise

fact "it is over the limit" means "the limit" is "low"
fact "it is unwise" asks the manager when doubts
setting "the limit" is a choice of "low" or "high", not set
"""
)


def test_rules_that_only_stand_give_no_findings() -> None:
    assert told(STANDING, message(doubts=False, recipients=[])) == []
    assert told(STANDING, message(doubts=True)) == [("1.2", None, "for_a_person")]
    assert told(STANDING, message(doubts=None)) == [("1.2", None, "undetermined")]


# ---- texts and counts

TEXTS = policy(
    """\
clause 1.1 [00000000]
  staff must not send a message
    when it is for the café

fact "it is for the café" means purpose is "café"
"""
)


@pytest.mark.parametrize("purpose", ["caf\u00e9", "cafe\u0301"])
def test_a_text_in_two_unicode_forms(purpose: str) -> None:
    assert told(TEXTS, message(purpose=purpose)) == [("1.1", None, "breach")]
    event = Message(id="m", at=AT, by=STAFF, purpose=purpose)
    assert told(TEXTS, event) == [("1.1", None, "breach")]


COUNTED = policy(
    """\
clause 1.1 [00000000]
  staff must not contact a child or young person
    when they write often
    unless they are under age

fact "they write often" means recipient.contacts in 7 days is over 2
fact "they are under age" means age by recipient.person.birth-date is under 12
"""
)


@pytest.mark.parametrize(
    ("contacts", "outcome"),
    [
        (None, "undetermined"),
        ({}, "undetermined"),
        ({"at_least": 3, "period": "7 days"}, "breach"),
        ({"at_least": 3, "period": "8 days"}, "undetermined"),
        ({"at_least": None, "at_most": 2, "period": "8 days"}, "complies"),
        ({"at_most": 2, "period": "6 days"}, "undetermined"),
        ({"at_least": 3, "at_most": 3, "period": None}, "undetermined"),
    ],
)
def test_counts_of_every_form(contacts: Any, outcome: str) -> None:
    person = {**MIA, "birth_date": "2000-02-29"}
    event = message(recipients=[{"person": person, "contacts": contacts}])
    assert told(COUNTED, event) == [("1.1", "mia", outcome)]

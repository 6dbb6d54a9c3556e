"""The runner reads an event as the project's own reader does: both take the same, and refuse the same."""

from __future__ import annotations

from typing import Any

import pytest

from tests.agreement.drafted import written
from wrbc_rules import EventError

from .agreeing import Trial, first_difference
from .node import shared

POLICY = written("bundled")
BASE = {"kind": "message", "id": "m", "at": "2017-03-03T12:00:00+00:00", "by": {"roles": ["volunteer"]}}
PERSON = {"person": {"id": "mia", "category": "child_or_young_person"}}
ANSWER = {"question": "the contact is to do with work", "answer": "yes"}
#: Fields of an event, in every form that JSON has for them and in some that it has not.
GOOD: list[dict[str, Any]] = [
    {"at": "2017-03-03"},
    {"at": "2017-03-26"},
    {"at": "2017-03-03 12:00Z"},
    {"at": "2017-03-03T12:00:00,1234567+0530"},
    {"at": "2017-03-03T12:00:00.5-11:30"},
    {"at": "never"},
    {"at": {"not_done_by": "2017-03-03"}},
    {"at": {"from": "2017-03-03"}},
    {"at": {"to": "2017-03-03T12:00Z"}},
    {"at": {"from": "2017-03-03", "to": "never"}},
    {"at": None, "by": None, "channel": None, "recipients": None, "judgements": None},
    {"by": {"birth_date": "2000-02-29", "roles": []}},
    {"purpose": "Zoe\u0308"},
    {"recipients": {"members": [PERSON]}},
    {"recipients": {"complete": True}},
    {"recipients": {}},
    {"recipients": [PERSON, PERSON, {"person": {"id": None}}, {}]},
    {"recipients": [{**PERSON, "contacts": {"at_least": 2, "period": "a week"}}]},
    {"recipients": [{**PERSON, "contacts": {"at_least": None, "at_most": 4, "period": "24 hours"}}]},
    {"recipients": [{**PERSON, "contacts": {"at_least": 0, "at_most": 0, "period": "two days"}}]},
    {"recipients": [{**PERSON, "contacts": {}}]},
    {"judgements": [{**ANSWER, "by": None, "at": None, "about": None}]},
    {"judgements": [{**ANSWER, "question": "\u2003the contact\tis  to do with work ", "at": "2017-03-03"}]},
    {"judgements": []},
]
BAD: list[dict[str, Any]] = [
    {"kind": None},
    {"kind": "massage"},
    {"kind": ["message"]},
    {"id": ""},
    {"id": 7},
    {"at": "2017-03-03T12:00:00"},
    {"at": "2017-02-29"},
    {"at": "2017-3-3"},
    {"at": "2017-03-03T24:30:00Z"},
    {"at": "2017-03-03T12:60:00Z"},
    {"at": "2017-03-03T12:00:00+24:00"},
    {"at": 1488542400},
    {"at": {}},
    {"at": []},
    {"at": {"not_done_by": "never"}},
    {"at": {"not_done_by": "2017-03-03", "to": "2017-03-04"}},
    {"at": {"from": "2017-03-04", "to": "2017-03-03"}},
    {"at": {"from": None}},
    {"by": "sam"},
    {"by": []},
    {"by": {"roles": "volunteer"}},
    {"by": {"roles": ["boss"]}},
    {"by": {"birth_date": "2000-02-30"}},
    {"by": {"birth_date": "2000-02-28T12:00Z"}},
    {"by": {"nickname": "x"}},
    {"by": {"__proto__x": 1}},
    {"constructor": 1},
    {"purpose": ""},
    {"purpose": 7},
    {"purpose": "\ud800"},
    {"doubts": "yes"},
    {"doubts": 1},
    {"channel": {"kind": "fax"}},
    {"recipients": "mia"},
    {"recipients": {"people": []}},
    {"recipients": {"members": None}},
    {"recipients": {"complete": "yes"}},
    {"recipients": [None]},
    {"recipients": [{"contacts": 3}]},
    {"recipients": [{"contacts": {"at_least": -1}}]},
    {"recipients": [{"contacts": {"at_least": 1.5}}]},
    {"recipients": [{"contacts": {"at_least": True}}]},
    {"recipients": [{"contacts": {"at_least": 2, "at_most": 1}}]},
    {"recipients": [{"contacts": {"many": 1}}]},
    {"recipients": [{"contacts": {"period": "0 days"}}]},
    {"recipients": [{"contacts": {"period": "no days"}}]},
    {"recipients": [{"contacts": {"period": "2 months"}}]},
    {"recipients": [{"contacts": {"period": "fortnight"}}]},
    {"judgements": [ANSWER, 1]},
    {"judgements": [{**ANSWER, "answer": "maybe"}]},
    {"judgements": [{"answer": "yes"}]},
    {"judgements": [{**ANSWER, "why": "x"}]},
    {"judgements": [{**ANSWER, "about": ""}]},
]


@pytest.mark.parametrize("fields", GOOD, ids=str)
def test_what_is_read_is_the_same(fields: dict[str, Any]) -> None:
    trial = Trial(POLICY, {**BASE, **fields}, None, str(fields))
    assert first_difference(shared(), [(trial, trial.expected())]) is None


@pytest.mark.parametrize("fields", BAD, ids=ascii)
def test_what_is_refused_is_refused_at_the_same_place(fields: dict[str, Any]) -> None:
    data = {**BASE, **fields}
    with pytest.raises(EventError) as refused:
        POLICY.read_event(data)
    [got] = shared().answers(POLICY.typed, [{"event": data}])
    assert got.get("error") == "EventError", got
    assert got["path"] == refused.value.path


@pytest.mark.parametrize("as_of", ["never", "soon", {"to": "2017-03-03"}, 7, "2150-01-01T00:00:00Z"])
def test_it_is_looked_at_at_some_moment(as_of: Any) -> None:
    [got] = shared().answers(POLICY.typed, [{"event": BASE, "as_of": as_of}])
    assert (got["error"], got["path"]) == ("EventError", "as_of")


@pytest.mark.parametrize(
    "at", ["1899-12-31", "2100-01-01", "2100-01-01T00:00:00Z", "0150-01-01", "9998-12-31"]
)
def test_a_time_outside_the_clock_is_refused(at: str) -> None:
    [got] = shared().answers(POLICY.typed, [{"event": {**BASE, "at": at}}])
    assert got == {
        "error": "EventError",
        "path": "at",
        "message": "at: it lies outside the years 1900 to 2099",
    }

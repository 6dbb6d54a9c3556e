"""Edges by example: times of every form, in JSON and out of it, and the time of looking."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.kills.asking import message
from wrbc_rules import NEVER, NOT_STATED, NaiveTimeError, Policy, When
from wrbc_rules.events import Message, Person
from wrbc_rules.values import MINUTE, instant_of

from .telling import AT, STAFF, policy, told

TIMES = """\
clause 1.1 [00000000]
  staff must not send a message
    when it is late
clause 1.2 [00000000]
  staff must back it up
    within a month after they send a message
clause 1.3 [00000000]
  staff must not send a message
    when it is a week-end night

duty "back it up" means done at backed-up-at
fact "it is late" means at is from 21:00 until 08:00
fact "it is a week-end night" means at is from 22:00 until 02:00 on the nights of Friday and Saturday
"""
IN_LONDON, IN_APIA = policy(TIMES), policy(TIMES, "Pacific/Apia")
MOMENTS = (
    "0002-01-04T00:00:00+00:00",
    "9998-12-28T23:59:59+00:00",
    "2011-12-30T09:59:59.999999+00:00",  # the zone of Apia skipped the thirtieth of December
    "2011-12-30T10:00:00+00:00",
    "2017-03-26T00:59:59+00:00",
    "2017-03-26T01:00:00Z",
    "2017-10-29T01:30:00+01:00",
    "2017-10-29T01:30:00.5+00:00",
    "2017-03-03T21:00+00:00",
    "2017-03-03",
    "never",
    {"not_done_by": "2017-03-03"},
    {"from": "2017-03-03", "to": "2017-03-31T12:00:00+01:00"},
    {"from": "2017-03-03T22:00:00+00:00", "to": "2017-03-03T23:00:00+00:00"},
    {"to": "2017-03-03"},
    None,
)


@pytest.mark.parametrize("at", MOMENTS, ids=str)
@pytest.mark.parametrize("rules", [IN_LONDON, IN_APIA], ids=["London", "Apia"])
def test_times_of_every_form(rules: Policy, at: Any) -> None:
    for done in MOMENTS:
        told(rules, message(at=at, backed_up_at=done))
        told(rules, message(at=at, backed_up_at=done), datetime(2017, 3, 20, tzinfo=UTC))


@pytest.mark.parametrize("at", [NEVER, NOT_STATED, When(-(10**15), instant_of(AT)), When.minute(AT)])
def test_times_of_no_date(at: When) -> None:
    event = Message(id="m", at=at, by=STAFF, backed_up_at=at)
    for rules in (IN_LONDON, IN_APIA):
        assert len(told(rules, event)) == 3


def test_the_time_of_looking() -> None:
    event = message(backed_up_at={"not_done_by": "2017-03-04T00:00:00+00:00"})
    seen = datetime(2017, 3, 20, tzinfo=UTC)
    assert told(IN_LONDON, event)[1][2] == "undetermined"
    assert told(IN_LONDON, {**event, "backed_up_at": "2017-03-25T00:00:00Z"}, seen)[1][2] == "pending"
    assert told(IN_LONDON, {**event, "backed_up_at": "never"}, seen + timedelta(days=30))[1][2] == "breach"
    evaluator, given = IN_LONDON.compile(), IN_LONDON.read_event(event)
    for ask in (evaluator.outcomes, evaluator.notable):
        with pytest.raises(NaiveTimeError):
            ask(given, datetime(2017, 3, 20))  # noqa: DTZ001
    for ask_in in (evaluator.outcomes_in, evaluator.notable_in):
        with pytest.raises(NaiveTimeError):
            ask_in(event, datetime(2017, 3, 20))  # noqa: DTZ001


def test_a_minute_across_the_end_of_a_window() -> None:
    event = Message(id="m", at=When(instant_of(AT) + 29 * MINUTE, instant_of(AT) + 31 * MINUTE), by=Person())
    assert "undetermined" in {outcome for _, _, outcome in told(IN_LONDON, event)}


def test_null_parts() -> None:
    data = message(by=None, channel=None, account=None, judgements=None)
    assert told(IN_LONDON, {**data, "backed_up_at": None})

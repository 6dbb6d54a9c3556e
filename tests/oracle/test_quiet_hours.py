"""The oracle on answers known by hand, and the policy against the oracle."""

from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import product
from typing import Any

import pytest

from .quiet_hours import at_an_instant, over_a_minute, over_an_interval

LONDON = "Europe/London"
THREE = (True, False, None)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2017-03-03T20:59:59+00:00", "complies"),
        ("2017-03-03T21:00:00+00:00", "breach"),
        ("2017-03-04T07:59:59+00:00", "breach"),
        ("2017-03-04T08:00:00+00:00", "complies"),
        ("2017-03-26T07:00:00+00:00", "complies"),  # eight o'clock on the first morning of summer time
        ("2017-10-29T07:59:59+00:00", "breach"),  # two minutes to nine by yesterday's clock
        ("2017-06-01T20:00:00+00:00", "breach"),
    ],
)
def test_known_by_hand(at: str, expected: str) -> None:
    assert at_an_instant(datetime.fromisoformat(at), LONDON, False, None) == expected


def test_both_facts_are_needed() -> None:
    night = datetime(2017, 3, 3, 23, 30, tzinfo=UTC)
    found = {pair: at_an_instant(night, LONDON, *pair) for pair in product(THREE, THREE)}
    assert [pair for pair, outcome in found.items() if outcome == "excused"] == [(True, True)]
    assert [pair for pair, outcome in found.items() if outcome == "undetermined"] == [
        (True, None),
        (None, True),
        (None, None),
    ]


def test_intervals() -> None:
    noon = datetime(2017, 3, 3, 12, tzinfo=UTC)
    assert over_an_interval(noon, noon + timedelta(days=1), LONDON, False, False) == "undetermined"
    assert over_an_interval(noon, noon + timedelta(days=1), LONDON, True, True) == "clear"
    assert over_a_minute(datetime(2017, 3, 3, 21, 0, 30, tzinfo=UTC), LONDON, False, None) == "breach"


@cache
def _policy() -> Any:
    from wrbc_rules import load_policy

    return load_policy()


def _outcome(policy: Any, at: object, at_risk: bool | None, no_alternative: bool | None) -> str:
    child = {"id": "mia", "category": "child_or_young_person", "relationship": "working"}
    event = policy.read_event(
        {
            "kind": "message",
            "id": "m1",
            "at": at,
            "direction": "outgoing",
            "by": {"id": "sam", "roles": ["employee"], "category": "adult"},
            "channel": {"kind": "text"},
            "recipients": [{"person": child, "at_risk": at_risk, "no_alternative": no_alternative}],
        }
    )
    [finding] = policy.decide(event).findings_of({"4.7"})
    assert finding.about == "mia"
    outcome = finding.outcome
    return str(getattr(outcome, "value", outcome))


def _moments() -> list[datetime]:
    """Minutes round both ends of the window and midnight, in winter, in summer and on both clock changes."""
    days = ["2017-01-10", "2017-07-10", "2017-03-25", "2017-03-26", "2017-10-28", "2017-10-29"]
    starts = [datetime.fromisoformat(f"{day}T00:00:00+00:00") for day in days]
    hours = [0, 1, 2, 6, 7, 8, 9, 19, 20, 21, 22, 23]
    return [start + timedelta(hours=h, minutes=m) for start in starts for h in hours for m in (-1, 0, 1)]


def test_the_policy_agrees_at_an_instant() -> None:
    policy, decided = _policy(), 0
    for at, at_risk, no_alternative in product(_moments(), THREE, THREE):
        expected = at_an_instant(at, LONDON, at_risk, no_alternative)
        assert _outcome(policy, at.isoformat(), at_risk, no_alternative) == expected, (
            at,
            at_risk,
            no_alternative,
        )
        decided += 1
    assert decided == 6 * 12 * 3 * 9


def test_the_policy_agrees_on_a_minute() -> None:
    policy = _policy()
    for at, at_risk in product(_moments(), THREE):
        expected = over_a_minute(at, LONDON, at_risk, True)
        minute = at.isoformat(timespec="minutes")
        assert _outcome(policy, minute, at_risk, True) == expected, (minute, at_risk)


@pytest.mark.parametrize("hours", [1, 9, 13, 24, 30])
def test_the_policy_agrees_on_an_interval(hours: int) -> None:
    policy = _policy()
    first = datetime(2017, 10, 28, 20, 30, tzinfo=UTC)
    last = first + timedelta(hours=hours)
    for facts in product(THREE, THREE):
        expected = over_an_interval(first, last, LONDON, *facts)
        interval = {"from": first.isoformat(), "to": last.isoformat()}
        assert _outcome(policy, interval, *facts) == expected, (interval, facts)

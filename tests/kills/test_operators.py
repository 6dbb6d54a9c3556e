"""What each operator of a formal meaning says, at its edges."""

from __future__ import annotations

from typing import Any

import pytest

from .asking import MIA, decided, message, only

MEANS = """\
clause 1.1 [00000000]
  staff must not send a message
    when it is so

fact "it is so" means {tests}
"""


def holds(tests: str, **facts: Any) -> bool:
    outcome = only(MEANS.format(tests=tests), message(**facts)).outcome.value
    assert outcome in ("breach", "complies")
    return outcome == "breach"


@pytest.mark.parametrize(
    ("order", "at_17", "at_18", "at_19"),
    [
        ("under", True, False, False),
        ("at most", True, True, False),
        ("exactly", False, True, False),
        ("at least", False, True, True),
        ("over", False, False, True),
    ],
)
def test_orders(order: str, at_17: bool, at_18: bool, at_19: bool) -> None:
    """An age on the birthday and the day before it, and how many there are."""
    by = {"id": "sam", "roles": ["employee"]}
    years = (("1999-03-04", at_17), ("1999-03-03", at_18), ("1998-03-04", at_18), ("1998-03-03", at_19))
    for born, expected in years:
        found = holds(f"age by by.birth-date is {order} 18", by={**by, "birth_date": born})
        assert found is expected, born
    for count, expected in ((1, at_17), (2, at_18), (3, at_19)):
        people = [{"person": {**MIA, "id": f"mia{index}"}} for index in range(count)]
        listed = {"members": people, "complete": True}
        assert (
            holds(f"{order} 2 recipients where person.category is child-or-young-person", recipients=listed)
            is expected
        )


@pytest.mark.parametrize(
    ("quantifier", "of_none", "of_some", "of_all"),
    [("some", False, True, True), ("every", False, False, True), ("no", True, False, False)],
)
def test_quantifiers(quantifier: str, of_none: bool, of_some: bool, of_all: bool) -> None:
    for risks, expected in (((False, False), of_none), ((True, False), of_some), ((True, True), of_all)):
        people = [{"person": {**MIA, "id": str(index)}, "at_risk": risk} for index, risk in enumerate(risks)]
        listed = {"members": people, "complete": True}
        assert holds(f"{quantifier} recipients where at-risk", recipients=listed) is expected


@pytest.mark.parametrize(
    ("side", "earlier", "same", "later"), [("before", True, False, False), ("after", False, False, True)]
)
def test_sides(side: str, earlier: bool, same: bool, later: bool) -> None:
    for clock, expected in (("23:29", earlier), ("23:30", same), ("23:31", later)):
        assert holds(f"backed-up-at is {side} at", backed_up_at=f"2017-03-03T{clock}:00+00:00") is expected


DUE = """\
clause 1.1 [00000000]
  staff must keep a copy
    {timing} they send a message

duty "keep a copy" means done at backed-up-at
"""
NEVER = "never"


@pytest.mark.parametrize(
    ("timing", "kept"),
    [
        ("before", "2017-03-03T23:29:59.999999+00:00"),
        ("within 2 hours after", "2017-03-04T01:30:00+00:00"),
        ("within 1 month after", "2017-04-03T22:59:59+00:00"),
        ("by 2 hours after", "2017-03-04T01:30:00+00:00"),
        ("by 1 year after", "2018-03-03T23:59:59+00:00"),
        ("by 2 hours after", "2017-03-03T12:00:00+00:00"),
        ("for at least 2 hours after", "2017-03-04T01:30:00+00:00"),
        ("for at least 1 month after", "2017-04-02T23:00:00+00:00"),
        ("for at least 1 month after", NEVER),
        ("for at most 2 hours after", "2017-03-04T01:30:00+00:00"),
    ],
)
def test_in_time(timing: str, kept: str) -> None:
    assert only(DUE.format(timing=timing), message(backed_up_at=kept)).outcome.value == "complies"


@pytest.mark.parametrize(
    ("timing", "kept"),
    [
        ("before", "2017-03-03T23:30:00+00:00"),
        ("within 2 hours after", "2017-03-04T01:30:00.000001+00:00"),
        ("within 2 hours after", "2017-03-03T23:29:59+00:00"),
        ("within 1 month after", "2017-04-03T23:00:00+00:00"),
        ("within 1 month after", "2017-03-03T23:29:59+00:00"),
        ("by 2 hours after", "2017-03-04T01:30:00.000001+00:00"),
        ("by 1 year after", "2018-03-04T00:00:00+00:00"),
        ("for at least 2 hours after", "2017-03-04T01:29:59+00:00"),
        ("for at least 1 month after", "2017-04-02T22:59:59+00:00"),
        ("for at most 2 hours after", "2017-03-04T01:30:00.000001+00:00"),
        ("by 2 hours after", NEVER),
    ],
)
def test_out_of_time(timing: str, kept: str) -> None:
    assert only(DUE.format(timing=timing), message(backed_up_at=kept)).outcome.value == "breach"


PERMITS = """\
clause 1.1 [00000000]
  staff must not send a message
    when it is rude
clause 1.2 [00000000]
  staff must not send a message
    unless 1.1 is permitted

fact "it is rude" means doubts
"""


@pytest.mark.parametrize(("rude", "outcome"), [(True, "breach"), (False, "excused")])
def test_what_a_prohibition_permits(rude: bool, outcome: str) -> None:
    found = {each.rule: each.outcome.value for each in decided(PERMITS, message(doubts=rude)).all_findings}
    assert found["1.2"] == outcome


YEARLY = """\
clause 1.1 [00000000]
  staff must review the policy
    at least every year

duty "review the policy" in a review-period where subject is policy means done at reviewed-at
"""


def test_the_period_of_a_duty_is_a_reason_like_an_act() -> None:
    event = {"kind": "review_period", "id": "r1", "at": "2016-07-01T00:00:00+01:00", "subject": "policy"}
    finding = only(YEARLY, {**event, "reviewed_at": "2017-03-03"})
    assert finding.outcome.value == "complies"
    assert [(each.words, each.role) for each in finding.because] == [
        ("review the policy", "act"),
        ("review the policy at least every year", "duty"),
    ]

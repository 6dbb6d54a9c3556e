"""Somebody who is listed twice gets one finding of a rule: the one that presses most."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from .asking import MIA, decided, message

NORM = """\
clause 1.1 [00000000]
  staff must not contact a child or young person
    when the child or young person is at risk
    if nobody objects
    unless there are extenuating circumstances

fact "the child or young person is at risk" means recipient.at-risk
fact "nobody objects" means not recipient.objection-in-force
fact "there are extenuating circumstances" means recipient.extenuating
"""
PERMISSION = """\
clause 1.1 [00000000]
  it is appropriate for staff to contact a child or young person
    if nobody objects
    unless the child or young person is at risk

fact "the child or young person is at risk" means recipient.at-risk
fact "nobody objects" means not recipient.objection-in-force
"""
DUTY = """\
clause 1.1 [00000000]
  staff must tell the line manager
    within 2 days after they contact a child or young person
    unless there are extenuating circumstances

duty "tell the line manager" means done at recipient.informed-at
fact "there are extenuating circumstances" means recipient.extenuating
"""
ASKED = """\
clause 1.1 [00000000]
  staff must not contact a child or young person
    when it is unwise
    if nobody objects
    unless the child or young person is at risk

fact "it is unwise" asks the manager
fact "nobody objects" means not recipient.objection-in-force
fact "the child or young person is at risk" means recipient.at-risk
"""
AS_OF = "2017-03-04T12:00:00+00:00"
NOT_YET = {"not_done_by": AS_OF}


def entry(*, objection: bool | None = False, **facts: Any) -> dict[str, Any]:
    return {"objection_in_force": objection, **facts}


@pytest.mark.parametrize(
    ("rules", "entries"),
    [
        (NORM, {
            "breach": entry(at_risk=True, extenuating=False),
            "undetermined": entry(extenuating=False),
            "excused": entry(at_risk=True, extenuating=True),
            "clear": entry(extenuating=True),
            "complies": entry(at_risk=False),
            "not_covered": entry(objection=True),
        }),
        (PERMISSION, {
            "undetermined": entry(),
            "withdrawn": entry(at_risk=True),
            "clear": entry(at_risk=False, objection=None),
            "permitted": entry(at_risk=False),
            "not_covered": entry(objection=True),
        }),
        (DUTY, {
            "breach": {"informed_at": "2017-03-01", "extenuating": False},
            "undetermined": {"extenuating": False},
            "pending": {"informed_at": NOT_YET, "extenuating": False},
            "excused": {"informed_at": "2017-03-01", "extenuating": True},
            "complies": {"informed_at": "2017-03-04T00:00:00+00:00"},
        }),
        (ASKED, {
            "undetermined": entry(),
            "for_a_person": entry(at_risk=False),
            "clear": entry(at_risk=True),
        }),
    ],
)  # fmt: skip
def test_the_one_that_presses_most_counts(rules: str, entries: dict[str, dict[str, Any]]) -> None:
    """The entries stand in the order in which their outcomes press; each meets itself and every other."""
    order = list(entries)
    for one, other in [*permutations(order, 2), *((each, each) for each in order)]:
        listed = [{"person": MIA, **entries[each]} for each in (one, other)]
        found = decided(rules, message(recipients=listed), AS_OF).all_findings
        assert [each.outcome.value for each in found] == [min(one, other, key=order.index)], (one, other)

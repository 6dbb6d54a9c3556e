"""Whom a repair is about, and how it is said."""

from __future__ import annotations

from typing import Any

import pytest

from .asking import COPY, LATE, MIA, NIGHT, QUIET, TOLD, UNWISE, changed, decided, message, repairs, to

BEFOREHAND = TOLD.format(told="the line manager was told beforehand")
NOAH = {"id": "noah", "category": "child_or_young_person"}
JUST_BEFORE = "2017-03-03T23:29:59.999999+00:00"


def test_only_what_concerns_the_one_person_is_changed() -> None:
    event = message(
        recipients=[{"person": MIA, "informed_at": "never"}, {"person": NOAH, "informed_at": "never"}]
    )
    decision = decided(BEFOREHAND, event)
    assert [
        [[(c.field, c.before, c.after) for c in repair.changes] for repair in decision.repairs(each)]
        for each in decision.findings
    ] == [
        [[("recipients[mia].informed_at", "never", JUST_BEFORE)]],
        [[("recipients[noah].informed_at", "never", JUST_BEFORE)]],
    ]  # fmt: skip


def test_people_without_names_are_told_apart_by_number() -> None:
    children = [{"person": {"category": "child_or_young_person"}, "informed_at": "never"} for _ in range(2)]
    decision = decided(BEFOREHAND, message(recipients=children))
    fields = [
        [c.field for repair in decision.repairs(each) for c in repair.changes] for each in decision.findings
    ]
    assert fields == [["recipients[0].informed_at"], ["recipients[1].informed_at"]]


def test_nothing_is_changed_of_somebody_who_is_not_listed() -> None:
    event = message(recipients={"members": [{"person": MIA, "informed_at": "never"}], "complete": False})
    decision = decided(BEFOREHAND, event)
    about = {each.about: decision.repairs(each) for each in decision.findings}
    assert about["not listed"] == ()
    assert len(about["mia"]) == 1


def test_what_is_true_of_a_person_is_not_changed() -> None:
    assert changed(TOLD.format(told="the child or young person is at risk"), to({"at_risk": False})) == []


# ---- how it is said

PAST, PLANNED = "2017-03-05T00:00:00+00:00", "2017-03-01T00:00:00+00:00"


@pytest.mark.parametrize(
    ("tests", "facts", "as_of", "said"),
    [
        ("account.agreed", {"account": {"agreed": True}}, None,
         "it would have complied if this had been so: it is wise"),
        ("account.agreed", {"account": {"agreed": True}}, PAST,
         "it would have complied if this had been so: it is wise"),
        ("account.agreed", {"account": {"agreed": True}}, PLANNED,
         "it would comply if this is so: it is wise"),
        ("account.agreed", {"account": {"agreed": True}}, NIGHT,
         "it would have complied if this had been so: it is wise"),
        # it may have been sent already
        ("account.agreed", {"account": {"agreed": True}, "at": {"from": "2017-03-03T23:00:00+00:00",
          "to": "2017-03-03T23:59:00+00:00"}}, NIGHT,
         "it would have complied if this had been so: it is wise"),
        # where it is open, nothing is too late
        ("account.agreed", {}, PAST, "it would comply if this is so: it is wise"),
        (QUIET, {}, None, "it would have complied if it had been at 08:00 on Saturday 4 March 2017"),
        (QUIET, {}, PLANNED, "it would comply if it is at 08:00 on Saturday 4 March 2017"),
        (QUIET, {}, "2017-03-04T08:00:00+00:00",
         "it would have complied if it had been at 08:00 on Saturday 4 March 2017"),
    ],
)  # fmt: skip
def test_what_is_past_would_have_complied(
    tests: str, facts: dict[str, Any], as_of: str | None, said: str
) -> None:
    assert repairs(UNWISE.format(tests=tests), message(**facts), as_of) == [said]


def test_without_words_for_the_opposite_it_is_not_so() -> None:
    rules = UNWISE.format(tests="account.agreed").replace('  or else "it is wise"\n', "")
    [said] = repairs(rules, message(account={"agreed": True}))
    assert said.endswith('if this had been so: it is not so that "it is unwise"')


def test_what_must_be_so_is_said_as_it_stands() -> None:
    [said] = repairs(BEFOREHAND, to({"informed_at": "never"}))
    assert said == "it would have complied if this had been so: the line manager was told beforehand"


def test_a_duty_is_named_with_the_time_at_which_it_is_done() -> None:
    [said] = repairs(COPY.format(when="within 2 hours after"), message(backed_up_at=LATE))
    assert "if this had been done at 23:30 on Friday 3 March 2017: keep a copy of it within 2 hours" in said
    [said] = repairs(COPY.format(when="before"), message(backed_up_at=LATE))
    assert "if this had been done: keep a copy of it before" in said

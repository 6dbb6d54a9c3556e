"""Another organisation's policy, over event classes of its own: read, run, decided."""

from __future__ import annotations

import importlib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from wrbc_rules.analysis import run_examples, run_promises
from wrbc_rules.api import load_policy
from wrbc_rules.policies import Policy
from wrbc_rules.vocabulary import read_json_line

SHED = Path(__file__).resolve().parents[2] / "examples" / "toolshed"
#: What the house rules say of each sample event, worked out by hand: the summary, and what is open.
EXPECTED: dict[str, tuple[str, tuple[str, ...]]] = {
    "spade-for-a-member": ("complies", ()),
    "drill-by-the-book": ("for_a_person", ("3.3",)),
    "drill-never-shown": ("breach_must", ("3.3",)),
    "drill-and-nobody-knows-if-shown": ("undetermined", ("2.1", "3.3")),
    "electrician-noted-ten-days-later": ("breach_must", ("3.3",)),
    "mower-the-day-before-sixteen": ("breach_must", ("3.3",)),
    "drill-without-a-deposit": ("breach_will", ("3.3",)),
    "drill-for-a-trustee-without-a-deposit": ("for_a_person", ("3.3",)),
    "drill-for-a-neighbour": ("breach_should", ("3.3",)),
    "spade-for-a-neighbour": ("permitted", ()),
    "spade-for-a-neighbour-three-times-late": ("withdrawn", ()),
    "spade-back-a-day-late": ("breach_will", ()),
    "spade-still-out": ("undetermined", ("3.1",)),
    "spade-in-the-book-two-days-later": ("breach_best_endeavours", ()),
    "one-slip-two-tools": ("breach_must", ("3.3",)),
    "late-workshop-past-midnight": ("complies", ()),
    "tuesday-evening-and-nobody-knows-if-agreed": ("undetermined", ("4.1",)),
    "tuesday-evening-agreed": ("excused", ()),
    "tired-at-the-lathe": ("for_a_person", ("4.3",)),
    "too-tired-says-a-key-holder": ("breach_appropriate", ()),
    "one-key-holder-went-home": ("breach_must", ()),
    "saw-inspected-in-time": ("complies", ()),
    "form-destroyed-too-soon": ("breach_must", ()),
    "before-the-house-rules": ("no_edition", ()),
}


@pytest.fixture(scope="module")
def policy() -> Policy:
    """The shed's house rules; its event classes are imported as the command line imports them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(SHED))
        module = importlib.import_module("toolshed_events")
    return load_policy(SHED / "toolshed.rules", vocabulary=module.VOCABULARY)


@pytest.fixture(scope="module")
def events(policy: Policy) -> dict[str, Any]:
    """The sample events by their ids."""
    lines = (SHED / "events.jsonl").read_text(encoding="utf-8").splitlines()
    made = [policy.read_event(read_json_line(line)) for line in lines]
    return {each.id: each for each in made}


def _outcomes(policy: Policy, event: object, rule: str) -> dict[str | None, str]:
    """What a rule says of the event, for each tool that it is about."""
    found = policy.decide(event).findings
    return {each.about: each.outcome.value for each in found if each.rule == rule}


def test_it_has_nothing_to_warn_of(policy: Policy) -> None:
    assert policy.warnings == ()
    assert len(policy.rules) == 14


def test_its_examples_and_promises_hold(policy: Policy) -> None:
    results = (*run_examples(policy.typed), *run_promises(policy.typed))
    assert [(each.name, each.problems) for each in results if not each.passed] == []
    assert len(results) == 72
    assert all(each.tried for each in results)


def test_every_rule_has_an_example(policy: Policy) -> None:
    shown = {rule for example in policy.typed.examples for e in example.expectations for rule in e.rules}
    assert shown == {rule.id for rule in policy.rules}


def test_every_sample_event_is_expected(events: dict[str, Any]) -> None:
    assert list(events) == list(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_event(policy: Policy, events: dict[str, Any], name: str) -> None:
    decision = policy.decide(events[name])
    assert (decision.summary, decision.open) == EXPECTED[name]


def test_a_certificate_excuses_and_sets_off_its_own_duty(policy: Policy, events: dict[str, Any]) -> None:
    event = events["electrician-noted-ten-days-later"]
    assert _outcomes(policy, event, "2.1") == {"drill 2": "excused"}
    assert _outcomes(policy, event, "2.2") == {"drill 2": "breach"}


def test_each_tool_on_a_slip_is_judged_by_itself(policy: Policy, events: dict[str, Any]) -> None:
    event = events["one-slip-two-tools"]
    assert _outcomes(policy, event, "2.1") == {"drill 2": "complies", "saw 3": "breach"}


@pytest.mark.parametrize(
    ("seen", "summary"),
    [
        ("2024-03-20T12:00:00+13:00", "pending"),
        ("2024-04-05T23:59:59+13:00", "pending"),
        ("2024-04-06T00:00:00+13:00", "breach_will"),
    ],
)
def test_a_tool_that_is_still_out_is_pending_and_then_late(policy: Policy, seen: str, summary: str) -> None:
    event = policy.read_event(
        {
            "kind": "loan",
            "id": "still out",
            "at": "2024-03-05T10:00:00+13:00",
            "by": {"id": "Marama", "roles": ["steward"]},
            "borrower": {"id": "Tobias", "roles": ["member"]},
            "items": [{"tool": {"id": "spade 4", "power": "hand"}, "returned_at": {"not_done_by": seen}}],
            "entered_at": "2024-03-05T10:05:00+13:00",
        }
    )
    assert policy.decide(event, datetime.fromisoformat(seen)).summary == summary


def test_the_trustees_can_say_how_soon_a_tool_is_looked_over(policy: Policy, events: dict[str, Any]) -> None:
    decided = policy.with_settings({"the checking time": timedelta(days=3)})
    assert decided.decide(events["drill-by-the-book"]).summary == "complies"


def test_the_other_reading_of_powered_lets_a_battery_drill_go(policy: Policy) -> None:
    event = policy.read_event(
        {
            "kind": "loan",
            "id": "battery drill, never shown",
            "at": "2024-03-05T10:00:00+13:00",
            "by": {"id": "Marama", "roles": ["steward"]},
            "items": [{"tool": {"id": "drill", "power": "battery"}, "shown_at": "never", "certified": False}],
        }
    )
    other = policy.with_settings({"what counts as powered": "mains and petrol"})
    assert _outcomes(policy, event, "2.1") == {"drill": "breach"}
    assert _outcomes(other, event, "2.1") == {}

"""The sample of the bundled policy: every kind of outcome that it can give, worked out by hand."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from wrbc_rules.api import load_policy
from wrbc_rules.findings import Decision
from wrbc_rules.vocabulary import read_json_line

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "wrbc"
#: The moment in the README's command.
SEEN = datetime.fromisoformat("2017-05-01T12:00:00+01:00")
EXPECTED: dict[str, tuple[str, tuple[str, ...]]] = {
    "email-by-the-book": ("complies", ()),
    "lift-confirmed-by-text-at-nine": ("breach_should", ()),
    "text-about-football-that-a-manager-found-genuine": ("complies", ()),
    "night-text-to-a-child-in-danger": ("excused", ()),
    "emergency-that-nobody-registered": ("breach_must", ("9.2",)),
    "night-text-and-nobody-knows-of-any-danger": ("undetermined", ("4.7",)),
    "night-text-to-two-and-one-in-danger": ("breach_should", ()),
    "email-from-her-own-account": ("breach_must", ()),
    "chat-in-a-group-that-nobody-agreed": ("breach_should", ()),
    "text-against-a-mothers-wish": ("breach_will", ()),
    "text-from-somebody-unknown": ("undetermined", ("4.2", "4.4", "4.8 s1")),
    "chat-with-a-former-member-now-grown-up": ("permitted", ()),
    "chat-with-a-former-member-on-the-register": ("withdrawn", ()),
    "volunteer-to-another-adult": ("complies", ()),
    "child-writes-at-night": ("clear", ()),
    "parent-calls-a-volunteer": ("not_covered", ()),
    "six-year-old-on-a-work-phone": ("breach_must", ()),
    "picture-on-a-camera-of-her-own": ("for_a_person", ("6.5 s1", "6.5 s2")),
    "group-left-with-one-adult": ("breach_must", ()),
    "policy-not-reviewed-yet": ("pending", ("3.3 s2",)),
    "text-the-day-before-the-policy": ("no_edition", ()),
}


@pytest.fixture(scope="module")
def decisions() -> dict[str, Decision]:
    """What the bundled policy says of each event of the sample, at the moment of the README."""
    policy = load_policy()
    lines = (FOLDER / "sample.jsonl").read_text(encoding="utf-8").splitlines()
    made = [policy.decide(policy.read_event(read_json_line(line)), SEEN) for line in lines]
    return {each.id: each for each in made}


def test_every_event_is_expected(decisions: dict[str, Decision]) -> None:
    assert list(decisions) == list(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_an_event(decisions: dict[str, Decision], name: str) -> None:
    assert (decisions[name].summary, decisions[name].open) == EXPECTED[name]


def test_the_readme_has_a_line_on_each() -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [name for name in EXPECTED if f"| `{name}` |" not in text] == []


def test_a_child_in_danger_excuses_nothing_toward_another(decisions: dict[str, Decision]) -> None:
    found = [f for f in decisions["night-text-to-two-and-one-in-danger"].findings if f.rule == "4.7"]
    assert {each.about: each.outcome.value for each in found} == {"Mia": "excused", "Noah": "breach"}


def test_what_is_not_stated_is_named(decisions: dict[str, Decision]) -> None:
    [finding] = [f for f in decisions["night-text-and-nobody-knows-of-any-danger"].findings if f.outcome.open]
    assert [each.field.split(".")[-1] for each in finding.missing] == ["at_risk", "no_alternative"]

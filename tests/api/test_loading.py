"""Policies from files and texts, editions, and settings: what comes out, and what is raised."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import wrbc_rules
from wrbc_rules import (
    Calendar,
    Editions,
    EventError,
    Policy,
    PolicyError,
    check_policy,
    check_text,
    load_editions,
    load_policy,
    policy_from_text,
)

ROOT = Path(__file__).parents[2]
FILE = ROOT / "policy" / "wrbc_2016.rules"
TEXT = FILE.read_text(encoding="utf-8")
BROKEN = TEXT.replace("when the account is personal", "when the account is persnal").replace(
    "from 21:00 until 08:00\n    unless", "from 9pm until 08:00\n    unless"
)
NIGHT = {
    "kind": "message",
    "id": "m",
    "at": "2017-03-03T21:30:00+00:00",
    "by": {"id": "sam", "roles": ["volunteer"]},
    "channel": {"kind": "text"},
    "recipients": [{"person": {"id": "mia", "category": "child_or_young_person"}, "at_risk": False}],
}


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy()


# ---- loading


def test_the_bundled_policy_is_the_file(policy: Policy) -> None:
    assert policy.typed.name == load_policy(FILE).typed.name == "WRBC Social Media Policy"
    assert load_policy(str(FILE)).rules == policy.rules == policy_from_text(TEXT).rules
    assert policy.name == "WRBC Social Media Policy, July 2016"
    assert policy.warnings == ()


@pytest.mark.parametrize("load", [load_policy, check_policy, load_editions])
def test_a_file_that_cannot_be_read_is_an_os_error(load: Any, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere.rules"):
        with pytest.raises(OSError, match=path.name):
            load(path)


def test_every_mistake_is_in_the_error() -> None:
    with pytest.raises(PolicyError) as raised:
        policy_from_text(BROKEN, name="mine.rules")
    places = [str(each) for each in raised.value.diagnostics if each.is_error]
    assert len(places) == BROKEN.count("is persnal") + 1
    assert "mine.rules:" in str(raised.value)
    assert "the account is persnal" in str(raised.value)
    assert isinstance(raised.value, ValueError)


def test_the_text_of_the_error_has_no_more_than_anybody_reads() -> None:
    settings = "".join(f'setting "number {n}" is a number, x{n}\n' for n in range(100))
    with pytest.raises(PolicyError, match="and 80 more like this in the file") as raised:
        policy_from_text(TEXT + settings, name="mine.rules")
    assert len([each for each in raised.value.diagnostics if each.is_error]) == 100


def test_checking_raises_nothing_for_a_mistake(tmp_path: Path) -> None:
    file = tmp_path / "mine.rules"
    file.write_text(BROKEN, encoding="utf-8")
    for made, found in (check_text(BROKEN), check_policy(file)):
        assert made is None
        assert len(found) == BROKEN.count("is persnal") + 1
        assert all(each.is_error for each in found)
    clean, found = check_text(TEXT)
    assert isinstance(clean, Policy)
    assert found == ()


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "x\0y", "policy", "\u202e", "clause 4.7", "\x1b[31m"])
def test_no_text_raises_anything_else(text: str) -> None:
    with pytest.raises(PolicyError):
        policy_from_text(text)


def test_bytes_that_are_not_utf_8_are_a_mistake_with_a_place(tmp_path: Path) -> None:
    file = tmp_path / "old.rules"
    file.write_bytes(TEXT.encode() + b"# caf\xe9\n")
    with pytest.raises(PolicyError, match="WR001"):
        load_policy(file)
    made, found = check_policy(file)
    assert made is None
    assert [each.code for each in found] == ["WR001"]


# ---- editions


def _edition(day: str, time: str = "21:00") -> str:
    return TEXT.replace("in force from 2016-07-01", f"in force from {day}").replace(
        "from 21:00 until 08:00\n    unless", f"from {time} until 08:00\n    unless"
    )


def test_the_edition_in_force_at_the_events_moment_decides(tmp_path: Path, policy: Policy) -> None:
    file = tmp_path / "next.rules"
    file.write_text(_edition("2017-03-03", "22:00"), encoding="utf-8")
    editions = load_editions(file, FILE)
    moments = {
        "2017-03-02T21:30:00+00:00": "breach_should",
        "2017-03-03T21:30:00+00:00": "undetermined",
        "2016-06-30T23:59:59+01:00": "no_edition",
    }
    for moment, summary in moments.items():
        decision = editions.decide(policy.read_event({**NIGHT, "at": moment}))
        assert decision.summary == summary
    before = editions.decide(policy.read_event({**NIGHT, "at": "2016-06-30"}))
    assert (before.findings, before.open, before.edition) == ((), (), None)
    unsure = editions.decide(policy.read_event({**NIGHT, "at": None}))
    assert unsure.summary == "undetermined"


def test_editions_need_a_day_each(policy: Policy) -> None:
    for policies in ((), (policy, policy)):
        with pytest.raises(ValueError, match="in force from a day of its own"):
            Editions(policies)
    with pytest.raises(ValueError, match="editions need"):
        load_editions()


# ---- settings


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("the counting period", timedelta(days=7)),
        ("the photo policy's timescale", timedelta(hours=24)),
        ("monitoring period", Calendar(3)),
        ("the contact limit", 20),
        ("the age of an adult", 21),
        ("the appointed storage location", "the group's drive"),
    ],
)
def test_a_setting_can_be_decided(policy: Policy, name: str, value: object) -> None:
    decided = policy.with_settings({name: value})
    assert {each.name: each.value for each in decided.typed.settings}[name] == value
    assert [each.value for each in policy.typed.settings].count(None) == 11  # the policy itself is as it was


def test_a_decided_setting_decides(policy: Policy) -> None:
    decided = policy.with_settings({"the contact limit": 2, "the counting period": timedelta(days=7)})
    recipient = {**NIGHT["recipients"][0], "contacts": {"at_least": 3, "at_most": 3, "period": "7 days"}}  # type: ignore[index]
    event = policy.read_event({**NIGHT, "recipients": [recipient]})
    outcomes = {f.rule: f.outcome.value for f in decided.decide(event).findings}
    assert outcomes["4.5 s2"] == "breach"
    assert not any("4.5 s2" in line for line in decided.standing)
    assert any("4.5 s2" in line for line in policy.standing)


def test_a_setting_that_there_is_not(policy: Policy) -> None:
    with pytest.raises(ValueError, match=r"no setting is called .the contat limit..*the contact limit"):
        policy.with_settings({"the contat limit": 3})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("the contact limit", "5"),
        ("the contact limit", True),
        ("the contact limit", 2.5),
        ("the contact limit", -1),
        ("the contact limit", timedelta(days=1)),
        ("the counting period", 7),
        ("the counting period", "7 days"),
        ("the counting period", timedelta(0)),
        ("the counting period", timedelta(days=-1)),
        ("monitoring period", Calendar(0)),
        ("monitoring period", date(2017, 1, 1)),
        ("the appointed storage location", 3),
        ("the appointed storage location", ""),
    ],
)
def test_a_value_of_another_type_is_refused_by_the_settings_name(
    policy: Policy, name: str, value: object
) -> None:
    with pytest.raises(ValueError, match=name) as raised:
        policy.with_settings({name: value})
    assert not isinstance(raised.value, PolicyError), "the file is not at fault"


def test_choices_are_of_those_that_the_file_names() -> None:
    text = (ROOT / "examples" / "toolshed" / "toolshed.rules").read_text(encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "examples" / "toolshed"))
        vocabulary = __import__("toolshed_events").VOCABULARY
    shed = policy_from_text(text, vocabulary=vocabulary)
    shed.with_settings({"what counts as powered": "mains and petrol"})
    for wrong in ("hand", 3, ["mains and petrol"]):
        with pytest.raises(ValueError, match="what counts as powered"):
            shed.with_settings({"what counts as powered": wrong})


# ---- events from JSON


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (None, ""),
        ([], ""),
        ({}, "kind"),
        ({"kind": "message"}, "id"),
        ({**NIGHT, "at": "2017-03-03T21:30"}, "at"),
        ({**NIGHT, "recipients": [{"person": {"category": "child"}}]}, "recipients[0].person.category"),
    ],
)
def test_an_event_error_has_the_path(policy: Policy, data: object, path: str) -> None:
    with pytest.raises(EventError) as raised:
        policy.read_event(data)
    assert raised.value.path == path
    assert isinstance(raised.value, ValueError)


def test_what_is_no_event_is_refused(policy: Policy) -> None:
    for thing in (None, 3, NIGHT):
        with pytest.raises(TypeError, match="is no event"):
            policy.decide(thing)


def test_a_decision_is_json(policy: Policy) -> None:
    decision = policy.decide(policy.read_event(NIGHT))
    assert decision.as_json()["summary"] == decision.summary == "breach_should"
    assert [f["rule"] for f in decision.as_json()["findings"]] == [f.rule for f in decision.findings]
    assert wrbc_rules.Outcome.NOT_COVERED in {f.outcome for f in decision.all_findings}

"""`decide --format json` and the two schemas."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from tests.cli.commands import SAMPLE, SHED, answers, ask, day, line, night

SEEN = "2017-05-01T12:00:00+01:00"
FINDING = "clause sentence rule about strength outcome because missing ask due repairs".split()


@pytest.fixture(scope="module")
def decision_schema() -> Draft202012Validator:
    return _validator("schema", "--decisions")


@pytest.fixture(scope="module")
def event_schema() -> Draft202012Validator:
    return _validator("schema")


def _validator(*arguments: str) -> Draft202012Validator:
    schema = json.loads(ask(*arguments).stdout)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def _shed(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Any:
    monkeypatch.chdir(SHED)
    return ask(arguments[0], "--events", "toolshed_events", *arguments[1:])


@pytest.mark.parametrize("more", [(), ("--all",)])
def test_every_answer_to_the_sample_fits_the_schema(
    decision_schema: Draft202012Validator, more: tuple[str, ...]
) -> None:
    told = answers(ask("decide", SAMPLE, "--format", "json", "--as-of", SEEN, *more))
    assert len(told) == 21
    for each in told:
        decision_schema.validate(each)


def test_every_answer_to_the_toolshed_fits_the_schema(
    decision_schema: Draft202012Validator, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = _shed(
        monkeypatch, "decide", "--policy", "toolshed.rules", "events.jsonl", "--format", "json", "--all"
    )
    assert len(answers(done)) == 24
    for each in answers(done):
        decision_schema.validate(each)


def _without(thing: dict[str, Any], key: str) -> dict[str, Any]:
    return {other: value for other, value in thing.items() if other != key}


def test_the_schema_is_strict(decision_schema: Draft202012Validator) -> None:
    [told] = answers(ask("decide", "--format", "json", "--as-of", "none", given=night()))
    spoilt: list[dict[str, Any]] = [{**told, "summary": "fine"}, {**told, "more": 1}, {**told, "open": "4.7"}]
    spoilt += [_without(told, key) for key in told]
    spoilt += [{**told, "findings": [_without(told["findings"][0], key)]} for key in FINDING]
    for each in spoilt:
        with pytest.raises(ValidationError):
            decision_schema.validate(each)


def test_keys_are_always_there_and_in_one_order() -> None:
    given = (
        night() + day() + line() + line(at=None) + line(at="2016-01-01") + SAMPLE.read_text(encoding="utf-8")
    )
    for each in answers(ask("decide", "--format", "json", "--as-of", SEEN, given=given)):
        assert list(each) == ["id", "summary", "open", "findings"]
        for finding in each["findings"]:
            assert list(finding) == FINDING


def test_not_covered_is_left_out_unless_asked_for() -> None:
    outcomes = [
        {f["outcome"] for each in answers(ask(*arguments, given=night())) for f in each["findings"]}
        for arguments in (
            ("decide", "--format", "json", "--as-of", "none"),
            ("decide", "--format", "json", "--as-of", "none", "--all"),
        )
    ]
    assert "not_covered" not in outcomes[0]
    assert "not_covered" in outcomes[1]


def test_somebody_not_listed_is_told_from_a_person() -> None:
    [told] = answers(
        ask("decide", "--format", "json", "--as-of", "none", given=line(by={"roles": ["volunteer"]}))
    )
    assert {each["about"] for each in told["findings"] if each["rule"] == "4.7"} == {"not listed"}


def test_standard_output_holds_nothing_but_json() -> None:
    done = ask("decide", "--format", "json", given="hello\n" + day() + night())
    assert len(answers(done)) == 2
    assert done.stderr.splitlines()[1].startswith("line 1: ")


# ---- the schema of events


def test_every_event_of_the_sample_fits_the_schema(event_schema: Draft202012Validator) -> None:
    for each in SAMPLE.read_text(encoding="utf-8").splitlines():
        event_schema.validate(json.loads(each))


def test_the_schema_of_another_organisation_is_of_its_events(monkeypatch: pytest.MonkeyPatch) -> None:
    schema = Draft202012Validator(json.loads(_shed(monkeypatch, "schema").stdout))
    for each in (SHED / "events.jsonl").read_text(encoding="utf-8").splitlines():
        schema.validate(json.loads(each))
    with pytest.raises(ValidationError):
        schema.validate(json.loads(day()))


GOOD: list[dict[str, Any]] = [
    {"at": None},
    {"at": "2017-03-03"},
    {"at": "never"},
    {"at": "2017-03-03T21:00+00:00"},
    {"at": "2017-03-03T21:00:00Z"},
    {"at": {"not_done_by": "2017-03-03T21:00:00+00:00"}},
    {"at": {"from": "2017-03-03T21:00:00+00:00", "to": "2017-03-03T22:00:00+00:00"}},
    {"recipients": []},
    {"recipients": {"members": [], "complete": False}},
    {"recipients": [{"contacts": {"at_least": 1, "at_most": 3, "period": "7 days"}}]},
    {"recipients": [{"contacts": {"at_least": 1, "at_most": None}}]},
    {"by": {"roles": [], "birth_date": "2010-05-01"}},
    {"judgements": [{"question": "may we", "answer": "yes", "by": {"id": "x"}, "about": None}]},
]
BAD: list[dict[str, Any]] = [
    {"kind": "letter"},
    {"id": ""},
    {"id": 3},
    {"sent": "2017-03-03"},
    {"at": 3},
    {"at": "half past nine"},
    {"at": {"not_done_by": "2017-03-03T21:00:00+00:00", "from": "2017-03-03"}},
    {"by": "sam"},
    {"by": {"roles": "volunteer"}},
    {"by": {"roles": ["voluntier"]}},
    {"by": {"birth_date": "1 May 2010"}},
    {"channel": {"kind": "sms"}},
    {"recipients": {"mia": {}}},
    {"recipients": [{"at_risk": "no"}]},
    {"recipients": [{"contacts": {"at_least": -1}}]},
    {"recipients": [{"contacts": {"at_least": 1, "period": "a while"}}]},
    {"judgements": [{"question": "may we", "answer": "perhaps", "by": {}}]},
]


def _read(events: list[dict[str, Any]]) -> tuple[int, list[str]]:
    """How many events were decided, and what was said of the others."""
    named = [{"id": f"event {number}", **fields} for number, fields in enumerate(events)]
    done = ask("decide", "--as-of", "none", "--format", "json", given="".join(line(**each) for each in named))
    return len(answers(done)), done.stderr.splitlines()


def test_the_schema_and_the_reader_take_the_same(event_schema: Draft202012Validator) -> None:
    assert _read(GOOD) == (len(GOOD), [])
    assert [fields for fields in GOOD if not event_schema.is_valid(json.loads(line(**fields)))] == []


def test_the_schema_and_the_reader_refuse_the_same(event_schema: Draft202012Validator) -> None:
    taken, refused = _read(BAD)
    assert (taken, len(refused)) == (0, len(BAD))
    assert [fields for fields in BAD if event_schema.is_valid(json.loads(line(**fields)))] == []

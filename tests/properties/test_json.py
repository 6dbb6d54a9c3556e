"""Events as JSON: read back as written, described by the schema, and refused where they are not events."""

from __future__ import annotations

import copy
import json
import random
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wrbc_rules import COMMUNICATION, EventError
from wrbc_rules.strategies import events
from wrbc_rules.vocabulary import event_schema, event_to_json, read_json_line

from .drawn import bundled, bundled_cases, covered_event, drafted_cases, speaks

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def _validator() -> Any:
    schema = event_schema(COMMUNICATION)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def allowed(data: object) -> bool:
    return bool(_validator().is_valid(data))


def refusal(data: Any) -> EventError | None:
    """How the reader refuses it; None if it reads it. Anything but an EventError is a failure of the test."""
    try:
        bundled().read_event(data)
    except EventError as error:
        return error
    return None


def test_every_drawn_event_is_read_back_as_written() -> None:
    for case in (*bundled_cases(120), *drafted_cases(40, 5)):
        data = json.loads(json.dumps(event_to_json(case.event), allow_nan=False))
        assert case.policy.read_event(data) == case.event, case.words
        assert allowed(data), case.words


@QUICK
@given(event=events(bundled()))
def test_any_event_is_read_back_as_written(event: Any) -> None:
    data = event_to_json(event)
    assert bundled().read_event(data) == event
    assert event_to_json(bundled().read_event(data)) == data


def test_every_decision_is_json() -> None:
    keys = "clause sentence rule about strength outcome because missing ask due repairs".split()
    for case in (*bundled_cases(30), *drafted_cases(20, 3)):
        shown = case.policy.decide(case.event).as_json(everything=True)
        assert json.loads(json.dumps(shown, allow_nan=False)) == shown, case.words
        for finding in shown["findings"]:
            assert [key for key in keys if key not in finding] == [], case.words


# ---- not an event

JUNK: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 7, 1.5, 1e300, float("nan"), float("inf"), 10**400, "", " ", "never",
    "yes", "x" * 300, "2017-03-03", "2017-03-03T21:00:00+00:00", "2017-03-03T21:00:00",
    "2017-03-03T21:00Z", "2017-02-30", "0001-01-01", "9999-12-31", "9999-12-31T23:59:59-12:00",
    "0001-01-01T00:00:00+14:00", "2017-03-03T25:00:00Z", "20170303T210000Z", "2017-W09-5",
    "2017-W09-5T21:00:00Z", "2017-03-03T21Z", "2017-03-03 21:00:00+00:00", "2017-03-03x21:00:00+00:00",
    "2017-03-03T21:00:00+00:00:30", "2017-03-03T21:00:00.1234567+00:00", "2017-03-03T24:00:00+00:00",
    "2017-03-03T21:00:60+00:00", "\u0662\u0660\u0661\u0667-03-03", "\ud800", "\x00",
    "2017-03-03T21:00:00+99:00", [], {}, [[]], [None], [{}], [1], ["employee"], ["employee", "employee"],
    ["nobody"], {"members": []}, {"members": [{}], "complete": None}, {"members": None},
    {"complete": True}, {"members": [], "complete": 1}, {"members": {}}, {"from": None, "to": None},
    {"from": "never", "to": "never"}, {"not_done_by": "never"}, {"not_done_by": None},
    {"not_done_by": "2017-03-03"}, {"from": "2017-03-04", "to": "2017-03-03"},
    {"from": {"not_done_by": "2017-03-03"}, "to": "never"}, {"from": "2017-03-03"},
    {"at_least": None, "at_most": 3}, {"at_least": 2, "at_most": 1}, {"at_least": True},
    {"at_least": 1.0}, {"at_least": -1}, {"at_most": 10**30}, {"period": "7 days"}, {"period": "0 days"},
    {"period": "1 month"}, {"period": "days"}, {"period": 7}, {"period": "999999 weeks"},
    {"period": "\u0667 days"}, {"kind": "text"}, {"kind": "message"}, {"id": ""}, {"": 1},
    {"question": "q"}, [{"question": "q", "answer": "yes"}],
    [{"question": "q", "answer": "yes", "by": 0}], [{"question": "q", "answer": "yes", "by": []}],
    [{"question": "q", "answer": "yes", "by": ""}], [{"question": "q", "answer": []}],
    [{"question": 1, "answer": "no"}], [{"answer": "no"}], [{"question": "q"}],
    [{"question": "q", "answer": "yes", "at": "2017-03-03", "about": ""}],
)  # fmt: skip


def _places(data: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield at
    if isinstance(data, dict | list):
        for key, value in list(data.items() if isinstance(data, dict) else enumerate(data)):
            yield from _places(value, (*at, key))


def spoilt(data: Any, source: random.Random) -> Any:
    """The JSON with one to three things in it replaced, removed, added or copied elsewhere."""
    for _ in range(source.choice((1, 1, 2, 3))):
        data = copy.deepcopy(data)
        place = source.choice(list(_places(data)))
        if not place:
            if source.random() < 0.05:
                return source.choice(JUNK)
            continue
        *way, last = place
        inner = data
        for key in way:
            inner = inner[key]
        how = source.choice(("replace", "replace", "replace", "remove", "add", "copy"))
        if how == "remove":
            del inner[last]
        elif how == "replace":
            inner[last] = copy.deepcopy(source.choice(JUNK))
        elif how == "copy":
            inner[last] = copy.deepcopy(data)
        elif isinstance(inner, dict):
            inner[source.choice(("more", "at", "period", "members", "", "complete", "kind"))] = source.choice(
                JUNK
            )
    return data


def judge(number: int, start: int = 0) -> Counter[str]:
    """Whatever the schema refuses, the reader refuses by EventError, and it raises nothing else ever."""
    found, wrong = Counter[str](), []
    for seed in range(start, start + number):
        source = random.Random(f"spoilt {seed}")
        data = spoilt(event_to_json(covered_event(bundled(), seed)), source)
        try:
            error = refusal(data)
        except Exception as crash:  # noqa: BLE001
            wrong.append(f"{type(crash).__name__}: {crash} from {data!r}")
            continue
        if error is None and not allowed(data):
            [first, *_] = _validator().iter_errors(data)
            wrong.append(f"read, but refused by the schema: {first.message} in {data!r}")
        found["refused" if error else "read"] += 1
        assert error is None or str(error)
    assert not wrong, f"{len(wrong)} of {number}\n\n" + "\n\n".join(wrong[:6])
    return found


def test_what_the_schema_refuses_the_reader_refuses() -> None:
    found = judge(1000)
    assert min(found.values()) > 120, found


@pytest.mark.soak
@pytest.mark.parametrize("start", range(10_000, 90_000, 10_000))
def test_what_the_schema_refuses_the_reader_refuses_at_length(start: int) -> None:
    judge(10_000, start)


PLACES: dict[str, dict[str, Any]] = {
    "at": {"kind": "message", "id": "m", "at": None},
    "by": {"kind": "message", "id": "m", "by": None},
    "roles": {"kind": "message", "id": "m", "by": {"roles": None}},
    "category": {"kind": "message", "id": "m", "by": {"category": None}},
    "birth_date": {"kind": "message", "id": "m", "by": {"birth_date": None}},
    "adult_at_risk": {"kind": "message", "id": "m", "by": {"adult_at_risk": None}},
    "purpose": {"kind": "message", "id": "m", "purpose": None},
    "channel": {"kind": "message", "id": "m", "channel": None},
    "recipients": {"kind": "message", "id": "m", "recipients": None},
    "person": {"kind": "message", "id": "m", "recipients": [{"person": None}]},
    "contacts": {"kind": "message", "id": "m", "recipients": [{"contacts": None}]},
    "judgements": {"kind": "message", "id": "m", "judgements": None},
    "answered by": {
        "kind": "message",
        "id": "m",
        "judgements": [{"question": "q", "answer": "yes", "by": None}],
    },
    "answered at": {
        "kind": "message",
        "id": "m",
        "judgements": [{"question": "q", "answer": "yes", "at": None}],
    },
    "id": {"kind": "message", "id": None},
    "kind": {"kind": None, "id": "m"},
    "list of members": {"kind": "message", "id": "m", "recipients": {"members": None, "complete": True}},
}


def _filled(data: Any, junk: Any) -> Any:
    if isinstance(data, dict):
        return {key: _filled(value, junk) for key, value in data.items()}
    if isinstance(data, list):
        return [_filled(value, junk) for value in data]
    return junk if data is None else data


@pytest.mark.parametrize("place", PLACES)
def test_junk_in_every_place(place: str) -> None:
    wrong = []
    for junk in JUNK:
        data = _filled(PLACES[place], junk)
        try:
            if refusal(data) is None and not allowed(data):
                wrong.append(f"read, but refused by the schema: {junk!r}")
        except Exception as crash:  # noqa: BLE001
            wrong.append(f"{type(crash).__name__}: {crash} from {junk!r}")
    assert not wrong, "\n".join(wrong)


def test_a_list_nested_without_end_is_refused() -> None:
    deep: Any = "2017-03-03"
    for _ in range(5000):
        deep = {"from": deep, "to": "2017-03-03"}
    assert refusal({"kind": "message", "id": "m", "at": deep}) is not None


@pytest.mark.parametrize("key", [1, None, (), True, 1.5])
def test_a_key_that_is_no_text_is_refused(key: object) -> None:
    assert refusal({"kind": "message", "id": "m", key: 1}) is not None


_JSON = st.recursive(
    st.one_of(st.sampled_from(JUNK), st.text(max_size=6), st.integers(), st.floats()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["kind", "id", "at", "by"]), inner)
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    data=_JSON,
    kind=st.sampled_from(sorted(COMMUNICATION.kinds())),
    name=st.sampled_from(sorted(COMMUNICATION.field_words())),
)
def test_any_json_at_all_is_an_event_or_an_event_error(data: Any, kind: str, name: str) -> None:
    for each in (data, {"kind": kind, "id": "x", name.replace("-", "_"): data}):
        error = refusal(each)
        assert error is not None or allowed(each)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=60), st.text('[]{}",:0123456789.eE+-\\ntrufalsNI', max_size=60)))
def test_any_line_at_all_is_json_or_an_event_error(line: str) -> None:
    try:
        read_json_line(line)
    except EventError as error:
        speaks(error)


@pytest.mark.parametrize(
    "line",
    [
        "[" * 5000,
        "[" * 31 + "]" * 31,
        '{"a":' * 40,
        "9" * 5000,
        '{"a": 1, "a": 2}',
        "NaN",
        "-Infinity",
        '"\\ud800"',
        "1e999",
        "\ufeff{}",
        "",
    ],
)
def test_lines_that_have_broken_readers(line: str) -> None:
    try:
        read_json_line(line)
    except EventError as error:
        speaks(error)


@pytest.mark.parametrize("thing", [None, 1, "message", {}, {"kind": "message", "id": "m"}, object(), [], int])
def test_what_is_no_event_is_a_type_error(thing: object) -> None:
    with pytest.raises(TypeError, match="no event"):
        bundled().decide(thing)


@pytest.mark.parametrize("place", ["at", "roles", "purpose", "contacts", "adult_at_risk", "kind"])
def test_a_number_too_long_to_print_is_refused(place: str) -> None:
    assert refusal(_filled(PLACES[place], 10**5000)) is not None


def test_a_time_without_minutes_is_no_exact_time() -> None:
    """An hour is not the first second of it: it is refused, or it is that hour."""
    try:
        event = bundled().read_event({"kind": "message", "id": "m", "at": "2017-03-03T21+00:00"})
    except EventError:
        return
    assert not event.at.exact

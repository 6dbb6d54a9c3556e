"""The same instant in another offset changes nothing; nor does the machine (DESIGN sections 3 and 8)."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

import wrbc_rules
from wrbc_rules import NEVER, NOT_STATED, When
from wrbc_rules.vocabulary import event_to_json

from .drawn import bundled, bundled_cases, covered_event, drafted, drafted_cases, drafted_text, event_of

_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*")
_OFFSETS = [
    timezone(timedelta(minutes=each)) for each in (-720, -570, -300, -1, 0, 60, 345, 525, 630, 765, 840)
]


def elsewhere(data: Any, source: random.Random) -> Any:
    """The same JSON with every instant written in some other offset."""
    if isinstance(data, dict):
        return {key: elsewhere(value, source) for key, value in data.items()}
    if isinstance(data, list):
        return [elsewhere(value, source) for value in data]
    if isinstance(data, str) and _STAMP.fullmatch(data):
        moved = datetime.fromisoformat(data).astimezone(source.choice(_OFFSETS))
        text = moved.isoformat()
        return text.replace("+00:00", "Z") if source.random() < 0.5 else text
    return data


def test_another_offset_in_json_changes_nothing() -> None:
    moved = 0
    for number, case in enumerate((*bundled_cases(100), *drafted_cases(40, 5))):
        data = event_to_json(case.event)
        other = elsewhere(data, random.Random(number))
        moved += other != data
        event, again = case.policy.read_event(data), case.policy.read_event(other)
        assert again == event, (case.words, other)
        if number % 8 == 0:
            first, second = (case.policy.decide(each).as_json(everything=True) for each in (event, again))
            assert first == second, case.words
    assert moved > 200


def test_a_minute_in_another_offset_is_the_same_minute() -> None:
    policy = bundled()
    for minute in ("2017-03-03T21:00", "2017-10-29T00:59", "2017-03-26T01:00"):
        utc = datetime.fromisoformat(f"{minute}+00:00")
        texts = [utc.astimezone(zone).isoformat(timespec="minutes") for zone in _OFFSETS]
        events = {policy.read_event({"kind": "message", "id": "m", "at": text}).at for text in texts}
        assert events == {When.minute(utc)}, minute


@pytest.mark.parametrize(
    "zone", ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]
)
def test_another_zone_in_python_changes_nothing(zone: str) -> None:
    """Every quarter of an hour through both of a zone's clock changes, as that zone's own date-times."""
    policy = bundled()
    base = attrs.evolve(covered_event(policy, 6, missing=False), at=NOT_STATED)
    for start in (
        datetime(2017, 3, 25, 20, tzinfo=UTC),
        datetime(2017, 10, 28, 20, tzinfo=UTC),
        datetime(2017, 4, 1, 12, tzinfo=UTC),
    ):
        for step in range(0, 14 * 60, 15):
            instant = start + timedelta(minutes=step)
            local = instant.astimezone(ZoneInfo(zone))
            assert When.of(local) == When.of(instant)
            first = policy.decide(attrs.evolve(base, at=instant))
            other = policy.decide(attrs.evolve(base, at=local))
            assert first.all_findings == other.all_findings, (zone, local, local.fold)


def test_the_repeated_hour_is_told_apart_by_fold() -> None:
    policy = bundled()
    first = datetime(2017, 10, 29, 1, 30, tzinfo=ZoneInfo("Europe/London"))
    second = first.replace(fold=1)
    assert When.of(first) == When.of(datetime(2017, 10, 29, 0, 30, tzinfo=UTC))
    assert When.of(second) == When.of(datetime(2017, 10, 29, 1, 30, tzinfo=UTC))
    event = attrs.evolve(covered_event(policy, 6), at=first)
    assert (
        policy.decide(event, as_of=second).all_findings
        == policy.decide(event, as_of=second.astimezone(UTC)).all_findings
    )


def test_fold_where_nothing_is_repeated_changes_nothing() -> None:
    noon = datetime(2017, 6, 1, 12, tzinfo=ZoneInfo("Europe/London"))
    assert When.of(noon) == When.of(noon.replace(fold=1))
    assert When.of(noon) not in (NEVER, NOT_STATED)


# ---- the machine

_SCRIPT = """
import json, sys
from datetime import datetime
from wrbc_rules import load_policy, policy_from_text
given = json.load(open(sys.argv[1], encoding="utf-8"))
for text, events in given:
    policy = load_policy() if text is None else policy_from_text(text)
    for data in events:
        for as_of in (None, datetime.fromisoformat("2017-06-15T12:00:00+00:00")):
            decision = policy.decide(policy.read_event(data), as_of)
            sys.stdout.buffer.write(json.dumps(decision.as_json(everything=True)).encode() + b"\\n")
            sys.stdout.buffer.write(decision.explain(everything=True).encode("utf-8") + b"\\n")
"""

_MACHINES = (
    {"TZ": "UTC", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "Asia/Tokyo", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    {"TZ": "America/St_Johns", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "3"},
    {"TZ": "Europe/London", "LANG": "POSIX", "LC_ALL": "POSIX", "PYTHONHASHSEED": "4", "PYTHONUTF8": "1"},
)


def _run(script: Path, given: Path, machine: dict[str, str]) -> subprocess.Popen[bytes]:
    source = str(Path(wrbc_rules.__file__).parents[1])
    environment = {**os.environ, "PYTHONPATH": source, **machine}
    return subprocess.Popen(
        [sys.executable, str(script), str(given)], env=environment, stdout=subprocess.PIPE
    )


def test_the_machine_changes_no_byte(tmp_path: Path) -> None:
    script, given = tmp_path / "decide.py", tmp_path / "given.json"
    script.write_text(_SCRIPT, encoding="utf-8")
    sample: list[tuple[str | None, list[Any]]] = [
        (drafted_text(seed), [event_to_json(event_of(drafted(seed), number)) for number in range(4)])
        for seed in range(8)
    ]
    sample.append((None, [event_to_json(covered_event(bundled(), seed)) for seed in range(8)]))
    given.write_text(json.dumps(sample), encoding="utf-8")
    outputs = set()
    for pair in (_MACHINES[:2], _MACHINES[2:]):
        running = [_run(script, given, machine) for machine in pair]
        for each in running:
            output, _ = each.communicate(timeout=120)
            assert each.returncode == 0
            assert len(output) > 15_000
            outputs.add(output)
    assert len(outputs) == 1

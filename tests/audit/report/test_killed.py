"""A run that is killed, or whose disk is full, leaves every file old or new, and a mixture can be told."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .killing import DONE, DONE_YET, REFUSED

ROOT = Path(__file__).parents[3]
KILLED = -9


def trials(folder: Path, how: str, start: str) -> tuple[dict[str, str], dict[str, str], list[dict[str, Any]]]:
    """The digests of the old and of the new reports, and what came of each step."""
    command = [sys.executable, "-m", "tests.audit.report.killing", str(folder), how, start]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    old, new, *rest = [json.loads(line) for line in done.stdout.splitlines()]
    assert (old["strange"], new["strange"]) == ([], [])
    assert not old["files"].items() & new["files"].items()
    return old["files"], new["files"], rest


def runs(files: dict[str, str], old: dict[str, str], new: dict[str, str]) -> set[str]:
    """Of which runs the files are; fails on a file of neither."""
    found = {name: digest for name, digest in files.items() if name != ".wrbc-rules-unfinished"}
    assert found.keys() <= new.keys()
    for name, digest in found.items():
        assert digest in (old[name], new[name]), name
    return {"old" if digest == old[name] else "new" for name, digest in found.items()}


@pytest.mark.parametrize("start", ["old", pytest.param("none", marks=pytest.mark.soak)])
def test_killed_at_any_step_the_files_are_old_or_new(start: str, tmp_path: Path) -> None:
    old, new, met = trials(tmp_path / "reports", "kill", start)
    assert [each["ended"] for each in met] == [KILLED] * (len(met) - 1) + [DONE]
    assert len(met) > 40
    mixed = 0
    for each in met:
        of = runs(each["files"], old, new)
        whole = each["files"].keys() >= new.keys()
        assert (each["strange"] == []) == (len(of) == 1 and whole)
        mixed += len(of) == 2 or (start == "none" and 0 < len(each["files"].keys() & new.keys()) < len(new))
        assert each["again"] is None or (each["again"], each["then"]) == (DONE, new)
    assert mixed >= 4


@pytest.mark.soak
def test_a_step_that_fails_leaves_the_files_old_or_new_and_clears_up(tmp_path: Path) -> None:
    old, new, met = trials(tmp_path / "reports", "full", "old")
    assert met[-1]["ended"] == DONE
    for each in met:
        of = runs(each["files"], old, new)
        assert each["ended"] in (DONE, DONE_YET, REFUSED)
        assert (each["ended"] == REFUSED) or each["files"].keys() & new.keys() == new.keys()
        assert (each["strange"] == []) == (len(of) == 1)
        assert each["again"] is None or (each["again"], each["then"]) == (DONE, new)


def test_on_a_full_disk_the_old_reports_stay(tmp_path: Path) -> None:
    old, _, met = trials(tmp_path / "reports", "limit", "old")
    refused = [each for each in met if each["ended"] == REFUSED]
    assert len(refused) >= 5
    for each in refused:
        assert each["files"] == old

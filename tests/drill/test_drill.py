"""The drill itself: it sees what examples miss, takes a reason for an answer, and wants no reason too many.

Of the policy only a sample of edits is made here; `make drill` makes them all.
"""

import importlib
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest

ROOT = Path(__file__).parents[2]
SMALL = Path(__file__).with_name("curfew.rules")
LISTED = Path(__file__).with_name("curfew.toml")
WINDOW = "when the local time is from 21:00 until "


class Ran(NamedTuple):
    """How a run ended: its exit status, and what it printed."""

    status: int
    out: str
    err: str

    @property
    def survivors(self) -> str:
        """What stands before the summary."""
        return self.out.split("kind of edit")[0]


Drill: TypeAlias = Callable[..., Ran]


@pytest.fixture
def drill(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Drill:
    """Runs the tool in this process."""
    monkeypatch.syspath_prepend(ROOT / "tools")
    main = importlib.import_module("drill").main

    def run(*arguments: str | Path) -> Ran:
        status = main(["--workers", "1", *map(str, arguments)])
        return Ran(status, *capsys.readouterr())

    return run


def policy(tmp_path: Path, text: str) -> Path:
    """A rules file."""
    path = tmp_path / "small.rules"
    path.write_text(text, encoding="utf-8")
    return path


def without(*names: str) -> str:
    """The small policy without some of its examples."""
    text = SMALL.read_text(encoding="utf-8")
    for name in names:
        text, count = re.subn(rf'  example "{name}".*\n(?:    .*\n)+', "", text)
        assert count == 1
    return text


def test_a_sample_of_edits_of_the_policy_is_noticed() -> None:
    command = [sys.executable, "tools/drill.py", "--sample", "6", "--seed", "1", "--workers", "1"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.splitlines()[-1].startswith("6 edits ")


def test_what_neither_an_example_nor_the_table_says_survives(drill: Drill, tmp_path: Path) -> None:
    path = policy(tmp_path, without("at eight exactly", "no other way, and no danger"))
    run = drill("--policy", path, "--listed", tmp_path / "none.toml", "--only", "4.7")
    assert run.status == 1
    number = path.read_text(encoding="utf-8").split("\n").index(f"    {WINDOW}08:00") + 1
    assert f"  4.7, line {number}: {WINDOW}08:00 -> {WINDOW}08:01\n" in run.survivors
    assert " -> unless no other way to reach them is left\n" in run.survivors
    assert (
        ": staff should not contact a young person -> staff must not contact a young person" in run.survivors
    )
    assert "20:59" not in run.survivors


def test_a_reason_excuses_and_one_too_many_is_to_be_taken_out(drill: Drill, tmp_path: Path) -> None:
    entry = '\n[[survivor]]\nreason = "None."\nclause = "4.7"\nfrom = "{}"\nto = ["{}"]\n'
    listed = tmp_path / "listed.toml"
    listed.write_text(
        LISTED.read_text(encoding="utf-8")
        + entry.format(f"{WINDOW}08:00", f"{WINDOW}08:01")
        + entry.format(f"{WINDOW}08:00", f"{WINDOW}07:59")
        + entry.format("as it was", "as it is"),
        encoding="utf-8",
    )
    run = drill("--policy", policy(tmp_path, without("at eight exactly")), "--listed", listed)
    assert run.status == 1
    assert run.survivors.startswith("Listed as survivors"), "every other edit is noticed"
    assert f"4.7: {WINDOW}08:00 -> {WINDOW}07:59: is noticed now" in run.out
    assert "4.7: as it was -> as it is: is no edit of this policy" in run.out
    assert run.out.endswith(" 1 survivors with a reason, 0 without.\n")


def test_a_list_that_cannot_be_used(drill: Drill, tmp_path: Path) -> None:
    listed = tmp_path / "listed.toml"
    for text, complaint in (
        ('[[survivor]]\nreason = " "\nclause = "4.7"\nfrom = "a"\nto = "b"\n', "has no reason"),
        ('[strenghts]\nmust = ["4.7"]\n', "there is no section strenghts"),
    ):
        listed.write_text(text, encoding="utf-8")
        run = drill("--policy", SMALL, "--listed", listed)
        assert run.status == 2
        assert complaint in run.err


def test_a_policy_that_does_not_hold_is_not_drilled(drill: Drill, tmp_path: Path) -> None:
    broken = SMALL.read_text(encoding="utf-8").replace("then excused", "then breach")
    run = drill("--policy", policy(tmp_path, broken))
    assert run.status == 2
    assert "the only way to reach somebody in danger" in run.out


def test_a_policy_at_odds_with_its_table_is_not_drilled(drill: Drill, tmp_path: Path) -> None:
    stronger = SMALL.read_text(encoding="utf-8").replace("staff should not", "staff must not")
    run = drill("--policy", policy(tmp_path, stronger), "--listed", LISTED)
    assert run.status == 2
    assert "strengths, must: 4.7 in the policy, nothing in the table" in run.out


def test_the_same_seed_makes_the_same_edits(drill: Drill) -> None:
    first, second = (drill("--policy", SMALL, "--sample", "4", "--seed", "2") for _ in "ab")
    strip = re.compile(r" in \d+ s:")
    assert strip.sub("", first.out) == strip.sub("", second.out)

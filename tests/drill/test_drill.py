"""The drill itself: it sees what examples miss, takes a reason for an answer, and wants no reason too many.

Of the policy only a sample of edits is made here; `make drill` makes them all.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SMALL = Path(__file__).with_name("curfew.rules")
LISTED = Path(__file__).with_name("curfew.toml")


def drill(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The tool run on its own, as `make drill` does."""
    command = [sys.executable, ROOT / "tools" / "drill.py", *arguments]
    return subprocess.run(
        [str(each) for each in command],
        capture_output=True, text=True, encoding="utf-8", check=False, env=dict(os.environ),
    )  # fmt: skip


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
    run = drill("--sample", "60", "--seed", "1")
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.splitlines()[-1].startswith("60 edits ")


def test_every_edit_of_a_small_policy_is_noticed_or_has_a_reason() -> None:
    run = drill("--policy", SMALL, "--survivors", LISTED)
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.endswith(" 0 without.\n")


def test_examples_without_teeth_make_survivors(tmp_path: Path) -> None:
    path = policy(tmp_path, without("at eight exactly", "no other way, and no danger"))
    run = drill("--policy", path, "--survivors", LISTED, "--only", "4.7")
    assert run.returncode == 1
    survivors = run.stdout.split("kind of edit")[0]
    number = (
        path.read_text(encoding="utf-8")
        .split("\n")
        .index("    when the local time is from 21:00 until 08:00")
        + 1
    )
    window = "when the local time is from 21:00 until"
    assert f"  4.7, line {number}: {window} 08:00 -> {window} 08:01\n" in survivors
    assert " -> unless there is no alternative means of communication\n" in survivors
    assert "20:59" not in survivors


def test_a_listed_survivor_that_is_noticed_is_to_be_taken_out(tmp_path: Path) -> None:
    listed = tmp_path / "listed.toml"
    entry = '\n[[survivor]]\nreason = "None."\nclause = "4.7"\nfrom = "{}"\nto = "{}"\n'
    window = "when the local time is from 21:00 until "
    needless = entry.format(f"{window}08:00", f"{window}08:01") + entry.format("as it was", "as it is")
    listed.write_text(LISTED.read_text(encoding="utf-8") + needless, encoding="utf-8")
    run = drill("--policy", SMALL, "--survivors", listed)
    assert run.returncode == 1
    assert f"4.7: {window}08:00 -> {window}08:01: is noticed now" in run.stdout
    assert "4.7: as it was -> as it is: is no edit of this policy" in run.stdout


def test_a_reason_is_wanted(tmp_path: Path) -> None:
    listed = tmp_path / "listed.toml"
    listed.write_text('[[survivor]]\nreason = " "\nkind = "strength"\n', encoding="utf-8")
    run = drill("--policy", SMALL, "--survivors", listed)
    assert run.returncode == 2
    assert "has no reason" in run.stderr


def test_a_policy_that_does_not_hold_is_not_drilled(tmp_path: Path) -> None:
    broken = SMALL.read_text(encoding="utf-8").replace("then excused", "then breach")
    run = drill("--policy", policy(tmp_path, broken))
    assert run.returncode == 2
    assert "the only way to reach somebody in danger" in run.stdout


def test_the_same_seed_makes_the_same_edits() -> None:
    first, second = (
        drill("--policy", SMALL, "--survivors", LISTED, "--sample", "8", "--seed", "2") for _ in "ab"
    )
    strip = re.compile(r" in \d+ s:")
    assert strip.sub("", first.stdout) == strip.sub("", second.stdout)

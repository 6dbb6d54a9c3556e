"""However large a file, what comes of it is documented, in 30 seconds and 1 GB at most.

Each is checked in a process that may use no more.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from . import phrases, structures
from .made import Shape
from .shapes import SHAPES, largest

CHILD = Path(__file__).with_name("child.py")
SECONDS, MEGABYTES = 30, 1000
#: What nests, at every size.
NESTED = (
    "brackets", "braces", "list words", "quotation marks", "quoted marks",
    "chain of examples", "circle of examples", "circle of nouns", "circle of rules", "doubling nouns",
    "doubling rules", "nouns by nouns", "rules by rules",
)  # fmt: skip
#: What the ordinary suite tries at the largest size that is read; `make soak` tries every shape.
ORDINARY = (
    "chain of examples", "circle of rules", "clauses", "doubling rules", "examples", "lines of null bytes",
    "loose lines", "mistakes", "near misses", "nouns by nouns", "sentences", "wordings",
    "blanks that match in many ways", "blanks filled with anything", "a long sentence number",
)  # fmt: skip


def judged(text: str | bytes, folder: Path) -> dict[str, Any]:
    """What the child says of a file; fails if it is stopped or crashes."""
    path = folder / "huge.rules"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    done = subprocess.run(
        [sys.executable, str(CHILD), str(path), str(SECONDS), str(MEGABYTES)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    path.unlink()
    assert done.returncode == 0, done.stderr[-2000:] or f"stopped by signal {-done.returncode}"
    said: dict[str, Any] = json.loads(done.stdout)
    assert said["policy"] or said["codes"]
    return said


def _named(name: str) -> Any:
    marks = [] if name in ORDINARY else [pytest.mark.soak]
    return pytest.param(name, marks=marks)


def _at_length(depth: int) -> Any:
    return pytest.param(depth, marks=pytest.mark.soak)


@pytest.mark.parametrize("name", [_named(name) for name in SHAPES])
def test_the_largest_file_of_a_shape_is_checked(name: str, tmp_path: Path) -> None:
    judged(largest(SHAPES[name]), tmp_path)


@pytest.mark.parametrize("depth", [10**3, _at_length(10**4), _at_length(10**5), 10**6])
@pytest.mark.parametrize("name", NESTED)
def test_nesting_without_end_is_refused(name: str, depth: int, tmp_path: Path) -> None:
    assert not judged(SHAPES[name](depth), tmp_path)["policy"]


@pytest.mark.parametrize("depth", [10**3, 4 * 10**3])
@pytest.mark.parametrize("name", ["nested lists", "stairs"])
def test_lines_indented_without_end_are_refused(name: str, depth: int, tmp_path: Path) -> None:
    """Each line stands further in than the one above: a hundred times as deep is a file of gigabytes."""
    assert not judged(SHAPES[name](depth), tmp_path)["policy"]


@pytest.mark.parametrize(
    ("shape", "count"),
    [
        (structures.clauses, 100_000),
        (phrases.facts, 100_000),
        (structures.examples, 100_000),
        (phrases.mistakes, 100_000),
        (structures.sentences, 100_000),
        (phrases.near_misses, 20_000),
        (structures.comments, 5_000_000),
        (phrases.loose_lines, 5_000_000),
        (SHAPES["one word"], 10_000_000),
        (SHAPES["words"], 5_000_000),
        (SHAPES["null bytes"], 10_000_000),
        (SHAPES["blanks"], 100_000),
    ],
    ids=lambda each: getattr(each, "__name__", str(each)),
)
def test_what_is_larger_than_documented_is_refused_at_once(shape: Shape, count: int, tmp_path: Path) -> None:
    said = judged(shape(count), tmp_path)
    assert said["codes"] == ["WR030"]
    assert said["seconds"] < 10


@pytest.mark.parametrize(
    "data", [b"\xff" * 10**7, b"\xffa" * (5 * 10**6), b"\xff\xfe" + b"a\x00" * (5 * 10**6), b"\x00" * 10**7]
)
def test_ten_million_bytes_that_are_no_text(data: bytes, tmp_path: Path) -> None:
    assert "WR030" in judged(data, tmp_path)["codes"]

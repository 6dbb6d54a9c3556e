"""However large a file, what comes of it is documented, in 30 seconds and 1 GB at most.

Each is checked in a process that may use no more.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from . import phrases, structures
from .made import Shape
from .shapes import SHAPES, largest

CHILD = Path(__file__).with_name("child.py")
SECONDS, MEGABYTES = 30, 1000
Judge: TypeAlias = Callable[[str | bytes], dict[str, Any]]
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


@pytest.fixture(scope="module")
def child(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], dict[str, Any]]]:
    """Asks the child of a file by name, and gives what it says; fails if that file stops it or it crashes."""
    complaints = tmp_path_factory.mktemp("child") / "complaints.txt"
    with (
        complaints.open("w+", encoding="utf-8") as told,
        subprocess.Popen(
            [sys.executable, str(CHILD), str(SECONDS), str(MEGABYTES)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=told,
            text=True,
        ) as process,
    ):

        def ask(name: str) -> dict[str, Any]:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(f"{name}\n")
            process.stdin.flush()
            status, _, said = process.stdout.readline().partition(" ")
            assert status == "0", complaints.read_text()[-2000:] or f"stopped by signal {status[1:]}"
            found: dict[str, Any] = json.loads(said)
            return found

        yield ask


@pytest.fixture
def judged(child: Callable[[str], dict[str, Any]], tmp_path: Path) -> Judge:
    """What is said of a text; fails unless it is a policy or has mistakes."""

    def judge(text: str | bytes) -> dict[str, Any]:
        path = tmp_path / "huge.rules"
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        said = child(str(path))
        path.unlink()
        assert said["policy"] or said["codes"]
        return said

    return judge


def _named(name: str) -> Any:
    marks = [] if name in ORDINARY else [pytest.mark.soak]
    return pytest.param(name, marks=marks)


def _at_length(depth: int) -> Any:
    return pytest.param(depth, marks=pytest.mark.soak)


@pytest.mark.parametrize("name", [_named(name) for name in SHAPES])
def test_the_largest_file_of_a_shape_is_checked(name: str, judged: Judge) -> None:
    judged(largest(SHAPES[name]))


@pytest.mark.parametrize("depth", [10**3, _at_length(10**4), _at_length(10**5), 10**6])
@pytest.mark.parametrize("name", NESTED)
def test_nesting_without_end_is_refused(name: str, depth: int, judged: Judge) -> None:
    assert not judged(SHAPES[name](depth))["policy"]


@pytest.mark.parametrize("depth", [10**3, 4 * 10**3])
@pytest.mark.parametrize("name", ["nested lists", "stairs"])
def test_lines_indented_without_end_are_refused(name: str, depth: int, judged: Judge) -> None:
    """Each line stands further in than the one above: a hundred times as deep is a file of gigabytes."""
    assert not judged(SHAPES[name](depth))["policy"]


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
def test_what_is_larger_than_documented_is_refused_at_once(shape: Shape, count: int, judged: Judge) -> None:
    said = judged(shape(count))
    assert said["codes"] == ["WR030"]
    assert said["seconds"] < 10


@pytest.mark.parametrize(
    "data", [b"\xff" * 10**7, b"\xffa" * (5 * 10**6), b"\xff\xfe" + b"a\x00" * (5 * 10**6), b"\x00" * 10**7]
)
def test_ten_million_bytes_that_are_no_text(data: bytes, judged: Judge) -> None:
    assert "WR030" in judged(data)["codes"]

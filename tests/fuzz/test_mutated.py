"""Spoilt files earn the documented error or are policies. A seed that fails makes the same file again:
`mutating.mutated(seed)`; once mended, the file goes into `corpus/`.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from .judging import judge
from .mutating import mutated, vocabulary_of

CORPUS = sorted((Path(__file__).parent / "corpus").iterdir())


def fuzz(start: int, number: int, folder: Path) -> Counter[bool]:
    found, wrong = Counter[bool](), []
    for seed in range(start, start + number):
        try:
            data = mutated(seed)
            found[judge(data, folder / "spoilt.rules", vocabulary_of(data))] += 1
        except Exception as crash:  # noqa: BLE001
            wrong.append(f"seed {seed}: {type(crash).__name__}: {crash}"[:300])
    assert not wrong, f"{len(wrong)} of {number}\n" + "\n".join(wrong[:20])
    return found


@pytest.mark.parametrize("start", [0, 100, 200, 300])
def test_a_spoilt_file_earns_the_documented_error(start: int, tmp_path: Path) -> None:
    found = fuzz(start, 100, tmp_path)
    assert found[False] > 10, found


@pytest.mark.soak
@pytest.mark.parametrize("start", range(10_000, 70_000, 2_000))
def test_a_spoilt_file_earns_the_documented_error_at_length(start: int, tmp_path: Path) -> None:
    fuzz(start, 2_000, tmp_path)


@pytest.mark.parametrize("kept", CORPUS, ids=lambda path: path.name)
def test_what_was_once_wrong_stays_mended(kept: Path, tmp_path: Path) -> None:
    data = kept.read_bytes()
    judge(data, tmp_path / "kept.rules", vocabulary_of(data))

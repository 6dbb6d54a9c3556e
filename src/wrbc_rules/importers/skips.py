"""Skipped records, each with its place and reason, as runs of numbers: few bytes where many lie together."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from heapq import merge

import attrs

from wrbc_rules.importers.record import Place, Skipped

#: So many reasons of one file are told apart: a reason may name what stands in a row.
_MOST = 1_000
_OTHER = f"for other reasons than the first {_MOST:,} of this file"


@attrs.define
class Runs:
    """Numbers as the ends of runs in which each is one more than the last; 0 stands for none."""

    _ends: array[int] = attrs.field(factory=lambda: array("q"))

    def add(self, number: int) -> None:
        """Another number."""
        if self._ends and self._ends[-1] == number - 1:
            self._ends[-1] = number
        else:
            self._ends.extend((number, number))

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """The first and last of each run."""
        return zip(self._ends[::2], self._ends[1::2], strict=True)

    def numbers(self) -> Iterator[int]:
        """Each number, as often as it was added."""
        return (number for first, last in self for number in range(first, last + 1))


@attrs.define
class Skips:
    """Every record that was skipped."""

    _runs: dict[str, dict[tuple[str, str], Runs]] = attrs.field(factory=dict)
    _count: int = 0

    def add(self, skipped: Skipped) -> None:
        """One more."""
        place = skipped.place
        reasons = self._runs.setdefault(place.file, {})
        key = (skipped.reason, place.unit)
        if key not in reasons and len(reasons) >= _MOST:
            key = (_OTHER, place.unit)
        reasons.setdefault(key, Runs()).add(place.number or 0)
        self._count += 1

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Skipped]:
        """Each of them, by file and place."""
        for file, reasons in self._runs.items():
            found = (_each(file, reason, unit, runs) for (reason, unit), runs in reasons.items())
            for _, skipped in merge(*found, key=lambda pair: pair[0]):
                yield skipped

    def by_reason(self) -> Iterator[tuple[str, str, str, Runs]]:
        """File, reason, unit of the numbers, and the numbers."""
        for file, reasons in self._runs.items():
            for (reason, unit), runs in reasons.items():
                yield file, reason, unit, runs


def _each(file: str, reason: str, unit: str, runs: Runs) -> Iterator[tuple[int, Skipped]]:
    for number in sorted(runs.numbers()):
        yield number, Skipped(Place(file, number or None, unit), reason)

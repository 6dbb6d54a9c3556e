"""What became of every record of the exports, as lines for a person."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from wrbc_rules.cli.options import counted, width
from wrbc_rules.diagnostics import shown

if TYPE_CHECKING:
    from wrbc_rules.importers import Noted, Reading


def receipt(reading: Reading) -> Iterator[str]:
    """Skipped records, what is not known, what was not read, and the sum."""
    yield from _skipped(reading)
    for (file, text), noted in reading.log.notes.items():
        yield from _wrapped(f"{file}: {text}{_where(noted)}")
    for error in reading.broken:
        yield from _wrapped(f"NOT READ FURTHER: {error}")
    for name in reading.strange:
        known = ", ".join(each.name for each in reading.importers)
        yield from _wrapped(
            f"NOT READ: {name} is of no format that is known here. Name its format with --as ({known}), "
            "or write what is in it into the CSV that --template gives."
        )
    if reading.beside:
        files = ", ".join(f"{ending}: {number}" for ending, number in sorted(reading.beside.items()))
        yield from _wrapped(f"files beside that are no conversations, not read ({files})")
    yield from _wrapped(f"local times are taken as those of {reading.asked.clock.name}")
    yield _sum(reading)


def _sum(reading: Reading) -> str:
    met, out, skipped = reading.log.met, reading.events, len(reading.skipped)
    assert met == out + skipped
    files, records, events = len(reading.formats), counted(met, "record"), counted(out, "event")
    return f"{counted(files, 'file')}: {records} in = {events} out + {skipped:,} skipped"


def _skipped(reading: Reading) -> Iterator[str]:
    """Each file's skipped records by reason, every one with its number."""
    for file, reason, unit, runs in reading.skipped.by_reason():
        ends = [(first, last) for first, last in runs if first]
        more = len(ends) > 1 or any(first != last for first, last in ends)
        what = f"skipped, {unit}{'s' * more} {ranges(ends)}" if ends else "skipped"
        yield from _wrapped(f"{file}: {what}: {reason}")


def ranges(ends: Iterable[tuple[int, int]]) -> str:
    """Runs of numbers, given by their ends, in words: 3, 5-9."""
    runs: list[tuple[int, int]] = []
    for first, last in sorted(ends):
        if runs and first <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], max(last, runs[-1][1]))
        else:
            runs.append((first, last))
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def _where(noted: Noted) -> str:
    """The first places of a note; of what is skipped, all are named."""
    if not noted.numbers:
        return ""
    more = noted.count - len(noted.numbers)
    places = ranges((each, each) for each in noted.numbers)
    return f" ({places}{f' and {more:,} more' if more > 0 else ''})"


def _wrapped(line: str) -> list[str]:
    return textwrap.wrap(
        shown(line), width(), subsequent_indent="    ", break_on_hyphens=False, break_long_words=False
    )

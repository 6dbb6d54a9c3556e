"""The clock of a zone as constants, so that no browser's own zone or time-zone data is used."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from wrbc_rules.backends.javascript.limits import FIRST, LAST, YEARS
from wrbc_rules.values import DAY, Clock


def zone(clock: Clock) -> dict[str, Any]:
    """The years that events may lie in; where each offset begins (microseconds), and what it is."""
    starts, offsets = changes(clock)
    return {
        "zone": clock.name,
        "years": [YEARS.start, YEARS.stop - 1],
        "last": LAST,
        "starts": list(starts),
        "offsets": list(offsets),
    }


@lru_cache(maxsize=64)
def changes(clock: Clock, first: int = FIRST, last: int = LAST) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The instants from which an offset from UTC holds, and the offsets: sought by days, then by halves.

    No zone changes twice in a day to the same offset, in these years.
    """
    starts, offsets = [first], [_offset(clock, first)]
    for probe in range(first + DAY, last + DAY, DAY):
        while _offset(clock, probe) != offsets[-1]:
            starts.append(_change(clock, max(starts[-1], probe - DAY), probe))
            offsets.append(_offset(clock, starts[-1]))
    return tuple(starts), tuple(offsets)


def _offset(clock: Clock, instant: int) -> int:
    found = clock.local(instant).utcoffset()
    assert found is not None
    return found.days * DAY + found.seconds * 1_000_000 + found.microseconds


def _change(clock: Clock, before: int, after: int) -> int:
    """The first instant after `before` with another offset."""
    offset = _offset(clock, before)
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (middle, after) if _offset(clock, middle) == offset else (before, middle)
    return after

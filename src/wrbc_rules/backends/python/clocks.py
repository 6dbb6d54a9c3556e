"""The policy's clock, asked many times of times near each other: windows and days at a few table look-ups.

Bounds are pairs, the least and the most that a number can be.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from wrbc_rules.values import DAY, Bound, Clock, When, calendar_ordinal

Bounds: TypeAlias = tuple[Bound, Bound]
ANYTHING: Bounds = (-math.inf, math.inf)
#: Of so many days what is asked often is remembered.
MOST_KEPT = 10_000


def offsets_of(clock: Clock) -> tuple[dict[Bound, int], Callable[[Bound], int | None]]:
    """By how much the zone is ahead of UTC, by day since the epoch, and a function that looks it up.

    The function says nothing of a day on which the zone changes.
    """
    known: dict[Bound, int] = {}

    def offset(instant: Bound) -> int | None:
        if math.isinf(instant):
            return None
        start = int(instant // DAY) * DAY
        pieces = list(clock.pieces(start, start + DAY - 1))
        if len(pieces) > 1:
            return None
        if len(known) >= MOST_KEPT:
            known.clear()
        known[instant // DAY] = pieces[0][2]
        return pieces[0][2]

    return known, offset


def window_of(
    clock: Clock, start: int, end: int, nights: frozenset[int] | None
) -> Callable[[Bound, Bound], bool | None]:
    """A function that says whether the wall clock is from `start` (in) until `end` (out)."""
    known, offset_at = offsets_of(clock)
    wraps = end <= start

    def in_window(first: Bound, last: Bound) -> bool | None:
        day, time = divmod(first, DAY)
        offset = known.get(day)
        if offset is None or first != last:
            offset = offset_at(first) if first == last else None
            if offset is None:
                return clock.in_window(When(first, last), start, end, nights)
        if nights is None:
            time = (time + offset) % DAY
            return time >= start or time < end if wraps else start <= time < end
        day, time = divmod(first + offset, DAY)
        if wraps and time < end:
            day -= 1
        elif time < start or (time >= end and not wraps):
            return False
        return (day + 3) % 7 in nights

    return in_window


def days_of(clock: Clock) -> Callable[[Bound, Bound], Bounds]:
    """A function that gives bounds on the calendar ordinal of the local date."""
    known, offset_at = offsets_of(clock)
    ordinals: dict[Bound, Bounds] = {}

    def days(first: Bound, last: Bound) -> Bounds:
        offset = known.get(first // DAY)
        if offset is None or first != last:
            offset = offset_at(first) if first == last else None
            if offset is None:
                return clock.days(When(first, last))
        day = (first + offset) // DAY
        if day not in ordinals:
            if len(ordinals) >= MOST_KEPT:
                ordinals.clear()
            ordinals[day] = clock.days(When(first, last))
        return ordinals[day]

    return days


@lru_cache(maxsize=MOST_KEPT)
def day_bounds(day: date | None) -> Bounds:
    """A date field as a calendar ordinal."""
    if day is None:
        return ANYTHING
    ordinal = calendar_ordinal(day)
    return (ordinal, ordinal)

"""The civil clock of one time zone, over intervals of instants.

Offsets are read from the time-zone database piece by piece, so that every answer holds for the whole
of an interval, through clock changes of any size.
"""

from __future__ import annotations

import calendar
import math
from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import attrs

from wrbc_rules.values.when import YEARS, Bound, When, moment_of

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
#: An interval longer than this meets every time of day and no one date, whatever the zone does.
_LONG = 3 * DAY
#: And one longer than this meets every weekday, even where a zone skipped one.
_NIGHTS_LONG = 16 * DAY
_EPOCH_DAY = date(1970, 1, 1).toordinal()
_MICROSECOND = timedelta(microseconds=1)


class UnknownZoneError(ValueError):
    """The time-zone database has no such zone."""


def calendar_ordinal(day: date) -> int:
    """A date as a number in which a month is 32 and a year 384: later dates are larger numbers."""
    return (12 * day.year + day.month - 1) * 32 + day.day


def ordinal_date(ordinal: Bound) -> date | None:
    """The date of a calendar ordinal; a day that its month lacks is the month's last. None beyond years."""
    if not YEARS.start * 384 < ordinal < YEARS.stop * 384:
        return None
    ordinal = int(ordinal)
    months, day = divmod(ordinal - 1, 32)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day + 1, calendar.monthrange(year, month + 1)[1]))


@attrs.frozen
class Clock:
    """The wall clock of a zone of the time-zone database (IANA name).

    Raises `UnknownZoneError` where the database does not have the zone.
    """

    name: str
    _zone: ZoneInfo = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        try:
            object.__setattr__(self, "_zone", ZoneInfo(self.name))
        except (KeyError, ValueError, OSError) as error:
            raise UnknownZoneError(f"no time zone is called {self.name!r}") from error

    def local(self, instant: Bound) -> datetime:
        """The wall-clock date-time, with its offset, of a finite instant."""
        return moment_of(instant).astimezone(self._zone)

    def offset(self, instant: Bound) -> int:
        """Microseconds to add to the instant to read the wall clock."""
        starts, offsets = _offsets(self._zone, int(instant) // _BLOCK)
        return offsets[bisect_right(starts, instant) - 1]

    def at(self, wall: datetime) -> int:
        """The first instant at which the clock shows `wall` (naive); in a skipped hour, the change itself."""
        aware = wall.replace(tzinfo=self._zone)
        instant = (aware - datetime(1970, 1, 1, tzinfo=UTC)) // _MICROSECOND
        if self.local(instant).replace(tzinfo=None) == wall:
            return instant
        return next(
            start for start, _, _ in self.pieces(instant - DAY, instant + DAY) if start > instant - DAY
        )

    def pieces(self, first: int, last: int) -> Iterator[tuple[int, int, int]]:
        """Split an interval (ends included) where the offset changes: first, last, offset of each piece."""
        begun, now = first, self.offset(first)
        for block in range(first // _BLOCK, last // _BLOCK + 1):
            for start, offset in zip(*_offsets(self._zone, block), strict=True):
                if begun < start <= last and offset != now:
                    yield begun, start - 1, now
                    begun, now = start, offset
        yield begun, last, now

    def in_window(
        self, when: When, start: int, end: int, nights: frozenset[int] | None = None
    ) -> bool | None:
        """Whether the wall clock is from `start` (in) until `end` (out), in microseconds of the day.

        A window whose end is before its start runs past midnight; `nights` keeps only those that begin
        on these weekdays (Monday is 0). None where the interval lies on both sides.
        """
        if when.latest - when.earliest > (_LONG if nights is None else _NIGHTS_LONG) or math.isinf(
            when.earliest
        ):
            return None
        answers = {
            _covered(first + offset, last + offset, start, end, nights)
            for first, last, offset in self.pieces(int(when.earliest), int(when.latest))
        }
        return answers.pop() if len(answers) == 1 else None

    def next_turn(
        self, instant: int, start: int, end: int, nights: frozenset[int] | None = None
    ) -> int | None:
        """The first later instant, within eight days, at which the window begins or ends to hold."""
        now = self.in_window(When(instant, instant), start, end, nights)
        for moment in sorted(self._boundaries(instant, start, end)):
            if self.in_window(When(moment, moment), start, end, nights) is not now:
                return moment
        return None

    def _boundaries(self, instant: int, start: int, end: int) -> Iterator[int]:
        """Where a window can turn: its own times on every day, and the clock changes."""
        for first, last, offset in self.pieces(instant, instant + 8 * DAY):
            yield first
            for day in range((first + offset) // DAY, (last + offset) // DAY + 1):
                for boundary in (day * DAY + start - offset, day * DAY + end - offset):
                    if first <= boundary <= last:
                        yield boundary

    def days(self, when: When) -> tuple[Bound, Bound]:
        """Bounds on the calendar ordinal of the local date."""
        low, high = when.earliest, when.latest
        if low == high and not math.isinf(low):
            ordinal = self._ordinal(int(low))
            return (ordinal, ordinal)
        if not math.isinf(low):
            soon = self.pieces(int(when.earliest), int(min(when.latest, when.earliest + DAY)))
            low = min(self._ordinal(first) for first, _, _ in soon)
        if not math.isinf(high):
            late = self.pieces(int(max(when.earliest, when.latest - DAY)), int(when.latest))
            high = max(self._ordinal(last) for _, last, _ in late)
        return (low, high)

    def _ordinal(self, instant: int) -> int:
        return calendar_ordinal(date.fromordinal(_EPOCH_DAY + (instant + self.offset(instant)) // DAY))

    def day(self, day: date) -> When:
        """The instants of one local date. Raises `ValueError` for a day that the zone lacks."""
        if day.year not in YEARS:
            raise ValueError(f"{day.isoformat()} is outside the years 2 to 9998")
        noon = (day.toordinal() - _EPOCH_DAY) * DAY + DAY // 2
        wanted = day.toordinal() - _EPOCH_DAY
        hits = [
            (max(first, wanted * DAY - offset), min(last, (wanted + 1) * DAY - 1 - offset))
            for first, last, offset in self.pieces(noon - 2 * DAY, noon + 2 * DAY)
        ]
        real = [(first, last) for first, last in hits if first <= last]
        if not real:
            raise ValueError(f"{day.isoformat()} does not exist in {self.name}")
        return When(min(first for first, _ in real), max(last for _, last in real))


#: Offsets are looked up in stretches of about four months, in steps of three hours: no zone changes twice in
#: one of them.
_BLOCK, _STEP = 128 * DAY, 3 * HOUR


@lru_cache(maxsize=4096)
def _offsets(zone: ZoneInfo, block: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where each offset of a stretch of time begins, and what it is."""
    first, end = block * _BLOCK, (block + 1) * _BLOCK
    starts, offsets = [first], [_offset(zone, first)]
    for probe in range(first + _STEP, end + 1, _STEP):
        if _offset(zone, min(probe, end - 1)) != offsets[-1]:
            change = _change(zone, probe - _STEP, min(probe, end - 1))
            starts.append(change)
            offsets.append(_offset(zone, change))
    return tuple(starts), tuple(offsets)


def _offset(zone: ZoneInfo, instant: int) -> int:
    return (moment_of(instant).astimezone(zone).utcoffset() or timedelta()) // _MICROSECOND


def _change(zone: ZoneInfo, before: int, after: int) -> int:
    """The first instant after `before` with another offset, found by halving."""
    offset = _offset(zone, before)
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(zone, middle) == offset:
            before = middle
        else:
            after = middle
    return after


def _interval_at(local: int, start: int, end: int, nights: frozenset[int] | None) -> tuple[int, int] | None:
    """The run of the window, in local microseconds, that holds `local`."""
    for day in (local // DAY, local // DAY - 1):
        first = day * DAY + start
        last = day * DAY + end + (DAY if end <= start else 0)
        if first <= local < last and (nights is None or (day + 3) % 7 in nights):
            return first, last
    return None


def _covered(first: int, last: int, start: int, end: int, nights: frozenset[int] | None) -> bool | None:
    """Whether one piece of constant offset lies inside (True), outside (False) or on both sides (None)."""
    inside = _interval_at(first, start, end, nights)
    if inside is not None:
        return True if last < inside[1] else None
    for day in range(first // DAY, last // DAY + 1):
        opens = day * DAY + start
        if first <= opens <= last and (nights is None or (day + 3) % 7 in nights):
            return None
    return False

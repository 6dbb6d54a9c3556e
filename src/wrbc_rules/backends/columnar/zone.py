"""The wall clock of a zone in whole numbers: its transitions over the data's range, written as constants.

No engine's own time zones are asked: they do not agree on repeated and skipped hours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import pairwise

import attrs
import narwhals as nw

from wrbc_rules.backends.columnar.kleene import Truth, case, number_of, whole
from wrbc_rules.backends.columnar.refusing import refuse
from wrbc_rules.backends.columnar.schema import NEVER
from wrbc_rules.backends.columnar.sheet import Sheet
from wrbc_rules.ir import Number, Window
from wrbc_rules.values import DAY, Clock, calendar_ordinal, in_range

WEEK = 7 * DAY
#: An interval longer than this lies on both sides of every window of the day; of every window of some nights.
_LONG, _NIGHTS_LONG = 3 * DAY, 16 * DAY
#: Over so many days changes of the clock are written out: 200 years.
MOST_DAYS = 73_100
#: From 0000-03-01 to 1970-01-01; days in 400 years, in 100, in 4.
_SHIFT, _ERA, _CENTURY, _FOUR = 719_468, 146_097, 36_524, 1_460

#: An instant: its column, asked for where it is used, so that the sheet knows what rests on what.
Instant = Callable[[], nw.Expr]


def pieces_of(clock: Clock, first: int, last: int) -> tuple[tuple[int, int, int], ...]:
    """The pieces of a range in which the clock's offset is one: first, last, offset.

    Refuses a range in which the clock changes too often to be written out, or twice within one long interval.
    """
    if not (in_range(first) and in_range(last)):
        refuse("WR304", "a time lies outside the years 2 to 9998; times are microseconds since 1970 in UTC")
    if last - first > MOST_DAYS * DAY:
        years = f"{clock.local(first).year} to {clock.local(last).year}"
        refuse("WR304", f"times run from {years}; leave out what is not meant, or say which years are")
    pieces = tuple(clock.pieces(first, last))
    for begun, end, _ in pieces[1:-1]:
        if end - begun < _NIGHTS_LONG:
            refuse("WR304", f"the clock of {clock.name} changes twice in 16 days, at {clock.local(end)}")
    return pieces


@attrs.frozen
class Zone:
    """What the clock does from one instant to another (both included): the pieces in which its offset is
    one.
    """

    sheet: Sheet
    pieces: tuple[tuple[int, int, int], ...]

    # ---- what the clock shows

    def offset(self, key: object, instant: Instant) -> nw.Expr:
        """How far the clock is ahead of UTC at an instant inside the range."""
        return self.sheet.column(("offset", key), lambda: self._offset(instant()))

    def _offset(self, instant: nw.Expr) -> nw.Expr:
        usual = max({piece[2] for piece in self.pieces}, key=self._spent)
        cases: list[tuple[Truth, nw.Expr]] = []
        for offset in sorted({piece[2] for piece in self.pieces} - {usual}):
            spans = [(first, last) for first, last, ahead in self.pieces if ahead == offset]
            inside = [(instant >= first) & (instant <= last) for first, last in spans]
            cases.append((nw.any_horizontal(*inside, ignore_nulls=False), number_of(offset)))
        return case(cases, number_of(usual))

    def _spent(self, offset: int) -> int:
        """How long the clock has this offset."""
        return sum(last - first for first, last, ahead in self.pieces if ahead == offset)

    def last_change(self, key: object, instant: Instant) -> nw.Expr:
        """The last change of the clock up to an instant, or the beginning of the range."""

        def make() -> nw.Expr:
            starts = [first for first, _, _ in self.pieces]
            steps = [
                (instant() >= after).cast(nw.Int64) * (after - before) for before, after in pairwise(starts)
            ]
            return sum(steps, number_of(starts[0]))

        return self.sheet.column(("change", key), make)

    # ---- the calendar

    def ordinal(self, key: object, instant: Instant) -> nw.Expr:
        """The calendar ordinal of the local date of an instant inside the range.

        Years begin in March here, so that leap days are the last of theirs.
        """

        def named(name: str, make: Callable[[], nw.Expr]) -> Instant:
            return lambda: self.sheet.column((name, key), make)

        days = named("days", lambda: whole(instant() + self.offset(key, instant), DAY) + _SHIFT)
        era = named("era", lambda: whole(days(), _ERA))
        of_era = named("day of era", lambda: days() - era() * _ERA)
        year = named("year", lambda: whole(_without_leap_days(of_era()), 365))
        day = named("day", lambda: of_era() - (year() * 365 + whole(year(), 4) - whole(year(), 100)))
        month = named("month", lambda: whole(day() * 5 + 2, 153))
        date = day() - whole(month() * 153 + 2, 5) + 1
        return (year() + era() * 400) * 384 + (month() + 2) * 32 + date

    def backward(self) -> Iterable[tuple[int, int, int]]:
        """Changes that turn the date back: the instant, the ordinals just before it and from it on."""
        for (_, before, old), (change, _, new) in pairwise(self.pieces):
            if (before + old) // DAY > (change + new) // DAY:
                yield change, _ordinal(before + old), _ordinal(change + new)

    # ---- windows of the day

    def window(self, key: object, test: Window, instant: Instant) -> nw.Expr:
        """Whether the window holds at an instant inside the range."""
        length, nights = _length(test), test.nights
        into = self._into(key, test, instant)
        if nights is None:
            return into < length
        spans = [(into >= night * DAY) & (into < night * DAY + length) for night in sorted(nights)]
        return nw.any_horizontal(*spans, ignore_nulls=False) if spans else into < 0

    def _into(self, key: object, test: Window, instant: Instant) -> nw.Expr:
        """How long ago a window could last begin on a day; for windows of some nights, on a Monday."""
        assert isinstance(test.start, Number)
        start, nights = int(test.start.value), test.nights is not None

        def make() -> nw.Expr:
            local = instant() + self.offset(key, instant) - start
            return (local + 3 * DAY) % WEEK if nights else local % DAY

        return self.sheet.column(("into", key, start, nights), make)

    def window_between(self, key: object, test: Window, first: Instant, last: Instant) -> Truth:
        """Whether the window holds all the time, none of it, or (unknown) only some of it."""
        start, end = (key, "first"), (key, "last")
        holds = self.sheet.column(("holds", test, key), lambda: self.window(start, test, first))
        left = self._turns(test, self._into(start, test, first), ahead=True)
        begun = self._turns(test, self._into(end, test, last), ahead=False)
        change = self.last_change(end, last)
        calm = (change <= first()) & (last() - first() < left)
        met = (first() + left >= change) & (last() - begun <= change)
        through = (change > first()) & met & (holds == self.window(end, test, last))
        long = _LONG if test.nights is None else _NIGHTS_LONG
        known = (first() < NEVER) & (last() - first() <= long) & (calm | through)
        return nw.when(known).then(holds).otherwise(nw.lit(None, dtype=nw.Boolean))

    def _turns(self, test: Window, into: nw.Expr, *, ahead: bool) -> nw.Expr:
        """How long until the window next begins or ends (`ahead`), or since it last did, on an even clock."""
        round_, starts = (DAY, [0]) if test.nights is None else (WEEK, [n * DAY for n in sorted(test.nights)])
        turns = sorted(turn for start in starts for turn in (start, (start + _length(test)) % round_))
        if not turns:
            return number_of(WEEK * 60)
        if ahead:
            later = [(into < turn, number_of(turn)) for turn in turns]
            return case(later, number_of(turns[0] + round_)) - into
        earlier = [(into >= turn, number_of(turn)) for turn in reversed(turns)]
        return into - case(earlier, number_of(turns[-1] - round_))


def _length(test: Window) -> int:
    assert isinstance(test.start, Number)
    assert isinstance(test.end, Number)
    return int(test.end.value - test.start.value) % DAY


def _without_leap_days(day_of_era: nw.Expr) -> nw.Expr:
    cycles = whole(day_of_era, _FOUR), whole(day_of_era, _CENTURY), whole(day_of_era, _ERA - 1)
    return day_of_era - cycles[0] + cycles[1] - cycles[2]


def _ordinal(local: int) -> int:
    return calendar_ordinal(date.fromordinal(date(1970, 1, 1).toordinal() + local // DAY))

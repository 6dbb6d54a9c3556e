"""Dates and times in the cells of a register: as ISO has them, or as a spreadsheet rewrites them.

Which number is the day is proved from the whole register or given; it is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Literal, TypeAlias

import attrs

from wrbc_rules.diagnostics import quoted
from wrbc_rules.register.faults import CellError
from wrbc_rules.values import Clock, When, instant_of, local_when

#: The order of day and month in dates whose year stands last.
DateOrder: TypeAlias = Literal["dmy", "mdy"]
#: How many numbers a month can have.
_MONTHS = 12
EXAMPLE = "write it like 2017-03-31"
EXAMPLE_TIME = "write it like 2017-03-31 or 2017-03-31 21:30"
_STAMP = re.compile(
    r"([0-9]{1,4})([-./])([0-9]{1,2})\2([0-9]{1,4})"
    r"(?:(?:,? +|T)([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.]([0-9]{1,6}))?)?"
    r"(?: ?([AaPp])[.]?[Mm][.]?)?(?: ?(Z|[+-][0-9]{2}:?[0-9]{2}))?)?"
)
_SERIAL = re.compile(r"[0-9]{5}([.][0-9]+)?")


@attrs.frozen
class Written:
    """A date as its cell has it: the two numbers beside the year, and the time of day if there is one."""

    year: int
    first: int
    second: int
    year_first: bool
    #: Hours, minutes, seconds and microseconds.
    clock: tuple[int, int, int, int] | None
    seconds: bool
    offset: timedelta | None

    @property
    def proves(self) -> DateOrder | None:
        """The only order in which it can be a date, if there is only one."""
        if self.year_first or (self.first > _MONTHS) == (self.second > _MONTHS):
            return None
        return "dmy" if self.first > _MONTHS else "mdy"

    @property
    def open(self) -> bool:
        """Whether it is another date in either order."""
        return not self.year_first and self.first != self.second and max(self.first, self.second) <= _MONTHS

    def day(self, order: DateOrder | None) -> date:
        """The date. Raises `ValueError` if there is no such one."""
        month_first = self.year_first or order == "mdy" or (order is None and self.proves == "mdy")
        month, day = (self.first, self.second) if month_first else (self.second, self.first)
        return date(self.year, month, day)

    def wall(self, order: DateOrder | None) -> datetime:
        """The date and time of day as a clock shows it. Raises `ValueError` if there is no such one."""
        hour, minute, second, fraction = self.clock or (0, 0, 0, 0)
        day = self.day(order)
        return datetime(day.year, day.month, day.day, hour, minute, second, fraction)  # noqa: DTZ001


@lru_cache(maxsize=4096)
def written(cell: str) -> Written:
    """The parts of a date or date-time. Raises `CellError` for any other text."""
    found = _STAMP.fullmatch(cell)
    if found is None:
        if _SERIAL.fullmatch(cell):
            raise CellError(
                f"{quoted(cell)} is a spreadsheet's own number for a date",
                "give the column the format of a date there, and save it again",
            )
        raise CellError(f"{quoted(cell, 40)} is no date", EXAMPLE_TIME)
    one, _, two, three, *clock, half, offset = found.groups()
    year_first = len(one) == 4
    year, first, second = (one, two, three) if year_first else (three, one, two)
    if len(year) != 4:
        raise CellError(f"the year of {quoted(cell)} has not four digits", EXAMPLE_TIME)
    times = None if clock[0] is None else _time_of_day(clock, half)
    numbers = int(year), int(first), int(second)
    return Written(*numbers, year_first, times, clock[2] is not None, _offset(offset))


def _time_of_day(clock: list[str], half: str | None) -> tuple[int, int, int, int]:
    hour, minute, second = (int(each or 0) for each in clock[:3])
    if half is not None and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half in "Pp" else 0)
    elif half is not None:
        hour = 24  # no time of day, and refused as such
    return hour, minute, second, int((clock[3] or "").ljust(6, "0"))


def _offset(text: str | None) -> timedelta | None:
    if text is None or text == "Z":
        return None if text is None else timedelta(0)
    amount = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return -amount if text[0] == "-" else amount


@attrs.frozen
class Dates:
    """How dates are read: the clock of times without an offset, and the order of day and month.

    `why` says what keeps the order from being known.
    """

    clock: Clock
    order: DateOrder | None = None
    why: str = "no date in the register tells the day from the month"

    def day(self, cell: str) -> date:
        """A date without a time (midnight is none). Raises `CellError`."""
        parts = self._read(cell)
        if parts.clock not in (None, (0, 0, 0, 0)):
            raise CellError(f"{quoted(cell)} has a time of day, and only its date is wanted", EXAMPLE)
        return parts.day(self.order)

    def when(self, cell: str) -> When:
        """The instants that it may mean: of a day, of a minute, or one. Raises `CellError`."""
        parts = self._read(cell)
        if parts.clock is None:
            return self._day_of(parts.day(self.order))
        wall = parts.wall(self.order)
        if parts.offset is None:
            return local_when(self.clock, wall, minute=not parts.seconds)
        aware = wall.replace(tzinfo=timezone(parts.offset)).astimezone(UTC)
        return When.of(aware) if parts.seconds else When.minute(aware)

    def start(self, cell: str) -> int:
        """The instant at which a time begins: of a day, its first. Raises `CellError`."""
        return self._instant(cell, last=False)

    def end(self, cell: str) -> int:
        """The instant at which a time is over: of a day, the first of the next. Raises `CellError`."""
        return self._instant(cell, last=True)

    def _instant(self, cell: str, *, last: bool) -> int:
        parts = self._read(cell)
        if parts.clock is None:
            day = self._day_of(parts.day(self.order))
            return int(day.latest) + 1 if last else int(day.earliest)
        wall = parts.wall(self.order)
        if parts.offset is not None:
            return instant_of(wall.replace(tzinfo=timezone(parts.offset)))
        meant = local_when(self.clock, wall, minute=False)
        if not meant.exact:
            early, late = (
                self.clock.local(each).isoformat(" ", "minutes") for each in (meant.earliest, meant.latest)
            )
            raise CellError(
                f"the clocks change then: {quoted(cell)} comes twice, or never",
                f"write which is meant: {early} or {late}",
            )
        return int(meant.earliest)

    def _day_of(self, day: date) -> When:
        try:
            return self.clock.day(day)
        except ValueError as error:
            raise CellError(str(error), EXAMPLE_TIME) from None

    def _read(self, cell: str) -> Written:
        """The parts of a cell that make a date in one way only."""
        parts = written(cell)
        if parts.open and self.order is None:
            raise CellError(
                f"it is not known which number is the day: {self.why}",
                "say it with --date-order dmy (the day first) or mdy (the month first), "
                "or write dates like 2017-03-31",
            )
        try:
            self._refuse_ends_of_time(parts.wall(self.order), parts.offset)
        except (ValueError, OverflowError):
            order = f" with {_WORDS[self.order]} first" if self.order and not parts.year_first else ""
            raise CellError(f"there is no {quoted(cell)}{order}", EXAMPLE_TIME) from None
        return parts

    def _refuse_ends_of_time(self, wall: datetime, offset: timedelta | None) -> None:
        instant_of(wall.replace(tzinfo=timezone(offset or timedelta(0))))
        if not 3 <= wall.year <= 9997:
            raise ValueError("a zone's clock cannot show it")


_WORDS = {"dmy": "the day", "mdy": "the month"}


def proved(clock: Clock, cells: Iterable[tuple[str, str]], given: DateOrder | None) -> Dates:
    """How dates are read: `cells` are those of the whole register, each with its place in words."""
    if given is not None:
        return Dates(clock, given)
    only: dict[DateOrder, str] = {}
    for cell, place in cells:
        try:
            order = written(cell).proves
        except CellError:
            continue
        if order is not None:
            only.setdefault(order, place)
    if len(only) == 1:
        return Dates(clock, next(iter(only)))
    if only:
        return Dates(clock, None, f"it stands first in {only['dmy']}, and second in {only['mdy']}")
    return Dates(clock)

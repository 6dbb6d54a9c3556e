"""Which number is the day, proved from the whole of an export; and which stamps are out of their order."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime, timedelta

import attrs

from wrbc_rules.importers.record import DateOrder
from wrbc_rules.importers.whatsapp_header import Stamp

#: A message that was under way for longer than this is taken for text that reads like a message.
JITTER = timedelta(days=1)
_WORDS = {"dmy": "day, month, year", "mdy": "month, day, year", "ymd": "year, month, day"}
_SECOND = timedelta(seconds=1)
_START = datetime(2000, 1, 1)  # noqa: DTZ001 - as phones show it


@attrs.frozen
class Proof:
    """The order of dates, if it is known, and why, in words."""

    order: DateOrder | None
    words: str


@attrs.define
class _Going:
    """Whether times go back by more than the jitter."""

    latest: datetime | None = None
    back: bool = False

    def add(self, wall: datetime) -> None:
        if self.latest is None or wall > self.latest:
            self.latest = wall
        elif wall < self.latest - JITTER:
            self.back = True


@attrs.define
class Course:
    """The stamps of an export as they come, read in the order that is given, or in both."""

    given: DateOrder | None = None
    count: int = 0
    #: All of them, and those whose year does not stand first.
    _all: dict[DateOrder, _Going] = attrs.field(factory=dict)
    _open: dict[DateOrder, _Going] = attrs.field(factory=dict)
    #: The first line that can be read in this order alone.
    _only: dict[DateOrder, int] = attrs.field(factory=dict)
    _alike: bool = True
    _any_open: bool = False

    def add(self, line: int, stamp: Stamp) -> None:
        """The stamp that stands on this line."""
        self.count += 1
        orders: tuple[DateOrder, ...] = ("dmy", "mdy") if self.given is None else (self.given,)
        walls = {order: wall for order in orders if (wall := stamp.wall(order)) is not None}
        for order, wall in walls.items():
            self._all.setdefault(order, _Going()).add(wall)
        if stamp.year_first:
            return
        self._any_open = True
        for order, wall in walls.items():
            self._open.setdefault(order, _Going()).add(wall)
        if len(walls) == 1:
            [order] = walls
            self._only.setdefault(order, line)
        self._alike = self._alike and len(set(walls.values())) < 2

    def goes_back(self, order: DateOrder) -> bool:
        """Whether a time lies more than a day before one above it, in this order."""
        going = self._all.get("dmy" if order == "ymd" and self.given is None else order)
        return going is not None and going.back

    def proof(self) -> Proof:
        """The order of the dates."""
        if self.given is not None:
            return Proof(self.given, f"dates are read as {_WORDS[self.given]}, as --date-order says")
        if not self._any_open:
            return Proof("ymd", f"dates are read as {_WORDS['ymd']}: the year of four digits stands first")
        if len(self._only) == 2:
            lines = " and ".join(str(line) for line in sorted(self._only.values()))
            return Proof(None, f"the dates on lines {lines} are of different orders")
        if self._only:
            [(order, line)] = self._only.items()
            return Proof(order, f"dates are read as {_WORDS[order]}: line {line} has no other reading")
        return self._by_their_course()

    def _by_their_course(self) -> Proof:
        """No date tells by itself: but only in one order do they never go back."""
        if self._alike:
            return Proof("dmy", "day and month are the same number in every date")
        forward = [order for order, going in self._open.items() if not going.back]
        if len(forward) == 1:
            [order] = forward
            return Proof(
                order, f"dates are read as {_WORDS[order]}: in no other order do they only go forward"
            )
        return Proof(None, "no date in it tells the day from the month")


def out_of_order(walls: Iterable[tuple[int, datetime]]) -> set[int]:
    """The lines whose time lies more than a day beside the longest run of times that never goes back.

    Some forty bytes for each are in memory meanwhile. Where `Course.goes_back` says no, there are none:
    of any two times the upper is then at most a day later than the lower.
    """
    lines, seconds = array("q"), array("q")
    for line, wall in walls:
        lines.append(line)
        seconds.append((wall - _START) // _SECOND)
    jitter = JITTER // _SECOND
    run = _longest_run(seconds)  # where two are equally long, that which begins first
    odd: set[int] = set()
    before = 0
    for index, second in enumerate(seconds):
        if before < len(run) and run[before] == index:
            before += 1
            continue
        low = seconds[run[before - 1]] if before else second
        high = seconds[run[before]] if before < len(run) else second
        if not low - jitter <= second <= high + jitter:
            odd.add(lines[index])
    return odd


def _longest_run(times: array[int]) -> array[int]:
    """The indices of the longest subsequence that never goes back."""
    tails, ends = array("q"), array("q")
    following = array("q", [-1]) * len(times)
    for index in reversed(range(len(times))):
        back = times[-1] - times[index]
        at = bisect_right(tails, back)
        following[index] = ends[at - 1] if at else -1
        tails[at : at + 1] = array("q", [back])
        ends[at : at + 1] = array("q", [index])
    run = array("q")
    index = ends[-1] if ends else -1
    while index >= 0:
        run.append(index)
        index = following[index]
    return run

"""Which number is the day, proved from the whole of an export; and which stamps are out of their order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta

import attrs

from wrbc_rules.importers.record import DateOrder
from wrbc_rules.importers.whatsapp_header import Stamp

#: A message that was under way for longer than this is taken for text that reads like a message.
JITTER = timedelta(days=1)
_WORDS = {"dmy": "day, month, year", "mdy": "month, day, year", "ymd": "year, month, day"}


@attrs.frozen
class Proof:
    """The order of dates, if it is known, and why, in words."""

    order: DateOrder | None
    words: str


def prove(stamps: Sequence[tuple[int, Stamp]], given: DateOrder | None) -> Proof:
    """The order of the dates that stand on these lines."""
    if given is not None:
        return Proof(given, f"dates are read as {_WORDS[given]}, as --date-order says")
    open_ones = [(line, each) for line, each in stamps if not each.year_first]
    if not open_ones:
        return Proof("ymd", f"dates are read as {_WORDS['ymd']}: the year of four digits stands first")
    only: dict[DateOrder, int] = {}
    for line, each in open_ones:
        readings: list[DateOrder] = [order for order in ("dmy", "mdy") if each.wall(order) is not None]
        if len(readings) == 1:
            only.setdefault(readings[0], line)
    if len(only) == 2:
        lines = " and ".join(str(line) for line in sorted(only.values()))
        return Proof(None, f"the dates on lines {lines} are of different orders")
    if only:
        [(order, line)] = only.items()
        return Proof(order, f"dates are read as {_WORDS[order]}: line {line} has no other reading")
    return _by_their_course([each for _, each in open_ones])


def _by_their_course(stamps: Sequence[Stamp]) -> Proof:
    """No date tells by itself: but only in one order do they never go back."""
    walls: dict[DateOrder, list[datetime]] = {
        order: [wall for each in stamps if (wall := each.wall(order))] for order in ("dmy", "mdy")
    }
    if walls["dmy"] == walls["mdy"]:
        return Proof("dmy", "day and month are the same number in every date")
    forward: list[DateOrder] = [order for order, each in walls.items() if not _goes_back(each)]
    if len(forward) == 1:
        [order] = forward
        return Proof(order, f"dates are read as {_WORDS[order]}: in no other order do they only go forward")
    return Proof(None, "no date in it tells the day from the month")


def _goes_back(walls: Sequence[datetime]) -> bool:
    latest = walls[0]
    for each in walls:
        if each < latest - JITTER:
            return True
        latest = max(latest, each)
    return False


def out_of_order(walls: Sequence[tuple[int, datetime]]) -> set[int]:
    """The lines whose time lies more than a day beside the longest run of times that never goes back."""
    run = _longest_run([wall for _, wall in walls])  # where two are equally long, that which begins first
    odd: set[int] = set()
    before = 0
    for index, (line, wall) in enumerate(walls):
        if before < len(run) and run[before] == index:
            before += 1
            continue
        low = walls[run[before - 1]][1] if before else wall
        high = walls[run[before]][1] if before < len(run) else wall
        if not low - JITTER <= wall <= high + JITTER:
            odd.add(line)
    return odd


def _longest_run(walls: Sequence[datetime]) -> list[int]:
    """The indices of the longest subsequence that never goes back."""
    tails: list[timedelta] = []
    ends: list[int] = []
    following = [-1] * len(walls)
    for index in reversed(range(len(walls))):
        back = walls[-1] - walls[index]
        at = bisect_right(tails, back)
        following[index] = ends[at - 1] if at else -1
        tails[at : at + 1] = [back]
        ends[at : at + 1] = [index]
    run: list[int] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        run.append(index)
        index = following[index]
    return run

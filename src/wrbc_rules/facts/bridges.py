"""The bridges from a log and a register to what was true at one moment. Each is held to a brute-force oracle.

A moment is an interval of instants (`When`). Something is known of it only where it is so at every instant
of the interval, so that a minute stamp beside midnight, or a message of unknown date, gives an honest *not
known*.
The fourth bridge, the members of a group, is in `groups.py`.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Generic, TypeAlias, TypeVar

import attrs

from wrbc_rules.register import KeptRow, Row
from wrbc_rules.values import HOUR, Bound, Count, When

R = TypeVar("R", bound=Row)
V = TypeVar("V")
W = TypeVar("W")


@attrs.frozen
class Steps(Generic[V]):
    """A value that changes at instants: `values[i]` from `starts[i]` on, the first of them from ever on."""

    starts: tuple[Bound, ...]
    values: tuple[V, ...]

    def over(self, when: When) -> tuple[V, ...]:
        """The values that it has in an interval, each stretch's once, in order."""
        first = bisect_right(self.starts, when.earliest)
        last = bisect_right(self.starts, when.latest)
        return self.values[first - 1 : last]

    def each(self, made: Callable[[V], W]) -> Steps[W]:
        """The same steps of what is made of each value."""
        return Steps(self.starts, tuple(made(value) for value in self.values))


def in_force(rows: Iterable[R]) -> Steps[tuple[R, ...]]:
    """The rows in force at each moment, by table and line."""
    turns: dict[Bound, tuple[list[R], list[R]]] = {}
    for row in rows:
        if row.period.start < row.period.end:
            turns.setdefault(row.period.start, ([], []))[0].append(row)
            turns.setdefault(row.period.end, ([], []))[1].append(row)
    turns.setdefault(-math.inf, ([], []))
    turns.pop(math.inf, None)
    now: dict[tuple[str, int], R] = {}
    starts, values = [], []
    for instant in sorted(turns):
        begun, ended = turns[instant]
        for row in ended:
            del now[row.table, row.line]
        now.update(((row.table, row.line), row) for row in begun)
        starts.append(instant)
        values.append(tuple(now[place] for place in sorted(now)))
    return Steps(tuple(starts), tuple(values))


def stretches(when: When, *tables: Sequence[R]) -> Iterator[tuple[tuple[R, ...], ...]]:
    """The rows of some tables in force in each stretch of an interval in which they stay the same."""
    bounds = {bound for rows in tables for row in rows for bound in (row.period.start, row.period.end)}
    inner = {bound for bound in bounds if when.earliest < bound <= when.latest and bound != math.inf}
    for instant in (when.earliest, *sorted(inner)):
        yield tuple(tuple(row for row in rows if row.period.covers(instant)) for rows in tables)


def by_key(rows: Iterable[R], *columns: str) -> Mapping[tuple[Hashable, ...], tuple[R, ...]]:
    """The rows for each combination of the values of some columns."""
    made: dict[tuple[Hashable, ...], list[R]] = {}
    for row in rows:
        made.setdefault(tuple(getattr(row, column) for column in columns), []).append(row)
    return {key: tuple(found) for key, found in made.items()}


def earliest(moments: Iterable[When]) -> When | None:
    """The earliest of several moments; None of none."""
    found = tuple(moments)
    if not found:
        return None
    return When(min(each.earliest for each in found), min(each.latest for each in found))


def hull(moments: Iterable[When]) -> When:
    """The smallest interval that holds them all."""
    found = tuple(moments)
    return When(min(each.earliest for each in found), max(each.latest for each in found))


def first_done(covering: Iterable[When], kept: Iterable[KeptRow], as_of: Bound) -> When:
    """When something was first done, by the rows that cover a moment and those that call the table complete.

    Of a complete table the earliest row counts, or it was not done by when the table ends or was looked at.
    Of another, somebody may have done it earlier than any row says.
    """
    done = earliest(covering)
    until = max((min(row.period.end, as_of + 1) for row in kept), default=None)
    if until is not None:
        return When(until, math.inf) if done is None else done
    return When(-math.inf, math.inf if done is None else done.latest)


#: Somebody, and whether in those contacts alone that may have reached others too.
_Whom: TypeAlias = tuple[str, bool]
_ANYBODY: _Whom = ("", True)


class Contacts:
    """How often each person was contacted in a period: bounds, with the contact itself counted.

    Sixteen bytes of memory for each contact and person.
    """

    def __init__(self) -> None:
        self._starts: dict[_Whom, array[int]] = {}
        self._ends: dict[_Whom, array[int]] = {}
        #: Those whose moment is known to no better than an hour.
        self._vague: dict[_Whom, list[When]] = {}
        self._sorted = True

    def add(self, people: Iterable[str], when: When, *, others: bool = False) -> None:
        """Count a contact with these people; `others`: perhaps it was one with anybody else too."""
        for person in people:
            self._add((person, False), when)
            if others:
                self._add((person, True), when)
        if others:
            self._add(_ANYBODY, when)

    def _add(self, person: _Whom, when: When) -> None:
        if when.latest - when.earliest >= HOUR or not when.stated:
            self._vague.setdefault(person, []).append(when)
            return
        self._starts.setdefault(person, array("q")).append(int(when.earliest))
        self._ends.setdefault(person, array("q")).append(int(when.latest))
        self._sorted = False

    def _sort(self) -> None:
        for stamps in (*self._starts.values(), *self._ends.values()):
            if any(left > right for left, right in pairwise(stamps)):
                stamps[:] = array("q", sorted(stamps))
        self._sorted = True

    def count(self, person: str, when: When, period: timedelta, *, complete: bool) -> Count:
        """The contacts with somebody in the `period` that ends with one at `when`, that one included.

        `complete`: every contact was added, so that there is a most.
        """
        if not self._sorted:
            self._sort()
        span = period // timedelta(microseconds=1)
        surely = self._surely((person, False), when, span)
        itself = when.latest <= when.earliest and when.earliest > when.latest - span
        least = max(surely + (not itself), 1)
        if not complete:
            return Count(least, None, period)
        known, listed = self._perhaps((person, False), when, span), self._perhaps((person, True), when, span)
        perhaps = known + self._perhaps(_ANYBODY, when, span) - listed
        return Count(least, max(perhaps, least), period)

    def _surely(self, person: _Whom, when: When, span: int) -> int:
        vague = self._vague.get(person, ())
        found = sum(each.latest <= when.earliest and each.earliest > when.latest - span for each in vague)
        return found + self._narrow_surely(person, when, span)

    def _perhaps(self, person: _Whom, when: When, span: int) -> int:
        vague = self._vague.get(person, ())
        found = sum(each.earliest <= when.latest and each.latest > when.earliest - span for each in vague)
        return found + self._narrow_perhaps(person, when, span)

    def _narrow_surely(self, person: _Whom, when: When, span: int) -> int:
        """Those that ended no later than it begins, and began within the period whenever it ends.

        Exact where it begins an hour or more into the period: none can begin too early and end too late then.
        """
        starts, ends = self._starts.get(person, ()), self._ends.get(person, ())
        return max(bisect_right(ends, when.earliest) - bisect_right(starts, when.latest - span), 0)

    def _narrow_perhaps(self, person: _Whom, when: When, span: int) -> int:
        starts, ends = self._starts.get(person, ()), self._ends.get(person, ())
        return bisect_right(starts, when.latest) - bisect_right(ends, when.earliest - span)

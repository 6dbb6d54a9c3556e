"""What is known of a number in a row: the least and the most that it can be. One row for each primitive."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any, TypeAlias

import narwhals as nw

from wrbc_rules.backends.columnar.kleene import Number, case, least_of, most_of, number_of
from wrbc_rules.backends.columnar.scene import Scene
from wrbc_rules.backends.columnar.schema import FIRST, NEVER
from wrbc_rules.ir import After, CalendarDay, CountIn, DayOf, Instant, Later, Tally, Term, Unset
from wrbc_rules.ir import Number as Constant
from wrbc_rules.values import DAY

Bounds: TypeAlias = tuple[Number, Number]


def bounds(term: Term, scene: Scene) -> Bounds:
    """The least and the most that a number can be; `FIRST` and `NEVER` are infinite."""
    return TERMS[type(term)](term, scene)


def _constant(term: Constant, scene: Scene) -> Bounds:
    value = NEVER if term.value == math.inf else int(term.value)
    return value, value


def _calendar_day(term: CalendarDay, scene: Scene) -> Bounds:
    return _day(term, scene, 0), _day(term, scene, 1)


def _day(term: CalendarDay, scene: Scene, end: int) -> Number:
    """The local day on which an interval begins (`end` 0) or ends (1)."""
    known = bounds(term.of, scene)[end]
    if isinstance(known, int):
        return known

    def instant() -> nw.Expr:
        return number_of(bounds(term.of, scene)[end])

    def make() -> nw.Expr:
        ordinal = _turned(term, scene, end, scene.zone.ordinal((term.of, end), instant))
        return case([((instant() <= FIRST) | (instant() >= NEVER), instant())], ordinal)

    return scene.sheet.column(("day", term.of, end), make)


def _turned(term: CalendarDay, scene: Scene, end: int, ordinal: nw.Expr) -> nw.Expr:
    """The day, or the one before or after it, where a change of the clock inside the interval turns the
    date back.
    """
    first, last = map(number_of, bounds(term.of, scene))
    for change, before, after in scene.zone.backward():
        near = first + DAY >= change if end == 0 else last - DAY < change
        turned = (least_of, most_of)[end](ordinal, (after, before)[end])
        ordinal = case([((first < change) & (last >= change) & near, number_of(turned))], ordinal)
    return ordinal


def _day_of(term: DayOf, scene: Scene) -> Bounds:
    date = scene.field(term.path)
    if date is None:
        return FIRST, NEVER

    def make() -> nw.Expr:
        year, month = date - date % 10_000, date % 10_000 - date % 100
        return (year // 10_000 * 384 + (month // 100 - 1) * 32 + date % 100).cast(nw.Int64)

    day = scene.sheet.column(("ordinal of", term.path), make)
    return day.fill_null(FIRST), day.fill_null(NEVER)


def _after(term: After, scene: Scene) -> Bounds:
    start, amount = bounds(term.start, scene), bounds(term.amount, scene)
    return _sum(start[0], amount[0]), _sum(start[1], amount[1])


def _sum(number: Number, more: Number) -> Number:
    """A sum of which infinities stay infinite."""
    assert isinstance(more, int)
    if more == NEVER:
        return NEVER
    if isinstance(number, int):
        return number if number in (FIRST, NEVER) else number + more
    return case([(number >= NEVER, number_of(NEVER)), (number <= FIRST, number_of(FIRST))], number + more)


def _later(term: Later, scene: Scene) -> Bounds:
    every = [bounds(each, scene) for each in term.terms]
    return reduce(most_of, (least for least, _ in every)), reduce(most_of, (most for _, most in every))


def _count_in(term: CountIn, scene: Scene) -> Bounds:
    """A count over a shorter period bounds from below, over a longer one from above."""
    own = scene.field(term.path, "period")
    if own is None or isinstance(term.period, Unset):
        return 0, NEVER
    period = int(term.period.value)
    least, most = scene.field(term.path, "at_least"), scene.field(term.path, "at_most")
    low = 0 if least is None else case([(own <= period, least.fill_null(0))], number_of(0))
    high = NEVER if most is None else case([(own >= period, most.fill_null(NEVER))], number_of(NEVER))
    return low, high


def _tally(term: Tally, scene: Scene) -> Bounds:
    """Distinct people: those known to pass, and those who may; no limit if others may belong."""
    complete = scene.field(term.people, "complete")
    counted = scene.tallies.get(term)
    least: Number = 0 if counted is None else nw.col(counted.least)
    most: Number = 0 if counted is None else nw.col(counted.possible)
    if complete is None:
        return least, NEVER
    return least, case([(complete, number_of(most))], number_of(NEVER))


TERMS: Mapping[type[Any], Callable[[Any, Scene], Bounds]] = {
    Constant: _constant,
    Unset: lambda term, scene: (0, NEVER),
    Instant: lambda term, scene: scene.instant(term.path),
    CalendarDay: _calendar_day,
    DayOf: _day_of,
    After: _after,
    Later: _later,
    CountIn: _count_in,
    Tally: _tally,
}

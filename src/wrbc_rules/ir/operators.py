"""What the operators of a formal meaning say, in primitives: one row each.

The words are as the grammar spells them. Nothing else in the project decides what an operator means.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

from wrbc_rules.ir.expressions import (
    After,
    All,
    AtMost,
    Between,
    CalendarDay,
    DayOf,
    Instant,
    Later,
    Less,
    Not,
    Number,
    Path,
    Tally,
    Term,
    Test,
    Unset,
)
from wrbc_rules.values import Calendar

#: An instant that never comes.
NEVER_COMES = Number(math.inf)
#: A year and a month in calendar ordinals.
YEAR, MONTH = 384, 32

#: `left WORD right` for numbers.
ORDERS: Mapping[str, Callable[[Term, Term], Test]] = MappingProxyType(
    {
        "under": Less,
        "at most": AtMost,
        "over": lambda left, right: Less(right, left),
        "at least": lambda left, right: AtMost(right, left),
        "exactly": lambda left, right: All((AtMost(right, left), AtMost(left, right))),
    }
)

#: `left WORD right` for instants.
SIDES: Mapping[str, Callable[[Term, Term], Test]] = MappingProxyType(
    {
        "before": Less,
        "after": lambda left, right: Less(right, left),
    }
)

#: `QUANTIFIER people where test`.
QUANTIFIERS: Mapping[str, Callable[[Path, Test], Test]] = MappingProxyType(
    {
        "some": lambda people, test: AtMost(Number(1), Tally(people, test)),
        "every": lambda people, test: AtMost(Tally(people, Not(test)), Number(0)),
        "no": lambda people, test: AtMost(Tally(people, test), Number(0)),
    }
)

#: `age by birth WORD years` on the local date of `at`: a birthday is a calendar ordinal.
AGES: Mapping[str, Callable[[Term, Term], Test]] = MappingProxyType(
    {
        "under": Less,
        "at least": lambda today, birthday: AtMost(birthday, today),
        "over": lambda today, birthday: AtMost(After(birthday, Number(YEAR)), today),
        "at most": lambda today, birthday: Less(today, After(birthday, Number(YEAR))),
        "exactly": lambda today, birthday: All(
            (AtMost(birthday, today), Less(today, After(birthday, Number(YEAR))))
        ),
    }
)

Moment = Instant | Later
Duration = Number | Unset | Calendar


def age(word: str, at: Instant, birth: Path, years: Number | Unset) -> Test:
    """A test of an age in whole years, on the local date of `at`."""
    amount = Number(years.value * YEAR, years.name) if isinstance(years, Number) else years
    return AGES[word](CalendarDay(at), After(DayOf(birth), amount))


def by(done: Moment, span: Duration, start: Moment) -> Test:
    """Done no later than `span` after `start`: to the instant, or for calendar spans on that day."""
    if isinstance(span, Calendar):
        return AtMost(CalendarDay(done), After(CalendarDay(start), Number(span.months * MONTH)))
    return AtMost(done, After(start, span))


def within(done: Moment, span: Duration, start: Moment) -> Test:
    """Done at or after `start` and no later than `span` after it."""
    if isinstance(span, Calendar):
        return All((AtMost(start, done), by(done, span, start)))
    return Between(start, done, After(start, span))


def lasts(done: Moment, span: Duration, start: Moment) -> Test:
    """Ends no earlier than `span` after `start`."""
    if isinstance(span, Calendar):
        return AtMost(After(CalendarDay(start), Number(span.months * MONTH)), CalendarDay(done))
    return AtMost(After(start, span), done)


def happens(done: Moment) -> Test:
    """Is done at all."""
    return Less(done, NEVER_COMES)

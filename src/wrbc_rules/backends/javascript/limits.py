"""What JavaScript's numbers and the constants of a page can hold; a policy that needs more is refused.

A number in JavaScript is exact below 2^53, which in microseconds is the year 2255. Events lie in `YEARS`; no
sum of spans is longer than `MOST_YEARS`; so every instant that is worked out lies in the clock's years and is
exact.
"""

from __future__ import annotations

from datetime import UTC, datetime

from wrbc_rules.ir import After, CalendarDay, DayOf, Number, Term, Test, children, walk
from wrbc_rules.ir.operators import YEAR
from wrbc_rules.values import DAY, instant_of

#: Every date and time of an event lies in these.
YEARS = range(1900, 2100)
#: No deadline is further from what sets it off.
MOST_YEARS = 100
#: The clock is known from the one to the other: a few days more than events and deadlines reach.
FIRST = instant_of(datetime(YEARS.start, 1, 1, tzinfo=UTC)) - 10 * DAY
LAST = instant_of(datetime(YEARS.stop + MOST_YEARS, 1, 1, tzinfo=UTC)) + 10 * DAY


class JavaScriptError(ValueError):
    """A policy that JavaScript cannot express; the message says which rule, and what to do."""


def check(rule: str, test: Test) -> None:
    """Raise `JavaScriptError` for a number or a span that would not be exact."""
    for node in walk(test):
        if isinstance(node, Number) and abs(node.value) != float("inf") and not FIRST <= node.value <= LAST:
            raise JavaScriptError(
                f"{rule}: the number {node.value:g} is larger than JavaScript holds exactly; "
                "write a smaller one"
            )
        if isinstance(node, After) and _years(node) > MOST_YEARS:
            raise JavaScriptError(
                f"{rule}: a span of {_years(node):.0f} years is longer than the {MOST_YEARS} years for which "
                "JavaScript is given the clock; write a shorter one"
            )


def _years(term: Term | Test) -> float:
    """How far after its fields a term can lie."""
    inner = max(map(_years, children(term)), default=0)
    if (
        not isinstance(term, After)
        or not isinstance(term.amount, Number)
        or term.amount.value == float("inf")
    ):
        return inner
    dated = any(isinstance(each, CalendarDay | DayOf) for each in walk(term.start))
    return inner + term.amount.value / (YEAR if dated else 365 * DAY)

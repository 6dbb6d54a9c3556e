"""Kleene's strong logic in columns: null is unknown, as in SQL. What is known before any row is read is
folded.

A `Truth` is a column of true, false and null, or one of these for every row. A `Sure` is never null.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import add
from typing import TypeAlias

import narwhals as nw

Truth: TypeAlias = nw.Expr | bool | None
Sure: TypeAlias = nw.Expr | bool
#: A whole number in each row, or one for every row.
Number: TypeAlias = nw.Expr | int

_UNKNOWN = nw.lit(None, dtype=nw.Boolean)


def column_of(value: Truth) -> nw.Expr:
    """The truth as a column."""
    if value is None:
        return _UNKNOWN
    return nw.lit(value) if isinstance(value, bool) else value


def number_of(value: Number) -> nw.Expr:
    """The number as a column of 64 bits."""
    return value if isinstance(value, nw.Expr) else nw.lit(value, dtype=nw.Int64)


def conjunction(values: Iterable[Truth]) -> Truth:
    """Every one of these."""
    return _joined(values, settles=False)


def disjunction(values: Iterable[Truth]) -> Truth:
    """At least one of these."""
    return _joined(values, settles=True)


def both(values: Iterable[Sure]) -> Sure:
    """Every one of these, where nothing is unknown."""
    found = conjunction(values)
    assert found is not None
    return found


def either(values: Iterable[Sure]) -> Sure:
    """At least one of these, where nothing is unknown."""
    found = disjunction(values)
    assert found is not None
    return found


def _joined(values: Iterable[Truth], *, settles: bool) -> Truth:
    parts = list(values)
    columns = [each for each in parts if isinstance(each, nw.Expr)]
    if settles in [each for each in parts if isinstance(each, bool)]:
        return settles
    if None in [each for each in parts if not isinstance(each, nw.Expr)]:
        columns.append(_UNKNOWN)
        if len(columns) == 1:
            return None
    if not columns:
        return not settles
    join = nw.any_horizontal if settles else nw.all_horizontal
    return columns[0] if len(columns) == 1 else join(*columns, ignore_nulls=False)


def contrary(value: Truth) -> Truth:
    """Unknown stays unknown."""
    if isinstance(value, nw.Expr):
        return ~value
    return None if value is None else not value


def unknown(value: Truth) -> Sure:
    """Where nothing is known."""
    return value.is_null() if isinstance(value, nw.Expr) else value is None


def truly(value: Truth) -> Sure:
    """Where it is known to be so."""
    return value.fill_null(False) if isinstance(value, nw.Expr) else value is True


def settled(yes: Sure, no: Sure) -> Truth:
    """True where `yes`, else false where `no`, else unknown."""
    if isinstance(no, bool) and isinstance(yes, bool):
        return True if yes else False if no else None
    return case([(yes, nw.lit(True)), (no, nw.lit(False))], _UNKNOWN)


def case(cases: Sequence[tuple[Truth, nw.Expr]], default: nw.Expr) -> nw.Expr:
    """The first expression whose condition is true, else the default."""
    found = default
    for condition, value in reversed(cases):
        if isinstance(condition, nw.Expr):
            found = nw.when(condition).then(value).otherwise(found)
        elif condition:
            found = value
    return found


def bit(value: Sure) -> nw.Expr:
    """1 where it is so, else 0: what can be added up."""
    return column_of(value).cast(nw.Int64)


def total(values: Iterable[nw.Expr]) -> nw.Expr:
    """The sum of these."""
    return reduce(add, values, nw.lit(0, dtype=nw.Int64))


# ---- numbers


def whole(number: nw.Expr, by: int) -> nw.Expr:
    """How many times a constant goes into a number: of exact multiples, since some engines divide as
    floats.
    """
    return ((number - number % by) // by).cast(nw.Int64)


def least_of(first: Number, second: Number) -> Number:
    """The smaller."""
    if isinstance(first, int) and isinstance(second, int):
        return min(first, second)
    return nw.min_horizontal(number_of(first), number_of(second))


def most_of(first: Number, second: Number) -> Number:
    """The larger."""
    if isinstance(first, int) and isinstance(second, int):
        return max(first, second)
    return nw.max_horizontal(number_of(first), number_of(second))

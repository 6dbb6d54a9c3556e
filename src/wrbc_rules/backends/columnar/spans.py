"""From when to when the times run that a clock is asked about: so long its changes are written out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import narwhals as nw

from wrbc_rules.backends.columnar.engines import first_row
from wrbc_rules.backends.columnar.kleene import Truth, conjunction
from wrbc_rules.backends.columnar.scene import PREFIXES
from wrbc_rules.backends.columnar.schema import FIRST, JOINT, NEVER
from wrbc_rules.backends.columnar.tables import Frame
from wrbc_rules.ir import CalendarDay, Instant, Path, Test, Window, walk
from wrbc_rules.values import DAY, instant_of

#: What a test looks at may lie this far beyond the times themselves.
MARGIN = 3 * DAY


def clock_paths(tests: Iterable[Test]) -> Iterator[Path]:
    """The instants whose local time a test asks for."""
    for test in tests:
        for node in walk(test):
            if isinstance(node, Window):
                yield node.instant.path
            elif isinstance(node, CalendarDay):
                yield from (each.path for each in walk(node) if isinstance(each, Instant))


def columns_of(paths: Iterable[Path], frame: Frame) -> list[str]:
    """The columns of a frame that hold these instants."""
    names = [PREFIXES[path.root] + JOINT.join(path.fields) for path in dict.fromkeys(paths)]
    wanted = [name + end for name in names for end in ("", f"{JOINT}earliest", f"{JOINT}latest")]
    return [name for name in wanted if name in frame.columns]


def span_of(frame: Frame, columns: list[str]) -> list[int]:
    """The first and the last of the times in these columns, which takes a look at the data."""
    if not columns:
        return []
    ends: list[nw.Expr] = []
    for number, name in enumerate(columns):
        column = nw.col(name)
        finite = nw.when((column > FIRST) & (column < NEVER)).then(column)
        ends += [finite.min().alias(f"first{number}"), finite.max().alias(f"last{number}")]
    return [end for end in first_row(frame.rows.select(*ends)) if end is not None]


def span_of_years(years: range) -> list[int]:
    """The instants with which the first of the years begins and the last ends, in UTC."""
    first, end = (instant_of(datetime(year, 1, 1, tzinfo=UTC)) for year in (years.start, years.stop))
    return [first, end - 1]


def inside(columns: list[str], span: list[int]) -> Truth:
    """Whether every time of a row lies in the span, or is not known, or never comes."""
    first, last = span
    return conjunction(
        (column.is_null() | (column <= FIRST) | (column >= NEVER) | column.is_between(first, last)).fill_null(
            True
        )
        for column in map(nw.col, columns)
    )

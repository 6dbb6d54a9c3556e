"""What came of a run: a number for each rule and row, and the findings among them, one a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import attrs
import narwhals as nw

from wrbc_rules.backends.columnar.kleene import case, whole
from wrbc_rules.backends.columnar.rules import NUMBERS, OUTCOMES, Bits
from wrbc_rules.backends.columnar.scene import Gap
from wrbc_rules.findings import Outcome
from wrbc_rules.ir import Rule

_KEYS = ("event", "about", "place", "in_force")
#: A finding's row; `part` is 0 unless a rule has more gaps than one column has bits.
COLUMNS = ("event", "about", "in_force", "rule", "part", "outcome", "missing")


@attrs.frozen
class Rows:
    """A frame with a column of numbers for each rule (or some), and which rule and part each column is."""

    frame: nw.LazyFrame[Any]
    columns: Mapping[str, tuple[str, int]]


@attrs.frozen(kw_only=True)
class Found:
    """What the rules say of the rows of tables; engines work it out when rows are asked for."""

    rules: tuple[Rule, ...]
    rows: Mapping[str, Rows] = attrs.field(repr=False)
    bits: Mapping[str, Bits] = attrs.field(repr=False)

    @property
    def events(self) -> Any:
        """A frame of the caller's engine: for each event, a number for each rule about it; None without such
        rules.

        The number is that of the outcome (`NUMBERS`), plus 16 times the bits of what is missing; null where
        a time lies outside the years that were asked for.
        """
        return self.rows[""].frame.to_native() if "" in self.rows else None

    @property
    def people(self) -> Mapping[str, Any]:
        """The same for each list of people whom rules are about: a row for each of them, and for those not
        listed.

        Somebody listed twice has two rows, of which the gravest counts.
        """
        return {name: rows.frame.to_native() for name, rows in self.rows.items() if name}

    def findings(self, *, notable: bool = True) -> Any:
        """A frame of the caller's engine with a row for each finding, in no order: see `COLUMNS`.

        What is `notable` calls for attention: breaches, what is open, permissions withdrawn. Nothing is said
        of events before the policy was in force; `in_force` is null where that is not known.
        """
        frames = [_findings(rows, people=bool(name), notable=notable) for name, rows in self.rows.items()]
        if not frames:
            raise ValueError("no rule is about events of this class")
        return (frames[0] if len(frames) == 1 else nw.concat(frames, how="vertical")).to_native()

    def missing(self, rule: str, part: int, bits: int) -> tuple[Gap, ...]:
        """What the bits of a finding stand for."""
        return tuple(self.bits[rule].told(part, bits))


def column_names(rule: str, parts: int) -> tuple[str, ...]:
    """The columns of a rule, under names that every engine takes: `r4_7`, and `r4_7__2` if one is not
    enough.
    """
    name = "r" + re.sub(r"[^a-z0-9]+", "_", rule.lower()).strip("_")
    return (name, *(f"{name}__{part}" for part in range(2, parts + 1)))


# ---- one finding a row


def _findings(rows: Rows, *, people: bool, notable: bool) -> nw.LazyFrame[Any]:
    number = nw.col("number")
    told = _long(rows).with_columns(code=number % OUTCOMES)
    if notable:
        told = told.filter(nw.col("code").is_in([code for code, each in NUMBERS.items() if each.notable]))
    told = told.filter(nw.col("in_force").fill_null(True))
    if people:
        told = _gravest(told)
    told = told.filter(nw.col("code") != Outcome.STANDS.weight)
    return told.select(
        "event",
        "about",
        "in_force",
        _named("column", {title: rule for title, (rule, _) in rows.columns.items()}).alias("rule"),
        part=_parts(rows),
        outcome=_named("code", {code: each.value for code, each in NUMBERS.items()}),
        missing=whole(number, OUTCOMES),
    )


def _long(rows: Rows) -> nw.LazyFrame[Any]:
    """A row for each number."""
    titles = list(rows.columns)
    if rows.frame.implementation is not nw.Implementation.DUCKDB:
        return rows.frame.unpivot(titles, index=list(_KEYS), variable_name="column", value_name="number")
    # Narwhals asks DuckDB's default connection for this, which does not know relations of any other.
    sql = f'FROM wide UNPIVOT (number FOR "column" IN ({", ".join(titles)}))'
    turned: nw.LazyFrame[Any] = nw.from_native(rows.frame.to_native().query("wide", sql))
    return turned


def _gravest(told: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Of one rule about one person listed twice, the gravest; of two alike, that of the first place."""
    rank = nw.col("code") * 2**32 + nw.col("place")
    keys = ["event", "about", "column"]
    ranked = told.with_columns(rank=rank)
    first = ranked.with_columns(first=nw.col("rank").min().over(*keys))
    return first.filter(nw.col("rank") == nw.col("first")).unique(subset=keys, keep="any")


def _named(column: str, names: Mapping[Any, str]) -> nw.Expr:
    """A word for each value of a column."""
    return case(
        [(nw.col(column) == key, nw.lit(name)) for key, name in names.items()], nw.lit(None, dtype=nw.String)
    )


def _parts(rows: Rows) -> nw.Expr:
    later: Iterable[tuple[str, int]] = [(title, part) for title, (_, part) in rows.columns.items() if part]
    return case(
        [(nw.col("column") == title, nw.lit(part, dtype=nw.Int64)) for title, part in later],
        nw.lit(0, dtype=nw.Int64),
    )

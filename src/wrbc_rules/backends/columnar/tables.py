"""Tables as they are given: checked against their schema, under names by which they can be joined."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
import narwhals as nw

from wrbc_rules.backends.columnar.engines import lazy
from wrbc_rules.backends.columnar.refusing import refuse
from wrbc_rules.backends.columnar.schema import JOINT, Schema, Table


@attrs.frozen(kw_only=True)
class Tables:
    """The tables of events of one class, as frames of one engine: Polars, DuckDB or Spark.

    `people` and `answers` are tables by the name of their field; one that is left out is not stated.
    """

    events: Any
    people: Mapping[str, Any] = attrs.field(factory=dict)
    answers: Mapping[str, Any] = attrs.field(factory=dict)

    def check(self, schema: Schema) -> None:
        """Refuse tables that the class does not have, and a list that is called complete and not given."""
        for given, known in ((self.people, schema.people), (self.answers, schema.answers)):
            for name in sorted(set(given) - set(known)):
                there_are = ", ".join(known) or "none"
                refuse("WR302", f"{schema.cls.__name__} has no list `{name}`; its lists are: {there_are}")
        columns = lazy(self.events).collect_schema().names()
        for name in schema.people:
            if name + JOINT + "complete" in columns and name not in self.people:
                refuse("WR302", f"`events` says whether `{name}` is complete: give that table too")


@attrs.frozen
class Frame:
    """A frame and the names of its columns."""

    rows: nw.LazyFrame[Any]
    columns: frozenset[str]

    name: str = ""

    @classmethod
    def of(cls, rows: nw.LazyFrame[Any]) -> Frame:
        """The frame, its columns looked up."""
        return cls(rows, frozenset(rows.collect_schema().names()))

    def renamed(self, old: str, new: str) -> Frame:
        """The frame under names with another prefix."""
        names = {name: new + name.removeprefix(old) for name in self.columns}
        rows = self.rows.select(*(nw.col(name).alias(other) for name, other in names.items()))
        return Frame(rows, frozenset(names.values()), self.name)

    def only(self, *names: str) -> Frame:
        """Some of its columns."""
        return Frame(self.rows.select(*names), frozenset(names), self.name)

    def where(self, condition: nw.Expr) -> Frame:
        """Some of its rows."""
        return Frame(self.rows.filter(condition), self.columns, self.name)

    def joined(self, other: Frame, left: list[str], right: list[str], *, how: Any = "inner") -> Frame:
        """The rows with those of another that have the same keys; the other's keys are dropped."""
        rows = self.rows.join(other.rows, left_on=left, right_on=right, how=how)
        return Frame(rows, self.columns | (other.columns - set(right)), self.name)


def prefixed(native: Any, table: Table, prefix: str) -> Frame:
    """A given table, checked, its columns under names that begin with the prefix."""
    rows = lazy(native)
    types = rows.collect_schema()
    names = types.names()
    table.check(names)
    for name in names:
        _check_type(table, name, types[name])
    return Frame(
        rows.select(*(_column(table, name).alias(prefix + name) for name in names)),
        frozenset(prefix + name for name in names),
    )


def _column(table: Table, name: str) -> nw.Expr:
    """A given column; whole numbers in 64 bits, so that what is added to them does not overflow."""
    column = nw.col(name)
    return column.cast(nw.Int64) if table.columns[name].type == "integer" else column


def _check_type(table: Table, name: str, given: Any) -> None:
    """Refuse a column of another type; one of nothing but nulls may have none."""
    wanted = table.columns[name].type
    known: Mapping[str, tuple[bool, str]] = {
        "key": (True, ""),
        "text": (given in (nw.String, nw.Categorical, nw.Enum), "texts"),
        "flag": (given == nw.Boolean, "true or false"),
        "integer": (given.is_integer(), "whole numbers"),
    }
    right, words = known[wanted]
    if not right and given != nw.Unknown:
        refuse("WR302", f"`{name}` of the table `{table.name}` holds {given}; it has to hold {words}")


def answers_of(tables: Tables, schema: Schema) -> Frame | None:
    """Every answer that is given, in one frame: those of whoever gave them under the prefix of `self`."""
    frames = [_answers(native, schema.answers[name]) for name, native in tables.answers.items()]
    if not frames:
        return None
    every = frozenset[str]().union(*(frame.columns for frame in frames))
    for frame in frames:
        if frame.columns != every:
            refuse("WR302", f"the tables {', '.join(tables.answers)} need the same columns")
    ordered = [frame.rows.select(*sorted(every)) for frame in frames]
    rows = ordered[0] if len(ordered) == 1 else nw.concat(ordered, how="vertical")
    return Frame(rows, every, " and ".join(tables.answers))


def _answers(native: Any, table: Table) -> Frame:
    frame = prefixed(native, table, "j_")
    names = {name: _whose(name) for name in frame.columns}
    rows = frame.rows.select(*(nw.col(old).alias(new) for old, new in names.items()))
    return Frame(rows, frozenset(names.values()))


def _whose(name: str) -> str:
    by = f"j_by{JOINT}"
    return "s_" + name.removeprefix(by) if name.startswith(by) else name

"""Events into tables: rows of plain values first, then frames of Polars, or Parquet files of so many events
each.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from wrbc_rules.backends.columnar.schema import FIRST, JOINT, NEVER, Schema, Table, schema_of, words_of
from wrbc_rules.backends.columnar.tables import Tables
from wrbc_rules.values import Bound, Count, When
from wrbc_rules.vocabulary import ClassInfo, FieldInfo, Kind, class_info

if TYPE_CHECKING:
    import polars

Row: TypeAlias = dict[str, Any]
#: So many events are written at once.
BATCH = 50_000


@attrs.frozen
class Rows:
    """The rows of every table of some events of one class, by the table's name."""

    schema: Schema
    tables: Mapping[str, list[Row]]

    @classmethod
    def of(cls, event_class: type[Any], events: Iterable[Any], first: int = 0) -> Rows:
        """The rows of events, which are numbered from `first` on. Raises `TypeError` for one of another
        class.
        """
        schema = schema_of(event_class)
        found = cls(schema, {table.name: [] for table in schema.tables})
        for number, event in enumerate(events, first):
            if type(event) is not event_class:
                raise TypeError(
                    f"{type(event).__name__} is no {event_class.__name__}: each class has tables of its own"
                )
            found.add(number, event)
        return found

    def add(self, number: int, event: Any) -> None:
        """The rows of one more event."""
        info = class_info(type(event))
        self.tables["events"].append({"event": number, **row_of(event, info)})
        for name in self.schema.people:
            members = _reached(event, name).members
            for member in members:
                place = next(place for place, one in enumerate(members) if one is member)
                row = row_of(member, class_info(type(member)))
                self.tables[name].append({"event": number, "place": place, **row})
        for name in self.schema.answers:
            rows = (_answer(each) for each in getattr(event, name))
            self.tables[name].extend({"event": number, **row} for row in rows)

    def frames(self) -> Tables:
        """The rows as frames of Polars, with every column of the schema."""
        made = {table.name: _frame(table, self.tables[table.name]) for table in self.schema.tables}
        return Tables(
            events=made["events"],
            people={name: made[name] for name in self.schema.people},
            answers={name: made[name] for name in self.schema.answers},
        )


def tables_of(event_class: type[Any], events: Iterable[Any]) -> Tables:
    """The tables of events of one class, as frames of Polars."""
    return Rows.of(event_class, events).frames()


def write_parquet(event_class: type[Any], events: Iterable[Any], folder: Path) -> int:
    """Write events of one class below a folder, a Parquet file of each table for each batch; how many they
    were.

    The folder has a folder for each table, which any engine reads as `folder/events/*.parquet`.
    """
    stream, written = iter(events), 0
    while batch := list(islice(stream, BATCH)):
        rows = Rows.of(event_class, batch, written)
        for table in rows.schema.tables:
            (folder / table.name).mkdir(parents=True, exist_ok=True)
            file = folder / table.name / f"part-{written // BATCH:06}.parquet"
            _frame(table, rows.tables[table.name]).write_parquet(file)
        written += len(batch)
    return written


def _frame(table: Table, rows: list[Row]) -> polars.DataFrame:
    import polars

    types = {"key": polars.Int64, "integer": polars.Int64, "text": polars.String, "flag": polars.Boolean}
    given = {name: column for name, column in table.columns.items() if not _is_alternative(table, name)}
    return polars.DataFrame(
        rows, schema={name: types[column.type] for name, column in given.items()}, orient="row"
    )


def _is_alternative(table: Table, name: str) -> bool:
    """Whether the writer says the same otherwise: an instant by its two ends."""
    return name + JOINT + "earliest" in table.columns or name == "as_of"


# ---- values as columns


def row_of(value: Any, info: ClassInfo, above: str = "") -> Row:
    """The columns of an object: of its parts too, but of no list."""
    row: Row = {}
    for field in info.fields.values():
        row |= _columns(field, getattr(value, field.name), above + field.name)
    return row


def _columns(field: FieldInfo, value: Any, name: str) -> Row:
    match field.kind:
        case Kind.PART:
            assert field.part is not None
            return row_of(value, class_info(field.part), name + JOINT)
        case Kind.INSTANT:
            return _instant(value, name)
        case Kind.CHOICES:
            words = words_of(field)
            return {name + JOINT + word: None if value is None else word in value for word in words}
        case Kind.COUNT:
            return _count(value, name)
        case Kind.DATE:
            return {name: None if value is None else day_number(value)}
        case Kind.PEOPLE:
            return {name + JOINT + "complete": value.complete}
        case Kind.JUDGEMENTS:
            return {}
        case Kind.TEXT if value is not None and field.role != "identity":
            return {name: unicodedata.normalize("NFC", value)}
        case _:
            return {name: value}


def _instant(value: When, name: str) -> Row:
    return {name + JOINT + "earliest": _bound(value.earliest), name + JOINT + "latest": _bound(value.latest)}


def _bound(value: Bound) -> int:
    if math.isinf(value):
        return NEVER if value > 0 else FIRST
    return int(value)


def _count(value: Count | None, name: str) -> Row:
    if value is None or value.period is None:
        return {}
    period = value.period // type(value.period)(microseconds=1)
    return {
        name + JOINT + "at_least": value.at_least,
        name + JOINT + "at_most": value.at_most,
        name + JOINT + "period": period,
    }


def day_number(day: date) -> int:
    """A date as a number of eight digits: 20170303."""
    return (day.year * 100 + day.month) * 100 + day.day


def _answer(each: Any) -> Row:
    words = " ".join(each.question.split())
    who = row_of(each.by, class_info(type(each.by)), "by" + JOINT)
    return {"about": each.about, "question": words, "answer": each.answer, **_instant(each.at, "at"), **who}


def _reached(event: Any, name: str) -> Any:
    for field in name.split(JOINT):
        event = getattr(event, field)
    return event


def classes_in(events: Iterable[Any]) -> Iterator[tuple[type[Any], list[Any]]]:
    """Events by their class."""
    found: dict[type[Any], list[Any]] = {}
    for event in events:
        found.setdefault(type(event), []).append(event)
    yield from found.items()

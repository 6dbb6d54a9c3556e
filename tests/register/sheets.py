"""Registers drawn at random, and written as the spreadsheets of the world would save them."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import attrs
from hypothesis import strategies as st

from wrbc_rules.register import TABLES, Column, Row, columns_of
from wrbc_rules.values import Clock

ZONE = ZoneInfo("Europe/London")
CLOCK = Clock("Europe/London")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SAMPLE = Path(__file__).parent / "club"


@attrs.frozen
class Dialect:
    """How a spreadsheet writes: its delimiter, its bytes, its dates, and what it adds."""

    delimiter: str = ","
    ending: str = "\n"
    encoding: str = "utf-8"
    dates: str = "iso"
    loud: bool = False
    padding: int = 0
    quoting: Literal[0, 1] = csv.QUOTE_MINIMAL

    def day(self, day: date) -> str:
        if self.dates == "iso":
            return day.isoformat()
        return (
            f"{day.day:02}/{day.month:02}/{day.year}"
            if self.dates == "dmy"
            else f"{day.month}/{day.day}/{day.year}"
        )

    def stamp(self, wall: datetime) -> str:
        if self.dates == "mdy":
            return f"{self.day(wall.date())} {wall.hour % 12 or 12}:{wall.minute:02} {'AP'[wall.hour >= 12]}M"
        return f"{self.day(wall.date())} {wall:%H:%M}"

    def word(self, word: str) -> str:
        return word.replace("_", " ").upper() if self.loud else word

    def yes(self, value: bool) -> str:
        return ("TRUE" if value else "FALSE") if self.loud else ("yes" if value else "no")


dialects = st.builds(
    Dialect,
    delimiter=st.sampled_from(",;\t"),
    ending=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]),
    dates=st.sampled_from(["iso", "dmy", "mdy"]),
    loud=st.booleans(),
    padding=st.integers(0, 3),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)

#: What a cell means, before it is written: a text, a truth, a date, or a wall clock's time.
Cells = dict[str, Any]
names = st.sampled_from(
    ["Sam", "Zoë", "O'Neil, Jo", 'the "tall" one', "+44 7700 900101", "=1+1", "two\nlines"]
)
days = st.dates(date(1990, 1, 1), date(2020, 12, 31))
#: Only times that come once: hours in which no clock of this zone changes.
walls = st.builds(
    lambda day, hour, minute: datetime.combine(day, time(hour, minute)),
    days,
    st.integers(3, 23),
    st.integers(0, 59),
)


def cells(column: Column) -> st.SearchStrategy[Any]:
    """What may stand in a cell of the column."""
    made: dict[str, st.SearchStrategy[Any]] = {
        "text": names,
        "word": st.sampled_from(column.words or ("",)),
        "yes or no": st.booleans(),
        "date": days,
        "time": st.one_of(days, walls),
        "names": st.just("Sam; Zoë"),
        "start": st.one_of(st.dates(date(1990, 1, 1), date(2004, 12, 31))),
        "end": st.one_of(
            st.dates(date(2005, 1, 1), date(2020, 12, 31)), walls.filter(lambda w: w.year > 2005)
        ),
        "note": st.sampled_from(["", "=HYPERLINK()", "a; b, c\td", "NULL"]),
    }
    return made[column.sort] if column.required else st.one_of(st.none(), made[column.sort])


def tables() -> st.SearchStrategy[dict[type[Row], list[Cells]]]:
    """A few rows for a few tables."""
    return st.dictionaries(st.sampled_from(TABLES), st.none(), min_size=1, max_size=4).flatmap(
        lambda chosen: st.fixed_dictionaries(
            {
                table: st.lists(
                    st.fixed_dictionaries({each.name: cells(each) for each in columns_of(table)}),
                    min_size=1,
                    max_size=4,
                )
                for table in chosen
            }
        )
    )


def shown(value: Any, column: Column, dialect: Dialect) -> str:
    """A cell as the dialect writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return dialect.yes(value)
    if isinstance(value, datetime):
        return dialect.stamp(value)
    if isinstance(value, date):
        return dialect.day(value)
    return dialect.word(value) if column.words else str(value)


def file_of(table: type[Row], rows: list[Cells], dialect: Dialect) -> bytes:
    """The bytes of a table."""
    made = io.StringIO()
    quoting = csv.QUOTE_ALL if dialect.ending == "\r" else dialect.quoting
    writer = csv.writer(made, delimiter=dialect.delimiter, lineterminator=dialect.ending, quoting=quoting)
    columns = columns_of(table)
    extra = [""] * dialect.padding
    writer.writerow([*(dialect.word(each.name) for each in columns), *extra])
    for row in rows:
        writer.writerow([*(shown(row[each.name], each, dialect) for each in columns), *extra])
        if dialect.padding:
            writer.writerow([""] * (len(columns) + dialect.padding))
    return made.getvalue().encode(dialect.encoding)


def write(folder: Path, register: Mapping[type[Row], list[Cells]], dialect: Dialect) -> None:
    """The files of a register."""
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for table, rows in register.items():
        (folder / f"{table.table}.csv").write_bytes(file_of(table, rows, dialect))


def micros(wall: datetime) -> int:
    """The instant of a London wall clock, by the standard library alone."""
    return (wall.replace(tzinfo=ZONE).astimezone(UTC) - EPOCH) // timedelta(microseconds=1)


def midnight(day: date) -> int:
    return micros(datetime.combine(day, time()))


def expected(row: Cells, columns: tuple[Column, ...]) -> dict[str, Any]:
    """What the fields of a row hold: intervals as pairs."""
    made: dict[str, Any] = {}
    for column in columns:
        value = row[column.name]
        if column.sort == "note":
            continue
        if column.sort in ("time", "start", "end"):
            made[column.name] = _instants(value)
        elif value is not None:
            made[column.name] = " ".join(value.split()) if column.sort == "text" else value
            if column.sort == "names":
                made[column.name] = tuple(value.split("; "))
    return made


def _instants(value: date | datetime | None) -> tuple[float, float]:
    if value is None:
        return (-math.inf, math.inf)
    if isinstance(value, datetime):
        return micros(value), micros(value) + 60_000_000 - 1
    return midnight(value), midnight(value + timedelta(days=1)) - 1


def held(row: Row) -> Iterator[tuple[str, Any]]:
    """What the fields of a row that was read hold, in the same form."""
    for column in columns_of(type(row)):
        if column.name in ("from", "to", "note"):
            continue
        value = getattr(row, column.name)
        if column.sort == "time":
            yield column.name, (value.earliest, value.latest)
        elif value is not None and value != ():
            yield column.name, value

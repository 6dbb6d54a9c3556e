"""A fault planted anywhere in the sample is reported at its file, line and column, and costs no other row."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.register.sheets import CLOCK, SAMPLE
from wrbc_rules.register import TABLES, Column, Register, Row, columns_of, read_register

#: What cannot stand in a cell, by what it holds.
BAD = {
    "text": ["a\x00", "1.5E+11", "\ufffd"],
    "word": ["neither", "adlt", "0"],
    "yes or no": ["perhaps", "2", "ja"],
    "date": ["soon", "2017-02-29", "42825", "31/12/17"],
    "time": ["soon", "2017-03-03 25:00", "2017-03-03 9", "31-12"],
    "names": ["a\x07"],
    "start": ["2017-03-26 01:30", "then"],
    "end": ["2017-10-29 01:30", "now"],
}
GOOD, _ = read_register(SAMPLE, CLOCK)


def rows_of(table: type[Row]) -> list[list[str]]:
    return list(csv.reader(io.StringIO((SAMPLE / f"{table.table}.csv").read_text(encoding="utf-8"))))


def read_with(
    table: type[Row], rows: list[list[str]]
) -> tuple[Register, list[tuple[str, int | None, str | None]]]:
    """The sample with this table instead, and where its faults are."""
    made = io.StringIO()
    csv.writer(made, lineterminator="\n").writerows(rows)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in SAMPLE.iterdir():
            (folder / file.name).write_bytes(file.read_bytes())
        (folder / f"{table.table}.csv").write_text(made.getvalue(), encoding="utf-8")
        register, faults = read_register(folder, CLOCK)
    return register, [(each.file, each.line, each.column) for each in faults]


places = st.sampled_from(
    [(table, column) for table in TABLES for column in columns_of(table) if column.sort != "note"]
)


@settings(max_examples=60, deadline=None)
@given(places, st.data())
def test_a_bad_cell_is_reported_where_it_stands(place: tuple[type[Row], Column], data: st.DataObject) -> None:
    table, column = place
    heading, *rows = rows_of(table)
    at = data.draw(st.integers(0, len(rows) - 1))
    rows[at][heading.index(column.name)] = data.draw(st.sampled_from(BAD[column.sort]))
    register, faults = read_with(table, [heading, *rows])
    assert (f"{table.table}.csv", at + 2, column.name) in faults
    wanted = [each for each in GOOD.table(table) if each.line != at + 2]
    assert list(register.table(table)) == wanted


people = st.sampled_from(
    [
        (table, column)
        for table in TABLES
        for column in columns_of(table)
        if table.table != "people"
        and column.name in ("person", "staff", "about", "answered_by", "participants", "group")
        if table.table != "groups"
    ]
)


@settings(max_examples=25, deadline=None)
@given(people, st.data())
def test_somebody_unknown_is_reported_where_they_stand(
    place: tuple[type[Row], Column], data: st.DataObject
) -> None:
    table, column = place
    heading, *rows = rows_of(table)
    at = data.draw(st.integers(0, len(rows) - 1))
    rows[at][heading.index(column.name)] = "zebedee"
    register, faults = read_with(table, [heading, *rows])
    assert faults == [(f"{table.table}.csv", at + 2, column.name)]
    assert list(register.table(table)) == [each for each in GOOD.table(table) if each.line != at + 2]


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(TABLES), st.data())
def test_a_row_that_stands_twice_is_reported_once(table: type[Row], data: st.DataObject) -> None:
    heading, *rows = rows_of(table)
    at = data.draw(st.integers(0, len(rows) - 1))
    register, faults = read_with(table, [heading, *rows, rows[at]])
    assert faults == [(f"{table.table}.csv", len(rows) + 2, None)]
    assert register == GOOD

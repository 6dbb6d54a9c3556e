"""A folder of CSV files as a register, with everything that is wrong with it.

A row with an error is left out and said to be; nothing else is lost with it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

from wrbc_rules.diagnostics import quoted, searches
from wrbc_rules.register.across import Found, faults_across
from wrbc_rules.register.cells import unguarded
from wrbc_rules.register.columns import Column, columns_of
from wrbc_rules.register.dates import DateOrder, Dates, proved
from wrbc_rules.register.faults import CellError, Fault, or_one_of
from wrbc_rules.register.register import Register
from wrbc_rules.register.rows import TABLES, FactRow, JudgementRow, Period, Row
from wrbc_rules.register.sheet import MAX_FILE, Sheet, SheetRow, sheet_of
from wrbc_rules.values import Clock

_BY_NAME = {each.table: each for each in TABLES}
_ENDING = ".csv"
_SPREADSHEETS = (".xlsx", ".xls", ".xlsm", ".ods", ".numbers", ".tsv", ".txt")


@searches()
def read_register(
    folder: Path, clock: Clock, date_order: DateOrder | None = None
) -> tuple[Register, tuple[Fault, ...]]:
    """The register that the CSV files in a folder are, and what is wrong with it.

    `clock` reads times without an offset; `date_order` says which number of 31/03/2017 is the day, where the
    register itself does not prove it. A missing file is an empty table. Raises `OSError` if the folder cannot
    be read.
    """
    sheets, faults = _sheets(folder)
    dates = proved(clock, _dates_in(sheets), date_order)
    found = Found()
    for table, sheet in sheets.items():
        faults += _Table(table, sheet, dates).read(found)
    across = faults_across(found)
    left_out = {(each.file, each.line) for each in across if each.lost}
    kept = (row for row in found.rows if (f"{row.table}{_ENDING}", row.line) not in left_out)
    return Register.of(kept), _in_order([*faults, *across])


def read_answers(
    path: Path, clock: Clock, date_order: DateOrder | None = None
) -> tuple[tuple[Row, ...], tuple[Fault, ...]]:
    """The rows of a form that people filled in, and what is wrong with them; see `read_register`.

    It has the columns of `judgements.csv`, or those of `facts.csv`. Rows without an answer are passed over.
    Raises `OSError` if the file cannot be read.
    """
    names = {each.name for table in (JudgementRow, FactRow) for each in columns_of(table)}
    sheet, faults = sheet_of(path.name, path.read_bytes(), sorted(names))
    if sheet is None:
        return (), faults
    table, answer = (FactRow, "value") if "value" in sheet.names else (JudgementRow, "answer")
    form = _filled(sheet, answer)
    dates = proved(clock, _dates_in({table: form}), date_order)
    found = Found()
    more = _Table(table, form, dates).read(found)
    return tuple(found.rows), _in_order([*faults, *more])


def _filled(sheet: Sheet, answer: str) -> Sheet:
    """The form without rows that nobody answered; what a cell was guarded with is taken off."""
    at = sheet.names.index(answer) if answer in sheet.names else None
    rows = (attrs.evolve(row, cells=tuple(map(unguarded, row.cells))) for row in sheet.rows)
    filled = tuple(row for row in rows if at is None or row.fault or (len(row.cells) > at and row.cells[at]))
    return attrs.evolve(
        sheet, rows=filled, names=tuple("note" if name == "who" else name for name in sheet.names)
    )


def _in_order(faults: list[Fault]) -> tuple[Fault, ...]:
    """By table and line; of several errors at one row only the first counts it as lost."""
    tables = [f"{name}{_ENDING}" for name in _BY_NAME]
    place = {name: number for number, name in enumerate(tables)}
    ordered = sorted(faults, key=lambda each: (place.get(each.file, -1), each.file, each.line or 0))
    counted: set[tuple[str, int]] = set()
    made = []
    for each in ordered:
        spot = (each.file, each.line or 0)
        made.append(attrs.evolve(each, lost=0) if each.lost and spot in counted else each)
        counted |= {spot} if each.lost else set()
    return tuple(made)


def _sheets(folder: Path) -> tuple[dict[type[Row], Sheet], list[Fault]]:
    """The files of the folder that are tables, in the order of the tables."""
    sheets: dict[type[Row], Sheet] = {}
    files: dict[type[Row], str] = {}
    faults: list[Fault] = []
    for path in sorted(folder.iterdir()):
        table = _BY_NAME.get(path.stem.casefold()) if path.suffix.casefold() == _ENDING else None
        if table is None:
            faults += _no_table(path)
        elif not path.is_file():  # a pipe would be waited for
            faults.append(Fault(file=path.name, message="it is no file, and it is not read"))
        elif files.setdefault(table, path.name) != path.name:
            message = f"the same table stands in {quoted(files[table])}, and this one is not read"
            faults.append(Fault(file=path.name, message=message, help="keep one"))
        else:
            sheet, said = _sheet(path, table)
            faults += said
            if sheet is not None:
                sheets[table] = sheet
    return {each: sheets[each] for each in TABLES if each in sheets}, faults


def _sheet(path: Path, table: type[Row]) -> tuple[Sheet | None, tuple[Fault, ...]]:
    name = f"{table.table}{_ENDING}"
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_FILE + 1)
    except OSError as error:
        return None, (Fault(file=name, message=f"it cannot be read: {error.strerror}"),)
    return sheet_of(name, data, [each.name for each in columns_of(table)])


def _no_table(path: Path) -> Iterator[Fault]:
    """A letter about a file that looks as if it should be a table."""
    if path.name.startswith((".", "~")) or path.is_dir():
        return
    if path.suffix.casefold() == _ENDING:
        todo = or_one_of(path.stem.casefold(), tuple(_BY_NAME))
        yield Fault(file=path.name, message="no table is called so, and it is not read", help=todo)
    elif path.suffix.casefold() in _SPREADSHEETS and path.stem.casefold() in _BY_NAME:
        message, todo = "it is not read: tables are CSV files", f"save it as {path.stem}{_ENDING}"
        yield Fault(file=path.name, severity="warning", message=message, help=todo)


def _dates_in(sheets: dict[type[Row], Sheet]) -> Iterator[tuple[str, str]]:
    """Every cell of the register that should be a date or a time, with its place."""
    for table, sheet in sheets.items():
        dated = {each.name for each in columns_of(table) if each.sort in ("date", "time", "start", "end")}
        at = [index for index, name in enumerate(sheet.names) if name in dated]
        for row in sheet.rows:
            yield from (
                (row.cells[index], f"{sheet.file}, line {row.line}")
                for index in at
                if index < len(row.cells) and row.cells[index]
            )


@attrs.frozen
class _Table:
    """One file, and how it is read."""

    table: type[Row]
    sheet: Sheet
    dates: Dates

    def read(self, found: Found) -> list[Fault]:
        """Put the rows into `found`; what is wrong with them, and with the heading."""
        faults = list(self._heading())
        if any(each.lost for each in faults):
            return faults
        columns = self._columns()
        return [*faults, *(fault for row in self.sheet.rows for fault in self._row(row, columns, found))]

    def _fault(self, line: int, message: str, todo: str = "", **more: Any) -> Fault:
        return Fault(file=self.sheet.file, line=line, message=message, help=todo, **more)

    def _columns(self) -> dict[int, Column]:
        """The column that each cell of a row belongs to."""
        by_name = {each.name: each for each in columns_of(self.table)}
        return {index: by_name[name] for index, name in enumerate(self.sheet.names) if name in by_name}

    def _heading(self) -> Iterator[Fault]:
        """What is wrong with the names of columns; without a needed one no row can be read."""
        line, rows = self.sheet.heading.line, len(self.sheet.rows)
        if self.sheet.heading.fault:
            yield self._fault(line, self.sheet.heading.fault, "repair the headings", lost=rows)
            return
        known = {each.name: each for each in columns_of(self.table)}
        names = self.sheet.names
        if not any(each in known for each in names):
            message = "the first row names no column: no row is read"
            yield self._fault(line, message, f"write this above: {','.join(known)}", lost=rows)
            return
        for name in dict.fromkeys(each for each in names if each and each not in known):
            message = f"no column is called {quoted(name, 40)}, and it is not read"
            yield self._fault(line, message, or_one_of(name, tuple(known)))
        lost = rows
        for name in (each for each in known if names.count(each) > 1 and each != "note"):
            yield self._fault(
                line, "the column stands twice: no row is read", "keep one", column=name, lost=lost
            )
            lost = 0
        for column in known.values():
            if column.required and column.name not in names:
                message = "the column is missing: no row is read"
                yield self._fault(
                    line, message, "the first row names the columns", column=column.name, lost=lost
                )
                lost = 0

    def _row(self, row: SheetRow, columns: dict[int, Column], found: Found) -> Iterator[Fault]:
        """Read a row into `found`, or say everything that is wrong with it."""
        if row.fault:
            yield self._fault(row.line, row.fault, lost=1)
            return
        extra = [index for index, cell in enumerate(row.cells) if cell and not self._named(index)]
        if extra:
            message = f"a cell stands in column {extra[0] + 1}, which has no heading"
            yield self._fault(row.line, message, "look whether the row is shifted by a delimiter", lost=1)
        values: dict[str, Any] = {}
        bad = bool(extra)
        for index, column in columns.items():
            cell = row.cells[index] if index < len(row.cells) else ""
            fault = self._cell(row.line, column, cell, values)
            if fault is not None:
                bad = True
                yield fault
        if bad:
            found.spoilt |= {str(values[each]) for each in ("person", "group") if each in values}
            return
        yield from self._made(row.line, values, found)

    def _named(self, index: int) -> bool:
        return index < len(self.sheet.names) and self.sheet.names[index] != ""

    def _cell(self, line: int, column: Column, cell: str, values: dict[str, Any]) -> Fault | None:
        """Put the value of a cell into `values`, or say what is wrong with it."""
        if not cell and column.required:
            return self._fault(line, "it is empty", f"write {column.meaning}", column=column.name, lost=1)
        if cell and column.sort != "note":
            try:
                values[column.name] = column.read(cell, self.dates)
            except CellError as error:
                return self._fault(line, error.message, error.help, column=column.name, lost=1)
        return None

    def _made(self, line: int, values: dict[str, Any], found: Found) -> Iterator[Fault]:
        start, end = values.pop("from", -math.inf), values.pop("to", math.inf)
        if end <= start:
            message, todo = "it lies before `from`", "a row holds from its `from` until its `to`"
            yield self._fault(line, message, todo, column="to", lost=1)
            found.spoilt |= {str(values[each]) for each in ("person", "group") if each in values}
            return
        found.rows.append(self.table(line=line, period=Period(start, end), **values))

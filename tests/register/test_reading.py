"""A register written in any dialect of CSV reads as the same rows, and nothing of it goes in silence."""

from __future__ import annotations

import csv
import io
import math
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.register.sheets import (
    CLOCK,
    SAMPLE,
    Cells,
    Dialect,
    dialects,
    expected,
    file_of,
    held,
    tables,
    write,
)
from wrbc_rules.register import TABLES, DateOrder, Fault, Register, Row, columns_of, read_register

ORDERS: dict[str, DateOrder | None] = {"iso": None, "dmy": "dmy", "mdy": "mdy"}


def lines_of(data: bytes, dialect: Dialect) -> list[int]:
    """The line on which each row begins that is not empty, by the csv module; the heading is left out."""
    text = data.decode(dialect.encoding).replace("\r\n", "\n").replace("\r", "\n")
    reader = csv.reader(io.StringIO(text), delimiter=dialect.delimiter)
    found, line = [], 1
    for cells in reader:
        if any(cells):
            found.append(line)
        line = reader.line_num + 1
    return found[1:]


def lost(faults: tuple[Fault, ...]) -> int:
    return sum(each.lost for each in faults)


def size(register: Register) -> int:
    return sum(len(register.table(each)) for each in TABLES)


@settings(max_examples=60, deadline=None)
@given(tables(), dialects)
def test_a_register_in_any_dialect_reads_as_the_same_rows(
    drawn: dict[type[Row], list[Cells]], dialect: Dialect
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), drawn, dialect)
        register, faults = read_register(Path(folder), CLOCK, ORDERS[dialect.dates])
    gone = {(each.file, each.line) for each in faults if each.lost}
    for table, rows in drawn.items():
        places = dict(zip(lines_of(file_of(table, rows, dialect), dialect), rows, strict=True))
        read = {each.line: each for each in register.table(table)}
        assert set(read) | {line for file, line in gone if file == f"{table.table}.csv"} == set(places)
        for line, row in read.items():
            _compare(row, places[line])
    assert size(register) + lost(faults) == sum(len(rows) for rows in drawn.values())


def _compare(row: Row, cells: Cells) -> None:
    wanted = expected(cells, columns_of(type(row)))
    begins, ends = wanted.pop("from"), wanted.pop("to")
    assert (row.period.start, row.period.end) == (begins[0], _end(ends))
    wanted.setdefault("holding", True) if "holding" in dict(held(row)) else None
    assert dict(held(row)) == wanted


def _end(last: tuple[float, float]) -> float:
    """A day is included; a minute, which is written for its first instant, is not."""
    first, latest = last
    return latest if math.isinf(latest) else first if latest - first < 3_600_000_000 else latest + 1


def test_the_sample_is_clean_and_uses_every_table() -> None:
    register, faults = read_register(SAMPLE, CLOCK)
    assert faults == ()
    assert [each.table for each in TABLES if not register.table(each)] == []


@pytest.mark.parametrize("file", sorted(each.name for each in SAMPLE.iterdir()))
def test_a_file_cut_off_anywhere_is_read_or_said(tmp_path: Path, file: str) -> None:
    whole = (SAMPLE / file).read_bytes()
    for length in range(0, len(whole), 1 if file == "kept.csv" else 29):
        (tmp_path / file).write_bytes(whole[:length])
        register, faults = read_register(tmp_path, CLOCK)
        rows = len([each for each in whole[:length].split(b"\n")[1:] if each])
        assert size(register) + lost(faults) == rows, length
        assert length == 0 or faults or whole[:length].endswith(b"\n"), length
        assert length == 0 or whole[:length].endswith(b"\n") or any("cut off" in f.message for f in faults)


@pytest.mark.parametrize("position", range(0, 700, 20))
def test_a_byte_changed_anywhere_crashes_nothing(tmp_path: Path, position: int) -> None:
    whole = (SAMPLE / "notices.csv").read_bytes()
    for put in (b'"', b"\x00", b"\xff", b"\n", b";"):
        (tmp_path / "notices.csv").write_bytes(whole[:position] + put + whole[position + 1 :])
        register, faults = read_register(tmp_path, CLOCK)
        assert size(register) + lost(faults) >= 4
        assert all("\x00" not in str(each) for each in faults)

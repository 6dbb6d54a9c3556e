"""The register in SQLite holds every row as it was read, and nothing else; the same bytes each time."""

from __future__ import annotations

import json
import math
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.register.sheets import CLOCK, SAMPLE
from wrbc_rules.register import TABLES, Register, Row, columns_of, compile_register, read_register
from wrbc_rules.values import When


@pytest.fixture(scope="module")
def sample() -> Register:
    return read_register(SAMPLE, CLOCK)[0]


@pytest.fixture
def compiled(sample: Register, tmp_path: Path) -> Path:
    file = tmp_path / "register.sqlite"
    compile_register(sample, file)
    return file


def _ends(first: float, last: float) -> tuple[Any, Any]:
    return None if math.isinf(first) else first, None if math.isinf(last) else last


def _fields(row: Row) -> dict[str, Any]:
    """A row as SQL should have it."""
    made: dict[str, Any] = {"line": row.line}
    made["from_us"], made["to_us"] = _ends(row.period.start, row.period.end)
    for column in columns_of(type(row)):
        if column.name in ("from", "to", "note"):
            continue
        value = getattr(row, column.name)
        if isinstance(value, When):
            made[f"{column.name}_earliest"], made[f"{column.name}_latest"] = _ends(
                value.earliest, value.latest
            )
        elif isinstance(value, tuple):
            made[column.name] = json.dumps(value, ensure_ascii=False)
        else:
            made[column.name] = str(value) if column.sort == "date" and value else value
    return made


def test_every_row_stands_in_it_as_it_was_read(sample: Register, compiled: Path) -> None:
    with sqlite3.connect(compiled) as found:
        found.row_factory = sqlite3.Row
        for table in TABLES:
            rows = [dict(each) for each in found.execute(f'SELECT * FROM "{table.table}" ORDER BY line')]
            assert rows == [_fields(each) for each in sample.table(table)]
    found.close()


def test_a_question_in_sql_finds_who_was_in_the_group(compiled: Path) -> None:
    with sqlite3.connect(compiled) as found:
        night = CLOCK.at(datetime(2017, 3, 26, 3))  # noqa: DTZ001 - a wall clock's
        rows = found.execute(
            "SELECT person FROM memberships WHERE \"group\" = 'Friday club' AND from_us <= ?1 "
            "AND (to_us IS NULL OR ?1 < to_us) ORDER BY person",
            [night],
        )
        assert [each for (each,) in rows] == ["ali", "lee", "mia", "priya", "tom", "zoe"]
    found.close()


def test_the_tables_refuse_what_no_register_holds(compiled: Path) -> None:
    with sqlite3.connect(compiled) as found:
        assert found.execute("PRAGMA user_version").fetchone() == (1,)
        for wrong in ("adult_at_risk = 'yes'", "adult_at_risk = 2", "category = 'grown up'", "person = NULL"):
            with pytest.raises(sqlite3.IntegrityError):
                found.execute(f"UPDATE people SET {wrong}")
    found.close()


def test_the_same_register_gives_the_same_bytes(sample: Register, compiled: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.sqlite"
    compile_register(sample, again)
    assert again.read_bytes() == compiled.read_bytes()


def test_what_cannot_be_written_leaves_nothing_behind(sample: Register, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "file").write_text("mine")
    with pytest.raises(OSError, match="taken"):
        compile_register(sample, tmp_path / "taken")
    assert [each.name for each in tmp_path.rglob("*")] == ["taken", "file"]

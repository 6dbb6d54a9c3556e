"""A register as a file of SQLite, for whoever wants to ask it in SQL.

One STRICT table for each table of the register, named as it is, with a column for each of its columns:

- `line`: the line of the CSV file on which the row stands;
- `from_us`, `to_us`: from which instant (in) until which (out) it holds, in microseconds since 1970 in UTC;
  NULL is an open end;
- for a time `X`, known to lie between two instants: `X_earliest` and `X_latest`, both included, in the same
  unit; NULL is an open end, and both are NULL where it is not stated;
- dates as text (2017-03-31), yes and no as 1 and 0, words as the guide has them, lists of names as JSON.

`PRAGMA user_version` counts changes to this layout. The same register gives the same bytes.
"""

from __future__ import annotations

import json
import math
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from wrbc_rules.register.columns import Column, columns_of
from wrbc_rules.register.register import Register
from wrbc_rules.register.rows import TABLES, Row
from wrbc_rules.values import Bound, When

VERSION = 1


def compile_register(register: Register, path: Path) -> None:
    """Write the register into a file of SQLite, whole or not at all. Raises `OSError`."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("BEGIN")
        for table in TABLES:
            connection.execute(schema_of(table))
            marks = ", ".join("?" * sum(1 for _ in _definitions(table)))
            rows = (tuple(_values(row)) for row in register.table(table))
            connection.executemany(f'INSERT INTO "{table.table}" VALUES ({marks})', rows)  # noqa: S608 - our own
        connection.execute("COMMIT")
        data = connection.serialize()
    finally:
        connection.close()
    write_whole(path, data)


def write_whole(path: Path, data: bytes) -> None:
    """Put the file in its place when all of it is on the disk, or leave there what was. Raises `OSError`."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o600 if not path.exists() else path.stat().st_mode & 0o777)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def schema_of(table: type[Row]) -> str:
    """The statement that makes a table."""
    return f'CREATE TABLE "{table.table}" (\n  {f",{chr(10)}  ".join(_definitions(table))}\n) STRICT'


def _definitions(table: type[Row]) -> Iterator[str]:
    yield "line INTEGER NOT NULL"
    for column in columns_of(table):
        yield from _definition(column)


def _definition(column: Column) -> Iterator[str]:
    name, need = f'"{column.name}"', " NOT NULL" if column.required else ""
    if column.sort in ("start", "end"):
        yield f"{column.name}_us INTEGER"
    elif column.sort == "time":
        yield from (f"{column.name}_{end} INTEGER" for end in ("earliest", "latest"))
    elif column.sort == "yes or no":
        yield f"{name} INTEGER{need} CHECK ({name} IN (0, 1))"
    elif column.words:
        words = ", ".join(f"'{word}'" for word in column.words)
        yield f"{name} TEXT{need} CHECK ({name} IN ({words}))"
    elif column.sort != "note":
        yield f"{name} TEXT{need}"


def _values(row: Row) -> Iterator[Any]:
    yield row.line
    for column in columns_of(type(row)):
        if column.sort == "start":
            yield _bound(row.period.start)
        elif column.sort == "end":
            yield _bound(row.period.end)
        elif column.sort != "note":
            yield from _cell(getattr(row, column.name))


def _cell(value: Any) -> Iterator[Any]:
    if isinstance(value, When):
        yield from (_bound(value.earliest), _bound(value.latest))
    elif isinstance(value, date):
        yield value.isoformat()
    elif isinstance(value, tuple):
        yield json.dumps(value, ensure_ascii=False)
    else:
        yield value


def _bound(bound: Bound) -> int | None:
    return None if math.isinf(bound) else int(bound)

"""Tables from files, as lazy frames of Polars: Parquet, CSV or JSON Lines, their types taken from the
schema.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wrbc_rules.backends.columnar.refusing import refuse
from wrbc_rules.backends.columnar.schema import Table, schema_of
from wrbc_rules.backends.columnar.tables import Tables

if TYPE_CHECKING:
    import polars


def read_tables(event_class: type[Any], folder: Path) -> Tables:
    """The tables of one class from a folder that has a folder for each: `events/*.parquet`,
    `recipients/*.csv` ...

    A table without a folder is not given. The key `event` is a whole number in CSV and JSON Lines. Raises
    `ColumnarError` for a folder without files of one of the three formats.
    """
    schema = schema_of(event_class)
    given = [table for table in schema.tables if (folder / table.name).is_dir()]
    found = {table.name: _table(table, folder / table.name) for table in given}
    if "events" not in found:
        refuse("WR302", f"there is no folder `events` in `{folder.name}`")
    return Tables(
        events=found["events"],
        people={name: found[name] for name in schema.people if name in found},
        answers={name: found[name] for name in schema.answers if name in found},
    )


def _table(table: Table, folder: Path) -> polars.LazyFrame:
    files = {suffix: sorted(folder.glob(f"*.{suffix}")) for suffix in _READERS}
    formats = [suffix for suffix, those in files.items() if those]
    if len(formats) != 1:
        refuse("WR302", f"the folder `{folder.name}` needs files of one format: {', '.join(_READERS)}")
    return _READERS[formats[0]](files[formats[0]], table)


def _parquet(files: list[Path], table: Table) -> polars.LazyFrame:
    import polars

    return polars.scan_parquet(files)


def _csv(files: list[Path], table: Table) -> polars.LazyFrame:
    import polars

    names = polars.scan_csv(files, infer_schema=False).collect_schema().names()
    return polars.scan_csv(files, schema_overrides=_types(table, names))


def _json_lines(files: list[Path], table: Table) -> polars.LazyFrame:
    """The keys of the first line are the columns; files without a line are no rows."""
    import polars

    written = [file for file in files if file.stat().st_size]
    if not written:
        keys = [name for name, column in table.columns.items() if column.type == "key"]
        return polars.LazyFrame(schema=_types(table, keys))
    names = polars.scan_ndjson(written, infer_schema_length=1).collect_schema().names()
    return polars.scan_ndjson(written, schema=_types(table, names))


def _types(table: Table, names: list[str]) -> dict[str, Any]:
    """The types of the columns that a file has; what nothing reads is text, and refused later by its name."""
    import polars

    types = {"key": polars.Int64, "integer": polars.Int64, "text": polars.String, "flag": polars.Boolean}
    return {
        name: types[table.columns[name].type] if name in table.columns else polars.String for name in names
    }


_READERS: Mapping[str, Callable[[list[Path], Table], polars.LazyFrame]] = {
    "parquet": _parquet,
    "csv": _csv,
    "jsonl": _json_lines,
}

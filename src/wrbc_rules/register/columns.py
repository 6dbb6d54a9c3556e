"""The columns of a table, taken from the fields of its class: what each is called, means, and holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from types import UnionType
from typing import Any, Literal, TypeAlias, get_args, get_origin, get_type_hints

import attrs

from wrbc_rules.diagnostics import quoted
from wrbc_rules.register.dates import Dates
from wrbc_rules.register.faults import CellError, or_one_of, unlike_any
from wrbc_rules.register.rows import TABLES, KeptRow, Row
from wrbc_rules.register.sheet import word_of
from wrbc_rules.values import When, name_of

#: What a cell of the column is read as.
Sort: TypeAlias = Literal["text", "word", "yes or no", "date", "time", "names", "start", "end", "note"]

_YES = {"yes": True, "true": True, "y": True, "1": True, "no": False, "false": False, "n": False, "0": False}
_SHORTENED = re.compile(r"[0-9]([.,][0-9]+)?E[+][0-9]+", re.IGNORECASE)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
#: What a spreadsheet takes for a formula; `wrbc-rules read` writes an apostrophe before it.
_FORMULA = ("=", "+", "-", "@")
#: A table is also called by its file.
_CSV = "." + "csv"


@attrs.frozen
class Column:
    """A column: its name, what it means, what it holds, and the field of the row that it fills.

    `words` are those that it takes, if it takes no others.
    """

    name: str
    meaning: str
    sort: Sort
    required: bool = False
    words: tuple[str, ...] = ()

    def read(self, cell: str, dates: Dates) -> Any:
        """The value of a cell that is not empty. Raises `CellError`."""
        _refuse_unprintable(cell)
        return _READERS[self.sort](cell, self, dates)


def _refuse_unprintable(cell: str) -> None:
    found = _UNPRINTABLE.search(cell)
    if found is not None:
        code = f"U+{ord(found[0]):04X}"
        raise CellError(f"a character that cannot be printed stands in it ({code})", "type the cell anew")
    if "\ufffd" in cell:
        raise CellError("a letter in it was lost when the file was saved", "type the cell anew")


def _text(cell: str, column: Column, dates: Dates) -> str:
    if _SHORTENED.fullmatch(cell):
        raise CellError(
            f"{quoted(cell)} is a number that a spreadsheet has shortened",
            "give the column the format of text there, and type the number again",
        )
    plain = cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
    name = name_of(plain)
    if name is None:
        raise CellError("it holds nothing that can be seen", "type the cell anew, or empty it")
    return name


def _word(cell: str, column: Column, dates: Dates) -> str:
    word = word_of(cell).removesuffix(_CSV)
    if word not in column.words:
        raise CellError(unlike_any(cell), or_one_of(word, column.words))
    return word


def _yes_or_no(cell: str, column: Column, dates: Dates) -> bool:
    if cell.casefold() not in _YES:
        raise CellError(unlike_any(cell), "write yes or no")
    return _YES[cell.casefold()]


def _names(cell: str, column: Column, dates: Dates) -> tuple[str, ...]:
    return tuple(_text(each.strip(), column, dates) for each in cell.split(";") if each.strip())


_READERS: dict[Sort, Callable[[str, Column, Dates], Any]] = {
    "text": _text,
    "word": _word,
    "yes or no": _yes_or_no,
    "date": lambda cell, column, dates: dates.day(cell),
    "time": lambda cell, column, dates: dates.when(cell),
    "names": _names,
    "start": lambda cell, column, dates: dates.start(cell),
    "end": lambda cell, column, dates: dates.end(cell),
}
_SORTS: dict[Any, Sort] = {
    str: "text",
    bool: "yes or no",
    date: "date",
    When: "time",
    tuple[str, ...]: "names",
}

#: Columns that every table has.
LAST = (
    Column("from", "from when the row holds: that day, or that moment; empty: always", "start"),
    Column("to", "until when: that day is included, a moment is not; empty: for ever", "end"),
    Column("entered", "when the row was typed in", "time"),
    Column("note", "anything for yourselves: it is never read", "note"),
)


def columns_of(table: type[Row]) -> tuple[Column, ...]:
    """The columns of a table, in the order in which templates have them."""
    return _COLUMNS[table.table]


def _columns(table: type[Row]) -> tuple[Column, ...]:
    types = get_type_hints(table)
    own = [each for each in attrs.fields(table) if each.name not in attrs.fields_dict(Row)]
    return (*(_column(table, each, types[each.name]) for each in own), *LAST)


def _column(table: type[Row], field: attrs.Attribute[Any], hint: Any) -> Column:
    meaning, required = field.metadata["meaning"], field.default is attrs.NOTHING
    if table is KeptRow and field.name == "of":
        return Column(field.name, meaning, "word", required, (*(each.table for each in TABLES), "contacts"))
    [kind] = [each for each in get_args(hint) if each is not type(None)] if _optional(hint) else [hint]
    if get_origin(kind) is Literal:
        return Column(field.name, meaning, "word", required, get_args(kind))
    return Column(field.name, meaning, _SORTS[kind], required)


def _optional(hint: Any) -> bool:
    return isinstance(hint, UnionType) or type(None) in get_args(hint)


_COLUMNS = {each.table: _columns(each) for each in TABLES}

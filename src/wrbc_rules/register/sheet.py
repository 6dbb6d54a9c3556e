"""A CSV file as spreadsheets save it: its text, its delimiter, and its rows with the line where each begins.

A quote that nobody closed spoils its own row: reading goes on at the next line.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import attrs

from wrbc_rules.register.faults import Fault

#: Of a larger file nothing is read, and a longer cell spoils its row.
MAX_FILE, MAX_CELL = 100_000_000, 10_000
_DELIMITERS = (",", ";", "\t")
_OTHERS = (
    (b"PK\x03\x04", "it is a spreadsheet with another ending, not CSV"),
    (b"\xd0\xcf\x11\xe0", "it is a spreadsheet with another ending, not CSV"),
    (b"\xff\xfe", "it is saved as UTF-16"),
    (b"\xfe\xff", "it is saved as UTF-16"),
)
_SAVE = "in the spreadsheet, save it as CSV (UTF-8)"


@attrs.frozen
class SheetRow:
    """The cells of a row, stripped, and the line in the file on which it begins; `fault` if it has none."""

    line: int
    cells: tuple[str, ...]
    fault: str = ""


@attrs.frozen
class Sheet:
    """A file: its first row, and the rows below."""

    file: str
    heading: SheetRow
    rows: tuple[SheetRow, ...]
    #: The headings in the form in which columns are called.
    names: tuple[str, ...]


def word_of(text: str) -> str:
    """A word as this program writes it: small letters, with _ for spaces and hyphens."""
    return re.sub(r"[\s\-_]+", "_", text.strip().casefold())


def sheet_of(file: str, data: bytes, known: Collection[str]) -> tuple[Sheet | None, tuple[Fault, ...]]:
    """The bytes of a CSV file as rows; `known` are column names, by which its delimiter is told.

    Empty rows are left out. None for a file without a row, or of which nothing can be read.
    """
    broken = _not_csv(data)
    if broken:
        return None, (Fault(file=file, message=f"it is not read: {broken}", help=_SAVE),)
    text, faults = _text_of(file, data)
    if text and not text.endswith("\n"):
        faults.append(_cut(file, text))
    delimiter = _delimiter(text, known)
    rows = [row for row in _rows(text, delimiter) if row.fault or any(row.cells)]
    if not rows:
        return None, (*faults, Fault(file=file, severity="warning", message="it is empty", help=_SAVE))
    heading, *below = rows
    return Sheet(file, heading, tuple(below), tuple(map(word_of, heading.cells))), tuple(faults)


def _not_csv(data: bytes) -> str:
    if len(data) > MAX_FILE:
        return f"it is larger than {MAX_FILE:,} bytes"
    return next((words for start, words in _OTHERS if data.startswith(start)), "")


def _cut(file: str, text: str) -> Fault:
    return Fault(
        file=file,
        line=text.count("\n") + 1,
        severity="warning",
        message="the file ends in the middle of a line: it may be cut off, and what came after is not known",
        help="look whether its last row is whole, and save it again",
    )


def _text_of(file: str, data: bytes) -> tuple[str, list[Fault]]:
    """The text with one sort of line end; what is no UTF-8 is read as Windows-1252, and that is said."""
    faults = []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.reason == "unexpected end of data":  # a file cut within a letter
            text = data.decode("utf-8-sig", "replace")
        else:
            text = data.decode("cp1252", "replace")
            faults.append(_not_utf_8(file, data, error.start))
    return text.replace("\r\n", "\n").replace("\r", "\n"), faults


def _not_utf_8(file: str, data: bytes, position: int) -> Fault:
    return Fault(
        file=file,
        line=data.count(b"\n", 0, position) + 1,
        severity="warning",
        message="it is not UTF-8, and is read as Windows-1252: look whether names with accents are right",
        help=_SAVE,
    )


def _delimiter(text: str, known: Collection[str]) -> str:
    """The one that makes the most known names of the first row that is not empty."""
    first = text.lstrip("\n \t").split("\n", 1)[0]

    def made(delimiter: str) -> tuple[int, int]:
        cells = next(_rows(first, delimiter), SheetRow(1, ())).cells
        return sum(word_of(each) in known for each in cells), len(cells)

    return max(_DELIMITERS, key=made)


def _cell(delimiter: str) -> re.Pattern[str]:
    """A cell in quotes up to a delimiter or line end, or one without; none where a quote is not closed."""
    quoted = rf' *"([^"]*+(?:""[^"]*+)*+)" *(?=[{delimiter}\n]|\Z)'
    return re.compile(rf'{quoted}|(?! *")([^{delimiter}\n]*+)')


def _rows(text: str, delimiter: str) -> Iterator[SheetRow]:
    cell, position, line = _cell(delimiter), 0, 1
    while position < len(text):
        cells, end = _row(text, position, cell, delimiter)
        if cells is None:
            end = text.find("\n", position) % (len(text) + 1)  # -1, where there is none, becomes the end
            yield SheetRow(line, (), "a quote is not closed, or stands within a cell that begins with one")
        elif any(len(each) > MAX_CELL for each in cells):
            yield SheetRow(line, (), f"a cell is longer than {MAX_CELL:,} characters")
        else:
            yield SheetRow(line, tuple(each.strip() for each in cells))
        line += text.count("\n", position, end) + 1
        position = end + 1


def _row(text: str, position: int, cell: re.Pattern[str], delimiter: str) -> tuple[list[str] | None, int]:
    """The cells of the row that begins here and where it ends; None if a quote is not closed."""
    cells = []
    while found := cell.match(text, position):
        cells.append(found[2] if found[1] is None else found[1].replace('""', '"'))
        position = found.end()
        if not text.startswith(delimiter, position):
            return cells, position
        position += 1
    return None, position

"""Reports read back by other means than those that wrote them. Never judges."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

_NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def csv_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV by the names of their columns, cells as they stand."""
    before = csv.field_size_limit(10**7)  # one for the whole process
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.DictReader(stream))
    finally:
        csv.field_size_limit(before)


def json_rows(path: Path) -> list[dict[str, Any]]:
    """The objects of JSON Lines."""
    return [json.loads(line) for line in path.read_bytes().split(b"\n") if line]


def sheets(path: Path) -> dict[str, list[list[str]]]:
    """Every cell of a workbook as text, by sheet and row."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        names = [str(sheet.get("name")) for sheet in book.iter(f"{_NAMESPACE}sheet")]
        return {
            name: _rows(ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml")))
            for number, name in enumerate(names, 1)
        }


def parts(path: Path) -> dict[str, bytes]:
    """The files inside a workbook."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def table(sheet: list[list[str]]) -> list[dict[str, str]]:
    """The rows of a sheet by the names in its first."""
    head, *rows = sheet
    return [dict(zip(head, row, strict=False)) for row in rows]


def _rows(sheet: ElementTree.Element) -> list[list[str]]:
    return [_cells(row) for row in sheet.iter(f"{_NAMESPACE}row")]


def _cells(row: ElementTree.Element) -> list[str]:
    cells: list[str] = []
    for cell in row.iter(f"{_NAMESPACE}c"):
        column = _column(re.sub("[0-9]", "", str(cell.get("r"))))
        cells += [""] * (column - len(cells))
        text = "".join(part.text or "" for part in cell.iter() if part.tag != f"{_NAMESPACE}f")
        cells.append(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), text))
    return cells


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1

"""The tables of an audit as CSV: the findings, and the open questions as a form to be filled in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from wrbc_rules.audit.report.columns import Column, columns_of
from wrbc_rules.audit.report.folder import ReportError
from wrbc_rules.audit.report.tally import Sink
from wrbc_rules.audit.result import Audit, Item
from wrbc_rules.register.cells import guarded

QUESTIONS = "questions.csv"
#: The columns of the form: those of the register's table of judgements, who is to answer in the note.
FORM = ("event", "question", "about", "note", "answer", "answered_by", "answered")
#: Those that are for somebody to fill in.
_TO_FILL = FORM[4:]
_BOM = "\ufeff"  # without it, spreadsheets take UTF-8 for the code page of the machine


class Rows:
    """Rows of a CSV with guarded cells, in UTF-8 with a mark at its beginning."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._stream.write(_BOM.encode())
        self._text = io.StringIO(newline="")
        self._writer = csv.writer(self._text)

    def write(self, cells: Iterable[str]) -> None:
        """Write one row. Half of a character, which UTF-8 does not have, is written out."""
        self._writer.writerow([guarded(cell) for cell in cells])
        self._stream.write(self._text.getvalue().encode("utf-8", "backslashreplace"))
        self._text.seek(0)
        self._text.truncate()


class FindingRows(Sink):
    """findings.csv: one row for each finding."""

    def __init__(self, audit: Audit, stream: IO[bytes]) -> None:
        self._columns: tuple[Column, ...] = columns_of(audit)
        self._rows = Rows(stream)
        self._rows.write(column.name for column in self._columns)

    def add(self, item: Item) -> None:
        """Write a finding."""
        self._rows.write(column.cell(item) for column in self._columns)


class QuestionRows(Sink):
    """questions.csv: one row for each open question about an event and a person, to be filled in.

    Names and questions stand as they are, so that the form can be read back.
    """

    def __init__(self, audit: Audit, stream: IO[bytes]) -> None:
        self._rows = Rows(stream)
        self._rows.write(FORM)
        self._settings = audit.settings
        self._event = ""
        self._asked: set[tuple[str, str | None]] = set()

    def add(self, item: Item) -> None:
        """Write the questions of a finding that have not been asked of the event and person already."""
        if item.event != self._event:
            self._event = item.event
            self._asked.clear()
        for who, question in item.ask:
            if question not in self._settings and (question, item.about) not in self._asked:
                self._asked.add((question, item.about))
                self._rows.write(
                    (item.event, question, item.about or "", f"to be answered by {who}", "", "", "")
                )


def check_form(folder: Path) -> None:
    """Raise `ReportError` if somebody has written into the folder's form, which a new run would replace."""
    path = folder / QUESTIONS
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = csv.DictReader(stream)
            filled = tuple(rows.fieldnames or ()) != FORM or any(_answered(row) for row in rows)
    except (FileNotFoundError, NotADirectoryError):
        return
    except (OSError, ValueError, csv.Error):
        filled = True
    if filled:
        raise ReportError(
            f"{path} has been changed since it was written, and a new one would replace it; "
            "rename it (to answers.csv, say), give it with --answers, and run again"
        )


def _answered(row: dict[str, str]) -> bool:
    return any(row.get(column) for column in _TO_FILL) or None in row

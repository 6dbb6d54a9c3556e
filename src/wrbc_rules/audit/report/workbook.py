"""findings.xlsx: a summary, every finding, people, what is not known, and the receipt, as sheets.

Every cell is text or a number; nothing that came from an export can become a formula or a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC
from pathlib import Path
from typing import IO, Any, TypeAlias

from wrbc_rules.audit.report.columns import columns_of
from wrbc_rules.audit.report.folder import ReportError
from wrbc_rules.audit.report.legible import legible, legible_lines
from wrbc_rules.audit.report.tally import Sink, Tally
from wrbc_rules.audit.report.wording import COLUMNS, KEPT, looked_at, seen_at, short_answer
from wrbc_rules.audit.result import Audit, InputFile, Item
from wrbc_rules.findings import Outcome

#: As many rows as a sheet can have, the heading's among them, and as many characters as a cell.
SHEET = 1_048_576
CELL = 32_767
_CUT = " … (cut; findings.jsonl has all of it)"

_Cell: TypeAlias = str | int
_Row: TypeAlias = tuple[_Cell, ...]


class Workbook(Sink):
    """The workbook; rows leave memory as they are written, for files in the folder `below`."""

    def __init__(self, audit: Audit, stream: IO[bytes], tally: Tally, below: Path, rows: int = SHEET) -> None:
        try:
            import xlsxwriter  # type: ignore[import-untyped]
        except ImportError:
            raise ReportError(
                "the workbook needs one more library; install it with: pip install 'wrbc-rules[audit]'"
            ) from None
        self._audit, self._tally, self._rows = audit, tally, rows
        self._book: Any = xlsxwriter.Workbook(
            stream,
            {
                "constant_memory": True,
                "tmpdir": str(below),
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        made = audit.receipt.as_of.astimezone(UTC).replace(tzinfo=None, microsecond=0)
        self._book.set_properties({"title": _cell(audit.title), "created": made})
        self._head: Any = self._book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        self._wrap: Any = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._summary = self._sheet("summary", (30, *[16] * (len(COLUMNS) + 2)))
        self._columns = columns_of(audit)
        self._sheets = 0
        self._findings()

    def add(self, item: Item) -> None:
        """Write a finding, on a further sheet where one is full."""
        if self._row == self._rows:
            self._filter()
            self._findings()
        self._write(self._sheet_now, self._row, [column.cell(item) for column in self._columns])
        self._row += 1

    def close(self) -> None:
        """Write the other sheets, and the file."""
        self._filter()
        for name, widths, rows in (
            ("people", (30, 30, 12, 20, 12, 12, 12, 40), _people(self._audit)),
            ("not known", (30, 70, 12, 24, 24, 40), _unknown(self._audit)),
            ("receipt", (24, 50, 68, 14), _receipt(self._audit)),
        ):
            self._table(self._sheet(name, widths), rows)
        for number, row in enumerate(_summary(self._audit, self._tally)):
            self._write(self._summary, number, row)
        self._close()

    def let_go(self) -> None:
        """Close the rows of sheets that are not in the file yet."""
        for sheet in self._book.worksheets():
            if sheet.row_data_fh is not None:
                sheet.row_data_fh.close()

    def _close(self) -> None:
        from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]

        try:
            self._book.close()
        except FileCreateError as error:
            raise error.args[0] from None  # what the disk said

    def _sheet(self, name: str, widths: Iterable[int]) -> Any:
        sheet = self._book.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        return sheet

    def _findings(self) -> None:
        """Begin a sheet of findings."""
        self._sheets += 1
        name = "findings" if self._sheets == 1 else f"findings {self._sheets}"
        self._sheet_now = self._sheet(name, [column.width for column in self._columns])
        self._heading(self._sheet_now, [column.name for column in self._columns])
        self._row = 1

    def _filter(self) -> None:
        self._sheet_now.autofilter(0, 0, max(self._row - 1, 1), len(self._columns) - 1)

    def _table(self, sheet: Any, rows: Iterator[_Row]) -> None:
        self._heading(sheet, next(rows))
        for number, row in enumerate(rows, 1):
            if number == self._rows:
                break
            self._write(sheet, number, row)

    def _heading(self, sheet: Any, names: Iterable[_Cell]) -> None:
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        for column, name in enumerate(names):
            sheet.write_string(0, column, str(name), self._head)

    def _write(self, sheet: Any, number: int, row: Iterable[_Cell]) -> None:
        for column, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(number, column, cell, self._wrap)
            elif cell:
                sheet.write_string(number, column, _cell(cell), self._wrap)


def _cell(text: str) -> str:
    shown = legible_lines(text)
    return shown if len(shown) <= CELL else shown[: CELL - len(_CUT)] + _CUT


def _summary(audit: Audit, tally: Tally) -> Iterator[_Row]:
    yield (legible(audit.title),)
    yield (legible(looked_at(audit)),)
    yield (f"Seen at {seen_at(audit)}.",)
    for sentence in short_answer(tally.events):
        yield (sentence,)
    yield ()
    yield ("Rule", "Title", *(words for _, words in COLUMNS), "Excused", "Kept")
    for rule in audit.rules:
        if any(rule.outcomes.values()):
            counts = [rule.outcomes.get(outcome, 0) for outcome, _ in COLUMNS]
            excused = rule.outcomes.get(Outcome.EXCUSED, 0)
            kept = sum(rule.outcomes.get(outcome, 0) for outcome in KEPT)
            yield (rule.rule, legible(rule.title), *counts, excused, kept)


def _people(audit: Audit) -> Iterator[_Row]:
    yield ("person", "roles", "in register", "contacts", "against the policy", "open", "rules")
    for person in audit.people:
        rules = sorted({rule for rules in (person.breaches, person.open) for rule, n in rules.items() if n})
        yield (
            legible(person.person),
            legible(", ".join(person.roles)),
            "yes" if person.known else "no",
            person.contacts,
            sum(person.breaches.values()),
            sum(person.open.values()),
            ", ".join(rules),
        )


def _unknown(audit: Audit) -> Iterator[_Row]:
    yield ("who can tell", "what is not known", "events", "field", "rules", "for instance")
    for each in audit.unknown:
        yield (
            legible(each.who or ""),
            legible(each.words),
            each.events,
            legible(each.field or ""),
            ", ".join(each.rules),
            legible(", ".join(each.samples)),
        )


def _receipt(audit: Audit) -> Iterator[_Row]:
    receipt = audit.receipt
    yield ("what", "name", "SHA-256", "bytes or number")
    yield ("policy", legible(f"{receipt.policy}, edition {receipt.edition}"), receipt.policy_sha256)
    yield ("version", receipt.version)
    yield ("time zone", f"{receipt.zone}, time-zone data {receipt.tzdata}")
    yield ("seen at", receipt.as_of.isoformat())
    yield ("text of messages", "asked for, and in it" if receipt.with_text else "not in it")
    yield ("names", "pseudonyms" if receipt.pseudonyms else "as in the register")
    for what, files in (
        ("export", receipt.exports),
        ("register", receipt.register),
        ("answers", receipt.answers),
    ):
        yield from (_file(what, file) for file in files)
    yield ("records", "", "", receipt.records)
    yield ("events", "", "", receipt.events)
    for reason, number, places in receipt.skipped:
        yield ("skipped", legible(f"{reason} ({places})"), "", number)
    for what, lines in (("not read", receipt.unread), ("noted", (*receipt.notes, *audit.remarks))):
        yield from ((what, legible(line)) for line in lines)


def _file(what: str, file: InputFile) -> _Row:
    return (f"{what} ({file.form})", legible(file.name), file.sha256, file.size)

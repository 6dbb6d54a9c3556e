"""Every report of an audit, from one pass over its findings."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Literal, TypeAlias, get_args

from wrbc_rules.audit.report.folder import RECEIPT, Staging, staged
from wrbc_rules.audit.report.json_lines import FindingLines
from wrbc_rules.audit.report.page import Page
from wrbc_rules.audit.report.receipt import receipt_json
from wrbc_rules.audit.report.tables import QUESTIONS, FindingRows, QuestionRows, check_form
from wrbc_rules.audit.report.tally import Sink, Tally
from wrbc_rules.audit.report.workbook import Workbook
from wrbc_rules.audit.result import Audit

Format: TypeAlias = Literal["html", "csv", "jsonl", "xlsx", "questions"]
FORMATS: tuple[Format, ...] = get_args(Format)

_Made: TypeAlias = Callable[[Audit, IO[bytes], Tally, Staging], Sink]
#: The file of each format, and what makes it.
_FILES: dict[Format, tuple[str, _Made]] = {
    "html": ("report.html", lambda audit, stream, tally, staging: Page(audit, stream, tally)),
    "csv": ("findings.csv", lambda audit, stream, tally, staging: FindingRows(audit, stream)),
    "jsonl": ("findings.jsonl", lambda audit, stream, tally, staging: FindingLines(audit, stream)),
    "xlsx": (
        "findings.xlsx",
        lambda audit, stream, tally, staging: Workbook(audit, stream, tally, staging.below),
    ),
    "questions": (QUESTIONS, lambda audit, stream, tally, staging: QuestionRows(audit, stream)),
}
_KNOWN = tuple(name for name, _ in _FILES.values())


def write_reports(audit: Audit, folder: Path, formats: Collection[Format] = FORMATS) -> tuple[Path, ...]:
    """Write the reports of an audit into a folder, replacing earlier ones; their paths, the receipt's last.

    Raises `ReportError` where that cannot be done, or where the form of questions in the folder has been
    filled in and would be lost.
    """
    if "questions" in formats:
        check_form(folder)
    with staged(folder) as staging:
        tally = _write(audit, staging, formats)
        with staging.new(RECEIPT) as stream:
            stream.write(receipt_json(audit, tally, staging.digests()))
        return staging.replace(_KNOWN)


def _write(audit: Audit, staging: Staging, formats: Collection[Format]) -> Tally:
    """Every file but the receipt, and what was counted."""
    tally = Tally()
    with ExitStack() as stack:
        sinks: list[Sink] = [tally]  # the first, because others tell what it counted when they are closed
        for form in FORMATS:
            if form in formats:
                name, make = _FILES[form]
                sinks.append(make(audit, stack.enter_context(staging.new(name)), tally, staging))
                stack.callback(sinks[-1].let_go)
        for item in audit.items():
            for sink in sinks:
                sink.add(item)
        for sink in sinks:
            sink.close()
    tally.agree(audit)
    return tally

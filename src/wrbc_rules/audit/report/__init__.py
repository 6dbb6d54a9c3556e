"""The reports of an audit: a page, tables, a workbook, a form of questions, a receipt, a summary in lines.

Read `reports.py` first: one pass over the findings feeds every file, and the files change places together.

Never: a finding made or left out; the text of a message that nobody asked for; a name that becomes markup, a
formula or a path.
"""

from wrbc_rules.audit.report.folder import ReportError, not_of_the_receipt
from wrbc_rules.audit.report.reports import FORMATS, Format, write_reports
from wrbc_rules.audit.report.summary import summary_lines

__all__ = [
    "FORMATS",
    "Format",
    "ReportError",
    "not_of_the_receipt",
    "summary_lines",
    "write_reports",
]

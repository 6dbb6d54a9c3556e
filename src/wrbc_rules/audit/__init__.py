"""Exports and a register in, findings and reports out: it joins the rooms below for many events at once.

Read `run.py` first: exports and register become a log in the order of time (`gathering`), each event is
decided with the facts of its moment (`deciding`), and counted (`tally`); `report/` writes what was found.

Never: a rule, a fact made up, or the text of a message that nobody asked for.
"""

from wrbc_rules.audit.report import FORMATS, ReportError, summary_lines, write_reports
from wrbc_rules.audit.result import Audit, Item
from wrbc_rules.audit.run import Progress, Request, audited

__all__ = [
    "FORMATS",
    "Audit",
    "Item",
    "Progress",
    "ReportError",
    "Request",
    "audited",
    "summary_lines",
    "write_reports",
]

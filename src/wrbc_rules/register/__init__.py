"""The register that people keep in a spreadsheet: who is who, and what was agreed, told and wished, and when.

Never: an event, or a guess at what a row leaves out.
"""

from wrbc_rules.register.columns import Column, columns_of
from wrbc_rules.register.dates import DateOrder
from wrbc_rules.register.faults import Fault
from wrbc_rules.register.guide import guide, templates
from wrbc_rules.register.reading import read_answers, read_register
from wrbc_rules.register.register import Register
from wrbc_rules.register.rows import (
    ALL_LISTED,
    TABLES,
    AccountRow,
    AgreementRow,
    BackupRow,
    CircumstanceRow,
    DeviceRow,
    ExportRow,
    FactRow,
    GroupRow,
    JudgementRow,
    KeptRow,
    ManagerToldRow,
    MembershipRow,
    NameRow,
    NoticeRow,
    Period,
    PersonRow,
    ReviewRow,
    RoleRow,
    Row,
    WishRow,
)
from wrbc_rules.register.store import compile_register, schema_of, write_whole
from wrbc_rules.register.uses import Ending, Use, endings, uses

__all__ = [
    "ALL_LISTED",
    "TABLES",
    "AccountRow",
    "AgreementRow",
    "BackupRow",
    "CircumstanceRow",
    "Column",
    "DateOrder",
    "DeviceRow",
    "Ending",
    "ExportRow",
    "FactRow",
    "Fault",
    "GroupRow",
    "JudgementRow",
    "KeptRow",
    "ManagerToldRow",
    "MembershipRow",
    "NameRow",
    "NoticeRow",
    "Period",
    "PersonRow",
    "Register",
    "ReviewRow",
    "RoleRow",
    "Row",
    "Use",
    "WishRow",
    "columns_of",
    "compile_register",
    "endings",
    "guide",
    "read_answers",
    "read_register",
    "schema_of",
    "templates",
    "uses",
    "write_whole",
]

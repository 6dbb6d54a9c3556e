"""Exports of conversations in, events out: one module for each format.

An importer answers two questions (`Importer` in `reading.py`, to be read first): whether a file is its own,
and what records are in it. Every record becomes an event or a skipped record with its place and a reason;
`Reading` counts, and tells a message that several exports hold. Names stand as the export has them: who they
are is not asked here. What an export cannot say is not stated in the event.

Never: a guess in silence, a message's text in an event, a reason or an error, or a file written.
"""

from wrbc_rules.importers.facebook import Facebook
from wrbc_rules.importers.mail import Mail
from wrbc_rules.importers.plain import Csv, JsonLines, guide, template
from wrbc_rules.importers.reading import Importer, Reading
from wrbc_rules.importers.record import (
    Asked,
    BrokenExportError,
    Change,
    DateOrder,
    Got,
    Listed,
    Log,
    Noted,
    Place,
    Record,
    Skipped,
)
from wrbc_rules.importers.sms import Sms
from wrbc_rules.importers.source import Source, bytes_of
from wrbc_rules.importers.telegram import Telegram
from wrbc_rules.importers.whatsapp import WhatsApp

#: Every importer, in the order in which they are asked whether a file is theirs.
IMPORTERS: tuple[Importer, ...] = (
    JsonLines(),
    Csv(),
    Sms(),
    Telegram(),
    Facebook(),
    WhatsApp(),
    Mail(),
)

__all__ = [
    "IMPORTERS",
    "Asked",
    "BrokenExportError",
    "Change",
    "DateOrder",
    "Got",
    "Importer",
    "Listed",
    "Log",
    "Noted",
    "Place",
    "Reading",
    "Record",
    "Skipped",
    "Source",
    "bytes_of",
    "guide",
    "template",
]

"""Email: mbox, Gmail's too, and .eml files, their headers read by Python's own `email`.

Only the head of a message is read; what is quoted or forwarded in it is nobody's message here. Its date is
what the sender's machine claims. Where that has no zone that is known, the time at which the newest
`Received` line was written counts, and that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.headerregistry import AddressHeader
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parsedate_to_datetime
from typing import cast

from wrbc_rules.events import Channel, Message, Person, Recipient
from wrbc_rules.importers.mbox import Letter, letters_of
from wrbc_rules.importers.record import (
    Asked,
    Got,
    Log,
    Place,
    Record,
    Skipped,
    digest,
    id_of,
    known,
    name_of,
    text_of,
)
from wrbc_rules.importers.source import Source
from wrbc_rules.values import NOT_STATED, People, When

_CHANNEL = Channel(kind="email")
_HEADERS = re.compile(
    r"^(?:From|To|Date|Subject|Received|Message-ID|Return-Path|Delivered-To):", re.IGNORECASE | re.MULTILINE
)
_MBOX = re.compile(r"From \S+.*\d\d:\d\d.*\d{4}")
#: What Python's reader of headers may meet in an odd one.
_FAULTS = (MessageError, ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError)
_TO = ("to", "cc", "bcc")
#: So many characters of one header are read.
_LONG = 100_000


class Mail:
    """An mbox, or one message in a file of its own."""

    name = "mail"
    readings = 1

    def is_mine(self, source: Source) -> bool:
        """Whether it begins with mbox's separator, or with the headers of a message."""
        opening = source.opening.lstrip("\r\n")
        head = re.split(r"\r?\n\r?\n", opening, maxsplit=1)[0]
        header = re.match(r"[!-9;-~]+:", opening) is not None and len(_HEADERS.findall(head)) > 1
        return header or _MBOX.match(opening) is not None

    def records(self, source: Source, asked: Asked, log: Log) -> Iterator[Record]:
        """A record for each message."""
        for letter in letters_of(source, log, with_text=asked.with_text):
            log.meet()
            yield _record(letter, source.place(letter.number), log)


def _record(letter: Letter, place: Place, log: Log) -> Record:
    if letter.long:
        return Skipped(place, "its headers are longer than a million bytes")
    heads = BytesHeaderParser(policy=policy.default).parsebytes(letter.head)
    if not any(each in heads for each in ("from", "sender", "to", "date", "message-id")):
        return Skipped(place, "no headers of a message: neither who, nor to whom, nor when")
    if letter.cut:
        log.note(place, "no empty line ends its headers: it may be cut off, and some may be missing")
    when = _when(heads, place, log)
    senders = known(_addresses(heads, ("from",), place, log))
    if len(senders) != 1:
        log.note(place, "From does not name one address: who sent it is not stated")
    sender = senders[0] if len(senders) == 1 else None
    recipients = known(_addresses(heads, _TO, place, log))
    # Never all of them: whom a blind copy reached, or who reads a list, a message does not say.
    listed = People(tuple(Recipient(person=Person(id=each)) for each in recipients))
    own = _raw(heads, "message-id")
    name = id_of("mail", own, when, senders, recipients)
    event = Message(id=name, at=when, by=Person(id=sender), channel=_CHANNEL, recipients=listed)
    text = None if letter.text is None else _text(letter.head + b"\n" + letter.text, place, log)
    return Got(place, event, digest(name, letter.body), sole=own is not None, text=text)


def _text(message: bytes, place: Place, log: Log) -> str | None:
    """The plain text of a message, as far as it can be read."""
    try:
        part = message_from_bytes(message, policy=policy.default).get_body(("plain",))
        if part is not None:
            return text_of(str(part.get_content()))
    except _FAULTS:
        pass
    log.note(place, "messages of which no plain text can be read: their text is not given")
    return None


def _raw(heads: EmailMessage, name: str) -> str | None:
    """A header as it stands, whatever is wrong with it."""
    return next((str(value).strip()[:_LONG] for key, value in heads.raw_items() if key.lower() == name), None)


def _when(heads: EmailMessage, place: Place, log: Log) -> When:
    """When it was sent: its Date, else the newest Received with a zone that is known."""
    written = _raw(heads, "date")
    claimed = _instant(written)
    if claimed != NOT_STATED:
        return claimed
    received = _instant((_raw(heads, "received") or "").rpartition(";")[2])
    why = "a Date without a zone that is known" if written else "no Date"
    log.note(place, f"{why}: {'the newest Received counts' if received.stated else 'when is not stated'}")
    return received


def _instant(text: str | None) -> When:
    """A date of a header; not stated without a zone. Seconds that are left out are not known."""
    if not text or not text.strip():
        return NOT_STATED
    try:
        moment: datetime = parsedate_to_datetime(text.strip())
        whole = re.search(r"\d:\d\d:\d\d", text) is not None
        return When.of(moment) if whole else When.minute(moment)
    except _FAULTS:
        return NOT_STATED


def _addresses(heads: EmailMessage, names: tuple[str, ...], place: Place, log: Log) -> Iterator[str | None]:
    """The addresses of these headers, the domain in small letters."""
    for name in names:
        written = _raw(heads, name)
        if written is None:
            continue
        try:
            if len(written) == _LONG:
                raise ValueError("too long to be read with care")
            headers = cast("list[AddressHeader]", heads.get_all(name, []))
            found = [each.addr_spec for header in headers for each in header.addresses]
        except _FAULTS:
            log.note(place, "a header of addresses is odd or very long, and read in a simpler way")
            found = _simply(written)
        read = [_address(each) for each in found]
        if name in _TO and None in read:
            log.note(place, "something that is no address stands among the recipients, and is left out")
        yield from read


def _simply(written: str) -> list[str]:
    """The addresses of a header as far as a simpler reader finds them."""
    try:
        return [address for _, address in getaddresses([written])]
    except _FAULTS:
        return []


def _address(text: str) -> str | None:
    local, at, domain = text.strip().rpartition("@")
    return name_of(f"{local}@{domain.lower()}") if at and local and domain else None

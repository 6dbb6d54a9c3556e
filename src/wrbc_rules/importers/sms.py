"""Android's "SMS Backup & Restore": text messages, and MMS with their addresses.

The phone's owner is nowhere named in it: who sends what goes out, and receives what comes in, is not stated.
A contact's name is what this phone calls a number; the number is the person's id, as it does not change with
the phone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from wrbc_rules.events import Channel, Message, Person, Recipient
from wrbc_rules.importers.record import Asked, Got, Log, Record, Skipped, digest, id_of, known, name_of
from wrbc_rules.importers.sms_xml import Element, elements_of
from wrbc_rules.importers.source import Source
from wrbc_rules.values import People, When, in_range

_ROOT = re.compile(r"<smses[\s>]")
_CHANNEL = Channel(kind="text")
_UNSENT = {"3": "a draft", "4": "still in the outbox", "5": "not sent: it failed", "6": "not sent: it waits"}
_DIRECTIONS: dict[str, Literal["incoming", "outgoing"]] = {"1": "incoming", "2": "outgoing"}
_FROM = "137"
_TO = ("151", "130", "129")


class Sms:
    """The XML of text messages; that of calls is another file, which is not read."""

    name = "sms"

    def is_mine(self, source: Source) -> bool:
        """Whether its outermost element is `smses`."""
        return _ROOT.search(source.opening) is not None

    def records(self, source: Source, asked: Asked, log: Log) -> Iterator[Record]:
        """A record for each element below the root."""
        met = 0
        for element in elements_of(source, log):
            if not element.name:
                _compare(element.values.get("count"), met, source, log)
                continue
            met += 1
            log.meet()
            yield _record(element, source, log)


def _compare(claimed: str | None, met: int, source: Source, log: Log) -> None:
    if claimed is not None and claimed != str(met):
        log.note(source.place(), f"it claims to hold another number than the {met:,} that stand in it")


def _value(values: dict[str, str], key: str) -> str | None:
    """An attribute; the word null stands for none."""
    found = values.get(key, "")
    return None if found in ("", "null") else found


def _record(element: Element, source: Source, log: Log) -> Record:
    place = source.place(element.line)
    if not element.whole:
        return Skipped(place, "it is cut off in the middle")
    if element.name not in ("sms", "mms"):
        return Skipped(place, "it is neither a text message nor an MMS")
    kind = _value(element.values, "type" if element.name == "sms" else "msg_box")
    if kind in _UNSENT:
        return Skipped(place, f"no contact: {_UNSENT[kind]}")
    if kind not in _DIRECTIONS:
        return Skipped(place, "whether it was sent or received is not said")
    when = _when(_value(element.values, "date"))
    if when is None:
        log.note(place, "messages without a time that can be read: their events state none")
    return _message(element, source, kind, when or When.of(None))


def _when(date: str | None) -> When | None:
    """An instant of milliseconds since 1970."""
    if date is None or not re.fullmatch(r"[0-9]{1,15}", date) or date == "0":
        return None
    instant = int(date) * 1000
    return When(instant, instant) if in_range(instant) else None


def _message(element: Element, source: Source, kind: str, when: When) -> Record:
    sender, recipients, whole = _people(element, kind)
    others = tuple(Recipient(person=Person(id=each)) for each in recipients)
    name = id_of("sms", when, kind, sender, recipients)
    event = Message(
        id=name,
        at=when,
        by=Person(id=sender),
        direction=_DIRECTIONS[kind],
        channel=_CHANNEL,
        group=_group(element),
        recipients=People(others, complete=whole),
    )
    texts = [values.get("text") for part, values in element.below if part == "part"]
    mark = digest(name, element.values.get("body"), texts, element.values.get("m_id"))
    return Got(source.place(element.line), event, mark)


def _people(element: Element, kind: str) -> tuple[str | None, tuple[str, ...], bool]:
    """Who sent it, who received it, and whether those are all: the phone's owner has no number here."""
    sides = [(values.get("type"), _number(values)) for part, values in element.below if part == "addr"]
    sender = next((number for side, number in sides if side == _FROM), None)
    to = known(number for side, number in sides if side in _TO)
    address = known(name_of(each) for each in (_value(element.values, "address") or "").split("~"))
    address = () if _group(element) else address
    if kind == "2":
        return sender, to or address, bool(to or address)
    alone = sender is None and len(address) == 1
    return (address[0] if alone else sender), tuple(each for each in to if each != sender), False


def _number(values: dict[str, str]) -> str | None:
    number = _value(values, "address")
    return None if number == "insert-address-token" else name_of(number)


def _group(element: Element) -> str | None:
    """The name of a group of the newer sort of texts, which goes by an address of its own."""
    address = _value(element.values, "address") or ""
    return name_of(address) if "@rcs." in address else None

"""Android's "SMS Backup & Restore": text messages, MMS with their addresses, and the log of calls.

The phone's owner is nowhere named in it: who sends what goes out, and receives what comes in, is not stated.
A contact's name is what this phone calls a number; the number is the person's id, as it does not change with
the phone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from wrbc_rules.events import Call, Channel, Message, Person, Recipient
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
from wrbc_rules.importers.sms_xml import Element, elements_of
from wrbc_rules.importers.source import Source
from wrbc_rules.values import NOT_STATED, People, When, in_range

_ROOT = re.compile(r"<(?:smses|calls)[\s>]")
_CHANNEL = Channel(kind="text")
_UNSENT = {"3": "a draft", "4": "still in the outbox", "5": "not sent: it failed", "6": "not sent: it waits"}
_NO_CALLS = {
    "3": "a missed call",
    "4": "a call to the voice mail",
    "5": "a call that was declined",
    "6": "a call from a number that is blocked",
    "7": "a call that was taken on another device",
}
_CALLS = Channel(kind="call")
_DIRECTIONS: dict[str, Literal["incoming", "outgoing"]] = {"1": "incoming", "2": "outgoing"}
_FROM = "137"
_TO = ("151", "130", "129")


class Sms:
    """The XML of text messages, and that of calls."""

    name = "sms"
    readings = 1

    def is_mine(self, source: Source) -> bool:
        """Whether its outermost element is `smses` or `calls`."""
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
            yield _record(element, source, asked, log)


def _compare(claimed: str | None, met: int, source: Source, log: Log) -> None:
    if claimed is not None and claimed != str(met):
        log.note(source.place(), f"it claims to hold another number than the {met:,} that stand in it")


def _value(values: dict[str, str], key: str) -> str | None:
    """An attribute; the word null stands for none."""
    found = values.get(key, "")
    return None if found in ("", "null") else found


def _record(element: Element, source: Source, asked: Asked, log: Log) -> Record:
    place = source.place(element.line)
    if not element.whole:
        return Skipped(place, "it is cut off in the middle")
    if element.name not in ("sms", "mms", "call"):
        return Skipped(place, "it is neither a text message, nor an MMS, nor a call")
    kind = _value(element.values, "msg_box" if element.name == "mms" else "type")
    reasons = _NO_CALLS if element.name == "call" else _UNSENT
    if kind in reasons:
        return Skipped(place, f"no contact: {reasons[kind]}")
    if kind not in _DIRECTIONS:
        return Skipped(place, "whether it was sent or received is not said")
    when = _when(_value(element.values, "date"))
    if when is None:
        log.note(place, "messages without a time that can be read: their events state none")
    when = when or NOT_STATED
    return (
        _call(element, place, kind, when, log)
        if element.name == "call"
        else _message(element, place, kind, when, with_text=asked.with_text)
    )


def _when(date: str | None) -> When | None:
    """An instant of milliseconds since 1970."""
    if date is None or not re.fullmatch(r"[0-9]{1,15}", date) or date == "0":
        return None
    instant = int(date) * 1000
    return When(instant, instant) if in_range(instant) else None


def _call(element: Element, place: Place, kind: str, when: When, log: Log) -> Record:
    """A call that was taken, or made: one made counts even where nobody took it."""
    number = _value(element.values, "number")
    hidden = (
        number is None or number.startswith("-") or _value(element.values, "presentation") not in (None, "1")
    )
    other = None if hidden else name_of(number)
    if other is None:
        log.note(place, "calls from a number that is not shown: with whom is not stated")
    if kind == "2" and _value(element.values, "duration") == "0":
        log.note(place, "calls that were made and lasted no time: perhaps nobody took them; they count")
    name = id_of("call", when, kind, other)
    outgoing = kind == "2" and other is not None
    event = Call(
        id=name,
        at=when,
        by=Person(id=None if kind == "2" else other),
        direction=_DIRECTIONS[kind],
        channel=_CALLS,
        recipients=People.of(Recipient(person=Person(id=other))) if outgoing else People(),
    )
    return Got(place, event, digest(name, _value(element.values, "duration")))


def _message(element: Element, place: Place, kind: str, when: When, *, with_text: bool) -> Record:
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
    body = element.values.get("body")
    mark = digest(name, body, texts, element.values.get("m_id"))
    said = [each for each in (body, *texts) if each and each != "null"]
    return Got(place, event, mark, text=text_of("\n".join(said)) if with_text else None)


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

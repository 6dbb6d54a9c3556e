"""WhatsApp's text export, from Android and iOS, as a file or in the zip as it was exported.

It is read twice: once to prove the order of its dates and to learn who writes, which keeps some bytes for
each message in memory; then message by message. WhatsApp's own lines carry no sender on Android; on iOS the
group or the actor stands there and the words begin with U+200E.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b

import attrs

from wrbc_rules.events import Call, Channel, Event, GroupState, Message, Person, Recipient
from wrbc_rules.importers.local_time import local_when
from wrbc_rules.importers.record import (
    Asked,
    DateOrder,
    Got,
    Log,
    Record,
    Skipped,
    digest,
    id_of,
    known,
    name_of,
)
from wrbc_rules.importers.source import Line, Source, lines_of
from wrbc_rules.importers.whatsapp_dates import out_of_order, prove
from wrbc_rules.importers.whatsapp_header import Stamp, header_of, sender_of
from wrbc_rules.importers.whatsapp_phrases import Said, said_by_whatsapp
from wrbc_rules.values import People, When

_CHANNEL = Channel(kind="chat", platform="WhatsApp")
_TITLE = re.compile(
    r"(?:WhatsApp[ -]Chat|Chat (?:de )?WhatsApp|Discussion WhatsApp) (?:with|mit|con|avec|com|-) (.+)",
    re.IGNORECASE,
)
#: Exports end, without a word, near these numbers of messages.
_CUTS = ((9_900, 10_100), (39_900, 40_100))
_LATE = (
    "its date lies more than a day beside those around it: text that reads like a message, or a message that "
    "came late; look at it, and write it into a CSV if it is one"
)


#: WhatsApp's own lines that are no events, and what is said of them.
_NOTES = {
    "notice": "",
    "keeping": "messages were set to disappear, or not to be exported: some may be missing",
    "strange": "lines without a sender in words that are not known here: who came or left may stand there",
}


@attrs.define
class _Chat:
    """What the first reading finds out."""

    title: str | None
    order: DateOrder | None = None
    why: str = ""
    bracketed: bool = False
    senders: dict[str, None] = attrs.field(factory=dict)
    group: bool = False
    #: Lines of membership stand under the chat's own name: a group's, unless that name also writes.
    by_title: bool = False
    odd: set[int] = attrs.field(factory=set)

    def others(self, sender: str) -> People[Recipient]:
        """Who receives what somebody writes, where that is known: in a conversation of two."""
        if self.group or self.title not in self.senders:
            return People()
        other = [name for name in self.senders if name != sender]
        return People.of(*(Recipient(person=Person(id=name)) for name in other)) if other else People()


class WhatsApp:
    """The text export of one chat."""

    name = "whatsapp"

    def is_mine(self, source: Source) -> bool:
        """Whether the first line is the beginning of a message, or two of the first forty are."""
        lines = [each for each in source.opening.splitlines()[:40] if each.strip()]
        begun = [header_of(each) is not None for each in lines]
        return sum(begun) > 1 or begun[:1] == [True]

    def records(self, source: Source, asked: Asked, log: Log) -> Iterator[Record]:
        """A record for each message and each line of WhatsApp's own, and for lines above the first."""
        chat = _surveyed(source, asked, log)
        open_one: _Open | None = None
        for line in lines_of(source):
            begun = _beginning(line, chat)
            if begun is not None:
                if open_one is not None:
                    yield open_one.closed(chat, asked, log)
                log.meet()
                open_one = _Open(source, line, *begun)
            elif open_one is not None:
                open_one.more(line)
            elif line.text.strip():
                log.meet()
                yield Skipped(source.place(line.number), "no message begins here or above")
            if not line.ended:
                log.note(source.place(line.number), "it ends in the middle of a line: it may be cut off")
        if open_one is not None:
            yield open_one.closed(chat, asked, log)


def _beginning(line: Line, chat: _Chat) -> tuple[Stamp, str] | None:
    found = header_of(line.text)
    return found if found is not None and found[0].bracketed == chat.bracketed else None


def _surveyed(source: Source, asked: Asked, log: Log) -> _Chat:
    """The first reading: the order of dates, who writes, and whether it is a group; said in notes."""
    chat = _Chat(_title(source))
    stamps: list[tuple[int, Stamp]] = []
    for line in lines_of(source):
        found = header_of(line.text)
        if found is None:
            continue
        if not stamps:
            chat.bracketed = found[0].bracketed
        if found[0].bracketed != chat.bracketed:
            log.note(
                source.place(line.number), "a line like a message of another phone's export is text here"
            )
            continue
        stamps.append((line.number, found[0]))
        _learn(chat, found[1])
    proof = prove(stamps, asked.date_order)
    chat.order, chat.why = proof.order, proof.words
    if proof.order is not None:
        walls = [(line, wall) for line, each in stamps if (wall := each.wall(proof.order)) is not None]
        chat.odd = out_of_order(walls)
    chat.group |= len(chat.senders) > 2 or (chat.by_title and chat.title not in chat.senders)
    _say(chat, len(stamps), source, log)
    return chat


def _learn(chat: _Chat, rest: str) -> None:
    sender, text = sender_of(rest)
    said = _own_words(sender, text, rest, chat)
    if said is None and sender is not None and (name := name_of(sender)):
        chat.senders[name] = None
    if said is not None and said.sort == "members":
        named_so = name_of(sender) == chat.title and not text.startswith("\u200e")
        chat.by_title, chat.group = chat.by_title or named_so, chat.group or not named_so


def _title(source: Source) -> str | None:
    """The chat's name, from that of the file or of the archive."""
    found = (_TITLE.fullmatch(stem) for stem in source.stems)
    return next((name_of(each[1]) for each in found if each), None)


def _say(chat: _Chat, messages: int, source: Source, log: Log) -> None:
    place = source.place()
    log.note(place, chat.why)
    if chat.group:
        log.note(place, "a group; who was in it before, or left without a line, is not in the export")
    elif chat.title in chat.senders:
        log.note(place, "taken for a conversation of two: it is called after one who writes in it")
    else:
        log.note(place, "whether it is a group, and so who receives its messages, is not known")
    if any(low <= messages <= high for low, high in _CUTS):
        log.note(
            place, f"{messages:,} messages: WhatsApp leaves out the oldest near this number, without a word"
        )


def _own_words(sender: str | None, text: str, rest: str, chat: _Chat) -> Said | None:
    """What WhatsApp itself says here; None of a message of somebody's."""
    if sender is None:
        return said_by_whatsapp(rest, chat.senders) or Said("strange")
    if text.startswith("\u200e") or (name_of(sender) == chat.title and chat.title not in chat.senders):
        return said_by_whatsapp(text, chat.senders)
    whole = said_by_whatsapp(sender, chat.senders)  # such as: Sam changed the subject to "Hall: tomorrow"
    return whole if whole is not None and ('"' in sender or "“" in sender) else None


@attrs.define
class _Open:
    """A message whose lines are still being read; its text is digested, never kept."""

    source: Source
    line: Line
    stamp: Stamp
    rest: str
    _text: blake2b = attrs.field(factory=lambda: blake2b(digest_size=16))

    def more(self, line: Line) -> None:
        """Another line of its text."""
        self._text.update(line.text.encode("utf-8", "replace") + b"\n")

    def closed(self, chat: _Chat, asked: Asked, log: Log) -> Record:
        """The record that it is."""
        place = self.source.place(self.line.number)
        wall = None if chat.order is None else self.stamp.wall(chat.order)
        if chat.order is None:
            return Skipped(place, f"{chat.why}; say the order of dates with --date-order")
        if wall is None:
            return Skipped(place, "it begins like a message, but there is no such date or time in that order")
        if self.line.number in chat.odd:
            return Skipped(place, _LATE)
        if self.stamp.odd_half:
            log.note(
                place, "a mark of morning or afternoon beside an hour of the 24-hour clock; the hour counts"
            )
        when = local_when(asked.clock, wall, minute=self.stamp.second is None)
        return self._record(chat, when, log)

    def _record(self, chat: _Chat, when: When, log: Log) -> Record:
        place = self.source.place(self.line.number)
        sender, text = sender_of(self.rest)
        said = _own_words(sender, text, self.rest, chat)
        if said is not None and said.sort in _NOTES:
            if _NOTES[said.sort]:
                log.note(place, _NOTES[said.sort])
            return Skipped(place, "a line of WhatsApp's own, not of a person")
        if self.line.faults and "\ufffd" in self.rest[:200]:
            return Skipped(place, f"the line is {self.line.faults}: who wrote it cannot be read")
        name = name_of(sender)
        self._text.update(text.encode("utf-8", "replace"))
        mark = digest("whatsapp", chat.title, when, name, said, self._text.hexdigest())
        event = _event(id_of("whatsapp", chat.title, when, name, said), when, name, said, chat)
        return Got(place, event, mark, change=None if said is None else said.change)


def _event(name: str, when: When, sender: str | None, said: Said | None, chat: _Chat) -> Event:
    by = Person(id=sender)
    if said is not None and said.sort == "members":
        present = known([said.by, *said.change.joined])
        members = People(tuple(Person(id=each) for each in present))
        return GroupState(id=name, at=when, by=Person(id=said.by), channel=_CHANNEL, members=members)
    group = chat.title if chat.group else None
    recipients = People[Recipient]() if sender is None else chat.others(sender)
    sort = Message if said is None else Call
    return sort(id=name, at=when, by=by, channel=_CHANNEL, group=group, recipients=recipients)

"""What the first reading of a WhatsApp export finds out: the order of its dates, and who writes.

WhatsApp's own lines carry no sender on Android; on iOS the group or the actor stands there and the words
begin with U+200E.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

import attrs

from wrbc_rules.events import Person, Recipient
from wrbc_rules.importers.record import Asked, DateOrder, Log, name_of
from wrbc_rules.importers.source import Line, Source, lines_of
from wrbc_rules.importers.whatsapp_dates import Course, out_of_order
from wrbc_rules.importers.whatsapp_header import Stamp, header_of, sender_of
from wrbc_rules.importers.whatsapp_phrases import Said, said_by_whatsapp
from wrbc_rules.values import People

_TITLE = re.compile(
    r"(?:WhatsApp[ -]Chat|Chat (?:de |do )?WhatsApp|Conversa do WhatsApp|Discussion WhatsApp|WhatsApp) "
    r"(?:with|mit|con|avec|com|met|-) (.+)",
    re.IGNORECASE,
)
#: Exports end, without a word, near these numbers of messages.
_CUTS = ((9_900, 10_100), (39_900, 40_100))
#: WhatsApp's own mark before its words, on iOS.
_MARK = "\u200e"
_QUOTES = re.compile('["“„«]')


@attrs.define
class Chat:
    """What the first reading finds out."""

    title: str | None
    #: The name that stands before WhatsApp's first words on iOS: the group's, if it is one.
    heading: str | None = None
    order: DateOrder | None = None
    why: str = ""
    bracketed: bool = False
    senders: dict[str, None] = attrs.field(factory=dict)
    group: bool = False
    #: Lines of membership stand under the chat's own name: a group's, unless that name also writes.
    by_title: bool = False
    odd: set[int] = attrs.field(factory=set)

    @property
    def group_name(self) -> str | None:
        """What the group is called, where that is known."""
        return self.title or self.heading

    @property
    def of_two(self) -> bool:
        """Whether it is known to be a conversation of two."""
        return not self.group and self.title in self.senders

    def others(self, sender: str) -> People[Recipient]:
        """Who receives what somebody writes, where that is known: in a conversation of two."""
        if not self.of_two:
            return People()
        other = [name for name in self.senders if name != sender]
        return People.of(*(Recipient(person=Person(id=name)) for name in other)) if other else People()


def surveyed(source: Source, asked: Asked, log: Log) -> Chat:
    """The first reading, said in notes; where times go back, it is read once more for them."""
    chat = Chat(_title(source))
    course = Course(asked.date_order)
    for line in lines_of(source):
        found = header_of(line.text)
        if found is None:
            continue
        if not course.count:
            chat.bracketed = found[0].bracketed
        if found[0].bracketed != chat.bracketed:
            log.note(
                source.place(line.number), "a line like a message of another phone's export is text here"
            )
            continue
        course.add(line.number, found[0])
        _learn(chat, found[1], first=course.count == 1)
    proof = course.proof()
    chat.order, chat.why = proof.order, proof.words
    if proof.order is not None and course.goes_back(proof.order):
        chat.odd = out_of_order(_walls(source, chat, proof.order))
    chat.group |= len(chat.senders) > 2 or (chat.by_title and chat.title not in chat.senders)
    _say(chat, course.count, source, log)
    return chat


def beginning(line: Line, chat: Chat) -> tuple[Stamp, str] | None:
    """The stamp and the rest of a line that begins a message, as the phone of this export writes it."""
    found = header_of(line.text)
    return found if found is not None and found[0].bracketed == chat.bracketed else None


def _walls(source: Source, chat: Chat, order: DateOrder) -> Iterator[tuple[int, datetime]]:
    for line in lines_of(source):
        begun = beginning(line, chat)
        wall = None if begun is None else begun[0].wall(order)
        if wall is not None:
            yield line.number, wall


def _learn(chat: Chat, rest: str, *, first: bool) -> None:
    sender, text = sender_of(rest)
    said = own_words(sender, text, rest, chat)
    if said is None and sender is not None and (name := name_of(sender)):
        chat.senders[name] = None
    if first and said is not None and said.sort == "notice" and text.startswith(_MARK):
        chat.heading = name_of(sender)
    if said is not None and said.sort == "members":
        named_so = name_of(sender) == chat.title and not text.startswith(_MARK)
        chat.by_title, chat.group = chat.by_title or named_so, chat.group or not named_so


def _title(source: Source) -> str | None:
    """The chat's name, from that of the file or of the archive."""
    found = (_TITLE.fullmatch(stem) for stem in source.stems)
    return next((name_of(each[1]) for each in found if each), None)


def _say(chat: Chat, messages: int, source: Source, log: Log) -> None:
    place = source.place()
    log.note(place, chat.why)
    if chat.group:
        log.note(place, "a group; who was in it before, or left without a line, is not in the export")
    elif chat.of_two:
        log.note(place, "taken for a conversation of two: it is called after one who writes in it")
    else:
        log.note(place, "whether it is a group, and so who receives its messages, is not known")
    if any(low <= messages <= high for low, high in _CUTS):
        log.note(
            place, f"{messages:,} messages: WhatsApp leaves out the oldest near this number, without a word"
        )


def own_words(sender: str | None, text: str, rest: str, chat: Chat) -> Said | None:
    """What WhatsApp itself says here; None of a message of somebody's."""
    if sender is None:
        return said_by_whatsapp(rest, chat.senders) or Said("strange")
    if text.startswith(_MARK) or (name_of(sender) == chat.title and chat.title not in chat.senders):
        return said_by_whatsapp(text, chat.senders)
    if _QUOTES.search(sender) is None:
        return None
    return said_by_whatsapp(sender, chat.senders)  # such as: Sam changed the subject to "Hall: tomorrow"

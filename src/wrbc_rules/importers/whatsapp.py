"""WhatsApp's text export, from Android and iOS, as a file or in the zip as it was exported.

It is read twice: once to prove the order of its dates and to learn who writes (`whatsapp_chat.py`), then
message by message; and once more between the two where its times go back.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from hashlib import blake2b

import attrs

from wrbc_rules.events import Call, Channel, Event, GroupState, Message, Person, Recipient
from wrbc_rules.importers.local_time import local_when
from wrbc_rules.importers.record import (
    MAX_TEXT,
    Asked,
    Got,
    Log,
    Record,
    Skipped,
    digest,
    id_of,
    known,
    name_of,
    text_of,
)
from wrbc_rules.importers.source import Line, Source, lines_of
from wrbc_rules.importers.whatsapp_chat import Chat, beginning, own_words, surveyed
from wrbc_rules.importers.whatsapp_header import Stamp, header_of, sender_of
from wrbc_rules.importers.whatsapp_phrases import Said
from wrbc_rules.values import People, When

_CHANNEL = Channel(kind="chat", platform="WhatsApp")
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


class WhatsApp:
    """The text export of one chat."""

    name = "whatsapp"
    readings = 2

    def is_mine(self, source: Source) -> bool:
        """Whether the first line is the beginning of a message, or two of the first forty are."""
        lines = [each for each in source.opening.splitlines()[:40] if each.strip()]
        begun = [header_of(each) is not None for each in lines]
        return sum(begun) > 1 or begun[:1] == [True]

    def records(self, source: Source, asked: Asked, log: Log) -> Iterator[Record]:
        """A record for each message and each line of WhatsApp's own, and for lines above the first."""
        chat = surveyed(source, asked, log)
        open_one: _Open | None = None
        for line in lines_of(source):
            begun = beginning(line, chat)
            if begun is not None:
                if open_one is not None:
                    yield open_one.closed(chat, asked, log)
                log.meet()
                open_one = _Open(source, line, *begun, [] if asked.with_text else None)
            elif open_one is not None:
                open_one.more(line)
            elif line.text.strip():
                log.meet()
                yield Skipped(source.place(line.number), "no message begins here or above")
            if not line.ended:
                log.note(source.place(line.number), "it ends in the middle of a line: it may be cut off")
        if open_one is not None:
            yield open_one.closed(chat, asked, log)


@attrs.define
class _Open:
    """A message whose lines are still being read; its text is digested, and kept only if it is asked for."""

    source: Source
    line: Line
    stamp: Stamp
    rest: str
    kept: list[str] | None = attrs.field(default=None, repr=False)
    _text: blake2b = attrs.field(factory=lambda: blake2b(digest_size=16))
    _size: int = 0

    def more(self, line: Line) -> None:
        """Another line of its text."""
        self._text.update(line.text.encode("utf-8", "replace") + b"\n")
        if self.kept is not None and self._size < MAX_TEXT:
            self.kept.append(line.text)
            self._size += len(line.text) + 1

    def closed(self, chat: Chat, asked: Asked, log: Log) -> Record:
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
        return self._record(chat, when, wall, log)

    def _record(self, chat: Chat, when: When, wall: datetime, log: Log) -> Record:
        place = self.source.place(self.line.number)
        sender, text = sender_of(self.rest)
        said = own_words(sender, text, self.rest, chat)
        if said is not None and said.sort in _NOTES:
            if _NOTES[said.sort]:
                log.note(place, _NOTES[said.sort])
            return Skipped(place, "a line of WhatsApp's own, not of a person")
        if self.line.faults and "\ufffd" in self.rest[:200]:
            return Skipped(place, f"the line is {self.line.faults}: who wrote it cannot be read")
        name = name_of(sender)
        self._text.update(text.encode("utf-8", "replace"))
        body = self._text.hexdigest()
        mark = digest("whatsapp", chat.title, when, name, said, body)
        event = _event(id_of("whatsapp", chat.title, when, name, said), when, name, said, chat)
        if said is not None:
            change = attrs.evolve(said.change, order=self.line.number) if said.sort == "members" else None
            return Got(place, event, mark, change=change)
        return Got(place, event, mark, hint=_hint(chat, wall, body), text=self._whole(text))

    def _whole(self, text: str) -> str | None:
        """All that it says, as far as it is given."""
        if self.kept is None:
            return None
        return text_of("\n".join([text.removeprefix("\u200e"), *self.kept]))


def _hint(chat: Chat, wall: datetime, body: str) -> bytes:
    """What another phone's export of the chat has alike, without seconds and whatever it calls people."""
    people = tuple(sorted(chat.senders)) if chat.of_two else chat.title
    return digest("whatsapp, perhaps", people, wall.replace(second=0), body)


def _event(name: str, when: When, sender: str | None, said: Said | None, chat: Chat) -> Event:
    by = Person(id=sender)
    if said is not None and said.sort == "members":
        present = known([said.by, *said.change.joined])
        members = People(tuple(Person(id=each) for each in present))
        who, group = Person(id=said.by), chat.group_name
        return GroupState(id=name, at=when, by=who, channel=_CHANNEL, group=group, members=members)
    group = chat.group_name if chat.group else None
    recipients = People[Recipient]() if sender is None else chat.others(sender)
    sort = Message if said is None else Call
    return sort(id=name, at=when, by=by, channel=_CHANNEL, group=group, recipients=recipients)

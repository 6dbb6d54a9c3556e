"""Facebook's and Instagram's JSON: `message_1.json` of each chat, and the other shape of encrypted chats.

Their texts are UTF-8 written as if it were Latin-1; names are put right where that gives text, else kept. Who
is listed as taking part is so at the time of the export: of a group's messages nobody's receipt is stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import attrs

from wrbc_rules.events import Call, Channel, Event, GroupState, Message, Person, Recipient
from wrbc_rules.importers.json_stream import Item, items_of
from wrbc_rules.importers.record import (
    Asked,
    Change,
    Got,
    Listed,
    Log,
    Place,
    Record,
    digest,
    id_of,
    known,
    name_of,
    text_of,
)
from wrbc_rules.importers.source import Source
from wrbc_rules.values import NOT_STATED, People, When, in_range

_FILE = re.compile(r"message_[0-9]+\.json", re.IGNORECASE)
_MINE = re.compile(r'"(?:sender_name|senderName|thread_path|threadName)"')


class Facebook:
    """Chats of Facebook's Messenger, and of Instagram."""

    name = "facebook"
    readings = 2

    def is_mine(self, source: Source) -> bool:
        """Whether it is called as their files are, or is an object with their names of fields."""
        opening = source.opening.lstrip()
        named = _FILE.fullmatch(source.names[0]) is not None
        return named or (opening.startswith("{") and _MINE.search(opening) is not None)

    def records(self, source: Source, asked: Asked, log: Log) -> Iterator[Record]:
        """A record for each message, call and change of a group."""
        platform = _platform(source.name)
        if platform is None:
            log.note(source.place(), "whether it is Facebook's or Instagram's is not told by its folder")
        thread: _Thread | None = None
        for item in items_of(source, log):
            if thread is None or thread.chat is not item.chat:
                thread = _begun(item, platform, log)
            yield item.skipped if item.fault else _record(item, thread, asked, log)


@attrs.frozen
class _Thread:
    """What is said of a chat; its people are those listed when the export was made."""

    chat: dict[str, Any]
    channel: Channel
    title: str | None
    people: tuple[str, ...]
    #: What tells it from others.
    name: object
    may_be_of_two: bool

    def is_of_two(self, sender: str | None) -> bool:
        """Whether one of two wrote this, and the other received it."""
        return self.may_be_of_two and sender in self.people


def _begun(item: Item, platform: str | None, log: Log) -> _Thread:
    """The chat whose first message this is."""
    title = _mended(_first(item.chat, "title", "threadName"), item, log)
    people = _names(item.chat.get("participants"), item, log)
    name = _first(item.chat, "thread_path", "title", "threadName")
    two = len(people) == 2 and "Group" not in str(item.chat.get("thread_type"))
    if people:
        log.listed.append(Listed(Place(item.place.file), None if two else title, people))
    return _Thread(item.chat, Channel(kind="chat", platform=platform), title, people, name, two)


def _platform(name: str) -> str | None:
    """Whose export it is, by the folders that each of them makes."""
    if re.search(r"your_instagram_activity|instagram-", name):
        return "Instagram"
    return "Facebook" if re.search(r"your_(?:facebook_)?activity|facebook-", name) else None


def _mended(text: object, item: Item, log: Log) -> str | None:
    """A name put right, if it was written as UTF-8 in the shape of Latin-1."""
    if not isinstance(text, str):
        return None
    if text.isascii():
        return name_of(text)
    try:
        return name_of(text.encode("latin-1").decode("utf-8"))
    except UnicodeError:
        log.note(item.place, "names that are not written as usual in these exports are kept as they are")
        return name_of(text)


def _first(value: dict[str, Any], *keys: str) -> Any:
    return next((value[key] for key in keys if value.get(key) is not None), None)


def _names(listed: object, item: Item, log: Log) -> tuple[str, ...]:
    """People as objects with a name, or as names."""
    every = listed if isinstance(listed, list) else []
    return known(_mended(each.get("name") if isinstance(each, dict) else each, item, log) for each in every)


def _record(item: Item, thread: _Thread, asked: Asked, log: Log) -> Record:
    value = item.value
    sender = _mended(_first(value, "sender_name", "senderName"), item, log)
    if sender is None:
        log.note(item.place, "messages without a name: who wrote them is not stated")
    when = _when(_first(value, "timestamp_ms", "timestamp"), item, log)
    sort = value.get("type")
    name = id_of("facebook", thread.name, when, sender, sort)
    # The newest stands first in these files.
    change = _change(sort, sender, _names(value.get("users"), item, log), -(item.place.number or 0))
    if change is None:
        if thread.is_of_two(sender):
            log.note(item.place, "taken for a conversation of two: no more are listed as taking part")
        call = sort == "Call" or "call_duration" in value
        event = _contact(name, when, sender, Call if call else Message, thread)
    else:
        event = _state(name, when, sender, change, thread)
    rest = sorted((key, repr(each)) for key, each in value.items() if key != "reactions")
    text = _text(_first(value, "content", "text")) if asked.with_text else None
    return Got(item.place, event, digest("facebook", thread.name, rest), change=change, text=text)


def _text(text: object) -> str | None:
    """What a message says, put right like a name."""
    if not isinstance(text, str):
        return None
    try:
        return text_of(text.encode("latin-1").decode("utf-8"))
    except UnicodeError:
        return text_of(text)


def _when(stamp: object, item: Item, log: Log) -> When:
    """An instant of milliseconds since 1970."""
    if isinstance(stamp, int) and not isinstance(stamp, bool) and in_range(stamp * 1000):
        return When(stamp * 1000, stamp * 1000)
    log.note(item.place, "messages without a time that can be read: their events state none")
    return NOT_STATED


def _change(sort: object, sender: str | None, users: tuple[str, ...], order: int) -> Change | None:
    if sort == "Subscribe":
        return Change(users or known([sender]), order=order)
    return Change((), users or known([sender]), order) if sort == "Unsubscribe" else None


def _state(name: str, when: When, sender: str | None, change: Change, thread: _Thread) -> Event:
    present = [each for each in known([sender, *change.joined]) if each not in change.left]
    members = People(tuple(Person(id=each) for each in present))
    group, channel = thread.title, thread.channel
    return GroupState(id=name, at=when, by=Person(id=sender), channel=channel, group=group, members=members)


def _contact(
    name: str, when: When, sender: str | None, kind: type[Call] | type[Message], thread: _Thread
) -> Event:
    two = thread.is_of_two(sender)
    others = [Recipient(person=Person(id=each)) for each in thread.people if each != sender]
    recipients = People.of(*others) if two else People[Recipient]()
    group = None if two or len(thread.people) < 2 else thread.title
    by, channel = Person(id=sender), thread.channel
    return kind(id=name, at=when, by=by, channel=channel, group=group, recipients=recipients)

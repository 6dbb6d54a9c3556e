"""Facebook's and Instagram's JSON: `message_1.json` of each chat, and the other shape of encrypted chats.

Their texts are UTF-8 written as if it were Latin-1; names are put right where that gives text, else kept. Who
is listed as taking part is so at the time of the export: of a group's messages nobody's receipt is stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from wrbc_rules.events import Call, Channel, Event, GroupState, Message, Person, Recipient
from wrbc_rules.importers.json_stream import Item, items_of
from wrbc_rules.importers.record import (
    Asked,
    Change,
    Got,
    Log,
    Record,
    digest,
    id_of,
    known,
    name_of,
)
from wrbc_rules.importers.source import Source
from wrbc_rules.values import NOT_STATED, People, When, in_range

_FILE = re.compile(r"message_[0-9]+\.json", re.IGNORECASE)
_MINE = re.compile(r'"(?:sender_name|senderName|thread_path|threadName)"')


class Facebook:
    """Chats of Facebook's Messenger, and of Instagram."""

    name = "facebook"

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
        for item in items_of(source, log):
            yield item.skipped if item.fault else _record(item, Channel(kind="chat", platform=platform), log)


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


def _record(item: Item, channel: Channel, log: Log) -> Record:
    value = item.value
    sender = _mended(_first(value, "sender_name", "senderName"), item, log)
    if sender is None:
        log.note(item.place, "messages without a name: who wrote them is not stated")
    when = _when(_first(value, "timestamp_ms", "timestamp"), item, log)
    title = _mended(_first(item.chat, "title", "threadName"), item, log)
    thread = _first(item.chat, "thread_path", "title", "threadName")
    sort = value.get("type")
    name = id_of("facebook", thread, when, sender, sort)
    change = _change(sort, sender, _names(value.get("users"), item, log))
    event = _event(name, when, sender, item, channel, title, change, log)
    rest = sorted((key, repr(each)) for key, each in value.items() if key != "reactions")
    return Got(item.place, event, digest("facebook", thread, rest), change=change)


def _when(stamp: object, item: Item, log: Log) -> When:
    """An instant of milliseconds since 1970."""
    if isinstance(stamp, int) and not isinstance(stamp, bool) and in_range(stamp * 1000):
        return When(stamp * 1000, stamp * 1000)
    log.note(item.place, "messages without a time that can be read: their events state none")
    return NOT_STATED


def _change(sort: object, sender: str | None, users: tuple[str, ...]) -> Change | None:
    if sort == "Subscribe":
        return Change(users or known([sender]))
    return Change((), users or known([sender])) if sort == "Unsubscribe" else None


def _event(  # noqa: PLR0913 - one for each fact that an event states
    name: str,
    when: When,
    sender: str | None,
    item: Item,
    channel: Channel,
    title: str | None,
    change: Change | None,
    log: Log,
) -> Event:
    by = Person(id=sender)
    if change is not None:
        present = [each for each in known([sender, *change.joined]) if each not in change.left]
        members = People(tuple(Person(id=each) for each in present))
        return GroupState(id=name, at=when, by=by, channel=channel, members=members)
    taking_part = _names(item.chat.get("participants"), item, log)
    two = len(taking_part) == 2 and sender in taking_part and "Group" not in str(item.chat.get("thread_type"))
    if two:
        log.note(item.place, "taken for a conversation of two: no more are listed as taking part")
    others = [Recipient(person=Person(id=each)) for each in taking_part if each != sender]
    recipients = People.of(*others) if two else People[Recipient]()
    group = None if two or len(taking_part) < 2 else title
    call = item.value.get("type") == "Call" or "call_duration" in item.value
    kind = Call if call else Message
    return kind(id=name, at=when, by=by, channel=channel, group=group, recipients=recipients)

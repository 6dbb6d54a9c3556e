"""Telegram Desktop's JSON export: one chat, or all of an account.

The moment is `date_unixtime`; older exports have only a local time. The account's owner is not named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from wrbc_rules.events import Call, Channel, Event, GroupState, Message, Person, Recipient
from wrbc_rules.importers.json_stream import Item, items_of
from wrbc_rules.importers.local_time import local_when
from wrbc_rules.importers.record import (
    Asked,
    Change,
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
from wrbc_rules.importers.source import Source
from wrbc_rules.values import NOT_STATED, People, When, in_range

_CHANNEL = Channel(kind="chat", platform="Telegram")
_MINE = re.compile(
    r'"date_unixtime"|"personal_information"|"type"\s*:\s*"\w+_(?:chat|group|supergroup|channel)"'
)
_JOINED = frozenset({"join_group_by_link", "join_group_by_request"})


class Telegram:
    """`result.json`."""

    name = "telegram"
    readings = 2

    def is_mine(self, source: Source) -> bool:
        """Whether it is an object with the marks of a chat or an account of Telegram's."""
        opening = source.opening.lstrip()
        return opening.startswith("{") and _MINE.search(opening) is not None

    def records(self, source: Source, asked: Asked, log: Log) -> Iterator[Record]:
        """A record for each message, and for each line of Telegram's own."""
        for item in items_of(source, log):
            yield item.skipped if item.fault else _record(item, asked, log)


def _text(value: object) -> str | None:
    return name_of(value) if isinstance(value, str) else None


def _words(text: object) -> str:
    """A text, or the texts of its parts."""
    parts = text if isinstance(text, list) else [text]
    words = (each.get("text") if isinstance(each, dict) else each for each in parts)
    return text_of("".join(each for each in words if isinstance(each, str)))


def _record(item: Item, asked: Asked, log: Log) -> Record:
    value, place = item.value, item.place
    if item.chat.get("type") == "saved_messages":
        return Skipped(place, "a note to oneself")
    if value.get("type") not in ("message", "service"):
        return Skipped(place, "neither a message nor a line of Telegram's own")
    when = _when(item, asked, log)
    change = _change(value, item.place.number or 0)
    service = value["type"] == "service"
    if service and change is None and value.get("action") != "phone_call":
        return Skipped(place, "a line of Telegram's own, not of a person")
    side = "actor" if service else "from"
    sender = _text(value.get(side)) or _text(value.get(f"{side}_id"))
    if sender is None:
        log.note(place, "messages of accounts that are gone: who wrote them is not stated")
    own = value.get("id") if isinstance(value.get("id"), int) else None
    chat = item.chat.get("id", item.chat.get("name"))
    name = id_of("telegram", chat, own, when, sender)
    event = _event(name, when, sender, item, change)
    mark = digest("telegram", chat, own, when, sender, None if own is not None else str(value.get("text")))
    text = _words(value.get("text")) if asked.with_text else None
    return Got(place, event, mark, sole=own is not None, change=change, text=text)


def _when(item: Item, asked: Asked, log: Log) -> When:
    stamp = str(item.value.get("date_unixtime", ""))
    if re.fullmatch(r"[0-9]{1,12}", stamp) and in_range(int(stamp) * 1_000_000):
        return When(int(stamp) * 1_000_000, int(stamp) * 1_000_000)
    try:
        wall = datetime.fromisoformat(str(item.value.get("date", "")))
        when = local_when(asked.clock, wall.replace(tzinfo=None), minute=False)
    except (ValueError, OverflowError):
        log.note(item.place, "messages without a time that can be read: their events state none")
        return NOT_STATED
    log.note(item.place, "an older export: its times are those of the clock of the computer that made it")
    return when


def _change(value: dict[str, Any], order: int) -> Change | None:
    """Who came and who went, of a line that says so."""
    listed = value.get("members")
    members = known(_text(each) for each in listed) if isinstance(listed, list) else ()
    actor = known([_text(value.get("actor"))])
    match value.get("action"):
        case "create_group" | "create_channel":
            return Change(known([*actor, *members]), order=order)
        case "invite_members":
            return Change(members, order=order)
        case "remove_members":
            return Change((), members, order)
        case action if action in _JOINED:
            return Change(actor, order=order)
    return None


def _event(name: str, when: When, sender: str | None, item: Item, change: Change | None) -> Event:
    by, title = Person(id=sender), _text(item.chat.get("name"))
    if change is not None:
        present = [each for each in known([sender, *change.joined]) if each not in change.left]
        members = People(tuple(Person(id=each) for each in present))
        return GroupState(id=name, at=when, by=by, channel=_CHANNEL, group=title, members=members)
    sort = item.chat.get("type")
    alone = sort in ("personal_chat", "bot_chat")
    group = None if alone or sort is None else title
    other = alone and title is not None and not _by_the_other(item, sender, title)
    recipients = People.of(Recipient(person=Person(id=title))) if other else People[Recipient]()
    kind = Call if item.value.get("type") == "service" else Message
    return kind(id=name, at=when, by=by, channel=_CHANNEL, group=group, recipients=recipients)


def _by_the_other(item: Item, sender: str | None, title: str) -> bool:
    """Whether the one after whom a conversation of two is called wrote it, and not the owner."""
    side = item.value.get("from_id", item.value.get("actor_id"))
    if isinstance(side, str) and isinstance(item.chat.get("id"), int):
        return side == f"user{item.chat['id']}"
    return sender is None or sender == title

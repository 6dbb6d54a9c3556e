"""Random messages of the sailing club, alike from run to run: most of them keep to every rule.

Never: a real person's message.
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.flat.club_events import Message, Person
from wrbc_rules.values import Count, When
from wrbc_rules.vocabulary import event_to_json

LONDON = ZoneInfo("Europe/London")
SECOND = 1_000_000
WEEK = timedelta(days=7)


def messages(count: int, seed: int, *, unusual: float = 0.04, missing: float = 0.0) -> list[Message]:
    """That many messages. `unusual` is how likely each fact is other than the club would like it.

    `missing` is how likely each is not stated.
    """
    source = random.Random(seed)
    return [_message(source, f"m{number}", unusual, missing) for number in range(count)]


def _message(source: random.Random, name: str, unusual: float, missing: float) -> Message:
    def told(value: Any) -> Any:
        return None if source.random() < missing else value

    def often(usual: Any, *others: Any) -> Any:
        return told(source.choice(others) if source.random() < unusual else usual)

    at = _moment(source, unusual)
    when = When.of(at)
    if source.random() < missing:
        when = source.choice((When.minute(at), When.between(at, at + timedelta(hours=source.randrange(40)))))
    year = at.year
    return Message(
        id=name,
        at=when,
        by=Person(
            id=f"p{source.randrange(50)}",
            role=told(source.choice(("coach", "helper", "helper", "helper", "officer", "parent"))),
            birth_date=often(_day(source, year - 60, year - 19), _day(source, year - 19, year - 15)),
            checked=often(True, False),
            trained=often(True, False),
        ),
        channel=told(source.choice(("text", "email", "chat", "board", "call"))),
        account=often("club", "personal"),
        purpose=often(source.choice(("session", "safety", "fees")), "social"),
        member_birth_date=told(_day(source, year - 20, year - 8)),
        member_status=often(source.choice(("current", "guest")), "former"),
        parent_copied=often(True, False),
        consent=often(True, False),
        objection=often(False, True),
        at_risk=told(source.random() < 0.1),
        urgent=told(source.random() < 0.1),
        identified=often(True, False),
        has_photo=told(source.random() < 0.1),
        photo_consent=often(True, False),
        names_member=often(False, True),
        group=told(source.random() < 0.3),
        second_adult=often(True, False),
        recorded=often(True, False),
        approved=told(source.random() < 0.1),
        messages=told(_count(source, unusual, missing)),
    )


def _moment(source: random.Random, unusual: float) -> datetime:
    """By day in London, at times by night; near the change of the clock and on other days of two years."""
    day = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=source.randrange(720))
    if source.random() < unusual:
        return day + timedelta(hours=source.choice((0, 3, 6, 7, 20, 21, 23)), seconds=source.randrange(3600))
    return day + timedelta(hours=source.randrange(8, 20), seconds=source.randrange(3600))


def _day(source: random.Random, first: int, last: int) -> date:
    return date(source.randrange(first, last + 1), source.randrange(1, 13), source.randrange(1, 29))


def _count(source: random.Random, unusual: float, missing: float) -> Count:
    number = source.randrange(6, 9) if source.random() < unusual else source.randrange(1, 5)
    if source.random() < missing:
        return Count(number, source.choice((None, number + 2)), source.choice((None, WEEK, 2 * WEEK)))
    return Count(number, number, WEEK)


def as_json(event: Message) -> dict[str, Any]:
    """The JSON form of a message; what is not stated is left out."""
    return event_to_json(event)


def as_ready(event: Message) -> dict[str, Any]:
    """The JSON form of a fully known message with the local time and the ages worked out."""
    told = as_json(event)
    at = datetime.fromtimestamp(event.at.earliest // SECOND, LONDON)
    del told["member_birth_date"], told["by"]["birth_date"]
    return told | {
        "kind": "ready_message",
        "quiet": at.hour >= 21 or at.hour < 8,
        "sender_under_18": _age(event.by.birth_date, at) < 18,
        "member_under_16": _age(event.member_birth_date, at) < 16,
        "member_under_18": _age(event.member_birth_date, at) < 18,
    }


def as_flat(event: Message) -> dict[str, Any]:
    """The same facts as the peers get them: one flat dictionary, which suits them best."""
    told = as_ready(event)
    by: dict[str, Any] = told.pop("by")
    count = told.pop("messages")
    del told["kind"], told["at"], by["id"]
    return told | by | {"messages": count["at_least"]}


def _age(birth: date | None, today: date) -> int:
    assert birth is not None
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))

"""Reviews that are due and agreements that end, as a calendar (iCalendar, RFC 5545).

The same register seen at the same time gives the same bytes. No child or young person is named unless asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING

import attrs

from wrbc_rules.audit.due import NextReview
from wrbc_rules.register import Ending
from wrbc_rules.values import Clock

if TYPE_CHECKING:
    from icalendar import Event

_PRODUCT = "-//wrbc-rules//register review//EN"


@attrs.frozen
class _Day:
    """Something that falls on a day. A calendar takes a new date for what has the same `key`."""

    day: date
    summary: str
    description: str
    key: tuple[str, ...]


def calendar(
    clock: Clock, reviews: Iterable[NextReview], endings: Iterable[Ending], as_of: datetime, *, names: bool
) -> bytes:
    """A calendar of whole days. `as_of` (aware) stamps it; `names`: say to whom numbers may be given.

    Needs the library icalendar (`pip install wrbc-rules[audit]`); raises `ImportError` without it.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    numbers: dict[tuple[str, ...], int] = {}
    for each in (*_reviews(reviews), *(_ending(each, clock, names=names) for each in endings)):
        numbers[each.key] = numbers.get(each.key, 0) + 1
        made.add_component(_event(each, numbers[each.key], as_of))
    written: bytes = made.to_ical()
    return written


def _reviews(reviews: Iterable[NextReview]) -> Iterator[_Day]:
    for each in reviews:
        if each.by is not None:
            summary = f"Last day for the review of the {each.subject} ({each.rule})"
            key = ("review", each.subject, each.rule, each.by.date().isoformat())
            yield _Day(each.by.date(), summary, each.title, key)


def _ending(ending: Ending, clock: Clock, *, names: bool) -> _Day:
    day = clock.local(ending.end - 1).date()
    if ending.what == "account":
        summary = f"Last day of the agreed account of {ending.staff} ({ending.medium})"
    else:
        whom = "anybody" if ending.about is None else ending.about if names else "one person"
        summary = f"Last day on which {ending.staff} may give their number to {whom}"
    # Whom it is about stays out of the key: a name could be guessed from a digest of it.
    return _Day(day, summary, ending.place, (ending.what, ending.staff, ending.medium or ""))


def _event(each: _Day, number: int, as_of: datetime) -> Event:
    from icalendar import Event

    made = Event()
    digest = blake2b(repr((*each.key, number)).encode(), digest_size=16).hexdigest()
    made.add("uid", f"{digest}@wrbc-rules")
    made.add("dtstamp", as_of.astimezone(UTC))
    made.add("dtstart", each.day)
    made.add("dtend", each.day + timedelta(days=1))
    made.add("summary", each.summary)
    made.add("description", each.description)
    made.add("transp", "TRANSPARENT")
    return made

"""Wall clocks by looking at every minute: slow, and nothing to go wrong. Never imports the project.

Right to the microsecond where windows and clock changes fall on whole minutes: everywhere since 1972.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def instant(moment: datetime) -> int:
    """Microseconds since the epoch."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def looks(first: datetime, last: datetime, zone: str) -> Iterator[datetime]:
    """The wall clock at the first instant, at every whole minute after it, and at the last."""
    place = ZoneInfo(zone)
    yield first.astimezone(place)
    minute = first.replace(second=0, microsecond=0) + MINUTE
    while minute <= last:
        yield minute.astimezone(place)
        minute += MINUTE
    yield last.astimezone(place)


def is_inside(wall: datetime, start: int, end: int, nights: frozenset[int] | None) -> bool:
    """Whether a wall clock shows a time in the window (minutes of the day), which may run past midnight."""
    now, today = wall.hour * 60 + wall.minute, wall.weekday()
    if start < end:
        return start <= now < end and (nights is None or today in nights)
    if now >= start:
        return nights is None or today in nights
    return now < end and (nights is None or (today - 1) % 7 in nights)


def in_window(
    first: datetime, last: datetime, zone: str, start: int, end: int, nights: frozenset[int] | None = None
) -> bool | None:
    """True if all of the interval is inside, False if all of it is outside, else None."""
    found = {is_inside(wall, start, end, nights) for wall in looks(first, last, zone)}
    return found.pop() if len(found) == 1 else None


def next_turn(
    at: datetime, zone: str, start: int, end: int, nights: frozenset[int] | None, days: int
) -> datetime | None:
    """The first later whole minute at which the window begins or ends to hold, within so many days."""
    place = ZoneInfo(zone)
    now = is_inside(at.astimezone(place), start, end, nights)
    minute = at.replace(second=0, microsecond=0) + MINUTE
    while minute <= at + timedelta(days=days):
        if is_inside(minute.astimezone(place), start, end, nights) is not now:
            return minute
        minute += MINUTE
    return None


def minutes_of(day: date, zone: str) -> list[datetime]:
    """The minutes of a local date, as they come."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return [
        wall.astimezone(UTC)
        for wall in looks(noon - timedelta(days=2), noon + timedelta(days=2), zone)
        if wall.date() == day
    ]


def first_showing(wall: datetime, zone: str) -> datetime | None:
    """The first minute at which the wall clock shows this (naive) time; None if it never does."""
    noon = datetime(wall.year, wall.month, wall.day, 12, tzinfo=UTC)
    shown = (each for each in looks(noon - timedelta(days=2), noon + timedelta(days=2), zone))
    return next((each.astimezone(UTC) for each in shown if each.replace(tzinfo=None) == wall), None)

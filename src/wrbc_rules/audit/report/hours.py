"""The picture of when contacts happened: 24 hours across, seven days down, quiet hours tinted."""

from __future__ import annotations

import attrs

from wrbc_rules.audit.result import Hours

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
#: One hour of the picture, where the first hour begins, and the whole, in the picture's own units.
CELL, ROW, LEFT, TOP = 38, 38, 56, 26
WIDTH, HEIGHT = LEFT + 24 * CELL + 4, TOP + 7 * ROW + 4


@attrs.frozen
class Cell:
    """One hour of one weekday: where it is drawn, and what it counts; `shade` is 0 (none) to 3 (most)."""

    day: str
    hour: int
    x: int
    y: int
    contacts: int
    breaches: int
    shade: int

    @property
    def said(self) -> str:
        """As in "Friday, 21:00 until 22:00: 3 contacts, 1 against the policy"."""
        until = f"{self.hour + 1:02}:00"
        contacts = f"{self.contacts:,} contact{'s' * (self.contacts != 1)}"
        breaches = f", {self.breaches:,} against the policy" if self.breaches else ""
        return f"{self.day}, {self.hour:02}:00 until {until}: {contacts}{breaches}"


@attrs.frozen
class Tint:
    """A part of the day that a rule speaks of, from left to right."""

    x: float
    width: float


@attrs.frozen
class HoursPicture:
    """All that is drawn."""

    rows: tuple[tuple[Cell, ...], ...]
    tints: tuple[Tint, ...]
    windows: tuple[str, ...]
    contacts: int
    breaches: int
    busiest: Cell | None


def hours_picture(hours: Hours) -> HoursPicture:
    """The picture of some contacts."""
    most = max(hours.contacts.values(), default=0)
    rows = tuple(tuple(_cell(hours, most, day, hour) for hour in range(24)) for day in range(7))
    cells = [cell for row in rows for cell in row if cell.contacts]
    spans = {span for start, end, _ in hours.windows for span in _spans(start, end)}
    return HoursPicture(
        rows,
        tuple(Tint(LEFT + a / 60 * CELL, (b - a) / 60 * CELL) for a, b in _joined(spans)),
        tuple(f"{_clock(start)} until {_clock(end)} ({rule})" for start, end, rule in hours.windows),
        sum(hours.contacts.values()),
        sum(hours.breaches.values()),
        max(cells, key=lambda cell: cell.contacts, default=None),
    )


def _cell(hours: Hours, most: int, day: int, hour: int) -> Cell:
    contacts, breaches = hours.contacts.get((day, hour), 0), hours.breaches.get((day, hour), 0)
    shade = 0 if not contacts else 1 + min(2, 3 * contacts // (most + 1))
    return Cell(DAYS[day], hour, LEFT + hour * CELL, TOP + day * ROW, contacts, breaches, shade)


def _spans(start: int, end: int) -> tuple[tuple[int, int], ...]:
    """A window in minutes as parts of one day: one that wraps midnight is two."""
    if start < end:
        return ((start, end),)
    return tuple(span for span in ((0, end), (start, 1440)) if span[0] < span[1])


def _joined(spans: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Parts of the day that touch or overlap made one, so that none is tinted twice."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"

"""The beginning of a message in a WhatsApp export: date, time, and what comes after, in every style seen."""

from __future__ import annotations

import re
from datetime import datetime

import attrs

from wrbc_rules.importers.record import DateOrder

#: Marks of direction and width, which phones put anywhere; with any white space, U+202F included.
MARKS = "\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_GAP = rf"[\s{MARKS}]*"
_HEADER = re.compile(
    rf"{_GAP}(?P<open>\[?){_GAP}"
    rf"(?P<a>\d{{1,4}}){_GAP}[./-]{_GAP}(?P<b>\d{{1,2}}){_GAP}[./-]{_GAP}(?P<c>\d{{1,4}})"
    rf"\.?,?[\s{MARKS}]+(?:(?:klo|kl\.?|um|at|à|a las|às)\s)?"
    rf"(?P<hour>\d{{1,2}})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d))?"
    rf"{_GAP}(?:(?P<half>[AaPp])\.?{_GAP}[Mm]\.?{_GAP})?"
    rf"(?:(?P<close>\])|[-–—](?=\s|$))[{MARKS}]*\s?"
)
#: A header is not longer; what stands behind is not searched, however long the line.
_LONGEST = 160
_YEARS = range(2009, 2100)
#: Where year, month and day stand in each order.
_AT: dict[DateOrder, tuple[int, int, int]] = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}


@attrs.frozen
class Stamp:
    """Date and time as they stand, before it is known which number is the day."""

    numbers: tuple[int, int, int]
    year_first: bool
    hour: int
    minute: int
    second: int | None
    bracketed: bool
    #: A mark of morning or afternoon beside an hour of the 24-hour clock.
    odd_half: bool = False

    def wall(self, order: DateOrder) -> datetime | None:
        """The clock time that it is in this order; None if there is no such time."""
        year_at, month_at, day_at = _AT["ymd" if self.year_first else order]
        year, month, day = self.numbers[year_at], self.numbers[month_at], self.numbers[day_at]
        year += 2000 if year < 100 else 0
        if year not in _YEARS:
            return None
        try:
            return datetime(  # noqa: DTZ001 - the zone comes later
                year, month, day, self.hour, self.minute, self.second or 0
            )
        except ValueError:
            return None


def header_of(line: str) -> tuple[Stamp, str] | None:
    """The stamp with which a line begins, and what stands behind it; None if it is no beginning."""
    found = _HEADER.match(line[:_LONGEST])
    if found is None or bool(found["open"]) != bool(found["close"]):
        return None
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    odd = bool(half) and not 1 <= hour <= 12
    if half and not odd:
        hour = hour % 12 + (12 if half == "p" else 0)
    stamp = Stamp(
        (int(found["a"]), int(found["b"]), int(found["c"])),
        len(found["a"]) == 4,
        hour,
        int(found["minute"]),
        None if found["second"] is None else int(found["second"]),
        bool(found["open"]),
        odd,
    )
    return stamp, line[found.end() :]


_SENDER = re.compile(r"([^:]{1,160}?):(?:\s|$)")


def sender_of(rest: str) -> tuple[str | None, str]:
    """Who a line says it is by, and the text; None where nobody stands before a colon."""
    found = _SENDER.match(rest)
    if found is None or not found[1].strip():
        return None, rest
    return found[1], rest[found.end() :]

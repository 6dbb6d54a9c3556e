"""Times and days as people write them, said again as a rules file writes them."""

from __future__ import annotations

import re
from datetime import date

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s?(?:([ap])\.?m\.?)?")
_WORDS = {"noon": "12:00", "midnight": "00:00"}
_NUMBERS = re.compile(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9})\.?,? (\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def clock_of(text: str) -> str | None:
    """The time of "9pm", "9.30 pm", "9:00", "noon", "24:00": `21:00`, `21:30`, `09:00`, `12:00`, `00:00`."""
    said = text.strip().lower()
    match = _CLOCK.fullmatch(said)
    if match is None:
        return _WORDS.get(said)
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour % 24:02}:{minute:02}" if hour <= 24 and minute < 60 else None


def day_of(text: str) -> str | None:
    """The day of "03-03-2017", "3/3/2017" (day before month), "3 March 2017" or "2017/3/3": `2017-03-03`."""
    said = text.strip().lower()
    if match := _NUMBERS.fullmatch(said):
        first, month, last = (int(each) for each in match.groups())
        return _iso(first, month, last) if first > 31 else _iso(last, month, first)
    match = _NAMED.fullmatch(said)
    if match is None or match[2][:3] not in _MONTHS:
        return None
    return _iso(int(match[3]), _MONTHS.index(match[2][:3]) + 1, int(match[1]))


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year >= 1000 else None
    except ValueError:
        return None

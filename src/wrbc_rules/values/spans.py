"""Durations: of instants (`timedelta`, minutes to weeks) or of the calendar (months, years), never mixed."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TypeAlias

import attrs


@attrs.frozen
class Calendar:
    """A whole number of calendar months; a year is twelve."""

    months: int


Span: TypeAlias = timedelta | Calendar

NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        "no one two three four five six seven eight nine ten eleven twelve".split(),
    )
}
_UNITS: dict[str, Span] = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "month": Calendar(1),
    "year": Calendar(12),
}
_SPAN = re.compile(rf"(?:(\d{{1,6}}|an?|{'|'.join(NUMBER_WORDS)}) )?({'|'.join(_UNITS)})s?")


def parse_number(text: str) -> int | None:
    """A whole number from digits (at most nine) or a word up to twelve, else None."""
    if text in NUMBER_WORDS:
        return NUMBER_WORDS[text]
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None


def parse_span(text: str) -> Span | None:
    """A duration from "7 days", "one year", "an hour" or a bare "year"; None if it is not one."""
    match = _SPAN.fullmatch(text)
    if match is None:
        return None
    count_text, unit = match.groups()
    count = 1 if count_text in (None, "a", "an") else parse_number(count_text)
    if not count:
        return None
    each = _UNITS[unit]
    return Calendar(each.months * count) if isinstance(each, Calendar) else each * count


def span_text(span: Span) -> str:
    """The duration in words, in its largest whole unit: "7 days", "1 year"."""
    if isinstance(span, Calendar):
        unit, count = ("year", span.months // 12) if span.months % 12 == 0 else ("month", span.months)
        return f"{count} {unit}{'s' * (count != 1)}"
    for unit in ("day", "hour", "minute"):
        each = _UNITS[unit]
        assert isinstance(each, timedelta)
        if span % each == timedelta(0):
            count = span // each
            return f"{count} {unit}{'s' * (count != 1)}"
    return f"{span.total_seconds():g} seconds"

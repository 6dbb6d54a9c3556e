"""Values in the forms that JSON has for them, read without making objects."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

import attrs

from wrbc_rules.backends.python.clocks import ANYTHING, MOST_KEPT, Bounds, day_bounds
from wrbc_rules.values import (
    DAY,
    NOT_STATED,
    SECOND,
    Clock,
    Judgement,
    People,
    When,
    count_within,
    parse_span,
)
from wrbc_rules.vocabulary import FieldInfo, Kind, class_info, read_when

UNCOUNTED: Bounds = (0, math.inf)
NOTHING: Mapping[str, Any] = {}


def leaves_nothing_unsaid(cls: type[Any]) -> bool:
    """Whether a field that JSON leaves out is *not stated*, in the class and in all that it is made of."""
    return all(_is_plain(cls, field) for field in class_info(cls).fields.values())


def _is_plain(cls: type[Any], field: FieldInfo) -> bool:
    default = getattr(attrs.fields(cls), field.name).default
    found = default.factory() if isinstance(default, attrs.Factory) else default  # type: ignore[arg-type]
    if field.part is not None and not leaves_nothing_unsaid(field.part):
        return False
    if field.kind is Kind.PART:
        assert field.part is not None
        return bool(found == field.part())
    return found is attrs.NOTHING or found in (None, NOT_STATED, People(), ())


def composed(text: str) -> str:
    """The text in the form in which texts are compared."""
    return unicodedata.normalize("NFC", text)


#: The length of a date-time with seconds and an offset, in JSON's most usual form.
_USUAL = len("2017-03-03T21:30:00+00:00")


def instant_reader(clock: Clock) -> Callable[[Any], Bounds]:
    """A function that reads an instant in any form that JSON has for it."""

    def read_instant(value: Any) -> Bounds:
        if value is None:
            return ANYTHING
        if type(value) is str and len(value) == _USUAL and value[7] == "-" and value[19] in "+-":
            try:
                since = datetime.fromisoformat(value) - _EPOCH
            except (ValueError, OverflowError):
                since = _TOO_LATE
            if _DAYS[0] < since.days < _DAYS[1]:
                instant = (since.days * _SECONDS + since.seconds) * SECOND
                return (instant, instant)
        when = read_when(value, "", clock)
        return (when.earliest, when.latest)

    return read_instant


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECONDS = DAY // SECOND
#: Times in days since the epoch that need no closer look, and one that does.
_DAYS, _TOO_LATE = (-25_000, 85_000), timedelta(days=10**6)


@lru_cache(maxsize=MOST_KEPT)
def read_day(value: str | None) -> Bounds:
    """A date as a calendar ordinal."""
    return ANYTHING if value is None else day_bounds(date.fromisoformat(value))


def read_people(value: Any) -> People[Any]:
    """A list of people, complete unless it says otherwise."""
    if value is None:
        return People()
    if isinstance(value, Mapping):
        return People(value.get("members") or (), value.get("complete") or False)
    return People(value, complete=True)


def count_in_json(microseconds: int) -> Callable[[Mapping[str, Any] | None], Bounds]:
    """A function that gives bounds on a count over this period."""
    period = timedelta(microseconds=microseconds)

    @lru_cache(maxsize=1000)
    def bounding(own: str | None) -> tuple[bool, bool]:
        """Whether a count over its own period bounds one over this from below, and from above."""
        span = parse_span(own or "")
        least, most = count_within(1, 1, span if isinstance(span, timedelta) else None, period)
        return least == 1, most == 1

    def read_count(value: Mapping[str, Any] | None) -> Bounds:
        if value is None:
            return UNCOUNTED
        below, above = bounding(value.get("period"))
        least = value.get("at_least") if below else 0
        most = value.get("at_most") if above else None
        return (least or 0, math.inf if most is None else most)

    return read_count


def read_answer(value: Mapping[str, Any], read_instant: Callable[[Any], Bounds]) -> Judgement[Any]:
    """An answer to a question; who gave it stays a mapping."""
    about = value.get("about")
    return Judgement(
        question=composed(value["question"]),
        answer=value["answer"],
        by=value.get("by") or NOTHING,
        at=When(*read_instant(value.get("at"))),
        about=None if about is None else composed(about),
    )

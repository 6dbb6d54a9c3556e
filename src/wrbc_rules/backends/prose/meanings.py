"""What the author's words look at: every primitive in plain words over the fields of an event."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from wrbc_rules.ir import (
    After,
    All,
    AnyOf,
    Asked,
    AtMost,
    Between,
    CalendarDay,
    Chosen,
    CountIn,
    DayOf,
    Each,
    Fixed,
    Flag,
    Instant,
    Later,
    Less,
    Not,
    Number,
    OnceDone,
    OneOf,
    Overlaps,
    Path,
    Phrase,
    Tally,
    Term,
    Test,
    Unset,
    Window,
)
from wrbc_rules.values import Calendar, span_text
from wrbc_rules.vocabulary.classes import word_of

_NIGHTS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH, _YEAR = 32, 384
_DAY = timedelta(days=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def meaning(node: Test | Term, each: Each | None = None) -> str:
    """A test or a number over fields, in plain words; `each` is whom the rule is decided about."""
    return _WORDS[type(node)](node, each)


def field_words(path: Path, each: Each | None = None) -> str:
    """A field as a rules file writes it: `recipient.at-risk`."""
    start = [each.word] if each is not None and path.root == "each" else []
    return ".".join([*start, *map(word_of, path.fields)]) or "it"


# ---- tests


def _flag(node: Flag, each: Each | None) -> str:
    return field_words(node.path, each)


def _one_of(node: OneOf, each: Each | None) -> str:
    field = field_words(node.path, each)
    if node.unset is not None:
        return f'{field} is what "{node.unset.name}" will say'
    values = sorted(map(word_of, node.values))
    return f"{field} is {values[0]}" if len(values) == 1 else f"{field} is any of {', '.join(values)}"


def _overlaps(node: Overlaps, each: Each | None) -> str:
    some = "any of " if len(node.values) > 1 else ""
    return f"{field_words(node.path, each)} include {some}{', '.join(sorted(map(word_of, node.values)))}"


def _order(word: str, moments: str) -> Callable[[Any, Each | None], str]:
    def said(node: Less | AtMost, each: Each | None) -> str:
        left, right = node.left, node.right
        timed = _unit(left) or _unit(right)
        if right == Number(math.inf):
            return f"{_number(left, each, timed)} comes at some time"
        return f"{_number(left, each, timed)} is {moments if timed else word} {_number(right, each, timed)}"

    return said


def _between(node: Between, each: Each | None) -> str:
    timed = _unit(node.middle)
    low, middle, high = (_number(term, each, timed) for term in (node.low, node.middle, node.high))
    return f"{middle} is not before {low} and not after {high}"


def _window(node: Window, each: Each | None) -> str:
    said = f"{meaning(node.instant, each)} is from {_clock(node.start)} until {_clock(node.end)}"
    if node.nights is None:
        return said
    return f"{said} on the nights of {' and '.join(_NIGHTS[night] for night in sorted(node.nights))}"


def _clock(amount: Number | Unset) -> str:
    if isinstance(amount, Unset):
        return f'"{amount.name}"'
    return (_EPOCH + timedelta(microseconds=amount.value)).strftime("%H:%M")


def _asked(node: Asked, each: Each | None) -> str:
    said = f'{node.question.who} says: "{node.question.words}"'
    return said if node.when is None else f"{said} (asked when {_inner(node.when, each)})"


def _joined(word: str) -> Callable[[Any, Each | None], str]:
    return lambda node, each: f" {word} ".join(_inner(test, each) for test in node.tests) or "always"


def _inner(test: Test, each: Each | None) -> str:
    """A test inside another; in brackets, if it is made of several."""
    bare = test.test if isinstance(test, Phrase) else test
    said = meaning(bare, each)
    return f"({said})" if isinstance(bare, All | AnyOf) and len(bare.tests) > 1 else said


# ---- numbers


def _number(term: Term, each: Each | None, unit: str | None) -> str:
    """A term; a bare number in the unit of what it stands beside."""
    if not isinstance(term, Number) or unit is None or math.isinf(term.value):
        return meaning(term, each)
    if unit == "day":
        ordinal = int(term.value)
        months, day = divmod(ordinal, _MONTH)
        return f"{months // 12:04}-{months % 12 + 1:02}-{day:02}"
    return (_EPOCH + timedelta(microseconds=term.value)).strftime("%Y-%m-%d %H:%M %Z")


def _unit(term: Term) -> str | None:
    """`moment` for instants, `day` for calendar days, None for counts."""
    match term:
        case Instant() | Later():
            return "moment"
        case CalendarDay() | DayOf():
            return "day"
        case After(start):
            return _unit(start)
        case _:
            return None


def _plain(node: Number, each: Each | None) -> str:
    if node.name is not None:
        return f'"{node.name}"'
    return "no limit" if math.isinf(node.value) else f"{node.value:g}"


def _after(node: After, each: Each | None) -> str:
    amount = meaning(node.amount, each)
    if isinstance(node.amount, Number) and node.amount.name is None:
        amount = _span(node.amount.value, _unit(node.start))
    return f"{amount} after {meaning(node.start, each)}"


def _span(amount: float, unit: str | None) -> str:
    if math.isinf(amount):
        return "any time"
    if unit == "moment":
        return span_text(timedelta(microseconds=amount))
    if amount % _YEAR == 0:
        years = int(amount // _YEAR)
        return f"{years} year{'s' * (years != 1)}"
    return span_text(Calendar(int(amount // _MONTH)))


def _count(node: CountIn, each: Each | None) -> str:
    period = node.period
    said = f'"{period.name}"' if period.name is not None else _span(getattr(period, "value", 0), "moment")
    return f"{field_words(node.path, each)} in {said}"


def _tally(node: Tally, each: Each | None) -> str:
    where = "" if node.test == Fixed(True) else f" where {_inner(node.test, each)}"
    return f"the number of {field_words(node.people, each)}{where}"


_WORDS: dict[type[Any], Callable[[Any, Each | None], str]] = {
    Fixed: lambda node, each: "always" if node.value else "never",
    Flag: _flag,
    OneOf: _one_of,
    Overlaps: _overlaps,
    Less: _order("less than", "before"),
    AtMost: _order("at most", "not after"),
    Between: _between,
    Window: _window,
    Chosen: lambda node, each: f'"{node.setting.name}" is "{node.value}"',
    Asked: _asked,
    OnceDone: lambda node, each: f"then {_inner(node.test, each)}",
    Not: lambda node, each: f"not {_inner(node.test, each)}",
    All: _joined("and"),
    AnyOf: _joined("or"),
    Phrase: lambda node, each: meaning(node.test, each),
    Number: _plain,
    Unset: lambda node, each: f'"{node.name}" (not set)',
    Instant: lambda node, each: field_words(node.path, each),
    CalendarDay: lambda node, each: f"the day of {meaning(node.of, each)}",
    DayOf: lambda node, each: field_words(node.path, each),
    After: _after,
    Later: lambda node, each: f"the later of {' and '.join(meaning(term, each) for term in node.terms)}",
    CountIn: _count,
    Tally: _tally,
}

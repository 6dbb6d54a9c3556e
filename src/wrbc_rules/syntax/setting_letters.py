"""What to say about the line of a setting that does not say its sort and its value as it should."""

from __future__ import annotations

import re

from wrbc_rules.source import Span
from wrbc_rules.syntax.everyday import clock_of, day_of
from wrbc_rules.syntax.letter import Letter

_SETTING = re.compile(r'[ \t]*setting[ \t]+"[^"]*"[ \t]+(is[ \t].*)')
_SORTED = re.compile(
    r"is\s+(?:an?\s+)?(duration|number|time|date|place|choice)\b(?:\s+of\b)?[\s,:]*(.*)", re.IGNORECASE
)
_BARE = re.compile(r"is\s+(?:an?\s+)?(.*)")
_SPAN = re.compile(r"\S+ (minute|hour|day|week|month|year)s?")
_NUMBER = re.compile(r"\d+")
_QUOTED = re.compile(r'"[^"]+"')
_AS_VALUE = " in the place of the value"
#: How each sort is written, with a value.
_FORMS = {
    "duration": "is a duration, 7 days",
    "number": "is a number, 18",
    "time": "is a time, 21:00",
    "date": "is a date, 2017-03-03",
    "place": 'is a place, "the shared drive"',
    "choice": 'is a choice of "one" or "another", "one"',
}


def setting_letter(line: str, line_start: int) -> Letter | None:
    """A letter about a setting whose line, with its first word at this place, could not be read."""
    said = _SETTING.fullmatch(line.split(" #", maxsplit=1)[0].rstrip())
    if said is None:
        return None
    start = line_start + said.start(1) - (len(line) - len(line.lstrip()))
    written = said[1]
    known = _SORTED.fullmatch(written)
    form = _as_sorted(known[1].lower(), known[2]) if known else _guessed(_BARE.sub(r"\1", written))
    if form is None:
        message, remedy = "the line does not say of which sort the setting is", _every_form()
    else:
        message = f"`{written}` is not how a setting is written"
        remedy = f"write `{form}`" + ("" if form.endswith("not set") else f", or `not set`{_AS_VALUE}")
    return Letter("WR020", Span(start, start + len(written)), message, remedy)


def _as_sorted(sort: str, value: str) -> str:
    """The line of a setting of this sort, with the value if it can be made out, else with another."""
    lead = _FORMS[sort].partition(", ")[0]
    if value == "not set" and sort != "choice":
        return f"{lead}, not set"
    if sort == "place" and value:
        return f'{lead}, "{value.strip(chr(34))}"'
    meant = _meant(sort, value)
    return f"{lead}, {meant}" if meant else _FORMS[sort]


def _meant(sort: str, value: str) -> str | None:
    """The value as it is written, if it can be made out."""
    if sort == "time":
        return clock_of(value)
    if sort == "date":
        return day_of(value)
    wanted = {"duration": _SPAN, "number": _NUMBER}.get(sort)
    return value if wanted is not None and wanted.fullmatch(value) else None


def _guessed(value: str) -> str | None:
    """The line of a setting with this value, of whatever sort that is."""
    if _SPAN.fullmatch(value):
        return f"is a duration, {value}"
    if _NUMBER.fullmatch(value):
        return f"is a number, {value}"
    if clock := clock_of(value):
        return f"is a time, {clock}"
    if day := day_of(value):
        return f"is a date, {day}"
    return f"is a place, {value}" if _QUOTED.fullmatch(value) else None


def _every_form() -> str:
    *first, last = (f"`{form}`" for form in _FORMS.values())
    return f"write {', '.join(first)} or {last}; `not set` can stand{_AS_VALUE}"

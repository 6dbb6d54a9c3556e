"""Events from JSON: strict, with a place and a remedy for whatever is not understood."""

from __future__ import annotations

import json
import re
import types
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from wrbc_rules.diagnostics import did_you_mean
from wrbc_rules.values import (
    NEVER,
    NOT_STATED,
    Clock,
    Count,
    Judgement,
    People,
    When,
    parse_span,
)
from wrbc_rules.vocabulary.classes import ClassInfo, FieldInfo, Kind, Vocabulary, class_info
from wrbc_rules.vocabulary.refusing import EventError, each_read

#: Deeper JSON than any event has is refused before it is read.
MAX_DEPTH = 32
_DAY, _CLOCK, _OFFSET = r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "[0-9]{2}:[0-9]{2}", "(Z|[+-][0-9]{2}:?[0-9]{2})"
#: A date, or a date-time with an offset, as a regular expression that JSON Schema takes too.
STAMP = f"{_DAY}([T ]{_CLOCK}(:[0-9]{{2}}([.,][0-9]+)?)?{_OFFSET})?"
_DATE = re.compile(_DAY)
_MINUTE = re.compile(f"{_DAY}[T ]{_CLOCK}{_OFFSET}")
_TIME = re.compile(STAMP)
#: A date-time that lacks only its offset.
_NAIVE = re.compile(f"{_DAY}[T ]{_CLOCK}(:[0-9]{{2}}([.,][0-9]+)?)?")

#: What JSON takes for white space.
_BLANK = " \t\r\n"
#: Words for what Python's reader complains of; in some versions it says other things of the same.
_FAULT = "something is missing or too much"
_FAULTS = {
    "Expecting property name": "a name in double quotes is missing, or a comma is too much,",
    "Expecting ':'": "a colon is missing",
    "Expecting ','": "a comma or a closing bracket is missing",
    "Expecting value": "no JSON value begins",
    "Unterminated string": "no second double quote ends the text that begins",
    "Invalid control character": "a tab, or another character that does not show, stands in a text",
    "Invalid \\": "a backslash stands before what it cannot stand before",
    "Illegal trailing comma": "a comma is too much",
    "Extra data": "there is more than one value: the second begins",
}


def read_json_line(text: str) -> Any:
    """One JSON value; raises `EventError` for repeated keys, NaN, too deep nesting or bad syntax."""
    depth = _depth(text)
    if depth > MAX_DEPTH:
        raise EventError("", f"lists and objects are nested deeper than {MAX_DEPTH}")
    try:
        return json.loads(text.rstrip(_BLANK), object_pairs_hook=_no_repeats, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise EventError("", f"not JSON: {_not_json(error)}") from error
    except EventError:
        raise
    except ValueError as error:
        raise EventError("", "a number in it has too many digits") from error


def _not_json(error: json.JSONDecodeError) -> str:
    """What is wrong at which column, in words for people."""
    if error.pos >= len(error.doc):
        return "it ends too early"
    said = next((words for start, words in _FAULTS.items() if error.msg.startswith(start)), _FAULT)
    return f"{said} at column {error.colno}"


def _depth(text: str) -> int:
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", text)
    deepest = level = 0
    for bracket in re.findall(r"[\[\]{}]", bare):
        level += 1 if bracket in "[{" else -1
        deepest = max(deepest, level)
    return deepest


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise EventError(key, "stands twice in one object; keep one")
    return dict(pairs)


def _no_constant(name: str) -> Any:
    raise EventError("", f"{name} is not a value that an event can hold")


def read_event(vocabulary: Vocabulary, data: object, clock: Clock) -> Any:
    """An event object from a JSON object with a `kind` and an `id`; dates are days of `clock`'s zone.

    Raises `EventError` with the path of the first thing that is not understood, and what else there is.
    """
    mapping = _mapping(data, "")
    kinds = vocabulary.kinds()
    kind = mapping.get("kind")
    if kind is None:
        raise EventError("kind", f"say which kind of event this is: {', '.join(kinds)}")
    if not isinstance(kind, str) or kind not in kinds:
        hint = did_you_mean(kind, kinds) if isinstance(kind, str) else None
        hint = hint or f"there are {', '.join(kinds)}"
        raise EventError("kind", f"{_shown(kind)} is no kind of event; {hint}")
    name = mapping.get("id")
    rest = {key: value for key, value in mapping.items() if key != "kind"}
    if not _is_text(name):
        rest["id"] = "unnamed"  # what else is wrong is told all the same
    _, read = each_read((partial(_id, name), partial(_read_class, kinds[kind], rest, "", clock)))
    return read


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _id(name: object) -> None:
    if not _is_text(name):
        given = "" if name is None else f", not {_shown(name)}"
        raise EventError("id", f"every event needs an id, a text that is not empty{given}")


def _mapping(data: object, path: str) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise EventError(path, f"an object with fields was expected, not {_shown(data)}")
    return data


def _read_class(info: ClassInfo, data: object, path: str, clock: Clock) -> Any:
    mapping = _mapping(data, path)
    by_name = {field.name: field for field in info.fields.values()}
    fields = (partial(_field, info, by_name, key, value, path, clock) for key, value in mapping.items())
    return info.cls(**dict(given for given in each_read(fields) if given[1] is not None))


def _field(  # noqa: PLR0913 - a field and where it stands
    info: ClassInfo, by_name: Mapping[str, FieldInfo], key: str, value: object, path: str, clock: Clock
) -> tuple[str, Any]:
    """The name of a field with its value, which is None where nothing is stated."""
    where = f"{path}.{key}" if path else str(key)
    field = by_name.get(key)
    if field is None:
        hint = did_you_mean(str(key).replace("-", "_"), by_name) or f"it has {', '.join(by_name)}"
        raise EventError(where, f"`{info.word}` has no such field; {hint}")
    return key, None if value is None else _READERS[field.kind](field, value, where, clock)


def _flag(field: FieldInfo, value: object, path: str, clock: Clock) -> bool:
    if not isinstance(value, bool):
        raise EventError(path, f"true or false was expected, not {_shown(value)}")
    return value


def _text(field: FieldInfo, value: object, path: str, clock: Clock) -> str:
    if not isinstance(value, str) or not value:
        raise EventError(path, f"text was expected, not {_shown(value)}")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise EventError(path, "half of a character (a lone surrogate) stands in the text") from None
    return unicodedata.normalize("NFC", value)


def _choice(field: FieldInfo, value: object, path: str, clock: Clock) -> str:
    allowed = [word.replace("-", "_") for word in field.values]
    if not isinstance(value, str) or value not in allowed:
        raise EventError(path, f"{_shown(value)} is not one of {', '.join(allowed)}")
    return value


def _choices(field: FieldInfo, value: object, path: str, clock: Clock) -> frozenset[str]:
    if not isinstance(value, list):
        raise EventError(path, f"a list was expected, not {_shown(value)}")
    every = enumerate(value)
    return frozenset(each_read(partial(_choice, field, each, f"{path}[{i}]", clock) for i, each in every))


def _date(field: FieldInfo, value: object, path: str, clock: Clock) -> date:
    try:
        if isinstance(value, str) and _DATE.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        raise EventError(path, f"{value} is not a day of the calendar") from None
    raise EventError(path, f"a date like 2010-05-01 was expected, not {_shown(value)}")


def read_when(value: object, path: str, clock: Clock) -> When:
    """An instant in one of the forms that JSON has for what is known of it."""
    if value == "never":
        return NEVER
    if isinstance(value, str):
        return _stamp(value, path, clock)
    mapping = _mapping(value, path)
    if set(mapping) == {"not_done_by"}:
        bound = _stamp(mapping["not_done_by"], f"{path}.not_done_by", clock)
        return When(bound.latest + 1, NEVER.latest)
    if mapping and set(mapping) <= {"from", "to"}:
        first = _end(mapping["from"], f"{path}.from", clock) if "from" in mapping else NOT_STATED
        last = _end(mapping["to"], f"{path}.to", clock) if "to" in mapping else NOT_STATED
        if first.earliest > last.latest:
            raise EventError(path, "`from` is later than `to`")
        return When(first.earliest, last.latest)
    raise EventError(path, 'a time is a text, {"not_done_by": time} or {"from": time, "to": time}')


def _end(value: object, path: str, clock: Clock) -> When:
    return NEVER if value == "never" else _stamp(value, path, clock)


def _stamp(value: object, path: str, clock: Clock) -> When:
    if not isinstance(value, str):
        raise EventError(path, f"a time as text was expected, not {_shown(value)}")
    if _NAIVE.fullmatch(value):
        raise EventError(path, f"{value} has no offset; write {value}+00:00, or +01:00 in summer")
    try:
        if _DATE.fullmatch(value):
            return clock.day(date.fromisoformat(value))
        if _TIME.fullmatch(value):
            moment = datetime.fromisoformat(value)
            return When.minute(moment) if _MINUTE.fullmatch(value) else When.of(moment)
    except (ValueError, OverflowError):
        pass
    raise EventError(path, f"{_shown(value)} is not a time like 2017-03-03T21:30:00+00:00")


def _instant(field: FieldInfo, value: object, path: str, clock: Clock) -> When:
    return read_when(value, path, clock)


def _count(field: FieldInfo, value: object, path: str, clock: Clock) -> Count:
    if not isinstance(value, Mapping):
        raise EventError(path, 'a count is an object like {"at_least": 4, "at_most": 4, "period": "7 days"}')
    mapping = value
    for key in mapping:
        if key not in ("at_least", "at_most", "period"):
            raise EventError(f"{path}.{key}", "a count has at_least, at_most and period")
    least, most = mapping.get("at_least"), mapping.get("at_most")
    least = 0 if least is None else least
    for key, number in (("at_least", least), ("at_most", most)):
        if number is not None and (isinstance(number, bool) or not isinstance(number, int) or number < 0):
            raise EventError(f"{path}.{key}", f"a whole number was expected, not {_shown(number)}")
    if most is not None and most < least:
        raise EventError(path, "at_most is less than at_least")
    return Count(least or 0, most, _period(mapping.get("period"), f"{path}.period"))


def _period(value: object, path: str) -> timedelta | None:
    if value is None:
        return None
    span = parse_span(value) if isinstance(value, str) else None
    if not isinstance(span, timedelta):
        raise EventError(path, f'a period like "7 days" or "24 hours" was expected, not {_shown(value)}')
    return span


def _part(field: FieldInfo, value: object, path: str, clock: Clock) -> Any:
    assert field.part is not None
    return _read_class(class_info(field.part), value, path, clock)


def _people(field: FieldInfo, value: Any, path: str, clock: Clock) -> People[Any]:
    members, complete = value, True
    if isinstance(value, Mapping):
        if not set(value) <= {"members", "complete"}:
            raise EventError(path, "a list of people has `members` and `complete`")
        members, complete = value.get("members", []), value.get("complete", False)
    if not isinstance(members, list) or not isinstance(complete, bool):
        raise EventError(path, 'a list, or {"members": [...], "complete": true or false} was expected')
    read = each_read(partial(_part, field, each, f"{path}[{i}]", clock) for i, each in enumerate(members))
    return People(tuple(read), complete)


def _judgements(field: FieldInfo, value: object, path: str, clock: Clock) -> tuple[Judgement[Any], ...]:
    if not isinstance(value, list):
        raise EventError(path, f"a list was expected, not {_shown(value)}")
    every = enumerate(value)
    return tuple(each_read(partial(_judgement, field, each, f"{path}[{i}]", clock) for i, each in every))


def _judgement(field: FieldInfo, value: object, path: str, clock: Clock) -> Judgement[Any]:
    mapping = _mapping(value, path)
    known = ("question", "answer", "by", "at", "about")
    for key in mapping:
        if key not in known:
            raise EventError(f"{path}.{key}", f"an answer has {', '.join(known)}")
    answer = mapping.get("answer")
    if answer not in ("yes", "no", "dont_know"):
        raise EventError(f"{path}.answer", f"{_shown(answer)} is not one of yes, no, dont_know")
    about, by = mapping.get("about"), mapping.get("by")
    return Judgement(
        question=_text(field, mapping.get("question"), f"{path}.question", clock),
        answer=answer,
        by=_part(field, {} if by is None else by, f"{path}.by", clock),
        at=read_when(mapping["at"], f"{path}.at", clock) if mapping.get("at") is not None else NOT_STATED,
        about=None if about is None else _text(field, about, f"{path}.about", clock),
    )


def _shown(value: object) -> str:
    """The value as its author wrote it, short, or its sort if it is long."""
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, list):
        return "a list"
    try:
        text = json.dumps(value, ensure_ascii=True, default=lambda other: type(other).__name__)
    except ValueError:
        return "a number of very many digits"
    return text if len(text) <= 40 else f"{text[:36]}..."


_READERS: Mapping[Kind, Callable[[FieldInfo, Any, str, Clock], Any]] = types.MappingProxyType(
    {
        Kind.FLAG: _flag,
        Kind.CHOICE: _choice,
        Kind.CHOICES: _choices,
        Kind.TEXT: _text,
        Kind.INSTANT: _instant,
        Kind.DATE: _date,
        Kind.COUNT: _count,
        Kind.PART: _part,
        Kind.PEOPLE: _people,
        Kind.JUDGEMENTS: _judgements,
    }
)

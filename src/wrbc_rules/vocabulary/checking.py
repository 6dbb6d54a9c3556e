"""Events made in Python: is every field of the type that its class says?

A type checker says so earlier; this says so to those who have none, before a wrong event gets an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from wrbc_rules.values import Count, Judgement, People, When
from wrbc_rules.vocabulary.classes import ClassInfo, FieldInfo, Kind, class_info
from wrbc_rules.vocabulary.refusing import EventError


def check_event(event: Any) -> None:
    """Raise `EventError`, with a path, for the first field that holds something its class does not allow."""
    if not isinstance(event.id, str) or not event.id:
        raise EventError("id", f"every event needs an id, a text that is not empty, not {event.id!r}")
    _check(class_info(type(event)), event, "")


def _check(info: ClassInfo, value: Any, path: str) -> None:
    if not isinstance(value, info.cls):
        raise EventError(path, f"a {info.cls.__name__} was expected, not {type(value).__name__}")
    for field in class_info(type(value)).fields.values():
        held = getattr(value, field.name)
        where = f"{path}.{field.name}" if path else field.name
        if held is not None or field.kind in (Kind.PART, Kind.PEOPLE, Kind.INSTANT, Kind.JUDGEMENTS):
            _CHECKS[field.kind](field, held, where)


def _is(cls: type[Any], words: str) -> Callable[[FieldInfo, Any, str], None]:
    def check(field: FieldInfo, value: Any, path: str) -> None:
        if not isinstance(value, cls) or (cls is date and isinstance(value, datetime)):
            raise EventError(path, f"{words} was expected, not {value!r}")

    return check


def _choice(field: FieldInfo, value: Any, path: str) -> None:
    allowed = [word.replace("-", "_") for word in field.values]
    if value not in allowed:
        raise EventError(path, f"{value!r} is not one of {', '.join(allowed)}")


def _choices(field: FieldInfo, value: Any, path: str) -> None:
    if not isinstance(value, frozenset):
        raise EventError(path, f"a frozenset was expected, not {type(value).__name__}")
    for each in sorted(value, key=str):
        _choice(field, each, path)


def _part(field: FieldInfo, value: Any, path: str) -> None:
    assert field.part is not None
    _check(class_info(field.part), value, path)


def _people(field: FieldInfo, value: Any, path: str) -> None:
    if not isinstance(value, People):
        raise EventError(path, f"People(...) was expected, not {type(value).__name__}")
    _each(field, value.members, path)


def _judgements(field: FieldInfo, value: Any, path: str) -> None:
    if not all(isinstance(each, Judgement) for each in value):
        raise EventError(path, "answers are objects of the class Judgement")
    _each(field, (each.by for each in value), path)


def _each(field: FieldInfo, members: Iterable[Any], path: str) -> None:
    for index, member in enumerate(members):
        _part(field, member, f"{path}[{index}]")


_CHECKS: Mapping[Kind, Callable[[FieldInfo, Any, str], None]] = {
    Kind.FLAG: _is(bool, "True or False"),
    Kind.TEXT: _is(str, "text"),
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.INSTANT: _is(When, "an aware datetime or a When"),
    Kind.DATE: _is(date, "a date"),
    Kind.COUNT: _is(Count, "a Count"),
    Kind.PART: _part,
    Kind.PEOPLE: _people,
    Kind.JUDGEMENTS: _judgements,
}

"""Events as JSON: what `read_event` reads back as the same event."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from wrbc_rules.values import NEVER, NOT_STATED, Count, Judgement, People, When, moment_of, span_text
from wrbc_rules.vocabulary.classes import ClassInfo, class_info


def event_to_json(event: object) -> dict[str, Any]:
    """A JSON object with the event's `kind` and every field that is stated."""
    info = class_info(type(event))
    return {"kind": info.word.replace("-", "_"), **_object(info, event)}


def when_to_json(when: When) -> Any:
    """The JSON of what is known of an instant; None if nothing is."""
    if when is NOT_STATED or when == NOT_STATED:
        return None
    if when == NEVER:
        return "never"
    if math.isinf(when.latest):
        return {"not_done_by": _stamp(when.earliest - 1)}
    if math.isinf(when.earliest):
        return {"to": _stamp(when.latest)}
    if when.exact:
        return _stamp(when.earliest)
    return {"from": _stamp(when.earliest), "to": _stamp(when.latest)}


def _stamp(instant: float) -> str:
    return moment_of(instant).isoformat(timespec="auto")


def _object(info: ClassInfo, value: object) -> dict[str, Any]:
    pairs = ((field.name, value_to_json(getattr(value, field.name))) for field in info.fields.values())
    return {name: each for name, each in pairs if each is not None}


def value_to_json(value: object) -> Any:
    """The JSON of what any field holds; None if nothing is stated."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, When):
        return when_to_json(value)
    if isinstance(value, People):
        members = [value_to_json(member) or {} for member in value.members]
        return members if value.complete else {"members": members, "complete": False} if members else None
    if isinstance(value, Count):
        return {
            "at_least": value.at_least,
            "at_most": value.at_most,
            "period": None if value.period is None else span_text(value.period),
        }
    if isinstance(value, tuple):
        return [_judgement(each) for each in value] or None
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    return _object(class_info(type(value)), value) or None


def _judgement(judgement: Judgement[Any]) -> dict[str, Any]:
    parts = {
        "question": judgement.question,
        "answer": judgement.answer,
        "by": value_to_json(judgement.by),
        "at": when_to_json(judgement.at),
        "about": judgement.about,
    }
    return {key: value for key, value in parts.items() if value is not None}

"""JSON Schema (2020-12) of the events that a vocabulary reads."""

from __future__ import annotations

from typing import Any

from wrbc_rules.vocabulary.classes import ClassInfo, FieldInfo, Kind, Vocabulary, class_info
from wrbc_rules.vocabulary.reading import STAMP

_STAMP = {
    "type": "string",
    "pattern": f"^({STAMP})$",
}
_END: dict[str, Any] = {"anyOf": [{"const": "never"}, _STAMP]}
_TIME: dict[str, Any] = {
    "description": "An offset date-time (with seconds: exact; to the minute: that minute), a bare date "
    "(a day of the policy's zone), never, not done by a time, or an interval. Absent or null: not stated.",
    "anyOf": [
        {"type": "null"},
        {"const": "never"},
        _STAMP,
        {
            "type": "object",
            "properties": {"not_done_by": _STAMP},
            "required": ["not_done_by"],
            "additionalProperties": False,
        },
        {
            "type": "object",
            "properties": {"from": _END, "to": _END},
            "minProperties": 1,
            "additionalProperties": False,
        },
    ],
}
#: As `parse_span` reads it, months and years left out.
_PERIOD = (
    "^((0*[1-9][0-9]{0,5}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) )?"
    "(minute|hour|day|week)s?$"
)
_COUNT = {
    "type": ["object", "null"],
    "properties": {
        "at_least": {"type": ["integer", "null"], "minimum": 0},
        "at_most": {"type": ["integer", "null"], "minimum": 0},
        "period": {"type": ["string", "null"], "pattern": _PERIOD, "examples": ["7 days", "24 hours"]},
    },
    "additionalProperties": False,
}


def event_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """A schema whose instances are the events of the vocabulary, one object each."""
    kinds = vocabulary.kinds()
    parts = {
        info.word: _class_schema(info) for info in vocabulary.classes.values() if info not in kinds.values()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Events of {vocabulary.name}",
        "oneOf": [{"$ref": f"#/$defs/{info.word}"} for info in kinds.values()],
        "$defs": {
            "time": _TIME,
            "count": _COUNT,
            **parts,
            **{info.word: _class_schema(info, kind) for kind, info in kinds.items()},
        },
    }


def _class_schema(info: ClassInfo, kind: str | None = None) -> dict[str, Any]:
    properties = {field.name: _field_schema(field) for field in info.fields.values()}
    if kind is None:
        return {
            "type": ["object", "null"],
            "description": info.meaning,
            "properties": properties,
            "additionalProperties": False,
        }
    return {
        "type": "object",
        "description": info.meaning,
        "properties": {"kind": {"const": kind}, **properties, "id": {"type": "string", "minLength": 1}},
        "required": ["kind", "id"],
        "additionalProperties": False,
    }


def _field_schema(field: FieldInfo) -> dict[str, Any]:
    return {"description": field.meaning, **_type_schema(field)}


_PLAIN: dict[Kind, dict[str, Any]] = {
    Kind.FLAG: {"type": ["boolean", "null"]},
    Kind.TEXT: {"type": ["string", "null"], "minLength": 1},
    Kind.INSTANT: {"$ref": "#/$defs/time"},
    Kind.DATE: {"type": ["string", "null"], "format": "date"},
    Kind.COUNT: {"$ref": "#/$defs/count"},
}


def _type_schema(field: FieldInfo) -> dict[str, Any]:
    words = [word.replace("-", "_") for word in field.values]
    match field.kind:
        case Kind.CHOICE:
            return {"enum": [*words, None]}
        case Kind.CHOICES:
            return {"type": ["array", "null"], "items": {"enum": words}}
        case Kind.PART:
            return {"$ref": _ref(field)}
        case Kind.PEOPLE:
            return _people_schema(_ref(field))
        case Kind.JUDGEMENTS:
            return _judgements_schema(_ref(field))
        case plain:
            return _PLAIN[plain]


def _ref(field: FieldInfo) -> str:
    assert field.part is not None
    return f"#/$defs/{class_info(field.part).word}"


def _people_schema(ref: str) -> dict[str, Any]:
    members = {"type": "array", "items": {"$ref": ref}}
    return {
        "anyOf": [
            {"type": "null"},
            members,
            {
                "type": "object",
                "properties": {"members": members, "complete": {"type": "boolean"}},
                "additionalProperties": False,
            },
        ]
    }


def _judgements_schema(ref: str) -> dict[str, Any]:
    answer = {
        "type": "object",
        "properties": {
            "question": {"type": "string", "minLength": 1},
            "answer": {"enum": ["yes", "no", "dont_know"]},
            "by": {"$ref": ref},
            "at": {"$ref": "#/$defs/time"},
            "about": {"type": ["string", "null"], "minLength": 1},
        },
        "required": ["question", "answer"],
        "additionalProperties": False,
    }
    return {"type": ["array", "null"], "items": answer}

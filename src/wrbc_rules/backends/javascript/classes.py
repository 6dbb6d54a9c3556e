"""The event classes as data: what a page may ask about, and what an event can hold."""

from __future__ import annotations

from typing import Any

import attrs

from wrbc_rules.backends.javascript.limits import JavaScriptError
from wrbc_rules.values import NOT_STATED, People
from wrbc_rules.vocabulary import ClassInfo, FieldInfo, Kind, Vocabulary, class_info


def classes(vocabulary: Vocabulary) -> list[dict[str, Any]]:
    """Every class: its word, its `kind` in JSON if it is one of events, and its fields.

    Raises `JavaScriptError` for a class that says something of a field which is left out.
    """
    kinds = {info.word: kind for kind, info in vocabulary.kinds().items()}
    return [_class(info, kinds.get(info.word)) for info in vocabulary.classes.values()]


def _class(info: ClassInfo, kind: str | None) -> dict[str, Any]:
    return {
        "word": info.word,
        "kind": kind,
        "meaning": info.meaning,
        "fields": [_field(info, field) for field in info.fields.values()],
    }


def _field(info: ClassInfo, field: FieldInfo) -> dict[str, Any]:
    if not _says_nothing(getattr(attrs.fields(info.cls), field.name).default, field):
        raise JavaScriptError(
            f"{info.cls.__name__}.{field.name} has a default that states something, and JavaScript would "
            "not know it; a field left out has to mean that nothing is stated"
        )
    return {
        "name": field.name,
        "kind": field.kind.name.lower(),
        "values": [word.replace("-", "_") for word in field.values],
        "part": None if field.part is None else class_info(field.part).word,
        "meaning": field.meaning,
        "asks": field.asks,
        "change": field.change,
        "planned": field.planned,
        "identity": field.role == "identity",
    }


def _says_nothing(default: Any, field: FieldInfo) -> bool:
    """Whether a field that JSON leaves out is *not stated*."""
    found = default.factory() if isinstance(default, attrs.Factory) else default  # type: ignore[arg-type]
    if field.kind is Kind.PART:
        assert field.part is not None
        return bool(found == field.part())
    return found is attrs.NOTHING or found in (None, NOT_STATED, People(), ())

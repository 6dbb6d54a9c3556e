"""What an event class says about each of its fields, kept as attrs metadata."""

from __future__ import annotations

from typing import Literal, TypeAlias, TypedDict

#: Who could still change a fact: the sender; anybody, beforehand; only time, by its happening later.
Change: TypeAlias = Literal["sender", "beforehand", "later"]
#: What the engine needs to know of a field: the moment of the event, who did it, what tells people apart.
Role: TypeAlias = Literal["moment", "actor", "identity"]


class FieldNotes(TypedDict):
    """The metadata of a field."""

    meaning: str
    change: Change | None
    role: Role | None


def about(meaning: str, *, change: Change | None = None, role: Role | None = None) -> FieldNotes:
    """Metadata for a field of an event class: its one-line meaning, who could change it, its role."""
    return {"meaning": meaning, "change": change, "role": role}

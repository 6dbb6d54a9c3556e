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
    asks: str | None
    planned: str | bool | None


def about(
    meaning: str,
    *,
    change: Change | None = None,
    role: Role | None = None,
    asks: str | None = None,
    planned: str | bool | None = None,
) -> FieldNotes:
    """Metadata for a field of an event class: its one-line meaning, who could change it, its role.

    `asks` is a question for somebody who plans such an event, where the meaning would not do as one;
    `planned` is what the field says of every event that is planned, and is not asked.
    """
    return {"meaning": meaning, "change": change, "role": role, "asks": asks, "planned": planned}

"""A person as they were at the moment of an event."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

import attrs
from attrs import field

from wrbc_rules.values import about

RoleHeld = Literal[
    "employee",
    "volunteer",
    "line_manager",
    "team_leader",
    "safeguarding_trustee",
    "designated_safeguarding_officer",
    "trustee",
    "parent_or_carer",
]


def _held(roles: Iterable[RoleHeld] | None) -> frozenset[RoleHeld] | None:
    if isinstance(roles, str):
        raise TypeError(f"roles are a collection of texts, not one text: {{{roles!r}}}")
    return None if roles is None else frozenset(roles)


@attrs.frozen(kw_only=True)
class Person:
    """Who somebody was then: identity, roles, and how the organisation knew them."""

    id: str | None = field(
        default=None,
        metadata=about("tells people apart; two entries with one id are one person", role="identity"),
    )
    roles: frozenset[RoleHeld] | None = field(
        default=None,
        converter=_held,
        metadata=about(
            "every role held at the moment; empty means none", asks="What are you in the organisation?"
        ),
    )
    category: Literal["child_or_young_person", "young_adult", "adult"] | None = field(
        default=None,
        metadata=about("the organisation's own category", asks="Who are they to the organisation?"),
    )
    birth_date: date | None = field(
        default=None, metadata=about("date of birth", asks="When were they born?")
    )
    relationship: Literal["working", "previous", "none"] | None = field(
        default=None,
        metadata=about(
            "whether the organisation works, worked or never worked with them",
            asks="Does the organisation work with them now, did it before, or never?",
        ),
    )
    adult_at_risk: bool | None = field(
        default=None,
        metadata=about(
            "identified by the organisation as an adult at risk",
            asks="Has the organisation identified them as an adult at risk?",
        ),
    )

"""Lists of people that say whether they are complete."""

from __future__ import annotations

from typing import Generic, TypeVar

import attrs

M = TypeVar("M")


@attrs.frozen
class People(Generic[M]):
    """Those known to belong, and whether there may be others. Not stated: nobody known, not complete."""

    members: tuple[M, ...] = attrs.field(default=(), converter=tuple)
    complete: bool = False

    @classmethod
    def of(cls, *members: M) -> People[M]:
        """A complete list."""
        return cls(members, complete=True)

"""How strongly a sentence speaks, and what can come out."""

from __future__ import annotations

import enum
from functools import cached_property


class Strength(enum.Enum):
    """How strongly a sentence speaks, by its own verb; strongest first."""

    MUST = "must"
    WILL = "will"
    SHOULD = "should"
    APPROPRIATE = "appropriate"
    BEST_ENDEAVOURS = "best endeavours"

    @property
    def rank(self) -> int:
        """0 for the strongest."""
        return list(Strength).index(self)


class Outcome(enum.Enum):
    """What a rule says of an event; the values are as in JSON."""

    NOT_COVERED = "not_covered"
    BREACH = "breach"
    COMPLIES = "complies"
    EXCUSED = "excused"
    CLEAR = "clear"
    UNDETERMINED = "undetermined"
    FOR_A_PERSON = "for_a_person"
    PENDING = "pending"
    PERMITTED = "permitted"
    WITHDRAWN = "withdrawn"
    STANDS = "stands"

    @property
    def words(self) -> str:
        """The outcome as a rules file spells it."""
        return self.value.replace("_", " ")

    @property
    def open(self) -> bool:
        """Whether something still has to be found out, decided or done."""
        return self in _OPEN

    @property
    def notable(self) -> bool:
        """Whether it calls for attention: a breach, something open, a permission withdrawn."""
        return self.open or self in (Outcome.BREACH, Outcome.WITHDRAWN)

    @property
    def settled(self) -> bool:
        """Whether learning more cannot change it (*clear* may still be refined)."""
        return self not in _OPEN and self is not Outcome.STANDS

    @cached_property
    def weight(self) -> int:
        """0 for the gravest: of one rule's two outcomes about one person, the lighter counts for nothing."""
        return _WEIGHTS[self]


_WEIGHTS = {
    outcome: weight
    for weight, outcome in enumerate(
        (
            Outcome.BREACH,
            Outcome.UNDETERMINED,
            Outcome.FOR_A_PERSON,
            Outcome.PENDING,
            Outcome.WITHDRAWN,
            Outcome.EXCUSED,
            Outcome.CLEAR,
            Outcome.PERMITTED,
            Outcome.COMPLIES,
            Outcome.STANDS,
            Outcome.NOT_COVERED,
        )
    )
}
_OPEN = (Outcome.UNDETERMINED, Outcome.FOR_A_PERSON, Outcome.PENDING)
#: After breaches, in this order an outcome decides the summary.
ORDER = (
    Outcome.UNDETERMINED,
    Outcome.FOR_A_PERSON,
    Outcome.PENDING,
    Outcome.WITHDRAWN,
    Outcome.EXCUSED,
    Outcome.PERMITTED,
    Outcome.COMPLIES,
    Outcome.CLEAR,
    Outcome.NOT_COVERED,
)

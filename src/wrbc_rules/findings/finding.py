"""One rule's word on one event, about one person where the rule is about people."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

import attrs

from wrbc_rules.findings.outcomes import Outcome, Strength

#: Whom a finding is about when the list of people is not known to be complete.
NOT_LISTED = "not listed"


@attrs.frozen
class Fact:
    """A field that was read, by its path, and what it holds: as JSON (None: not stated) and in words."""

    field: str
    value: Any = attrs.field(hash=False)
    text: str = ""


@attrs.frozen
class Reason:
    """A phrase of the policy that decided: its words as the file has them, whether it holds, what shows it.

    `contrary` are the file's own words for its not holding, where it has any.
    """

    words: str
    holds: bool | None
    facts: tuple[Fact, ...] = ()
    contrary: str | None = None
    role: str = "fact"

    @property
    def shown(self) -> bool:
        """Whether a reader needs it: that the rule's own subject did its own act goes without saying."""
        return self.role not in ("subject", "act") or self.holds is not True

    @property
    def said(self) -> str:
        """The reason as a sentence would say it; what has no words for being so or not is named."""
        if self.role != "fact":
            return f"{_NAMED[self.role][self.holds]}: {self.words}"
        if self.holds is None:
            return f"not known whether {self.words}"
        return self.words if self.holds else self.contrary or f'it is not so that "{self.words}"'


_SO = {True: "so", False: "not so", None: "not known whether so"}
_NAMED = {
    "duty": {True: "done", False: "not done", None: "not known whether done"},
    "subject": {True: "by", False: "not by", None: "not known whether by"},
    "act": {True: "it is this", False: "it is not this", None: "not known whether it is this"},
    "result": _SO,
    "state": _SO,
}


@attrs.frozen
class Missing:
    """A fact that would help: the field's path, and the phrase that needs it."""

    field: str
    words: str


@attrs.frozen
class Question:
    """What a person has to decide, and who."""

    who: str
    question: str


@attrs.frozen
class Due:
    """What is still to be done, and by when (None where that is not known)."""

    what: str
    by: datetime | None


@attrs.frozen
class Change:
    """One fact that could be (or could have been) otherwise."""

    field: str
    before: Any
    after: Any
    words: str


@attrs.frozen
class Repair:
    """Changes that together would put a finding right and break nothing else. `past`: it is too late."""

    changes: tuple[Change, ...]
    past: bool

    @property
    def said(self) -> str:
        """The repair as a sentence."""
        words = " and ".join(change.words for change in self.changes)
        return f"it would have complied if {words}" if self.past else f"it would comply if {words}"


class Verdict(NamedTuple):
    """What one rule says of an event, without the reasons; `about` as in a finding."""

    rule: str
    about: str | None
    outcome: Outcome
    strength: Strength


@attrs.frozen(kw_only=True)
class Finding:
    """What one rule says of the event. `norm` are the rule's own lines, `title` its clause's.

    `about` is the id of the person it is about, "not listed" for somebody who may be missing from the list,
    or None where the rule is not about people.
    """

    clause: str
    sentence: int
    rule: str
    title: str
    norm: tuple[str, ...]
    about: str | None
    strength: Strength
    outcome: Outcome
    because: tuple[Reason, ...] = ()
    missing: tuple[Missing, ...] = ()
    ask: tuple[Question, ...] = ()
    due: tuple[Due, ...] = ()
    permission: bool = False

"""The primitives that every backend must say alike.

A *test* is true, false or unknown (Kleene's strong logic). A *term* is a whole number known to an
interval: an instant in microseconds, a calendar ordinal, a count. Everything that a rules file can say is
built from these.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

#: Where a path starts: the event, the person it is decided about, the member being counted.
Root: TypeAlias = Literal["event", "each", "member", "self"]


@attrs.frozen
class Path:
    """A field reached from a root: Python names, outermost first. `self` is a noun, of nothing yet."""

    root: Root
    fields: tuple[str, ...] = ()

    def then(self, *fields: str) -> Path:
        """The path to a field of what this path reaches."""
        return Path(self.root, self.fields + fields)


# ---- terms: whole numbers known to an interval


@attrs.frozen
class Number:
    """A constant: a whole number, or infinity. `name` is the setting that gave it, if one did."""

    value: float
    name: str | None = None


@attrs.frozen
class Unset:
    """A setting that nobody has set: some number from nothing to no limit, for a person to say."""

    name: str
    decided_by: str | None = None

    @property
    def who(self) -> str:
        """Who is to set it."""
        return self.decided_by or "whoever decides the policy's settings"

    @property
    def question(self) -> str:
        """What they are asked."""
        return f'what is "{self.name}"?'


@attrs.frozen
class Instant:
    """A `When` field, in microseconds."""

    path: Path


@attrs.frozen
class CalendarDay:
    """The calendar ordinal of an instant's local date."""

    of: Term


@attrs.frozen
class DayOf:
    """The calendar ordinal of a date field."""

    path: Path


@attrs.frozen
class After:
    """So much after a start, in the start's unit."""

    start: Term
    amount: Number | Unset


@attrs.frozen
class Later:
    """The latest of several instants."""

    terms: tuple[Term, ...]


@attrs.frozen
class CountIn:
    """A `Count` field over a period of so many microseconds."""

    path: Path
    period: Number | Unset


@attrs.frozen
class Tally:
    """How many distinct members of a list pass a test; compared with a number or a setting, nothing else."""

    people: Path
    test: Test


# ---- tests: true, false or unknown


@attrs.frozen
class Fixed:
    """Always true, or always false."""

    value: bool


@attrs.frozen
class Flag:
    """A true-or-false field."""

    path: Path


@attrs.frozen
class OneOf:
    """A text field is one of these (or is what a setting says, once it is set)."""

    path: Path
    values: frozenset[str]
    unset: Unset | None = None


@attrs.frozen
class Overlaps:
    """A field that holds several words holds at least one of these."""

    path: Path
    values: frozenset[str]


@attrs.frozen
class Less:
    """The first number is smaller: earlier, fewer."""

    left: Term
    right: Term


@attrs.frozen
class AtMost:
    """The first number is not larger: no later, no more."""

    left: Term
    right: Term


@attrs.frozen
class Between:
    """A number is from one to another, both included: done in its time. One test, with one cause."""

    low: Term
    middle: Term
    high: Term


@attrs.frozen
class Window:
    """The wall clock of the policy's zone shows a time from `start` (in) until `end` (out).

    In microseconds of the day; an end before the start is on the next day; `nights` (Monday is 0) keeps
    only the windows that begin on those weekdays.
    """

    instant: Instant
    start: Number | Unset
    end: Number | Unset
    nights: frozenset[int] | None = None


@attrs.frozen
class Chosen:
    """A choice that nobody has made yet; for a person."""

    setting: Unset
    value: str


@attrs.frozen
class Question:
    """What is asked, of whom: `who_test` is the noun, over the person who answers (root `self`).

    `words` are the phrase as used; `spellings` are every wording of it, with whether a yes to that
    wording is a yes to the question.
    """

    words: str
    who: str
    who_test: Test
    spellings: tuple[tuple[str, bool], ...] = ()


@attrs.frozen
class Asked:
    """A question's answer. Where `when` is false the question only stands."""

    question: Question
    when: Test | None = None


@attrs.frozen
class OnceDone:
    """A test of how something was done, which has no answer to miss while the moment is still ahead."""

    moment: Term
    test: Test


@attrs.frozen
class Not:
    """The contrary."""

    test: Test


@attrs.frozen
class All:
    """Every one of these, in the author's order."""

    tests: tuple[Test, ...]


@attrs.frozen
class AnyOf:
    """At least one of these, in the author's order."""

    tests: tuple[Test, ...]


@attrs.frozen
class Phrase:
    """A test in its author's words. `contrary` are the declared words for its being false."""

    words: str
    test: Test
    contrary: str | None = None
    role: Literal["subject", "act", "duty", "state", "fact", "result"] = "fact"


Term: TypeAlias = Number | Unset | Instant | CalendarDay | DayOf | After | Later | CountIn | Tally
Test: TypeAlias = (
    Fixed
    | Flag
    | OneOf
    | Overlaps
    | Less
    | AtMost
    | Between
    | Window
    | Chosen
    | Asked
    | OnceDone
    | Not
    | All
    | AnyOf
    | Phrase
)

#: What a backend must be able to say; a test names any that one does not.
TERMS: tuple[type[Term], ...] = (
    Number,
    Unset,
    Instant,
    CalendarDay,
    DayOf,
    After,
    Later,
    CountIn,
    Tally,
)
TESTS: tuple[type[Test], ...] = (
    Fixed,
    Flag,
    OneOf,
    Overlaps,
    Less,
    AtMost,
    Between,
    Window,
    Chosen,
    Asked,
    OnceDone,
    Not,
    All,
    AnyOf,
    Phrase,
)

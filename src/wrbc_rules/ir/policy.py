"""A policy after checking: clauses, sentences, rules, settings, examples, promises."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, TypeAlias

import attrs

from wrbc_rules.findings.outcomes import Outcome, Strength
from wrbc_rules.ir.expressions import Path, Question, Test, Unset
from wrbc_rules.source import Source, Span
from wrbc_rules.values import Clock, When
from wrbc_rules.values import Span as Duration
from wrbc_rules.vocabulary import Vocabulary


class RuleForm(enum.Enum):
    """The form of a norm; it says what keeping it means."""

    PROHIBITION = "should not"
    ONLY = "should only"
    DUTY = "should"
    PERMISSION = "is appropriate"


#: What they are asked to whom a withdrawn permission is referred.
REFERRED = "whether it may be done all the same"


@attrs.frozen
class Each:
    """The list whose members a rule is decided about, one by one."""

    people: Path
    word: str
    cls: type[Any]


@attrs.frozen(kw_only=True)
class Rule:
    """One norm. `norm` is the author's line; `event` is None for a duty that no event sets off.

    `trigger` is the moment that sets the rule off, where that is not the event's own;
    `scope` is who does what; `condition` narrows it (`if`); `kept` is what keeps the rule; `excused` is the
    exception (`unless`), or what withdraws a permission. `stands` marks a rule whose only test is a
    setting that nobody has set; `refer_to` is who is told where a permission is withdrawn.
    """

    id: str
    clause: str
    sentence: int
    label: str | None
    title: str
    norm: str
    lines: tuple[str, ...]
    form: RuleForm
    strength: Strength
    event: type[Any] | None
    each: Each | None
    trigger: Path | None = None
    scope: Test
    condition: Test
    kept: Test
    excused: Test
    stands: bool = False
    answers: tuple[str, ...] = ()
    refer_to: str | None = None
    refers: tuple[str, ...] = ()
    span: Span


LedgerKind: TypeAlias = Literal[
    "rule",
    "context",
    "a definition",
    "a principle",
    "a duty of the organisation",
    "a fact",
    "restates",
]


@attrs.frozen(kw_only=True)
class LedgerEntry:
    """What a sentence is: its place in the ledger, in our own words."""

    kind: LedgerKind
    words: str
    restates: str | None = None


@attrs.frozen(kw_only=True)
class Sentence:
    """One sentence of the document: its pin (or the date of a local amendment), its entry, its rules."""

    clause: str
    number: int
    pin: str | None
    adopted: date | None
    entry: LedgerEntry
    rules: tuple[str, ...]
    readings: tuple[str, ...]
    notes: tuple[str, ...]
    span: Span


@attrs.frozen(kw_only=True)
class Clause:
    """One clause, under its part."""

    number: str
    title: str | None
    part: str | None
    sentences: tuple[Sentence, ...]
    span: Span

    @property
    def heading(self) -> str:
        """The clause as its author headed it."""
        return f'clause {self.number} "{self.title}"' if self.title else f"clause {self.number}"


@attrs.frozen(kw_only=True)
class Setting:
    """What the policy leaves open. `value` is None where it is not set; `suggested` is never applied."""

    name: str
    type: Literal["duration", "number", "time", "date", "place", "choice"]
    choices: tuple[str, ...] = ()
    value: Duration | int | str | date | None = None
    decided_by: str | None = None
    suggested: Duration | int | str | date | None = None
    span: Span

    @property
    def unset(self) -> Unset:
        """The setting where it is used without having been set."""
        return Unset(self.name, self.decided_by)


@attrs.frozen(kw_only=True)
class Definition:
    """A declared word, for those who list them."""

    kind: Literal["noun", "act", "duty", "fact", "setting"]
    pattern: str
    also: tuple[str, ...] = ()
    contrary: str | None = None
    see: tuple[str, ...] = ()
    clause: str | None = None
    span: Span


class GivenKind(enum.Enum):
    """What a line of an example states."""

    EVENT = "event"
    FACT = "fact"
    DONE = "done"
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True)
class Given:
    """One line of an example: what it states, in words and as a test to be made true.

    EVENT: `event` happens, its own moment and that of the act being `at`;
    FACT: `test` holds; DONE: the duty's moment `field` is `at`; UNKNOWN: nothing
    is known of what `test` reads.
    """

    kind: GivenKind
    words: str
    span: Span
    test: Test
    event: type[Any] | None = None
    each: Each | None = None
    at: When | None = None
    moment: tuple[Path, ...] = ()


@attrs.frozen(kw_only=True)
class Expectation:
    """What must come out: of rule `rules` (any of several, for a sentence with more), `outcome`."""

    rules: tuple[str, ...]
    outcome: Outcome
    until: When | None
    span: Span
    words: str


@attrs.frozen(kw_only=True)
class Example:
    """A case in the file. `givens` are in force in this order, later ones over earlier ones."""

    name: str
    clause: str | None
    rules: tuple[str, ...]
    background: tuple[Given, ...]
    inherited: tuple[Given, ...]
    givens: tuple[Given, ...]
    as_of: When | None
    expectations: tuple[Expectation, ...]
    span: Span


@attrs.frozen(kw_only=True)
class Promise:
    """What must hold for every possible event of which the givens are true."""

    name: str
    givens: tuple[Given, ...]
    expectations: tuple[Expectation, ...]
    span: Span


@attrs.frozen(kw_only=True)
class TypedPolicy:
    """A checked policy, ready for any backend."""

    name: str
    edition: str
    organisation: str
    in_force: date
    review_due: date | None
    clock: Clock
    vocabulary: Vocabulary
    source: Source
    clauses: tuple[Clause, ...]
    rules: tuple[Rule, ...]
    settings: tuple[Setting, ...]
    definitions: tuple[Definition, ...]
    questions: tuple[tuple[str, Question], ...]
    examples: tuple[Example, ...]
    promises: tuple[Promise, ...]
    rules_by_id: Mapping[str, Rule] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "rules_by_id", {rule.id: rule for rule in self.rules})

    @property
    def starts(self) -> When:
        """The first day on which the policy is in force."""
        return self.clock.day(self.in_force)

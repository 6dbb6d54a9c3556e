"""One policy: its meaning, its warnings, and what it says of events."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import attrs

from wrbc_rules.backends import interpreter
from wrbc_rules.backends.python import Evaluator
from wrbc_rules.diagnostics import Diagnostic, capped, joined, render_text
from wrbc_rules.elaborate import elaborate
from wrbc_rules.findings import Decision, Teller
from wrbc_rules.findings.decision import NO_EDITION
from wrbc_rules.ir import Rule, TypedPolicy
from wrbc_rules.policies.telling import Compiled, check_given, looked_at, ungoverned
from wrbc_rules.source import Source
from wrbc_rules.syntax import RulesFile, parse
from wrbc_rules.values import Bound, When
from wrbc_rules.vocabulary import Vocabulary, read_event

if TYPE_CHECKING:
    from wrbc_rules.backends.columnar import Columnar


class PolicyError(ValueError):
    """A rules file that has mistakes. `diagnostics` are all of them, each with its place.

    Its text has as many of each code as are worth reading.
    """

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(render_text(capped(joined(each for each in diagnostics if each.is_error))))
        self.diagnostics = diagnostics


@attrs.frozen(kw_only=True)
class Policy:
    """A policy that decides events. `typed` is its meaning; `warnings` what may not be meant."""

    typed: TypedPolicy
    warnings: tuple[Diagnostic, ...] = ()
    _tree: RulesFile = attrs.field(repr=False, eq=False)
    _evaluator: Evaluator = attrs.field(init=False, repr=False, eq=False)
    _teller: Teller = attrs.field(init=False, repr=False, eq=False)
    _start: Bound = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_evaluator", Evaluator(self.typed))
        object.__setattr__(self, "_teller", Compiled(self.typed, self._evaluator))
        object.__setattr__(self, "_start", self.typed.starts.earliest)

    @property
    def name(self) -> str:
        """The policy's name and edition."""
        return f"{self.typed.name}, {self.typed.edition}"

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, in the file's order."""
        return self.typed.rules

    @property
    def standing(self) -> tuple[str, ...]:
        """What the policy leaves to people whatever the event: once for the policy, never as a finding."""
        return tuple(dict.fromkeys(line for rule in self.rules for line in interpreter.standing(rule)))

    def decide(self, event: Any, as_of: datetime | None = None, *, trusted: bool = False) -> Decision:
        """What the policy says of an event of its vocabulary.

        `as_of`, an aware date-time, is when it is looked at: what lies later counts as not done by then.
        `trusted` events are not checked: those of `read_event`, or that a type checker vouches for. Raises
        `NaiveTimeError` for an `as_of` without an offset, `TypeError` for an object that is no event of the
        vocabulary, `EventError` for an event with a value that its class does not allow.
        """
        if not trusted:
            check_given(self._evaluator, event)
        looked = None if as_of is None else looked_at(as_of)
        when: When = getattr(event, self.typed.vocabulary.moment)
        if when.earliest < self._start:
            return ungoverned(event, NO_EDITION if when.latest < self._start else None)
        found = self._evaluator.finders[type(event)](event, math.inf if looked is None else looked)
        return Decision(self._teller, event, looked, found)

    def decide_many(
        self, events: Iterable[Any], as_of: datetime | None = None, *, trusted: bool = False
    ) -> Iterator[Decision]:
        """What the policy says of each event, one after another as they are asked for; see `decide`."""
        return (self.decide(event, as_of, trusted=trusted) for event in events)

    def compile(self) -> Evaluator:
        """The policy as generated code, which gives outcomes without reasons; see `Evaluator`."""
        return self._evaluator

    def columnar(self, event_class: type[Any]) -> Columnar:
        """The policy over whole tables of the events of one class; see `Columnar`.

        Raises `TypeError` for a class that is no event of the vocabulary, `ColumnarError` where a rule
        cannot be said in columns, `ModuleNotFoundError` where the libraries for tables are not installed.
        """
        try:
            from wrbc_rules.backends.columnar import Columnar
        except ModuleNotFoundError as missing:
            more = "tables need more libraries; install them with: pip install 'wrbc-rules[columnar]'"
            raise ModuleNotFoundError(more, name=missing.name) from missing
        return Columnar(self.typed, event_class, dated=True)

    def read_event(self, data: object) -> Any:
        """An event from a JSON object; a bare date is a day of the policy's zone. Raises `EventError`."""
        return read_event(self.typed.vocabulary, data, self.typed.clock)

    def with_settings(self, settings: Mapping[str, object]) -> Policy:
        """The same policy with some settings decided: durations as `timedelta` or `Calendar`, numbers, texts.

        Raises `ValueError` for a setting that there is not or a value not of its type, `PolicyError` if the
        policy no longer makes sense.
        """
        return _checked(self._tree, self.typed.source, self.typed.vocabulary, settings, ())


def check(
    source: Source, vocabulary: Vocabulary, settings: Mapping[str, object] | None = None
) -> tuple[Policy | None, tuple[Diagnostic, ...]]:
    """A policy, if the file has no errors, and everything found in it."""
    tree, found = parse(source)
    typed, more = elaborate(tree, source, vocabulary, settings)
    every = (*found, *more)
    if any(each.is_error for each in every):
        return None, every
    return Policy(typed=typed, warnings=every, tree=tree), every


def load(source: Source, vocabulary: Vocabulary, found: tuple[Diagnostic, ...] = ()) -> Policy:
    """The policy of a file; raises `PolicyError` with every mistake, those already `found` included."""
    policy, every = check(source, vocabulary)
    if policy is None or any(each.is_error for each in found):
        raise PolicyError((*found, *every))
    return policy


def _checked(
    tree: RulesFile,
    source: Source,
    vocabulary: Vocabulary,
    settings: Mapping[str, object],
    found: tuple[Diagnostic, ...],
) -> Policy:
    typed, more = elaborate(tree, source, vocabulary, settings)
    every = (*found, *more)
    if any(each.is_error for each in every):
        raise PolicyError(every)
    return Policy(typed=typed, warnings=every, tree=tree)

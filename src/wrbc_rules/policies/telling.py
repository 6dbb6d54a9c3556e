"""Who tells what of a decision, and what is given to be decided."""

from __future__ import annotations

import math
from collections.abc import Container
from datetime import datetime
from typing import Any, TypeAlias

import attrs

from wrbc_rules.backends import interpreter
from wrbc_rules.backends.python import Evaluator
from wrbc_rules.backends.python.evaluator import Entry
from wrbc_rules.findings import Decision, Finding, Repair, Verdict, summary_of
from wrbc_rules.findings.decision import NO_EDITION, NoEdition
from wrbc_rules.ir import TypedPolicy
from wrbc_rules.values import Bound, instant_of
from wrbc_rules.vocabulary import check_event

#: What is notable, or every finding.
Said: TypeAlias = tuple[Verdict, ...] | tuple[Finding, ...]


def check_given(evaluator: Evaluator, event: Any) -> None:
    """Raise `TypeError` for what is no event of the vocabulary, `EventError` for a value it may not hold."""
    if evaluator.sound(event):
        return
    vocabulary = evaluator.policy.vocabulary
    if not isinstance(event, vocabulary.events):
        raise TypeError(f"{type(event).__name__} is no event of {vocabulary.name}")
    check_event(event)


def looked_at(as_of: object) -> Bound:
    """The microseconds of an `as_of`; raises `TypeError`, or `NaiveTimeError` for one without an offset."""
    if not isinstance(as_of, datetime):
        raise TypeError(f"as_of is an aware datetime, not {as_of!r}")
    return instant_of(as_of)


@attrs.frozen
class Compiled:
    """Tells the rest of a decision that generated code made: the reference says why."""

    policy: TypedPolicy
    evaluator: Evaluator
    note: None = None

    @property
    def edition(self) -> str:
        """The policy's edition."""
        return self.policy.edition

    def notable(self, event: Any, found: list[Entry]) -> tuple[Verdict, ...]:
        """Breaches, what is open, permissions withdrawn."""
        return self.evaluator.verdicts(found, event) if found else ()

    def summary(self, event: Any, as_of: Bound | None, told: Said) -> str:
        """The decision in one word; what is quiet is looked at only where nothing is notable."""
        if told:
            return summary_of(told)
        return summary_of(self.verdicts(event, as_of))

    def verdicts(self, event: Any, as_of: Bound | None) -> tuple[Verdict, ...]:
        """What every rule says."""
        entries = self.evaluator.judges[type(event)](event, math.inf if as_of is None else as_of)
        return self.evaluator.verdicts(entries, event)

    def findings(
        self, event: Any, as_of: Bound | None, rules: Container[str] | None = None
    ) -> tuple[Finding, ...]:
        """Every finding, or every one of some rules, with its reasons."""
        return interpreter.decide(self.policy, event, as_of, rules=rules)

    def unused(self, event: Any, as_of: Bound | None) -> tuple[str, ...]:
        """Answers that no question took."""
        return interpreter.unused(self.policy, event, as_of)

    def repairs(self, finding: Finding, event: Any, as_of: Bound | None) -> tuple[Repair, ...]:
        """What would put a finding right."""
        return interpreter.repairs(self.policy, event, finding, as_of)


@attrs.frozen(kw_only=True)
class Told:
    """A decision that is made already, its findings by the edition that governs each."""

    edition: str | None = None
    note: str | None = None
    main: TypedPolicy | None = None
    said: tuple[tuple[Finding, TypedPolicy], ...] = ()
    outcome: str | None = None

    def notable(self, event: Any, found: Any) -> tuple[Verdict, ...]:
        """Breaches, what is open, permissions withdrawn."""
        return tuple(each for each in self.verdicts(event, None) if each.outcome.notable)

    def verdicts(self, event: Any, as_of: Bound | None) -> tuple[Verdict, ...]:
        """What every rule says."""
        return tuple(Verdict(f.rule, f.about, f.outcome, f.strength) for f, _ in self.said)

    def summary(self, event: Any, as_of: Bound | None, told: Said) -> str:
        """The decision in one word."""
        return self.outcome or summary_of(finding for finding, _ in self.said)

    def findings(
        self, event: Any, as_of: Bound | None, rules: Container[str] | None = None
    ) -> tuple[Finding, ...]:
        """Every finding, or every one of some rules, with its reasons."""
        return tuple(finding for finding, _ in self.said if rules is None or finding.rule in rules)

    def unused(self, event: Any, as_of: Bound | None) -> tuple[str, ...]:
        """Answers that no question took."""
        return () if self.main is None else interpreter.unused(self.main, event, as_of)

    def repairs(self, finding: Finding, event: Any, as_of: Bound | None) -> tuple[Repair, ...]:
        """What would put a finding right."""
        policy = next((policy for each, policy in self.said if each is finding), self.main)
        return () if policy is None else interpreter.repairs(policy, event, finding, as_of)


def ungoverned(event: Any, why: NoEdition | None) -> Decision:
    """What is said where no edition governs an event, or where it is not known which one does."""
    if why == NO_EDITION:
        told = Told(note="no edition of the policy was in force yet", outcome=NO_EDITION)
    else:
        words = "its time is not known well enough to say whether the policy, or which edition, governs it"
        told = Told(note=words, outcome="undetermined")
    return Decision(told, event, None, None)

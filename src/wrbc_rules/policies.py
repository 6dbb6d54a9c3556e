"""Policies that can be asked: a typed policy with its evaluator, and editions in force by date.

Never: how a file is written, or how a rule is evaluated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

import attrs

from wrbc_rules.backends import interpreter
from wrbc_rules.diagnostics import Diagnostic, render_text
from wrbc_rules.elaborate import elaborate
from wrbc_rules.findings import Decision, Finding, Repair, summary_of
from wrbc_rules.findings.decision import NO_EDITION, NoEdition
from wrbc_rules.ir import Rule, TypedPolicy
from wrbc_rules.source import Source
from wrbc_rules.syntax import RulesFile, parse
from wrbc_rules.values import Bound, When, instant_of
from wrbc_rules.vocabulary import Vocabulary, check_event, read_event


class PolicyError(ValueError):
    """A rules file that has mistakes. `diagnostics` are all of them, each with its place."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(render_text([each for each in diagnostics if each.is_error]))
        self.diagnostics = diagnostics


@attrs.frozen(kw_only=True)
class Policy:
    """A policy that decides events. `typed` is its meaning; `warnings` what may not be meant."""

    typed: TypedPolicy
    warnings: tuple[Diagnostic, ...] = ()
    _tree: RulesFile = attrs.field(repr=False, eq=False)

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

    def decide(self, event: Any, as_of: datetime | None = None) -> Decision:
        """What the policy says of an event of its vocabulary.

        `as_of`, an aware date-time, is when it is looked at: what lies later counts as not done by then.
        Raises `NaiveTimeError` for an `as_of` without an offset, `TypeError` for an object that is no event
        of the vocabulary, `EventError` for an event with a value that its class does not allow.
        """
        return Editions((self,)).decide(event, as_of)

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


def _start(policy: Policy) -> Bound:
    return policy.typed.starts.earliest


def _by_start(policies: Iterable[Policy]) -> tuple[Policy, ...]:
    return tuple(sorted(policies, key=_start))


@attrs.frozen
class Editions:
    """Several editions of one policy; the one in force at an event's own moment decides the whole of it.

    Raises `ValueError` if two are in force from one day.
    """

    policies: tuple[Policy, ...] = attrs.field(converter=_by_start)

    def __attrs_post_init__(self) -> None:
        starts = [_start(each) for each in self.policies]
        if not starts or len(set(starts)) != len(starts):
            raise ValueError("editions need one policy or more, each in force from a day of its own")

    def decide(self, event: Any, as_of: datetime | None = None) -> Decision:
        """What the edition in force says; see `Policy.decide`.

        Before the first edition the summary is "no_edition"; where the event's moment may lie on either
        side of an edition's start, it is "undetermined".
        """
        vocabulary = self.policies[0].typed.vocabulary
        if as_of is not None and not isinstance(as_of, datetime):
            raise TypeError(f"as_of is an aware datetime, not {as_of!r}")
        if not isinstance(event, vocabulary.events):
            raise TypeError(f"{type(event).__name__} is no event of {vocabulary.name}")
        check_event(event)
        governing = self._governing(getattr(event, vocabulary.moment))
        if governing is None:
            told = "its time is not known well enough to say whether the policy, or which edition, governs it"
            return _bare(event.id, "undetermined", told)
        if governing == NO_EDITION:
            return _bare(event.id, NO_EDITION, "no edition of the policy was in force yet")
        return self._decision(governing, event, None if as_of is None else instant_of(as_of))

    def _governing(self, when: When) -> Policy | NoEdition | None:
        """The edition in force at a moment: "no_edition" before the first, None where that is not known."""
        first, last = self._in_force(when.earliest), self._in_force(when.latest)
        if first is not last:
            return None
        return NO_EDITION if first is None else first

    def _in_force(self, instant: Bound) -> Policy | None:
        """The last edition that begins no later."""
        return next((each for each in reversed(self.policies) if _start(each) <= instant), None)

    def _decision(self, main: Policy, event: Any, as_of: Bound | None) -> Decision:
        """What the edition of the event's own moment says, and others of duties set off in theirs."""

        def governs(policy: Policy, when: When) -> bool:
            found = self._governing(when)
            return (found if isinstance(found, Policy) else main) is policy

        found: list[tuple[Finding, Policy]] = []
        for policy in (main, *(each for each in self.policies if each is not main)):
            said = interpreter.decide(policy.typed, event, as_of, partial(governs, policy))
            found += [(each, policy) for each in said]
        sources = {id(each): policy for each, policy in found}

        def repair(finding: Finding) -> tuple[Repair, ...]:
            policy = sources.get(id(finding), main)
            return interpreter.repairs(policy.typed, event, finding, as_of)

        findings = tuple(each for each, _ in found)
        return Decision(
            id=event.id,
            edition=main.typed.edition,
            all_findings=findings,
            summary=summary_of(findings),
            unused=interpreter.unused(main.typed, event, as_of),
            repair=repair,
        )


def _bare(event: str, summary: str, note: str) -> Decision:
    return Decision(id=event, edition=None, all_findings=(), summary=summary, note=note)

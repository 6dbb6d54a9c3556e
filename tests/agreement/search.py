"""Trials in bulk, and whether the compiled rules say of each what the interpreter says."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any
from unittest import mock

import attrs

from wrbc_rules import Evaluator, EventError, Outcome, Policy, Verdict
from wrbc_rules.analysis.drawing import Constants, RandomDrawer
from wrbc_rules.backends import interpreter
from wrbc_rules.findings import summary_of
from wrbc_rules.values import moment_of

from .covering import Covered, reference
from .drafted import classes_of, is_written, policy_of
from .events import as_of_for, drawn
from .spelling import respelt


@attrs.frozen
class Trial:
    """One event to be decided, perhaps in JSON's form too; its words are enough to make it again."""

    policy: Policy
    event: Any
    data: Mapping[str, Any] | None
    as_of: int | None
    words: str


def trials(number: int, events: int) -> Iterator[Trial]:
    """Trials of the policy of this number: fewer of one with many rules, which cover few events."""
    policy = policy_of(number)
    constants = Constants.of(policy.typed)
    classes = classes_of(policy)
    for count in range(events // 4 if is_written(number) else events):
        drawer = RandomDrawer(random.Random(f"trial {number} {count}"))
        event = drawn(policy, constants, drawer, drawer.choose(classes))
        data = respelt(event, drawer) if count % 2 else None
        if data is not None:
            try:
                event = policy.read_event(data)
            except EventError:  # a date that the zone lacks
                data = None
        as_of = as_of_for(policy, event, constants, drawer)
        yield Trial(policy, event, data, as_of, f"policy {number}, event {count}")


def said(trial: Trial) -> tuple[Verdict, ...]:
    """What the interpreter says of a trial."""
    found = interpreter.decide(trial.policy.typed, trial.event, trial.as_of)
    return tuple(Verdict(each.rule, each.about, each.outcome, each.strength) for each in found)


def difference(trial: Trial, expected: tuple[Verdict, ...]) -> str | None:
    """What the compiled rules say otherwise, if anything."""
    evaluator: Evaluator = trial.policy.compile()
    as_of = None if trial.as_of is None else moment_of(trial.as_of)
    notable = tuple(each for each in expected if each.outcome.notable)
    pairs = [
        ("outcomes", expected, evaluator.outcomes(trial.event, as_of)),
        ("notable", notable, evaluator.notable(trial.event, as_of)),
    ]
    if trial.data is not None:
        pairs += [
            ("outcomes in JSON", expected, evaluator.outcomes_in(trial.data, as_of)),
            ("notable in JSON", notable, evaluator.notable_in(trial.data, as_of)),
        ]
    for words, wanted, got in pairs:
        if wanted != got:
            return f"{trial.words}: {words}: {set(wanted) ^ set(got) or 'another order'}"
    return _decided_otherwise(trial, expected, notable)


def _decided_otherwise(
    trial: Trial, expected: tuple[Verdict, ...], notable: tuple[Verdict, ...]
) -> str | None:
    as_of = None if trial.as_of is None else moment_of(trial.as_of)
    decision = trial.policy.decide(trial.event, as_of, trusted=True)
    if decision.note is not None:
        return None
    wanted = (
        notable,
        summary_of(expected),
        tuple(dict.fromkeys(each.rule for each in expected if each.outcome.open)),
        any(each.outcome is Outcome.BREACH for each in expected),
    )
    got = (decision.notable, decision.summary, decision.open, decision.breached)
    return None if wanted == got else f"{trial.words}: decided: {wanted} is not {got}"


def search(first: int, policies: int, events: int) -> Covered:
    """Every trial of some policies; fails at the first difference, and says what was covered."""
    covered = Covered()
    with without_reasons(), covered.watching():
        for number in range(first, first + policies):
            seen: set[int] = set()
            for trial in trials(number, events):
                if id(trial.policy) not in seen:
                    seen.add(id(trial.policy))
                    covered.read(trial.policy)
                try:
                    found = difference(trial, said(trial))
                except Exception as crash:
                    crash.add_note(trial.words)
                    raise
                assert found is None, found
    return covered


def without_reasons() -> Any:
    """The interpreter without the reasons of what is settled, which nothing here compares: it is faster."""
    return mock.patch.object(reference, "_because", return_value=())

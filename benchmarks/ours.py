"""The ways in which this package can be asked: the one place that knows the shape of its answers.

Never: a way that the package's users do not have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from inspect import signature
from typing import Any, Literal, cast

import attrs

from wrbc_rules import Policy
from wrbc_rules.findings import Decision, Outcome

Takes = Literal["event", "json", "events"]
#: The rules that are breached, and those that are open.
Said = tuple[frozenset[str], frozenset[str]]


@attrs.frozen(kw_only=True)
class Way:
    """One way of asking: what it takes, and how its answer is read."""

    name: str
    takes: Takes
    run: Callable[[Any], Any]
    said: Callable[[Any], Said]


def ways(policy: Policy) -> list[Way]:
    """Every way that this version of the package has."""
    found = [Way(name="policy.decide", takes="event", run=policy.decide, said=_decided)]
    if "trusted" in signature(policy.decide).parameters:
        trusted: Callable[[Any], Decision] = partial(cast(Any, policy.decide), trusted=True)
        found.append(Way(name="policy.decide, trusted", takes="event", run=trusted, said=_decided))
    if hasattr(policy, "decide_many"):
        many = policy.decide_many
        found.append(
            Way(name="policy.decide_many", takes="events", run=lambda all_: _run(many(all_)), said=_decided)
        )
    if not hasattr(policy, "compile"):
        return found
    evaluator = policy.compile()
    compiled: tuple[tuple[str, Takes, Callable[[Any], Said]], ...] = (
        ("notable", "event", _verdicts),
        ("outcomes", "event", _verdicts),
        ("decide", "event", _decided),
        ("notable_in", "json", _verdicts),
        ("outcomes_in", "json", _verdicts),
        ("outcomes_of_mapping", "json", _verdicts),
    )
    for name, takes, said in compiled:
        if hasattr(evaluator, name):
            found.append(Way(name=f"compiled.{name}", takes=takes, run=getattr(evaluator, name), said=said))
    return found


def not_there(policy: Policy) -> str | None:
    """What to say where the package has no compiled evaluator."""
    return None if hasattr(policy, "compile") else "this version of the package has no compiled evaluator"


def _verdicts(verdicts: Iterable[Any]) -> Said:
    """The shape of the compiled evaluator's answer: things with a `rule` and an `outcome`."""
    breached = (each.rule for each in verdicts if each.outcome is Outcome.BREACH)
    return frozenset(breached), frozenset(each.rule for each in verdicts if each.outcome.open)


def _decided(decision: Decision) -> Said:
    breached = (each.rule for each in decision.all_findings if each.outcome is Outcome.BREACH)
    return frozenset(breached), frozenset(decision.open)


def _run(decisions: Iterable[Decision]) -> Decision | None:
    """Goes through them all and keeps none but the last."""
    last = None
    for last in decisions:  # noqa: B007
        pass
    return last

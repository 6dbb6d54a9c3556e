"""The ways in which this package can be asked: the one place that knows the shape of its answers.

Never: a way that the package's users do not have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Literal

import attrs

from wrbc_rules import Policy
from wrbc_rules.findings import Decision, Outcome

Takes = Literal["event", "json", "events"]
#: The rules that are breached, and those that are open.
Said = tuple[frozenset[str], frozenset[str]]
#: A decision on an event whose fields are known to hold what their classes say.
TRUSTED = "policy.decide, trusted"


@attrs.frozen(kw_only=True)
class Way:
    """One way of asking: what it takes, and how its answer is read."""

    name: str
    takes: Takes
    run: Callable[[Any], Any]
    said: Callable[[Any], Said]


def ways(policy: Policy) -> list[Way]:
    """Every way of asking a policy."""
    evaluator = policy.compile()
    return [
        Way(name="policy.decide", takes="event", run=policy.decide, said=_decided),
        Way(name=TRUSTED, takes="event", run=partial(policy.decide, trusted=True), said=_decided),
        Way(
            name="policy.decide_many",
            takes="events",
            run=lambda events: _run(policy.decide_many(events)),
            said=_decided,
        ),
        Way(name="compiled.notable", takes="event", run=evaluator.notable, said=_verdicts),
        Way(name="compiled.outcomes", takes="event", run=evaluator.outcomes, said=_verdicts),
        Way(name="compiled.notable_in", takes="json", run=evaluator.notable_in, said=_verdicts),
        Way(name="compiled.outcomes_in", takes="json", run=evaluator.outcomes_in, said=_verdicts),
    ]


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

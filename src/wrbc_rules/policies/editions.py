"""Several editions of one policy, each in force from its day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

import attrs

from wrbc_rules.backends import interpreter
from wrbc_rules.findings import Decision
from wrbc_rules.findings.decision import NO_EDITION, NoEdition
from wrbc_rules.ir import Path
from wrbc_rules.policies.policy import Policy
from wrbc_rules.policies.telling import Told, check_given, looked_at, ungoverned
from wrbc_rules.values import Bound, When


def _start(policy: Policy) -> Bound:
    return policy.typed.starts.earliest


def _by_start(policies: Iterable[Policy]) -> tuple[Policy, ...]:
    return tuple(sorted(policies, key=_start))


def _otherwise(policies: tuple[Policy, ...]) -> Iterator[type[Any]]:
    """The classes of events with a duty that is set off at another moment than their own."""
    moment = Path("event", (policies[0].typed.vocabulary.moment,))
    for policy in policies if len(policies) > 1 else ():
        for rule in policy.rules:
            if rule.event is not None and rule.trigger not in (None, moment):
                yield rule.event


@attrs.frozen
class Editions:
    """Several editions of one policy; the one in force at an event's own moment decides the whole of it.

    Raises `ValueError` if two are in force from one day.
    """

    policies: tuple[Policy, ...] = attrs.field(converter=_by_start)
    #: Events of which a duty may be set off in the time of another edition than their own.
    _set_off_otherwise: tuple[type[Any], ...] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        starts = [_start(each) for each in self.policies]
        if not starts or len(set(starts)) != len(starts):
            raise ValueError("editions need one policy or more, each in force from a day of its own")
        object.__setattr__(self, "_set_off_otherwise", tuple(_otherwise(self.policies)))

    def decide(self, event: Any, as_of: datetime | None = None, *, trusted: bool = False) -> Decision:
        """What the edition in force says; `as_of`, `trusted` and what is raised: see `Policy.decide`.

        Before the first edition the summary is "no_edition"; where the event's moment may lie on either
        side of an edition's start, it is "undetermined".
        """
        looked = None if as_of is None else looked_at(as_of)
        if not trusted:
            check_given(self.policies[0].compile(), event)
        governing = self._governing(getattr(event, self.policies[0].typed.vocabulary.moment))
        if not isinstance(governing, Policy):
            return ungoverned(event, governing)
        if isinstance(event, self._set_off_otherwise):
            return self._decision(governing, event, looked)
        return governing.decide(event, as_of, trusted=True)

    def decide_many(
        self, events: Iterable[Any], as_of: datetime | None = None, *, trusted: bool = False
    ) -> Iterator[Decision]:
        """What the edition in force says of each event, as they are asked for; see `decide`."""
        return (self.decide(event, as_of, trusted=trusted) for event in events)

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

        policies = (main, *(each for each in self.policies if each is not main))
        said = tuple(
            (finding, policy.typed)
            for policy in policies
            for finding in interpreter.decide(policy.typed, event, as_of, partial(governs, policy))
        )
        return Decision(Told(edition=main.typed.edition, main=main.typed, said=said), event, as_of, None)

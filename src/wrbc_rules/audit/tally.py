"""Counting while events are decided: by rule, by person, by hour, and what is not known."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import attrs

from wrbc_rules.audit.result import Hours, PersonCount, RuleCount, Unknown
from wrbc_rules.events import Contact, Event, Person
from wrbc_rules.findings import Finding, Outcome, Verdict
from wrbc_rules.ir import TypedPolicy
from wrbc_rules.values import HOUR, Clock, When

_MEMBER = re.compile(r"\[.*?\]")
#: The ids of so many events are given with what is not known.
_SAMPLES = 3


@attrs.define
class _Sender:
    """What is counted of one person."""

    roles: tuple[str, ...] = ()
    contacts: int = 0
    #: How many events of theirs any rule covers.
    covered: int = 0
    breaches: Counter[str] = attrs.field(factory=Counter)
    open: Counter[str] = attrs.field(factory=Counter)


@attrs.define
class _Gap:
    """One thing that is not known."""

    rules: dict[str, None] = attrs.field(factory=dict)
    events: int = 0
    samples: list[str] = attrs.field(factory=list)


@attrs.define
class Tally:
    """Counts of an audit. They grow with the policy and the people, not with the messages."""

    clock: Clock
    windows: tuple[tuple[int, int, str], ...]
    outcomes: defaultdict[str, Counter[Outcome]] = attrs.field(factory=lambda: defaultdict(Counter))
    _senders: dict[str, _Sender] = attrs.field(factory=dict)
    _contacts: Counter[tuple[int, int]] = attrs.field(factory=Counter)
    _breaches: Counter[tuple[int, int]] = attrs.field(factory=Counter)
    _unplaced: int = 0
    _gaps: dict[tuple[str, str | None, str | None], _Gap] = attrs.field(factory=dict)

    def add(self, event: Event, verdicts: Iterable[Verdict], notable: Iterable[Finding]) -> None:
        """Count an event with what the policy says of it."""
        breached = set()
        covered = False
        for verdict in verdicts:
            self.outcomes[verdict.rule][verdict.outcome] += 1
            covered |= verdict.outcome is not Outcome.NOT_COVERED
            if verdict.outcome is Outcome.BREACH:
                breached.add(verdict.rule)
        found = tuple(notable)
        if isinstance(event, Contact):
            self._contact(event, breached)
        if event.by.id is not None:
            self._sender(event, event.by, breached, {f.rule for f in found if f.outcome.open})
            self._senders[event.by.id].covered += covered
        self._unknown(event, found)

    def passed_over(self) -> Iterator[tuple[str, tuple[str, ...], int]]:
        """Those with a role who wrote or called, and whom no rule covers: who, which roles, how often."""
        for name, sender in sorted(self._senders.items()):
            if sender.roles and sender.contacts and not sender.covered:
                yield name, sender.roles, sender.contacts

    def _contact(self, event: Contact, breached: set[str]) -> None:
        hour = None if event.direction == "incoming" else self._hour(event.at)
        if event.direction == "incoming":
            return
        if hour is None:
            self._unplaced += 1
            return
        self._contacts[hour] += 1
        self._breaches[hour] += any(rule in breached for _, _, rule in self.windows)

    def _hour(self, when: When) -> tuple[int, int] | None:
        """The weekday and hour that the clock surely showed."""
        if when.latest - when.earliest >= HOUR or not when.stated:
            return None
        first, last = self.clock.local(when.earliest), self.clock.local(when.latest)
        hour = (first.weekday(), first.hour)
        return hour if hour == (last.weekday(), last.hour) else None

    def _sender(self, event: Event, by: Person, breached: set[str], still_open: set[str]) -> None:
        sender = self._senders.setdefault(str(by.id), _Sender())
        sender.roles = tuple(sorted(by.roles or sender.roles))
        sender.contacts += isinstance(event, Contact)
        sender.breaches.update(breached)
        sender.open.update(still_open)

    def _unknown(self, event: Event, found: Iterable[Finding]) -> None:
        """What of an event is not known: each thing once, however many rules and people it concerns."""
        once = set()
        for finding in found:
            if finding.outcome is Outcome.WITHDRAWN:
                continue
            for key in _unknowns(finding):
                gap = self._gaps.setdefault(key, _Gap())
                gap.rules[finding.rule] = None
                once.add(key)
        for key in once:
            gap = self._gaps[key]
            gap.events += 1
            if len(gap.samples) < _SAMPLES:
                gap.samples.append(event.id)

    # ---- what comes out

    def rules(self, policies: Iterable[TypedPolicy]) -> Iterator[RuleCount]:
        """The rules of which anything was said, in the order of the newest policy that has them."""
        rules = {rule.id: rule for policy in policies for rule in policy.rules}
        for name, rule in rules.items():
            if self.outcomes[name]:
                yield RuleCount(
                    rule=name,
                    clause=rule.clause,
                    title=rule.title,
                    strength=rule.strength,
                    norm=rule.lines,
                    outcomes=dict(self.outcomes[name]),
                )

    def people(self, known: Iterable[str]) -> Iterator[PersonCount]:
        """Everybody who wrote or called: those with most breaches first."""
        those = set(known)

        def order(name: str) -> tuple[int, int, str]:
            sender = self._senders[name]
            return (-sender.breaches.total(), -sender.open.total(), name)

        for name in sorted(self._senders, key=order):
            sender = self._senders[name]
            yield PersonCount(
                person=name,
                roles=sender.roles,
                known=name in those,
                contacts=sender.contacts,
                breaches=dict(sender.breaches),
                open=dict(sender.open),
            )

    def hours(self) -> Hours:
        """Contacts by weekday and hour."""
        return Hours(
            contacts=dict(self._contacts),
            breaches=dict(self._breaches),
            windows=self.windows,
            unplaced=self._unplaced,
        )

    def unknown(self) -> Iterator[Unknown]:
        """What is not known, what concerns most events first."""
        for (words, field, who), gap in sorted(
            self._gaps.items(), key=lambda each: (-each[1].events, str(each[0]))
        ):
            yield Unknown(
                rules=tuple(gap.rules),
                words=words,
                field=field,
                who=who,
                events=gap.events,
                samples=tuple(gap.samples),
            )


def _unknowns(finding: Finding) -> Iterator[tuple[str, str | None, str | None]]:
    for missing in finding.missing:
        yield missing.words, _MEMBER.sub("", missing.field), None
    for question in finding.ask:
        yield question.question, None, question.who

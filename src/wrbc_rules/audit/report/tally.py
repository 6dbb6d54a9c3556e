"""One pass over the findings: what is counted, and the few that are kept."""

from __future__ import annotations

import heapq
from collections import Counter

import attrs

from wrbc_rules.audit.report.wording import doer
from wrbc_rules.audit.result import Audit, Item
from wrbc_rules.findings import Outcome


class Sink:
    """Takes every finding once, in the order of time; what it makes of them is ready after `close`."""

    def add(self, item: Item) -> None:
        """Take one finding."""
        raise NotImplementedError

    def close(self) -> None:
        """There are no more findings."""

    def let_go(self) -> None:
        """Close what is still open; called at the end, also of a run that failed."""


class CountsError(AssertionError):
    """The audit gave other findings than it counted: a mistake in making the audit, never in what went in."""


@attrs.define
class Talk:
    """The conversation to have with one person: on how many events, by which rules, the gravest of them."""

    events: int
    rules: Counter[str]
    gravest: Item

    @property
    def rank(self) -> tuple[int, int, float]:
        """The most pressing first: the strongest sentence, then the most events."""
        return (self.gravest.strength.rank, -self.events, self.gravest.instant)


@attrs.define
class Tally(Sink):
    """Counts of findings and events, and the conversations to have; as large as the people are many."""

    findings: Counter[tuple[str, Outcome]] = attrs.field(factory=Counter)
    #: Events by the gravest that was found on them, then by sort.
    events: dict[Outcome, Counter[str]] = attrs.field(factory=dict)
    late: int = 0
    talks: dict[str, Talk] = attrs.field(factory=dict)
    _here: list[Item] = attrs.field(factory=list)

    @property
    def total(self) -> int:
        """How many findings there were."""
        return sum(self.findings.values())

    def of(self, outcome: Outcome) -> int:
        """How many events have this as their gravest."""
        return sum(self.events.get(outcome, Counter()).values())

    def pressing(self, most: int) -> list[tuple[str, Talk]]:
        """The most pressing conversations, and with whom."""
        return heapq.nsmallest(most, self.talks.items(), key=lambda each: (each[1].rank, each[0]))

    def add(self, item: Item) -> None:
        """Count a finding."""
        if self._here and self._here[0].event != item.event:
            self._event()
        self._here.append(item)
        self.findings[item.rule, item.outcome] += 1
        self.late += bool(item.late)

    def close(self) -> None:
        """Count the last event."""
        if self._here:
            self._event()

    def _event(self) -> None:
        gravest = min(self._here, key=lambda item: (item.outcome.weight, item.strength.rank))
        self.events.setdefault(gravest.outcome, Counter())[gravest.sort] += 1
        if gravest.outcome is Outcome.BREACH:
            self._talk(gravest)
        self._here.clear()

    def _talk(self, gravest: Item) -> None:
        talk = self.talks.setdefault(doer(gravest), Talk(0, Counter(), gravest))
        talk.events += 1
        broken = (each.rule for each in self._here if each.outcome is Outcome.BREACH)
        talk.rules.update(list(dict.fromkeys(broken)))  # once, and in an order of its own
        if gravest.strength.rank < talk.gravest.strength.rank:
            talk.gravest = gravest

    def agree(self, audit: Audit) -> None:
        """Raise `CountsError` unless what calls for attention was counted alike by the audit."""
        counted = {
            (rule.rule, outcome): number
            for rule in audit.rules
            for outcome, number in rule.outcomes.items()
            if outcome.notable and number
        }
        met = {key: number for key, number in self.findings.items() if key[1].notable}
        if counted != met:
            differ = sorted({rule for rule, _ in dict(counted.items() ^ met.items())})
            raise CountsError(f"the audit's counts and its findings differ for {', '.join(differ)}")


@attrs.define
class Gravest:
    """The gravest findings of each clause, so many at most of each, and how many there were."""

    most: int
    counts: Counter[str] = attrs.field(factory=Counter)
    _heaps: dict[str, list[tuple[int, int, int, Item]]] = attrs.field(factory=dict)
    _met: int = 0

    def add(self, item: Item) -> None:
        """Keep it, if it is one of the gravest of its clause so far; of equals the earlier."""
        self._met += 1
        self.counts[item.clause] += 1
        heap = self._heaps.setdefault(item.clause, [])
        entry = (-item.outcome.weight, -item.strength.rank, -self._met, item)
        (heapq.heappush if len(heap) < self.most else heapq.heappushpop)(heap, entry)

    def kept(self, clause: str) -> list[Item]:
        """Those of a clause, in the order of time."""
        return [entry[-1] for entry in sorted(self._heaps.get(clause, ()), key=lambda entry: -entry[2])]

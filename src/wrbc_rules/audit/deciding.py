"""The second half of an audit: each event with the facts of its moment, decided, and what is worth a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Protocol

import attrs

from wrbc_rules.audit.explaining import Explained, Explanations
from wrbc_rules.audit.gathering import Gathering
from wrbc_rules.audit.masks import Masks
from wrbc_rules.audit.result import Item
from wrbc_rules.audit.store import Entry
from wrbc_rules.audit.tally import Tally
from wrbc_rules.events import Contact, Event, GroupState
from wrbc_rules.facts import Filled
from wrbc_rules.findings import Decision, Finding, Outcome, Strength, Verdict
from wrbc_rules.findings.texts import when_text
from wrbc_rules.register import Row
from wrbc_rules.values import Clock

#: What would have put a breach right is worked out for so many of each rule: it takes some milliseconds each.
REPAIRED = 100

Key = tuple[str, str | None]


class Decider(Protocol):
    """A policy, or several editions of one."""

    def decide(self, event: Any, as_of: datetime | None = None, *, trusted: bool = False) -> Decision:
        """What it says of an event."""
        ...


@attrs.define
class Deciding:
    """Deciding the events of a log, one after another."""

    gathering: Gathering
    decider: Decider
    clock: Clock
    as_of: datetime
    masks: Masks
    tally: Tally
    read: Callable[[object], Event]
    #: The ids of events that the register or answers speak of; `met` are those that there are.
    wanted: frozenset[str]
    #: None where several editions decide.
    explanations: Explanations | None
    sorts: Counter[str] = attrs.field(factory=Counter)
    ungoverned: int = 0
    met: set[str] = attrs.field(factory=set)
    #: What the register states of an event that the event cannot hold.
    refused: dict[str, None] = attrs.field(factory=dict)
    #: The outcomes of rules about groups, by the group's state.
    states: dict[str, Mapping[str, Outcome]] = attrs.field(factory=dict)
    first: float | None = None
    last: float | None = None
    _repaired: Counter[str] = attrs.field(factory=Counter)

    def items(self, entry: Entry) -> Iterator[Item]:
        """What is worth a line of the next event."""
        event = self.read(entry.form)
        filled = self._filled(event, entry)
        self.refused.update(dict.fromkeys(filled.refused))
        self.met |= {event.id} & self.wanted
        yield from self._items(filled, event, entry)

    def _filled(self, event: Event, entry: Entry, but: Collection[Row] = ()) -> Filled:
        """The event with the facts of its moment; one that the register made has only to be answered."""
        facts = self.gathering.facts
        if entry.whole:
            return facts.said(event, but=but)
        return facts.fill(event, self.gathering.owner(entry.place), but=but)

    def _items(self, filled: Filled, event: Event, entry: Entry) -> Iterator[Item]:
        shown = self.masks.event(filled.event)
        decision = self._decision(shown)
        verdicts = decision.verdicts
        notable = tuple(self._notable(decision, shown, verdicts))
        self._count(shown, filled.event, decision, verdicts, notable)
        saved = self._saved(event, filled, entry, verdicts)
        about_event = self._about(shown, entry)
        for each in notable:
            late, instead = saved.pop((each.finding.rule, each.finding.about), ((), None))
            yield self._item(about_event, decision, each, late, instead)
        if saved:
            for finding in decision.findings_of({rule for rule, _ in saved}):
                late, instead = saved.get((finding.rule, finding.about), ((), None))
                if instead is not None:
                    yield self._item(about_event, decision, Explained.of(finding), late, instead)

    def _notable(self, decision: Decision, event: Event, verdicts: Iterable[Verdict]) -> Iterable[Explained]:
        if self.explanations is None:
            return map(Explained.of, decision.notable_findings)
        return self.explanations.notable(decision, event, verdicts)

    def _decision(self, event: Event) -> Decision:
        return self.decider.decide(event, self.as_of, trusted=True)

    def _count(
        self,
        shown: Event,
        event: Event,
        decision: Decision,
        verdicts: tuple[Verdict, ...],
        notable: tuple[Explained, ...],
    ) -> None:
        self.sorts[_sort(event)] += 1
        self.ungoverned += decision.edition is None
        self.tally.add(shown, verdicts, [each.finding for each in notable])
        if isinstance(event, GroupState):
            self.states[event.id] = {
                each.rule: each.outcome for each in verdicts if each.outcome is not Outcome.NOT_COVERED
            }
        if isinstance(event, Contact) and event.at.stated:
            self.first = event.at.earliest if self.first is None else self.first
            self.last = event.at.latest if self.last is None else max(self.last, event.at.latest)

    def _saved(
        self, event: Event, filled: Filled, entry: Entry, verdicts: Iterable[Verdict]
    ) -> dict[Key, tuple[tuple[str, ...], Outcome]]:
        """What would have come out without the rows typed in after the event, where that is worse.

        With those of the rows without each of which it comes out worse; with all of them, if there is none.
        """
        late = filled.late
        now = {(each.rule, each.about): each.outcome for each in verdicts}
        worse = self._worse(event, entry, late, now) if late else {}
        one_by_one = late if worse and len(late) > 1 else ()
        alone = {row.place: self._worse(event, entry, (row,), now) for row in one_by_one}
        every = tuple(row.place for row in late)
        return {
            key: (tuple(place for place, found in alone.items() if key in found) or every, outcome)
            for key, outcome in worse.items()
        }

    def _worse(
        self, event: Event, entry: Entry, rows: Collection[Row], now: Mapping[Key, Outcome]
    ) -> dict[Key, Outcome]:
        """The outcomes that would have been worse without these rows."""
        before = self._filled(event, entry, but=rows).event
        found: dict[Key, Outcome] = {}
        for each in self._decision(self.masks.event(before)).verdicts:
            outcome = now.get((each.rule, each.about))
            if outcome is not None and each.outcome.notable and each.outcome.weight < outcome.weight:
                found[each.rule, each.about] = each.outcome
        return found

    def _about(self, event: Event, entry: Entry) -> dict[str, Any]:
        """What all findings on an event have in common."""
        channel = getattr(event, "channel", None)
        return {
            "event": event.id,
            "sort": _sort(event),
            "place": self.masks.place(entry.place),
            "at": when_text(event.at, self.clock),
            "instant": event.at.earliest,
            "by": event.by.id,
            "channel": None if channel is None else channel.platform or channel.kind,
            "group": getattr(event, "group", None),
            "text": entry.text,
        }

    def _item(
        self,
        about_event: Mapping[str, Any],
        decision: Decision,
        explained: Explained,
        late: tuple[str, ...],
        instead: Outcome | None,
    ) -> Item:
        finding = explained.finding
        return Item(
            **about_event,
            about=finding.about,
            rule=finding.rule,
            clause=finding.clause,
            title=finding.title,
            strength=finding.strength,
            outcome=finding.outcome,
            because=explained.because,
            missing=explained.missing,
            ask=explained.ask,
            due=explained.due,
            right=self._right(decision, finding),
            late=late,
            instead=instead,
        )

    def _right(self, decision: Decision, finding: Finding) -> str | None:
        """What would have put a breach right, for the first of each rule."""
        if finding.outcome is not Outcome.BREACH or self._repaired[finding.rule] >= REPAIRED:
            return None
        self._repaired[finding.rule] += 1
        return next((repair.said for repair in decision.repairs(finding)), None)


def _sort(event: Event) -> str:
    """As in "friend request accepted"."""
    return "".join(f" {c.lower()}" if c.isupper() else c for c in type(event).__name__).strip()


_FIELDS = tuple(field.name for field in attrs.fields(Item))


def item_form(item: Item) -> dict[str, Any]:
    """An item as JSON holds it."""
    return {name: getattr(item, name) for name in _FIELDS} | {
        "strength": item.strength.value,
        "outcome": item.outcome.value,
        "instead": None if item.instead is None else item.instead.value,
    }


def item_of(form: Mapping[str, Any]) -> Item:
    """The item that `item_form` made this of."""
    made = dict(form)
    for name in ("because", "late"):
        made[name] = tuple(made[name])
    for name in ("missing", "ask", "due"):
        made[name] = tuple((first, second) for first, second in made[name])
    made["strength"], made["outcome"] = Strength(made["strength"]), Outcome(made["outcome"])
    made["instead"] = None if made["instead"] is None else Outcome(made["instead"])
    return Item(**made)

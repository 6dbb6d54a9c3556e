"""One audit from beginning to end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

import attrs

from wrbc_rules.audit.deciding import Deciding, item_form, item_of
from wrbc_rules.audit.explaining import Explanations
from wrbc_rules.audit.gathering import Gathering
from wrbc_rules.audit.histories import histories
from wrbc_rules.audit.masks import Masks
from wrbc_rules.audit.provenance import input_files, receipt
from wrbc_rules.audit.remarks import not_used, passed_over, remarks
from wrbc_rules.audit.result import Audit, Item, Receipt, Stranger
from wrbc_rules.audit.store import Store
from wrbc_rules.audit.tally import Tally
from wrbc_rules.audit.windows import clock_windows, counting_period
from wrbc_rules.events import Contact
from wrbc_rules.facts import Facts
from wrbc_rules.importers import Reading, bytes_of
from wrbc_rules.policies import Editions, Policy
from wrbc_rules.register import FactRow, JudgementRow, Register, Row
from wrbc_rules.values import instant_of


class Progress(Protocol):
    """Is told how far each part of an audit has come."""

    def begin(self, what: str, length: int) -> None:
        """A part begins, of so many bytes or events."""
        ...

    def reach(self, done: int) -> None:
        """So many are done."""
        ...

    def end(self) -> None:
        """Nothing more is done."""
        ...


class Silence:
    """Tells nobody."""

    def begin(self, what: str, length: int) -> None:
        """Nothing."""

    def reach(self, done: int) -> None:
        """Nothing."""

    def end(self) -> None:
        """Nothing."""


@attrs.frozen(kw_only=True)
class Request:
    """What is to be audited, and how. Instants are aware date-times."""

    policies: Sequence[Policy]
    exports: Sequence[Path]
    #: Reads the exports; its clock is that of their local times.
    reading: Reading
    register: Register
    #: The files that the register and the answers came from.
    register_files: Sequence[Path] = ()
    answer_files: Sequence[Path] = ()
    answers: Iterable[Row] = ()
    as_of: datetime
    country: str = "GB"
    with_text: bool = False
    pseudonyms: bool = False


@contextmanager
def audited(request: Request, progress: Progress | None = None) -> Iterator[Audit]:
    """What an audit finds; its items can be asked for inside the `with` only."""
    store, told = Store(), progress or Silence()
    try:
        yield _Run(request, store, told).audit()
    finally:
        told.end()
        store.close()


def _folders(exports: Sequence[Path]) -> tuple[str, ...]:
    """Where the exports lie, if each is known by its own name."""
    alone = len({each.name for each in exports}) == len(exports)
    return tuple(str(each.parent) for each in exports) if alone else ()


class _Run:
    """The parts of an audit, one after another."""

    def __init__(self, request: Request, store: Store, progress: Progress) -> None:
        self.request = request
        self.store = store
        self.progress = progress
        self._written = False
        editions = Editions(tuple(request.policies))
        self.policies = [policy.typed for policy in editions.policies]
        self.newest = editions.policies[-1]
        self.clock = self.newest.typed.clock
        self.as_of = instant_of(request.as_of)
        self.register = Register.of([*request.register, *request.answers])
        self.masks = Masks(request.pseudonyms, _folders(request.exports))
        self.facts = Facts(
            self.register,
            self.newest.read_event,
            as_of=self.as_of,
            country=request.country,
            period=counting_period(self.policies),
        )
        self.gathering = Gathering(store, self.facts, self.register)
        self.tally = Tally(self.clock, clock_windows(self.policies))
        wanted = frozenset(str(row.event) for row in self._of_events())
        decided = partial(editions.decide, as_of=request.as_of, trusted=True)
        self.deciding = Deciding(
            gathering=self.gathering,
            decider=editions,
            clock=self.clock,
            as_of=request.as_of,
            masks=self.masks,
            tally=self.tally,
            read=self.newest.read_event,
            wanted=wanted,
            explanations=Explanations(self.newest.typed, decided) if len(self.policies) == 1 else None,
        )

    def audit(self) -> Audit:
        """Everything."""
        self._read()
        self._count()
        self._decide()
        return self._told()

    def _read(self) -> None:
        self.progress.begin("reading", sum(map(bytes_of, self.request.exports)))
        reading = self.request.reading
        reading.on_read = self.progress.reach
        for path in self.request.exports:
            self.gathering.read(reading, path)
        starts = self.policies[0].starts
        self.gathering.add_states(starts, self.as_of)
        self.gathering.add_reviews(starts, self.as_of)

    def _count(self) -> None:
        """How often each person was contacted has to be known before the first event is decided."""
        self.progress.begin("counting contacts", len(self.store))
        facts = self.facts
        for done, entry in enumerate(self.store.in_order(), 1):
            event = self.newest.read_event(entry.form)
            if isinstance(event, Contact):
                facts.count(facts.who.identified(event, self.gathering.owner(entry.place)))
            self.progress.reach(done)

    def _decide(self) -> None:
        self.progress.begin("deciding", len(self.store))
        for done, entry in enumerate(self.store.in_order(), 1):
            for item in self.deciding.items(entry):
                self.store.found(item_form(item))
            self.progress.reach(done)

    def _told(self) -> Audit:
        typed = self.newest.typed
        known = {self.masks.name(each) for each in self.facts.who.persons.names}
        return Audit(
            title=typed.name,
            organisation=typed.organisation,
            first=self.deciding.first,
            last=self.deciding.last,
            sorts=dict(self.deciding.sorts),
            ungoverned=self.deciding.ungoverned,
            rules=tuple(self.tally.rules(reversed(self.policies))),
            people=tuple(self.tally.people(known)),
            hours=self.tally.hours(),
            groups=tuple(histories(self.facts, self.deciding.states, self.masks, self.as_of)),
            unknown=tuple(self.tally.unknown()),
            strangers=tuple(self._strangers()),
            remarks=tuple(self._remarks()),
            standing=tuple(dict.fromkeys(line for each in self.request.policies for line in each.standing)),
            settings=frozenset(each.unset.question for each in typed.settings if each.value is None),
            receipt=self._receipt(),
            items=self._items,
            local=self.clock.local,
        )

    def _items(self) -> Iterator[Item]:
        """Every item; whoever asks first writes them."""
        progress = Silence() if self._written else self.progress
        self._written = True
        progress.begin("writing", self.store.items_found)
        for done, form in enumerate(self.store.items(), 1):
            yield item_of(form)
            progress.reach(done)
        progress.end()

    def _strangers(self) -> Iterator[Stranger]:
        """Names that the register does not know, those of most events first."""
        seen = self.gathering.strangers
        for name in sorted(seen, key=lambda each: (-seen[each].events, each)):
            yield Stranger(
                name=self.masks.name(name),
                events=seen[name].events,
                files=tuple(map(self.masks.file, seen[name].files)),
                several=tuple(map(self.masks.name, seen[name].several)),
            )

    def _remarks(self) -> Iterator[str]:
        names = [*self.facts.who.persons.names, *self.facts.who.names.called, *self.gathering.strangers]
        unmet = [row for row in self._of_events() if row.event not in self.deciding.met]
        files = self.request.reading.formats
        for line in (
            *remarks(self.register, self.policies, self.deciding.refused),
            *not_used(unmet, self.gathering.unmatched(files)),
        ):
            yield self.masks.text(line, names)
        yield from passed_over(self.tally.passed_over())

    def _of_events(self) -> Iterator[JudgementRow | FactRow]:
        """Rows that speak of one event by its id."""
        yield from (row for row in self.register.table(JudgementRow) if row.event is not None)
        yield from (row for row in self.register.table(FactRow) if row.event is not None)

    def _receipt(self) -> Receipt:
        request = self.request
        return receipt(
            reading=request.reading,
            used=self.gathering.used,
            policy=self.newest,
            as_of=request.as_of,
            exports=input_files(request.exports),
            register=input_files(request.register_files),
            answers=input_files(request.answer_files),
            masks=self.masks,
            with_text=request.with_text,
        )

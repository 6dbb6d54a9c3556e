"""The first half of an audit: exports and register into one log in the order of time."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import attrs

from wrbc_rules.audit.store import Entry, Store
from wrbc_rules.events import Contact, Event, GroupState, ReviewPeriod
from wrbc_rules.facts import Facts
from wrbc_rules.importers import BrokenExportError, Got, Place, Reading
from wrbc_rules.register import ExportRow, KeptRow, Register, ReviewRow
from wrbc_rules.values import NOT_STATED, Bound, People, When
from wrbc_rules.vocabulary import event_to_json

#: Where events come from that no export holds.
_REGISTER = Place("the register")


@attrs.define
class Seen:
    """A name in the exports: how many events it stands in, in which files, and whom it may mean."""

    events: int = 0
    files: dict[str, None] = attrs.field(factory=dict)
    several: tuple[str, ...] = ()


@attrs.define
class Gathering:
    """A log that is being put together."""

    store: Store
    facts: Facts
    register: Register
    strangers: dict[str, Seen] = attrs.field(factory=dict)
    #: The files of which something came into the log.
    used: set[str] = attrs.field(factory=set)
    _owners: Mapping[str, str] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._owners = {row.file.casefold(): row.person for row in self.register.table(ExportRow)}

    def owner(self, place: Place) -> str | None:
        """Whose telephone or account a file was exported from, where the register says so."""
        parts = [part for part in Path(place.file).parts if part.casefold() in self._owners]
        return self._owners[parts[-1].casefold()] if parts else None

    def unmatched(self, files: Iterable[str]) -> Iterator[ExportRow]:
        """Rows that name the owner of an export which is not among these files."""
        parts = {part.casefold() for file in files for part in Path(file).parts}
        return (row for row in self.register.table(ExportRow) if row.file.casefold() not in parts)

    def read(self, reading: Reading, path: Path) -> None:
        """Take in an export. A line that says who came into a group is a change of it, and no event."""
        for got in _events(reading, path):
            self._strange(got)
            self.used.add(got.place.file)
            if got.change is not None:
                self._turn(got)
            else:
                entry = Entry(got.place, event_to_json(got.event), text=got.text)
                self.store.add(got.event.at.earliest, entry)

    def _turn(self, got: Got) -> None:
        event, change = got.event, got.change
        if change is None or not isinstance(event, GroupState) or event.group is None:
            return
        owner = self.owner(got.place) or f"whoever exported {Path(got.place.file).name}"
        joined = (*change.joined, *([owner] if change.owner == "joined" else ()))
        left = (*change.left, *([owner] if change.owner == "left" else ()))
        self.facts.who.turned(event.group, event.channel, event.at, joined, left)

    def _strange(self, got: Got) -> None:
        """Note the names that the register does not know."""
        names = set(_names(got.event)) - {None}
        for name in sorted(str(each) for each in names):
            found = self.facts.who.names.find(name, got.event.at)
            if found.person is None:
                seen = self.strangers.setdefault(found.name, Seen())
                seen.events += 1
                seen.files[got.place.file] = None
                seen.several = found.several

    def add_states(self, since: When, as_of: Bound) -> None:
        """Add the groups after each change, as events."""
        groups = self.facts.who.groups
        for group in groups:
            for state in groups.states(group, since, as_of):
                self._made(state)

    def add_reviews(self, starts: When, as_of: Bound) -> None:
        """Add the time from one review to the next, the first from when the policy came into force."""
        kept = self.register.kept("reviews")
        complete = [row for row in kept if row.period.covers(as_of)]
        subjects = [row.subject for row in self.register.table(ReviewRow)]
        for subject in dict.fromkeys([*subjects, *(("policy", "records") if complete else ())]):
            rows = [row for row in self.register.table(ReviewRow) if row.subject == subject]
            begun = starts
            for row in sorted(rows, key=lambda each: (each.reviewed.earliest, each.line)):
                people = (self.facts.who.persons.person(each, row.reviewed) for each in row.participants)
                took_part = People(tuple(people), bool(row.all_listed))
                self._made(
                    ReviewPeriod(
                        id=f"{subject}-review-{row.line}",
                        at=begun,
                        subject=row.subject,
                        reviewed_at=_first_review(begun, row.reviewed, kept),
                        participants=took_part,
                    )
                )
                begun = row.reviewed
            since = any(row.period.start <= begun.earliest for row in complete)
            not_yet = When(as_of + 1, math.inf) if since else NOT_STATED
            self._made(
                ReviewPeriod(id=f"{subject}-review-next", at=begun, subject=subject, reviewed_at=not_yet)
            )

    def _made(self, event: Event) -> None:
        self.store.add(event.at.earliest, Entry(_REGISTER, event_to_json(event), whole=True))


def _first_review(begun: When, reviewed: When, kept: Iterable[KeptRow]) -> When:
    """When the period ended: with the review that is listed, if no earlier one can be missing."""
    whole = any(row.period.start <= begun.earliest and row.period.end >= reviewed.latest for row in kept)
    return reviewed if whole else When(begun.earliest, reviewed.latest)


def _events(reading: Reading, path: Path) -> Iterator[Got]:
    """The events of an export; one that cannot be read keeps nobody from the others."""
    try:
        yield from reading.of(path)
    except OSError as error:
        reading.broken.append(BrokenExportError(Place(str(path)), f"cannot be read: {error.strerror}"))


def _names(event: Event) -> Iterable[str | None]:
    yield event.by.id
    if isinstance(event, Contact):
        yield from (each.person.id for each in event.recipients.members)
    elif isinstance(event, GroupState):
        yield from (each.id for each in event.members.members)

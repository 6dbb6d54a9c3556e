"""Labels in the place of names: "Adult 1", "Child 2", "Group 1", "Export 1", in the order of time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs

from wrbc_rules.events import Contact, Event, GroupState, NumberShared, Person, Photo, ReviewPeriod
from wrbc_rules.importers import Place
from wrbc_rules.values import Judgement, People

_MADE = re.compile(r"[a-z]+-[0-9a-f]{12}(-[0-9]+)?|group-[0-9]+-[0-9]+|[a-z]+-review-([0-9]+|next)")
_SORTS = {"child_or_young_person": "Child", "young_adult": "Young adult", "adult": "Adult"}


@attrs.define
class Masks:
    """What each name is called; with `on` false, every name is called what it is."""

    on: bool
    #: The folders in which the exports lie.
    folders: Collection[str] = ()
    _short: dict[str, str] = attrs.field(factory=dict)
    _labels: dict[tuple[str, str], str] = attrs.field(factory=dict)
    _counts: Counter[str] = attrs.field(factory=Counter)

    def _label(self, sort: str, name: str, word: str) -> str:
        if not self.on:
            return name
        if (sort, name) not in self._labels:
            self._counts[word] += 1
            self._labels[sort, name] = f"{word} {self._counts[word]}"
        return self._labels[sort, name]

    def name(self, person: str, category: str | None = None) -> str:
        """What a person is called."""
        return self._label("person", person, _SORTS.get(category or "", "Person"))

    def group(self, name: str) -> str:
        """What a group is called."""
        return self._label("group", name, "Group")

    def file(self, name: str) -> str:
        """What a file is called: names of files hold names of people. Where an export lies is left out."""
        if name not in self._short:
            inside = (each for each in self.folders if each != "." and Path(name).is_relative_to(each))
            folder = max(inside, key=len, default=None)
            self._short[name] = name if folder is None else str(Path(name).relative_to(folder))
        return self._label("file", self._short[name], "Export")

    def id(self, name: str) -> str:
        """The id of an event: those that are made up here stay, one that somebody wrote may hold a name."""
        return name if _MADE.fullmatch(name) else self._label("event", name, "Event")

    def place(self, place: Place) -> str:
        """Where a record stands."""
        return str(attrs.evolve(place, file=self.file(place.file)))

    def event(self, event: Event) -> Event:
        """The event with labels for names."""
        if not self.on:
            return event
        event = attrs.evolve(event, id=self.id(event.id))
        match event:
            case Contact():
                group = None if event.group is None else self.group(event.group)
                event = attrs.evolve(event, group=group, recipients=self._of_lists(event.recipients))
            case NumberShared():
                event = attrs.evolve(event, recipients=self._of_lists(event.recipients))
            case Photo():
                event = attrs.evolve(event, subjects=self._people(event.subjects))
            case GroupState():
                group = None if event.group is None else self.group(event.group)
                event = attrs.evolve(event, group=group, members=self._people(event.members))
            case ReviewPeriod():
                event = attrs.evolve(event, participants=self._people(event.participants))
        given = tuple(self._judgement(each) for each in event.judgements)
        return attrs.evolve(event, by=self._person(event.by), judgements=given)

    def _person(self, person: Person) -> Person:
        if person.id is None:
            return person
        return attrs.evolve(person, id=self.name(person.id, person.category))

    def _people(self, people: People[Person]) -> People[Person]:
        return attrs.evolve(people, members=tuple(map(self._person, people.members)))

    def _of_lists(self, people: People[Any]) -> People[Any]:
        members = (attrs.evolve(each, person=self._person(each.person)) for each in people.members)
        return attrs.evolve(people, members=tuple(members))

    def _judgement(self, given: Judgement[Person]) -> Judgement[Person]:
        about = None if given.about is None else self.name(given.about)
        return attrs.evolve(given, by=self._person(given.by), about=about)

    def text(self, words: str, names: Iterable[str]) -> str:
        """A text with labels for these names of people, whatever their capitals."""
        return self._replaced(words, {name.casefold(): self.name(name) for name in names if self.on})

    def told(self, words: str, files: Iterable[str]) -> str:
        """A text with labels for these names of files."""
        return self._replaced(words, {name.casefold(): self.file(name) for name in files})

    def _replaced(self, words: str, labels: Mapping[str, str]) -> str:
        """All at once, lest a label be taken for a name; a longer name before one that it holds."""
        names = sorted((name for name in labels if name), key=len, reverse=True)
        if not names:
            return words
        pattern = "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names)
        return re.sub(
            pattern, lambda found: labels.get(found[0].casefold(), "..."), words, flags=re.IGNORECASE
        )

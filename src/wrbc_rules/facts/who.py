"""Who the people of an event are: from names in exports to persons of the register."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, partial
from typing import Any, TypeVar

import attrs

from wrbc_rules.events import (
    Channel,
    Contact,
    Event,
    GroupState,
    NumberShared,
    Person,
    Photo,
    Recipient,
    ReviewPeriod,
    Told,
)
from wrbc_rules.facts.groups import Groups
from wrbc_rules.facts.names import Names
from wrbc_rules.facts.persons import Persons
from wrbc_rules.register import Register
from wrbc_rules.values import People, When

T = TypeVar("T", bound=attrs.AttrsInstance)
P = TypeVar("P", Recipient, Told)

#: Roles of people who are not the organisation's own.
_OUTSIDE = frozenset({"parent_or_carer"})
#: What a name that stands for several people is called, lest it be taken for one of them.
_WHO = "{} (who?)"


@cache
def _blank(cls: type[Any]) -> Any:
    return cls()


def completed(value: T, **known: Any) -> T:
    """The object with what was not stated in it filled in; what is stated already stays."""
    blank = _blank(type(value))
    new = {name: found for name, found in known.items() if getattr(value, name) == getattr(blank, name)}
    return attrs.evolve(value, **new)  # type: ignore[misc] # a bound of its own would be needed


class Who:
    """The people, names and groups of a register, and the groups of exports."""

    def __init__(self, register: Register, country: str) -> None:
        self.names = Names(register, country)
        self.persons = Persons(register)
        self.groups = Groups(register, self.persons)

    def named(self, name: str, when: When) -> str:
        """The id of the person that a name stands for; the name itself of somebody unknown."""
        found = self.names.find(name, when)
        return found.person or (_WHO.format(found.name) if found.several else found.name)

    def _person(self, given: Person, when: When) -> Person:
        return given if given.id is None else self._known(given, self.named(given.id, when), when)

    def _known(self, given: Person, name: str, when: When) -> Person:
        """Somebody whose id in the register is known; what is stated of them stays."""
        known = self.persons.person(name, when)
        return completed(
            attrs.evolve(given, id=known.id),
            **{
                field.name: getattr(known, field.name) for field in attrs.fields(Person) if field.name != "id"
            },
        )

    def turned(
        self, group: str, channel: Channel, when: When, joined: Iterable[str], left: Iterable[str]
    ) -> None:
        """A line of an export says that people came into a group, or went."""
        named = partial(self.named, when=when)
        self.groups.turned(group, channel, when, map(named, joined), map(named, left))

    def identified(self, event: Event, owner: str | None = None) -> Event:
        """The event with the people in it as the register knows them; `owner` is whose export it was."""
        match event:
            case Contact():
                return self._between(event, owner)
            case NumberShared():
                event = attrs.evolve(event, recipients=self._listed(event.recipients, event.at))
            case Photo():
                event = attrs.evolve(event, subjects=self._people(event.subjects, event.at))
            case GroupState():
                event = attrs.evolve(event, members=self._people(event.members, event.at))
            case ReviewPeriod():
                event = attrs.evolve(event, participants=self._people(event.participants, event.at))
        return attrs.evolve(event, by=self._sender(event, owner))

    def _sender(self, event: Event, owner: str | None) -> Person:
        if event.by.id is None and owner is not None:
            return self._known(event.by, owner, event.at)
        return self._person(event.by, event.at)

    def _people(self, people: People[Person], when: When) -> People[Person]:
        return attrs.evolve(people, members=tuple(self._person(each, when) for each in people.members))

    def _listed(self, people: People[P], when: When) -> People[P]:
        """The same list, of members that each have a person."""
        members = (attrs.evolve(each, person=self._person(each.person, when)) for each in people.members)
        return attrs.evolve(people, members=tuple(members))

    def _between(self, event: Contact, owner: str | None) -> Contact:
        """A contact with its sender and everybody who receives it."""
        when, people = event.at, self._listed(event.recipients, event.at)
        sender = self._sender(event, owner if event.direction == "outgoing" else None)
        if owner is not None and event.direction == "incoming" and not people.members:
            reached = Recipient(person=self.persons.person(owner, when))
            people = People((reached,), complete=event.group is None)
        if event.group is not None and not people.members:
            people = self._members(event.group, event.channel.platform, sender, when)
        group = None if event.group is None else self.groups.called(event.group)
        return attrs.evolve(
            event,
            by=sender,
            direction=event.direction or _direction(sender),
            group=group,
            recipients=people,
        )

    def _members(self, group: str, platform: str | None, sender: Person, when: When) -> People[Recipient]:
        """Everybody in a group but the sender; who receives it is not known where the sender is not."""
        if sender.id is None:
            return People()
        members = self.groups.members(group, platform, when)
        others = [each for each in members.people if each != sender.id]
        reached = (Recipient(person=self.persons.person(each, when)) for each in others)
        return People(tuple(reached), members.complete)


def of_us(person: Person) -> bool:
    """Whether somebody is surely one of the organisation's people."""
    return bool(person.roles and person.roles - _OUTSIDE)


def _direction(sender: Person) -> Any:
    """From the organisation's people or to them, where the sender's roles are known."""
    if sender.roles is None:
        return None
    return "outgoing" if of_us(sender) else "incoming"

"""From an event as an export has it to one that says what was true then; what it states itself stays."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import attrs

from wrbc_rules.events import (
    Contact,
    Event,
    Message,
    NumberShared,
    Person,
    PhoneLine,
    Photo,
    Recipient,
    Told,
)
from wrbc_rules.facts.bridges import Contacts
from wrbc_rules.facts.notices import Known, Notices
from wrbc_rules.facts.stating import Spoken, Statements
from wrbc_rules.facts.who import Who, completed, of_us
from wrbc_rules.register import JudgementRow, Register, Row
from wrbc_rules.values import Bound, Count, Judgement, When


@attrs.frozen
class Filled:
    """An event with what was true then, and the rows that count as an excuse and were in force.

    `refused` are statements in the register that the event cannot hold, in words; the event is without them.
    """

    event: Event
    used: tuple[Row, ...]
    refused: tuple[str, ...] = ()

    @property
    def late(self) -> tuple[Row, ...]:
        """Rows typed in after the event."""
        return tuple(row for row in self.used if row.entered.earliest > self.event.at.latest)


class Facts:
    """What a register and a log say was true at the moment of each event.

    `as_of` is when both are looked at, in microseconds; `country` that of telephone numbers without a prefix;
    `period` the one over which contacts are counted. `read` makes an event of its JSON form; it raises
    `ValueError`. Give it every line of groups by `who.turned` and every contact by `count` before `fill`.
    """

    def __init__(
        self,
        register: Register,
        read: Callable[[object], Event],
        *,
        as_of: Bound = math.inf,
        country: str = "GB",
        period: timedelta = timedelta(days=7),
    ) -> None:
        self.who = Who(register, country)
        self._notices = Notices(register, as_of)
        self._statements = Statements(register, read)
        self._judgements = Spoken(register.table(JudgementRow))
        self._contacts = Contacts()
        self._period = period

    def count(self, event: Event) -> None:
        """Count a contact, of which `who` has told the people, with each whom it reaches.

        One that may have been from somebody else, or have reached others too, is perhaps one with anybody.
        """
        if not isinstance(event, Contact) or event.direction == "incoming":
            return
        people = {each.person.id for each in event.recipients.members}
        surely = event.direction == "outgoing"
        self._contacts.add(
            [str(each) for each in people if each is not None] if surely else [],
            event.at,
            others=not (surely and event.recipients.complete and None not in people),
        )

    def fill(
        self,
        event: Event,
        owner: str | None = None,
        *,
        known_by: Bound = math.inf,
        but: Collection[Row] = (),
    ) -> Filled:
        """The event with all that was true at its moment.

        Of the rows that excuse, those typed in until `known_by` count, but for some.
        """
        known = Known(known_by, but)
        sender = event.by.id if event.by.id is not None or owner is None else owner
        return self._said(self._filled(self.who.identified(event, owner), sender, known), known)

    def said(self, event: Event, *, but: Collection[Row] = ()) -> Filled:
        """The event, of which the rest is known already, with what people stated and answered of it."""
        return self._said(event, Known(but=but))

    def _said(self, event: Event, known: Known) -> Filled:
        event, refused = self._statements.stated(event, known)
        given = tuple(self._answers(event, known))
        if given:
            event = attrs.evolve(event, judgements=(*event.judgements, *given))
        return Filled(event, known.rows, refused)

    def _filled(self, event: Event, sender: str | None, known: Known) -> Event:
        match event:
            case Contact():
                return self._contact(event, sender, known)
            case NumberShared():
                return self._shared(event, known)
            case Photo():
                return self._photo(event, known)
        return event

    def _contact(self, event: Contact, sender: str | None, known: Known) -> Contact:
        """What was true of contacting each recipient, and of the account."""
        told = tuple(self._recipient(each, event, known) for each in event.recipients.members)
        event = attrs.evolve(event, recipients=attrs.evolve(event.recipients, members=told))
        if event.by.id is not None and event.channel.kind is not None:
            is_exact = partial(self.who.names.is_address, name=sender or "")
            account = self._notices.account(event.by.id, event.channel, is_exact, event.at, known)
            event = attrs.evolve(event, account=completed(event.account, **attrs.asdict(account)))
        if isinstance(event, Message) and not event.backed_up_at.stated and event.channel.kind is not None:
            kept_by = [event.by, *(each.person for each in told)]
            staff = [each.id for each in kept_by if each.id is not None and of_us(each)]
            others = not event.recipients.complete or any(
                each.id is None or each.roles is None for each in kept_by
            )
            done = self._notices.backed_up(staff, event.channel.kind, event.at, known, others=others)
            event = attrs.evolve(event, backed_up_at=done)
        return event

    def _recipient(self, each: Recipient, event: Contact, known: Known) -> Recipient:
        person, when, notices = each.person.id, event.at, self._notices
        if person is None:
            return each
        facts: dict[str, Any] = {
            what: notices.circumstance(person, what, when, known)
            for what in ("at_risk", "no_alternative", "extenuating")
        }
        facts["objection_in_force"] = notices.objection(person, when, known)
        if event.by.id is not None:
            about = [person] if event.group is None else [person, event.group]
            given, recorded = notices.noticed(event.by.id, about, event.channel, when, known)
            facts |= {"noticed_at": given, "recorded_at": recorded}
            facts["informed_at"] = notices.informed(event.by.id, about, when, known)
        if event.direction == "outgoing":
            facts["contacts"] = self._counted(person, when)
        return completed(each, **facts)

    def _counted(self, person: str, when: When) -> Count:
        complete = self._notices.complete("contacts", when)
        return self._contacts.count(person, when, self._period, complete=complete)

    def _shared(self, event: NumberShared, known: Known) -> NumberShared:
        if event.by.id is None:
            return event
        line = PhoneLine(ownership=self._notices.line(event.by.id, event.at, known))  # type: ignore[arg-type]
        told = tuple(self._told(each, event.by.id, event.at, known) for each in event.recipients.members)
        recipients = attrs.evolve(event.recipients, members=told)
        return attrs.evolve(
            event, line=completed(event.line, ownership=line.ownership), recipients=recipients
        )

    def _told(self, each: Told, staff: str, when: When, known: Known) -> Told:
        return completed(each, agreed_at=self._notices.agreed(staff, each.person.id, when, known))

    def _photo(self, event: Photo, known: Known) -> Photo:
        if event.by.id is None or event.device.kind is None:
            return event
        ownership = self._notices.device(event.by.id, event.device.kind, event.at, known)
        return attrs.evolve(event, device=completed(event.device, ownership=ownership))

    def _answers(self, event: Event, known: Known) -> Iterator[Judgement[Person]]:
        """What people decided of it, each with the roles that they held when they did."""
        for row in self._judgements.of(event, known):
            at = row.answered if row.answered.stated else event.at
            by = self.who.persons.person(row.answered_by, at)
            yield Judgement(question=row.question, answer=row.answer, by=by, at=row.answered, about=row.about)

"""The events of a village tool library: what is lent, who is in the workshop, what is looked after.

Any organisation can write such a module: frozen attrs classes, every field with a one-line meaning, and a
`VOCABULARY` that lists the classes. A field left out means *not stated*, never *no*.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import attrs
from attrs import field

from wrbc_rules.values import NOT_STATED, Count, Judgement, People, When, about, to_when
from wrbc_rules.vocabulary import Vocabulary

RoleHeld = Literal["member", "steward", "key_holder", "trustee"]


@attrs.frozen(kw_only=True)
class Person:
    """Somebody who comes to the shed, as they were at the moment of an event."""

    id: str | None = field(default=None, metadata=about("tells people apart", role="identity"))
    roles: frozenset[RoleHeld] | None = field(
        default=None, metadata=about("every role held at the moment; empty means none")
    )
    birth_date: date | None = field(default=None, metadata=about("date of birth"))
    late_returns: Count | None = field(
        default=None, metadata=about("how often they brought a tool back late in a period")
    )


@attrs.frozen(kw_only=True)
class Event:
    """Something that happened at the shed, or is planned."""

    id: str = field(metadata=about("names the event in every answer"))
    at: When = field(
        default=NOT_STATED,
        converter=to_when,
        metadata=about("when it happened or is to happen", change="later", role="moment"),
    )
    by: Person = field(default=Person(), metadata=about("who did it", role="actor"))
    judgements: tuple[Judgement[Person], ...] = field(
        default=(), converter=tuple, metadata=about("answers that people gave to the policy's questions")
    )


@attrs.frozen(kw_only=True)
class Tool:
    """One tool of the shed."""

    id: str | None = field(default=None, metadata=about("the number painted on it", role="identity"))
    power: Literal["hand", "battery", "mains", "petrol"] | None = field(
        default=None, metadata=about("what drives it")
    )


@attrs.frozen(kw_only=True)
class Item:
    """One tool on a loan slip, and what was done about it."""

    tool: Tool = field(default=Tool(), metadata=about("which tool", role="identity"))
    shown_at: When = field(
        default=NOT_STATED,
        converter=to_when,
        metadata=about("when the borrower was last shown how to use it", change="beforehand"),
    )
    certified: bool | None = field(
        default=None, metadata=about("the borrower holds a trade certificate for such a tool")
    )
    certificate_noted_at: When = field(
        default=NOT_STATED,
        converter=to_when,
        metadata=about("when the certificate's number was written down", change="later"),
    )
    returned_at: When = field(
        default=NOT_STATED, converter=to_when, metadata=about("when it came back", change="later")
    )
    checked_at: When = field(
        default=NOT_STATED,
        converter=to_when,
        metadata=about("when it was looked over after it came back", change="later"),
    )


@attrs.frozen(kw_only=True)
class Loan(Event):
    """A steward hands tools to a borrower; decided again as time passes."""

    borrower: Person = field(default=Person(), metadata=about("who takes the tools away"))
    items: People[Item] = field(default=People(), metadata=about("every tool on the slip", change="sender"))
    deposit_at: When = field(
        default=NOT_STATED,
        converter=to_when,
        metadata=about("when the deposit was taken", change="beforehand"),
    )
    deposit_waived: bool | None = field(
        default=None, metadata=about("the trustees have waived the deposit for this borrower")
    )
    entered_at: When = field(
        default=NOT_STATED,
        converter=to_when,
        metadata=about("when the loan was written in the book", change="later"),
    )


@attrs.frozen(kw_only=True)
class Visit(Event):
    """Somebody works in the workshop."""

    late_session: bool | None = field(
        default=None, metadata=about("the calendar lists a late workshop that night")
    )
    agreed: bool | None = field(
        default=None, metadata=about("a key-holder agreed to it before", change="beforehand")
    )
    machine: Tool = field(default=Tool(), metadata=about("the machine worked on", change="sender"))
    doubts: bool | None = field(
        default=None, metadata=about("somebody doubted that the member was fit to work")
    )


@attrs.frozen(kw_only=True)
class WorkshopState(Event):
    """Who is in the workshop from `at`, after each coming and going, until the next."""

    open: bool | None = field(default=None, metadata=about("the workshop is open then"))
    present: People[Person] = field(default=People(), metadata=about("everybody who is in it"))


@attrs.frozen(kw_only=True)
class InspectionPeriod(Event):
    """The time from one inspection of a tool to the next; `at` is when it began."""

    tool: Tool = field(default=Tool(), metadata=about("which tool"))
    inspected_at: When = field(
        default=NOT_STATED,
        converter=to_when,
        metadata=about("when it was inspected again", change="later"),
    )
    inspectors: People[Person] = field(default=People(), metadata=about("everybody who inspected it"))


@attrs.frozen(kw_only=True)
class AccidentRecorded(Event):
    """Somebody fills in an accident form."""

    destroyed_at: When = field(
        default=NOT_STATED, converter=to_when, metadata=about("when the form was destroyed", change="later")
    )


VOCABULARY = Vocabulary("tool shed", (Loan, Visit, WorkshopState, InspectionPeriod, AccidentRecorded))

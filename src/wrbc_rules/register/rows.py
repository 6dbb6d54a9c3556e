"""What can stand in a register: one class for each table, one field for each column.

A row says what was true from its `from` until its `to`; what somebody typed in, and when, is in `entered`.
"""

from __future__ import annotations

import math
from datetime import date
from typing import ClassVar, Literal, TypeAlias

import attrs
from attrs import field as cell

from wrbc_rules.events.people import RoleHeld
from wrbc_rules.values import NOT_STATED, Bound, When

ChannelKind: TypeAlias = Literal[
    "website", "app", "networking", "chat", "email", "text", "video", "call", "in_person", "letter"
]


@attrs.frozen
class Period:
    """From one instant (in) until another (out), in microseconds; an open end is an infinity."""

    start: Bound = -math.inf
    end: Bound = math.inf

    def covers(self, instant: Bound) -> bool:
        """Whether the instant lies in it."""
        return self.start <= instant < self.end

    def meets(self, other: Period) -> bool:
        """Whether the two have an instant in common."""
        return self.start < other.end and other.start < self.end


ALWAYS = Period()


def column(meaning: str) -> dict[str, str]:
    """Metadata of a column: what it means. One without a default has to be filled in."""
    return {"meaning": meaning}


@attrs.frozen(kw_only=True)
class Row:
    """What every row has: its line in the file, when it holds, and when it was typed in."""

    #: The file it stands in, without its ending.
    table: ClassVar[str]
    #: What the table holds, in a line.
    holds: ClassVar[str]
    #: Whether a row may turn a breach into none, so that it matters when it was typed in.
    excuses: ClassVar[bool] = False

    line: int
    period: Period = ALWAYS
    entered: When = NOT_STATED

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"{self.table}.csv, line {self.line}"


@attrs.frozen(kw_only=True)
class PersonRow(Row):
    """Who somebody is, for a time; a new row where anything of it changes."""

    table: ClassVar[str] = "people"
    holds: ClassVar[str] = "everybody the organisation knows; a new row from when something changes"

    person: str = cell(metadata=column("a name or number that no other person has"))
    birth_date: date | None = cell(default=None, metadata=column("date of birth"))
    category: Literal["child_or_young_person", "young_adult", "adult"] | None = cell(
        default=None, metadata=column("the organisation's own category")
    )
    relationship: Literal["working", "previous", "none"] | None = cell(
        default=None,
        metadata=column("whether the organisation works with them, worked with them before, or never did"),
    )
    adult_at_risk: bool | None = cell(
        default=None, metadata=column("identified by the organisation as an adult at risk")
    )


@attrs.frozen(kw_only=True)
class RoleRow(Row):
    """A role that somebody holds; who stands in `people` holds those and no others."""

    table: ClassVar[str] = "roles"
    holds: ClassVar[str] = "who holds which role; somebody in people.csv without a row here holds none"

    person: str = cell(metadata=column("as in people.csv"))
    role: RoleHeld = cell(metadata=column("the role"))


@attrs.frozen(kw_only=True)
class NameRow(Row):
    """A name or number under which exports know somebody."""

    table: ClassVar[str] = "names"
    holds: ClassVar[str] = "what exports call people: names in an address book, telephone numbers, handles"

    called: str = cell(metadata=column("the name or number as the export has it"))
    person: str = cell(metadata=column("as in people.csv"))


@attrs.frozen(kw_only=True)
class AccountRow(Row):
    """An account from which somebody writes or calls; its address is also a name of theirs."""

    table: ClassVar[str] = "accounts"
    holds: ClassVar[str] = "accounts and telephone lines from which people write and call"
    excuses: ClassVar[bool] = True

    person: str = cell(metadata=column("whose it is, as in people.csv"))
    kind: ChannelKind = cell(metadata=column("what it does"))
    platform: str | None = cell(
        default=None, metadata=column("the name of the site or app; any, where it is left out")
    )
    address: str | None = cell(
        default=None, metadata=column("its address, number or handle, as exports have it")
    )
    ownership: Literal["personal", "organisational"] | None = cell(
        default=None, metadata=column("whose account it is")
    )
    agreed: bool | None = cell(default=None, metadata=column("agreed for contact with young people"))
    purpose_built: bool | None = cell(default=None, metadata=column("set up specifically for the purpose"))
    for_group: bool | None = cell(
        default=None, metadata=column("set up for a group rather than for one person")
    )


@attrs.frozen(kw_only=True)
class DeviceRow(Row):
    """A device with which somebody takes pictures."""

    table: ClassVar[str] = "devices"
    holds: ClassVar[str] = "telephones, tablets and cameras with which people take pictures"

    person: str = cell(metadata=column("who uses it, as in people.csv"))
    kind: Literal["mobile_phone", "tablet", "camera", "computer", "other"] = cell(
        metadata=column("what it is")
    )
    ownership: Literal["personal", "organisational"] | None = cell(
        default=None, metadata=column("whose device it is")
    )


@attrs.frozen(kw_only=True)
class GroupRow(Row):
    """A group in a chat or on a network."""

    table: ClassVar[str] = "groups"
    holds: ClassVar[str] = "groups in chats and on networks"

    group: str = cell(metadata=column("the group's name, as exports have it"))
    kind: ChannelKind | None = cell(default=None, metadata=column("its medium"))
    platform: str | None = cell(default=None, metadata=column("the name of the site or app"))
    listed: bool | None = cell(
        default=None, metadata=column("yes: everybody who is in it stands in memberships.csv")
    )


@attrs.frozen(kw_only=True)
class MembershipRow(Row):
    """Somebody is in a group."""

    table: ClassVar[str] = "memberships"
    holds: ClassVar[str] = "who was in which group, from when until when"

    group: str = cell(metadata=column("as in groups.csv"))
    person: str = cell(metadata=column("as in people.csv"))


@attrs.frozen(kw_only=True)
class WishRow(Row):
    """A parent or carer has asked that social media not be used; `to` is when they withdrew it."""

    table: ClassVar[str] = "wishes"
    holds: ClassVar[str] = "parents and carers who asked that social media not be used with their child"

    person: str = cell(metadata=column("the child or young person, as in people.csv"))
    asked_by: str | None = cell(default=None, metadata=column("the parent or carer"))


@attrs.frozen(kw_only=True)
class AgreementRow(Row):
    """A manager agreed that somebody may give out their mobile number."""

    table: ClassVar[str] = "agreements"
    holds: ClassVar[str] = "agreements with a line manager or team leader that a mobile number may be given"
    excuses: ClassVar[bool] = True

    staff: str = cell(metadata=column("whose number it is, as in people.csv"))
    person: str | None = cell(
        default=None, metadata=column("to whom it may be given; anybody, where it is left out")
    )
    agreed_by: str | None = cell(default=None, metadata=column("the line manager or team leader"))
    agreed: When = cell(metadata=column("when it was agreed"))


@attrs.frozen(kw_only=True)
class NoticeRow(Row):
    """Somebody told the Safeguarding Trustee that they are going to use social media, and with whom.

    `from` and `to` are the start and the finish of the use; without a finish it goes on.
    """

    table: ClassVar[str] = "notices"
    holds: ClassVar[str] = "notices to the Safeguarding Trustee; from and to are the start and finish"
    excuses: ClassVar[bool] = True

    staff: str = cell(metadata=column("who told, as in people.csv"))
    about: str = cell(metadata=column("with whom they are in contact: a person, or a group"))
    kind: ChannelKind | None = cell(default=None, metadata=column("the medium; any, where it is left out"))
    platform: str | None = cell(
        default=None, metadata=column("the name of the site or app; any, where it is left out")
    )
    nature: str | None = cell(default=None, metadata=column("the nature of the use"))
    given: When = cell(metadata=column("when the trustee was told"))
    recorded: When = cell(default=NOT_STATED, metadata=column("when the trustee made a record of it"))

    @property
    def complete(self) -> bool:
        """Whether it gives the details: nature, start, and with whom."""
        return self.nature is not None and self.period.start != -math.inf


@attrs.frozen(kw_only=True)
class ManagerToldRow(Row):
    """Somebody told their line manager or team leader that they use social media with a young person."""

    table: ClassVar[str] = "managers_told"
    holds: ClassVar[str] = "who told their line manager or team leader about being in contact with whom"
    excuses: ClassVar[bool] = True

    staff: str = cell(metadata=column("who told, as in people.csv"))
    about: str = cell(metadata=column("with whom they are in contact: a person, or a group"))
    manager: str | None = cell(default=None, metadata=column("who was told"))
    told: When = cell(metadata=column("when"))


@attrs.frozen(kw_only=True)
class CircumstanceRow(Row):
    """What was so of somebody for a time."""

    table: ClassVar[str] = "circumstances"
    holds: ClassVar[str] = "times at which somebody was at risk, out of reach otherwise, or the like"
    excuses: ClassVar[bool] = True

    person: str = cell(metadata=column("as in people.csv"))
    what: Literal["at_risk", "no_alternative", "extenuating"] = cell(metadata=column("what was so"))
    holding: bool = cell(
        default=True, metadata=column("no: it was found not to be so; yes, where it is left out")
    )


@attrs.frozen(kw_only=True)
class BackupRow(Row):
    """A backed-up record of somebody's messages of a time was made."""

    table: ClassVar[str] = "backups"
    holds: ClassVar[str] = "backed-up records: from and to say which messages each holds"
    excuses: ClassVar[bool] = True

    person: str = cell(metadata=column("whose messages, as in people.csv"))
    kind: ChannelKind = cell(metadata=column("which sort of messages"))
    made: When = cell(metadata=column("when the record was made"))


@attrs.frozen(kw_only=True)
class JudgementRow(Row):
    """An answer that somebody gave to a question of the policy."""

    table: ClassVar[str] = "judgements"
    holds: ClassVar[str] = "answers to the policy's questions, for one event or for a time"
    excuses: ClassVar[bool] = True

    question: str = cell(metadata=column("in the policy's words, blanks filled"))
    answer: Literal["yes", "no", "dont_know"] = cell(metadata=column("the answer"))
    answered_by: str = cell(metadata=column("who answered, as in people.csv"))
    answered: When = cell(default=NOT_STATED, metadata=column("when"))
    event: str | None = cell(default=None, metadata=column("the id of the one event that it is about"))
    staff: str | None = cell(default=None, metadata=column("only where this person wrote or called"))
    about: str | None = cell(default=None, metadata=column("about whom, as in people.csv"))


#: In `facts.csv`, what stands for "nobody but those listed received it, or is in the group or picture".
ALL_LISTED = "all_listed"


@attrs.frozen(kw_only=True)
class FactRow(Row):
    """What somebody states of one event, or of all of a time: a field that the exports cannot say."""

    table: ClassVar[str] = "facts"
    holds: ClassVar[str] = "what exports cannot say of messages, such as their purpose, for one or for a time"
    excuses: ClassVar[bool] = True

    field: str = cell(
        metadata=column(
            "the field, such as purpose or sender_identified; all_listed: nobody else received it"
        )
    )
    value: str = cell(metadata=column("what it is: yes, no, a word, or a time"))
    event: str | None = cell(default=None, metadata=column("the id of the one event that it is about"))
    staff: str | None = cell(default=None, metadata=column("only where this person wrote or called"))
    about: str | None = cell(default=None, metadata=column("about which recipient, as in people.csv"))
    stated_by: str | None = cell(default=None, metadata=column("who says so"))


@attrs.frozen(kw_only=True)
class ExportRow(Row):
    """Whose telephone or account an export was made of."""

    table: ClassVar[str] = "exports"
    holds: ClassVar[str] = "of whose telephone or account an export was made, where the file cannot say"

    file: str = cell(metadata=column("the name of the file, without its folder"))
    person: str = cell(metadata=column("whose it was, as in people.csv"))


@attrs.frozen(kw_only=True)
class ReviewRow(Row):
    """The policy, the records or the practice were looked through."""

    table: ClassVar[str] = "reviews"
    holds: ClassVar[str] = "reviews of the policy, of the records of use, and looks at practice"

    subject: Literal["policy", "records", "practice"] = cell(metadata=column("what was reviewed"))
    reviewed: When = cell(metadata=column("when"))
    participants: tuple[str, ...] = cell(default=(), metadata=column("who took part, with ; between"))
    all_listed: bool | None = cell(default=None, metadata=column("yes: nobody else took part"))


@attrs.frozen(kw_only=True)
class KeptRow(Row):
    """From when until when a table holds everything there is: what is not in it was not so."""

    table: ClassVar[str] = "kept"
    holds: ClassVar[str] = "since when each table is complete: what does not stand there then was not so"

    of: str = cell(metadata=column("the table, without .csv; contacts: every contact is in the exports"))


#: Every table, in the order in which people are shown them.
TABLES: tuple[type[Row], ...] = (
    PersonRow,
    RoleRow,
    NameRow,
    AccountRow,
    DeviceRow,
    GroupRow,
    MembershipRow,
    NoticeRow,
    ManagerToldRow,
    WishRow,
    AgreementRow,
    CircumstanceRow,
    BackupRow,
    JudgementRow,
    FactRow,
    ExportRow,
    ReviewRow,
    KeptRow,
)

"""Groups, reviews, records, numbers and posts."""

from __future__ import annotations

from typing import Literal

import attrs
from attrs import field

from wrbc_rules.events.contacts import Account, Channel
from wrbc_rules.events.happening import Event
from wrbc_rules.events.people import Person
from wrbc_rules.values import NOT_STATED, People, When, about, to_when


@attrs.frozen(kw_only=True)
class PhoneLine:
    """A telephone line."""

    ownership: Literal["personal", "organisational"] | None = field(
        default=None, metadata=about("whose line it is", asks="Whose telephone line is it?")
    )


@attrs.frozen(kw_only=True)
class Told:
    """One person who is given a number."""

    person: Person = field(default=Person(), metadata=about("who is given it", role="identity"))
    agreed_at: When = field(
        default=NOT_STATED,
        converter=to_when,
        metadata=about(
            "when a manager agreed to it",
            change="beforehand",
            asks="Has a line manager or team leader agreed to it?",
        ),
    )


@attrs.frozen(kw_only=True)
class NumberShared(Event):
    """Somebody gives out a mobile number."""

    line: PhoneLine = field(default=PhoneLine(), metadata=about("the line whose number it is"))
    recipients: People[Told] = field(
        default=People(), metadata=about("everybody who is given it", asks="Who is given it?")
    )


@attrs.frozen(kw_only=True)
class GroupState(Event):
    """Who is in a group from `at`, after each change, until the next."""

    channel: Channel = field(default=Channel(), metadata=about("the medium of the group", change="sender"))
    group: str | None = field(default=None, metadata=about("the name of the group"))
    members: People[Person] = field(default=People(), metadata=about("everybody in it, after the change"))
    until: When = field(
        default=NOT_STATED, converter=to_when, metadata=about("when the next change came", change="later")
    )


@attrs.frozen(kw_only=True)
class ReviewPeriod(Event):
    """The time from one review to the next; `at` is when it began."""

    subject: Literal["policy", "records", "practice"] | None = field(
        default=None, metadata=about("what is to be reviewed")
    )
    reviewed_at: When = field(
        default=NOT_STATED, converter=to_when, metadata=about("when it was reviewed", change="later")
    )
    participants: People[Person] = field(default=People(), metadata=about("everybody who took part"))


@attrs.frozen(kw_only=True)
class RecordRequest(Event):
    """Somebody asks for the record of messages."""

    channel: Channel = field(default=Channel(), metadata=about("the medium whose record is asked for"))
    record_possible: bool | None = field(default=None, metadata=about("keeping a record is possible"))
    provided_at: When = field(
        default=NOT_STATED, converter=to_when, metadata=about("when it was handed over", change="later")
    )


@attrs.frozen(kw_only=True)
class Post(Event):
    """Something published, joined or installed under somebody's own name."""

    form: Literal["post", "profile", "app_used", "group_joined"] | None = field(
        default=None, metadata=about("what was done", asks="What do you want to do?")
    )
    account: Account = field(default=Account(), metadata=about("the account it stands on"))
    questioned: bool | None = field(
        default=None,
        metadata=about(
            "somebody has asked whether it is all right", asks="Has anybody asked whether it is all right?"
        ),
    )


@attrs.frozen(kw_only=True)
class ConcernFollowedUp(Event):
    """Somebody follows up a disclosure or a concern."""

    channel: Channel = field(default=Channel(), metadata=about("the medium used", change="sender"))
    reporting: bool | None = field(
        default=None,
        metadata=about(
            "it reports the matter to the people responsible",
            asks="Does it report the matter to the people responsible?",
        ),
    )

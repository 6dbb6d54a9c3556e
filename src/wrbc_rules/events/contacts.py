"""Contact with people through some medium: messages, calls, friend requests accepted."""

from __future__ import annotations

from typing import Literal

import attrs
from attrs import field

from wrbc_rules.events.happening import Event
from wrbc_rules.events.people import Person
from wrbc_rules.values import NOT_STATED, Count, People, When, about, to_when


@attrs.frozen(kw_only=True)
class Channel:
    """The medium. The list of platforms is open (clause 1.1); what a medium can do is its kind."""

    kind: (
        Literal[
            "website", "app", "networking", "chat", "email", "text", "video", "call", "in_person", "letter"
        ]
        | None
    ) = field(default=None, metadata=about("what the medium does", change="sender", asks="By what?"))
    platform: str | None = field(
        default=None, metadata=about("the name of the site or app, any", change="sender")
    )


@attrs.frozen(kw_only=True)
class Account:
    """The account from which the contact was made."""

    ownership: Literal["personal", "organisational"] | None = field(
        default=None,
        metadata=about(
            "whose account it is",
            change="sender",
            asks="Whose account is it: your own, or the organisation’s?",
        ),
    )
    agreed: bool | None = field(
        default=None,
        metadata=about(
            "agreed for contact like this",
            change="sender",
            asks="Is the account agreed for contact like this?",
        ),
    )
    purpose_built: bool | None = field(
        default=None, metadata=about("set up specifically for the purpose", change="sender")
    )
    for_group: bool | None = field(
        default=None, metadata=about("set up for a group rather than for one person", change="sender")
    )


@attrs.frozen(kw_only=True)
class Recipient:
    """One person who is contacted, and what was true of contacting this person then."""

    person: Person = field(default=Person(), metadata=about("who is contacted", role="identity"))
    at_risk: bool | None = field(
        default=None, metadata=about("at risk at the moment", asks="Are they at risk at this moment?")
    )
    no_alternative: bool | None = field(
        default=None,
        metadata=about("no other way to reach them", asks="Is there no other way to reach them?"),
    )
    extenuating: bool | None = field(
        default=None,
        metadata=about("there are extenuating circumstances", asks="Are there extenuating circumstances?"),
    )
    objection_in_force: bool | None = field(
        default=None,
        metadata=about(
            "a parent or carer has asked that social media not be used, and has not withdrawn it",
            asks="Has a parent or carer asked that social media not be used with them?",
        ),
    )
    noticed_at: When = field(
        default=NOT_STATED,
        converter=to_when,
        metadata=about(
            "when the earliest complete notice to the Safeguarding Trustee was given that covers "
            "person, channel and date",
            change="beforehand",
            asks="Has the Safeguarding Trustee been told: what for, by what, from when until when?",
        ),
    )
    informed_at: When = field(
        default=NOT_STATED,
        converter=to_when,
        metadata=about(
            "when the line manager or team leader was told",
            change="beforehand",
            asks="Has your line manager or team leader been told?",
        ),
    )
    recorded_at: When = field(
        default=NOT_STATED,
        converter=to_when,
        metadata=about("when the Safeguarding Trustee made a record of that notice", change="later"),
    )
    contacts: Count | None = field(
        default=None, metadata=about("how many contacts with this person in a period, this one included")
    )


@attrs.frozen(kw_only=True)
class Contact(Event):
    """Contact with one or more people; each class of contact below is one."""

    direction: Literal["outgoing", "incoming"] | None = field(
        default=None, metadata=about("from the organisation's people, or to them", planned="outgoing")
    )
    channel: Channel = field(default=Channel(), metadata=about("the medium", change="sender"))
    account: Account = field(default=Account(), metadata=about("the account used", change="sender"))
    purpose: str | None = field(
        default=None,
        metadata=about("what it was for, in a word", change="sender", asks="What is it for, in a word?"),
    )
    sender_identified: bool | None = field(
        default=None,
        metadata=about("the sender says who they are", change="sender", asks="Do you say in it who you are?"),
    )
    group: str | None = field(default=None, metadata=about("the group it was sent to", change="sender"))
    recipients: People[Recipient] = field(
        default=People(),
        metadata=about("everybody who receives it", change="sender", asks="Who receives it?"),
    )


@attrs.frozen(kw_only=True)
class Message(Contact):
    """A message sent or received: text, email, chat, post to a group."""

    backed_up_at: When = field(
        default=NOT_STATED,
        converter=to_when,
        metadata=about("when a backed-up record of it was made", change="later"),
    )
    follows_concern: bool | None = field(
        default=None,
        metadata=about(
            "a disclosure or a concern about it came before",
            asks="Did a disclosure, or a concern about the matter, come before it?",
        ),
    )
    doubts: bool | None = field(
        default=None, metadata=about("its sender was in doubt about it", asks="Are you in doubt about it?")
    )
    advice_sought_at: When = field(
        default=NOT_STATED,
        converter=to_when,
        metadata=about("when its sender asked a manager for advice about it", change="later"),
    )
    record_possible: bool | None = field(
        default=None,
        metadata=about(
            "keeping a backed-up record of it was possible",
            asks="Is it possible to keep a backed-up record of it?",
        ),
    )


@attrs.frozen(kw_only=True)
class Call(Contact):
    """A voice or video call."""


@attrs.frozen(kw_only=True)
class FriendRequestAccepted(Contact):
    """Accepting somebody's request to connect."""

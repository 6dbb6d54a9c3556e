"""The event of the flat case: a message that somebody of an invented sailing club sends to a member."""

from __future__ import annotations

from datetime import date
from typing import Literal

import attrs
from attrs import field

from wrbc_rules.values import NOT_STATED, Count, When, about, to_when
from wrbc_rules.vocabulary import Vocabulary


@attrs.frozen(kw_only=True)
class Person:
    """Who sends it, as they were at the moment."""

    id: str | None = field(default=None, metadata=about("tells people apart", role="identity"))
    role: Literal["coach", "helper", "officer", "parent", "member"] | None = field(
        default=None, metadata=about("what they are in the club")
    )
    birth_date: date | None = field(default=None, metadata=about("date of birth"))
    checked: bool | None = field(default=None, metadata=about("the club has seen their references"))
    trained: bool | None = field(default=None, metadata=about("they took the course on messages"))


@attrs.frozen(kw_only=True)
class Message:
    """A message to a member."""

    id: str = field(metadata=about("names the event in every answer"))
    at: When = field(
        default=NOT_STATED,
        converter=to_when,
        metadata=about("when it was or will be sent", change="later", role="moment"),
    )
    by: Person = field(default=Person(), metadata=about("who sends it", role="actor"))
    channel: Literal["text", "email", "chat", "board", "call"] | None = field(
        default=None, metadata=about("the medium", change="sender")
    )
    account: Literal["club", "personal"] | None = field(
        default=None, metadata=about("whose account it is", change="sender")
    )
    purpose: Literal["session", "safety", "fees", "social"] | None = field(
        default=None, metadata=about("what it is for", change="sender")
    )
    member_birth_date: date | None = field(default=None, metadata=about("the member's date of birth"))
    member_status: Literal["current", "former", "guest"] | None = field(
        default=None, metadata=about("whether the member still is one")
    )
    parent_copied: bool | None = field(default=None, metadata=about("a parent gets it too", change="sender"))
    consent: bool | None = field(
        default=None, metadata=about("there is consent to write to the member", change="beforehand")
    )
    objection: bool | None = field(default=None, metadata=about("a parent asked that nobody write"))
    at_risk: bool | None = field(default=None, metadata=about("the member is at risk"))
    urgent: bool | None = field(default=None, metadata=about("it cannot wait"))
    identified: bool | None = field(default=None, metadata=about("it says who sends it", change="sender"))
    has_photo: bool | None = field(default=None, metadata=about("a photo comes with it", change="sender"))
    photo_consent: bool | None = field(
        default=None, metadata=about("those in the photo agreed", change="beforehand")
    )
    names_member: bool | None = field(
        default=None, metadata=about("it names another member", change="sender")
    )
    group: bool | None = field(default=None, metadata=about("it goes to a group", change="sender"))
    second_adult: bool | None = field(
        default=None, metadata=about("a second adult gets it too", change="sender")
    )
    recorded: bool | None = field(default=None, metadata=about("a copy is kept", change="sender"))
    approved: bool | None = field(
        default=None, metadata=about("an officer agreed to it before", change="beforehand")
    )
    messages: Count | None = field(
        default=None, metadata=about("how many the member got in a period, this one included")
    )


@attrs.frozen(kw_only=True)
class ReadyMessage(Message):
    """A message of which the local time and the ages are worked out already."""

    quiet: bool | None = field(default=None, metadata=about("it is between 21:00 and 08:00 in London"))
    sender_under_18: bool | None = field(default=None, metadata=about("its sender is under 18"))
    member_under_16: bool | None = field(default=None, metadata=about("the member is under 16"))
    member_under_18: bool | None = field(default=None, metadata=about("the member is under 18"))


VOCABULARY = Vocabulary("sailing club", (Message,))
READY = Vocabulary("sailing club, worked out", (ReadyMessage,))

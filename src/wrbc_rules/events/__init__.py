"""The communication events that the bundled policy speaks of: what happened, and what was true then.

Every field may be left out; left out means *not stated*, never *no*.

Never: a rule, or a guess.
"""

from wrbc_rules.events.contacts import (
    Account,
    Call,
    Channel,
    Contact,
    FriendRequestAccepted,
    Message,
    Recipient,
)
from wrbc_rules.events.happening import Event
from wrbc_rules.events.people import Person
from wrbc_rules.events.photos import Device, Photo
from wrbc_rules.events.records import (
    ConcernFollowedUp,
    GroupState,
    NumberShared,
    PhoneLine,
    Post,
    RecordRequest,
    ReviewPeriod,
    Told,
)

#: Every class of event, in the order in which the schema and the documentation list them.
EVENTS: tuple[type[Event], ...] = (
    Message,
    Call,
    FriendRequestAccepted,
    NumberShared,
    Photo,
    GroupState,
    ReviewPeriod,
    RecordRequest,
    Post,
    ConcernFollowedUp,
)

__all__ = [
    "EVENTS",
    "Account",
    "Call",
    "Channel",
    "ConcernFollowedUp",
    "Contact",
    "Device",
    "Event",
    "FriendRequestAccepted",
    "GroupState",
    "Message",
    "NumberShared",
    "Person",
    "PhoneLine",
    "Photo",
    "Post",
    "Recipient",
    "RecordRequest",
    "ReviewPeriod",
    "Told",
]

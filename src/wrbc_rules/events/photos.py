"""Photographs and footage, decided again as time passes."""

from __future__ import annotations

from typing import Literal

import attrs
from attrs import field

from wrbc_rules.events.happening import Event
from wrbc_rules.events.people import Person
from wrbc_rules.values import NOT_STATED, People, When, about, to_when


@attrs.frozen(kw_only=True)
class Device:
    """What took the picture."""

    kind: Literal["mobile_phone", "tablet", "camera", "computer", "other"] | None = field(
        default=None, metadata=about("what sort of device", asks="What do you take it with?")
    )
    ownership: Literal["personal", "organisational"] | None = field(
        default=None, metadata=about("whose device it is", asks="Whose device is it?")
    )


@attrs.frozen(kw_only=True)
class Photo(Event):
    """A photograph or footage: taken at `at`, then perhaps stored and removed from the device."""

    media: Literal["photograph", "video"] | None = field(
        default=None, metadata=about("a photograph, or video footage", asks="A photograph, or video footage?")
    )
    device: Device = field(default=Device(), metadata=about("the device it was taken on"))
    subjects: People[Person] = field(
        default=People(), metadata=about("everybody it shows", asks="Whom does it show?")
    )
    stored_at: When = field(
        default=NOT_STATED, converter=to_when, metadata=about("when it was uploaded", change="later")
    )
    location: str | None = field(default=None, metadata=about("where it was uploaded to", change="later"))
    removed_at: When = field(
        default=NOT_STATED, converter=to_when, metadata=about("when it left the device", change="later")
    )
    copies_removed_at: When = field(
        default=NOT_STATED,
        converter=to_when,
        metadata=about("when the last copy left the device", change="later"),
    )

"""What somebody states of a time, or of one event, where the exports cannot say it."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from wrbc_rules.api import COMMUNICATION
from wrbc_rules.events import EVENTS, Channel, Event, Message, Person, Photo, Post, Recipient
from wrbc_rules.facts import Facts
from wrbc_rules.register import FactRow, Register
from wrbc_rules.values import Clock, People, When
from wrbc_rules.vocabulary import read_event

NOON = When(1_488_542_400_000_000, 1_488_542_400_000_000)
MIA = People((Recipient(person=Person(id="mia")),), complete=False)


def filled(event: Event, *rows: tuple[str, str]) -> Any:
    """The event with what these rows state, a field and a value each."""
    stated = [FactRow(line=number, field=field, value=value) for number, (field, value) in enumerate(rows, 2)]
    return filled_by(event, *stated)


def facts_of(*rows: FactRow) -> Facts:
    return Facts(Register.of(rows), partial(read_event, COMMUNICATION, clock=Clock("Europe/London")))


def filled_by(event: Event, *rows: FactRow) -> Any:
    return facts_of(*rows).fill(event).event


def refused_by(event: Event, *rows: FactRow) -> tuple[str, ...]:
    """What the event cannot hold, in words."""
    return facts_of(*rows).fill(event).refused


def letter(**fields: Any) -> Message:
    """An email of Priya's to Mia, and perhaps to others."""
    known: dict[str, Any] = {"recipients": MIA, "by": Person(id="priya"), **fields}
    return Message(id="m1", at=NOON, channel=Channel(kind="email"), **known)


def test_what_is_stated_of_one_event_counts_before_what_is_stated_of_all() -> None:
    wide = FactRow(line=2, field="purpose", value="arranging")
    hers = FactRow(line=3, field="purpose", value="reassuring", staff="priya")
    one = FactRow(line=4, field="purpose", value="football", event="m1")
    assert filled_by(letter(), wide, hers, one).purpose == "football"
    assert filled_by(letter(), wide, hers).purpose == "reassuring"
    assert filled_by(letter(by=Person(id="lee")), wide, hers).purpose == "arranging"
    assert filled_by(letter(purpose="answering"), wide, hers, one).purpose == "answering"


@pytest.mark.parametrize("event", [Photo(id="p", at=NOON), Post(id="p", at=NOON)])
def test_what_is_stated_of_a_time_passes_over_events_without_the_field(event: Event) -> None:
    assert filled(event, ("purpose", "arranging"), ("all_listed", "yes")) == filled(event)
    row = FactRow(line=2, field="purpose", value="arranging", event="p")
    [told] = refused_by(event, row)
    assert told.startswith("facts.csv, line 2: `purpose`")


@pytest.mark.parametrize("cls", EVENTS)
def test_a_field_that_no_event_has_is_told(cls: type[Event]) -> None:
    row = FactRow(line=2, field="purpos", value="arranging")
    [told] = refused_by(cls(id="m1", at=NOON), row)
    assert told.startswith("facts.csv, line 2: `purpos`")


def test_all_listed_says_that_nobody_else_received_it() -> None:
    assert filled(letter(), ("all_listed", "yes")).recipients.complete
    assert not filled(letter(), ("all_listed", "no")).recipients.complete
    assert not filled(letter(), ("purpose", "arranging")).recipients.complete


def test_who_is_in_a_group_is_not_stated_in_passing() -> None:
    in_a_group = letter(group="Friday club")
    assert not filled(in_a_group, ("all_listed", "yes")).recipients.complete

"""The quick check of an event says yes to nothing that the exact one refuses."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest

from wrbc_rules import COMMUNICATION, NEVER, Count, EventError, People, When, about, load_policy
from wrbc_rules.analysis.drawing import Constants, Drawing, RandomDrawer, draw_event
from wrbc_rules.backends.python.soundness import soundness
from wrbc_rules.events import Person
from wrbc_rules.vocabulary import Kind, check_event, class_info

from .telling import AT, STAFF, Meeting, policy

#: Values of every sort; each is right for some field and wrong for most.
VALUES: tuple[Any, ...] = (
    *(None, True, 1, "", "chat", "employee", "a word", AT, date(2017, 3, 3), NEVER, Count(1, 1)),
    *(frozenset({"employee"}), frozenset({"a word"}), frozenset({3}), {"employee"}, ()),
    *(
        People(),
        People.of(Person()),
        People.of("mia"),
        Person(),
        ("an answer",),
        datetime(2017, 3, 3, tzinfo=UTC),
    ),
)


def events() -> Iterator[Any]:
    """Two events of each class, without answers."""
    typed = load_policy().typed
    constants, source = Constants.of(typed), random.Random(7)
    for cls in COMMUNICATION.events:
        for missing in (True, False):
            drawer = RandomDrawer(source)
            drawing = Drawing(policy=typed, constants=constants, drawer=drawer, missing=missing)
            yield attrs.evolve(draw_event(drawing, cls), judgements=())


def holders(value: Any) -> Iterator[Any]:
    """The object and everything inside it that has fields."""
    yield value
    for field in class_info(type(value)).fields.values():
        held = getattr(value, field.name)
        if field.kind is Kind.PART:
            yield from holders(held)
        for member in held.members if field.kind is Kind.PEOPLE else ():
            yield from holders(member)


def spoiled(event: Any) -> Iterator[tuple[str, Any]]:
    """The event with each field, however deep, holding each of the values."""
    for number, holder in enumerate(holders(event)):
        for name in (field.name for field in class_info(type(holder)).fields.values()):
            for value in VALUES:
                # The default parts are shared; a deep copy is changed, and nobody else's.
                other = copy.deepcopy(event)
                object.__setattr__(list(holders(other))[number], name, value)
                yield f"{type(holder).__name__}.{name} = {value!r}", other


def is_right(event: Any) -> bool:
    try:
        check_event(event)
    except (EventError, TypeError):
        return False
    return True


@pytest.mark.parametrize("event", list(events()), ids=lambda event: type(event).__name__)
def test_what_is_refused_is_never_sound(event: Any) -> None:
    sound = soundness(type(event))
    assert sound(event)
    refused = 0
    for words, other in spoiled(event):
        right = is_right(other)
        refused += not right
        assert right or not sound(other), words
    assert refused > 50


def test_answers_are_looked_at_closely() -> None:
    event = next(events())
    assert not soundness(type(event))(attrs.evolve(event, judgements=("yes",)))


@pytest.mark.parametrize("name", [None, "", 3])
def test_an_event_without_a_name(name: Any) -> None:
    meeting = Meeting(id=name, at=AT, by=STAFF)
    assert not soundness(Meeting)(meeting)


@attrs.frozen(kw_only=True)
class Named:
    """An event whose name also tells it apart, and is declared as one that may be left out."""

    id: str | None = attrs.field(default=None, metadata=about("its name", role="identity"))
    at: When = attrs.field(default=NEVER, metadata=about("when", role="moment"))


def test_a_name_that_its_class_lets_out() -> None:
    assert soundness(Named)(Named(id="n"))
    assert not soundness(Named)(Named())


def test_a_class_that_no_policy_knows_is_not_sound() -> None:
    evaluator = policy("").compile()
    assert not evaluator.sound(Meeting(id="m", at=AT))
    assert not evaluator.sound("a word")

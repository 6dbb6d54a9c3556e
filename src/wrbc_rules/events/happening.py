"""What every event states."""

from __future__ import annotations

from collections.abc import Iterable

import attrs
from attrs import field

from wrbc_rules.events.people import Person
from wrbc_rules.values import NOT_STATED, Judgement, When, about, to_when


def _given(judgements: Iterable[Judgement[Person]]) -> tuple[Judgement[Person], ...]:
    return tuple(judgements)


@attrs.frozen(kw_only=True)
class Event:
    """Something that happened, or is planned, with what was true at that moment.

    `at` takes an aware `datetime` (exact) or a `When`.
    """

    id: str = field(metadata=about("names the event in every answer"))
    at: When = field(
        default=NOT_STATED,
        converter=to_when,
        metadata=about("when it happened or is to happen", change="later", role="moment"),
    )
    by: Person = field(default=Person(), metadata=about("who did it", role="actor"))
    judgements: tuple[Judgement[Person], ...] = field(
        default=(), converter=_given, metadata=about("answers that people gave to the policy's questions")
    )

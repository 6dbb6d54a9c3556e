"""What both say of an event by example; and event classes of shapes that the bundled ones lack."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import attrs
from attrs import field

from tests.kills.asking import HEAD, WORDS
from wrbc_rules import (
    NOT_STATED,
    Judgement,
    People,
    Policy,
    Verdict,
    Vocabulary,
    When,
    about,
    policy_from_text,
    to_when,
)
from wrbc_rules.events import Person, Recipient
from wrbc_rules.policies import load
from wrbc_rules.source import Source
from wrbc_rules.values import instant_of

from .search import Trial, difference, said

AT = datetime(2017, 3, 3, 23, 30, tzinfo=UTC)
STAFF = Person(id="sam", roles=frozenset({"employee"}))


def told(policy: Policy, event: Any, as_of: datetime | None = None) -> list[tuple[str, str | None, str]]:
    """What both say of an event; given as JSON, in both forms."""
    data = event if isinstance(event, Mapping) else None
    given = policy.read_event(event) if data is not None else event
    trial = Trial(policy, given, data, None if as_of is None else instant_of(as_of), "by example")
    expected: tuple[Verdict, ...] = said(trial)
    assert difference(trial, expected) is None
    return [(each.rule, each.about, each.outcome.value) for each in expected]


def policy(rules: str, zone: str = "Europe/London") -> Policy:
    return policy_from_text(f"{HEAD.replace('Europe/London', zone)}{rules}{WORDS}")


AT_RISK = policy(
    """\
clause 1.1 [00000000]
  staff must not contact a child or young person
    when the child or young person is at risk

fact "the child or young person is at risk" means recipient.at-risk
"""
)


# ---- event classes of other shapes


@attrs.frozen(kw_only=True)
class Happening:
    """Anything that happens."""

    id: str = field(metadata=about("its name"))
    at: When = field(default=NOT_STATED, converter=to_when, metadata=about("when", role="moment"))
    by: Person = field(default=Person(), metadata=about("who", role="actor"))
    judgements: tuple[Judgement[Person], ...] = field(default=(), metadata=about("answers"))
    second_opinions: tuple[Judgement[Person], ...] = field(default=(), metadata=about("more answers"))


@attrs.frozen(kw_only=True)
class Rating:
    """A part whose fields are stated unless something else is said."""

    grave: bool | None = field(default=True, metadata=about("it is grave"))
    sort: str | None = field(default="usual", metadata=about("what sort"))


@attrs.frozen(kw_only=True)
class Meeting(Happening):
    """People who meet, some to speak and some to listen."""

    speakers: People[Recipient] = field(default=People(), metadata=about("who speaks"))
    listeners: People[Person] = field(default=People(), metadata=about("who listens"))
    rating: Rating = field(default=Rating(), metadata=about("how it was rated"))


@attrs.frozen(kw_only=True)
class Talk(Meeting):
    """A meeting with one speaker."""


@attrs.frozen(kw_only=True)
class Silence(Happening):
    """What no rule speaks of."""


MEETINGS = Vocabulary("meetings", (Meeting, Talk, Silence))


def meetings(rules: str) -> Policy:
    words = (
        'noun "anybody" means a person\nnoun "a manager" means a person where roles include line-manager\n'
    )
    return load(Source.from_text("meetings.rules", f"{HEAD}{rules}\n{words}"), MEETINGS)

"""Policies and events in bulk, by seed: the same number gives the same case on every machine."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

import attrs

from tests.agreement.search import without_reasons
from wrbc_rules import (
    COMMUNICATION,
    NOT_STATED,
    Count,
    Finding,
    Outcome,
    People,
    Policy,
    When,
    load_policy,
    policy_from_text,
)
from wrbc_rules.analysis.drafting import draft_policy
from wrbc_rules.analysis.drawing import Constants, Drawing, RandomDrawer, draw_event, filled
from wrbc_rules.backends import interpreter
from wrbc_rules.events import (
    Channel,
    Device,
    GroupState,
    Message,
    Person,
    Photo,
    Recipient,
    ReviewPeriod,
)
from wrbc_rules.vocabulary import class_info

Key = tuple[str, str | None, int]

#: Every setting that the bundled policy leaves open, decided.
SETTINGS: dict[str, object] = {
    "monitoring period": timedelta(days=90),
    "the counting period": timedelta(days=7),
    "the contact limit": 2,
    "the photo policy's timescale": timedelta(hours=24),
    "the appointed storage location": "the office server",
    "the time for clearing a device": timedelta(days=1),
}


@cache
def bundled() -> Policy:
    """The shipped policy as it is."""
    return load_policy()


@cache
def settled() -> Policy:
    """The shipped policy with every setting decided."""
    return bundled().with_settings(SETTINGS)


@cache
def drafted_text(seed: int) -> str:
    return draft_policy(RandomDrawer(random.Random(seed)), COMMUNICATION)


@cache
def drafted(seed: int) -> Policy:
    return policy_from_text(drafted_text(seed), name=f"drafted {seed}.rules")


def class_of(policy: Policy) -> type[Any]:
    """The class of event that a drafted policy is about (all its rules are about one)."""
    return next((rule.event for rule in policy.rules if rule.event is not None), Message)


def drawing(policy: Policy, seed: int, *, missing: bool = True) -> Drawing:
    return Drawing(
        policy=policy.typed,
        constants=_constants(policy.typed.source.name, id(policy), policy),
        drawer=RandomDrawer(random.Random(f"event {seed}")),
        missing=missing,
    )


_CONSTANTS: dict[tuple[str, int], tuple[Policy, Constants]] = {}


def _constants(name: str, identity: int, policy: Policy) -> Constants:
    """Worked out once; the policy is kept, so that its identity is not used again."""
    if (name, identity) not in _CONSTANTS:
        _CONSTANTS[name, identity] = (policy, Constants.of(policy.typed))
    return _CONSTANTS[name, identity][1]


def event_of(policy: Policy, seed: int, *, missing: bool = True) -> Any:
    """An event of the class that a drafted policy is about; one in five has people without names."""
    each = drawing(policy, seed, missing=missing)
    event = draw_event(each, class_of(policy))
    return odd(event, seed) if missing else event


def odd(event: Any, seed: int) -> Any:
    """The event, at times with people without names or listed twice, or several answers to one question."""
    source = random.Random(seed)
    match seed % 8:
        case 0 | 1:
            return nameless(event, source)
        case 2:
            return repeated(event)
        case 3 | 4:
            return argued(event, source)
        case _:
            return event


def repeated(event: Any) -> Any:
    """The event with everybody in a list of more than one listed under one name."""
    changes = {}
    for field in class_info(type(event)).fields.values():
        if field.kind.name == "PEOPLE":
            people = getattr(event, field.name)
            members = tuple(named(each, "one and the same") for each in people.members)
            changes[field.name] = People(members, people.complete)
    return attrs.evolve(event, **changes)


def argued(event: Any, source: random.Random) -> Any:
    """The event with a second and a third answer to some of the questions that were answered."""
    more = []
    for each in event.judgements:
        for _ in range(source.choice((0, 1, 2))):
            at = source.choice((each.at, NOT_STATED, _shifted(each.at, 1), _shifted(each.at, -1)))
            roles = source.choice((None, each.by.roles))
            changed = attrs.evolve(each.by, roles=roles, category=source.choice((None, each.by.category)))
            more.append(attrs.evolve(each, answer=source.choice(("yes", "no")), at=at, by=changed))
    return attrs.evolve(event, judgements=(*event.judgements, *more))


def _shifted(when: When, by: int) -> When:
    return When(when.earliest + by, when.latest + by)


def nameless(event: Any, source: random.Random) -> Any:
    """The event with some of those listed in it under no name."""
    changes = {}
    for field in class_info(type(event)).fields.values():
        if field.kind.name == "PEOPLE":
            people = getattr(event, field.name)
            members = tuple(unnamed(each) if source.random() < 0.5 else each for each in people.members)
            changes[field.name] = People(members, people.complete)
    return attrs.evolve(event, **changes)


def unnamed(member: Any) -> Any:
    """Somebody of whom the identity is not stated."""
    return named(member, None)


def named(member: Any, name: str | None) -> Any:
    """Somebody under this name."""
    field = class_info(type(member)).with_role("identity")
    assert field is not None
    inner = getattr(member, field.name)
    return attrs.evolve(member, **{field.name: name if field.part is None else named(inner, name)})


# ---- events that the bundled policy is about: a random event seldom has staff write to a child


def _child(source: random.Random) -> Person:
    how = source.choice(("working", "working", "working", None, "previous"))
    return Person(category=source.choice(("child_or_young_person",) * 4 + ("young_adult",)), relationship=how)  # type: ignore[arg-type]


_STAFF: tuple[Any, ...] = (
    frozenset({"employee"}),
    frozenset({"volunteer", "parent_or_carer"}),
    frozenset({"volunteer"}),
)


def _message(source: random.Random) -> Any:
    medium: Any = source.choice(("text", "text", "email", "chat", "networking", "call", None))
    recipients = tuple(Recipient(person=_child(source)) for _ in range(source.choice((1, 1, 2, 3))))
    return Message(
        id="drawn",
        by=Person(id="sam", roles=source.choice(_STAFF)),
        channel=Channel(kind=medium),
        recipients=People(recipients, source.random() < 0.7),
    )


def _photo(source: random.Random) -> Any:
    device = source.choice(
        (
            Device(kind="mobile_phone"),
            Device(ownership="personal"),
            Device(kind="mobile_phone", ownership="personal"),
        )
    )
    children = tuple(Person(birth_date=date(2009 + n, 3, 1 + n)) for n in range(source.choice((0, 1, 2))))
    return Photo(
        id="drawn",
        by=Person(id="sam", roles=source.choice(_STAFF)),
        device=device,
        media=source.choice(("photograph", "photograph", "video", None)),
        location=source.choice(("the office server", "the office server", "elsewhere", None)),
        subjects=People(children, source.random() < 0.6),
    )


def _group(source: random.Random) -> Any:
    members = tuple(Person() for _ in range(source.choice((1, 2, 3))))
    channel = Channel(kind=source.choice(("chat", "networking", "chat", None)))
    return GroupState(id="drawn", channel=channel, members=People(members, source.random() < 0.7))


def _review(source: random.Random) -> Any:
    return ReviewPeriod(id="drawn", subject=source.choice(("policy", "practice", "policy", None)))


_SKELETONS: tuple[Callable[[random.Random], Any], ...] = (
    _message,
    _message,
    _message,
    _photo,
    _group,
    _review,
)


def covered_event(policy: Policy, seed: int, *, missing: bool = True) -> Any:
    """An event that some rule of the bundled policy is likely to cover."""
    source = random.Random(f"skeleton {seed}")
    skeleton = source.choice(_SKELETONS)(source)
    each = drawing(policy, seed, missing=missing)
    at = each.constants.instants[source.randrange(len(each.constants.instants))]
    skeleton = attrs.evolve(skeleton, at=When(at, at))
    event = filled(skeleton, class_info(type(skeleton)), each, keep=("id", "at"), event=skeleton)
    if isinstance(event, Message) and source.random() < 0.5:
        event = attrs.evolve(event, recipients=_counted(event.recipients, source))
    return odd(event, seed) if missing else event


def _counted(people: People[Recipient], source: random.Random) -> People[Recipient]:
    def count() -> Count:
        return Count(
            source.choice((1, 2)), source.choice((2, 3, None)), timedelta(days=source.choice((6, 7, 8)))
        )

    return People(tuple(attrs.evolve(each, contacts=count()) for each in people.members), people.complete)


# ---- cases: a policy and one of its events


@attrs.frozen
class Case:
    """One decision to look into; its words are enough to make it again."""

    policy: Policy
    event: Any
    words: str


def drafted_cases(policies: int, events: int, *, start: int = 0, missing: bool = True) -> Iterator[Case]:
    for seed in range(start, start + policies):
        policy = drafted(seed)
        for number in range(events):
            event = event_of(policy, seed * 1000 + number, missing=missing)
            yield Case(policy, event, f"drafted policy {seed}, event {seed * 1000 + number}")


def bundled_cases(events: int, *, start: int = 0, missing: bool = True) -> Iterator[Case]:
    for policy, words in ((bundled(), "bundled policy"), (settled(), "bundled policy with settings")):
        for seed in range(start, start + events):
            yield Case(policy, covered_event(policy, seed, missing=missing), f"{words}, covered event {seed}")


def every_finding(policy: Policy, event: Any, as_of: int | None = None) -> tuple[Finding, ...]:
    """Every finding, whether an edition is known to be in force or not."""
    return interpreter.decide(policy.typed, event, as_of)


def bare_findings(policy: Policy, event: Any) -> tuple[Finding, ...]:
    """Every finding without the reasons of what is settled, which take half of the time."""
    with without_reasons():
        return every_finding(policy, event)


def findings_of(policy: Policy, rule: str, event: Any) -> tuple[Finding, ...]:
    """The findings of one rule decided alone; what it refers to is part of it."""
    alone = attrs.evolve(policy.typed, rules=(policy.typed.rules_by_id[rule],))
    return interpreter.decide(alone, event, None)


def by_key(findings: tuple[Finding, ...]) -> dict[Key, Finding]:
    """Findings by rule and person; those about people without a name by number too."""
    found: dict[Key, Finding] = {}
    for each in findings:
        number = 0
        while (each.rule, each.about, number) in found:
            number += 1
        found[each.rule, each.about, number] = each
    return found


def speaks(error: Exception) -> None:
    """Fails where an error has nothing to say."""
    assert str(error)


SETTLED = frozenset(outcome for outcome in Outcome if outcome.settled)
OPEN = frozenset(outcome for outcome in Outcome if outcome.open)

"""Events with what was true then, against an oracle that tries every hour and every possible world."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

import attrs
import pytest

from tests.facts.drawn import GROUP, PEOPLE, Drawing
from tests.facts.worlds import SPELT, STAFF, World, contacts, hours
from wrbc_rules.events import Channel, Contact, Message, NumberShared, Person, Recipient, Told
from wrbc_rules.facts import Facts
from wrbc_rules.register import KeptRow, MembershipRow, Register, Row
from wrbc_rules.values import HOUR, People, When

SEEDS = 4
#: Cases of each seed.
CASES = 150
Turns = list[tuple[float, str, bool]]


def unread(form: object) -> Any:
    raise ValueError("nothing is stated here")


def facts_of(register: Register, turns: Turns, as_of: float, period: timedelta = timedelta(days=7)) -> Facts:
    facts = Facts(register, unread, as_of=as_of, period=period)
    for at, name, inside in turns:
        names = ([name], []) if inside else ([], [name])
        facts.who.turned(GROUP, Channel(), When(at, at), *names)
    return facts


def of_us(person: Person) -> bool:
    return bool(person.roles and person.roles & STAFF)


def told_of(world: World, event: Message) -> Message:
    """The event as the oracle knows it, without the counts of contacts."""
    when, called = event.at, event.by.id
    sender, direction = _sender(world, event)
    people = _people(world, event, sender)
    event = attrs.evolve(event, by=sender, direction=direction, recipients=people)
    if sender.id is not None and event.channel.kind is not None:
        account = world.account(sender.id, str(called), event.channel, when)
        event = attrs.evolve(event, account=account)
    told = tuple(_recipient(world, each, event) for each in people.members)
    event = attrs.evolve(event, recipients=People(told, people.complete))
    if event.channel.kind is not None:
        kept_by = [sender, *(each.person for each in told)]
        sure = {str(each.id) for each in kept_by if each.id is not None and of_us(each)}
        doubtful = any(each.id is None or each.roles is None for each in kept_by)
        perhaps = set(PEOPLE) if doubtful or not people.complete else set()
        event = attrs.evolve(event, backed_up_at=world.backed_up(sure, perhaps, event.channel.kind, when))
    return event


def _sender(world: World, event: Message) -> tuple[Person, Any]:
    if event.by.id is None:
        return event.by, event.direction
    person = world.person(world.named(event.by.id, event.at), event.at)
    by_roles = None if person.roles is None else "outgoing" if of_us(person) else "incoming"
    return person, event.direction or by_roles


def _people(world: World, event: Message, sender: Person) -> People[Recipient]:
    when = event.at
    if event.group is None:
        names = [world.named(str(each.person.id), when) for each in event.recipients.members]
        complete = event.recipients.complete
    elif sender.id is None:
        names, complete = [], False
    else:
        names, complete = world.members(when)
        names = [each for each in names if each != sender.id]
    return People(tuple(Recipient(person=world.person(each, when)) for each in names), complete)


def _recipient(world: World, each: Recipient, event: Message) -> Recipient:
    name, when = str(each.person.id), event.at
    facts: dict[str, Any] = {
        what: world.circumstance(name, what, when) for what in ("at_risk", "no_alternative", "extenuating")
    }
    facts["objection_in_force"] = world.objection(name, when)
    if event.by.id is not None:
        about = [name, GROUP] if event.group else [name]
        given, recorded = world.noticed(event.by.id, about, event.channel, when)
        informed = world.informed(event.by.id, about, when)
        facts |= {"noticed_at": given, "recorded_at": recorded, "informed_at": informed}
    return attrs.evolve(each, **facts)


def plain(event: Contact) -> Any:
    """The event without counts, its people in no order, and names of nobody known in one spelling."""
    people = (
        attrs.evolve(each, person=_plain(each.person), contacts=None) for each in event.recipients.members
    )
    members = sorted(people, key=lambda each: str(each.person.id))
    return attrs.evolve(event, by=_plain(event.by), recipients=People(members, event.recipients.complete))


def _plain(person: Person) -> Person:
    name, *doubt = str(person.id).split(" (who?)")
    return attrs.evolve(person, id=f"{SPELT.get(name, name)}{'?' * len(doubt)}")


def case(seed: int) -> tuple[Drawing, Register, Turns, int]:
    drawing = Drawing(Random(seed))
    register = drawing.register()
    turns = drawing.turns()
    named = World(register, (), math.inf)
    sure = [each for each in turns if named.named(each[1], When(each[0], each[0])) == each[1]]
    return drawing, register, sure, drawing.one(3, 6, 20) * HOUR


def check_fields(seed: int) -> None:
    drawing, register, turns, as_of = case(seed)
    world, facts = World(register, turns, as_of), facts_of(register, turns, as_of)
    event = drawing.message()
    filled = facts.fill(event)
    assert filled.refused == ()
    assert isinstance(filled.event, Message)
    assert plain(filled.event) == plain(told_of(world, event)), seed


def check_agreements(seed: int) -> None:
    drawing, register, turns, as_of = case(seed)
    world, facts = World(register, turns, as_of), Facts(register, unread, as_of=as_of)
    name, when = drawing.one(*PEOPLE), drawing.when()
    recipients = People((Told(person=Person(id=name)),), True)
    event = NumberShared(id="n1", at=when, by=Person(id="sam"), recipients=recipients)
    filled = facts.fill(event).event
    assert isinstance(filled, NumberShared)
    staff, whom = world.named("sam", when), world.named(name, when)
    assert filled.by == world.person(staff, when)
    assert filled.recipients.members[0].person == world.person(whom, when)
    assert filled.recipients.members[0].agreed_at == world.agreed(staff, whom, when), seed


def check_counts(seed: int) -> None:
    """Bounds on contacts; at least and at most what they are in some world."""
    drawing, register, turns, as_of = case(seed)
    hours_of = drawing.random.randint(1, 6)
    facts = facts_of(register, turns, as_of, timedelta(hours=hours_of))
    log = [drawing.message(number) for number in range(6)]
    log = [each for each in log if each.at.stated]
    seen = [each for each in map(facts.who.identified, log) if isinstance(each, Message)]
    for each in seen:
        facts.count(each)
    kept = register.kept("contacts")
    for number, (raw, event) in enumerate(zip(log, seen, strict=True)):
        complete = all(any(row.period.covers(at) for row in kept) for at in hours(event.at))
        filled = facts.fill(raw).event
        assert isinstance(filled, Message)
        for person in filled.recipients.members:
            if event.direction != "outgoing":
                assert person.contacts is None
                continue
            least, most = contacts(seen, number, str(person.person.id), hours_of * HOUR)
            assert person.contacts is not None
            assert person.contacts.at_least <= least, seed
            assert person.contacts.at_most == most or not complete or _is_vague(seen), seed
            assert complete or person.contacts.at_most is None
            if complete:
                assert person.contacts.at_most is not None
                assert person.contacts.at_most >= most, seed
            if not _is_vague(seen):
                assert person.contacts.at_least == least, seed


def _is_vague(log: list[Message]) -> bool:
    return any(not each.at.exact for each in log)


def check_late(seed: int) -> None:
    """What is typed in later changes nothing of what was known before; what excuses and is used is told."""
    drawing, register, turns, as_of = case(seed)
    event = drawing.message()
    known_by = drawing.random.randint(0, 9) * HOUR
    early = Register.of(row for row in register if not row.excuses or row.entered.earliest <= known_by)
    address = {row.line for row in register if row.excuses} - {row.line for row in early}
    late = [row for row in register if row.line in address]
    if any(getattr(row, "address", None) for row in late):
        return  # an address is a name too, whenever it was typed in
    facts, before = facts_of(register, turns, as_of), facts_of(early, turns, as_of)
    assert facts.fill(event, known_by=known_by).event == before.fill(event).event, seed
    filled = facts.fill(event)
    assert filled.late == tuple(
        row for row in filled.used if row.excuses and row.entered.earliest > event.at.latest
    )
    unused = {row.line for row in late} - {row.line for row in filled.used}
    without = Register.of(row for row in register if row.line not in unused)
    assert facts_of(without, turns, as_of).fill(event).event == filled.event, seed


def check_outside(seed: int) -> None:
    """A row that holds at no instant of the event changes nothing, but for birth dates and who came."""
    drawing, register, turns, as_of = case(seed)
    event = drawing.message()
    outside = [row for row in register if not any(row.period.covers(at) for at in hours(event.at))]
    gone = {row.line for row in outside if not isinstance(row, MembershipRow) and row.table != "people"}
    without = Register.of(row for row in register if row.line not in gone)
    assert facts_of(without, turns, as_of).fill(event) == facts_of(register, turns, as_of).fill(event), seed


def check_stated(seed: int) -> None:
    """What an event states itself stays."""
    drawing, register, turns, as_of = case(seed)
    facts = facts_of(register, turns, as_of)
    once = facts.fill(drawing.message()).event
    another = facts_of(drawing.register(), [], as_of)
    twice = another.fill(once).event
    assert isinstance(once, Message)
    assert isinstance(twice, Message)
    _stays(once.account, twice.account)
    if once.recipients.members:
        assert once.recipients.complete == twice.recipients.complete
        for before, after in zip(once.recipients.members, twice.recipients.members, strict=True):
            _stays(before, after, but=("person",))


def _stays(before: Any, after: Any, but: tuple[str, ...] = ()) -> None:
    blank = type(before)()
    for field in attrs.fields(type(before)):
        value = getattr(before, field.name)
        if value != getattr(blank, field.name) and field.name not in but:
            assert getattr(after, field.name) == value, field.name


def check_complete(seed: int) -> None:
    """Of a complete table nothing about doing and being stays unknown but what the rows leave open."""
    drawing, register, turns, as_of = case(seed)
    rows: list[Row] = [row for row in register if row.table not in ("kept", "circumstances", "wishes")]
    kept = [KeptRow(line=900, of="circumstances"), KeptRow(line=901, of="wishes")]
    event = drawing.message()
    bare = facts_of(Register.of(rows), turns, as_of).fill(event).event
    full = facts_of(Register.of([*rows, *kept]), turns, as_of).fill(event).event
    assert isinstance(bare, Message)
    assert isinstance(full, Message)
    for unknown, known in zip(bare.recipients.members, full.recipients.members, strict=True):
        assert (unknown.at_risk, unknown.objection_in_force) == (None, None)
        assert (known.at_risk, known.objection_in_force) == (False, False)


CHECKS: tuple[Callable[[int], None], ...] = (
    check_fields,
    check_agreements,
    check_counts,
    check_late,
    check_outside,
    check_stated,
    check_complete,
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("seed", range(SEEDS))
def test_what_is_filled_in_is_what_every_world_says(check: Callable[[int], None], seed: int) -> None:
    for number in range(CASES):
        check(seed * CASES + number)


@pytest.mark.soak
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("seed", range(20))
def test_it_is_so_in_many_more(check: Callable[[int], None], seed: int) -> None:
    for number in range(1_000):
        check(1_000_000 + seed * 1_000 + number)

"""What a register says of a contact, by trying every instant and every possible world: a plain program.

It knows the rows of registers and the classes of events, and nothing of the bridges. Instants are whole hours
from `HOURS[0]` on; a fact is known only where it is the same at every hour of the event, in every world.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from wrbc_rules.events import Account, Channel, Message, Person
from wrbc_rules.register import (
    AccountRow,
    AgreementRow,
    BackupRow,
    CircumstanceRow,
    GroupRow,
    ManagerToldRow,
    MembershipRow,
    NameRow,
    NoticeRow,
    PersonRow,
    Register,
    RoleRow,
    Row,
    WishRow,
)
from wrbc_rules.values import HOUR, Bound, When

R = TypeVar("R", bound=Row)
T = TypeVar("T")
HOURS = range(-1, 11)
KINDS = ("chat", "text")
PLATFORMS = ("WhatsApp", "Signal")
#: Spellings of one name or number.
SPELT = {
    "+44 7700 900101": "one",
    "07700 900101": "one",
    "(07700) 900 101": "one",
    "+447700900102": "two",
    "Sam": "sam",
    "SAM ": "sam",
    "sam": "sam",
    "Mia": "mia",
    "mia": "mia",
    "ali": "ali",
    "zoe": "zoe",
    "Mum": "mum",
}
NUMBERS = ("one", "two")
STAFF = {"employee", "volunteer"}


def hours(when: When) -> list[Bound]:
    """Every hour of an interval; the first and last stand for all before and after."""
    return [each * HOUR for each in HOURS if when.earliest <= each * HOUR <= when.latest]


def holding(rows: Iterable[R], at: Bound) -> list[R]:
    return [row for row in rows if row.period.start <= at < row.period.end]


def alike(values: Iterable[T]) -> T | None:
    found = list(values)
    return found[0] if found and all(each == found[0] for each in found[1:]) else None


def whole(moments: Iterable[tuple[Bound, Bound]]) -> When:
    found = list(moments)
    return When(min(first for first, _ in found), max(last for _, last in found))


class World:
    """A register, asked about one event as it was exported."""

    def __init__(self, register: Register, turns: Sequence[tuple[Bound, str, bool]], as_of: Bound) -> None:
        self.register = register
        self.turns = turns
        self.as_of = as_of

    def rows(self, table: type[R], at: Bound) -> list[R]:
        return holding(self.register.table(table), at)

    def complete_until(self, table: str, at: Bound) -> Bound | None:
        """Until when a complete table says what was not done; None of a table that is not complete."""
        kept = holding(self.register.kept(table), at)
        return max((min(row.period.end, self.as_of + 1) for row in kept), default=None)

    # ---- who

    def named(self, name: str, when: When) -> str:
        found = [self._bearers(name, at) for at in hours(when)]
        every = set().union(*found)
        if len(every) > 1:
            return f"{name} (who?)"
        return every.pop() if every and all(found) else name

    def _bearers(self, name: str, at: Bound) -> set[str]:
        key = SPELT[name]
        people = {row.person for row in self.register.table(PersonRow) if SPELT[row.person] == key}
        people |= {row.person for row in self.rows(NameRow, at) if SPELT[row.called] == key}
        accounts = [row for row in self.rows(AccountRow, at) if row.address is not None]
        return people | {row.person for row in accounts if SPELT[row.address or ""] == key}

    def person(self, name: str, when: When) -> Person:
        seen = [self._person_at(name, at) for at in hours(when)]
        born = {row.birth_date for row in self.register.table(PersonRow) if row.person == name} - {None}
        spoken = any(row.person == name for row in self.register if isinstance(row, (PersonRow, RoleRow)))
        facts = {column: alike(each[column] for each in seen) for column in seen[0]}
        return Person(id=name, birth_date=born.pop() if spoken and len(born) == 1 else None, **facts)

    def _person_at(self, name: str, at: Bound) -> dict[str, Any]:
        rows = [row for row in self.rows(PersonRow, at) if row.person == name]
        roles = frozenset(row.role for row in self.rows(RoleRow, at) if row.person == name)
        columns = ("category", "relationship", "adult_at_risk")
        return {
            **{column: alike(getattr(row, column) for row in rows) for column in columns},
            "roles": roles if rows else None,
        }

    # ---- groups

    def members(self, when: When) -> tuple[list[str], bool]:
        """Who was in the one group all the while, and whether these were all."""
        inside = [self._inside(at) for at in hours(when)]
        sure = [name for name in sorted(set().union(*inside)) if all(name in each for each in inside)]
        listed = all(self._listed(at) for at in hours(when))
        return sure, listed and all(each == set(sure) for each in inside)

    def _inside(self, at: Bound) -> set[str]:
        """By the last that was said of each: a line of an export counts after rows of the same hour."""
        rows = self.register.table(MembershipRow)
        found = set()
        for name in {row.person for row in rows} | {name for _, name, _ in self.turns}:
            own = [row for row in rows if row.person == name]
            ends = {row.period.end for row in own if not holding(own, row.period.end)}
            bounds = {each for each in ends | {row.period.start for row in own} if each <= at}
            lines = [(when, there) for when, who, there in self.turns if who == name and when <= at]
            by_rows = bool(holding(own, at))
            latest = max(bounds, default=-math.inf)
            last_line = max((when for when, _ in lines), default=None)
            if last_line is not None and last_line >= latest:
                there = [there for when, there in lines if when == last_line][-1]
            else:
                there = by_rows
            if there:
                found.add(name)
        return found

    def _listed(self, at: Bound) -> bool:
        rows = self.rows(GroupRow, at)
        return bool(rows) and all(row.listed for row in rows)

    # ---- what was so

    def circumstance(self, name: str, what: str, when: When) -> bool | None:
        def at_hour(at: Bound) -> bool | None:
            rows = [r for r in self.rows(CircumstanceRow, at) if r.person == name and r.what == what]
            if rows:
                return alike(row.holding for row in rows)
            return None if self.complete_until("circumstances", at) is None else False

        return alike(at_hour(at) for at in hours(when))

    def objection(self, name: str, when: When) -> bool | None:
        def at_hour(at: Bound) -> bool | None:
            if any(row.person == name for row in self.rows(WishRow, at)):
                return True
            return None if self.complete_until("wishes", at) is None else False

        return alike(at_hour(at) for at in hours(when))

    def _first(self, done: Iterable[When], table: str, at: Bound) -> Iterator[tuple[Bound, Bound]]:
        """When something was first done, in each world: at an hour of every row, or of an unknown one."""
        until = self.complete_until(table, at)
        found = [(each.earliest, each.latest) for each in done]
        for world in itertools.product(*found):
            first = min(world, default=math.inf)
            if until is None:
                yield (-math.inf, first)
            elif found:
                yield (first, first)
            else:
                yield (until, math.inf)

    def noticed(self, staff: str, about: Sequence[str], channel: Channel, when: When) -> tuple[When, When]:
        given: list[tuple[Bound, Bound]] = []
        recorded: list[tuple[Bound, Bound]] = []
        for at in hours(when):
            until = self.complete_until("notices", at)
            for kind, platform in media(channel):
                rows = [
                    row
                    for row in self.rows(NoticeRow, at)
                    if row.staff == staff and row.about in about and row.nature is not None
                    if row.period.start != -math.inf
                    if row.kind in (None, kind) and row.platform in (None, platform)
                ]
                given += self._first((row.given for row in rows), "notices", at)
                recorded += self._recorded(rows, until)
        return whole(given), whole(recorded)

    def _recorded(self, rows: Sequence[NoticeRow], until: Bound | None) -> Iterator[tuple[Bound, Bound]]:
        if until is None:
            yield (-math.inf, math.inf)
            return
        if not rows:
            yield (until, math.inf)
        for world in itertools.product(*((row.given.earliest, row.given.latest) for row in rows)):
            for row, at in zip(rows, world, strict=True):
                if at == min(world):
                    stated = row.recorded.stated
                    yield (row.recorded.earliest, row.recorded.latest) if stated else (until, math.inf)

    def informed(self, staff: str, about: Sequence[str], when: When) -> When:
        def told(at: Bound) -> Iterator[When]:
            rows = self.rows(ManagerToldRow, at)
            return (row.told for row in rows if row.staff == staff and row.about in about)

        return whole(each for at in hours(when) for each in self._first(told(at), "managers_told", at))

    def agreed(self, staff: str, name: str, when: When) -> When:
        def agreed(at: Bound) -> Iterator[When]:
            rows = self.rows(AgreementRow, at)
            return (row.agreed for row in rows if row.staff == staff and row.person in (None, name))

        return whole(each for at in hours(when) for each in self._first(agreed(at), "agreements", at))

    def backed_up(self, sure: set[str], perhaps: set[str], kind: str, when: When) -> When:
        """In one world those who surely kept it are all who did, in another those did who perhaps kept it."""

        def made(at: Bound, people: set[str]) -> Iterator[When]:
            rows = self.rows(BackupRow, at)
            return (row.made for row in rows if row.person in people and row.kind == kind)

        worlds = (sure, sure | perhaps)
        return whole(
            each
            for at in hours(when)
            for people in worlds
            for each in self._first(made(at, people), "backups", at)
        )

    def account(self, staff: str, called: str, channel: Channel, when: When) -> Account:
        """What all accounts have in common that it can have been."""
        found: list[Account] = []
        for at in hours(when):
            rows = [row for row in self.rows(AccountRow, at) if row.person == staff]
            rows = [row for row in rows if any(suits(row, each) for each in media(channel))]
            exact = [row for row in rows if row.address and SPELT[row.address] == SPELT[called]]
            others = [row for row in rows if not (is_number(row.address) and is_number(called))]
            kept = self.complete_until("accounts", at) is not None
            could = exact or (others if kept else [])
            found += [
                Account(
                    ownership=row.ownership,
                    agreed=row.agreed,
                    purpose_built=row.purpose_built,
                    for_group=row.for_group,
                )
                for row in could
            ] or [Account(agreed=False if kept else None)]
        columns = ("ownership", "agreed", "purpose_built", "for_group")
        return Account(**{each: alike(getattr(one, each) for one in found) for each in columns})


def media(channel: Channel) -> Iterator[tuple[str, str]]:
    """Every medium that it may have been."""
    kinds = KINDS if channel.kind is None else (channel.kind,)
    yield from itertools.product(kinds, PLATFORMS if channel.platform is None else (channel.platform,))


def suits(row: AccountRow, medium: tuple[str, str]) -> bool:
    return row.kind == medium[0] and row.platform in (None, medium[1])


def is_number(name: str | None) -> bool:
    return name is not None and SPELT[name] in NUMBERS


def contacts(log: Sequence[Message], own: int, name: str, span: Bound) -> tuple[int, int]:
    """How many contacts with somebody lie in the time that ends with one of a log, at least and at most.

    The events of the log say already whom they reach.
    """
    counts = []
    surely, perhaps = [], []
    for number, event in enumerate(log):
        listed = name in {each.person.id for each in event.recipients.members}
        if number != own and event.direction != "incoming":
            if event.direction == "outgoing" and listed:
                surely.append(event.at)
            elif event.direction is None or not event.recipients.complete:
                perhaps.append(event.at)
    for at in hours(log[own].at):
        least = sum(all(at - span < hour <= at for hour in hours(when)) for when in surely)
        most = sum(any(at - span < hour <= at for hour in hours(when)) for when in surely + perhaps)
        counts.append((1 + least, 1 + most))
    return min(least for least, _ in counts), max(most for _, most in counts)

"""Small registers and logs, drawn at random from a seed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any, TypeVar

import attrs

from tests.facts.worlds import HOURS, KINDS, PLATFORMS
from wrbc_rules.events import Channel, Message, Person, Recipient
from wrbc_rules.register import (
    AccountRow,
    AgreementRow,
    BackupRow,
    CircumstanceRow,
    GroupRow,
    KeptRow,
    ManagerToldRow,
    MembershipRow,
    NameRow,
    NoticeRow,
    Period,
    PersonRow,
    Register,
    RoleRow,
    Row,
    WishRow,
)
from wrbc_rules.values import HOUR, NOT_STATED, Bound, People, When

T = TypeVar("T")
PEOPLE = ("sam", "mia", "ali", "zoe")
CALLED = ("+44 7700 900101", "07700 900101", "(07700) 900 101", "+447700900102", "Sam", "Mia", "Mum")
GROUP = "club"
LAST = HOURS[-2]


@attrs.frozen
class Drawing:
    """Draws from a seed."""

    random: Random

    def one(self, *values: T) -> T:
        return self.random.choice(values)

    def rarely(self, often: int = 4) -> bool:
        return self.random.randrange(often) == 0

    def period(self) -> Period:
        first, last = sorted(self.random.sample(range(LAST + 1), 2))
        start: Bound = -math.inf if self.rarely(3) else first * HOUR
        return Period(start, math.inf if self.rarely(2) else last * HOUR)

    def when(self, *, unknown: int = 8) -> When:
        """An instant, some hours, or at times nothing or half of it."""
        if self.rarely(unknown):
            return NOT_STATED
        first = self.random.randint(0, LAST)
        last = first if self.rarely(2) else self.random.randint(first, min(first + 3, LAST))
        return When(first * HOUR, last * HOUR)

    def entered(self) -> When:
        return self.when(unknown=3)

    def cells(self, table: type[Row]) -> dict[str, Any]:
        """What stands in a row of a table."""
        one, person = self.one, self.one(*PEOPLE)
        yes = one(True, False, None)
        kind, platform = one(*KINDS), one(None, *PLATFORMS)
        about = one(*PEOPLE, GROUP)
        cells: dict[type[Row], dict[str, Any]] = {
            PersonRow: {
                "category": one("adult", "child_or_young_person", None),
                "relationship": one("working", None),
                "adult_at_risk": yes,
                "birth_date": one(None, date(2001, 1, PEOPLE.index(person) + 1)),
            },
            RoleRow: {"role": one("employee", "volunteer", "parent_or_carer")},
            NameRow: {"called": one(*CALLED)},
            AccountRow: {
                "kind": kind,
                "platform": platform,
                "address": one(None, None, *CALLED[:4]),
                "ownership": one("personal", "organisational", None),
                "agreed": yes,
                "purpose_built": one(True, False),
                "for_group": one(True, None),
            },
            GroupRow: {"group": GROUP, "listed": one(True, True, True, False, None)},
            MembershipRow: {"group": GROUP},
            WishRow: {},
            CircumstanceRow: {
                "what": one("at_risk", "at_risk", "no_alternative", "extenuating"),
                "holding": one(True, True, False),
            },
            BackupRow: {"kind": kind, "made": self.when(unknown=99)},
            AgreementRow: {"staff": person, "person": one(None, *PEOPLE), "agreed": self.when(unknown=99)},
            ManagerToldRow: {"staff": person, "about": about, "told": self.when(unknown=99)},
            NoticeRow: {
                "staff": one("sam", person),
                "about": about,
                "kind": one(None, kind),
                "platform": platform,
                "nature": one("lifts", "lifts", None),
                "given": self.when(unknown=99),
                "recorded": self.when(unknown=3),
            },
            KeptRow: {"of": one(*KEPT)},
        }
        found = cells[table]
        named = any(each.name == "person" for each in attrs.fields(table))
        return {"person": person, **found} if named else found

    def row(self, table: type[Row], line: int) -> Row:
        period = Period() if self.rarely(3) else self.period()
        return table(line=line, period=period, entered=self.entered(), **self.cells(table))

    def register(self) -> Register:
        """Rows of every table, most of them of a few; each table is kept at some times."""
        rows: list[Row] = []
        for name in PEOPLE:
            for _ in range(self.one(1, 1, 2)):
                made = self.row(PersonRow, len(rows) + 2)
                rows.append(attrs.evolve(made, person=name))  # type: ignore[call-arg]
        for table in TABLES:
            for _ in range(self.random.randint(0, MOST.get(table, 3))):
                rows.append(self.row(table, len(rows) + 2))
        return Register.of(rows)

    def channel(self) -> Channel:
        kind, platform = self.one(None, *KINDS, *KINDS), self.one(None, *PLATFORMS)
        return Channel(kind=kind, platform=platform)  # type: ignore[arg-type]

    def message(self, number: int = 1) -> Message:
        """As an export has it: names, perhaps a group, perhaps whom it reached."""
        to_group = self.rarely(2)
        names: Sequence[str | None] = self.random.sample(
            (*CALLED[3:], *PEOPLE[1:3]), self.random.randint(0, 2)
        )
        members = tuple(Recipient(person=Person(id=each)) for each in names)
        return Message(
            id=f"m{number}",
            at=self.when(),
            by=Person(id=self.one(None, "Sam", "sam", "sam", *CALLED)),
            direction=self.one(None, "outgoing", "outgoing", "incoming"),
            channel=self.channel(),
            group=GROUP if to_group else None,
            recipients=People() if to_group else People(members, self.one(True, False)),
        )

    def turns(self) -> list[tuple[Bound, str, bool]]:
        """Lines of an export, in order, each at one hour."""
        found = [
            (self.random.randint(0, LAST) * HOUR, self.one(*PEOPLE), self.one(True, False))
            for _ in range(self.random.randint(0, 3))
        ]
        return sorted(found, key=lambda each: each[0])


TABLES: tuple[type[Row], ...] = (
    RoleRow,
    NameRow,
    AccountRow,
    GroupRow,
    MembershipRow,
    WishRow,
    CircumstanceRow,
    BackupRow,
    AgreementRow,
    ManagerToldRow,
    NoticeRow,
    KeptRow,
)
KEPT = (
    "notices",
    "managers_told",
    "wishes",
    "agreements",
    "circumstances",
    "backups",
    "accounts",
    "contacts",
)
MOST = {KeptRow: 10, NoticeRow: 6, AccountRow: 5, MembershipRow: 5, NameRow: 4, CircumstanceRow: 5}

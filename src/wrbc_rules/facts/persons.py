"""Who people were at a moment."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

import attrs

from wrbc_rules.events import Channel, Person
from wrbc_rules.facts.bridges import Steps, in_force
from wrbc_rules.register import AccountRow, NoticeRow, PersonRow, Register, RoleRow
from wrbc_rules.values import When

T = TypeVar("T", bound=attrs.AttrsInstance)


def agreed(values: Iterable[Any]) -> Any:
    """The one value that all have, else None: not known."""
    found = list(values)
    return found[0] if found and all(each == found[0] for each in found) else None


def merged(parts: Sequence[T]) -> T:
    """One object with what all of these agree on; what they differ in is not stated."""
    if len(parts) == 1:
        return parts[0]
    names = [field.name for field in attrs.fields(type(parts[0]))]
    return type(parts[0])(**{name: agreed(getattr(each, name) for each in parts) for name in names})


class Persons:
    """People and their roles, by moment."""

    def __init__(self, register: Register) -> None:
        rows: dict[str, list[PersonRow | RoleRow]] = {}
        for person in register.table(PersonRow):
            rows.setdefault(person.person, []).append(person)
        for role in register.table(RoleRow):
            rows.setdefault(role.person, []).append(role)
        self._persons = {name: _steps(name, found) for name, found in rows.items()}

    @property
    def names(self) -> Collection[str]:
        """Everybody of whom the register has a row."""
        return self._persons.keys()

    def person(self, name: str, when: When) -> Person:
        """Somebody as they were through all of an interval."""
        steps = self._persons.get(name)
        return Person(id=name) if steps is None else merged(steps.over(when))


def is_of(row: AccountRow | NoticeRow, channel: Channel) -> bool | None:
    """Whether a row speaks of a medium: what it leaves out is any; None where the medium is not known."""
    kind = row.kind is None or (None if channel.kind is None else row.kind == channel.kind)
    platform = row.platform is None or (
        None if channel.platform is None else same(row.platform, channel.platform)
    )
    if kind is False or platform is False:
        return False
    return None if None in (kind, platform) else True


def same(left: str, right: str) -> bool:
    """Whether two names of a site or an app are one."""
    return left.strip().casefold() == right.strip().casefold()


def _steps(name: str, rows: Sequence[PersonRow | RoleRow]) -> Steps[Person]:
    born = agreed(row.birth_date for row in rows if isinstance(row, PersonRow) and row.birth_date is not None)
    return in_force(rows).each(lambda found: _person(name, born, found))


def _person(name: str, born: date | None, rows: Sequence[PersonRow | RoleRow]) -> Person:
    """Somebody by the rows in force; who stands in `people` has the roles that are listed and no others."""
    people = [row for row in rows if isinstance(row, PersonRow)]
    roles = frozenset(row.role for row in rows if isinstance(row, RoleRow))
    return Person(
        id=name,
        roles=roles if people else None,
        category=agreed(row.category for row in people),
        birth_date=born,
        relationship=agreed(row.relationship for row in people),
        adult_at_risk=agreed(row.adult_at_risk for row in people),
    )

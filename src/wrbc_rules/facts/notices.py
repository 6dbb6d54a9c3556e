"""What had been told, wished, agreed or found of people at a moment, by the tables of a register.

Each answer goes through the same three steps: the rows that can matter, those in force in each stretch of the
moment, and what all stretches have in common.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TypeVar

import attrs

from wrbc_rules.events import Account, Channel
from wrbc_rules.facts.bridges import by_key, earliest, first_done, hull, stretches
from wrbc_rules.facts.persons import agreed, is_of, merged
from wrbc_rules.register import (
    AccountRow,
    AgreementRow,
    BackupRow,
    CircumstanceRow,
    DeviceRow,
    KeptRow,
    ManagerToldRow,
    NoticeRow,
    Register,
    Row,
    WishRow,
)
from wrbc_rules.values import Bound, When

R = TypeVar("R", bound=Row)


@attrs.define
class Known:
    """Which rows count: those typed in `by` an instant, but for some that are left out.

    Of those that excuse, the ones in force are kept in `used`.
    """

    by: Bound = math.inf
    but: Collection[Row] = ()
    used: dict[Row, None] = attrs.field(factory=dict)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Those that excuse and were in force, in the order of their tables."""
        return tuple(sorted(self.used, key=lambda row: (row.table, row.line)))

    def stretches(
        self, when: When, rows: Iterable[R], kept: Sequence[KeptRow]
    ) -> Iterator[tuple[tuple[R, ...], tuple[KeptRow, ...]]]:
        """The rows that count, and those that call their table complete, in each stretch of an interval."""
        counting = [row for row in rows if self._counts(row)]
        for found, complete in stretches(when, counting, kept):
            self.used.update((row, None) for row in found if row.excuses)
            yield found, complete  # type: ignore[misc]

    def _counts(self, row: Row) -> bool:
        return not row.excuses or (row.entered.earliest <= self.by and row not in self.but)


class Notices:
    """The tables that say what was done, or so, of somebody; `as_of` is when the register is looked at."""

    def __init__(self, register: Register, as_of: Bound) -> None:
        self._as_of = as_of
        self._kept = by_key(register.table(KeptRow), "of")
        self._notices = by_key(filter(_complete, register.table(NoticeRow)), "staff", "about")
        self._told = by_key(register.table(ManagerToldRow), "staff", "about")
        self._wishes = by_key(register.table(WishRow), "person")
        self._agreements = by_key(register.table(AgreementRow), "staff")
        self._circumstances = by_key(register.table(CircumstanceRow), "person", "what")
        self._backups = by_key(register.table(BackupRow), "kind")
        self._accounts = by_key(register.table(AccountRow), "person")
        self._devices = by_key(register.table(DeviceRow), "person", "kind")

    def kept(self, table: str) -> tuple[KeptRow, ...]:
        """The rows that say when a table is complete."""
        return self._kept.get((table,), ())

    def complete(self, table: str, when: When) -> bool:
        """Whether a table is complete through all of an interval."""
        return all(rows for (rows,) in stretches(when, self.kept(table)))

    def noticed(
        self, staff: str, about: Iterable[str], channel: Channel, when: When, known: Known
    ) -> tuple[When, When]:
        """When the earliest complete notice was given that covers one of these; when it was recorded."""
        rows = [row for each in about for row in self._notices.get((staff, each), ())]
        rows = [row for row in rows if is_of(row, channel) is not False]
        given, recorded = [], []
        for found, complete in known.stretches(when, rows, self.kept("notices")):
            sure = [row for row in found if is_of(row, channel)]
            given += [self._first((row.given for row in each), complete) for each in (sure, found)]
            recorded.append(self._recorded(sure, found, complete))
        return hull(given), hull(recorded)

    def _first(self, moments: Iterable[When], complete: Sequence[KeptRow]) -> When:
        return first_done(moments, complete, self._as_of)

    def _recorded(
        self, sure: Sequence[NoticeRow], found: Sequence[NoticeRow], complete: Sequence[KeptRow]
    ) -> When:
        """When the earliest of these was recorded; of each that may be the earliest, if that is not known.

        `sure` are those of `found` that surely cover the medium. Of a table that is not complete the
        earliest may be one that does not stand in it.
        """
        nothing = self._first((), complete)
        if not complete:
            return nothing
        given = earliest(row.given for row in sure)
        first = [row for row in found if given is None or row.given.earliest <= given.latest]
        moments = [row.recorded if row.recorded.stated else nothing for row in first]
        return hull([*moments, nothing] if given is None else moments)

    def informed(self, staff: str, about: Iterable[str], when: When, known: Known) -> When:
        """When somebody first told their manager that they are in contact with one of these."""
        rows = [row for each in about for row in self._told.get((staff, each), ())]
        in_force = known.stretches(when, rows, self.kept("managers_told"))
        return hull(self._first((row.told for row in found), complete) for found, complete in in_force)

    def agreed(self, staff: str, person: str | None, when: When, known: Known) -> When:
        """When it was first agreed that somebody may give their number to a person."""
        rows = [row for row in self._agreements.get((staff,), ()) if row.person in (None, person)]
        in_force = known.stretches(when, rows, self.kept("agreements"))
        return hull(self._first((row.agreed for row in found), complete) for found, complete in in_force)

    def backed_up(
        self, people: Collection[str], kind: str, when: When, known: Known, *, others: bool
    ) -> When:
        """When a record of these people's messages was first made; `others`: perhaps by somebody else."""
        made = []
        rows = [row for row in self._backups.get((kind,), ()) if others or row.person in people]
        for found, complete in known.stretches(when, rows, self.kept("backups")):
            own = [row for row in found if row.person in people]
            made += [self._first((row.made for row in each), complete) for each in (own, found)]
        return hull(made)

    def objection(self, person: str, when: When, known: Known) -> bool | None:
        """Whether a parent's or carer's wish was in force."""
        in_force = known.stretches(when, self._wishes.get((person,), ()), self.kept("wishes"))
        return _same(True if found else _no(complete) for found, complete in in_force)

    def circumstance(self, person: str, what: str, when: When, known: Known) -> bool | None:
        """Whether somebody was at risk, or the like; rows that contradict each other say nothing."""
        rows = self._circumstances.get((person, what), ())
        in_force = known.stretches(when, rows, self.kept("circumstances"))
        return _same(
            agreed(row.holding for row in found) if found else _no(complete) for found, complete in in_force
        )

    def account(
        self,
        person: str,
        channel: Channel,
        is_exact: Callable[[AccountRow], bool | None],
        when: When,
        known: Known,
    ) -> Account:
        """The account that somebody used: the exact one, or what all that it may be have in common.

        Where accounts are not all in the register, one that is not there may have been used.
        """
        rows = [row for row in self._accounts.get((person,), ()) if is_of(row, channel) is not False]
        parts = []
        for found, complete in known.stretches(when, rows, self.kept("accounts")):
            exact = [row for row in found if is_exact(row)]
            perhaps = [row for row in found if is_exact(row) is None]
            if exact or (complete and perhaps):
                parts += [_account(row) for row in exact or perhaps]
            else:
                parts.append(Account(agreed=_no(complete)))
        return merged(parts)

    def line(self, person: str, when: When, known: Known) -> str | None:
        """Whose the telephone lines of somebody are, where all are of one."""
        rows = [row for row in self._accounts.get((person,), ()) if row.kind in ("text", "call")]
        in_force = known.stretches(when, rows, self.kept("accounts"))
        return _one(
            agreed(row.ownership for row in found) if complete else None for found, complete in in_force
        )

    def device(self, person: str, kind: str, when: When, known: Known) -> str | None:
        """Whose somebody's devices of a kind are, where all are of one."""
        in_force = known.stretches(when, self._devices.get((person, kind), ()), self.kept("devices"))
        return _one(
            agreed(row.ownership for row in found) if complete else None for found, complete in in_force
        )


def _complete(row: NoticeRow) -> bool:
    return row.complete


def _no(complete: Sequence[KeptRow]) -> bool | None:
    """What is not in a complete table is not so."""
    return False if complete else None


def _same(values: Iterable[bool | None]) -> bool | None:
    answer: bool | None = agreed(values)
    return answer


def _one(values: Iterable[str | None]) -> str | None:
    answer: str | None = agreed(values)
    return answer


def _account(row: AccountRow) -> Account:
    return Account(
        ownership=row.ownership, agreed=row.agreed, purpose_built=row.purpose_built, for_group=row.for_group
    )

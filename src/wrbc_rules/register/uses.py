"""Who uses social media with whom, as the notices to the Safeguarding Trustee say; which agreements end."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Iterator
from typing import Literal, TypeAlias, TypeVar

import attrs

from wrbc_rules.register.register import Register
from wrbc_rules.register.rows import AccountRow, AgreementRow, NoticeRow, Row
from wrbc_rules.values import NOT_STATED, Bound, When

R = TypeVar("R", bound=Row)
State: TypeAlias = Literal["ongoing", "not begun", "finished"]


@attrs.frozen(kw_only=True)
class Use:
    """One notice as it was known at a moment: who told of being in contact with whom, how, and when.

    `lacks` are details that a complete notice has and this one has not; `recorded` is not stated where no
    record was made by then.
    """

    staff: str
    about: str
    kind: str | None
    platform: str | None
    nature: str | None
    start: Bound
    end: Bound
    state: State
    given: When
    recorded: When
    lacks: tuple[str, ...]
    place: str

    @property
    def medium(self) -> str:
        """The platform, or the sort of medium, or any."""
        return self.platform or self.kind or "any"


def uses(register: Register, as_of: Bound) -> tuple[Use, ...]:
    """Every use that the trustee was told of by an instant: those that go on first, the longest first."""
    told = [row for row in register.table(NoticeRow) if row.given.earliest <= as_of]
    order: list[State] = ["ongoing", "not begun", "finished"]
    made = (_use(row, as_of) for row in told)
    return tuple(sorted(made, key=lambda each: (order.index(each.state), each.start, each.staff)))


def _use(row: NoticeRow, as_of: Bound) -> Use:
    details = {"nature": row.nature, "start": None if row.period.start == -math.inf else row.period.start}
    state: State = "ongoing" if row.period.covers(as_of) else "finished"
    if row.period.start > as_of:
        state = "not begun"
    return Use(
        staff=row.staff,
        about=row.about,
        kind=row.kind,
        platform=row.platform,
        nature=row.nature,
        start=row.period.start,
        end=row.period.end,
        state=state,
        given=row.given,
        recorded=row.recorded if row.recorded.earliest <= as_of else NOT_STATED,
        lacks=tuple(name for name, value in details.items() if value is None),
        place=row.place,
    )


@attrs.frozen(kw_only=True)
class Ending:
    """Something agreed that ends: an account, or that a number may be given (to `about`, or anybody)."""

    what: Literal["account", "agreement"]
    staff: str
    about: str | None
    medium: str | None
    end: Bound
    place: str


def endings(register: Register, as_of: Bound, until: Bound) -> tuple[Ending, ...]:
    """What is agreed at one instant and does not outlast another, the first to end first.

    What a later row continues does not end.
    """
    accounts = [row for row in register.table(AccountRow) if row.agreed]
    made = [_account(row) for row in _ending(accounts, as_of, until)]
    made += [_agreement(row) for row in _ending(register.table(AgreementRow), as_of, until)]
    return tuple(sorted(made, key=lambda each: (each.end, each.what, each.staff, each.place)))


def _account(row: AccountRow) -> Ending:
    medium = row.platform or row.kind
    return Ending(
        what="account", staff=row.person, about=None, medium=medium, end=row.period.end, place=row.place
    )


def _agreement(row: AgreementRow) -> Ending:
    return Ending(
        what="agreement", staff=row.staff, about=row.person, medium=None, end=row.period.end, place=row.place
    )


def _ending(rows: Iterable[R], as_of: Bound, until: Bound) -> Iterator[R]:
    """Those of the rows that are the last of their sort, where that ends in time."""
    last: dict[Hashable, R] = {}
    for row in rows:
        other = last.setdefault(_what(row), row)
        if row.period.end > other.period.end:
            last[_what(row)] = row
    return (row for row in last.values() if row.period.covers(as_of) and row.period.end - 1 <= until)


def _what(row: Row) -> Hashable:
    """What a row is about, whenever it holds."""
    if isinstance(row, AccountRow):
        return (row.person, row.kind, row.platform, row.address)
    assert isinstance(row, AgreementRow)
    return (row.staff, row.person)

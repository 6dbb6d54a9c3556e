"""What rows say of one another: unknown people and groups, rows that contradict each other or stand twice.

An error leaves out the row that stands later in its file; a warning leaves every row in, but for one that
stands twice.
"""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias, TypeVar

import attrs

from wrbc_rules.diagnostics import did_you_mean, quoted
from wrbc_rules.events import EVENTS
from wrbc_rules.register.faults import Fault, unlike_any
from wrbc_rules.register.rows import (
    ALL_LISTED,
    AccountRow,
    FactRow,
    GroupRow,
    MembershipRow,
    NameRow,
    NoticeRow,
    PersonRow,
    RoleRow,
    Row,
    WishRow,
)
from wrbc_rules.values import NOT_STATED, Bound

R = TypeVar("R", bound=Row)
_FIELD_HELP = "fields are called as in wrbc-rules schema, such as purpose or sender_identified"
#: Which fields name somebody; `about` may name a group too, in these tables.
_PERSON = ("person", "staff", "answered_by")
_OR_GROUP = ("notices", "managers_told")
_WHERE = {
    "person": "people stand in people.csv",
    "group": "groups stand in groups.csv",
    "person or group": "people stand in people.csv, and groups in groups.csv",
}


@attrs.define
class Found:
    """The rows that could be read by themselves, and the people and groups of whom a row could not."""

    rows: list[Row] = attrs.field(factory=list)
    spoilt: set[str] = attrs.field(factory=set)

    def table(self, cls: type[R]) -> list[R]:
        """The rows of one table."""
        return [each for each in self.rows if isinstance(each, cls)]


def faults_across(found: Found) -> list[Fault]:
    """What is wrong between rows; an error's row is to be left out."""
    twice = list(_twice(found.rows))
    double = {(each.file, each.line) for each in twice}
    once = Found([each for each in found.rows if (_file(each), each.line) not in double], found.spoilt)
    return [*twice, *(fault for check in _CHECKS for fault in check(once))]


def _file(row: Row) -> str:
    return f"{row.table}.csv"


def _error(row: Row, column: str | None, message: str, todo: str = "") -> Fault:
    return Fault(file=_file(row), line=row.line, column=column, message=message, help=todo, lost=1)


def _warning(row: Row, column: str | None, message: str, todo: str = "") -> Fault:
    return attrs.evolve(_error(row, column, message, todo), severity="warning", lost=0)


def _by_person(rows: Iterable[PersonRow]) -> dict[str, list[PersonRow]]:
    made: dict[str, list[PersonRow]] = defaultdict(list)
    for row in rows:
        made[row.person].append(row)
    return made


def _twice(rows: Iterable[Row]) -> Iterator[Fault]:
    """Rows that differ in nothing but when they were typed in."""
    first: dict[Row, int] = {}
    for row in rows:
        line = first.setdefault(attrs.evolve(row, line=0, entered=NOT_STATED), row.line)
        if line != row.line:
            message = f"the same row stands on line {line}, and this one is left out"
            yield attrs.evolve(_warning(row, None, message, "keep one"), lost=1)


def _unknown(found: Found) -> Iterator[Fault]:
    """People and groups that a row names and that their own tables do not know."""
    people = {each.person for each in found.table(PersonRow)}
    groups = {each.group for each in found.table(GroupRow)}
    known = {"person": people, "group": groups, "person or group": people | groups if people else set()}
    named_in_vain = False
    for row in found.rows:
        for column, name, what in _named_in(row):
            named_in_vain = named_in_vain or (what == "person" and not people and not found.spoilt)
            if known[what] and name not in known[what] and name not in found.spoilt:
                todo = did_you_mean(name, known[what]) or _WHERE[what]
                yield _error(row, column, f"no {what} is called {quoted(name, 60)}", todo)
    if named_in_vain:
        message = "there is nobody in it: the people of the other tables are not known"
        yield Fault(
            file="people.csv", severity="warning", message=message, help="write a row for each of them"
        )


def _named_in(row: Row) -> Iterator[tuple[str, str, str]]:
    """Whom a row names: in which column, by what name, and whether that is a person or a group."""
    for column in () if isinstance(row, PersonRow) else _PERSON:
        if name := getattr(row, column, None):
            yield column, name, "person"
    for name in getattr(row, "participants", ()):
        yield "participants", name, "person"
    if about := getattr(row, "about", None):
        yield "about", about, "person or group" if row.table in _OR_GROUP else "person"
    if isinstance(row, MembershipRow):
        yield "group", row.group, "group"


def _overlapping(found: Found) -> Iterator[Fault]:
    """A person's rows that hold at one time."""
    for rows in _by_person(found.table(PersonRow)).values():
        current: PersonRow | None = None
        for row in sorted(rows, key=lambda each: (each.period.start, each.line)):
            if current is not None and current.period.meets(row.period):
                current, later = sorted((current, row), key=lambda each: each.line)
                message = f"it holds at the same time as line {current.line}, which says who they are then"
                yield _error(later, "from", message, "end the older row, with `to`, the day before")
            else:
                current = row


def _born_twice(found: Found) -> Iterator[Fault]:
    """Birth dates of one person that disagree."""
    for rows in _by_person(found.table(PersonRow)).values():
        dated = [each for each in rows if each.birth_date is not None]
        for row in dated[1:]:
            if row.birth_date != dated[0].birth_date:
                message = f"the birth date is another than on line {dated[0].line}"
                yield _error(row, "birth_date", message, "correct the wrong one")


@attrs.frozen
class _Times:
    """The times for which people.csv has a row of somebody, joined where they touch."""

    starts: tuple[Bound, ...]
    ends: tuple[Bound, ...]

    @classmethod
    def of(cls, rows: Iterable[PersonRow]) -> _Times:
        joined: list[list[Bound]] = []
        for start, end in sorted((each.period.start, each.period.end) for each in rows):
            if joined and start <= joined[-1][1]:
                joined[-1][1] = max(joined[-1][1], end)
            else:
                joined.append([start, end])
        return cls(tuple(start for start, _ in joined), tuple(end for _, end in joined))

    def cover(self, instant: Bound) -> bool:
        at = bisect_right(self.starts, instant) - 1
        return at >= 0 and instant < self.ends[at]


def _outside(found: Found) -> Iterator[Fault]:
    """Roles, memberships and accounts that begin or end at a time for which the person has no row."""
    times = {person: _Times.of(rows) for person, rows in _by_person(found.table(PersonRow)).items()}
    for row in found.rows:
        if not isinstance(row, (RoleRow, MembershipRow, AccountRow)) or row.person not in times:
            continue
        for column, instant in (("from", row.period.start), ("to", row.period.end - 1)):
            if math.isfinite(instant) and not times[row.person].cover(instant):
                message = f"at that time people.csv has no row of {quoted(row.person, 60)}"
                yield _warning(row, column, message, "correct the date here, or there")
                break


_Called: TypeAlias = tuple[str, str, NameRow | AccountRow]


def _called_alike(found: Found) -> Iterator[Fault]:
    """One name or address for two people at one time."""
    by_name: dict[str, list[_Called]] = defaultdict(list)
    for named in found.table(NameRow):
        by_name[_folded(named.called)].append(("called", named.person, named))
    for account in found.table(AccountRow):
        if account.address is not None:
            by_name[_folded(account.address)].append(("address", account.person, account))
    for rows in by_name.values():
        if len({person for _, person, _ in rows}) > 1:
            yield from _at_one_time(rows)


def _folded(name: str) -> str:
    """What names have in common that differ in capitals alone."""
    return unicodedata.normalize("NFKC", name).casefold()


def _at_one_time(rows: list[_Called]) -> Iterator[Fault]:
    """In the order of their beginnings, each is compared with that of another person which lasts longest."""
    longest: list[_Called] = []  # of two different people, the longest first
    for each in sorted(rows, key=lambda each: (each[2].period.start, each[2].place)):
        column, person, row = each
        other = next((old for old in longest if old[1] != person), None)
        if other is not None and other[2].period.meets(row.period):
            name = row.called if isinstance(row, NameRow) else row.address or ""
            message = f"{quoted(name, 60)} is {quoted(other[1], 60)} at the same time ({other[2].place})"
            yield _warning(row, column, message, "nothing tells the two apart: end one of the rows with `to`")
        by_end = sorted([*longest, each], key=lambda each: -each[2].period.end)
        longest = [by_end[0], *[old for old in by_end[1:] if old[1] != by_end[0][1]][:1]]


def _incomplete(found: Found) -> Iterator[Fault]:
    """Notices that lack details, and those recorded before they were given."""
    for row in found.table(NoticeRow):
        lacks = [
            name
            for name, there in (("nature", row.nature is not None), ("from", row.period.start != -math.inf))
            if not there
        ]
        if not row.complete:
            empty = f"{' and '.join(lacks)} {'is' if len(lacks) == 1 else 'are'} empty"
            message = f"the notice is not complete, and does not count: {empty}"
            yield _warning(row, lacks[0], message, "ask whoever gave it; an incomplete notice covers nothing")
        if row.recorded.latest < row.given.earliest:
            message = "the notice was recorded before it was given"
            yield _warning(row, "recorded", message, "correct one of the two")


def _of_age(found: Found) -> Iterator[Fault]:
    """Wishes of parents for somebody who is no child at any time of the wish."""
    people = _by_person(found.table(PersonRow))
    for row in found.table(WishRow):
        then = {each.category for each in people.get(row.person, ())[:_MOST] if each.period.meets(row.period)}
        if then and then <= {"adult", "young_adult"}:
            message = f"{quoted(row.person, 60)} is no child or young person at any time of the wish"
            yield _warning(row, "person", message, "look whether somebody else is meant")


#: So many rows of one person are looked at for a wish; nobody has more.
_MOST = 100


def _fields(found: Found) -> Iterator[Fault]:
    """Statements of a field that no event has."""
    known = tuple(dict.fromkeys(field.name for cls in EVENTS for field in attrs.fields(cls)))
    for row in found.table(FactRow):
        first = re.split(r"[.\[]", row.field.replace("-", "_").replace(" ", "_"))[0]
        if first not in (*known, ALL_LISTED):
            yield _error(row, "field", unlike_any(row.field), did_you_mean(first, known) or _FIELD_HELP)


_CHECKS: tuple[Callable[[Found], Iterator[Fault]], ...] = (
    _unknown,
    _overlapping,
    _born_twice,
    _outside,
    _called_alike,
    _incomplete,
    _of_age,
    _fields,
)

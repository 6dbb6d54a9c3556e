"""The fourth bridge: who was in a group at a moment, by the register and by the lines of the exports.

Rows and lines are statements, each that somebody came or went. At every instant the last one counts. Between
the ends of a stamp to the minute it is not known whether somebody is in already.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

import attrs

from wrbc_rules.events import Channel, GroupState
from wrbc_rules.facts.bridges import Steps, stretches
from wrbc_rules.facts.persons import Persons
from wrbc_rules.register import GroupRow, MembershipRow, Register
from wrbc_rules.values import Bound, People, When


@attrs.frozen
class Turn:
    """Somebody came into a group, or went. Of several at one time, those of a higher `rank` count."""

    when: When
    rank: int
    person: str
    inside: bool

    @property
    def order(self) -> tuple[Bound, Bound, int]:
        """What it is put in order by."""
        return (self.when.earliest, self.when.latest, self.rank)


@attrs.frozen
class Members:
    """Those who were surely in a group, and whether these were all."""

    people: tuple[str, ...] = ()
    complete: bool = False


@attrs.frozen
class Stand:
    """Who was in a group from one moment until the next."""

    at: When
    until: When
    people: tuple[str, ...]


def _of_row(row: MembershipRow) -> Iterator[Turn]:
    """What a membership row states: who comes at the moment at which another row ends is in."""
    start, end = row.period.start, row.period.end
    yield Turn(When(start, start), 1, row.person, inside=True)
    if end != math.inf:
        yield Turn(When(end, end), 0, row.person, inside=False)


def presence(turns: Iterable[Turn]) -> Steps[bool | None]:
    """Whether one person was in, by their turns: None where these may have happened in another order."""
    waiting = sorted(turns, key=lambda each: each.order, reverse=True)
    starts: list[Bound] = [-math.inf]
    values: list[bool | None] = [False]
    open_ones: list[Turn] = []
    floor: tuple[Bound, int] | None = None  # no turn that is surely over can be later than the last one
    for instant in sorted({bound for turn in waiting for bound in _bounds(turn)}):
        while waiting and waiting[-1].when.earliest <= instant:
            open_ones.append(waiting.pop())
        over = [each for each in open_ones if each.when.latest <= instant]
        begun = [(each.when.earliest, each.rank) for each in over]
        floor = max(begun if floor is None else [floor, *begun], default=None)
        open_ones = [each for each in open_ones if not _before(each, over, floor)]
        said = {each.inside for each in open_ones if floor is None or (instant, each.rank) >= floor}
        if floor is None:
            said.add(False)
        starts.append(instant)
        values.append(said.pop() if len(said) == 1 else None)
    return Steps(tuple(starts), tuple(values))


def _bounds(turn: Turn) -> Iterator[Bound]:
    """Where it may begin to count: of one at an instant, others may be later from the next instant on."""
    yield from (turn.when.earliest, turn.when.latest)
    if turn.when.exact:
        yield turn.when.latest + 1


def _before(turn: Turn, over: Iterable[Turn], floor: tuple[Bound, int] | None) -> bool:
    """Whether another turn surely came after it; lines of one stamp stand in their order."""
    if floor is not None and (turn.when.latest, turn.rank) < floor:
        return True
    return any(each.when == turn.when and each.rank > turn.rank for each in over)


def members_by(turns: Iterable[Turn]) -> Steps[Members]:
    """Who is in at each instant; complete where nobody's being there is in doubt."""
    by_person: dict[str, list[Turn]] = {}
    for turn in turns:
        by_person.setdefault(turn.person, []).append(turn)
    changes = [
        (instant, person, there)
        for person, found in by_person.items()
        for steps in [presence(found)]
        for instant, there in zip(steps.starts, steps.values, strict=True)
    ]
    now: dict[str, bool | None] = {}
    made: dict[Bound, Members] = {-math.inf: Members((), complete=True)}
    for instant, person, there in sorted(changes, key=lambda each: each[0]):
        now[person] = there
        people = tuple(each for each, inside in now.items() if inside)
        made[instant] = Members(people, complete=None not in now.values())
    return Steps(tuple(made), tuple(made.values()))


def stands(turns: Iterable[Turn], end: When) -> Iterator[Stand]:
    """The group after each change, the last one until `end`.

    Changes of one instant are one change; so are those of one stamp that only add people.
    """
    inside: dict[str, None] = {}
    changes: list[tuple[When, tuple[str, ...]]] = []
    before: Turn | None = None
    for turn in sorted(turns, key=lambda each: each.order):
        if turn.inside:
            inside[turn.person] = None
        else:
            inside.pop(turn.person, None)
        people = tuple(inside)
        if before is not None and _together(before, turn):
            changes[-1] = (turn.when, people)
        elif not changes or set(changes[-1][1]) != set(people):
            changes.append((turn.when, people))
        else:
            continue
        before = turn
    for index, (at, people) in enumerate(changes):
        until = changes[index + 1][0] if index + 1 < len(changes) else end
        yield Stand(at, until, people)


def _together(before: Turn, turn: Turn) -> bool:
    return before.when == turn.when and (turn.when.exact or (before.inside and turn.inside))


class Groups:
    """Every group of the register and of the exports."""

    def __init__(self, register: Register, persons: Persons) -> None:
        self._persons = persons
        self._names: dict[str, str] = {}
        self._turns: dict[str, list[Turn]] = {}
        self._steps: dict[str, Steps[Members]] = {}
        self._ranks = 2
        self._rows: dict[str, list[GroupRow]] = {}
        for row in register.table(GroupRow):
            self._rows.setdefault(self.called(row.group), []).append(row)
        for member in register.table(MembershipRow):
            self._turns.setdefault(self.called(member.group), []).extend(_of_row(member))

    def called(self, group: str) -> str:
        """The name of a group as it was first spelt; capitals and spaces do not count."""
        return self._names.setdefault(" ".join(group.casefold().split()), group)

    def turned(self, group: str, when: When, joined: Iterable[str], left: Iterable[str]) -> None:
        """A line of an export says that people came or went; lines of one moment count in their order."""
        turns = self._turns.setdefault(self.called(group), [])
        for person, inside in [*((each, True) for each in joined), *((each, False) for each in left)]:
            turns.append(Turn(when, self._ranks, person, inside))
            self._ranks += 1
        self._steps.pop(self.called(group), None)

    def members(self, group: str, when: When) -> Members:
        """Who was in a group through all of an interval; complete if the register lists them all."""
        group = self.called(group)
        if group not in self._steps:
            self._steps[group] = members_by(self._turns.get(group, ()))
        found = self._steps[group].over(when)
        people = tuple(each for each in found[0].people if all(each in other.people for other in found))
        settled = found[0].complete and all(each == found[0] for each in found)
        return Members(people, settled and self._listed(group, when))

    def _listed(self, group: str, when: When) -> bool:
        in_force = stretches(when, self._rows.get(group, ()))
        return all(rows and all(row.listed for row in rows) for (rows,) in in_force)

    def __iter__(self) -> Iterator[str]:
        return iter(self._turns)

    def states(self, group: str, channel: Channel, since: When, as_of: Bound) -> Iterator[GroupState]:
        """The group after each change from `since` until `as_of`, as events; how it stood at first is one."""
        for number, stand in enumerate(self.stands(group, as_of), 1):
            at = stand.at if stand.at.latest >= since.earliest else since
            if stand.until.latest > since.earliest and at.earliest <= as_of:
                persons = tuple(self._persons.person(each, at) for each in stand.people)
                members = People(persons, self._listed(group, at))
                yield GroupState(
                    id=self.state_id(group, number),
                    at=at,
                    until=stand.until,
                    group=group,
                    channel=channel,
                    members=members,
                )

    def state_id(self, group: str, number: int) -> str:
        """The id of a group's state after the change of this number."""
        return f"group-{list(self._turns).index(group) + 1}-{number}"

    def stands(self, group: str, as_of: Bound) -> tuple[Stand, ...]:
        """Who was in a group after each change; the last is not over by `as_of`."""
        return tuple(stands(self._turns.get(group, ()), When(as_of + 1, math.inf)))

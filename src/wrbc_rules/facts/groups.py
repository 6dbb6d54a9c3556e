"""The fourth bridge: who was in a group at a moment, by the register and by the lines of the exports.

Rows and lines are statements, each that somebody came or went. At every instant the last one counts. Between
the ends of a stamp to the minute it is not known whether somebody is in already.

Groups of one name on two platforms are two groups. A membership of the register names no platform and holds
for both.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

import attrs

from wrbc_rules.events import Channel, GroupState
from wrbc_rules.facts.bridges import Steps, by_key, stretches
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
class Group:
    """One group: its name as it was first spelt, and its platform where that is known."""

    name: str
    platform: str | None = None


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


def _of_rows(rows: Iterable[MembershipRow]) -> Iterator[Turn]:
    """What the memberships of a group state: nobody goes at the end of one row while another holds."""
    found = tuple(rows)
    for row in found:
        start, end = row.period.start, row.period.end
        yield Turn(When(start, start), 1, row.person, inside=True)
        if end != math.inf and not any(
            each.person == row.person and each.period.covers(end) for each in found
        ):
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
        self._channels: dict[Group, Channel] = {}
        #: What memberships say of all groups of a name, and exports of one group.
        self._stated: dict[str, list[Turn]] = {}
        self._turns: dict[Group, list[Turn]] = {}
        self._steps: dict[Group, Steps[Members]] = {}
        self._ranks = 2
        self._rows: dict[str, list[GroupRow]] = {}
        for row in register.table(GroupRow):
            self._rows.setdefault(self.called(row.group), []).append(row)
            self._meet(row.group, Channel(kind=row.kind, platform=row.platform))
        for (group,), members in by_key(register.table(MembershipRow), "group").items():
            self._stated.setdefault(self.called(str(group)), []).extend(_of_rows(members))

    def called(self, group: str) -> str:
        """The name of a group as it was first spelt; capitals and spaces do not count."""
        return self._names.setdefault(" ".join(group.casefold().split()), group)

    def _meet(self, name: str, channel: Channel) -> Group:
        group = Group(self.called(name), _folded(channel.platform))
        self._channels.setdefault(group, channel)
        return group

    def _meant(self, name: str, platform: str | None) -> Group | None:
        """The group of a name; None where it may be one of several."""
        which = _folded(platform)
        known = self._of_name(self.called(name))
        meant = [each for each in known if each.platform == which or None in (each.platform, which)]
        return meant[0] if len(meant) == 1 else None

    def turned(
        self, name: str, channel: Channel, when: When, joined: Iterable[str], left: Iterable[str]
    ) -> None:
        """A line of an export says that people came or went; lines of one moment count in their order."""
        turns = self._turns.setdefault(self._meet(name, channel), [])
        for person, inside in [*((each, True) for each in joined), *((each, False) for each in left)]:
            turns.append(Turn(when, self._ranks, person, inside))
            self._ranks += 1
        self._steps.clear()

    def _all_turns(self, group: Group) -> Iterator[Turn]:
        """What register and exports say of a group; a line without a platform is of all of its name."""
        yield from self._stated.get(group.name, ())
        for each in dict.fromkeys((Group(group.name), group)):
            yield from self._turns.get(each, ())

    def members(self, name: str, platform: str | None, when: When) -> Members:
        """Who was in a group through all of an interval; complete if the register lists them all."""
        group = self._meant(name, platform)
        if group is None:
            return Members()
        if group not in self._steps:
            self._steps[group] = members_by(self._all_turns(group))
        found = self._steps[group].over(when)
        people = tuple(each for each in found[0].people if all(each in other.people for other in found))
        settled = all(each.complete and set(each.people) == set(people) for each in found)
        return Members(people, settled and self._listed(group, when))

    def _listed(self, group: Group, when: When) -> bool:
        rows = self._rows.get(group.name, ())
        if len(self._of_name(group.name)) > 1:
            rows = [row for row in rows if _folded(row.platform) in (None, group.platform)]
        in_force = stretches(when, rows)
        return all(found and all(row.listed for row in found) for (found,) in in_force)

    def _known(self) -> dict[Group, int]:
        """The groups of which somebody's coming or going is known, numbered as they were first met."""
        turned = [*map(Group, self._stated), *self._turns]
        names = dict.fromkeys(each.name for each in turned)
        found = [group for name in names for group in self._of_name(name)]
        return {group: number for number, group in enumerate(found, 1)}

    def _of_name(self, name: str) -> list[Group]:
        return [each for each in self._channels if each.name == name and each.platform] or [Group(name)]

    def __iter__(self) -> Iterator[Group]:
        """Those groups by name."""
        return iter(sorted(self._known(), key=lambda each: (each.name, each.platform or "")))

    def states(self, group: Group, since: When, as_of: Bound) -> Iterator[GroupState]:
        """The group after each change from `since` until `as_of`, as events; how it stood at first is one."""
        channel = self._channels.get(group) or self._channels.get(Group(group.name), Channel())
        for number, stand in enumerate(self.stands(group, as_of), 1):
            at = stand.at if stand.at.latest >= since.earliest else since
            if stand.until.latest > since.earliest and at.earliest <= as_of:
                persons = tuple(self._persons.person(each, at) for each in stand.people)
                members = People(persons, self._listed(group, at))
                yield GroupState(
                    id=self.state_id(group, number),
                    at=at,
                    until=stand.until,
                    group=group.name,
                    channel=channel,
                    members=members,
                )

    def state_id(self, group: Group, number: int) -> str:
        """The id of a group's state after the change of this number."""
        return f"group-{self._known()[group]}-{number}"

    def stands(self, group: Group, as_of: Bound) -> tuple[Stand, ...]:
        """Who was in a group after each change; the last is not over by `as_of`."""
        return tuple(stands(self._all_turns(group), When(as_of + 1, math.inf)))


def _folded(platform: str | None) -> str | None:
    return None if platform is None else " ".join(platform.casefold().split())

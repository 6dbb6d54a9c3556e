"""The picture of a group: a bar for each member from joining to leaving, and what the rules say below."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Literal, TypeAlias

import attrs

from wrbc_rules.audit.report.wording import counted, moment_of
from wrbc_rules.audit.result import GroupLine, Stay, Stretch
from wrbc_rules.findings import Outcome
from wrbc_rules.findings.texts import outcome_words
from wrbc_rules.values import DAY, Bound, in_range

#: In the picture's own units: names stand left of the bars.
LEFT, WIDTH, ROW, TOP = 190, 960, 26, 30
_RIGHT = WIDTH - 10
_TICKS = 5
#: So many members, parts of the strip and lines of the table are drawn at most.
_MEMBERS, _PARTS, _LINES = 40, 300, 25
_APART = 18

State: TypeAlias = Literal["breach", "open", "kept"]
_Local: TypeAlias = Callable[[Bound], datetime]


@attrs.frozen
class Bar:
    """One stay; `before` and `after` where it is not known to have begun or ended."""

    x: float
    width: float
    before: bool
    after: bool
    said: str


@attrs.frozen
class Member:
    """One person's row."""

    name: str
    sort: Literal["adult", "young", "unknown"]
    y: int
    bars: tuple[Bar, ...]


@attrs.frozen
class Part:
    """A part of the strip: how it stands there; `number` is that of its line in the table."""

    x: float
    width: float
    state: State
    number: int | None


@attrs.frozen
class Line:
    """A time that calls for attention, as a line of the table."""

    number: int
    start: str
    end: str
    members: str
    adults: str
    said: str


@attrs.frozen
class Tick:
    """A date below the bars."""

    x: float
    words: str
    anchor: Literal["start", "middle", "end"]


@attrs.frozen
class GroupPicture:
    """All that is drawn and said of one group."""

    group: str
    members: tuple[Member, ...]
    more_members: int
    parts: tuple[Part, ...]
    lines: tuple[Line, ...]
    more_lines: int
    ticks: tuple[Tick, ...]
    strip: int
    height: int

    @property
    def short(self) -> str:
        """What it comes to, in a sentence."""
        red = sum(part.state == "breach" for part in self.parts)
        if red:
            return f"Against the policy during {counted(red, 'stretch', 'stretches')} of time."
        if any(part.state == "open" for part in self.parts):
            return "For some of the time it cannot be told."
        return "Nothing was found to be against the policy."


def group_picture(line: GroupLine, local: _Local, around: Iterable[Bound]) -> GroupPicture:
    """The picture of a group over the time of its stays, or `around` these instants if they say nothing."""
    scale = _Scale.over(line, around)
    names = list(dict.fromkeys(stay.person for stay in sorted(line.stays, key=_order)))
    members = tuple(_member(line.stays, name, y, scale, local) for y, name in enumerate(names[:_MEMBERS]))
    runs = list(_runs(line.stretches))
    numbers = {id(run): n for n, run in enumerate((run for run in runs if run[0] != "kept"), 1)}
    strip = TOP + len(members) * ROW + 8
    lines = [_line(numbers[id(run)], run[1], local) for run in runs if id(run) in numbers]
    return GroupPicture(
        line.group,
        members,
        max(0, len(names) - _MEMBERS),
        tuple(_parts(runs[:_PARTS], numbers, scale)),
        tuple(lines[:_LINES]),
        max(0, len(lines) - _LINES),
        tuple(scale.ticks(local)),
        strip,
        strip + 34,
    )


@attrs.frozen
class _Scale:
    """From instants to places across the picture."""

    start: Bound
    end: Bound

    @classmethod
    def over(cls, line: GroupLine, around: Iterable[Bound]) -> _Scale:
        ends = [b for stay in line.stays for b in (stay.start, stay.end) if in_range(b)]
        ends += [b for stretch in line.stretches for b in (stretch.start, stretch.end) if in_range(b)]
        ends += [bound for bound in around if in_range(bound)]
        start, end = min(ends, default=0), max(ends, default=0)
        return cls(start, end) if end > start else cls(start - DAY, start + DAY)

    def x(self, instant: Bound) -> float:
        share = (min(max(instant, self.start), self.end) - self.start) / (self.end - self.start)
        return round(LEFT + share * (_RIGHT - LEFT), 2)

    def ticks(self, local: _Local) -> Iterator[Tick]:
        """Dates at even steps; hours too where the whole is short."""
        for number in range(_TICKS + 1):
            instant = self.start + (self.end - self.start) * number // _TICKS
            at = local(instant)
            day = f"{at.day} {_MONTHS[at.month - 1]} {at.year}"
            words = f"{at:%H:%M}, {day}" if self.end - self.start < 3 * DAY else day
            anchor: Literal["start", "middle", "end"] = "middle"
            if number in (0, _TICKS):
                anchor = "end" if number else "start"
            yield Tick(self.x(instant), words, anchor)


_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def _order(stay: Stay) -> tuple[int, Bound, str]:
    """Adults first, then by when they came."""
    return ({True: 0, None: 1, False: 2}[stay.adult], stay.start, stay.person)


def _member(stays: Iterable[Stay], name: str, row: int, scale: _Scale, local: _Local) -> Member:
    theirs = [stay for stay in stays if stay.person == name]
    adult = theirs[-1].adult
    sort: Literal["adult", "young", "unknown"] = "unknown" if adult is None else "adult" if adult else "young"
    return Member(name, sort, TOP + row * ROW, tuple(_bar(stay, scale, local) for stay in theirs))


def _bar(stay: Stay, scale: _Scale, local: _Local) -> Bar:
    x, end = scale.x(stay.start), scale.x(stay.end)
    said = f"from {_end(stay.start, local, 'a time not known')} until {_end(stay.end, local, 'now')}"
    return Bar(x, max(round(end - x, 2), 2), stay.start == -math.inf, stay.end == math.inf, said)


def _end(instant: Bound, local: _Local, otherwise: str) -> str:
    return moment_of(local, instant) or otherwise


def _state(stretch: Stretch) -> State:
    outcomes = stretch.outcomes.values()
    if Outcome.BREACH in outcomes:
        return "breach"
    return "open" if any(outcome.open for outcome in outcomes) else "kept"


def _runs(stretches: Iterable[Stretch]) -> Iterator[tuple[State, list[Stretch]]]:
    """Stretches that follow each other and stand alike."""
    for state, run in groupby(stretches, key=_state):
        yield state, list(run)


def _parts(
    runs: Iterable[tuple[State, list[Stretch]]], numbers: dict[int, int], scale: _Scale
) -> Iterator[Part]:
    """The strip; a number stands only where it does not touch the one before."""
    last = -math.inf
    for run in runs:
        state, stretches = run
        x, end = scale.x(stretches[0].start), scale.x(stretches[-1].end)
        number = numbers.get(id(run))
        middle = (x + end) / 2
        shown = number if number is not None and middle - last >= _APART else None
        last = middle if shown is not None else last
        yield Part(x, max(round(end - x, 2), 2), state, shown)


def _line(number: int, stretches: list[Stretch], local: _Local) -> Line:
    first, last = stretches[0], stretches[-1]
    said = dict.fromkeys(
        f"{rule}: {outcome_words(outcome)}"
        for stretch in stretches
        for rule, outcome in sorted(stretch.outcomes.items())
        if outcome.notable
    )
    more = "" if all(stretch.complete for stretch in stretches) else " or more"
    return Line(
        number,
        _end(first.start, local, "a time not known"),
        _end(last.end, local, "now"),
        _range(stretch.members for stretch in stretches) + more,
        _range(stretch.adults for stretch in stretches) + more,
        "; ".join(said),
    )


def _range(numbers: Iterable[int]) -> str:
    least, *_, most = sorted(numbers) * 2
    return f"{least:,}" if least == most else f"{least:,} to {most:,}"

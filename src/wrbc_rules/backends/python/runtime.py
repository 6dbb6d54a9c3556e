"""What generated code calls: the clock, lists of people, answers, and JSON's forms of a value.

Bounds are pairs, the least and the most that a number can be.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from operator import attrgetter
from types import SimpleNamespace
from typing import Any, TypeAlias

import attrs

from wrbc_rules.backends.python.logic import FACT
from wrbc_rules.findings import NOT_LISTED
from wrbc_rules.ir import Each, Question
from wrbc_rules.values import (
    DAY,
    NOT_STATED,
    SECOND,
    Bound,
    Clock,
    Count,
    Judgement,
    People,
    When,
    calendar_ordinal,
    count_within,
    parse_span,
)
from wrbc_rules.vocabulary import Kind, class_info, read_when

Bounds: TypeAlias = tuple[Bound, Bound]
#: A test of a member of a list, or of somebody who answered: true, false or unknown.
Test: TypeAlias = Callable[..., bool | None]
#: The answer in force to a question, and the causes for which other answers may count.
Answer: TypeAlias = Callable[[Any, Any, Any, Bound], tuple[bool | None, int]]

ANYTHING: Bounds = (-math.inf, math.inf)
UNCOUNTED: Bounds = (0, math.inf)
#: A question that nobody answered, and nothing that casts doubt on an answer.
NO_ANSWER = (None, 0)
NOTHING: Mapping[str, Any] = {}

# ---- the clock

#: Offsets are remembered for stretches of so many microseconds in which a zone does not change, for at most
#: so many of them.
STRETCH, _MOST_STRETCHES = 2 * DAY, 10_000


def offsets_of(clock: Clock) -> tuple[dict[Bound, int], Callable[[Bound], int | None]]:
    """By how much the zone is ahead of UTC, by stretch of time, and a function that looks it up.

    The function says nothing of a stretch in which the zone changes.
    """
    known: dict[Bound, int] = {}

    def offset(instant: Bound) -> int | None:
        if math.isinf(instant):
            return None
        start = int(instant // STRETCH) * STRETCH
        pieces = list(clock.pieces(start, start + STRETCH - 1))
        if len(pieces) > 1:
            return None
        if len(known) >= _MOST_STRETCHES:
            known.clear()
        known[instant // STRETCH] = pieces[0][2]
        return pieces[0][2]

    return known, offset


def window_of(
    clock: Clock, start: int, end: int, nights: frozenset[int] | None
) -> Callable[[Bound, Bound], bool | None]:
    """A function that says whether the wall clock is from `start` (in) until `end` (out)."""
    known, offset_at = offsets_of(clock)
    wraps = end <= start

    def in_window(first: Bound, last: Bound) -> bool | None:
        offset = known.get(first // STRETCH)
        if offset is None or first != last:
            offset = offset_at(first) if first == last else None
            if offset is None:
                return clock.in_window(When(first, last), start, end, nights)
        if nights is None:
            time = (first + offset) % DAY
            return time >= start or time < end if wraps else start <= time < end
        day, time = divmod(first + offset, DAY)
        if wraps and time < end:
            day -= 1
        elif time < start or (time >= end and not wraps):
            return False
        return (day + 3) % 7 in nights

    return in_window


def days_of(clock: Clock) -> Callable[[Bound, Bound], Bounds]:
    """A function that gives bounds on the calendar ordinal of the local date."""
    known, offset_at = offsets_of(clock)
    ordinals: dict[Bound, Bounds] = {}

    def days(first: Bound, last: Bound) -> Bounds:
        offset = known.get(first // STRETCH)
        if offset is None or first != last:
            offset = offset_at(first) if first == last else None
            if offset is None:
                return clock.days(When(first, last))
        day = (first + offset) // DAY
        if day not in ordinals:
            if len(ordinals) >= _MOST_STRETCHES:
                ordinals.clear()
            ordinals[day] = clock.days(When(first, last))
        return ordinals[day]

    return days


# ---- fields


def composed(text: str) -> str:
    """The text in the form in which texts are compared."""
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=_MOST_STRETCHES)
def day_bounds(day: date | None) -> Bounds:
    """A date field as a calendar ordinal."""
    if day is None:
        return ANYTHING
    ordinal = calendar_ordinal(day)
    return (ordinal, ordinal)


def count_over(microseconds: int) -> Callable[[Count | None], Bounds]:
    """A function that gives bounds on a count over this period."""
    period = timedelta(microseconds=microseconds)
    return lambda count: UNCOUNTED if count is None else count.within(period)


def count_in_json(microseconds: int) -> Callable[[Mapping[str, Any] | None], Bounds]:
    """The same of a count in JSON's form."""
    period = timedelta(microseconds=microseconds)

    @lru_cache(maxsize=1000)
    def bounding(own: str | None) -> tuple[bool, bool]:
        """Whether a count over its own period bounds one over this from below, and from above."""
        span = parse_span(own or "")
        least, most = count_within(1, 1, span if isinstance(span, timedelta) else None, period)
        return least == 1, most == 1

    def read_count(value: Mapping[str, Any] | None) -> Bounds:
        if value is None:
            return UNCOUNTED
        below, above = bounding(value.get("period"))
        least, most = value.get("at_least") or 0, value.get("at_most")
        return (least if below else 0, math.inf if most is None or not above else most)

    return read_count


def nobody(cls: type[Any]) -> Any:
    """Somebody of whom nothing is stated: what is asked of a person who is not listed."""
    fields = {field.name: _unstated(field.kind, field.part) for field in class_info(cls).fields.values()}
    return SimpleNamespace(**fields)


def _unstated(kind: Kind, part: type[Any] | None) -> Any:
    match kind:
        case Kind.PART:
            assert part is not None
            return nobody(part)
        case Kind.INSTANT:
            return NOT_STATED
        case Kind.PEOPLE:
            return People()
        case Kind.JUDGEMENTS:
            return ()
        case _:
            return None


# ---- people


def tally(people: People[Any], identity: Callable[[Any], str | None], passes: Test, *about: Any) -> Bounds:
    """Distinct people: those known to pass, and those who may; no limit if others may belong."""
    known: set[str] = set()
    possible: set[str] = set()
    nameless_known = nameless_possible = 0
    for member in people.members:
        passed = passes(member, *about)
        if passed is False:
            continue
        name = identity(member)
        if name is None:
            nameless_possible += 1
            nameless_known += passed is True
        else:
            possible.add(name)
            if passed:
                known.add(name)
    least = max(len(known), 1 if nameless_known else 0)
    return (least, len(possible) + nameless_possible if people.complete else math.inf)


def tally_causes(
    people: People[Any],
    identity: Callable[[Any], str | None],
    passes: Test,
    *about_and_causes: Any,
) -> int:
    """Why a count is not known: what is not known of the members, who they are, whether there are others."""
    *about, causes = about_and_causes
    found = 0 if people.complete else FACT
    for member in people.members:
        found |= causes(member, *about)
        if identity(member) is None and passes(member, *about) is not False:
            found |= FACT
    return found


# ---- answers


def asking(called: Called, given: Callable[[Any], Iterable[Any]]) -> Callable[..., Answer]:
    """What makes the function that gives the answer in force to one of the questions."""

    def question(number: int, people: int | None, holds: Test, doubts: Callable[..., int]) -> Answer:
        spellings = dict(called.questions[number].spellings)
        names = None if people is None else naming(called.lists[people], mapping=called.mapping)

        def answer(event: Any, each: Any, place: Any, as_of: Bound) -> tuple[bool | None, int]:
            whom = None if names is None else names(event)[place]
            if whom == NOT_LISTED:
                return NO_ANSWER
            told, found = [], 0
            for one in given(event):
                same = spellings.get(" ".join(one.question.split()))
                if same is None or one.about != whom or one.answer == "dont_know" or one.at.earliest > as_of:
                    continue
                counts = holds(one.by, event, each, place, as_of)
                if counts is None:
                    found |= doubts(one.by, event, each, place, as_of)
                if counts is not False:
                    told.append((one.at, (one.answer == "yes") is same, counts))
            return in_force(told), found

        return answer

    return question


def in_force(told: Sequence[tuple[When, bool, bool | None]]) -> bool | None:
    """The latest answer that counts; None if there is none, or if one that may count does not agree."""
    certain = [at for at, _, counts in told if counts]
    latest = {yes for at, yes, _ in told if not any(at.latest < other.earliest for other in certain)}
    return latest.pop() if certain and len(latest) == 1 else None


def naming(each: Each, *, mapping: bool) -> Callable[[Any], list[str]]:
    """A function that says whom rules are about, for each place in a list: by id, else by place.

    Somebody who is not listed has the last place.
    """
    path, name = each.people.fields, identity(each.cls, mapping=mapping)
    title = ".".join(path)

    def names(event: Any) -> list[str]:
        found = event
        for field in path:
            found = (found or NOTHING).get(field) if mapping else getattr(found, field)
        members = (read_people(found) if mapping else found).members
        named = [name(member) or "" for member in members]
        for place, member in enumerate(members):
            if not named[place]:
                named[place] = f"{title}[{next(i for i, one in enumerate(members) if one is member)}]"
        return [*named, NOT_LISTED]

    return names


def identity(cls: type[Any], *, mapping: bool) -> Callable[[Any], str | None]:
    """A function that tells a member of a list from another, by name if it is stated."""
    path = []
    field = class_info(cls).with_role("identity")
    while field is not None:
        path.append(field.name)
        field = None if field.part is None else class_info(field.part).with_role("identity")

    if not path:
        return lambda member: None
    if not mapping:
        return attrgetter(".".join(path))

    def name(member: Any) -> str | None:
        for each in path:
            member = (member or NOTHING).get(each)
        return composed(member) if isinstance(member, str) else None

    return name


# ---- JSON

#: The length of a date-time with seconds and an offset, in JSON's most usual form.
_USUAL = len("2017-03-03T21:30:00+00:00")


def instant_reader(clock: Clock) -> Callable[[Any], Bounds]:
    """A function that reads an instant in any form that JSON has for it."""

    def read_instant(value: Any) -> Bounds:
        if value is None:
            return ANYTHING
        if type(value) is str and len(value) == _USUAL and value[7] == "-" and value[19] in "+-":
            try:
                since = datetime.fromisoformat(value) - _EPOCH
            except (ValueError, OverflowError):
                since = _TOO_LATE
            if _DAYS[0] < since.days < _DAYS[1]:
                instant = since.days * DAY + since.seconds * SECOND
                return (instant, instant)
        when = read_when(value, "", clock)
        return (when.earliest, when.latest)

    return read_instant


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: Times in days since the epoch that need no closer look, and one that does.
_DAYS, _TOO_LATE = (-25_000, 85_000), timedelta(days=10**6)


@lru_cache(maxsize=_MOST_STRETCHES)
def read_day(value: str | None) -> Bounds:
    """A date as a calendar ordinal."""
    return ANYTHING if value is None else day_bounds(date.fromisoformat(value))


def read_people(value: Any) -> People[Any]:
    """A list of people, complete unless it says otherwise."""
    if value is None:
        return People()
    if isinstance(value, Mapping):
        return People(value.get("members") or (), value.get("complete") or False)
    return People(value, complete=True)


def _read_answer(value: Mapping[str, Any], read_instant: Callable[[Any], Bounds]) -> Judgement[Any]:
    about = value.get("about")
    return Judgement(
        question=composed(value["question"]),
        answer=value["answer"],
        by=value.get("by") or NOTHING,
        at=When(*read_instant(value.get("at"))),
        about=None if about is None else composed(about),
    )


# ---- the names that generated code knows


@attrs.frozen(kw_only=True)
class Called:
    """What the code for one class of events speaks of by number; `mapping` if it reads JSON's mappings."""

    event: type[Any]
    mapping: bool
    lists: list[Each] = attrs.field(factory=list)
    questions: list[Question] = attrs.field(factory=list)
    members: list[type[Any]] = attrs.field(factory=list)


def namespace(clock: Clock, called: Called) -> dict[str, Any]:
    """Everything that the code for one class of events may call."""
    read_instant = instant_reader(clock)
    info = class_info(called.event)
    fields = [field.name for field in info.fields.values() if field.kind is Kind.JUDGEMENTS]

    def given(one: Any) -> Iterator[Judgement[Any]]:
        for field in fields:
            if called.mapping:
                yield from (_read_answer(each, read_instant) for each in one.get(field) or ())
            else:
                yield from getattr(one, field)

    def clock_window(start: int, end: int, nights: tuple[int, ...] | None) -> Callable[..., bool | None]:
        return window_of(clock, start, end, None if nights is None else frozenset(nights))

    unlisted = {
        f"nobody_{number}": NOTHING if called.mapping else nobody(each.cls)
        for number, each in enumerate(called.lists)
    }
    return {
        "__builtins__": {"enumerate": enumerate, "max": max},
        "identity": lambda number: identity(called.members[number], mapping=called.mapping),
        "inf": math.inf,
        "NO_ANSWER": NO_ANSWER,
        "NOTHING": NOTHING,
        "clock_window": clock_window,
        "composed": composed,
        "count_over": count_in_json if called.mapping else count_over,
        "day_bounds": day_bounds,
        "days": days_of(clock),
        "question": asking(called, given),
        "read_day": read_day,
        "read_instant": read_instant,
        "read_people": read_people,
        "tally": tally,
        "tally_causes": tally_causes,
        **unlisted,
    }

"""What generated code calls: fields, lists of people, answers."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from operator import attrgetter
from types import SimpleNamespace
from typing import Any, TypeAlias

import attrs

from wrbc_rules.backends.python.clocks import Bounds, day_bounds, days_of, window_of
from wrbc_rules.backends.python.json_forms import (
    NOTHING,
    UNCOUNTED,
    composed,
    count_in_json,
    instant_reader,
    read_answer,
    read_day,
    read_people,
)
from wrbc_rules.backends.python.logic import FACT
from wrbc_rules.findings import NOT_LISTED
from wrbc_rules.ir import Each, Question
from wrbc_rules.values import (
    NOT_STATED,
    Bound,
    Clock,
    Count,
    Judgement,
    People,
    When,
)
from wrbc_rules.vocabulary import Kind, class_info

#: A test of a member of a list, or of somebody who answered: true, false or unknown.
Test: TypeAlias = Callable[..., bool | None]
#: The answer in force to a question, and the causes for which other answers may count.
Answer: TypeAlias = Callable[[Any, Any, Any, Bound], tuple[bool | None, int]]

#: A question that nobody answered, and nothing that casts doubt on an answer.
NO_ANSWER = (None, 0)

# ---- fields


def count_over(microseconds: int) -> Callable[[Count | None], Bounds]:
    """A function that gives bounds on a count over this period."""
    period = timedelta(microseconds=microseconds)
    return lambda count: UNCOUNTED if count is None else count.within(period)


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
                yield from (read_answer(each, read_instant) for each in one.get(field) or ())
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

"""Events for a policy, by seed, and what is odd about many: people listed twice, answers that disagree ..."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable
from typing import Any

import attrs

from wrbc_rules import NEVER, NOT_STATED, People, Policy, When
from wrbc_rules.analysis.drawing import Constants, Drawer, Drawing, draw_event, filled
from wrbc_rules.findings import NOT_LISTED
from wrbc_rules.values import DAY, HOUR, MINUTE, Bound, Judgement
from wrbc_rules.vocabulary import ClassInfo, FieldInfo, Kind, class_info, identity_of


def drawn(policy: Policy, constants: Constants, drawer: Drawer, cls: type[Any]) -> Any:
    """An event of a class, with what is odd about it."""
    missing = drawer.choose((True, False, False))
    drawing = Drawing(policy=policy.typed, constants=constants, drawer=drawer, missing=missing)
    event = draw_event(drawing, cls)
    for odd in ODD:
        if drawer.choose((False, False, False, False, True)):
            event = odd(event, drawing)
    return event


def as_of_for(policy: Policy, event: Any, constants: Constants, drawer: Drawer) -> int | None:
    """When an event is looked at: no matter when, round its own moment, or at some other time."""
    at = getattr(event, policy.typed.vocabulary.moment).earliest
    near = int(at) if not math.isinf(at) else constants.instants[0]
    shifts = (-DAY, -DAY, -1, 0, 0, 0, 1, HOUR, HOUR, DAY, 20 * DAY, 500 * DAY)
    return drawer.choose((None, *(near + each for each in shifts), constants.instants[0]))


# ---- what is odd


def _people(change: Callable[[tuple[Any, ...], Drawer], tuple[Any, ...]]) -> Odd:
    """The event with the members of each list changed."""

    def odd(event: Any, drawing: Drawing) -> Any:
        changes = {
            field.name: People(change(people.members, drawing.drawer), people.complete)
            for field, people in _each(event, Kind.PEOPLE)
        }
        return attrs.evolve(event, **changes)

    return odd


def _each(event: Any, kind: Kind) -> list[tuple[FieldInfo, Any]]:
    fields = class_info(type(event)).fields.values()
    return [(field, getattr(event, field.name)) for field in fields if field.kind is kind]


def named(member: Any, name: str | None) -> Any:
    """A member of a list under another name."""
    field = class_info(type(member)).with_role("identity")
    assert field is not None
    inner = getattr(member, field.name)
    return attrs.evolve(member, **{field.name: name if field.part is None else named(inner, name)})


def _nameless(members: tuple[Any, ...], drawer: Drawer) -> tuple[Any, ...]:
    return tuple(named(each, None) if drawer.choose((True, False)) else each for each in members)


def _of_one_name(members: tuple[Any, ...], drawer: Drawer) -> tuple[Any, ...]:
    return tuple(named(each, "person 1") for each in members)


def _the_same_again(members: tuple[Any, ...], drawer: Drawer) -> tuple[Any, ...]:
    return (*members, drawer.choose(members)) if members else members


def _foreign_names(members: tuple[Any, ...], drawer: Drawer) -> tuple[Any, ...]:
    return tuple(named(each, drawer.choose(("Zo\u00eb", "Zoe\u0308"))) for each in members)


def argued(event: Any, drawing: Drawing) -> Any:
    """More answers: from others, at other times, about others, in other spacing."""
    changes = {}
    names = [identity_of(each) for _, people in _each(event, Kind.PEOPLE) for each in people.members]
    lists = [f"{field.name}[0]" for field, _ in _each(event, Kind.PEOPLE)]
    for field, given in _each(event, Kind.JUDGEMENTS):
        more = []
        for question in drawing.constants.questions:
            for _ in range(drawing.drawer.choose((1, 2))):
                by = filled(field.part(), class_info(field.part), drawing, event=event)  # type: ignore[arg-type, misc]
                words, _ = drawing.drawer.choose(question.spellings)
                more.append(
                    Judgement(
                        question=drawing.drawer.choose((words, words.replace(" ", "  "))),
                        answer=drawing.drawer.choose(("yes", "no", "no", "yes", "dont_know")),
                        by=drawing.drawer.choose((by, field.part())),  # type: ignore[misc]
                        at=_moment(event, drawing),
                        about=drawing.drawer.choose((None, *names, *lists, NOT_LISTED)),
                    )
                )
        changes[field.name] = (*given, *more)
    return attrs.evolve(event, **changes)


def _moment(event: Any, drawing: Drawing) -> When:
    at: When = getattr(event, drawing.policy.vocabulary.moment)
    if math.isinf(at.earliest):
        return drawing.drawer.choose((NOT_STATED, NEVER))
    shift = drawing.drawer.choose((0, -1, 1, HOUR, -HOUR, DAY))
    first = int(at.earliest) + shift
    return drawing.drawer.choose((When(first, first), When(first, first + HOUR), NOT_STATED))


def moved(event: Any, drawing: Drawing) -> Any:
    """The event at a time that is not known to the microsecond, or not at all."""
    name = drawing.policy.vocabulary.moment
    at: When = getattr(event, name)
    if math.isinf(at.earliest):
        return event
    first = int(at.earliest)
    spans = (MINUTE - 1, MINUTE - 1, DAY - 1, 2 * DAY, 20 * DAY, 400 * DAY)
    lengths: tuple[Bound, ...] = (*spans, math.inf)
    when = When(first, first + drawing.drawer.choose(lengths))
    return attrs.evolve(event, **{name: drawing.drawer.choose((when, when, when, NOT_STATED, NEVER))})


def at_the_edge(event: Any, drawing: Drawing) -> Any:
    """The event early or late on the same day: it may be another day elsewhere."""
    name, clock = drawing.policy.vocabulary.moment, drawing.policy.clock
    at: When = getattr(event, name)
    if math.isinf(at.earliest) or not at.exact:
        return event
    day = clock.day(clock.local(at.earliest).date())
    first, last = int(day.earliest), int(day.latest)
    moment = drawing.drawer.choose((first, last, first + HOUR, last - 2 * HOUR, first + 9 * HOUR))
    return attrs.evolve(event, **{name: When(moment, moment)})


def decomposed(event: Any, drawing: Drawing) -> Any:
    """The event with every text in its other Unicode form."""
    return _decomposed(event, class_info(type(event)))


def _decomposed(value: Any, info: ClassInfo) -> Any:
    changes: dict[str, Any] = {}
    for field in info.fields.values():
        now = getattr(value, field.name)
        if field.kind is Kind.TEXT and now is not None:
            changes[field.name] = unicodedata.normalize("NFD", now)
        elif field.kind is Kind.PART:
            changes[field.name] = _decomposed(now, class_info(type(now)))
        elif field.kind is Kind.PEOPLE:
            members = tuple(_decomposed(each, class_info(type(each))) for each in now.members)
            changes[field.name] = People(members, now.complete)
    return attrs.evolve(value, **changes)


Odd = Callable[[Any, Drawing], Any]
ODD: tuple[Odd, ...] = (
    _people(_nameless),
    _people(_of_one_name),
    _people(_the_same_again),
    _people(_foreign_names),
    argued,
    argued,
    at_the_edge,
    at_the_edge,
    moved,
    decomposed,
)

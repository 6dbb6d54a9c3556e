"""Drawing events of a policy's kind, near every constant and clock change that could decide something."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Protocol, TypeVar

import attrs

from wrbc_rules.ir import Asked, CountIn, Number, OneOf, Question, Rule, Test, TypedPolicy, Window, walk
from wrbc_rules.values import DAY, HOUR, NEVER, NOT_STATED, SECOND, Clock, Count, Judgement, People, When
from wrbc_rules.vocabulary import ClassInfo, FieldInfo, Kind, class_info, identity_of

T = TypeVar("T")


class Drawer(Protocol):
    """What makes the choices: a seeded generator, or a Hypothesis draw. Simpler options come first."""

    def choose(self, options: Sequence[T]) -> T:
        """One of the options."""
        ...


@attrs.frozen
class RandomDrawer:
    """Choices by a seeded generator."""

    source: random.Random

    def choose(self, options: Sequence[T]) -> T:
        """One of the options, each as likely."""
        return options[self.source.randrange(len(options))]


@attrs.frozen(kw_only=True)
class Constants:
    """The values round which a policy decides."""

    instants: tuple[int, ...]
    texts: tuple[str, ...]
    numbers: tuple[int, ...]
    days: tuple[date, ...]
    questions: tuple[Question, ...]
    periods: tuple[timedelta, ...]

    @classmethod
    def of(cls, policy: TypedPolicy) -> Constants:
        """What the rules of a policy compare with, on ordinary days and on those of clock changes."""
        nodes = [node for rule in policy.rules for test in tests_of(rule) for node in walk(test)]
        numbers = {int(n.value) for n in nodes if isinstance(n, Number) and 0 <= n.value < 1000}
        spans = {int(n.value) for n in nodes if isinstance(n, Number) and 1000 <= n.value < 10**16}
        periods = [n.period.value for n in nodes if isinstance(n, CountIn) and isinstance(n.period, Number)]
        return cls(
            instants=tuple(_instants(policy, nodes, spans)),
            texts=tuple(sorted({value for n in nodes if isinstance(n, OneOf) for value in n.values})),
            numbers=tuple(sorted({m for n in numbers | {0, 1, 18} for m in (max(n - 1, 0), n, n + 1)})),
            days=tuple(_days(policy.clock, policy.in_force)),
            questions=tuple(dict.fromkeys(n.question for n in nodes if isinstance(n, Asked))),
            periods=tuple(timedelta(microseconds=value) for value in periods) or (timedelta(days=7),),
        )


def tests_of(rule: Rule) -> tuple[Test, ...]:
    """The conditions of a rule."""
    return (rule.scope, rule.condition, rule.kept, rule.excused)


def _days(clock: Clock, start: date) -> Iterator[date]:
    """An ordinary day, a leap day, ends of months and years, and each change of the clock in two years."""
    year = start.year + 1
    yield from (date(year, 3, 1), date(year, 6, 15), date(year, 12, 31), date(year, 2, 28), date(2020, 2, 29))
    first = int(clock.day(date(year, 1, 1)).earliest)
    for change, _, _ in list(clock.pieces(first, first + 366 * DAY))[1:]:
        yield clock.local(change - 1).date()
        yield clock.local(change + DAY // 2).date()


def _instants(policy: TypedPolicy, nodes: list[Any], spans: set[int]) -> Iterator[int]:
    """Moments round every window's ends, and noon, on each of the days."""
    times = {DAY // 2}
    for node in nodes:
        if isinstance(node, Window):
            times |= {int(end.value) for end in (node.start, node.end) if isinstance(end, Number)}
    for day in _days(policy.clock, policy.in_force):
        midnight = int(policy.clock.day(day).earliest)
        for time in sorted(times):
            for shift in (0, -1, 1, -SECOND, SECOND, -HOUR, HOUR):
                yield midnight + time + shift


@attrs.frozen(kw_only=True)
class Drawing:
    """What one event is drawn with: the policy's constants, who chooses, how often a fact is left out."""

    policy: TypedPolicy
    constants: Constants
    drawer: Drawer
    missing: bool

    def left_out(self) -> bool:
        """Whether to leave the next fact unstated."""
        return self.missing and self.drawer.choose((False, False, False, True))


def draw_event(drawing: Drawing, cls: type[Any] | None = None) -> Any:
    """An event; with `missing`, any of its facts may be left out."""
    chosen = cls or drawing.drawer.choose(drawing.policy.vocabulary.events)
    info = class_info(chosen)
    at = When(*[drawing.drawer.choose(drawing.constants.instants)] * 2)
    event = chosen(id="drawn", **{drawing.policy.vocabulary.moment: at})
    return filled(event, info, drawing, keep=("id", drawing.policy.vocabulary.moment), event=event)


def filled(value: Any, info: ClassInfo, drawing: Drawing, *, keep: tuple[str, ...] = (), event: Any) -> Any:
    """The object with every field that is not stated drawn."""
    changes: dict[str, Any] = {}
    for field in info.fields.values():
        now = getattr(value, field.name)
        if field.name in keep or (field.role == "identity" and isinstance(now, str)):
            continue
        if field.kind is Kind.PART:
            changes[field.name] = filled(now, class_info(_part(field)), drawing, event=event)
        elif field.kind is Kind.PEOPLE:
            changes[field.name] = _people(field, now, drawing, event)
        elif not _stated(field, now) and not drawing.left_out():
            changes[field.name] = _value(field, drawing, event)
    result = attrs.evolve(value, **changes)
    judged = next((f for f in info.fields.values() if f.kind is Kind.JUDGEMENTS), None)
    return result if judged is None else _judged(result, judged, drawing)


def _part(field: FieldInfo) -> type[Any]:
    assert field.part is not None
    return field.part


def _stated(field: FieldInfo, value: Any) -> bool:
    return value != NOT_STATED if field.kind is Kind.INSTANT else value is not None


def _people(field: FieldInfo, now: People[Any], drawing: Drawing, event: Any) -> People[Any]:
    part = _part(field)
    members = list(now.members)
    if not now.complete and not members:
        members = [part() for _ in range(drawing.drawer.choose((1, 0, 2, 3)))]
    drawn = [filled(member, class_info(part), drawing, event=event) for member in members]
    complete = now.complete or not drawing.left_out()
    return People(tuple(_apart(drawn, part, drawing.missing)), complete)


def _apart(members: list[Any], part: type[Any], missing: bool) -> Iterator[Any]:
    """The members under names of their own."""
    for index, member in enumerate(members):
        yield (
            member
            if identity_of(member) is not None and index == 0
            else _renamed(member, f"person {index + 1}")
        )


def _renamed(member: Any, name: str) -> Any:
    field = class_info(type(member)).with_role("identity")
    if field is None:
        return member
    inner = getattr(member, field.name)
    return attrs.evolve(member, **{field.name: name if field.kind is Kind.TEXT else _renamed(inner, name)})


def _value(field: FieldInfo, drawing: Drawing, event: Any) -> Any:
    choose = drawing.drawer.choose
    words = [word.replace("-", "_") for word in field.values]
    match field.kind:
        case Kind.FLAG:
            return choose((False, True))
        case Kind.CHOICE:
            return choose(words)
        case Kind.CHOICES:
            return frozenset(choose(words) for _ in range(choose((1, 0, 2))))
        case Kind.TEXT:
            return choose((*drawing.constants.texts, "something else"))
        case Kind.INSTANT:
            return _instant(drawing, event)
        case Kind.DATE:
            return _birth_date(drawing, event)
        case Kind.COUNT:
            least = choose(drawing.constants.numbers)
            most = None if drawing.left_out() else least
            return Count(least, most, choose(drawing.constants.periods))
        case _:
            return ()


def _instant(drawing: Drawing, event: Any) -> When:
    """Just before, at, or some time round the event; never; some interval."""
    at = getattr(event, drawing.policy.vocabulary.moment)
    base = drawing.constants.instants[0] if at in (NOT_STATED, NEVER) else int(at.earliest)
    shift = drawing.drawer.choose((-DAY, 0, -1, 1, SECOND, HOUR, DAY, 8 * DAY, 400 * DAY, None))
    if shift is None:
        return NEVER
    if drawing.missing and drawing.drawer.choose((False, False, True)):
        return When(base + shift, base + shift + drawing.drawer.choose((SECOND, DAY, float("inf"))))
    return When(base + shift, base + shift)


def _birth_date(drawing: Drawing, event: Any) -> date:
    """A date near a birthday that the policy compares with, seen from the event."""
    at = getattr(event, drawing.policy.vocabulary.moment)
    instant = (
        drawing.constants.instants[0] if not isinstance(at, When) or at == NOT_STATED else int(at.earliest)
    )
    today = drawing.policy.clock.local(instant).date()
    years = drawing.drawer.choose([n for n in drawing.constants.numbers if n < 100])
    month_end = today.replace(year=today.year - years, day=min(today.day, 28))
    return month_end + timedelta(days=drawing.drawer.choose((0, -1, 1, 2, 100)))


def _judged(event: Any, field: FieldInfo, drawing: Drawing) -> Any:
    """The event with answers to some of the policy's questions."""
    answers: list[Judgement[Any]] = list(getattr(event, field.name))
    for question in drawing.constants.questions:
        if drawing.left_out():
            continue
        by = filled(_part(field)(), class_info(_part(field)), drawing, event=event)
        about = drawing.drawer.choose((None, "person 1", "person 2"))
        words, _ = drawing.drawer.choose(question.spellings)
        answer = drawing.drawer.choose(("yes", "no") if not drawing.missing else ("yes", "no", "dont_know"))
        at = getattr(event, drawing.policy.vocabulary.moment)
        answers.append(Judgement(question=words, answer=answer, by=by, at=at, about=about))  # type: ignore[arg-type]
    return attrs.evolve(event, **{field.name: tuple(answers)})

"""One more thing known of an event: every single step from an event towards a fully known one.

Written from what JSON can say, not from how the evaluator reads it.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from typing import Any

import attrs

from wrbc_rules import NEVER, Count, Judgement, People, When
from wrbc_rules.analysis.drawing import Drawing, filled
from wrbc_rules.analysis.drawing import _value as a_value
from wrbc_rules.vocabulary import FieldInfo, Kind, class_info, identity_of

Step = tuple[str, Any]


def steps(event: Any, drawing: Drawing, source: random.Random) -> list[Step]:
    """Events of which one thing more is known, each with what that is."""
    return list(_object(event, event, "", drawing, source))


def _object(value: Any, event: Any, path: str, drawing: Drawing, source: random.Random) -> Iterator[Step]:
    for field in class_info(type(value)).fields.values():
        where = f"{path}.{field.name}" if path else field.name
        now = getattr(value, field.name)
        if where == "id":
            continue
        for words, new in _field(field, now, event, where, drawing, source):
            yield words, attrs.evolve(value, **{field.name: new})


def _field(
    field: FieldInfo, now: Any, event: Any, where: str, drawing: Drawing, source: random.Random
) -> Iterator[Step]:
    match field.kind:
        case Kind.PART:
            yield from _object(now, event, where, drawing, source)
        case Kind.PEOPLE:
            yield from _people(field, now, event, where, drawing, source)
        case Kind.JUDGEMENTS:
            yield from _judgements(now, event, where, drawing, source)
        case Kind.INSTANT:
            yield from _instant(now, event, where, drawing, source)
        case Kind.COUNT if now is not None:
            yield from _count(now, where)
        case _ if now is None:
            if field.role == "identity":
                yield f"{where} is known", f"somebody {source.randrange(10**6)}"
            else:
                yield f"{where} is stated", a_value(field, drawing, event)


def _instant(now: When, event: Any, where: str, drawing: Drawing, source: random.Random) -> Iterator[Step]:
    if now.exact:
        return
    low, high = now.earliest, now.latest
    base = getattr(event, drawing.policy.vocabulary.moment)
    around = [int(base.earliest)] if not math.isinf(base.earliest) else [drawing.constants.instants[0]]
    shifts = (-1, 0, 1, -1_000_000, 3_600_000_000, 86_400_000_000, -86_400_000_000, 31 * 86_400_000_000)
    guesses = [each + shift for each in around for shift in shifts]
    guesses += [int(each) for each in (low, high) if not math.isinf(each)]
    if not math.isinf(low) and not math.isinf(high):
        guesses += [int(low + high) // 2, source.randrange(int(low), int(high) + 1)]
    inside = [each for each in guesses if low <= each <= high]
    if inside:
        first, last = sorted((source.choice(inside), source.choice(inside)))
        yield f"{where} is exact", When(first, first)
        if (first, last) != (low, high):
            yield f"{where} is narrower", When(first, last)
        if math.isinf(high) and low < last:
            yield f"{where} is not before", When(last, math.inf)
    if high == math.inf:
        yield f"{where} is never", NEVER


def _count(now: Count, where: str) -> Iterator[Step]:
    if now.period is None:
        return
    if now.at_most is None:
        yield f"{where} has a limit", Count(now.at_least, now.at_least + 1, now.period)
    elif now.at_most > now.at_least:
        yield f"{where} is at least one more", Count(now.at_least + 1, now.at_most, now.period)
        yield f"{where} is at most one less", Count(now.at_least, now.at_most - 1, now.period)


def _people(
    field: FieldInfo, now: People[Any], event: Any, where: str, drawing: Drawing, source: random.Random
) -> Iterator[Step]:
    if not now.complete:
        yield f"{where} is complete", People(now.members, complete=True)
        assert field.part is not None
        new = filled(field.part(), class_info(field.part), drawing, event=event)
        new = _renamed(new, f"newcomer {source.randrange(10**6)}") if source.random() < 0.8 else new
        if identity_of(new) not in {identity_of(each) for each in now.members}:
            yield f"{where} has {identity_of(new)} too", People((*now.members, new), complete=False)
    for index, member in enumerate(now.members):
        for words, changed in _object(member, event, f"{where}[{index}]", drawing, source):
            members = (*now.members[:index], changed, *now.members[index + 1 :])
            yield words, People(members, now.complete)


def _renamed(member: Any, name: str) -> Any:
    from .drawn import named

    return named(member, name)


def _judgements(
    now: tuple[Judgement[Any], ...], event: Any, where: str, drawing: Drawing, source: random.Random
) -> Iterator[Step]:
    """An answer to a question that nobody had answered, and more about the answers that there are."""
    wordings = {
        words: question.words for question in drawing.constants.questions for words, _ in question.spellings
    }
    answered = {(wordings.get(each.question), each.about) for each in now}
    people = [identity_of(each) for field in _lists(event) for each in getattr(event, field.name).members]
    for question in drawing.constants.questions:
        words, _ = source.choice(question.spellings)
        about = source.choice((None, *people))
        if (question.words, about) not in answered:
            actor = class_info(type(event)).with_role("actor")
            assert actor is not None
            assert actor.part is not None
            by = filled(actor.part(), class_info(actor.part), drawing, event=event)
            at = getattr(event, drawing.policy.vocabulary.moment)
            new: Judgement[Any] = Judgement(
                question=words, answer=source.choice(("yes", "no")), by=by, at=at, about=about
            )
            yield f"{where}: {words} is answered about {about}", (*now, new)
    for index, each in enumerate(now):
        alone = (
            sum(
                wordings.get(e.question) == wordings.get(each.question) and e.about == each.about for e in now
            )
            == 1
        )
        if each.answer == "dont_know" and alone:
            yield f"{where}[{index}] says yes", _with(now, index, attrs.evolve(each, answer="yes"))
        for words, by in _object(each.by, event, f"{where}[{index}].by", drawing, source):
            yield words, _with(now, index, attrs.evolve(each, by=by))
        for words, at in _instant(each.at, event, f"{where}[{index}].at", drawing, source):
            yield words, _with(now, index, attrs.evolve(each, at=at))


def _with(items: tuple[Any, ...], index: int, new: Any) -> tuple[Any, ...]:
    return (*items[:index], new, *items[index + 1 :])


def _lists(event: Any) -> Iterator[FieldInfo]:
    return (field for field in class_info(type(event)).fields.values() if field.kind is Kind.PEOPLE)

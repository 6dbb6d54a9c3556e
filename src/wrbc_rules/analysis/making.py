"""From a phrase to an event of which it is true: the inverse of evaluating.

Values are proposed from what a test reads and compares with, and kept where the interpreter agrees, so that
nothing here can give a phrase another meaning.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any

import attrs

from wrbc_rules.backends.interpreter import Scene, bounds, truth
from wrbc_rules.backends.interpreter.repair import with_field
from wrbc_rules.ir import (
    All,
    AnyOf,
    Asked,
    AtMost,
    Between,
    CalendarDay,
    Chosen,
    CountIn,
    DayOf,
    Fixed,
    Flag,
    Instant,
    Less,
    Not,
    Number,
    OnceDone,
    OneOf,
    Overlaps,
    Path,
    Phrase,
    Question,
    Tally,
    Term,
    Test,
    Window,
    children,
    leaves_of,
    walk,
)
from wrbc_rules.values import DAY, NEVER, NOT_STATED, Count, Judgement, People, When, in_range, ordinal_date
from wrbc_rules.vocabulary import FieldInfo, Kind, identity_of

#: A phrase is tried in at most so many ways.
MAX_WAYS = 256
#: A list is made with at most so many members.
_MAX_MEMBERS = 12


def ways(test: Test, wanted: bool, scene: Scene) -> list[Scene]:
    """Scenes like this one in which the test is as wanted; none if there is no way to make it so."""
    found = itertools.islice(_WAYS[type(test)](test, wanted, scene), MAX_WAYS)
    return list(found)


# ---- setting a field


def put(scene: Scene, path: Path, value: Any) -> Scene:
    """The scene with one field otherwise."""
    if path.root == "event":
        return _synchronised(scene, with_field(scene.event, path.fields, value))
    if path.root == "each":
        return put_person(scene, with_field(scene.each, path.fields, value))
    if path.root == "member":
        return attrs.evolve(scene, member=with_field(scene.member, path.fields, value))
    return attrs.evolve(scene, itself=with_field(scene.itself, path.fields, value))


def put_person(scene: Scene, person: Any) -> Scene:
    """The scene with somebody else in the place of the person it is about."""
    assert scene.about_each is not None
    path = scene.about_each.people
    people = scene.people(path)
    members = tuple(person if member is scene.each else member for member in people.members)
    event = with_field(scene.event, path.fields, People(members, people.complete))
    return attrs.evolve(scene, event=event, each=person)


def _synchronised(scene: Scene, event: Any) -> Scene:
    """The scene of a changed event, about the same person."""
    if scene.about_each is None or scene.each is None:
        return attrs.evolve(scene, event=event)
    index = next(i for i, m in enumerate(scene.people(scene.about_each.people).members) if m is scene.each)
    moved = attrs.evolve(scene, event=event)
    return attrs.evolve(moved, each=moved.people(scene.about_each.people).members[index])


def field_at(scene: Scene, path: Path) -> FieldInfo:
    """The description of the field that a path ends in."""
    start = {"event": scene.event, "each": scene.each, "member": scene.member, "self": scene.itself}[
        path.root
    ]
    info: FieldInfo | None = None
    cls: type[Any] = type(start)
    for name in path.fields:
        info = next(f for f in scene.vocabulary.info(cls).fields.values() if f.name == name)
        cls = info.part or cls
    assert info is not None
    return info


def _kept(scenes: Iterator[Scene], test: Test, wanted: bool) -> Iterator[Scene]:
    return (scene for scene in scenes if truth(test, scene) is wanted)


# ---- tests with parts


def _fixed(test: Fixed, wanted: bool, scene: Scene) -> Iterator[Scene]:
    if test.value is wanted:
        yield scene


def _inside(test: Phrase | OnceDone, wanted: bool, scene: Scene) -> Iterator[Scene]:
    yield from ways(test.test, wanted, scene)


def _not(test: Not, wanted: bool, scene: Scene) -> Iterator[Scene]:
    yield from ways(test.test, not wanted, scene)


def _joined(test: All | AnyOf, wanted: bool, scene: Scene) -> Iterator[Scene]:
    every = isinstance(test, All) is wanted
    if every:
        yield from _kept(_one_after_another(test.tests, wanted, scene), test, wanted)
    else:
        for each in test.tests:
            yield from ways(each, wanted, scene)


def _one_after_another(tests: tuple[Test, ...], wanted: bool, scene: Scene) -> Iterator[Scene]:
    if not tests:
        yield scene
        return
    for first in ways(tests[0], wanted, scene):
        yield from _one_after_another(tests[1:], wanted, first)


# ---- tests of fields


def _flag(test: Flag, wanted: bool, scene: Scene) -> Iterator[Scene]:
    yield put(scene, test.path, wanted)


def _one_of(test: OneOf, wanted: bool, scene: Scene) -> Iterator[Scene]:
    choices = [word.replace("-", "_") for word in field_at(scene, test.path).values]
    every = choices or [*sorted(test.values), "something else"]
    yield from _kept((put(scene, test.path, value) for value in every), test, wanted)


def _overlaps(test: Overlaps, wanted: bool, scene: Scene) -> Iterator[Scene]:
    held = scene.value(test.path) or frozenset()
    if wanted:
        for value in sorted(test.values):
            yield put(scene, test.path, held | {value})
    else:
        yield put(scene, test.path, held - test.values)


def _window(test: Window, wanted: bool, scene: Scene) -> Iterator[Scene]:
    if truth(test, scene) is wanted:
        yield scene
        return
    if not isinstance(test.start, Number) or not isinstance(test.end, Number):
        return
    when = scene.instant(test.instant.path)
    base = int(when.earliest) if not math.isinf(when.earliest) else _some_day(scene)
    start, end = int(test.start.value), int(test.end.value)
    turns = [base]
    for _ in range(4):
        turn = scene.clock.next_turn(turns[-1], start, end, test.nights)
        if turn is None:
            break
        turns.append(turn)
    edges = sorted({each for turn in turns for each in (turn - 1, turn, turn + DAY // 24)})
    yield from _kept((put(scene, test.instant.path, When(e, e)) for e in edges), test, wanted)


def _some_day(scene: Scene) -> int:
    """Noon of an ordinary day."""
    return 1_488_542_400_000_000


def _chosen(test: Chosen, wanted: bool, scene: Scene) -> Iterator[Scene]:
    yield from ()


def _asked(test: Asked, wanted: bool, scene: Scene) -> Iterator[Scene]:
    field = _judgement_field(scene)
    if field is None or field.part is None:
        return
    others = unanswered(test.question, scene)
    moment = scene.instant(Path("event", (scene.vocabulary.moment,)))
    for who in ways(test.question.who_test, True, scene.answering(field.part(), "")):
        answer = Judgement(
            question=test.question.words,
            answer="yes" if wanted else "no",
            by=who.itself,
            at=moment,
            about=scene.about,
        )
        kept = getattr(others.event, field.name)
        yield put(others, Path("event", (field.name,)), (*kept, answer))


def _judgement_field(scene: Scene) -> FieldInfo | None:
    fields = scene.vocabulary.info(type(scene.event)).fields.values()
    return next((field for field in fields if field.kind is Kind.JUDGEMENTS), None)


def unanswered(question: Question, scene: Scene) -> Scene:
    """The scene without answers to a question about the person it is about."""
    field = _judgement_field(scene)
    if field is None:
        return scene
    spellings = dict(question.spellings)
    kept = [
        each
        for each in getattr(scene.event, field.name)
        if each.question not in spellings or each.about != scene.about
    ]
    return put(scene, Path("event", (field.name,)), tuple(kept))


# ---- comparisons


def _comparison(test: Less | AtMost | Between, wanted: bool, scene: Scene) -> Iterator[Scene]:
    if truth(test, scene) is wanted:
        yield scene
        return
    moment = Path("event", (scene.vocabulary.moment,))
    if isinstance(test, Between):
        pairs = [(test.middle, test.low), (test.middle, test.high), (test.low, test.middle)]
        pairs += [(test.high, test.middle)]
    else:
        pairs = [(test.left, test.right), (test.right, test.left)]
    for side, other in pairs:
        for leaf in leaves_of(side):
            if isinstance(leaf, Instant) and leaf.path == moment:
                continue
            maker = _VALUES.get(type(leaf))
            if maker is not None:
                proposals = list(maker(leaf, side, other, scene))
                found = list(_kept(iter(proposals), test, wanted))
                if found:
                    yield from found
                    return


def _instants(leaf: Instant, side: Term, other: Term, scene: Scene) -> Iterator[Scene]:
    for edge in _edges(other, scene):
        there = put(scene, leaf.path, When(edge, edge))
        yield there
        if side != leaf and not any(isinstance(each, CalendarDay) for each in walk(side)):
            shifted = 2 * edge - int(bounds(side, there)[0])
            yield put(scene, leaf.path, When(shifted, shifted))
    yield put(scene, leaf.path, NEVER)


def _edges(term: Term, scene: Scene) -> Iterator[int]:
    least, most = bounds(term, scene)
    if any(isinstance(each, CalendarDay) for each in walk(term)):
        for date in filter(None, map(ordinal_date, (least, most))):
            day = scene.clock.day(date)
            yield from (int(day.earliest) - 1, int(day.earliest), int(day.latest), int(day.latest) + 1)
        return
    for end in {least, most}:
        if in_range(end):
            yield from (int(end) - DAY, int(end) - 1, int(end), int(end) + 1, int(end) + DAY)
    if math.isinf(least) or math.isinf(most):
        at = scene.instant(Path("event", (scene.vocabulary.moment,)))
        if in_range(at.latest):
            yield from (int(at.latest), int(at.latest) + DAY)


def _birthdays(leaf: DayOf, side: Term, other: Term, scene: Scene) -> Iterator[Scene]:
    """Dates round the one at which the comparison turns, and far to either side."""
    today, _ = bounds(other, scene)
    now = ordinal_date(today)
    if now is None:
        return
    shift, _ = bounds(side, put(scene, leaf.path, now))
    turn = ordinal_date(2 * today - shift)
    if turn is None:
        return
    near = [turn + days * timedelta(days=1) for days in (-1, 0, 1, -3, 3)]
    for value in (*near, now, now.replace(year=max(now.year - 40, 1), day=min(now.day, 28))):
        if value <= now:
            yield put(scene, leaf.path, value)


def _counts(leaf: CountIn, side: Term, other: Term, scene: Scene) -> Iterator[Scene]:
    bound, _ = bounds(other, scene)
    if math.isinf(bound) or not isinstance(leaf.period, Number):
        return
    period = timedelta(microseconds=leaf.period.value)
    for number in (int(bound) - 1, int(bound), int(bound) + 1):
        if number >= 0:
            yield put(scene, leaf.path, Count(number, number, period))


def _lists(leaf: Tally, side: Term, other: Term, scene: Scene) -> Iterator[Scene]:
    bound, _ = bounds(other, scene)
    if math.isinf(bound) or bound > _MAX_MEMBERS:
        return
    field = field_at(scene, leaf.people)
    assert field.part is not None
    blank = field.part()
    passing = [each.member for each in ways(leaf.test, True, scene.counting(blank, "it"))]
    failing = [each.member for each in ways(leaf.test, False, scene.counting(blank, "it"))]
    for number in range(max(int(bound) - 1, 0), int(bound) + 2):
        for member in passing[:4] if number else [blank]:
            for others in [(), *((each,) for each in failing[:2])]:
                members = [
                    named(m, f"person {i + 1}", scene) for i, m in enumerate([member] * number + [*others])
                ]
                yield put(scene, leaf.people, People(tuple(members), complete=True))


def named(member: Any, name: str, scene: Scene) -> Any:
    """The member with an identity of its own."""
    if member is None or identity_of(member) is not None:
        return member
    field = scene.vocabulary.info(type(member)).with_role("identity")
    if field is None:
        return member
    inner = getattr(member, field.name)
    new = name if field.kind is Kind.TEXT else named(inner, name, scene)
    return with_field(member, (field.name,), new)


_VALUES: Mapping[type[Any], Callable[[Any, Term, Term, Scene], Iterator[Scene]]] = {
    Instant: _instants,
    DayOf: _birthdays,
    CountIn: _counts,
    Tally: _lists,
}
_WAYS: Mapping[type[Any], Callable[[Any, bool, Scene], Iterator[Scene]]] = {
    All: _joined,
    AnyOf: _joined,
    Asked: _asked,
    AtMost: _comparison,
    Between: _comparison,
    Chosen: _chosen,
    Fixed: _fixed,
    Flag: _flag,
    Less: _comparison,
    Not: _not,
    OnceDone: _inside,
    OneOf: _one_of,
    Overlaps: _overlaps,
    Phrase: _inside,
    Window: _window,
}


# ---- forgetting


def forget(test: Test, paths: tuple[Path, ...], scene: Scene) -> Scene:
    """The scene in which nothing is known of what a test reads."""
    for each in walk(test):
        if isinstance(each, Asked):
            scene = unanswered(each.question, scene)
    for path in (*paths, *_paths_read(test)):
        if path.root in ("event", "each"):
            scene = put(scene, path, _unknown(field_at(scene, path)))
    return scene


def _paths_read(node: Term | Test) -> Iterator[Path]:
    """The fields that a test is about; not those that only say when a question is asked."""
    for name in ("path", "people"):
        path = getattr(node, name, None)
        if isinstance(path, Path):
            yield path
    if not isinstance(node, Asked):
        for child in children(node):
            yield from _paths_read(child)


def _unknown(field: FieldInfo) -> Any:
    if field.kind is Kind.INSTANT:
        return NOT_STATED
    return People() if field.kind is Kind.PEOPLE else None

"""Why a test is unknown: facts that are not stated, people who have not decided, time that has not passed."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, Literal, TypeAlias

import attrs

from wrbc_rules.backends.interpreter.answers import unsettled
from wrbc_rules.backends.interpreter.evaluate import bounds, member_scene, truth
from wrbc_rules.backends.interpreter.scene import Scene
from wrbc_rules.findings import Due, Missing, Question
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
    Flag,
    Instant,
    Less,
    Not,
    OnceDone,
    OneOf,
    Overlaps,
    Path,
    Phrase,
    Tally,
    Term,
    Test,
    Unset,
    Window,
    leaves_of,
    walk,
)
from wrbc_rules.values import in_range, ordinal_date
from wrbc_rules.vocabulary import identity_of

Cause: TypeAlias = Literal["fact", "person", "time", "stands"]


@attrs.frozen
class Gap:
    """One thing that is not known, under its cause."""

    cause: Cause
    missing: Missing | None = None
    ask: Question | None = None
    due: Due | None = None


def gaps(test: Test, scene: Scene, words: str = "") -> tuple[Gap, ...]:
    """What contributed to the test's being unknown, each once; nothing where it is settled."""
    return tuple(dict.fromkeys(_found(test, scene, words)))


def _found(test: Test, scene: Scene, words: str) -> Iterator[Gap]:
    if truth(test, scene) is None:
        yield from _GAPS[type(test)](test, scene, words)


def _each_of(test: All | AnyOf, scene: Scene, words: str) -> Iterator[Gap]:
    for each in test.tests:
        yield from _found(each, scene, words)


def _phrase(test: Phrase, scene: Scene, words: str) -> Iterator[Gap]:
    yield from _found(test.test, scene, test.words)


def _not(test: Not, scene: Scene, words: str) -> Iterator[Gap]:
    yield from _found(test.test, scene, words)


def _field(test: Flag | Overlaps, scene: Scene, words: str) -> Iterator[Gap]:
    yield _fact(test.path, scene, words)


def _one_of(test: OneOf, scene: Scene, words: str) -> Iterator[Gap]:
    yield _fact(test.path, scene, words) if test.unset is None else _decision(test.unset)


def _window(test: Window, scene: Scene, words: str) -> Iterator[Gap]:
    unset = [each for each in (test.start, test.end) if isinstance(each, Unset)]
    if unset:
        yield from map(_decision, unset)
    else:
        yield _fact(test.instant.path, scene, words)


def _asked(test: Asked, scene: Scene, words: str) -> Iterator[Gap]:
    asked = True if test.when is None else truth(test.when, scene)
    if asked is None:
        assert test.when is not None
        yield from _found(test.when, scene, words)
    else:
        question = Question(test.question.who, test.question.words)
        yield Gap("person" if asked else "stands", ask=question)
        for path, each in unsettled(test.question, scene, truth):
            yield from _found(test.question.who_test, scene.answering(each.by, path), test.question.words)


def _once_done(test: OnceDone, scene: Scene, words: str) -> Iterator[Gap]:
    if any(isinstance(each, Instant) and scene.ahead(each.path) for each in walk(test.moment)):
        yield Gap("time", due=Due(words, None))
    else:
        yield from _found(test.test, scene, words)


def _comparison(test: Less | AtMost | Between, scene: Scene, words: str) -> Iterator[Gap]:
    """A number left to a person, else a deadline still ahead, else the facts."""
    unset = [each for each in walk(test) if isinstance(each, Unset)]
    if unset:
        yield from map(_decision, unset)
        return
    for side, limit in _sides(test):
        if _ahead(side, scene):
            yield Gap("time", due=Due(words, _deadline(limit, scene)))
            return
    yield from _vague(tuple(side for side, _ in _sides(test)), scene, words)


def _sides(test: Less | AtMost | Between) -> tuple[tuple[Term, Term], ...]:
    """Each number of a comparison, with the one that limits it."""
    if isinstance(test, Between):
        return ((test.low, test.high), (test.middle, test.high), (test.high, test.middle))
    return ((test.left, test.right), (test.right, test.left))


def _ahead(term: Term, scene: Scene) -> bool:
    return any(isinstance(each, Instant) and scene.ahead(each.path) for each in leaves_of(term))


def _deadline(term: Term, scene: Scene) -> datetime | None:
    """The latest instant that a term can be, on the policy's clock."""
    _, most = bounds(term, scene)
    if any(isinstance(each, CalendarDay) for each in walk(term)):
        day = ordinal_date(most)
        return None if day is None else scene.clock.local(scene.clock.day(day).latest)
    return scene.clock.local(most) if in_range(most) else None


def _vague(sides: tuple[Term, ...], scene: Scene, words: str) -> Iterator[Gap]:
    """The facts that leave a comparison open: those that nothing bounds, else all that are not exact."""
    leaves = [leaf for side in sides for leaf in leaves_of(side)]
    inexact = [leaf for leaf in leaves if len(set(bounds(leaf, scene))) > 1]
    open_ended = [leaf for leaf in inexact if math.inf in map(abs, bounds(leaf, scene))]
    for leaf in open_ended or inexact:
        yield from _leaf(leaf, scene, words)


def _leaf(leaf: Instant | DayOf | CountIn | Tally, scene: Scene, words: str) -> Iterator[Gap]:
    if not isinstance(leaf, Tally):
        yield _fact(leaf.path, scene, words)
        return
    people = scene.people(leaf.people)
    for member in people.members:
        looked_at = member_scene(scene, leaf.people, member)
        yield from _found(leaf.test, looked_at, words)
        if identity_of(member) is None and truth(leaf.test, looked_at) is not False:
            yield Gap("fact", missing=Missing(f"{looked_at.member_path}.id", words))
    if not people.complete:
        yield _fact(leaf.people, scene, words)


def _chosen(test: Chosen, scene: Scene, words: str) -> Iterator[Gap]:
    yield _decision(test.setting)


def _fact(path: Path, scene: Scene, words: str) -> Gap:
    return Gap("fact", missing=Missing(scene.name(path), words))


def _decision(unset: Unset) -> Gap:
    return Gap("person", ask=Question(unset.who, unset.question))


_GAPS: Mapping[type[Any], Callable[[Any, Scene, str], Iterator[Gap]]] = {
    All: _each_of,
    AnyOf: _each_of,
    Asked: _asked,
    AtMost: _comparison,
    Between: _comparison,
    Chosen: _chosen,
    Flag: _field,
    Less: _comparison,
    Not: _not,
    OnceDone: _once_done,
    OneOf: _one_of,
    Overlaps: _field,
    Phrase: _phrase,
    Window: _window,
}

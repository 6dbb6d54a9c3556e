"""Why a test is unknown in a row: each thing that may be missing, with the condition under which it is.

The conditions hold for rows in which the test is unknown; they say nothing of others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

import attrs
import narwhals as nw

from wrbc_rules.backends.columnar.kleene import Number, Sure, both, contrary, either, truly, unknown
from wrbc_rules.backends.columnar.scene import Gap, Scene
from wrbc_rules.backends.columnar.schema import FIRST, NEVER
from wrbc_rules.backends.columnar.terms import bounds
from wrbc_rules.backends.columnar.truths import truth
from wrbc_rules.ir import (
    All,
    AnyOf,
    Asked,
    AtMost,
    Between,
    Chosen,
    Fixed,
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
    Test,
    Unset,
    Window,
    leaves_of,
    walk,
)

Found: TypeAlias = Iterator[tuple[Gap, Sure]]
Leaf: TypeAlias = Any


def gaps(test: Test, scene: Scene, words: str | None = None) -> Mapping[Gap, Sure]:
    """What contributes to the test's being unknown, each with where it does."""
    found: dict[Gap, Sure] = {}
    if truth(test, scene) is True or truth(test, scene) is False:
        return found
    for gap, where in GAPS[type(test)](test, scene, words):
        found[gap] = either((found.get(gap, False), where))
    return {gap: where for gap, where in found.items() if where is not False}


def _inside(test: Test, scene: Scene, words: str | None) -> Found:
    """Those of a part, where the part is unknown."""
    open_here = unknown(truth(test, scene))
    for gap, where in gaps(test, scene, words).items():
        yield gap, both((open_here, where))


def _each_of(test: All | AnyOf, scene: Scene, words: str | None) -> Found:
    for each in test.tests:
        yield from _inside(each, scene, words)


def _phrase(test: Phrase, scene: Scene, words: str | None) -> Found:
    yield from gaps(test.test, scene, test.words).items()


def _not(test: Not, scene: Scene, words: str | None) -> Found:
    yield from gaps(test.test, scene, words).items()


# ---- fields


def _field(test: Flag | Overlaps, scene: Scene, words: str | None) -> Found:
    yield _fact(test.path, scene, words), True


def _one_of(test: OneOf, scene: Scene, words: str | None) -> Found:
    yield (_fact(test.path, scene, words) if test.unset is None else _decision(test.unset)), True


def _window(test: Window, scene: Scene, words: str | None) -> Found:
    unset = [each for each in (test.start, test.end) if isinstance(each, Unset)]
    for each in unset:
        yield _decision(each), True
    if not unset:
        yield _fact(test.instant.path, scene, words), True


def _chosen(test: Chosen, scene: Scene, words: str | None) -> Found:
    yield _decision(test.setting), True


# ---- people who are asked


def _asked(test: Asked, scene: Scene, words: str | None) -> Found:
    asked = True if test.when is None else truth(test.when, scene)
    settled = contrary(unknown(asked))
    assert settled is not None
    question = Gap("person", who=test.question.who, words=test.question.words)
    yield question, truly(asked)
    yield attrs.evolve(question, cause="stands"), truly(contrary(asked))
    answered = scene.answers.get(test.question)
    for gap, name in () if answered is None else answered.doubts.items():
        yield _worded(gap, test.question.words), both((settled, nw.col(name) == 1))
    if test.when is not None:
        yield from _inside(test.when, scene, words)


def _once_done(test: OnceDone, scene: Scene, words: str | None) -> Found:
    ahead = either(scene.ahead(each.path) for each in walk(test.moment) if isinstance(each, Instant))
    yield Gap("time", words=words), ahead
    for gap, where in gaps(test.test, scene, words).items():
        yield gap, both((_not_so(ahead), where))


# ---- numbers


def _comparison(test: Less | AtMost | Between, scene: Scene, words: str | None) -> Found:
    """A number left to a person, else a deadline still ahead, else the facts."""
    unset = [each for each in walk(test) if isinstance(each, Unset)]
    for each in unset:
        yield _decision(each), True
    if unset:
        return
    leaves = list(dict.fromkeys(leaves_of(test)))
    ahead = either(scene.ahead(each.path) for each in leaves if isinstance(each, Instant))
    yield Gap("time", words=words), ahead
    for gap, where in _vague(leaves, scene, words):
        yield gap, both((_not_so(ahead), where))


def _vague(leaves: list[Leaf], scene: Scene, words: str | None) -> Found:
    """The facts that leave a comparison open: those that nothing bounds, else all that are not exact."""
    known = {leaf: bounds(leaf, scene) for leaf in leaves}
    inexact = {leaf: _differ(*pair) for leaf, pair in known.items()}
    endless = {leaf: both((inexact[leaf], _endless(*pair))) for leaf, pair in known.items()}
    any_endless = either(endless.values())
    for leaf in leaves:
        here = either((endless[leaf], both((inexact[leaf], _not_so(any_endless)))))
        for gap, where in _leaf(leaf, scene, words):
            yield gap, both((here, where))


def _differ(least: Number, most: Number) -> Sure:
    found: Sure = least != most
    return found


def _endless(least: Number, most: Number) -> Sure:
    ends = [bound == end for bound in (least, most) for end in (FIRST, NEVER)]
    return either(ends)


def _leaf(leaf: Leaf, scene: Scene, words: str | None) -> Found:
    if not isinstance(leaf, Tally):
        yield _fact(leaf.path, scene, words), True
        return
    counted = scene.tallies.get(leaf)
    for gap, name in () if counted is None else counted.gaps.items():
        yield _worded(gap, words), nw.col(name) == 1
    complete = scene.field(leaf.people, "complete")
    yield _fact(leaf.people, scene, words), True if complete is None else _not_so(truly(complete))


def _fact(path: Path, scene: Scene, words: str | None) -> Gap:
    return Gap("fact", field=scene.name(path), words=words)


def _decision(unset: Unset) -> Gap:
    who = unset.decided_by or "whoever decides the policy's settings"
    return Gap("person", who=who, words=f'what is "{unset.name}"?')


def _worded(gap: Gap, words: str | None) -> Gap:
    """The gap under the words of what is around it, if it has none of its own."""
    return gap if gap.words is not None else attrs.evolve(gap, words=words)


def _not_so(value: Sure) -> Sure:
    found = contrary(value)
    assert found is not None
    return found


GAPS: Mapping[type[Any], Callable[[Any, Scene, str | None], Iterable[tuple[Gap, Sure]]]] = {
    Fixed: lambda test, scene, words: (),
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

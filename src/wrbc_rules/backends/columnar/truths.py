"""Whether a test holds in each row: true, false, or null where that is not known. One row for each
primitive.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

import narwhals as nw

from wrbc_rules.backends.columnar.kleene import (
    Number,
    Truth,
    case,
    column_of,
    conjunction,
    contrary,
    disjunction,
    number_of,
    settled,
)
from wrbc_rules.backends.columnar.scene import Scene
from wrbc_rules.backends.columnar.schema import NEVER
from wrbc_rules.backends.columnar.terms import bounds
from wrbc_rules.ir import (
    All,
    AnyOf,
    Asked,
    AtMost,
    Between,
    Chosen,
    Fixed,
    Flag,
    Less,
    Not,
    OnceDone,
    OneOf,
    Overlaps,
    Phrase,
    Test,
    Unset,
    Window,
)


def truth(test: Test, scene: Scene) -> Truth:
    """Whether the test holds."""
    return TESTS[type(test)](test, scene)


# ---- joining tests


def _all(test: All, scene: Scene) -> Truth:
    return scene.sheet.kept(test, lambda: conjunction(truth(each, scene) for each in test.tests))


def _any(test: AnyOf, scene: Scene) -> Truth:
    return scene.sheet.kept(test, lambda: disjunction(truth(each, scene) for each in test.tests))


# ---- tests of one field


def _one_of(test: OneOf, scene: Scene) -> Truth:
    column = scene.field(test.path)
    if column is None or test.unset is not None:
        return None
    if not test.values:
        return settled(False, ~column.is_null())
    forms = {form for value in test.values for form in (value, unicodedata.normalize("NFD", value))}
    if len(forms) == 1:
        return column == forms.pop()
    return scene.sheet.kept(test, lambda: column.is_in(sorted(forms)))


def _overlaps(test: Overlaps, scene: Scene) -> Truth:
    return disjunction(scene.field(test.path, word) for word in sorted(test.values))


# ---- comparing numbers known to bounds


def _less(test: Less, scene: Scene) -> Truth:
    def make() -> Truth:
        (left_least, left_most), (right_least, right_most) = (
            bounds(test.left, scene),
            bounds(test.right, scene),
        )
        return settled(_below(left_most, right_least), _below(right_most, left_least, equal=True))

    return scene.sheet.kept(test, make)


def _at_most(test: AtMost, scene: Scene) -> Truth:
    def make() -> Truth:
        (left_least, left_most), (right_least, right_most) = (
            bounds(test.left, scene),
            bounds(test.right, scene),
        )
        return settled(_below(left_most, right_least, equal=True), _below(right_most, left_least))

    return scene.sheet.kept(test, make)


def _below(left: Number, right: Number, *, equal: bool = False) -> Any:
    """Whether one number is below the other (or equal); nothing is below what nothing is beyond."""
    if not equal and isinstance(left, int) and left == NEVER:
        return False
    return left <= right if equal else left < right


def _between(test: Between, scene: Scene) -> Truth:
    return truth(All((AtMost(test.low, test.middle), AtMost(test.middle, test.high))), scene)


def _window(test: Window, scene: Scene) -> Truth:
    path = test.instant.path
    if isinstance(test.start, Unset) or isinstance(test.end, Unset):
        return None
    if any(isinstance(bound, int) for bound in scene.instant(path)):
        return None
    if scene.exactly(path) is not None:
        return scene.sheet.kept(test, lambda: _exact_window(test, scene))
    first, last = (lambda: number_of(scene.instant(path)[0])), (lambda: number_of(scene.instant(path)[1]))
    return scene.sheet.kept(test, lambda: scene.zone.window_between(path, test, first, last))


def _exact_window(test: Window, scene: Scene) -> Truth:
    """An instant that is known exactly wherever it is known: unknown where it is null, or never comes."""
    instant = scene.exactly(test.instant.path)
    assert instant is not None
    holds = scene.zone.window(test.instant.path, test, lambda: instant)
    return case([(instant < NEVER, holds)], column_of(None))


# ---- people and what they decide


def _asked(test: Asked, scene: Scene) -> Truth:
    """The answer in force: one that counts, and no other that may be in force."""
    answered = scene.answers.get(test.question)
    if answered is None:
        return None
    certain, yes, no = (nw.col(name) == 1 for name in (answered.certain, answered.yes, answered.no))
    return scene.sheet.kept(test, lambda: settled(certain & yes & ~no, certain & no & ~yes))


TESTS: Mapping[type[Any], Callable[[Any, Scene], Truth]] = {
    Fixed: lambda test, scene: test.value,
    Flag: lambda test, scene: scene.field(test.path),
    OneOf: _one_of,
    Overlaps: _overlaps,
    Less: _less,
    AtMost: _at_most,
    Between: _between,
    Window: _window,
    Chosen: lambda test, scene: None,
    Asked: _asked,
    OnceDone: lambda test, scene: truth(test.test, scene),
    Not: lambda test, scene: contrary(truth(test.test, scene)),
    All: _all,
    AnyOf: _any,
    Phrase: lambda test, scene: truth(test.test, scene),
}

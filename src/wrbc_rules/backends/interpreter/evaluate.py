"""What is true, false or unknown (None) of an event; and what is known of a number."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from wrbc_rules.backends.interpreter.answers import answer
from wrbc_rules.backends.interpreter.scene import Scene, member_name
from wrbc_rules.ir import (
    After,
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
    Later,
    Less,
    Not,
    Number,
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
)
from wrbc_rules.values import Bound, Count, When, calendar_ordinal
from wrbc_rules.vocabulary import identity_of

Bounds = tuple[Bound, Bound]
ANYTHING: Bounds = (-math.inf, math.inf)


def truth(test: Test, scene: Scene) -> bool | None:
    """Whether the test holds; None where that is not known."""
    return TESTS[type(test)](test, scene)


def bounds(term: Term, scene: Scene) -> Bounds:
    """The least and the most that the number can be."""
    return TERMS[type(term)](term, scene)


# ---- joining tests: Kleene's strong logic


def negation(value: bool | None) -> bool | None:
    """Unknown stays unknown."""
    return None if value is None else not value


def _all(test: All, scene: Scene) -> bool | None:
    return _joined(test.tests, scene, decisive=False)


def _any(test: AnyOf, scene: Scene) -> bool | None:
    return _joined(test.tests, scene, decisive=True)


def _joined(tests: tuple[Test, ...], scene: Scene, *, decisive: bool) -> bool | None:
    """One test that comes out so decides; else one that is unknown leaves it unknown."""
    unknown = False
    for each in tests:
        value = truth(each, scene)
        if value is decisive:
            return decisive
        unknown = unknown or value is None
    return None if unknown else not decisive


# ---- tests of one field


def _flag(test: Flag, scene: Scene) -> bool | None:
    value = scene.value(test.path)
    assert value is None or isinstance(value, bool)
    return value


def _one_of(test: OneOf, scene: Scene) -> bool | None:
    value = scene.value(test.path)
    if value is None or test.unset is not None:
        return None
    return unicodedata.normalize("NFC", value) in test.values


def _overlaps(test: Overlaps, scene: Scene) -> bool | None:
    value = scene.value(test.path)
    return None if value is None else bool(test.values & value)


# ---- comparing numbers known to bounds


def _less(test: Less, scene: Scene) -> bool | None:
    (left_least, left_most), (right_least, right_most) = bounds(test.left, scene), bounds(test.right, scene)
    if left_most < right_least:
        return True
    return False if left_least >= right_most else None


def _at_most(test: AtMost, scene: Scene) -> bool | None:
    (left_least, left_most), (right_least, right_most) = bounds(test.left, scene), bounds(test.right, scene)
    if left_most <= right_least:
        return True
    return False if left_least > right_most else None


def _between(test: Between, scene: Scene) -> bool | None:
    return truth(All((AtMost(test.low, test.middle), AtMost(test.middle, test.high))), scene)


def _window(test: Window, scene: Scene) -> bool | None:
    if not isinstance(test.start, Number) or not isinstance(test.end, Number):
        return None
    when = scene.instant(test.instant.path)
    return scene.clock.in_window(when, int(test.start.value), int(test.end.value), test.nights)


# ---- people and what they decide


def _asked(test: Asked, scene: Scene) -> bool | None:
    return answer(test.question, scene, truth)


TESTS: Mapping[type[Any], Callable[[Any, Scene], bool | None]] = {
    Fixed: lambda test, scene: test.value,
    Flag: _flag,
    OneOf: _one_of,
    Overlaps: _overlaps,
    Less: _less,
    AtMost: _at_most,
    Between: _between,
    Window: _window,
    Chosen: lambda test, scene: None,
    Asked: _asked,
    OnceDone: lambda test, scene: truth(test.test, scene),
    Not: lambda test, scene: negation(truth(test.test, scene)),
    All: _all,
    AnyOf: _any,
    Phrase: lambda test, scene: truth(test.test, scene),
}


# ---- numbers


def _instant(term: Instant, scene: Scene) -> Bounds:
    when = scene.instant(term.path)
    return (when.earliest, when.latest)


def _calendar_day(term: CalendarDay, scene: Scene) -> Bounds:
    return scene.clock.days(When(*bounds(term.of, scene)))


def _day_of(term: DayOf, scene: Scene) -> Bounds:
    value = scene.value(term.path)
    if value is None:
        return ANYTHING
    ordinal = calendar_ordinal(value)
    return (ordinal, ordinal)


def _after(term: After, scene: Scene) -> Bounds:
    start, amount = bounds(term.start, scene), bounds(term.amount, scene)
    return (start[0] + amount[0], start[1] + amount[1])


def _later(term: Later, scene: Scene) -> Bounds:
    every = [bounds(each, scene) for each in term.terms]
    return (max(least for least, _ in every), max(most for _, most in every))


def _count_in(term: CountIn, scene: Scene) -> Bounds:
    value = scene.value(term.path)
    if value is None or isinstance(term.period, Unset):
        return (0, math.inf)
    assert isinstance(value, Count)
    return value.within(timedelta(microseconds=term.period.value))


def _tally(term: Tally, scene: Scene) -> Bounds:
    """Distinct people: those known to pass, and those who may; no limit if others may belong."""
    people = scene.people(term.people)
    known: set[str] = set()
    possible: set[str] = set()
    nameless_known = nameless_possible = 0
    for member in people.members:
        passes = truth(term.test, member_scene(scene, term.people, member))
        name = identity_of(member)
        if passes is False:
            continue
        if name is None:
            nameless_possible += 1
            nameless_known += passes is True
        else:
            possible.add(name)
            if passes:
                known.add(name)
    least = max(len(known), 1 if nameless_known else 0)
    return (least, len(possible) + nameless_possible if people.complete else math.inf)


def member_scene(scene: Scene, people: Path, member: Any) -> Scene:
    """The scene in which one member of the list is looked at."""
    return scene.counting(member, f"{scene.name(people)}[{member_name(scene.people(people), member)}]")


TERMS: Mapping[type[Any], Callable[[Any, Scene], Bounds]] = {
    Number: lambda term, scene: (term.value, term.value),
    Unset: lambda term, scene: (0, math.inf),
    Instant: _instant,
    CalendarDay: _calendar_day,
    DayOf: _day_of,
    After: _after,
    Later: _later,
    CountIn: _count_in,
    Tally: _tally,
}

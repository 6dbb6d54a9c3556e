"""Three-valued tests as two-valued expressions: surely so, surely not so, and why neither.

Asking whether something *may* be so costs one comparison where keeping all three values would cost several.
"""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

import attrs

from wrbc_rules.backends.python import code
from wrbc_rules.backends.python.reading import Key, Reader
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
    Number,
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

#: Causes of not knowing, as bits. That of a fact is 1, so that "is None" is the cause of a field.
FACT, PERSON, TIME, STANDS = 1, 2, 4, 8


#: A test as two expressions: whether it surely holds, and whether it surely fails.
Truths: TypeAlias = tuple[ast.expr, ast.expr]


@attrs.frozen
class Logic:
    """Tests as expressions over the variables of one function."""

    reader: Reader

    def given(self, bound: frozenset[Key]) -> Logic:
        """The same where these variables are set."""
        return Logic(self.reader.given(bound))

    def truths(self, test: Test) -> Truths:
        """Whether the test surely holds, and whether it surely fails."""
        return TRUTHS[type(test)](self, test)

    def sure(self, test: Test) -> ast.expr:
        """Whether the test holds for certain."""
        return self.truths(test)[0]

    def denied(self, test: Test) -> ast.expr:
        """Whether the test fails for certain."""
        return self.truths(test)[1]

    def may(self, test: Test) -> ast.expr:
        """Whether the test may hold, for all that is known."""
        return code.contrary(self.denied(test))

    def cause(self, test: Test) -> ast.expr:
        """The causes of the test's being unknown, as bits; 0 where it is settled."""
        if isinstance(test, _COSTLY):
            return code.choice(
                code.either(self.truths(test)), code.constant(0), CAUSES[type(test)](self, test)
            )
        return CAUSES[type(test)](self, test)

    def given_it_may(self, test: Test) -> ast.expr:
        """The same, where it is certain that the test does not fail."""
        inner = test.test if isinstance(test, Not) else test
        if isinstance(inner, _COSTLY):
            return code.choice(self.sure(test), code.constant(0), CAUSES[type(inner)](self, inner))
        if isinstance(test, All):
            return self.given_all_may(test.tests)
        return self.cause(test)

    def given_all_may(self, tests: Iterable[Test]) -> ast.expr:
        """The causes of several tests together, where it is certain that none of them fails."""
        return code.union([self.given_it_may(each) for each in _different(tests)])

    # ---- tests made of tests

    def _inner(self, test: Phrase | OnceDone) -> Truths:
        return self.truths(test.test)

    def _not(self, test: Not) -> Truths:
        sure, denied = self.truths(test.test)
        return denied, sure

    def _all(self, test: All) -> Truths:
        every = [self.truths(each) for each in test.tests]
        return code.both(sure for sure, _ in every), code.either(denied for _, denied in every)

    def _any(self, test: AnyOf) -> Truths:
        every = [self.truths(each) for each in test.tests]
        return code.either(sure for sure, _ in every), code.both(denied for _, denied in every)

    def _cause_inside(self, test: Phrase | Not) -> ast.expr:
        return self.cause(test.test)

    def _cause_among(self, test: All | AnyOf) -> ast.expr:
        """Those of every part, unless one part decides the whole."""
        decided = self.denied(test) if isinstance(test, All) else self.sure(test)
        return code.choice(
            decided, code.constant(0), code.union([self.cause(each) for each in _different(test.tests)])
        )

    def _cause_of_manner(self, test: OnceDone) -> ast.expr:
        ahead = self._ahead(each for each in walk(test.moment) if isinstance(each, Instant))
        return code.choice(ahead, code.constant(TIME), self.cause(test.test))

    # ---- fields

    def _fixed(self, test: Fixed) -> Truths:
        return (code.TRUE, code.FALSE) if test.value else (code.FALSE, code.TRUE)

    def _flag(self, test: Flag) -> Truths:
        value = self.reader.value(test.path)
        return value, code.compare(value, ast.Is(), code.FALSE)

    def _one_of(self, test: OneOf) -> Truths:
        if test.unset is not None:
            return code.FALSE, code.FALSE
        value = self.reader.value(test.path)
        if not test.values:
            return code.FALSE, code.contrary(code.is_none(value))
        denied = code.compare(value, ast.NotIn(), code.constant(frozenset({*test.values, None})))
        if len(test.values) == 1:
            return code.compare(value, ast.Eq(), code.constant(next(iter(test.values)))), denied
        return code.compare(value, ast.In(), code.constant(test.values)), denied

    def _overlaps(self, test: Overlaps) -> Truths:
        value = self.reader.value(test.path)
        stated = code.contrary(code.is_none(value))
        words = sorted(test.values)
        holds = code.either(code.compare(code.constant(each), ast.In(), value) for each in words)
        return code.both((stated, holds)), code.both((stated, code.contrary(holds)))

    def _cause_of_field(self, test: Flag | OneOf | Overlaps) -> ast.expr:
        if isinstance(test, OneOf) and test.unset is not None:
            return code.constant(PERSON)
        return code.is_none(self.reader.value(test.path))

    # ---- numbers

    def _less(self, test: Less) -> Truths:
        (least, most), (low, high) = self.reader.number(test.left), self.reader.number(test.right)
        return _ordered(most, ast.Lt(), low), _ordered(least, ast.GtE(), high)

    def _at_most(self, test: AtMost) -> Truths:
        (least, most), (low, high) = self.reader.number(test.left), self.reader.number(test.right)
        return _ordered(most, ast.LtE(), low), _ordered(least, ast.Gt(), high)

    def _between(self, test: Between) -> Truths:
        return self._all(All((AtMost(test.low, test.middle), AtMost(test.middle, test.high))))

    def _window(self, test: Window) -> Truths:
        if not _settled(test):
            return code.FALSE, code.FALSE
        value = self.reader.result(test)
        return value, code.compare(value, ast.Is(), code.FALSE)

    def _cause_of_window(self, test: Window) -> ast.expr:
        return code.is_none(self.reader.result(test)) if _settled(test) else code.constant(PERSON)

    def _cause_of_comparison(self, test: Less | AtMost | Between) -> ast.expr:
        """A number left to a person, else time still ahead, else the facts."""
        if any(isinstance(each, Unset) for each in walk(test)):
            return code.constant(PERSON)
        leaves = list(dict.fromkeys(leaves_of(test)))
        tallies = [each for each in leaves if isinstance(each, Tally)]
        if tallies:
            assert len(leaves) == 1, "people who are counted are compared with numbers only"
            people, asking = self.reader.people(tallies[0].people), self.reader.asking(tallies[0])
            causes = f"{self.reader.functions(tallies[0])}_causes"
            return code.call("tally_causes", people, *asking, code.name(causes))
        ahead = self._ahead(each for each in leaves if isinstance(each, Instant))
        return code.choice(ahead, code.constant(TIME), code.constant(FACT))

    def _ahead(self, instants: Iterable[Instant]) -> ast.expr:
        return code.either(self.reader.ahead(each) for each in dict.fromkeys(instants))

    # ---- people

    def _chosen(self, test: Chosen) -> Truths:
        return code.FALSE, code.FALSE

    def _cause_of_choice(self, test: Chosen) -> ast.expr:
        return code.constant(PERSON)

    def _asked(self, test: Asked) -> Truths:
        value = self.reader.result(test)
        return value, code.compare(value, ast.Is(), code.FALSE)

    def _cause_of_silence(self, test: Asked) -> ast.expr:
        doubts = self.reader.doubts(test)
        asked = code.union([code.constant(PERSON), doubts])
        if test.when is None:
            return asked
        stands = code.union([code.constant(STANDS), doubts])
        sure, denied = self.truths(test.when)
        return code.choice(sure, asked, code.choice(denied, stands, self.cause(test.when)))


#: Tests whose causes are worked out only where they are not settled.
_COSTLY = (Less, AtMost, Between, OnceDone, Asked)

TRUTHS: Mapping[type[Any], Callable[[Logic, Any], Truths]] = {
    All: Logic._all,
    AnyOf: Logic._any,
    Asked: Logic._asked,
    AtMost: Logic._at_most,
    Between: Logic._between,
    Chosen: Logic._chosen,
    Fixed: Logic._fixed,
    Flag: Logic._flag,
    Less: Logic._less,
    Not: Logic._not,
    OnceDone: Logic._inner,
    OneOf: Logic._one_of,
    Overlaps: Logic._overlaps,
    Phrase: Logic._inner,
    Window: Logic._window,
}
CAUSES: Mapping[type[Any], Callable[[Logic, Any], ast.expr]] = {
    All: Logic._cause_among,
    AnyOf: Logic._cause_among,
    Asked: Logic._cause_of_silence,
    AtMost: Logic._cause_of_comparison,
    Between: Logic._cause_of_comparison,
    Chosen: Logic._cause_of_choice,
    Fixed: lambda logic, test: code.constant(0),
    Flag: Logic._cause_of_field,
    Less: Logic._cause_of_comparison,
    Not: Logic._cause_inside,
    OnceDone: Logic._cause_of_manner,
    OneOf: Logic._cause_of_field,
    Overlaps: Logic._cause_of_field,
    Phrase: Logic._cause_inside,
    Window: Logic._cause_of_window,
}


def _different(tests: Iterable[Test]) -> Iterable[Test]:
    """The tests, but for those that are unknown for the cause of another: a field that is not stated."""
    found: dict[Path | Test, Test] = {}
    for test in tests:
        match test.test if isinstance(test, Not) else test:
            case Flag(path=path) | Overlaps(path=path) | OneOf(path=path, unset=None):
                found.setdefault(path, test)
            case _:
                found.setdefault(test, test)
    return found.values()


def _settled(test: Window) -> bool:
    return isinstance(test.start, Number) and isinstance(test.end, Number)


def _ordered(left: ast.expr, how: ast.cmpop, right: ast.expr) -> ast.expr:
    """A comparison of numbers, worked out where nothing can change it."""
    first, second = _written(left), _written(right)
    if first is not None and second is not None:
        return code.TRUE if _ORDERS[type(how)](first, second) else code.FALSE
    if (first == math.inf and isinstance(how, ast.Lt)) or (second == math.inf and isinstance(how, ast.Gt)):
        return code.FALSE
    return code.compare(left, how, right)


def _written(number: ast.expr) -> float | None:
    """The number, if it is written out."""
    if code.endless(number):
        return math.inf
    return number.value if isinstance(number, ast.Constant) and isinstance(number.value, int) else None


_ORDERS: dict[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}

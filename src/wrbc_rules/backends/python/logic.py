"""Three-valued tests as two-valued expressions: surely so, surely not so, and why neither.

Asking whether something *may* be so costs one comparison where keeping all three values would cost several.
"""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Iterator

import attrs

from wrbc_rules.backends.python import code
from wrbc_rules.backends.python.reading import Reader
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


@attrs.frozen
class Logic:
    """Tests as expressions over the variables of one function."""

    reader: Reader

    def sure(self, test: Test) -> ast.expr:
        """Whether the test holds for certain."""
        match test:
            case Fixed():
                return code.TRUE if test.value else code.FALSE
            case Phrase() | OnceDone():
                return self.sure(test.test)
            case Not():
                return self.denied(test.test)
            case All():
                return code.both(map(self.sure, test.tests))
            case AnyOf():
                return code.either(map(self.sure, test.tests))
            case Flag():
                return self.reader.value(test.path)
            case OneOf():
                return self._one_of(test)
            case Overlaps():
                value = self.reader.value(test.path)
                return code.both((code.contrary(code.is_none(value)), self._holds(test)))
            case Window() if _settled(test):
                return self.reader.result(test)
            case Asked():
                return self.reader.result(test)
            case Less():
                (_, most), (least, _) = self.reader.number(test.left), self.reader.number(test.right)
                return _ordered(most, ast.Lt(), least)
            case AtMost():
                (_, most), (least, _) = self.reader.number(test.left), self.reader.number(test.right)
                return _ordered(most, ast.LtE(), least)
            case Between():
                return code.both(map(self.sure, _halves(test)))
            case Chosen() | Window():
                return code.FALSE

    def denied(self, test: Test) -> ast.expr:
        """Whether the test fails for certain."""
        match test:
            case Fixed():
                return code.FALSE if test.value else code.TRUE
            case Phrase() | OnceDone():
                return self.denied(test.test)
            case Not():
                return self.sure(test.test)
            case All():
                return code.either(map(self.denied, test.tests))
            case AnyOf():
                return code.both(map(self.denied, test.tests))
            case Flag():
                return code.compare(self.reader.value(test.path), ast.Is(), code.FALSE)
            case OneOf():
                return self._none_of(test)
            case Overlaps():
                value = self.reader.value(test.path)
                return code.both((code.contrary(code.is_none(value)), code.contrary(self._holds(test))))
            case Window() if _settled(test):
                return code.compare(self.reader.result(test), ast.Is(), code.FALSE)
            case Asked():
                return code.compare(self.reader.result(test), ast.Is(), code.FALSE)
            case Less():
                (least, _), (_, most) = self.reader.number(test.left), self.reader.number(test.right)
                return _ordered(least, ast.GtE(), most)
            case AtMost():
                (least, _), (_, most) = self.reader.number(test.left), self.reader.number(test.right)
                return _ordered(least, ast.Gt(), most)
            case Between():
                return code.either(map(self.denied, _halves(test)))
            case Chosen() | Window():
                return code.FALSE

    def may(self, test: Test) -> ast.expr:
        """Whether the test may hold, for all that is known."""
        return code.contrary(self.denied(test))

    # ---- why a test is not known

    def cause(self, test: Test) -> ast.expr:
        """The causes of the test's being unknown, as bits; 0 where it is settled."""
        match test:
            case Phrase() | Not():
                return self.cause(test.test)
            case All() | AnyOf():
                every = code.union([self.cause(each) for each in test.tests])
                decided = self.denied(test) if isinstance(test, All) else self.sure(test)
                return code.choice(decided, code.constant(0), every)
            case Flag() | Overlaps() | OneOf(unset=None):
                return code.is_none(self.reader.value(test.path))
            case Window() if _settled(test):
                return code.is_none(self.reader.result(test))
            case Fixed():
                return code.constant(0)
            case OneOf() | Chosen() | Window():
                return code.constant(PERSON)
            case _:
                settled = code.either((self.sure(test), self.denied(test)))
                return code.choice(settled, code.constant(0), self._why(test))

    def given_it_may(self, test: Test) -> ast.expr:
        """The same, where it is certain that the test does not fail."""
        match test:
            case Phrase():
                return self.given_it_may(test.test)
            case All():
                return code.union([self.given_it_may(each) for each in test.tests])
            case Less() | AtMost() | Between() | OnceDone() | Asked():
                return code.choice(self.sure(test), code.constant(0), self._why(test))
            case Not(test=Less() | AtMost() | Between() | OnceDone() | Asked() as inner):
                return code.choice(self.denied(inner), code.constant(0), self._why(inner))
            case _:
                return self.cause(test)

    def _why(self, test: Less | AtMost | Between | OnceDone | Asked) -> ast.expr:
        """The causes of a costly test that is not settled."""
        match test:
            case Asked():
                return self._unanswered(test)
            case OnceDone():
                ahead = self._ahead(each for each in walk(test.moment) if isinstance(each, Instant))
                return code.choice(ahead, code.constant(TIME), self.cause(test.test))
            case _:
                return self._undecided(test)

    def _unanswered(self, test: Asked) -> ast.expr:
        doubts = self.reader.doubts(test)
        asked = code.union([code.constant(PERSON), doubts])
        if test.when is None:
            return asked
        stands = code.union([code.constant(STANDS), doubts])
        rest = code.choice(self.denied(test.when), stands, self.cause(test.when))
        return code.choice(self.sure(test.when), asked, rest)

    def _undecided(self, test: Less | AtMost | Between) -> ast.expr:
        """A number left to a person, else time still ahead, else the facts."""
        if any(isinstance(each, Unset) for each in walk(test)):
            return code.constant(PERSON)
        leaves = list(dict.fromkeys(leaves_of(test)))
        tallies = [each for each in leaves if isinstance(each, Tally)]
        if tallies and len(leaves) > 1:
            raise NotImplementedError("a count of people compared with another field")
        if tallies:
            function = self.reader.functions(tallies[0])
            people, asking = self.reader.people(tallies[0].people), self.reader.asking(tallies[0])
            return code.call("tally_causes", people, *asking, code.name(f"{function}_causes"))
        ahead = self._ahead(each for each in leaves if isinstance(each, Instant))
        return code.choice(ahead, code.constant(TIME), code.constant(FACT))

    def _ahead(self, instants: Iterator[Instant]) -> ast.expr:
        return code.either(self.reader.ahead(each) for each in dict.fromkeys(instants))

    # ---- fields that hold words

    def _one_of(self, test: OneOf) -> ast.expr:
        if test.unset is not None or not test.values:
            return code.FALSE
        value = self.reader.value(test.path)
        if len(test.values) == 1:
            return code.compare(value, ast.Eq(), code.constant(next(iter(test.values))))
        return code.compare(value, ast.In(), code.constant(test.values))

    def _none_of(self, test: OneOf) -> ast.expr:
        if test.unset is not None:
            return code.FALSE
        value = self.reader.value(test.path)
        if not test.values:
            return code.contrary(code.is_none(value))
        return code.compare(value, ast.NotIn(), code.constant(frozenset({*test.values, None})))

    def _holds(self, test: Overlaps) -> ast.expr:
        value = self.reader.value(test.path)
        return code.either(code.compare(code.constant(each), ast.In(), value) for each in sorted(test.values))


def _settled(test: Window) -> bool:
    return isinstance(test.start, Number) and isinstance(test.end, Number)


def _halves(test: Between) -> tuple[Test, Test]:
    return AtMost(test.low, test.middle), AtMost(test.middle, test.high)


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

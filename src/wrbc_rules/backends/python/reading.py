"""What a test reads: fields and the costly things made of them, each bound to a variable once.

A *key* is an expression of the typed policy that gets variables of its own: a field's path, an instant, a
day, a count, a window, an answer.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

import attrs

from wrbc_rules.backends.python import code
from wrbc_rules.ir import (
    After,
    Asked,
    CalendarDay,
    CountIn,
    DayOf,
    Flag,
    Instant,
    Later,
    Number,
    OneOf,
    Overlaps,
    Path,
    Tally,
    Term,
    Test,
    Unset,
    Window,
    children,
)
from wrbc_rules.vocabulary import Kind, class_info

Key: TypeAlias = Path | Instant | CalendarDay | DayOf | CountIn | Tally | Window | Asked

#: What every generated function about an event is given, after what it is about.
PLACE_OF_LOOKING = ("event", "each", "place", "as_of")


def keys_of(node: Test | Term) -> Iterator[Key]:
    """What must be bound before the expression can be worked out, what others rest on first."""
    match node:
        case Flag() | Overlaps() | OneOf(unset=None):
            yield node.path
        case OneOf() | Window(start=Unset()) | Window(end=Unset()) | CountIn(period=Unset()):
            return
        case Window():
            yield from (node.instant, node)
        case Tally():
            yield node
        case _:
            for each in children(node):
                yield from keys_of(each)
            if isinstance(node, Instant | DayOf | CountIn | CalendarDay | Asked):
                yield node


def root_of(key: Key) -> str:
    """Of what a key must be known to be bound: the event alone, or the person a rule is about."""
    match key:
        case Path():
            return key.root
        case Instant() | DayOf() | CountIn():
            return key.path.root
        case CalendarDay():
            return "each" if any(root_of(each) == "each" for each in keys_of(key.of)) else "event"
        case Window():
            return key.instant.path.root
        case _:
            return "each"


def cost_of(test: Test) -> int:
    """How dear a test is, from reading a field to asking about everybody in a list."""
    return max((_COSTS[type(key)] for key in keys_of(test)), default=0)


_COSTS: Mapping[type[Any], int] = {
    Path: 0,
    Instant: 1,
    Asked: 2,
    CountIn: 3,
    Window: 3,
    DayOf: 3,
    CalendarDay: 4,
    Tally: 5,
}


@attrs.define
class Names:
    """The variables of keys: words from field names, numbered where two would be alike."""

    _given: dict[tuple[str, Any], str] = attrs.field(factory=dict)
    _used: set[str] = attrs.field(factory=set)

    def of(self, key: Any, word: str) -> str:
        """The name of one thing, the same whenever it is asked for."""
        if (word, key) not in self._given:
            number, taken = 1, word
            while taken in self._used:
                number += 1
                taken = f"{word}_{number}"
            self._used.add(taken)
            self._given[(word, key)] = taken
        return self._given[(word, key)]


@attrs.frozen(kw_only=True)
class Reader:
    """How keys are bound in one function: from objects of which classes, or from JSON's mappings.

    `classes` are the classes of the roots; `moment` is the path of the event's own moment; `functions` makes
    the functions that a costly key needs, and names them.
    """

    names: Names
    classes: Mapping[str, type[Any]]
    mapping: bool
    moment: Path
    judgements: tuple[str, ...]
    functions: Callable[[Key], str]
    bound: frozenset[Key] = frozenset()

    def given(self, bound: frozenset[Key]) -> Reader:
        """The same where these variables are set."""
        return self if bound == self.bound else attrs.evolve(self, bound=bound)

    def is_inline(self, key: Key) -> bool:
        """Whether a key needs no variable: a field of an object, or one of JSON that is read once."""
        if not isinstance(key, Path):
            return False
        if self.mapping:
            return len(key.fields) == 1 and self.kind(key) in (Kind.FLAG, Kind.CHOICE)
        return self.kind(key) is not Kind.TEXT

    @property
    def looking(self) -> tuple[ast.expr, ...]:
        """What functions about an event are given, after what they are about."""
        each = "each" in self.classes
        return tuple(
            code.name(word) if each or word not in ("each", "place") else code.NONE
            for word in PLACE_OF_LOOKING
        )

    # ---- variables

    def value(self, path: Path) -> ast.expr:
        """The variable of a field, or the field."""
        return code.name(self._word(path)) if path in self.bound else self.read(path)

    def bounds(self, key: Instant | CalendarDay | DayOf | CountIn | Tally) -> tuple[ast.expr, ast.expr]:
        """The variables of the least and the most that a number can be."""
        word = self._pair(key)
        return code.name(f"{word}_from"), code.name(f"{word}_to")

    def number(self, term: Term) -> tuple[ast.expr, ast.expr]:
        """The least and the most that a term can be."""
        match term:
            case Number():
                return code.constant(term.value), code.constant(term.value)
            case Unset():
                return code.constant(0), code.constant(math.inf)
            case CountIn(period=Unset()):
                return code.constant(0), code.constant(math.inf)
            case After():
                (least, most), (soonest, latest) = self.number(term.start), self.number(term.amount)
                return code.plus(least, soonest), code.plus(most, latest)
            case Later():
                every = [self.number(each) for each in term.terms]
                least_of_all, most_of_all = zip(*every, strict=True)
                return code.call("max", *least_of_all), code.call("max", *most_of_all)
            case _:
                return self.bounds(term)

    def result(self, key: Window | Asked) -> ast.expr:
        """The variable of a costly test: true, false or unknown (None)."""
        return code.name(self._result(key))

    def doubts(self, key: Asked) -> ast.expr:
        """The variable of why answers that were given may not count."""
        return code.name(f"{self._result(key)}_doubts")

    def _word(self, path: Path) -> str:
        return self.names.of(path, "_".join((path.root, *path.fields)))

    def _pair(self, key: Any) -> str:
        if isinstance(key, Instant | DayOf):
            return self._word(key.path)
        word = {CalendarDay: "day", CountIn: "counted", Tally: "number"}[type(key)]
        return self.names.of(key, word)

    def _result(self, key: Window | Asked) -> str:
        return self.names.of(key, "in_window" if isinstance(key, Window) else "answer")

    # ---- statements

    def bind(self, key: Key) -> list[ast.stmt]:
        """The statements that set a key's variables."""
        match key:
            case Path():
                return self._field(key)
            case Instant():
                return self._instant(key)
            case Window():
                called = code.call(self.functions(key), *self.bounds(key.instant))
                return [code.assign(self._result(key), called)]
            case Asked():
                return [self._asked(key)]
            case _:
                word = self._pair(key)
                return [code.assign_both(f"{word}_from", f"{word}_to", self._number(key))]

    def read(self, path: Path) -> ast.expr:
        """The field itself, as the event has it."""
        found = code.name({"event": "event", "each": "each"}.get(path.root, "subject"))
        if not self.mapping:
            return code.attribute(found, *path.fields)
        for index, field in enumerate(path.fields):
            if index:
                found = ast.BoolOp(ast.Or(), [found, code.name("NOTHING")])
            found = code.call(code.attribute(found, "get"), code.constant(field))
        return found

    def people(self, path: Path) -> ast.expr:
        """A list of people, which says whether it is complete."""
        found = self.read(path)
        return code.call("read_people", found) if self.mapping else found

    def kind(self, path: Path) -> Kind:
        """What the field holds."""
        return _kind(self.classes[path.root], path.fields)  # type: ignore[arg-type] # classes have a hash

    def _field(self, path: Path) -> list[ast.stmt]:
        word = self._word(path)
        statements = [code.assign(word, self.read(path))]
        if self.kind(path) is Kind.TEXT:
            value = code.name(word)
            foreign = code.both(
                (
                    code.contrary(code.is_none(value)),
                    code.contrary(code.call(code.attribute(value, "isascii"))),
                )
            )
            statements += code.when(foreign, [code.assign(word, code.call("composed", value))])
        return statements

    def _instant(self, key: Instant) -> list[ast.stmt]:
        word = self._word(key.path)
        if self.mapping:
            found = code.call("read_instant", self.read(key.path))
            statements = [code.assign_both(f"{word}_from", f"{word}_to", found)]
        else:
            statements = [
                code.assign(word, self.read(key.path)),
                code.assign(f"{word}_from", code.attribute(code.name(word), "earliest")),
                code.assign(f"{word}_to", code.attribute(code.name(word), "latest")),
            ]
        if key.path != self.moment:
            later = code.plus(code.name("as_of"), code.constant(1))
            statements += code.when(
                self.ahead(key),
                [
                    code.assign(f"{word}_from", later),
                    code.assign(f"{word}_to", code.name(code.INFINITY)),
                ],
            )
        return statements

    def ahead(self, key: Instant) -> ast.expr:
        """Whether what an instant dates had not happened when it was looked at, and still can."""
        if key.path == self.moment:
            return code.FALSE
        return code.compare(self.bounds(key)[0], ast.Gt(), code.name("as_of"))

    def _number(self, key: CalendarDay | DayOf | CountIn | Tally) -> ast.expr:
        match key:
            case CalendarDay():
                return code.call("days", *self.number(key.of))
            case DayOf():
                return code.call("read_day" if self.mapping else "day_bounds", self.read(key.path))
            case CountIn():
                return code.call(self.functions(key), self.read(key.path))
            case Tally():
                return code.call("tally", self.people(key.people), *self.asking(key))

    def asking(self, key: Tally) -> tuple[ast.expr, ...]:
        """How a member of a list is told from another, which function tests one, and about what."""
        function = self.functions(key)
        return (code.name(f"{function}_identity"), code.name(function), *self.looking)

    def _asked(self, key: Asked) -> ast.stmt:
        word = self._result(key)
        given = code.either(self.read(Path("event", (field,))) for field in self.judgements)
        asked = code.call(self.functions(key), *self.looking)
        return code.assign_both(word, f"{word}_doubts", code.choice(given, asked, code.name("NO_ANSWER")))


@lru_cache(maxsize=10_000)
def _kind(cls: Any, fields: tuple[str, ...]) -> Kind:
    """What the field at the end of a path holds."""
    found: Any = cls
    for field in fields:
        info = next(each for each in class_info(found).fields.values() if each.name == field)
        kind, found = info.kind, info.part
    return kind

"""Going through expressions: what they read, and moving a noun's meaning to the path it is said of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar, cast

import attrs

from wrbc_rules.ir.expressions import (
    TERMS,
    TESTS,
    CountIn,
    DayOf,
    Instant,
    Path,
    Question,
    Tally,
    Term,
    Test,
)

E = TypeVar("E")
_NODES = frozenset((*TERMS, *TESTS))


_FIELD_NAMES: dict[type[Any], tuple[str, ...]] = {}


def field_names(cls: type[Any]) -> tuple[str, ...]:
    """The names of the fields of an attrs class, in order; of any other none."""
    if cls not in _FIELD_NAMES:
        fields = attrs.fields(cls) if attrs.has(cls) else ()
        _FIELD_NAMES[cls] = tuple(each.name for each in fields)
    return _FIELD_NAMES[cls]


def children(node: Term | Test) -> Iterator[Term | Test]:
    """The expressions directly inside one, in the author's order."""
    for name in field_names(type(node)):
        value = getattr(node, name)
        for each in value if isinstance(value, tuple) else (value,):
            if type(each) in _NODES:
                yield each


def walk(node: Term | Test) -> Iterator[Term | Test]:
    """The expression and everything inside it, outermost first."""
    yield node
    for child in children(node):
        yield from walk(child)


def leaves_of(term: Term | Test) -> Iterator[Instant | DayOf | CountIn | Tally]:
    """What the numbers in an expression are made of; a list that is counted is one leaf."""
    if isinstance(term, Instant | DayOf | CountIn | Tally):
        yield term
    else:
        for child in children(term):
            yield from leaves_of(child)


def tests_below(node: Test, kind: type[E]) -> Iterator[E]:
    """Every expression of one class inside another."""
    for each in walk(node):
        if isinstance(each, kind):
            yield each


def paths_of(node: Term | Test) -> Iterator[Path]:
    """Every field that the expression reads, in order, with repeats."""
    for each in walk(node):
        path = getattr(each, "path", None) or getattr(each, "people", None)
        if isinstance(path, Path):
            yield path


def rebase(node: E, onto: Path) -> E:
    """The same expression said of what `onto` reaches, in place of `self`."""
    return cast(E, _rebased(node, onto))


def _rebased(node: Any, onto: Path) -> Any:
    if isinstance(node, Path):
        return Path(onto.root, onto.fields + node.fields) if node.root == "self" else node
    if isinstance(node, tuple):
        return tuple(_rebased(each, onto) for each in node)
    names = () if isinstance(node, Question) else field_names(type(node))
    return type(node)(*(_rebased(getattr(node, name), onto) for name in names)) if names else node

"""The steps of asking.

A plan is a tree. A guard is asked once for all that stands under it; a split goes straight to the rules
that a field's value leaves; a loop is about each person in a list; a report is one rule that may be broken.
Where everything is to be said, nothing can be left out, and each rule is judged by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import attrs

from wrbc_rules.backends.python.reading import Key, keys_of, root_of
from wrbc_rules.ir import All, AnyOf, Each, Not, Path, Phrase, Rule, Test


@attrs.frozen
class Report:
    """A rule that may be broken, with the conditions of which it is not known that they hold."""

    index: int
    rule: Rule
    asked: tuple[Test, ...]


@attrs.frozen
class Judged:
    """A rule of which it is said what came out, whatever it is."""

    index: int
    rule: Rule


@attrs.frozen
class Guard:
    """What is asked only where these tests may hold."""

    tests: tuple[Test, ...]
    inner: tuple[Step, ...]


@attrs.frozen
class Split:
    """What is asked by the value of a field: for each value, and where it is not stated."""

    path: Path
    values: Mapping[str, tuple[Step, ...]] = attrs.field(hash=False)
    unknown: tuple[Step, ...]


@attrs.frozen
class Loop:
    """What is asked about each person of a list, and about somebody who may not be listed."""

    each: Each
    inner: tuple[Step, ...]


Step: TypeAlias = Report | Judged | Guard | Split | Loop


def plain(test: Test) -> Test:
    """The test without its author's words, so that two ways of saying one thing are one."""
    match test:
        case Phrase():
            return plain(test.test)
        case Not():
            return Not(plain(test.test))
        case All() | AnyOf():
            return type(test)(tuple(plain(each) for each in test.tests))
        case _:
            return test


# ---- what a step reads


def tests_of(step: Step) -> Iterator[Test]:
    """The tests that a step itself asks."""
    match step:
        case Guard():
            yield from step.tests
        case Report():
            yield from step.asked
        case Judged():
            rule = step.rule
            yield from map(plain, (rule.scope, rule.condition, rule.kept, rule.excused))


def own_keys(step: Step) -> Iterator[Key]:
    """What is read before a step: what it asks; before a loop all that is of the event alone."""
    if isinstance(step, Split):
        yield step.path
    elif isinstance(step, Loop):
        yield from (key for key in keys_below(step) if root_of(key) == "event")
    else:
        yield from (key for test in tests_of(step) for key in keys_of(test))


def keys_below(step: Step) -> Iterator[Key]:
    """Everything that a step and what stands under it read, but for functions of their own."""
    yield from () if isinstance(step, Loop) else own_keys(step)
    if isinstance(step, Guard | Loop):
        yield from (key for each in step.inner for key in keys_below(each))

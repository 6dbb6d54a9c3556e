"""In which order to ask: what most rules need first, so that one answer settles many of them.

Sharing changes nothing of what is missing: no test is absorbed by another, none is factored out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

import attrs

from wrbc_rules.backends.python.reading import cost_of, keys_of, root_of
from wrbc_rules.backends.python.steps import Guard, Judged, Loop, Report, Split, Step, plain
from wrbc_rules.ir import (
    All,
    AnyOf,
    Fixed,
    Not,
    OneOf,
    Path,
    Rule,
    RuleForm,
    Test,
)

#: So many rules that test one field, and so many different values, are worth going straight to.
_ENOUGH_RULES, _ENOUGH_VALUES = 12, 4
#: So many tests may be asked one inside the other.
MANY = 20
#: A test that costs more than this is not asked for the sake of other rules.
_CHEAP = 1


@attrs.frozen
class Entry:
    """A rule with those conditions of a breach that have not been asked yet; `asked` are all of them."""

    index: int
    rule: Rule
    asked: tuple[Test, ...]
    left: frozenset[Test]

    def without(self, test: Test) -> Entry:
        """The entry once the test has been asked."""
        return attrs.evolve(self, left=self.left - {test})

    def knowing(self, test: Test) -> Entry:
        """The entry where the test is known to hold."""
        return attrs.evolve(self.without(test), asked=tuple(each for each in self.asked if each != test))


def plan(rules: Iterable[tuple[int, Rule]]) -> tuple[Step, ...]:
    """How to find the rules that an event may break."""
    groups: dict[Path | None, list[Entry]] = {None: []}
    for index, rule in rules:
        asked = _conjuncts(rule)
        if asked is not None:
            people = None if rule.each is None else rule.each.people
            groups.setdefault(people, []).append(Entry(index, rule, asked, frozenset(asked)))
    return tuple(step for entries in groups.values() if entries for step in _group(entries))


def everything(rules: Iterable[tuple[int, Rule]]) -> tuple[Step, ...]:
    """How to say of every rule what came out: those about people in a loop over them."""
    alone: list[Step] = []
    lists: dict[Path, list[Judged]] = {}
    for index, rule in rules:
        if rule.each is None:
            alone.append(Judged(index, rule))
        else:
            lists.setdefault(rule.each.people, []).append(Judged(index, rule))
    loops = (Loop(those[0].rule.each, tuple(those)) for those in lists.values() if those[0].rule.each)
    return (*alone, *loops)


# ---- what must hold for a breach


def _conjuncts(rule: Rule) -> tuple[Test, ...] | None:
    """What must all hold if the rule is broken (a permission: withdrawn); None if that can never be."""
    parts = [rule.scope, rule.condition]
    parts += [rule.excused] if rule.form is RuleForm.PERMISSION else [Not(rule.kept), Not(rule.excused)]
    found = dict.fromkeys(each for part in parts for each in _flat(plain(part), holds=True))
    return None if Fixed(False) in found else tuple(found)


def _flat(test: Test, *, holds: bool) -> Iterator[Test]:
    match test:
        case Not():
            yield from _flat(test.test, holds=not holds)
        case All() if holds:
            yield from (one for each in test.tests for one in _flat(each, holds=True))
        case AnyOf() if not holds:
            yield from (one for each in test.tests for one in _flat(each, holds=False))
        case Fixed():
            if test.value is not holds:
                yield Fixed(False)
        case _:
            yield test if holds else Not(test)


# ---- what to ask first


def _group(entries: list[Entry]) -> Iterator[Step]:
    """The steps for rules about the event, or about each person of one list."""
    each = entries[0].rule.each
    if each is None:
        yield from _ordered(entries)
        return
    split, entries = _split(entries, _group, "event")
    yield from split
    if not entries:
        return
    common = [test for test in entries[0].asked if is_cheap(test) and _of_the_event(test)]
    common = [test for test in common if all(test in entry.left for entry in entries)]
    for test in common:
        entries = [entry.without(test) for entry in entries]
    loop = Loop(each, tuple(_ordered(entries)))
    yield Guard(tuple(common), (loop,)) if common else loop


def _ordered(entries: list[Entry]) -> Iterator[Step]:
    """Cheap tests that several rules share, each asked once for all; then what is left of each rule."""
    split, entries = _split(entries, _ordered)
    yield from split
    sharing: dict[Test, list[Entry]] = {}
    for entry in entries:
        for test in entry.asked:
            if test in entry.left and is_cheap(test):
                sharing.setdefault(test, []).append(entry)
    placed: set[int] = set()
    for test, those in sorted(sharing.items(), key=lambda item: -len(item[1])):
        under = [entry.without(test) for entry in those if entry.index not in placed]
        if len(under) > 1:
            placed |= {entry.index for entry in under}
            yield _guard((test,), tuple(_ordered(under)))
    yield from (_alone(entry) for entry in entries if entry.index not in placed)


def _alone(entry: Entry) -> Step:
    """What is left of one rule, the cheapest tests first; of very many, all that cost the same at once."""
    step: Step = Report(entry.index, entry.rule, entry.asked)
    left = sorted((test for test in entry.asked if test in entry.left), key=cost_of, reverse=True)
    if len(left) > MANY:
        for _, tests in groupby(left, key=cost_of):
            step = Guard(tuple(tests), (step,))
        return step
    for test in left:
        step = _guard((test,), (step,))
    return step


def _guard(tests: tuple[Test, ...], inner: tuple[Step, ...]) -> Guard:
    """A guard, made one with what it guards if that is one cheap guard too."""
    if len(inner) == 1 and isinstance(inner[0], Guard) and all(map(is_cheap, (*tests, *inner[0].tests))):
        return Guard((*tests, *inner[0].tests), inner[0].inner)
    return Guard(tests, inner)


def is_cheap(test: Test) -> bool:
    """Whether a test may be asked for the sake of several rules."""
    return cost_of(test) <= _CHEAP


def _of_the_event(test: Test) -> bool:
    return all(root_of(key) == "event" for key in keys_of(test))


# ---- going straight to a value


def _split(
    entries: list[Entry], steps: Callable[[list[Entry]], Iterator[Step]], root: str | None = None
) -> tuple[list[Split], list[Entry]]:
    """A split by the field that most rules test, if it is worth it; and the rules that do not test it."""
    fields: dict[Path, list[Entry]] = {}
    for entry in entries if len(entries) >= _ENOUGH_RULES else ():
        for path in dict.fromkeys(test.path for test in _words(entry)):
            if root in (None, path.root):
                fields.setdefault(path, []).append(entry)
    if not fields:
        return [], entries
    path, tested = max(fields.items(), key=lambda item: len(item[1]))
    if len(tested) < _ENOUGH_RULES:
        return [], entries
    values: dict[str, list[Entry]] = {}
    unknown = []
    for entry in tested:
        tests = [test for test in _words(entry) if test.path == path]
        for value in sorted(frozenset.intersection(*(test.values for test in tests))):
            values.setdefault(value, []).append(_each(Entry.knowing, entry, tests))
        unknown.append(_each(Entry.without, entry, tests))
    if len(values) < _ENOUGH_VALUES:
        return [], entries
    found = {value: tuple(steps(those)) for value, those in values.items()}
    placed = {entry.index for entry in tested}
    rest = [entry for entry in entries if entry.index not in placed]
    return [Split(path, found, tuple(steps(unknown)))], rest


def _words(entry: Entry) -> list[OneOf]:
    """The tests of a field's words that an entry has left."""
    return [
        test for test in entry.asked if isinstance(test, OneOf) and test.unset is None and test in entry.left
    ]


def _each(change: Callable[[Entry, Test], Entry], entry: Entry, tests: Iterable[Test]) -> Entry:
    for test in tests:
        entry = change(entry, test)
    return entry

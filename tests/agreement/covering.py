"""What a search covered: outcomes, causes, forms, primitives, operators, kinds of field."""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

import attrs

from wrbc_rules import Finding, Outcome, Policy
from wrbc_rules.analysis.drawing import tests_of
from wrbc_rules.elaborate import duties, formal
from wrbc_rules.ir import Asked, Path, Rule, Term, Test, operators, walk
from wrbc_rules.ir.expressions import CountIn, DayOf, Flag, Instant, OneOf, Overlaps, Tally
from wrbc_rules.vocabulary import Kind, class_info

#: The module, whose name the function of the same name hides.
reference = importlib.import_module("wrbc_rules.backends.interpreter.decide")
#: Where elaboration finds each operator: the tables, and the functions.
TABLES: Mapping[str, tuple[Any, str]] = {
    "ORDERS": (formal, "ORDERS"),
    "SIDES": (formal, "SIDES"),
    "QUANTIFIERS": (formal, "QUANTIFIERS"),
    "AGES": (operators, "AGES"),
}
FUNCTIONS: tuple[tuple[Any, str], ...] = (
    (formal, "age"),
    (formal, "within"),
    (duties, "within"),
    (duties, "by"),
    (duties, "lasts"),
)
#: What reads a field of which kind.
_KINDS: Mapping[type[Any], Kind] = {
    Asked: Kind.JUDGEMENTS,
    CountIn: Kind.COUNT,
    DayOf: Kind.DATE,
    Flag: Kind.FLAG,
    Instant: Kind.INSTANT,
    Overlaps: Kind.CHOICES,
    Tally: Kind.PEOPLE,
}


@attrs.define
class Covered:
    """Counts of what the interpreter decided while it was watched."""

    outcomes: Counter[Outcome] = attrs.field(factory=Counter)
    causes: Counter[frozenset[str]] = attrs.field(factory=Counter)
    forms: Counter[str] = attrs.field(factory=Counter)
    primitives: Counter[str] = attrs.field(factory=Counter)
    operators: Counter[str] = attrs.field(factory=Counter)
    kinds: Counter[Kind] = attrs.field(factory=Counter)

    @property
    def decisions(self) -> int:
        """How many times a rule was decided of an event, or of one person of it."""
        return self.outcomes.total()

    def share(self, outcome: Outcome) -> float:
        """The part of the decisions that came out so."""
        return self.outcomes[outcome] / self.decisions

    def add(self, other: Covered) -> None:
        """Count what another covered too."""
        for field in attrs.fields(Covered):
            getattr(self, field.name).update(getattr(other, field.name))

    def told(self) -> str:
        """The counts, for people."""
        shares = ", ".join(f"{each.words} {self.share(each):.1%}" for each in Outcome)
        causes = {" + ".join(sorted(each)): count for each, count in self.causes.items()}
        counts = [self.forms, self.primitives, self.operators, {k.name: n for k, n in self.kinds.items()}]
        lines = [f"{self.decisions} decisions: {shares}", *(str(dict(each)) for each in (causes, *counts))]
        return "\n".join(lines)

    # ---- what is said in a policy

    def read(self, policy: Policy) -> None:
        """Count what the rules of a policy are made of."""
        for rule in policy.rules:
            self.forms[form_of(rule)] += 1
            for node in nodes_of(rule):
                self.primitives[type(node).__name__] += 1
                self._field(rule, node)

    def _field(self, rule: Rule, node: Test | Term) -> None:
        if type(node) in _KINDS:
            self.kinds[_KINDS[type(node)]] += 1
        if isinstance(node, OneOf) and node.path.root in ("event", "each"):
            self.kinds[kind_of(rule, node.path)] += 1
        path = getattr(node, "path", None)
        if isinstance(path, Path) and len(path.fields) > 1:
            self.kinds[Kind.PART] += 1

    # ---- what is decided

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Count what comes out, why it is open, and which operators are used, for a while."""
        with ExitStack() as stack:
            for module, name, watched in self._watched():
                stack.enter_context(mock.patch.object(module, name, watched))
            yield

    def _watched(self) -> Iterator[tuple[Any, str, Any]]:
        yield reference, "finding", self._finding(reference.finding)
        yield reference, "_by_cause", self._cause(reference._by_cause)
        for title, (module, name) in TABLES.items():
            table = getattr(module, name)
            counted = {word: self._used(f"{title} {word}", each) for word, each in table.items()}
            yield module, name, counted
        for module, name in FUNCTIONS:
            yield module, name, self._used(name, getattr(module, name))

    def _finding(self, finding: Callable[..., Finding]) -> Callable[..., Finding]:
        def watched(*given: Any) -> Finding:
            found = finding(*given)
            self.outcomes[found.outcome] += 1
            return found

        return watched

    def _cause(self, by_cause: Callable[..., Outcome]) -> Callable[..., Outcome]:
        def watched(found: Iterable[Any]) -> Outcome:
            self.causes[frozenset(gap.cause for gap in found)] += 1
            return by_cause(found)

        return watched

    def _used(self, name: str, operator: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*given: Any) -> Any:
            self.operators[name] += 1
            return operator(*given)

        return watched


def nodes_of(rule: Rule) -> Iterator[Test | Term]:
    """Every expression of a rule, and of whose answers count."""
    for test in tests_of(rule):
        for node in walk(test):
            yield node
            if isinstance(node, Asked):
                yield from walk(node.question.who_test)


def form_of(rule: Rule) -> str:
    """The form of a norm, and what sets a duty off."""
    lines = [line.strip() for line in rule.lines[1:]]
    timings = ("before", "whenever", "within", "by", "for at least", "for at most", "at least every")
    timing = next((each for each in timings for line in lines if line.startswith(f"{each} ")), None)
    if timing is None and rule.form.value == "should":
        timing = "standing" if rule.event is None else "always"
    sort = f"{rule.strength.value} not" if rule.strength.value == "appropriate" else rule.form.value
    sort = rule.form.value if rule.form.value == "is appropriate" else sort
    return f"{sort} {timing}" if timing else sort


def kind_of(rule: Rule, path: Path) -> Kind:
    """What a field of an event, or of a person it is about, holds."""
    cls: Any = rule.event if path.root == "event" or rule.each is None else rule.each.cls
    for name in path.fields:
        field = next(each for each in class_info(cls).fields.values() if each.name == name)
        kind, cls = field.kind, field.part
    return kind

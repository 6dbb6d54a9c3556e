"""What hangs on each sentence: rules, examples, promises, people's questions, settings left open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

import attrs

from wrbc_rules.backends.prose import field_words
from wrbc_rules.ir import (
    Asked,
    Chosen,
    Fixed,
    Question,
    Rule,
    Sentence,
    Setting,
    Test,
    TypedPolicy,
    Unset,
    children,
    paths_of,
    walk,
)

#: How far a sentence is decided from facts alone.
Extent: TypeAlias = Literal["executable", "partly", "for a person", "background"]
EXTENTS: tuple[Extent, ...] = ("executable", "partly", "for a person", "background")


@attrs.frozen(kw_only=True)
class Trace:
    """One sentence with everything that was written from it; names of examples and promises."""

    sentence: Sentence
    extent: Extent
    rules: tuple[Rule, ...]
    examples: tuple[str, ...]
    promises: tuple[str, ...]
    questions: tuple[Question, ...]
    settings: tuple[Setting, ...]

    @property
    def place(self) -> str:
        """The clause, and the sentence: `8.3 s2`."""
        return f"{self.sentence.clause} s{self.sentence.number}"


def traces(policy: TypedPolicy) -> tuple[Trace, ...]:
    """Every sentence, in the order of the file."""
    return tuple(_trace(policy, each) for clause in policy.clauses for each in clause.sentences)


def _trace(policy: TypedPolicy, sentence: Sentence) -> Trace:
    mine = set(sentence.rules)
    rules = tuple(rule for rule in policy.rules if rule.id in mine)
    open_ones = [each for rule in rules for each in open_settings(policy, rule)]
    return Trace(
        sentence=sentence,
        extent=extent(policy, sentence),
        rules=rules,
        examples=tuple(e.name for e in policy.examples if mine & _expected(e.expectations)),
        promises=tuple(p.name for p in policy.promises if mine & _expected(p.expectations)),
        questions=tuple(dict.fromkeys(q for rule in rules for q in questions(policy, rule))),
        settings=tuple({each.name: each for each in open_ones}.values()),
    )


def _expected(expectations: tuple[object, ...]) -> set[str]:
    return {rule for each in expectations for rule in getattr(each, "rules", ())}


def tests_of(rule: Rule) -> tuple[Test, ...]:
    """The four conditions of a rule."""
    return (rule.scope, rule.condition, rule.kept, rule.excused)


def questions(policy: TypedPolicy, rule: Rule) -> tuple[Question, ...]:
    """What a rule asks of people."""
    return tuple(question for asked_in, question in policy.questions if asked_in == rule.id)


def open_settings(policy: TypedPolicy, rule: Rule) -> tuple[Setting, ...]:
    """The settings that a rule needs and that nobody has set."""
    names = {node.name for test in tests_of(rule) for node in walk(test) if isinstance(node, Unset)}
    return tuple(setting for setting in policy.settings if setting.name in names)


def fields_of(rule: Rule) -> tuple[str, ...]:
    """The event fields that a rule reads, as a rules file writes them, each once, in order."""
    found = (path for test in tests_of(rule) for path in paths_of(test) if path.root in ("event", "each"))
    return tuple(dict.fromkeys(field_words(path, rule.each) for path in found if path.fields))


# ---- how far facts decide


def extent(policy: TypedPolicy, sentence: Sentence) -> Extent:
    """How far a sentence is decided from facts; one that restates another is as that one is."""
    if sentence.entry.restates is not None:
        place = sentence.entry.restates
        for clause in policy.clauses:
            for other in clause.sentences:
                if place in (clause.number, f"{clause.number} s{other.number}"):
                    return extent(policy, other) if other.entry.restates is None else "background"
    if sentence.entry.kind == "a duty of the organisation":
        return "for a person"
    found = {_rule_extent(policy.rules_by_id[rule]) for rule in sentence.rules}
    if not found:
        return "background"
    return found.pop() if len(found) == 1 else "partly"


def _rule_extent(rule: Rule) -> Extent:
    open_nodes = any(isinstance(n, Asked | Unset) for test in tests_of(rule) for n in walk(test))
    if not open_nodes:
        return "executable"
    left_to_people = rule.stands or all(isinstance(leaf, Asked | Chosen) for leaf in _leaves(rule.kept))
    return "for a person" if left_to_people else "partly"


def _leaves(test: Test) -> Iterator[object]:
    """The tests that are made of no other; what decides whether a question is asked is none of them."""
    inner = [] if isinstance(test, Asked) else list(children(test))
    if not inner and not isinstance(test, Fixed):
        yield test
    for node in inner:
        yield from _leaves(node)  # type: ignore[arg-type]

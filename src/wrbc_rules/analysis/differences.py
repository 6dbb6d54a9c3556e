"""What is said of a case that comes out differently: why, and which of its lines have to do with it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Literal

import attrs

from wrbc_rules.analysis.plainer import plainer
from wrbc_rules.backends.interpreter import Scene
from wrbc_rules.backends.interpreter.decide import rule_findings
from wrbc_rules.diagnostics import Diagnostic, Label
from wrbc_rules.findings import Finding, Outcome
from wrbc_rules.findings.texts import why
from wrbc_rules.ir import (
    Asked,
    Example,
    Expectation,
    Given,
    GivenKind,
    Rule,
    Test,
    TypedPolicy,
    paths_of,
    tests_below,
)
from wrbc_rules.vocabulary import event_to_json


@attrs.frozen(kw_only=True)
class Difference:
    """How a case comes out differently: which rules, as what, for what reasons, with what left open.

    `letter` says it in full.
    """

    kind: Literal["example", "promise"]
    name: str
    rules: tuple[str, ...]
    got: str
    reasons: tuple[str, ...]
    open: tuple[str, ...]
    letter: Diagnostic


def outcomes(policy: TypedPolicy, rule_id: str, scene: Scene) -> list[Finding]:
    """The findings of one rule on the scene's event, about the person it is about."""
    rule = policy.rules_by_id[rule_id]
    base = attrs.evolve(scene, about_each=None, each=None)
    every = rule_findings(rule, base)
    return [each for each in every if rule.each is None or scene.about in (None, each.about)]


def reasons_of(found: Iterable[Finding]) -> tuple[str, ...]:
    """What decided the findings, in words."""
    reasons = (each for finding in found for each in finding.because)
    return tuple(dict.fromkeys(each.said for each in reasons if each.shown and each.holds is not None))


def open_in(policy: TypedPolicy, found: Iterable[Finding]) -> tuple[str, ...]:
    """The phrases of which it is not known, or not decided, whether they are so."""
    asked = {question.words for _, question in policy.questions}
    return tuple(dict.fromkeys(words for finding in found for words in _open_in(finding, asked)))


def _open_in(finding: Finding, questions: set[str]) -> Iterator[str]:
    if finding.outcome is Outcome.UNDETERMINED:
        yield from (missing.words or missing.field for missing in finding.missing)
    elif finding.outcome is Outcome.FOR_A_PERSON:  # others ask for a setting, which no example can say
        yield from (asked.question for asked in finding.ask if asked.question in questions)


def because(found: Iterable[Finding]) -> Iterator[str]:
    """What settled the findings, with the facts that show it; of those that are open, what is left open."""
    every = list(found)
    settled = (each for finding in every if not finding.outcome.open for each in finding.because)
    yield from dict.fromkeys(why(each) for each in settled if each.shown and each.holds is not None)
    unstated = dict.fromkeys(each.words or each.field for finding in every for each in finding.missing)
    if unstated:
        yield "left unstated: " + ", ".join(unstated)
    asked = dict.fromkeys(each for finding in every if finding.outcome.open for each in finding.ask)
    yield from (f"left to {each.who}: {each.question}" for each in asked)


def compact(event: Any) -> str:
    """The event as one line of JSON."""
    return json.dumps(event_to_json(event), ensure_ascii=True)


def moved(scene: Scene, event: Any) -> Scene | None:
    """The scene of another event, about the first person of the same list; None where nobody is listed."""
    other = attrs.evolve(scene, event=event)
    if scene.about_each is None:
        return other
    members = other.people(scene.about_each.people).members
    return other.of(scene.about_each, members[0]) if members else None


# ---- examples


def of_example(  # noqa: PLR0913 - what a letter is made of
    policy: TypedPolicy,
    example: Example,
    expectation: Expectation,
    scene: Scene,
    got: str,
    others: Iterable[Scene],
    heading: str | None,
) -> Difference:
    """That a rule comes out as `got` in this scene; `others` are those in which it comes out as expected."""
    rules = [policy.rules_by_id[rule] for rule in expectation.rules if rule in policy.rules_by_id]
    found = [each for rule in rules for each in outcomes(policy, rule.id, scene)]
    named = ", ".join(rule.id for rule in rules)
    letter = Diagnostic(
        code="WR165",
        source=policy.source,
        span=expectation.span,
        heading=heading,
        message=f'"{example.name}" comes out differently: {named} comes out as {got}',
        help="change the rule, or what the example expects",
        notes=tuple(_notes(policy, example, rules, found, scene, others)),
        labels=(Label(example.span, "this example"),),
    )
    return Difference(
        kind="example",
        name=example.name,
        rules=tuple(rule.id for rule in rules),
        got=got,
        reasons=reasons_of(found),
        open=open_in(policy, found),
        letter=letter,
    )


def _notes(  # noqa: PLR0913 - what a letter is made of
    policy: TypedPolicy,
    example: Example,
    rules: list[Rule],
    found: list[Finding],
    scene: Scene,
    others: Iterable[Scene],
) -> Iterator[str]:
    """Why, and the lines and facts that the rules read; the event only where others come out as expected."""
    read = _Read.of(rules, policy)
    background = [each.words for each in example.background if read.by(each)]
    if background:
        yield "from the background: " + "; ".join(background)
    happens = any(each.kind is GivenKind.EVENT for each in example.givens)
    inherited = [
        each.words
        for each in dict.fromkeys(example.inherited)
        if (not happens if each.kind is GivenKind.EVENT else read.by(each))
    ]
    if inherited:
        yield "from the example it is like: " + "; ".join(inherited)
    yield from because(found)
    if any(others):
        yield "not on every event that the lines of the example allow, but on this:"
        yield f"the event: {compact(_plainer(policy, rules, scene))}"


def _plainer(policy: TypedPolicy, rules: list[Rule], scene: Scene) -> Any:
    """The scene's event without what does not matter to the rules."""

    def got(other: Scene) -> list[set[Outcome]]:
        return [{each.outcome for each in outcomes(policy, rule.id, other)} for rule in rules]

    wanted = got(scene)
    return plainer(
        scene.event, lambda event: (other := moved(scene, event)) is not None and got(other) == wanted
    )


@attrs.frozen
class _Read:
    """What some rules read: fields, by their names without where they start, and questions."""

    fields: frozenset[tuple[str, ...]]
    questions: frozenset[str]

    @classmethod
    def of(cls, rules: Iterable[Rule], policy: TypedPolicy) -> _Read:
        every = list(rules)
        every += [
            policy.rules_by_id[ref] for rule in every for ref in rule.refers if ref in policy.rules_by_id
        ]
        tests = [test for rule in every for test in (rule.scope, rule.condition, rule.kept, rule.excused)]
        triggers = frozenset(rule.trigger.fields for rule in every if rule.trigger is not None)
        return cls(_fields(tests) | triggers, _questions(tests))

    def by(self, given: Given) -> bool:
        """Whether a line states something that the rules read."""
        stated = _fields([given.test]) | {path.fields for path in given.moment}
        return bool(self.questions & _questions([given.test])) or any(
            one[: len(other)] == other or other[: len(one)] == one for one in stated for other in self.fields
        )


def _fields(tests: Iterable[Test]) -> frozenset[tuple[str, ...]]:
    return frozenset(path.fields for test in tests for path in paths_of(test))


def _questions(tests: Iterable[Test]) -> frozenset[str]:
    return frozenset(asked.question.words for test in tests for asked in tests_below(test, Asked))

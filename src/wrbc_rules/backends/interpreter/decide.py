"""From three conditions to an outcome, and from rules to a decision."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from typing import Any

from wrbc_rules.backends.interpreter.evaluate import truth
from wrbc_rules.backends.interpreter.gaps import Gap, gaps
from wrbc_rules.backends.interpreter.reasons import reasons
from wrbc_rules.backends.interpreter.scene import Scene
from wrbc_rules.findings import Finding, Outcome, Question, Reason
from wrbc_rules.ir import (
    REFERRED,
    All,
    Asked,
    Not,
    Path,
    Rule,
    RuleForm,
    Test,
    TypedPolicy,
    Unset,
    tests_below,
    walk,
)
from wrbc_rules.values import Bound, When


def applies_test(rule: Rule) -> Test:
    """Who does what, narrowed by the rule's `if`."""
    return All((rule.scope, rule.condition))


def breach_test(rule: Rule) -> Test:
    """Applies, and not kept, and not excused. For a permission: applies, and withdrawn."""
    if rule.form is RuleForm.PERMISSION:
        return All((rule.scope, rule.condition, rule.excused))
    return All((rule.scope, rule.condition, Not(rule.kept), Not(rule.excused)))


def outcome_of(rule: Rule, scene: Scene) -> Outcome:
    """The first outcome that fits, in the order of the table."""
    settled = _settled(rule, scene)
    return _unsettled(rule, _gaps(rule, scene)) if settled is None else settled


def _settled(rule: Rule, scene: Scene) -> Outcome | None:
    applies = truth(applies_test(rule), scene)
    if applies is False:
        return Outcome.NOT_COVERED
    breach = truth(breach_test(rule), scene)
    if rule.form is RuleForm.PERMISSION:
        return _permission(applies, breach)
    return _norm(applies, breach, truth(rule.kept, scene), truth(rule.excused, scene))


def _unsettled(rule: Rule, found: tuple[Gap, ...]) -> Outcome:
    return Outcome.STANDS if rule.stands else _by_cause(found)


def _gaps(rule: Rule, scene: Scene) -> tuple[Gap, ...]:
    return gaps(breach_test(rule), scene)


def _norm(
    applies: bool | None, breach: bool | None, kept: bool | None, excused: bool | None
) -> Outcome | None:
    if breach:
        return Outcome.BREACH
    if applies and kept:
        return Outcome.COMPLIES
    if applies and kept is False and excused:
        return Outcome.EXCUSED
    return Outcome.CLEAR if breach is False else None


def _permission(applies: bool | None, withdrawn: bool | None) -> Outcome | None:
    if withdrawn:
        return Outcome.WITHDRAWN
    if withdrawn is False:
        return Outcome.PERMITTED if applies else Outcome.CLEAR
    return None


def _by_cause(found: tuple[Gap, ...]) -> Outcome:
    causes = {gap.cause for gap in found}
    if "fact" in causes:
        return Outcome.UNDETERMINED
    if "person" in causes:
        return Outcome.FOR_A_PERSON
    return Outcome.PENDING if "time" in causes else Outcome.STANDS


def _because(rule: Rule, scene: Scene, outcome: Outcome) -> tuple[Reason, ...]:
    applies = applies_test(rule)
    match outcome:
        case Outcome.COMPLIES:
            tests: tuple[Test, ...] = (applies, rule.kept)
        case Outcome.PERMITTED:
            tests = (applies, rule.excused)
        case Outcome.EXCUSED:
            tests = (applies, rule.kept, rule.excused)
        case _:
            tests = (breach_test(rule),)
    return tuple(dict.fromkeys(reason for test in tests for reason in reasons(test, scene)))


def finding(rule: Rule, scene: Scene) -> Finding:
    """What the rule says of the scene."""
    settled = _settled(rule, scene)
    found = _gaps(rule, scene) if settled is None and not rule.stands else ()
    outcome = _unsettled(rule, found) if settled is None else settled
    return Finding(
        clause=rule.clause,
        sentence=rule.sentence,
        rule=rule.id,
        title=rule.title,
        norm=rule.lines,
        about=scene.about,
        strength=rule.strength,
        outcome=outcome,
        because=_because(rule, scene, outcome),
        missing=tuple(dict.fromkeys(gap.missing for gap in found if gap.missing is not None)),
        ask=_asked(rule, outcome, found),
        due=tuple(dict.fromkeys(gap.due for gap in found if gap.due is not None)),
        permission=rule.form is RuleForm.PERMISSION,
    )


def _asked(rule: Rule, outcome: Outcome, found: tuple[Gap, ...]) -> tuple[Question, ...]:
    """What people are asked; where a permission is withdrawn, to whom it is referred."""
    if outcome is Outcome.WITHDRAWN and rule.refer_to is not None:
        return (Question(rule.refer_to, REFERRED),)
    return tuple(dict.fromkeys(gap.ask for gap in found if gap.ask is not None and gap.cause == "person"))


def scenes(rule: Rule, scene: Scene) -> Iterator[Scene]:
    """The scenes in which a rule is decided: one, or one for each person, and one for those not listed."""
    if rule.each is None:
        yield scene
        return
    people = scene.people(rule.each.people)
    for person in people.members:
        yield scene.of(rule.each, person)
    if not people.complete:
        yield scene.of(rule.each, None)


def anything(when: When) -> bool:
    """A policy that governs whatever happens, at whatever time."""
    return True


def _governed(rule: Rule, scene: Scene, governs: Callable[[When], bool]) -> Iterator[Scene]:
    """The scenes in which a rule is decided of an event that it is about."""
    if rule.event is None or not isinstance(scene.event, rule.event):
        return
    trigger = rule.trigger or Path("event", (scene.vocabulary.moment,))
    for each in scenes(rule, scene):
        if governs(each.instant(trigger)):
            yield each


def rule_findings(rule: Rule, scene: Scene, governs: Callable[[When], bool] = anything) -> Iterator[Finding]:
    """The findings of a rule, one for each person it is about; the worst where one is listed twice.

    Only where the policy `governs` the moment that set the rule off.
    """
    found: dict[Any, Finding] = {}
    for index, each in enumerate(_governed(rule, scene, governs)):
        made = finding(rule, each)
        key = made.about if made.about is not None else index
        if key not in found or made.outcome.weight < found[key].outcome.weight:
            found[key] = made
    yield from found.values()


def standing(rule: Rule) -> Iterator[str]:
    """What a rule leaves to people in general: a duty that nothing sets off, a setting, a seldom question."""
    if rule.event is None:
        for asked in tests_below(rule.kept, Asked):
            yield f"{rule.id}: {asked.question.who} answers for it: {rule.norm}"
    elif rule.stands:
        names = dict.fromkeys(f'"{each.name}"' for each in walk(rule.kept) if isinstance(each, Unset))
        yield f"{rule.id}: decides nothing until somebody sets {' and '.join(names)}"
    else:
        for test in (rule.condition, rule.kept, rule.excused):
            for asked in tests_below(test, Asked):
                if asked.when is not None:
                    yield f"{rule.id}: {asked.question.who} may ask: {asked.question.words}"


def decide(
    policy: TypedPolicy,
    event: Any,
    as_of: Bound | None,
    governs: Callable[[When], bool] = anything,
    rules: Container[str] | None = None,
) -> tuple[Finding, ...]:
    """Every finding on the event, or every one of some `rules`, but for rules that only stand.

    `as_of` is in microseconds; `governs` says whether this edition of the policy is the one for a duty that
    was set off then.
    """
    scene = scene_of(policy, event, as_of)
    asked = (rule for rule in policy.rules if rules is None or rule.id in rules)
    every = (each for rule in asked for each in rule_findings(rule, scene, governs))
    return tuple(each for each in every if each.outcome is not Outcome.STANDS)


def breaches(policy: TypedPolicy, event: Any, as_of: Bound | None) -> set[tuple[str, str | None]]:
    """The rules that an event breaks, each with the person; as `decide`, without its reasons."""
    scene = scene_of(policy, event, as_of)
    return {
        (rule.id, each.about)
        for rule in policy.rules
        for each in _governed(rule, scene, anything)
        if _settled(rule, each) is Outcome.BREACH
    }


def scene_of(policy: TypedPolicy, event: Any, as_of: Bound | None) -> Scene:
    """The scene of an event before any person is singled out."""
    return Scene(event=event, vocabulary=policy.vocabulary, clock=policy.clock, as_of=as_of)

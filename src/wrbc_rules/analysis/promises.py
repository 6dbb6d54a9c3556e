"""Searching for an event that breaks a promise: the lines are made true, everything else is drawn."""

from __future__ import annotations

import random
from typing import Any

from wrbc_rules.analysis.differences import Difference, because, compact, moved, open_in, outcomes, reasons_of
from wrbc_rules.analysis.drawing import Constants, Drawing, RandomDrawer, filled
from wrbc_rules.analysis.examples import (
    CaseResult,
    applied,
    at_odds,
    holds,
    impossible,
    starts,
    undoing,
)
from wrbc_rules.analysis.making import put
from wrbc_rules.analysis.plainer import plainer
from wrbc_rules.backends.interpreter import Scene
from wrbc_rules.diagnostics import Diagnostic, Label
from wrbc_rules.findings import Outcome
from wrbc_rules.ir import Expectation, Path, Promise, TypedPolicy
from wrbc_rules.values import When
from wrbc_rules.vocabulary import class_info

#: How many events are drawn for each promise.
TRIALS = 400
#: From so many moments.
_MOMENTS = 24


def run_promises(policy: TypedPolicy, trials: int = TRIALS) -> tuple[CaseResult, ...]:
    """Every promise of the file, in order, each tried on so many events."""
    return tuple(run_promise(policy, promise, trials) for promise in policy.promises)


def run_promise(policy: TypedPolicy, promise: Promise, trials: int = TRIALS, seed: int = 0) -> CaseResult:
    """One promise, tried on fully known events of which its lines are true; a seed draws the same again."""
    constants = Constants.of(policy)
    drawer = RandomDrawer(random.Random(seed))  # noqa: S311 - a search, not a secret
    drawing = Drawing(policy=policy, constants=constants, drawer=drawer, missing=False)
    scenes: list[Scene] = []
    for _ in range(_MOMENTS):
        found, problem = _started(policy, promise, drawing)
        if problem is not None:
            return CaseResult(name=promise.name, tried=0, problems=(problem,))
        scenes += found
    drawer.source.shuffle(scenes)
    tried = 0
    for trial in range(trials):
        scene = _drawn(scenes[trial % len(scenes)], drawing)
        if not all(holds(given, scene) for given in promise.givens):
            continue
        tried += 1
        broken = next((e for e in promise.expectations if not _kept(policy, e, scene)), None)
        if broken is not None:
            return CaseResult.differing(promise.name, tried, [_broken(policy, promise, broken, scene)])
    problems = () if tried else (_never(policy, promise, drawing),)
    return CaseResult(name=promise.name, tried=tried, problems=problems)


def _started(
    policy: TypedPolicy, promise: Promise, drawing: Drawing
) -> tuple[list[Scene], Diagnostic | None]:
    """Events at a drawn moment, made so that every line is true, or a line of which none can be made true."""
    scenes = _blank_scenes(policy, promise, drawing)
    for given in promise.givens:
        scenes = applied(given, scenes)
        if not scenes:
            return [], impossible(policy, given, _heading(promise))
    return scenes, None


def _blank_scenes(policy: TypedPolicy, promise: Promise, drawing: Drawing) -> list[Scene]:
    """Events at a drawn moment of which only the line that says what happens is true."""
    instant = drawing.drawer.choose(drawing.constants.instants)
    moment = Path("event", (policy.vocabulary.moment,))
    return [
        scene
        if getattr(scene.event, policy.vocabulary.moment).stated
        else put(scene, moment, When(instant, instant))
        for scene in starts(policy, promise.givens, None)
    ]


def _drawn(scene: Scene, drawing: Drawing) -> Scene:
    """The scene with everything drawn that its lines leave open."""
    event = filled(scene.event, class_info(type(scene.event)), drawing, event=scene.event)
    other = moved(scene, event)
    assert other is not None
    return other


def _kept(policy: TypedPolicy, expectation: Expectation, scene: Scene) -> bool:
    """Whether the named rule (or some rule, if none is named) comes out as promised."""
    return expectation.outcome in (got := _came_out(policy, expectation, scene)) and (
        not expectation.rules or got == {expectation.outcome}
    )


def _came_out(policy: TypedPolicy, expectation: Expectation, scene: Scene) -> set[Outcome]:
    """What came out of the named rules; of every rule, if none is named."""
    rules = expectation.rules or tuple(rule.id for rule in policy.rules)
    found = {rule: {each.outcome for each in outcomes(policy, rule, scene)} for rule in rules}
    return {outcome for rule in rules for outcome in found[rule] or {Outcome.NOT_COVERED}}


# ---- what is wrong with a promise


def _broken(policy: TypedPolicy, promise: Promise, broken: Expectation, scene: Scene) -> Difference:
    """That an event breaks the promise, without whatever does not matter in it."""
    came_out = _came_out(policy, broken, scene)

    def matters(event: Any) -> bool:
        other = moved(scene, event)
        return (
            other is not None
            and all(holds(g, other) for g in promise.givens)
            and _came_out(policy, broken, other) == came_out
        )

    event = plainer(scene.event, matters)
    plain = moved(scene, event) or scene
    found = [each for rule in broken.rules for each in outcomes(policy, rule, plain)]
    got = " and ".join(sorted(each.words for each in came_out))
    told = f"{', '.join(broken.rules)} comes out as {got}"
    if not broken.rules:
        told = f"no rule comes out as {broken.outcome.words}"
    letter = Diagnostic(
        code="WR166",
        source=policy.source,
        span=broken.span,
        heading=_heading(promise),
        message=f"an event breaks this promise: {told}",
        help="change the rule, or say in the promise when it holds",
        notes=(*because(found), f"the event: {compact(event)}"),
        labels=(Label(promise.span, "this promise"),),
    )
    return Difference(
        kind="promise",
        name=promise.name,
        rules=broken.rules,
        got=got,
        reasons=reasons_of(found),
        open=open_in(policy, found),
        letter=letter,
    )


def _never(policy: TypedPolicy, promise: Promise, drawing: Drawing) -> Diagnostic:
    """A complaint that the lines are never true together: of the first that another undoes, if any."""
    first = _blank_scenes(policy, promise, drawing)
    for given in promise.givens:
        other = undoing(given, promise.givens, first)
        if other is not None:
            return at_odds(policy, given, other, _heading(promise))
    return Diagnostic(
        code="WR164",
        source=policy.source,
        span=promise.span,
        heading=_heading(promise),
        message="no event was found of which every line is true",
        help="take out a line that stands against another",
    )


def _heading(promise: Promise) -> str:
    return f'promise "{promise.name}"'

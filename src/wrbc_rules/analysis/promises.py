"""Searching for an event that breaks a promise: the lines are made true, everything else is drawn."""

from __future__ import annotations

import random

import attrs

from wrbc_rules.analysis.drawing import Constants, Drawing, RandomDrawer, filled
from wrbc_rules.analysis.examples import CaseResult, applied, compact, holds, outcomes, starts
from wrbc_rules.analysis.making import put
from wrbc_rules.backends.interpreter import Scene
from wrbc_rules.diagnostics import Diagnostic
from wrbc_rules.findings import Outcome
from wrbc_rules.ir import Expectation, Given, Path, Promise, TypedPolicy
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
    """One promise, tried on fully known events of which its lines are true. The same seed draws the same events."""
    constants = Constants.of(policy)
    drawer = RandomDrawer(random.Random(seed))  # noqa: S311 - a search, not a secret
    drawing = Drawing(policy=policy, constants=constants, drawer=drawer, missing=False)
    scenes: list[Scene] = []
    for _ in range(_MOMENTS):
        found, impossible = _started(policy, promise, drawing)
        if impossible is not None:
            told = f"no event can be made of which `{impossible.words}` is true"
            return CaseResult(name=promise.name, tried=0, problems=(_problem(policy, promise, told, "WR164"),))
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
            told = f"an event breaks this promise: it is not so that `{broken.words}`"
            problem = _problem(policy, promise, told, "WR166", compact(scene.event))
            return CaseResult(name=promise.name, tried=tried, problems=(problem,))
    if not tried:
        told = "no event was found of which every line is true"
        return CaseResult(name=promise.name, tried=0, problems=(_problem(policy, promise, told, "WR164"),))
    return CaseResult(name=promise.name, tried=tried)


def _started(
    policy: TypedPolicy, promise: Promise, drawing: Drawing
) -> tuple[list[Scene], Given | None]:
    """Events at a drawn moment of which every line is true, or the line of which none can be made true."""
    instant = drawing.drawer.choose(drawing.constants.instants)
    moment = Path("event", (policy.vocabulary.moment,))
    scenes = [
        scene if getattr(scene.event, policy.vocabulary.moment).stated else put(scene, moment, When(instant, instant))
        for scene in starts(policy, promise.givens, None)
    ]
    for given in promise.givens:
        scenes = applied(given, scenes)
        if not scenes:
            return [], given
    return scenes, None


def _drawn(scene: Scene, drawing: Drawing) -> Scene:
    """The scene with everything drawn that its lines leave open."""
    full = filled(scene.event, class_info(type(scene.event)), drawing, event=scene.event)
    moved = attrs.evolve(scene, event=full)
    if scene.about_each is None:
        return moved
    return moved.of(scene.about_each, moved.people(scene.about_each.people).members[0])


def _kept(policy: TypedPolicy, expectation: Expectation, scene: Scene) -> bool:
    """Whether the named rule (or some rule, if none is named) comes out as promised."""
    if not expectation.rules:
        every = (o for rule in policy.rules for o in outcomes(policy, rule.id, scene))
        return any(each.outcome is expectation.outcome for each in every)
    for rule in expectation.rules:
        got = {each.outcome for each in outcomes(policy, rule, scene)} or {Outcome.NOT_COVERED}
        if got != {expectation.outcome}:
            return False
    return True


def _problem(policy: TypedPolicy, promise: Promise, told: str, code: str, event: str = "") -> Diagnostic:
    return Diagnostic(
        code=code,
        source=policy.source,
        span=promise.span,
        heading=f'promise "{promise.name}"',
        message=told,
        help="change the rule or the promise",
        notes=(f"the event: {event}",) if event else (),
    )

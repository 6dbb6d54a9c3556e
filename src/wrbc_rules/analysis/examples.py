"""Running the examples of a file: each line makes part of an event, in every way it can."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from wrbc_rules.analysis.differences import Difference, of_example, outcomes
from wrbc_rules.analysis.making import MAX_WAYS, forget, named, put, ways
from wrbc_rules.backends.interpreter import Scene, truth
from wrbc_rules.backends.interpreter.decide import scene_of
from wrbc_rules.diagnostics import Diagnostic, Label
from wrbc_rules.findings import Finding, Outcome
from wrbc_rules.findings.texts import moment_words
from wrbc_rules.ir import Example, Expectation, Given, GivenKind, Path, TypedPolicy, Unset, walk
from wrbc_rules.values import People


@attrs.frozen(kw_only=True)
class CaseResult:
    """How an example or promise came out: on how many events it was tried, and what was wrong.

    `events` are those that an example allows; those of a promise are not kept.
    """

    name: str
    tried: int
    problems: tuple[Diagnostic, ...] = ()
    differences: tuple[Difference, ...] = ()
    events: tuple[Any, ...] = attrs.field(default=(), eq=False, repr=False)

    @classmethod
    def differing(cls, name: str, tried: int, found: Iterable[Difference]) -> CaseResult:
        """A case of which nothing is wrong but what comes out, if anything."""
        differences = tuple(found)
        letters = tuple(each.letter for each in differences)
        return cls(name=name, tried=tried, problems=letters, differences=differences)

    @property
    def passed(self) -> bool:
        """Whether everything came out as it says."""
        return not self.problems


def run_examples(policy: TypedPolicy) -> tuple[CaseResult, ...]:
    """Every example of the file, in order."""
    return tuple(run_example(policy, example) for example in policy.examples)


def run_example(policy: TypedPolicy, example: Example) -> CaseResult:
    """One example, on every event that its lines allow."""
    heading = _heading(policy, example)
    lines = (*example.background, *example.inherited, *example.givens)
    first = scenes = starts(policy, lines, example.as_of.latest if example.as_of else None)
    for given in lines:
        scenes = applied(given, scenes)
        if not scenes:
            return CaseResult(name=example.name, tried=0, problems=(impossible(policy, given, heading),))
    undone = next((g for g in example.givens if not all(holds(g, scene) for scene in scenes)), None)
    if undone is not None:
        problem = at_odds(policy, undone, undoing(undone, lines, first), heading)
        return CaseResult(name=example.name, tried=len(scenes), problems=(problem,))
    found = (_difference(policy, example, expectation, scenes) for expectation in example.expectations)
    result = CaseResult.differing(example.name, len(scenes), [each for each in found if each is not None])
    return attrs.evolve(result, events=tuple(scene.event for scene in scenes))


def _heading(policy: TypedPolicy, example: Example) -> str | None:
    return next((clause.heading for clause in policy.clauses if clause.number == example.clause), None)


# ---- making the events of a case


def starts(policy: TypedPolicy, lines: Iterable[Given], as_of: float | None) -> list[Scene]:
    """Blank events of every class that the last line which says what happens allows."""
    given = [each for each in lines if each.kind is GivenKind.EVENT][-1]
    assert given.event is not None
    scenes = []
    for cls in policy.vocabulary.events:
        if issubclass(cls, given.event):
            scene = scene_of(policy, cls(id="example"), as_of)
            scenes += applied(given, [_about(scene, given)])
    return scenes


def _about(scene: Scene, given: Given) -> Scene:
    """The scene about one person, where the act is done to people."""
    if given.each is None:
        return scene
    person = named(given.each.cls(), "somebody", scene)
    scene = put(scene, given.each.people, People.of(person))
    return scene.of(given.each, scene.people(given.each.people).members[0])


def applied(given: Given, scenes: list[Scene]) -> list[Scene]:
    """The scenes after a line, in every way that the line can be made true."""
    found = itertools.chain.from_iterable(_apply(given, scene) for scene in scenes)
    by_event = {scene.event: scene for scene in found}
    return list(itertools.islice(by_event.values(), MAX_WAYS))


def _apply(given: Given, scene: Scene) -> Iterator[Scene]:
    if given.kind is GivenKind.UNKNOWN:
        yield forget(given.test, given.moment, scene)
        return
    if given.at is not None:
        for path in given.moment or (Path("event", (scene.vocabulary.moment,)),):
            scene = put(scene, path, given.at)
    if given.kind is GivenKind.DONE:
        happened = given.at is not None and given.at.exact and given.at.earliest < float("inf")
        yield from ways(given.test, True, scene) if happened else [scene]
    elif truth(given.test, scene) is True and given.kind is GivenKind.FACT:
        yield scene
    else:
        yield from ways(given.test, True, scene)


def holds(given: Given, scene: Scene) -> bool:
    """Whether a line is still true after the others; how something was done is not looked at again."""
    return given.kind in (GivenKind.UNKNOWN, GivenKind.DONE) or truth(given.test, scene) is True


# ---- looking at what comes out


def _difference(
    policy: TypedPolicy, example: Example, expectation: Expectation, scenes: list[Scene]
) -> Difference | None:
    """How an expectation fails on the first event on which it does."""
    got = [(scene, _other(policy, expectation, scene)) for scene in scenes]
    wrong = next(((scene, words) for scene, words in got if words is not None), None)
    if wrong is None:
        return None
    others = (scene for scene, words in got if words is None)
    return of_example(policy, example, expectation, *wrong, others, _heading(policy, example))


def _other(policy: TypedPolicy, expectation: Expectation, scene: Scene) -> str | None:
    """What a rule comes out as, in words; None if that is what is expected."""
    for rule_id in expectation.rules:
        if rule_id not in policy.rules_by_id:
            continue
        found = outcomes(policy, rule_id, scene)
        got = {each.outcome for each in found} or {Outcome.NOT_COVERED}
        if got != {expectation.outcome}:
            return " and ".join(sorted(each.words for each in got))
        if expectation.until is not None and not _due(expectation, found):
            moments = ", ".join(moment_words(d.by) for f in found for d in f.due if d.by)
            return f"pending until {moments or 'no stated moment'}"
    return None


def _due(expectation: Expectation, found: list[Finding]) -> bool:
    assert expectation.until is not None
    wanted = expectation.until.earliest
    return any(d.by is not None and d.by.timestamp() * 1_000_000 == wanted for f in found for d in f.due)


# ---- lines of which no event can be made


def impossible(policy: TypedPolicy, given: Given, heading: str | None) -> Diagnostic:
    """A complaint of a line that cannot be made true after those above it."""
    unset = dict.fromkeys(each.name for each in walk(given.test) if isinstance(each, Unset))
    remedy = "another line may stand against it"
    if unset:
        remedy = f"take the line out, or set {' and '.join(f'`{name}`' for name in unset)}, which is not set"
    return Diagnostic(
        code="WR164",
        source=policy.source,
        span=given.span,
        heading=heading,
        message=f"no event can be made of which `{given.words}` is true",
        help=remedy,
    )


def undoing(given: Given, lines: Iterable[Given], scenes: list[Scene]) -> Given | None:
    """The line after which another, made true above it, no longer holds."""
    made = False
    for line in lines:
        scenes = applied(line, scenes)
        if made and not all(holds(given, scene) for scene in scenes):
            return line
        made = made or line is given
    return None


def at_odds(policy: TypedPolicy, given: Given, other: Given | None, heading: str | None) -> Diagnostic:
    """A complaint of a line that another undoes."""
    labels = () if other is None or other.span == given.span else (Label(other.span, "undone here"),)
    return Diagnostic(
        code="WR164",
        source=policy.source,
        span=given.span,
        heading=heading,
        message=f"another line undoes `{given.words}`",
        help="take one of the two out",
        labels=labels,
    )

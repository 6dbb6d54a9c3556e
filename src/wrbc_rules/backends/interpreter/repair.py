"""What would put a finding right: the smallest changes of facts that somebody can, or could, change."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import Any

import attrs

from wrbc_rules.backends.interpreter.decide import breaches, rule_findings, scene_of, scenes
from wrbc_rules.backends.interpreter.evaluate import bounds, truth
from wrbc_rules.backends.interpreter.reasons import value_text
from wrbc_rules.backends.interpreter.scene import Scene
from wrbc_rules.findings import Change, Finding, Outcome, Repair
from wrbc_rules.ir import (
    AtMost,
    Between,
    CalendarDay,
    Flag,
    Instant,
    Less,
    OneOf,
    Path,
    Phrase,
    Rule,
    Term,
    Test,
    TypedPolicy,
    Unset,
    Window,
    children,
    leaves_of,
    paths_of,
    walk,
)
from wrbc_rules.values import SECOND, Bound, People, When, in_range, ordinal_date
from wrbc_rules.vocabulary import FieldInfo, value_to_json

#: A repair changes at most so many facts, and at most so many are looked for.
MAX_CHANGES, MAX_REPAIRS = 3, 4


@attrs.frozen
class Candidate:
    """One fact that could be otherwise: the field, the value to try, the phrase that needs it."""

    path: Path
    value: Any
    phrase: Phrase


def repairs(policy: TypedPolicy, event: Any, finding: Finding, as_of: Bound | None) -> tuple[Repair, ...]:
    """The smallest sets of changes that leave this finding neither breach nor open, and break no other rule.

    Never a change of an excusing fact, of the act, or of the people. None for a finding that is settled.
    """
    if finding.outcome is not Outcome.BREACH and not finding.outcome.open:
        return ()
    rule = policy.rules_by_id[finding.rule]
    base = scene_of(policy, event, as_of)
    scene = next((s for s in scenes(rule, base) if s.about == finding.about), None)
    if scene is None or (rule.each is not None and scene.each is None):
        return ()
    candidates = tuple(_candidates(rule, scene))
    if not candidates:
        return ()
    before = breaches(policy, event, as_of)
    for size in range(1, MAX_CHANGES + 1):
        found = [
            _repair(chosen, scene, finding)
            for chosen in _sets(candidates, size)
            if _mends(policy, rule, scene, chosen, before, as_of)
        ]
        if found:
            return tuple(_distinct(found))[:MAX_REPAIRS]
    return ()


def _sets(candidates: tuple[Candidate, ...], size: int) -> Iterator[tuple[Candidate, ...]]:
    for chosen in itertools.combinations(candidates, size):
        if len({each.path for each in chosen}) == size:
            yield chosen


#: At another time an exception may hold; what it excuses is no repair.
_NO_MEND = (Outcome.BREACH, Outcome.STANDS, Outcome.EXCUSED)


def _mends(  # noqa: PLR0913 - what a change is judged by
    policy: TypedPolicy,
    rule: Rule,
    scene: Scene,
    chosen: tuple[Candidate, ...],
    before: set[tuple[str, str | None]],
    as_of: Bound | None,
) -> bool:
    event = changed(scene, chosen)
    mine = [f for f in rule_findings(rule, scene_of(policy, event, as_of)) if f.about == scene.about]
    if not mine or any(f.outcome in _NO_MEND or f.outcome.open for f in mine):
        return False
    return breaches(policy, event, as_of) <= before


def _distinct(found: list[Repair]) -> Iterator[Repair]:
    """One repair for each set of fields: the first value that works."""
    seen: set[frozenset[str]] = set()
    for each in found:
        fields = frozenset(change.field for change in each.changes)
        if fields not in seen:
            seen.add(fields)
            yield each


# ---- applying changes


def changed(scene: Scene, chosen: tuple[Candidate, ...]) -> Any:
    """The scene's event with these facts otherwise."""
    event, person = scene.event, scene.each
    for each in chosen:
        if each.path.root == "each":
            person = with_field(person, each.path.fields, each.value)
        else:
            event = with_field(event, each.path.fields, each.value)
    if scene.about_each is None:
        return event
    path = scene.about_each.people
    people = scene.people(path)
    members = tuple(person if member is scene.each else member for member in people.members)
    return with_field(event, path.fields, People(members, people.complete))


def with_field(value: Any, fields: tuple[str, ...], new: Any) -> Any:
    """The same object with one field, perhaps of a part, otherwise."""
    first, *rest = fields
    inner = new if not rest else with_field(getattr(value, first), tuple(rest), new)
    return attrs.evolve(value, **{first: inner})


# ---- candidates


def _candidates(rule: Rule, scene: Scene) -> Iterator[Candidate]:
    """Changes that tests of the rule's own condition and duty suggest."""
    kept_out = {*paths_of(rule.excused), *paths_of(rule.scope)} - {Path("event", (scene.vocabulary.moment,))}
    seen: set[tuple[Path, Any]] = set()
    for test in (rule.kept, rule.condition):
        for leaf, phrase in _leaves(test, Phrase("", test)):
            for each in _of_leaf(leaf, phrase, scene):
                if field_of(scene, each.path).change is None or each.path in kept_out:
                    continue
                if (each.path, each.value) not in seen:
                    seen.add((each.path, each.value))
                    yield each


def _leaves(node: Test | Term, phrase: Phrase) -> Iterator[tuple[Test | Term, Phrase]]:
    """Every test without parts, with the phrase that it stands in; what is counted belongs to people."""
    if isinstance(node, Flag | OneOf | Less | AtMost | Between | Window):
        yield node, phrase
        return
    for child in children(node):
        yield from _leaves(child, node if isinstance(node, Phrase) else phrase)


def _of_leaf(leaf: Test | Term, phrase: Phrase, scene: Scene) -> Iterator[Candidate]:
    if isinstance(leaf, Flag):
        value = scene.value(leaf.path)
        for new in (True, False):
            if new is not value:
                yield Candidate(leaf.path, new, phrase)
    elif isinstance(leaf, OneOf):
        choices = [v.replace("-", "_") for v in field_of(scene, leaf.path).values]
        for choice in choices or sorted(leaf.values):
            if choice != scene.value(leaf.path):
                yield Candidate(leaf.path, choice, phrase)
    elif isinstance(leaf, Less | AtMost):
        yield from _in_time(leaf.left, leaf.right, phrase, scene)
        yield from _in_time(leaf.right, leaf.left, phrase, scene)
    elif isinstance(leaf, Between) and not any(isinstance(each, Unset) for each in walk(leaf)):
        yield from _in_time(leaf.middle, leaf.low, phrase, scene)
        yield from _in_time(leaf.middle, leaf.high, phrase, scene)
    elif isinstance(leaf, Window):
        yield from _out_of_window(leaf, phrase, scene)


def _in_time(side: Term, other: Term, phrase: Phrase, scene: Scene) -> Iterator[Candidate]:
    """The instants on one side set to just before, at and just after what they are compared with."""
    moment = Path("event", (scene.vocabulary.moment,))
    for leaf in leaves_of(side):
        if isinstance(leaf, Instant) and leaf.path != moment:
            for edge in _edges(other, scene):
                yield Candidate(leaf.path, When(edge, edge), phrase)


def _edges(term: Term, scene: Scene) -> Iterator[int]:
    least, most = bounds(term, scene)
    if any(isinstance(each, CalendarDay) for each in walk(term)):
        first, last = ordinal_date(least), ordinal_date(most)
        if first is not None and last is not None:
            yield from (int(scene.clock.day(first).earliest), int(scene.clock.day(last).latest))
    elif in_range(least) and in_range(most):
        yield from (int(least) - 1, int(least), int(most), int(most) + 1)


def _out_of_window(leaf: Window, phrase: Phrase, scene: Scene) -> Iterator[Candidate]:
    when = scene.instant(leaf.instant.path)
    start, end = bounds(leaf.start, scene), bounds(leaf.end, scene)
    if math.isinf(when.earliest) or math.isinf(when.latest):
        return
    turn = scene.clock.next_turn(int(when.latest), int(start[0]), int(end[0]), leaf.nights)
    if turn is not None:
        yield Candidate(leaf.instant.path, When(turn, turn), phrase)


def field_of(scene: Scene, path: Path) -> FieldInfo:
    """The description of the field that a path of an event or person ends in."""
    if path.root == "event":
        cls = type(scene.event)
    else:
        assert scene.about_each is not None
        cls = scene.about_each.cls
    *parts, last = path.fields
    for name in parts:
        part = _field(scene, cls, name).part
        assert part is not None
        cls = part
    return _field(scene, cls, last)


def _field(scene: Scene, cls: type[Any], name: str) -> FieldInfo:
    return next(each for each in scene.vocabulary.info(cls).fields.values() if each.name == name)


# ---- saying it


def _repair(chosen: tuple[Candidate, ...], scene: Scene, finding: Finding) -> Repair:
    past = finding.outcome is Outcome.BREACH and not all(_ahead(each, scene) for each in chosen)
    return Repair(tuple(_change(each, scene, past) for each in chosen), past)


def _ahead(each: Candidate, scene: Scene) -> bool:
    """Whether the change can still be made at `as_of`."""
    if scene.as_of is None:
        return False
    if isinstance(each.value, When):
        return each.value.latest > scene.as_of
    moment = scene.instant(Path("event", (scene.vocabulary.moment,)))
    return moment.earliest > scene.as_of


def _change(each: Candidate, scene: Scene, past: bool) -> Change:
    if field_of(scene, each.path).role == "moment":
        words = f"it {'had been' if past else 'is'} at {value_text(each.value, scene)}"
    elif each.phrase.role == "duty":
        exact = isinstance(each.value, When) and each.value.earliest % SECOND == 0
        when = f" at {value_text(each.value, scene)}" if exact else ""
        words = f"this {'had been' if past else 'is'} done{when}: {each.phrase.words}"
    else:
        words = f"this {'had been' if past else 'is'} so: {_wanted(each, scene)}"
    before = scene.value(each.path)
    return Change(scene.name(each.path), value_to_json(before), value_to_json(each.value), words)


def _wanted(each: Candidate, scene: Scene) -> str:
    """The phrase, or its contrary, as it is after the change."""
    after = changed(scene, (each,))
    person = scene.each
    if scene.about_each is not None:
        index = next(
            i for i, m in enumerate(scene.people(scene.about_each.people).members) if m is scene.each
        )
        moved = attrs.evolve(scene, event=after)
        person = moved.people(scene.about_each.people).members[index]
    holds = truth(each.phrase.test, attrs.evolve(scene, event=after, each=person))
    if holds is False:
        return each.phrase.contrary or f'it is not so that "{each.phrase.words}"'
    return each.phrase.words

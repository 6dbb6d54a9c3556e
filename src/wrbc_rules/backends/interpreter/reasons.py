"""What decided a test, in the author's words, with the facts that show it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wrbc_rules.backends.interpreter.answers import counts, given
from wrbc_rules.backends.interpreter.evaluate import member_scene, truth
from wrbc_rules.backends.interpreter.scene import Scene
from wrbc_rules.findings import Fact, Reason
from wrbc_rules.findings.texts import when_text
from wrbc_rules.ir import (
    All,
    AnyOf,
    Asked,
    Not,
    OnceDone,
    Path,
    Phrase,
    Tally,
    Term,
    Test,
    children,
    paths_of,
)
from wrbc_rules.values import NOT_STATED, Count, Judgement, When
from wrbc_rules.vocabulary import identity_of, value_to_json


def reasons(test: Test, scene: Scene) -> tuple[Reason, ...]:
    """The phrases that decided the test: the first in the author's order where one decides, otherwise all."""
    return tuple(dict.fromkeys(_reasons(test, scene)))


def _reasons(test: Test, scene: Scene) -> Iterator[Reason]:
    if isinstance(test, Phrase):
        shown = tuple(dict.fromkeys(facts(test.test, scene)))
        yield Reason(test.words, truth(test, scene), shown, test.contrary, test.role)
    else:
        for each in deciding(test, scene):
            yield from _reasons(each, scene)


def deciding(test: Test, scene: Scene) -> tuple[Test, ...]:
    """The tests directly inside one that decided it."""
    if isinstance(test, Not | OnceDone):
        return (test.test,)
    if not isinstance(test, All | AnyOf):
        return ()
    enough = isinstance(test, AnyOf)
    if truth(test, scene) is enough:
        return (next(each for each in test.tests if truth(each, scene) is enough),)
    return test.tests


def facts(test: Test, scene: Scene) -> Iterator[Fact]:
    """The fields that decided a formal test, each with what it holds."""
    if isinstance(test, Asked):
        yield from _asked(test, scene)
    elif isinstance(test, All | AnyOf | Not | OnceDone | Phrase):
        inner = (test.test,) if isinstance(test, Phrase) else deciding(test, scene)
        for each in inner:
            yield from facts(each, scene)
    else:
        yield from _read(test, scene)


def _asked(test: Asked, scene: Scene) -> Iterator[Fact]:
    told = list(given(test.question, scene))
    for path, each, _ in told:
        yield Fact(path, each.answer, _answered(test, path, each, scene))
    for read in paths_of(test.question.who_test) if told else ():
        if read.root == "event":  # an age on the day of the event
            yield _fact(read, scene)
    if truth(test, scene) is None and test.when is not None:
        yield from facts(test.when, scene)


def _answered(test: Asked, path: str, each: Judgement[Any], scene: Scene) -> str:
    """An answer with who gave it, whether as one whose answer counts, and when."""
    who = identity_of(each.by) or "somebody"
    when = "" if each.at == NOT_STATED else f", {when_text(each.at, scene.clock)}"
    as_what = {
        True: f", {test.question.who}",
        False: f" (it does not count: not {test.question.who})",
        None: f" (it counts from {test.question.who} only)",
    }[counts(test.question, path, each, scene, truth)]
    return f"{each.answer}, said {who}{as_what}{when}"


def _read(node: Test | Term, scene: Scene) -> Iterator[Fact]:
    """Every field that a test without parts reads, lists member by member."""
    if isinstance(node, Tally):
        yield from _counted(node, scene)
        return
    for child in children(node):
        yield from _read(child, scene)
    path = getattr(node, "path", None)
    if isinstance(path, Path):
        yield _fact(path, scene)


def _counted(tally: Tally, scene: Scene) -> Iterator[Fact]:
    people = scene.people(tally.people)
    count = len(people.members)
    text = f"{count} listed" + ("" if people.complete else ", perhaps more")
    yield Fact(scene.name(tally.people), count if people.complete else None, text)
    for member in people.members:
        yield from facts(tally.test, member_scene(scene, tally.people, member))


def _fact(path: Path, scene: Scene) -> Fact:
    value = scene.value(path)
    return Fact(scene.name(path), value_to_json(value), value_text(value, scene))


def value_text(value: Any, scene: Scene) -> str:
    """What a field holds, as people say it."""
    if isinstance(value, When):
        return when_text(value, scene.clock)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, frozenset):
        return ", ".join(sorted(each.replace("_", " ") for each in value)) or "none"
    if isinstance(value, Count):
        most = (
            ""
            if value.at_most == value.at_least
            else f" to {value.at_most}"
            if value.at_most is not None
            else " or more"
        )
        return f"{value.at_least}{most}"
    return "not stated" if value is None else str(value).replace("_", " ")

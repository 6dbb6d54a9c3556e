"""Answers that an event carries and that no question takes, each with what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wrbc_rules.backends.interpreter.answers import judgements
from wrbc_rules.backends.interpreter.decide import scene_of, scenes
from wrbc_rules.diagnostics import did_you_mean
from wrbc_rules.findings import NOT_LISTED
from wrbc_rules.ir import Asked, Rule, TypedPolicy, tests_below
from wrbc_rules.values import Bound, Judgement


def unused(policy: TypedPolicy, event: Any, as_of: Bound | None) -> tuple[str, ...]:
    """A line for each answer that was given and had no effect for the way in which it was given."""
    scene = scene_of(policy, event, as_of)
    given = tuple(judgements(scene))
    if not given:
        return ()
    asking = [rule for rule in policy.rules if rule.event is not None and isinstance(event, rule.event)]
    people = {rule.id: [each.about for each in scenes(rule, scene)] for rule in asking}
    found = ((path, _why(each, asking, people)) for path, each in given)
    return tuple(f"{path}: {why}" for path, why in found if why is not None)


def _why(each: Judgement[Any], asking: list[Rule], people: dict[str, list[str | None]]) -> str | None:
    words = " ".join(each.question.split())
    taking = [rule for rule in asking if words in _questions(rule)]
    if not taking:
        known = [question for rule in asking for question in _questions(rule)]
        hint = did_you_mean(words, known)
        return "no question about this event has these words" + (f"; {hint}" if hint else "")
    listed = [about for rule in taking for about in people[rule.id]]
    if each.about in listed:
        return None
    named = list(dict.fromkeys(about for about in listed if about not in (None, NOT_LISTED)))
    if not named and None not in listed:
        return "the question is asked about each person, and nobody is listed"
    if each.about is None:
        those = ", ".join(map(str, named))
        return f"the question is asked about each person: say `about`, one of {those}"
    if not named:
        return "the question is not about one person: leave `about` out"
    return f"nobody listed is called so; `about` is one of {', '.join(map(str, named))}"


def _questions(rule: Rule) -> Iterator[str]:
    """Every wording of every question that the rule may ask."""
    for test in (rule.scope, rule.condition, rule.kept, rule.excused):
        for asked in tests_below(test, Asked):
            yield from (words for words, _ in asked.question.spellings)

"""Answers to questions: whose counts, and which of several."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from wrbc_rules.backends.interpreter.scene import Scene
from wrbc_rules.findings import NOT_LISTED
from wrbc_rules.ir import Question, Test
from wrbc_rules.values import Judgement
from wrbc_rules.vocabulary import Kind


def answer(question: Question, scene: Scene, truth: Callable[[Test, Scene], bool | None]) -> bool | None:
    """The answer in force: the latest by somebody who held the role; None if none is, or two disagree.

    An answer that may count, for all that is known of it, leaves the matter open unless it agrees.
    """
    told = [
        (each, yes, counts(question, path, each, scene, truth)) for path, each, yes in given(question, scene)
    ]
    certain = [each for each, _, counts in told if counts]
    latest = {
        yes
        for each, yes, counts in told
        if counts is not False and not any(each.at.latest < other.at.earliest for other in certain)
    }
    return latest.pop() if certain and len(latest) == 1 else None


def unsettled(
    question: Question, scene: Scene, truth: Callable[[Test, Scene], bool | None]
) -> Iterator[tuple[str, Judgement[Any]]]:
    """Answers of which it is not known whether they count, with their paths."""
    for path, each, _ in given(question, scene):
        if counts(question, path, each, scene, truth) is None:
            yield path, each


def judgements(scene: Scene) -> Iterator[tuple[str, Judgement[Any]]]:
    """Every answer that the event carries and that had been given by `as_of`, with its path."""
    for field in scene.vocabulary.info(type(scene.event)).fields.values():
        if field.kind is Kind.JUDGEMENTS:
            for index, each in enumerate(getattr(scene.event, field.name)):
                if scene.as_of is None or each.at.earliest <= scene.as_of:
                    yield f"{field.name}[{index}]", each


def given(question: Question, scene: Scene) -> Iterator[tuple[str, Judgement[Any], bool]]:
    """Answers yes or no to this question about this person, by path, as answers to its first wording."""
    spellings = dict(question.spellings)
    about = scene.about
    if about == NOT_LISTED:
        return
    for path, each in judgements(scene):
        same = spellings.get(" ".join(each.question.split()))
        if same is not None and each.about == about and each.answer != "dont_know":
            yield path, each, (each.answer == "yes") is same


def counts(
    question: Question,
    path: str,
    each: Judgement[Any],
    scene: Scene,
    truth: Callable[[Test, Scene], bool | None],
) -> bool | None:
    """Whether whoever answered held the role that the question names."""
    return truth(question.who_test, scene.answering(each.by, path))

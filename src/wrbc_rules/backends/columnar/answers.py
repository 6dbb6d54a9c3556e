"""Answers to questions as columns of whom they are about: what counts, is in force, is in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw

from wrbc_rules.backends.columnar.gaps import gaps
from wrbc_rules.backends.columnar.kleene import (
    Sure,
    Truth,
    bit,
    both,
    case,
    contrary,
    number_of,
    truly,
    unknown,
)
from wrbc_rules.backends.columnar.scene import Answered, Scene
from wrbc_rules.backends.columnar.schema import FIRST, NEVER
from wrbc_rules.backends.columnar.truths import truth
from wrbc_rules.ir import Question

_KEYS = ("j_event", "j_about")
#: The columns of an answer itself; those of who gave it have the prefix of `self`.
OWN = ("event", "about", "question", "answer", "at", "at__earliest", "at__latest")


def answered(
    answers: nw.LazyFrame[Any], scene: Scene, questions: Sequence[Question]
) -> tuple[nw.LazyFrame[Any], dict[Question, Answered]]:
    """One row for each event and whom it is asked about (null: nobody in particular), a few columns a
    question.
    """
    columns, (first, last) = _columns(scene, questions), _moments(scene)
    known = scene.sheet.laid(answers).select(*_KEYS, **columns, first=first, last=last)
    latest = {f"a{n}_since": nw.col(f"a{n}_from").max().over(*_KEYS) for n in range(len(questions))}
    known = known.with_columns(**latest)
    return _in_force(known, questions, scene, list(columns))


def _moments(scene: Scene) -> tuple[nw.Expr, nw.Expr]:
    exact = "j_at" in scene.sheet.given
    first = "j_at" if exact else "j_at__earliest"
    last = "j_at" if exact else "j_at__latest"
    stated = scene.sheet.given
    return (
        nw.col(first).fill_null(FIRST) if first in stated else number_of(FIRST),
        nw.col(last).fill_null(NEVER) if last in stated else number_of(NEVER),
    )


def _columns(scene: Scene, questions: Sequence[Question]) -> dict[str, nw.Expr]:
    """For each question: whether an answer certainly counts, may count, says yes, and why it is in doubt."""
    found: dict[str, nw.Expr] = {}
    first, _ = _moments(scene)
    in_time = [] if scene.as_of is None else [_by_then(first, scene.as_of)]
    for number, question in enumerate(questions):
        name = f"a{number}"
        yes, no = (_said(question, scene, word) for word in ("yes", "no"))
        asked = both((*in_time, _either_word(yes, no)))
        holds = truth(question.who_test, scene)
        certain, maybe = both((asked, truly(holds))), both((asked, _not_denied(holds)))
        found[f"{name}_certain"] = bit(certain)
        found[f"{name}_from"] = case([(certain, first)], number_of(FIRST))
        found[f"{name}_yes"], found[f"{name}_no"] = bit(both((maybe, yes))), bit(both((maybe, no)))
        for place, where in enumerate(gaps(question.who_test, scene).values()):
            found[f"{name}_gap{place}"] = bit(both((asked, unknown(holds), where)))
    return found


def _by_then(first: nw.Expr, as_of: int | str) -> Sure:
    limit = nw.col(as_of).fill_null(NEVER) if isinstance(as_of, str) else as_of
    return first <= limit


def _said(question: Question, scene: Scene, word: str) -> Sure:
    """Whether an answer is a yes (or a no) to the question's first wording."""
    other = {"yes": "no", "no": "yes"}[word]
    same = sorted(words for words, alike in question.spellings if alike)
    contrary_ones = sorted(words for words, alike in question.spellings if not alike)
    asked, answer = nw.col("j_question"), nw.col("j_answer")
    found = asked.is_in(same) & (answer == word)
    if contrary_ones:
        found |= asked.is_in(contrary_ones) & (answer == other)
    return found.fill_null(False)


def _either_word(yes: Sure, no: Sure) -> Sure:
    found: Sure = yes | no
    return found


def _not_denied(holds: Truth) -> Sure:
    found = contrary(truly(contrary(holds)))
    assert found is not None
    return found


def _in_force(
    known: nw.LazyFrame[Any], questions: Sequence[Question], scene: Scene, columns: list[str]
) -> tuple[nw.LazyFrame[Any], dict[Question, Answered]]:
    """What is not older than the latest that certainly counts."""
    parts: dict[str, nw.Expr] = {}
    told: dict[Question, Answered] = {}
    for number, question in enumerate(questions):
        name = f"a{number}"
        now = nw.col("last") >= nw.col(f"{name}_since")
        for word in ("yes", "no"):
            parts[f"{name}_{word}"] = nw.when(now).then(nw.col(f"{name}_{word}")).otherwise(0)
        doubts = {gap: f"{name}_gap{n}" for n, gap in enumerate(gaps(question.who_test, scene))}
        told[question] = Answered(f"{name}_certain", f"{name}_yes", f"{name}_no", doubts)
    kept = [name for name in columns if not name.endswith("_from")]
    frame = known.with_columns(**parts).group_by(*_KEYS).agg(*(nw.col(name).max() for name in kept))
    return frame, told

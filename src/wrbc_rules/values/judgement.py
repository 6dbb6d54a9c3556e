"""Answers that people gave to the questions which a policy leaves to them."""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

import attrs

from wrbc_rules.values.when import NOT_STATED, When, to_when

P = TypeVar("P")


@attrs.frozen(kw_only=True)
class Judgement(Generic[P]):
    """Somebody's answer to one question, about one person where the question is about one.

    `question` is the phrase in the policy's words, blanks filled; `by` is who answered, with the
    roles held then; `at` is when. "dont_know" leaves the question unanswered.
    """

    question: str
    answer: Literal["yes", "no", "dont_know"]
    by: P
    at: When = attrs.field(default=NOT_STATED, converter=to_when)
    about: str | None = None

"""What is noticed about a register beside the events: what counts for nothing, and what cannot be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from wrbc_rules.diagnostics import did_you_mean, quoted
from wrbc_rules.ir import TypedPolicy
from wrbc_rules.register import JudgementRow, NoticeRow, Register


def remarks(register: Register, policies: Sequence[TypedPolicy], refused: Iterable[str]) -> Iterator[str]:
    """One line each. `refused` is what was stated of events that these cannot hold."""
    for notice in register.table(NoticeRow):
        if not notice.complete:
            missing = "the nature of the use" if notice.nature is None else "its start"
            yield f"{notice.place}: the notice does not count, {missing} is left out"
    questions = [question for policy in policies for _, question in policy.questions]
    asked = [words for question in questions for words, _ in question.spellings]
    for row in register.table(JudgementRow):
        if row.question not in asked:
            yield (
                f"{row.place}: no question of the policy is called {quoted(row.question)}"
                f"{_hint(row.question, asked)}"
            )
    yield from refused


def _hint(words: str, asked: Iterable[str]) -> str:
    hint = did_you_mean(words, asked)
    return f"; {hint}" if hint else ""

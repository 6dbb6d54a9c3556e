"""What is noticed about a register beside the events: what counts for nothing, and what cannot be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from wrbc_rules.diagnostics import did_you_mean, quoted, shown
from wrbc_rules.ir import TypedPolicy
from wrbc_rules.register import ExportRow, FactRow, JudgementRow, NoticeRow, Register

#: The roles of somebody who is none of the organisation's people.
_OUTSIDE = ("parent_or_carer",)


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


def not_used(unmet: Iterable[JudgementRow | FactRow], exports: Iterable[ExportRow]) -> Iterator[str]:
    """Rows that speak of what is not there: of an event by its id, of an export by its name."""
    for row in unmet:
        yield f"{row.place}: no event is called {quoted(row.event or '')}; what is said of it was not used"
    for export in exports:
        yield f"{export.place}: {quoted(export.file)} is not among the exports, so whose it was is not used"


def passed_over(people: Iterable[tuple[str, tuple[str, ...], int]]) -> Iterator[str]:
    """People of the organisation whom no rule covers, however often they wrote or called."""
    for name, roles, number in people:
        if roles != _OUTSIDE:
            held = " and ".join(role.replace("_", " ") for role in roles)
            yield (
                f"{shown(name)} ({held}) wrote or called {number:,} times, and no rule of the policy is "
                "about it: look whether a role is missing in roles.csv"
            )


def _hint(words: str, asked: Iterable[str]) -> str:
    hint = did_you_mean(words, asked)
    return f"; {hint}" if hint else ""

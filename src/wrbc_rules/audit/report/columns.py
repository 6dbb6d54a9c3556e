"""A finding as a row: the columns of findings.csv and of the workbook, each with what it holds."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from wrbc_rules.audit.report.legible import legible, legible_lines
from wrbc_rules.audit.report.wording import instead_words, whom
from wrbc_rules.audit.result import Audit, Item
from wrbc_rules.findings.texts import outcome_words
from wrbc_rules.values import in_range

#: Between several in one cell.
BETWEEN = "; "


@attrs.frozen
class Column:
    """One column: its heading, what it holds, how wide it is in a workbook, and its cell for a finding."""

    name: str
    holds: str
    width: int
    of: Callable[[Item], str]

    def cell(self, item: Item) -> str:
        """What stands in it, made legible."""
        return legible_lines(self.of(item)) if self.name == "text" else legible(self.of(item))


def columns_of(audit: Audit) -> tuple[Column, ...]:
    """The columns of an audit's findings; the text of messages only where it was asked for."""

    def time(item: Item) -> str:
        """By the policy's clock, in a form that can be sorted."""
        if not in_range(item.instant):
            return ""
        return audit.local(item.instant).replace(microsecond=0, tzinfo=None).isoformat(" ")

    columns = (
        Column("time", "the earliest moment that it can have been, by the policy's clock", 19, time),
        *_COLUMNS,
    )
    return (*columns, _TEXT) if audit.receipt.with_text else columns


_COLUMNS = (
    Column("when", "the moment in words", 34, lambda item: item.at),
    Column("outcome", "what the rule says of it", 20, lambda item: outcome_words(item.outcome)),
    Column("rule", "the clause and sentence", 9, lambda item: item.rule),
    Column("title", "the clause's title", 26, lambda item: item.title),
    Column("strength", "the sentence's own verb", 12, lambda item: item.strength.value),
    Column("by", "who wrote, called or did it", 20, lambda item: item.by or ""),
    Column("about", "whom the finding is about", 20, lambda item: whom(item.about)),
    Column("channel", "by which medium", 14, lambda item: item.channel or ""),
    Column("group", "in which group", 18, lambda item: item.group or ""),
    Column("because", "why", 50, lambda item: BETWEEN.join(item.because)),
    Column("right", "what would have put it right", 50, lambda item: item.right or ""),
    Column("not known", "facts that are missing", 40, lambda item: BETWEEN.join(w for _, w in item.missing)),
    Column("ask", "whom to ask, and what", 40, lambda item: BETWEEN.join(f"{w}: {q}" for w, q in item.ask)),
    Column(
        "due", "what is still to be done, and by when", 40, lambda item: BETWEEN.join(map(_due, item.due))
    ),
    Column(
        "late", "rows typed in after the event that it rests on", 30, lambda item: BETWEEN.join(item.late)
    ),
    Column("without it", "what would have come out without those rows", 34, instead_words),
    Column("sort", "the sort of event", 12, lambda item: item.sort.replace("_", " ")),
    Column("event", "the event's id", 22, lambda item: item.event),
    Column("place", "where the evidence is", 30, lambda item: item.place),
)
_TEXT = Column("text", "the text of the message", 60, lambda item: item.text or "")


def _due(due: tuple[str, str]) -> str:
    what, by = due
    return f"{what}, {by}" if by else what

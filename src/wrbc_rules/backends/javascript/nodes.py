"""Expressions as data: one object for each, with the fields that the typed policy has, shared ones once."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import attrs

from wrbc_rules.backends.javascript.limits import JavaScriptError
from wrbc_rules.findings import Reason
from wrbc_rules.ir import (
    After,
    All,
    AnyOf,
    Asked,
    AtMost,
    Between,
    CalendarDay,
    Chosen,
    CountIn,
    DayOf,
    Fixed,
    Flag,
    Instant,
    Later,
    Less,
    Not,
    Number,
    OnceDone,
    OneOf,
    Overlaps,
    Path,
    Phrase,
    Question,
    Tally,
    Unset,
    Window,
)
from wrbc_rules.ir.expressions import TERMS, TESTS

#: What the runner calls each primitive. Whatever is not here is refused.
NAMES: Mapping[type[Any], str] = {
    Number: "number",
    Unset: "unset",
    Instant: "instant",
    CalendarDay: "calendar_day",
    DayOf: "day_of",
    After: "after",
    Later: "later",
    CountIn: "count_in",
    Tally: "tally",
    Fixed: "fixed",
    Flag: "flag",
    OneOf: "one_of",
    Overlaps: "overlaps",
    Less: "less",
    AtMost: "at_most",
    Between: "between",
    Window: "window",
    Chosen: "chosen",
    Asked: "asked",
    OnceDone: "once_done",
    Not: "not",
    All: "all",
    AnyOf: "any_of",
    Phrase: "phrase",
}


@attrs.define
class Nodes:
    """The expressions of a policy, in the order in which they were first needed; parts before wholes."""

    nodes: list[dict[str, Any]] = attrs.field(factory=list)
    questions: list[dict[str, Any]] = attrs.field(factory=list)
    _places: dict[Any, int] = attrs.field(factory=dict)

    def place(self, node: Any) -> int:
        """The number of an expression; raises `JavaScriptError` for one that the runner does not know."""
        kind = type(node)
        if kind not in NAMES:
            raise JavaScriptError(f"JavaScript does not say `{kind.__name__}` yet")
        if node not in self._places:
            fields = {field.name: self._data(getattr(node, field.name)) for field in attrs.fields(kind)}
            made = {"is": NAMES[kind], **fields, **(_said(node) if isinstance(node, Phrase) else {})}
            if isinstance(node, Unset):
                made |= {"who": node.who, "question": node.question}
            self.nodes.append(made)
            self._places[node] = len(self.nodes) - 1
        return self._places[node]

    def _question(self, question: Question) -> int:
        if question not in self._places:
            who_test = self.place(question.who_test)
            spellings = [list(each) for each in question.spellings]
            self.questions.append(
                {"words": question.words, "who": question.who, "who_test": who_test, "spellings": spellings}
            )
            self._places[question] = len(self.questions) - 1
        return self._places[question]

    def _data(self, value: Any) -> Any:
        if isinstance(value, (*TERMS, *TESTS)):
            return self.place(value)
        if isinstance(value, Path):
            return [value.root, *value.fields]
        if isinstance(value, Question):
            return self._question(value)
        if isinstance(value, frozenset):
            return sorted(value)
        if isinstance(value, tuple):
            return [self._data(each) for each in value]
        return "never" if value == math.inf else value


def _said(phrase: Phrase) -> dict[str, Any]:
    """What a reader is told where the phrase holds, where it does not, and where that is not known."""
    each = [Reason(phrase.words, holds, (), phrase.contrary, phrase.role) for holds in (True, False, None)]
    return {"said": [reason.said for reason in each], "shown": [reason.shown for reason in each]}

"""Lines whose rule or clause is not there: told once, and what stands with them is set aside."""

from __future__ import annotations

import re

from wrbc_rules.source import Span
from wrbc_rules.syntax.blocks import above, indent_of, line_at
from wrbc_rules.syntax.letter import Letter

_OPENERS = "when|if|unless|whenever|before they|within|by|for at|at least every"
_BELOW_A_RULE = re.compile(rf"^[ \t]+(({_OPENERS})\b[^#\n]*)", re.MULTILINE)
_SENTENCE = re.compile(r"^[ \t]+sentence[ \t]+\d", re.MULTILINE)
_RULE = re.compile(r"^[ \t]+((?:\(\w\) )?[^\s\"#][^\"#\n]* (?:must|should|will)\b[^\"#\n]*)", re.MULTILINE)


def orphan(text: str) -> Letter | None:
    """A letter about the first line of a clause that stands without what it belongs to."""
    return (_without_a_rule(text) or _without_a_clause(text)) if text.startswith("clause") else None


def _without_a_rule(text: str) -> Letter | None:
    for match in _BELOW_A_RULE.finditer(text):
        start = match.start(1)
        outer = above(text, start)
        if outer.lstrip().startswith(("clause", "sentence")) and not _follows_a_line(text, start, outer):
            message = f"the rule that `{match[2]}` belongs to is missing above it"
            remedy = "write who should or should not do what above it, indented less"
            return Letter("WR102", Span(start, start + len(match[1].rstrip())), message, remedy)
    return None


def _without_a_clause(text: str) -> Letter | None:
    """A rule at the margin of the sentences, below the last of them: another clause's."""
    last = max((match.end() for match in _SENTENCE.finditer(text)), default=None)
    if last is None:
        return None
    for match in _RULE.finditer(text, text.find("\n", last)):
        if above(text, match.start(1)).startswith("clause"):
            remedy = 'write the heading of its clause above it, such as `clause 4.7 "..." [8c1f20aa]`'
            span = Span(match.start(1), match.start(1) + len(match[1].rstrip()))
            return Letter("WR020", span, "this rule stands below no sentence of its clause", remedy)
    return None


def _follows_a_line(text: str, offset: int, outer: str) -> bool:
    """Whether another line that is indented as much stands between this line and the one it is below."""
    before = text[: text.rfind("\n", 0, offset) + 1].rstrip().rsplit("\n", 1)[-1]
    return before != outer or indent_of(before) >= indent_of(line_at(text, offset))

"""Lines whose rule or clause is not there: told once, and what stands with them is set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from wrbc_rules.source import Span
from wrbc_rules.syntax.blocks import indent_of, is_blank
from wrbc_rules.syntax.letter import Letter

_BELOW_A_RULE = re.compile(r"(when|if|unless|whenever|before they|within|by|for at|at least every)\b[^#]*")
_SENTENCE = re.compile(r"sentence[ \t]+\d")
_RULE = re.compile(r"(?:\(\w\) )?[^\s\"#][^\"#]* (?:must|should|will)\b[^\"#]*")


@attrs.frozen
class _Line:
    """A line that says something: where its first word stands, what it says, and the line it stands below."""

    start: int
    text: str
    outer: str
    first: bool

    def letter(self, code: str, message: str, remedy: str) -> Letter:
        """A letter about the whole line, without its comment."""
        words = self.text.split("#", maxsplit=1)[0].rstrip()
        return Letter(code, Span(self.start, self.start + len(words)), message, remedy)


def orphan(text: str) -> Letter | None:
    """A letter about the first line of a clause that stands without what it belongs to."""
    if not text.startswith("clause"):
        return None
    lines = list(_lines(text))
    return _without_a_rule(lines) or _without_a_clause(lines)


def _lines(text: str) -> Iterator[_Line]:
    """Every line; `first` is one that stands directly below the line which it belongs to."""
    open_lines: list[tuple[int, str]] = []
    offset, last = 0, 0
    for line in text.splitlines(keepends=True):
        if not is_blank(line.rstrip("\n")):
            depth = indent_of(line)
            first = depth > last
            while open_lines and open_lines[-1][0] >= depth:
                open_lines.pop()
            yield _Line(offset + depth, line.strip(), open_lines[-1][1] if open_lines else "", first)
            open_lines.append((depth, line.strip()))
            last = depth
        offset += len(line)


def _without_a_rule(lines: list[_Line]) -> Letter | None:
    """What belongs below a rule, directly below a clause or a sentence."""
    for line in lines:
        match = _BELOW_A_RULE.match(line.text)
        if match and line.first and line.outer.startswith(("clause", "sentence")):
            message = f"the rule that `{match[1]}` belongs to is missing above it"
            remedy = "write who should or should not do what above it, indented less"
            return line.letter("WR102", message, remedy)
    return None


def _without_a_clause(lines: list[_Line]) -> Letter | None:
    """A rule at the margin of the sentences, below the last of them: another clause's."""
    last = max((line.start for line in lines if _SENTENCE.match(line.text)), default=None)
    for line in lines:
        below = last is not None and line.start > last and line.outer.startswith("clause")
        if below and _RULE.match(line.text):
            remedy = 'write the heading of its clause above it, such as `clause 4.7 "..." [8c1f20aa]`'
            return line.letter("WR020", "this rule stands below no sentence of its clause", remedy)
    return None

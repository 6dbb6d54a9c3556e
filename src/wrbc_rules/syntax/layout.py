"""Mistakes of indentation, which no grammar sees."""

from __future__ import annotations

from wrbc_rules.source import Span
from wrbc_rules.syntax.blocks import indent_of, is_blank, line_at
from wrbc_rules.syntax.letter import Letter

#: How deep lines may be nested; every backend keeps to it.
MAX_DEPTH = 12
#: A line that is nested too deep is indented as far as this at least, if not by tabs.
_FAR_IN = " " * MAX_DEPTH


def layout_letter(text: str) -> Letter | None:
    """A letter about a block that begins indented, or is nested too deep."""
    if text[0] not in " \t#\n" and _FAR_IN not in text and "\t" not in text:
        return None
    stack, at = list[int](), 0
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\n")
        if not is_blank(bare):
            depth = indent_of(bare)
            if not stack and depth > 0:
                message = "this line is indented under nothing"
                return _letter(text, at + depth, "WR028", message, "begin it at the margin")
            while stack and depth < stack[-1]:
                stack.pop()
            if not stack or depth > stack[-1]:
                stack.append(depth)
            if len(stack) > MAX_DEPTH:
                message = f"lines are nested deeper than {MAX_DEPTH}"
                remedy = "declare a fact for the inner list and use its words here"
                return _letter(text, at + depth, "WR029", message, remedy)
        at += len(line)
    return None


def _letter(text: str, offset: int, code: str, message: str, remedy: str) -> Letter:
    end = offset + len(line_at(text[offset:], 0).rstrip())
    return Letter(code, Span(offset, end), message, remedy)


def stray_dedent(text: str) -> int:
    """The offset of the first line that goes back to an indentation which no line above it has."""
    stack, at, last = [0], 0, 0
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\n")
        if not is_blank(bare):
            depth = indent_of(bare)
            while depth < stack[-1]:
                stack.pop()
            if depth > stack[-1]:
                if last > depth:
                    return at + depth
                stack.append(depth)
            last = depth
        at += len(line)
    return 0

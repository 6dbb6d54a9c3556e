"""Cutting a file into the blocks that are parsed one by one, so that a bad one hides no other."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from wrbc_rules.source import Source, Span

_BLANK = re.compile(r"[ \t]*(#.*)?")


@attrs.frozen
class Block:
    """Some whole lines of the file: `start` is the offset of the first, `text` what they say."""

    start: int
    text: str

    @property
    def span(self) -> Span:
        """Where the block stands, without its last newline."""
        return Span(self.start, self.start + len(self.text.rstrip()))


def is_blank(line: str) -> bool:
    """Whether a line says nothing: empty, or only a comment."""
    return _BLANK.fullmatch(line) is not None


def indent_of(line: str) -> int:
    """How far a line is indented, in characters."""
    return len(line) - len(line.lstrip(" \t"))


def blocks_of(source: Source) -> Iterator[Block]:
    """Every run of lines that begins at the margin, with the indented lines below it."""
    start, lines, offset = 0, list[str](), 0
    for line in source.text.splitlines(keepends=True):
        if line[0] not in " \t#\n":
            if lines:
                yield Block(start, "".join(lines))
            start, lines = offset, [line]
        elif lines:
            lines.append(line)
        elif not is_blank(line.rstrip("\n")):
            start, lines = offset, [line]
        offset += len(line)
    if lines:
        yield Block(start, "".join(lines))


def line_at(text: str, offset: int) -> str:
    """The line that holds the offset, without its newline."""
    return text[text.rfind("\n", 0, offset) + 1 :].split("\n", 1)[0]


def above(text: str, offset: int) -> str:
    """The line that the line at `offset` stands under: the nearest above it that is indented less."""
    depth = indent_of(line_at(text, offset))
    lines = text[: text.rfind("\n", 0, offset) + 1].split("\n")
    outer = (line for line in reversed(lines) if not is_blank(line) and indent_of(line) < depth)
    return next(outer, "")


def without_branch(text: str, offset: int, *, siblings: bool = False) -> str:
    """The text with the line at `offset`, and every line below it that is indented further, made blank.

    With `siblings` the lines that follow and are indented as much go too. Blanked lines keep their length, so
    that every other place stays what it was.
    """
    lines = text.splitlines(keepends=True)
    at, index = 0, 0
    while index < len(lines) - 1 and at + len(lines[index]) <= offset:
        at += len(lines[index])
        index += 1
    while index > 0 and is_blank(lines[index].rstrip("\n")):
        index -= 1
    depth = indent_of(lines[index])
    lines[index] = _blanked(lines[index])
    for below in range(index + 1, len(lines)):
        bare = lines[below].rstrip("\n")
        if not is_blank(bare) and indent_of(bare) <= depth - siblings:
            break
        lines[below] = _blanked(lines[below])
    return "".join(lines)


def _blanked(line: str) -> str:
    return " " * (len(line) - line.endswith("\n")) + "\n" * line.endswith("\n")

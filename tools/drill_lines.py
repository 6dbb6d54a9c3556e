"""The lines of a rules file as a tree by indentation, and where the policy itself speaks in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

#: Blocks that are no part of the meaning, or judge it.
_ASIDE = re.compile(r"(policy|part|example|promise|background|note|reading)\b(?=\s|$)")
_DECLARED = re.compile(r'(noun|act|duty|fact|setting)\s+"([^"]*)"')
_COMMENT = re.compile(r'((?:[^"#]|"[^"]*")*?)\s*#.*')


@dataclass
class Row:
    """One line, with those indented below it. Numbers count from 1; `text` is without margin and comment."""

    number: int
    indent: int
    text: str
    below: list[Row] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The number of the last line of its block."""
        return self.below[-1].last if self.below else self.number

    @property
    def shown(self) -> str:
        """The whole block on one line."""
        return " / ".join(row.text for row in self.walk())

    def walk(self) -> Iterator[Row]:
        """The line and all below it."""
        yield self
        for row in self.below:
            yield from row.walk()

    def written(self, margin: int | None = None) -> list[str]:
        """The block as lines, at another margin if one is given."""
        shift = 0 if margin is None else margin - self.indent
        return [" " * (row.indent + shift) + row.text for row in self.walk()]


@dataclass(frozen=True)
class Place:
    """A norm or a declared word, and the clause (or "words") where it stands."""

    clause: str
    row: Row


def rows_of(text: str) -> list[Row]:
    """The lines of a text as trees; blank lines and comments are left out."""
    roots: list[Row] = []
    above: list[Row] = []
    for number, raw in enumerate(text.split("\n"), start=1):
        bare = _COMMENT.fullmatch(raw)
        line = (bare[1] if bare else raw).rstrip()
        if not line.strip():
            continue
        row = Row(number, len(line) - len(line.lstrip()), line.strip())
        while above and above[-1].indent >= row.indent:
            above.pop()
        (above[-1].below if above else roots).append(row)
        above.append(row)
    return roots


def declared(row: Row) -> tuple[str, str] | None:
    """The kind and the pattern of a declared word."""
    found = _DECLARED.match(row.text)
    return (found[1], found[2]) if found else None


def places(roots: Iterable[Row], clause: str = "words") -> Iterator[Place]:
    """Every norm and every declared word, in the file's order."""
    for row in roots:
        number = re.match(r"(clause|sentence) (\S+)", row.text)
        if number and number[1] == "clause":
            yield from places(row.below, number[2])
        elif number:
            yield from places(row.below, f"{clause} s{number[2]}")
        elif not _ASIDE.match(row.text):
            yield Place(clause, row)

"""Parsing: a file is cut into blocks, and each is read by the grammar.

A line that cannot stand where it stands is reported, put right or set aside, and the rest of its block read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import attrs

from wrbc_rules.diagnostics import Diagnostic, searches
from wrbc_rules.source import Source, Span, scan
from wrbc_rules.syntax.blocks import Block, blocks_of, indent_of, is_blank, line_at, without_branch
from wrbc_rules.syntax.expected import explain, stops_short
from wrbc_rules.syntax.growth import overgrown
from wrbc_rules.syntax.layout import layout_letter, stray_dedent
from wrbc_rules.syntax.letter import Letter
from wrbc_rules.syntax.limits import long_lines, oversize, too_many_words
from wrbc_rules.syntax.lost import Lost
from wrbc_rules.syntax.nodes import Block as BlockNode
from wrbc_rules.syntax.nodes import PolicyHeader, RulesFile
from wrbc_rules.syntax.orphans import orphan
from wrbc_rules.syntax.reader import read
from wrbc_rules.syntax.slips import slips
from wrbc_rules.syntax.transform import build
from wrbc_rules.syntax.tree import Stop, StrayDedent, Tree
from wrbc_rules.syntax.words import Words

#: A block is given up after so many lines that could not be read.
_MAX_MISTAKES = 20
#: Slips that were put right count for less, and then only once there are many.
_MAX_SLIPS = 100
#: Mistakes that the lines which follow and are indented alike share.
_OF_INDENTATION = ("WR026", "WR027")


@searches()
def parse(source: Source) -> tuple[RulesFile, tuple[Diagnostic, ...]]:
    """The tree of a rules file, and everything that could not be read."""
    if (told := oversize(source)) is not None:
        return _too_large(source, *told)
    found = [*scan(source)]
    said = {source.line_of(each.span.start) for each in found if each.span is not None}
    lost = Lost()
    for number in sorted(said):
        lost.take(source.line_text(number), source.line_start(number))
    nodes: list[BlockNode] = []
    for block in blocks_of(source):
        nodes += _BlockReader(source, block, said, lost, found).read()
    nodes += _declared_by(lost, nodes)
    if (told := too_many_words(nodes) or overgrown(nodes)) is not None:
        return _too_large(source, *told)
    return RulesFile(tuple(nodes), frozenset(said), frozenset(lost.names)), tuple(found)


def _declared_by(lost: Lost, nodes: list[BlockNode]) -> Iterator[BlockNode]:
    """What lost lines declared; a head only where no other was read."""
    heads = any(isinstance(node, PolicyHeader) for node in nodes)
    return (node for node in lost.nodes if not (heads and isinstance(node, PolicyHeader)))


def _too_large(source: Source, message: str, remedy: str) -> tuple[RulesFile, tuple[Diagnostic, ...]]:
    unread = Span(0, 0)
    complaint = Diagnostic(
        code="WR030",
        source=source,
        message=message,
        help=remedy,
    )
    head = PolicyHeader(name=Words("", unread), lines=(), span=unread, damaged=True)
    return RulesFile((head,)), (complaint,)


@attrs.define
class _BlockReader:
    """Reads one block; what is wrong is added to `said`, `lost` and `found`, which all blocks share."""

    source: Source
    block: Block
    said: set[int]
    lost: Lost
    found: list[Diagnostic]
    text: str = ""
    damaged: bool = False

    def read(self) -> Iterator[BlockNode]:
        """The node of the block; none, if nothing of it could be read."""
        self.text = self.block.text
        deep = layout_letter(self.text)
        if deep is not None:
            self._say(deep)
            self.lost.take(self.text, self.block.start)
            return
        if not self._without_long_lines() or not self._without_slips():
            self.lost.take(self.text, self.block.start)
            return
        for _ in range(_MAX_MISTAKES):
            try:
                tree = read(self.text)
            except (Stop, StrayDedent) as error:
                if (letter := orphan(self.text)) is not None:
                    self._say(letter)
                    self._set_aside(letter.span.start, siblings=True)
                else:
                    self._mistake(error)
                if _all_blank(self.text):
                    return
            else:
                yield build(_only(tree), self.block.start, len(self.text.rstrip()), self.damaged)
                return
        self.lost.take(self.text, self.block.start)

    def _without_long_lines(self) -> bool:
        """Set aside every line that is too long; false if there are too many."""
        found = list(islice(long_lines(self.text), _MAX_MISTAKES + 1))
        for letter in found:
            self._say(letter)
            self._set_aside(letter.span.start)
        return not found or (len(found) <= _MAX_MISTAKES and not _all_blank(self.text))

    def _without_slips(self) -> bool:
        """Put every slip right; false if there are too many."""
        found = list(islice(slips(self.text), _MAX_SLIPS + 1))
        for slip in found:
            self._say(slip)
            self.text = slip.mend(self.text)
        return len(found) <= _MAX_SLIPS

    def _mistake(self, error: Stop | StrayDedent) -> None:
        """Complain, unless that has been done; then put the line right or set it aside."""
        offset = _offset_of(error, self.text)
        if self._said(offset) or self._follows(error, offset):
            self._set_aside(offset)
            return
        letter = explain(self.text, offset, error)
        if self._said(letter.span.start):
            self._set_aside(letter.span.start)
            return
        self._say(letter)
        if letter.mended is not None:
            self.text = letter.mend(self.text)
        else:
            self._set_aside(letter.span.start, siblings=letter.code in _OF_INDENTATION)

    def _set_aside(self, offset: int, *, siblings: bool = False) -> None:
        """Blank a line and what stands below it, and remember what it would have declared."""
        before = self.text
        self.text = without_branch(before, offset, siblings=siblings)
        self.damaged = True
        first = before.split("\n", 1)[0]
        self.lost.under(first.split(" ", 1)[0])
        self.lost.take(first if first.startswith("clause") else "", self.block.start)
        gone = [i for i, (a, b) in enumerate(zip(before, self.text, strict=True)) if a != b]
        if gone:
            start = before.rfind("\n", 0, gone[0]) + 1
            self.lost.take(before[start : gone[-1] + 1], self.block.start + start)

    def _said(self, offset: int) -> bool:
        return self.source.line_of(self.block.start + offset) in self.said

    def _follows(self, error: Stop | StrayDedent, offset: int) -> bool:
        """Whether what is missing below a line was set aside itself."""
        if not stops_short(self.text, error):
            return False
        depth = indent_of(line_at(self.text, offset))
        at = self.block.text.find("\n", offset) + 1
        for line in self.block.text[at:].splitlines(keepends=True):
            if not is_blank(line.rstrip("\n")):
                return indent_of(line) > depth and self._said(at)
            at += len(line)
        return False

    def _say(self, letter: Letter) -> None:
        span = Span(self.block.start + letter.span.start, self.block.start + letter.span.end)
        self.said.add(self.source.line_of(span.start))
        self.found.append(
            Diagnostic(
                code=letter.code,
                source=self.source,
                span=span,
                heading=_heading_of(self.block),
                message=letter.message,
                help=letter.help,
            )
        )


_HEADING = re.compile(r'(clause[ \t]+[^\s"]+|promise)([ \t]+"[^"\n]*")?')


def _heading_of(block: Block) -> str | None:
    """The block's first line, where it is a clause or a promise: what an author calls the place."""
    match = _HEADING.match(block.text)
    return match[0] if match else None


def _all_blank(text: str) -> bool:
    """Whether nothing is left to parse, or only lines that lost the line they stood under."""
    first = next((line for line in text.splitlines() if not is_blank(line)), " ")
    return indent_of(first) > 0


def _only(tree: Tree) -> Tree:
    [child] = tree.children
    assert isinstance(child, Tree)
    return child


def _offset_of(error: Stop | StrayDedent, text: str) -> int:
    if isinstance(error, StrayDedent):
        return stray_dedent(text)
    if stops_short(text, error):
        return _end_of_statement(text, error.at)
    return _start_of_next_line(text, error.at) if error.found == "_INDENT" else error.at


def _end_of_statement(text: str, offset: int) -> int:
    """The last character that says something at or before a newline token."""
    return max(len(text[:offset].rstrip()) - 1, 0)


def _start_of_next_line(text: str, offset: int) -> int:
    at = offset
    for line in text[offset:].splitlines(keepends=True):
        if line.strip() and not is_blank(line.rstrip("\n")):
            return at + indent_of(line)
        at += len(line)
    return max(len(text) - 1, 0)

"""Parsing: a file is cut into blocks, each is parsed by Lark, and a line that cannot stand where it stands is
reported, set aside, and the rest of its block read on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lark import Lark, Token, Tree, UnexpectedInput
from lark.exceptions import UnexpectedCharacters, UnexpectedToken
from lark.indenter import DedentError, Indenter

from wrbc_rules.diagnostics import Diagnostic
from wrbc_rules.resources import grammar_text
from wrbc_rules.source import Source, Span, scan
from wrbc_rules.syntax.blocks import Block, blocks_of, indent_of, is_blank, without_branch
from wrbc_rules.syntax.expected import explain_unexpected
from wrbc_rules.syntax.nodes import Block as BlockNode
from wrbc_rules.syntax.nodes import RulesFile
from wrbc_rules.syntax.transform import build

#: How deep lines may be nested; every backend keeps to it.
MAX_DEPTH = 12
#: A file is refused above this size, in characters.
MAX_SIZE = 4_000_000
#: A block is given up after so many lines that could not be read.
_MAX_MISTAKES = 20


class _Layout(Indenter):
    """Turns indentation into tokens."""

    NL_type = "_NL"
    OPEN_PAREN_types: list[str] = []  # noqa: RUF012 - Lark's own interface
    CLOSE_PAREN_types: list[str] = []  # noqa: RUF012
    INDENT_type = "_INDENT"
    DEDENT_type = "_DEDENT"
    tab_len = 8


@lru_cache(maxsize=1)
def _lark() -> Lark:
    return Lark(
        grammar_text(),
        parser="lalr",
        postlex=_Layout(),
        maybe_placeholders=True,
        propagate_positions=False,
    )


def parse(source: Source) -> tuple[RulesFile, tuple[Diagnostic, ...]]:
    """The tree of a rules file, and everything that could not be read."""
    if len(source.text) > MAX_SIZE:
        return RulesFile(()), (_too_large(source),)
    found = [*scan(source)]
    nodes: list[BlockNode] = []
    for block in blocks_of(source):
        nodes += _parse_block(source, block, found)
    return RulesFile(tuple(nodes)), tuple(found)


def _too_large(source: Source) -> Diagnostic:
    return Diagnostic(
        code="WR030",
        source=source,
        message=f"the file has {len(source.text):,} characters; at most {MAX_SIZE:,} are read",
        help="split the policy into several files",
    )


def _parse_block(source: Source, block: Block, found: list[Diagnostic]) -> Iterator[BlockNode]:
    """The nodes of one block: none, if nothing of it could be read."""
    deep = _layout_mistake(source, block)
    if deep is not None:
        found.append(deep)
        return
    known = {source.line_of(each.span.start) for each in found if each.span is not None}
    text, damaged = block.text, False
    for _ in range(_MAX_MISTAKES):
        try:
            tree = _lark().parse(text)
        except (UnexpectedInput, DedentError) as error:
            offset = _offset_of(error, text)
            if source.line_of(block.start + offset) not in known:
                found.append(_complaint(source, block, text, offset, error))
            text, damaged = without_branch(text, offset), True
            if is_all_blank(text):
                return
            continue
        yield build(_only(tree), block.start, len(text.rstrip()), damaged)
        return


def is_all_blank(text: str) -> bool:
    """Whether nothing is left to parse, or only lines that lost the line they stood under."""
    lines = [line for line in text.splitlines() if not is_blank(line)]
    return not lines or indent_of(lines[0]) > 0


def _only(tree: Tree[Token]) -> Tree[Token]:
    [child] = tree.children
    assert isinstance(child, Tree)
    return child


def _offset_of(error: UnexpectedInput | DedentError, text: str) -> int:
    if isinstance(error, UnexpectedToken):
        token = error.token
        if token.type in ("$END", "_NL", "_DEDENT"):
            return _end_of_statement(text, len(text) if token.start_pos is None else token.start_pos)
        if token.type == "_INDENT":
            return _start_of_next_line(text, token.start_pos or 0)
        return token.start_pos or 0
    if isinstance(error, UnexpectedCharacters):
        return error.pos_in_stream
    return _dedent_offset(text)


def _end_of_statement(text: str, offset: int) -> int:
    """The last character that says something at or before a newline token."""
    return max(len(text[:offset].rstrip()) - 1, 0)


def _start_of_next_line(text: str, offset: int) -> int:
    rest = text[offset:]
    at = offset
    for line in rest.splitlines(keepends=True):
        if line.strip() and not is_blank(line.rstrip("\n")):
            return at + indent_of(line)
        at += len(line)
    return max(len(text) - 1, 0)


def _dedent_offset(text: str) -> int:
    """The first line that goes back to an indentation which no line above it has."""
    stack, at = [0], 0
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\n")
        if not is_blank(bare):
            depth = indent_of(bare)
            while depth < stack[-1]:
                stack.pop()
            if depth > stack[-1] and depth not in stack and _went_back(text, at, depth):
                return at + depth
            if depth > stack[-1]:
                stack.append(depth)
        at += len(line)
    return 0


def _went_back(text: str, at: int, depth: int) -> bool:
    above = [line for line in text[:at].splitlines() if not is_blank(line)]
    return bool(above) and indent_of(above[-1]) > depth


def _complaint(
    source: Source, block: Block, text: str, offset: int, error: UnexpectedInput | DedentError
) -> Diagnostic:
    letter = explain_unexpected(text, offset, error)
    start = block.start + offset
    end = block.start + max(letter.end, offset + 1)
    return Diagnostic(
        code=letter.code,
        source=source,
        span=Span(start, end),
        heading=heading_of(block),
        message=letter.message,
        help=letter.help,
    )


def heading_of(block: Block) -> str | None:
    """The block's first line, where it is a clause or a promise: what an author calls the place."""
    first = block.text.split("\n", 1)[0].split("[")[0].split("#")[0].rstrip()
    return first if first.startswith(("clause ", "promise ")) else None


def _layout_mistake(source: Source, block: Block) -> Diagnostic | None:
    """A block that begins indented, or is nested too deep."""
    stack, at = list[int](), block.start
    for line in block.text.splitlines(keepends=True):
        bare = line.rstrip("\n")
        if not is_blank(bare):
            depth = indent_of(bare)
            if not stack and depth > 0:
                return _layout(source, block, at + depth, "WR028", "this line is indented under nothing", "begin it at the margin")
            while stack and depth < stack[-1]:
                stack.pop()
            if not stack or depth > stack[-1]:
                stack.append(depth)
            if len(stack) > MAX_DEPTH:
                return _layout(
                    source,
                    block,
                    at + depth,
                    "WR029",
                    f"lines are nested deeper than {MAX_DEPTH}",
                    "declare a fact for the inner list and use its words here",
                )
        at += len(line)
    return None


def _layout(source: Source, block: Block, offset: int, code: str, message: str, remedy: str) -> Diagnostic:
    line_end = source.text.find("\n", offset)
    return Diagnostic(
        code=code,
        source=source,
        span=Span(offset, line_end),
        heading=heading_of(block),
        message=message,
        help=remedy,
    )



"""What the lines that could not be read would have declared, so that nothing more is said of its uses."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from wrbc_rules.diagnostics import nearest
from wrbc_rules.source import Span
from wrbc_rules.syntax.nodes import Block, PolicyHeader
from wrbc_rules.syntax.words import Declaration, SettingNode, Words

_KINDS = ("noun", "act", "duty", "fact")
_HEADS = (*_KINDS, "setting", "policy", "example", "promise", "also")
#: Quantifiers that give nothing back (`*+`): a long line takes no longer than its length.
_NAMED = re.compile(r'[ \t]*+([A-Za-z]*+)(?:[ \t]++else)?[ \t]*+:?[ \t]*+"([^"\n]*)"')
#: Where the words of a declaration end if their quotation mark is not closed.
_UNCLOSED = re.compile(r'^([^"\n]*"[^"\n]*?)( (?:means|asks|where|is an?) .*)?$')
_NUMBERED = re.compile(r"[ \t]*[A-Za-z]+[ \t]+(\d+\.\d+)")
#: So many declared words are remembered; what uses one of the others is complained of besides.
_MOST = 300
_STRAIGHT = str.maketrans("\u201c\u201d\u201e\u201f\u00ab\u00bb", '""""""')


@attrs.define
class Lost:
    """Declared words, kept as damaged declarations, and the names of clauses and examples."""

    nodes: list[Block] = attrs.field(factory=list)
    names: set[str] = attrs.field(factory=set)
    _kind: str = "fact"

    def take(self, text: str, start: int) -> None:
        """Remember what some lines would have declared; `start` is the offset of the first in the file."""
        for line in text.splitlines(keepends=True):
            self._line(line.rstrip("\n"), start)
            start += len(line)

    def _line(self, line: str, start: int) -> None:
        clean = "".join(c for c in line.translate(_STRAIGHT) if c.isprintable())
        if numbered := _NUMBERED.match(clean):
            self.names.add(numbered[1])
        if clean.count('"') % 2:
            clean = _UNCLOSED.sub(r'\1"\2', clean.rstrip())
        named = _NAMED.match(clean)
        if named is None or len(self.nodes) >= _MOST:
            return
        head = named[1].lower()
        close = [head] if head in (*_HEADS, "or") else nearest(head, _HEADS)
        words = re.findall(r'"([^"]*)"', clean) if head in ("also", "or") else [named[2]]
        span = Span(start, start + len(line))
        for text in words:
            for kind in close[:1] or ([""] if head else _KINDS):
                self.nodes += self._declared(kind, Words(text, span, "STRING"))

    def _declared(self, head: str, words: Words) -> Iterator[Block]:
        if head in _KINDS:
            self._kind = head
        if head == "policy":
            yield PolicyHeader(name=words, lines=(), span=words.span, damaged=True)
        elif head == "setting":
            yield SettingNode(name=words, type=Words("", words.span), span=words.span, damaged=True)
        elif head in (*_KINDS, "also", "or"):
            kind = Words(self._kind, words.span, "KIND")
            yield Declaration(kind=kind, pattern=words, span=words.span, damaged=True)
        else:
            self.names.add(words.text)

    def under(self, kind: str) -> None:
        """Say of which kind the word is whose further wordings come next."""
        self._kind = kind if kind in _KINDS else self._kind

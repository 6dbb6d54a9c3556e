"""From the tree of the grammar to ours: words, declarations and their meanings."""

from __future__ import annotations

import unicodedata
from typing import Any, Literal, cast

import attrs

from wrbc_rules.source import Span
from wrbc_rules.syntax.tree import Token, Tree
from wrbc_rules.syntax.words import (
    AsksMeaning,
    ClassMeaning,
    Declaration,
    DoneMeaning,
    Formal,
    FormalList,
    FormalTest,
    Meaning,
    OrganisationMeaning,
    SettingNode,
    TestsMeaning,
    Words,
)


@attrs.define
class DeclarationBuilder:
    """Makes nodes of declarations. `base` is the offset of the block in the file, `span` its place."""

    base: int
    span: Span
    damaged: bool

    def words(self, token: Token) -> Words:
        """A token as words, letters composed (NFC); white space becomes single spaces, except in quotes."""
        start, end = token.start + self.base, token.end + self.base
        text = token.text if token.text.isascii() else unicodedata.normalize("NFC", token.text)
        if token.type == "STRING":
            return Words(text[1:-1], Span(start, end), token.type)
        return Words(" ".join(text.split()), Span(start, end), token.type)

    def maybe(self, token: Token | None) -> Words | None:
        """A token as words, where there is one."""
        return None if token is None else self.words(token)

    def span_of(self, tree: Tree) -> Span:
        """From the first to the last token that says something."""
        first, last = _outermost(tree, 1), _outermost(tree, -1)
        assert first is not None
        assert last is not None
        return Span(self.base + first.start, self.base + last.end)

    def short_word(self, tree: Tree) -> Declaration:
        """A word declared on one line."""
        kind, pattern, _, _, cls, _, where, meaning = cast("list[Any]", tree.children)
        within = None if cls is None else (self.words(cls), None if where is None else self._formal(where))
        return Declaration(
            kind=self.words(kind),
            pattern=self.words(pattern),
            within=within,
            meanings=(self._meaning(cast("Tree", meaning)),),
            span=self.span_of(tree),
        )

    def long_word(self, tree: Tree) -> Declaration:
        """A word declared with lines below it."""
        kind, pattern, *details = tree.children
        made = Declaration(
            kind=self.words(cast(Token, kind)),
            pattern=self.words(cast(Token, pattern)),
            span=self.span_of(tree),
            damaged=self.damaged,
        )
        for each in details:
            if isinstance(each, Tree):
                made = self._detailed(made, each)
        return made

    def _detailed(self, made: Declaration, tree: Tree) -> Declaration:
        if tree.name == "detail":
            meaning = self._meaning(cast("Tree", tree.children[0]))
            return attrs.evolve(made, meanings=(*made.meanings, meaning))
        if tree.name == "within_class":
            cls = self.words(cast(Token, tree.children[2]))
            return attrs.evolve(made, within=(cls, self._where(tree.children[3])))
        words = tuple(self.words(t) for t in tokens_of(tree) if t.type in ("STRING", "REF"))
        if tree.name == "also":
            return attrs.evolve(made, also=made.also + words)
        if tree.name == "see":
            return attrs.evolve(made, see=made.see + words)
        return attrs.evolve(made, contrary=words[0])

    def setting(self, tree: Tree) -> SettingNode:
        """A setting."""
        _, name, _, _, kind, _, value, *decided = cast("list[Any]", tree.children)
        kind_tokens = tokens_of(kind)
        details = {d.name: self.words(tokens_of(d)[-1]) for d in decided if isinstance(d, Tree)}
        return SettingNode(
            name=self.words(name),
            type=self.words(kind_tokens[0]),
            choices=tuple(self.words(t) for t in kind_tokens if t.type == "STRING"),
            value=None if value.type == "NOT_SET" else self.words(value),
            decided_by=details.get("decided_by"),
            suggested=details.get("suggested"),
            span=self.span_of(tree),
        )

    # ---- meanings

    def _meaning(self, tree: Tree) -> Meaning:
        span, parts = self.span_of(tree), cast("list[Any]", tree.children)
        if tree.name == "the_organisation":
            return OrganisationMeaning(span)
        if tree.name == "means":
            return TestsMeaning(self._formal(parts[1]), span)
        if tree.name == "asks":
            when = None if parts[3] is None else self._formal(parts[3])
            return AsksMeaning(who=self.words(parts[1]), when=when, span=span)
        if tree.name == "done_at":
            return DoneMeaning(moments=self._moments(parts[2]), where=self._where(parts[3]), span=span)
        _, _, cls, _, each, _, at, where = parts
        return ClassMeaning(
            cls=self.words(cls), each=self.maybe(each), at=self.maybe(at), where=self._where(where), span=span
        )

    def _moments(self, tree: Any) -> tuple[Words, ...]:
        return tuple(self.words(t) for t in tokens_of(tree) if t.type == "NAME")

    def _where(self, tree: Any) -> Formal | None:
        return self._formal(tree.children[1]) if len(tree.children) > 1 else None

    def _formal(self, tree: Any) -> Formal:
        span = self.span_of(tree)
        if tree.name in ("all_tests", "any_test"):
            tests = tuple(self._formal(each) for each in tree.children if isinstance(each, Tree))
            word = "all of" if tree.name == "all_tests" else "any of"
            return FormalList(Words(word, span, "LIST"), tests, span)
        if tree.name == "tests_list":
            tests = tuple(self._formal(each) for each in tree.children[1:] if isinstance(each, Tree))
            return FormalList(self.words(tree.children[0]), tests, span)
        return self._test(tree, span)

    def _test(self, tree: Tree, span: Span) -> FormalTest:
        inner = next((self._formal(each) for each in tree.children if isinstance(each, Tree)), None)
        tokens = [t for t in tree.children if isinstance(t, Token)]
        op = tree.name
        words = [self.words(t) for t in tokens if t.type not in _NOISE]
        how = next((w for w in words if w.kind in _HOW), None)
        rest = [w for w in words if w is not how]
        if op == "tally":
            rest = [rest[1], rest[0]]
        return FormalTest(
            op=op,
            span=span,
            field=rest[0],
            word=how,
            negative=any(t.type in ("NOT", "NONE_OF") for t in tokens),
            values=tuple(rest[1:]),
            inner=inner,
        )


_NOISE = {
    "IS", "NOT", "AND", "OR", "ANY_OF", "NONE_OF", "INCLUDE", "WITHIN", "AFTER", "FROM", "UNTIL", "AGE_BY",
    "IN", "WHERE", "COMMA",
}  # fmt: skip
_HOW = {"SIDE", "ORDER", "QUANT", "NIGHTS"}


def _outermost(tree: Tree, step: Literal[1, -1]) -> Token | None:
    """The first token that says something (with a step of -1: the last)."""
    for child in tree.children if step == 1 else reversed(tree.children):
        if child.__class__ is Token:
            return child
        if isinstance(child, Tree) and (found := _outermost(child, step)) is not None:
            return found
    return None


def tokens_of(tree: Any) -> list[Token]:
    """The tokens of a form that say something."""
    if isinstance(tree, Token):
        return [tree]
    return [t for t in tree.children if isinstance(t, Token)]

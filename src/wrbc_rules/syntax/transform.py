"""From the tree of the grammar to ours: one function for each form of the grammar."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import attrs

from wrbc_rules.source import Span
from wrbc_rules.syntax.declared import DeclarationBuilder, tokens_of
from wrbc_rules.syntax.nodes import (
    Background,
    Block,
    Circumstance,
    ClauseNode,
    Condition,
    ExampleNode,
    LedgerNode,
    Line,
    ListedCondition,
    NormNode,
    Note,
    Part,
    PhraseCondition,
    PolicyHeader,
    PromiseNode,
    ResultCondition,
    SentenceNode,
    Timing,
)
from wrbc_rules.syntax.tree import Token, Tree
from wrbc_rules.syntax.words import Declaration, SettingNode, Words


def build(tree: Tree, base: int, length: int, damaged: bool) -> Block:
    """The node of one parsed block that starts at the offset `base` of the file."""
    return _Builder(base, Span(base, base + length), damaged).block(tree)


@attrs.define
class _Builder(DeclarationBuilder):
    # ---- blocks

    def block(self, tree: Tree) -> Block:
        makers: dict[str, Callable[[Tree], Block]] = {
            "policy": self.policy,
            "part": self.part,
            "long_clause": self.long_clause,
            "short_clause": self.short_clause,
            "short_word": self.short_word,
            "long_word": self.long_word,
            "setting": self.setting,
            "background": self.background,
            "promise": self.promise,
        }
        return makers[tree.name](tree)

    def policy(self, tree: Tree) -> PolicyHeader:
        _, name, *headers = tree.children
        lines = tuple((h.name, self.words(tokens_of(h)[-1])) for h in headers if isinstance(h, Tree))
        return PolicyHeader(
            name=self.words(cast(Token, name)), lines=lines, span=self.span, damaged=self.damaged
        )

    def part(self, tree: Tree) -> Part:
        _, number, title = tokens_of(tree)
        return Part(self.words(number), self.words(title))

    def long_clause(self, tree: Tree) -> ClauseNode:
        _, ref, title, *sentences = tree.children
        made = tuple(self.sentence(cast(Any, each)) for each in sentences if isinstance(each, Tree))
        return self.clause(ref, title, made)

    def short_clause(self, tree: Tree) -> ClauseNode:
        _, ref, title, source, ledger, *body = tree.children
        return self.clause(ref, title, (self.sentence_of(None, source, ledger, body, self.span),))

    def clause(self, ref: Any, title: Any, sentences: tuple[SentenceNode, ...]) -> ClauseNode:
        return ClauseNode(
            number=self.words(ref),
            title=self.maybe(title),
            sentences=sentences,
            span=self.span,
            damaged=self.damaged,
        )

    def sentence(self, tree: Tree) -> SentenceNode:
        _, number, source, ledger, *body = tree.children
        return self.sentence_of(self.words(cast(Token, number)), source, ledger, body, self.span_of(tree))

    def sentence_of(
        self, number: Words | None, source: Any, ledger: Any, body: list[Any], span: Span
    ) -> SentenceNode:
        adopted = isinstance(source, Tree)
        parts = [self.body(each) for each in body if isinstance(each, Tree)]
        return SentenceNode(
            number=number,
            pin=None if adopted else self.words(source),
            adopted=self.words(source.children[-1]) if adopted else None,
            ledger=None if ledger is None else self.ledger(ledger),
            norms=tuple(p for p in parts if isinstance(p, NormNode)),
            notes=tuple(p for p in parts if isinstance(p, Note)),
            examples=tuple(p for p in parts if isinstance(p, ExampleNode)),
            declarations=tuple(p for p in parts if isinstance(p, Declaration | SettingNode)),
            span=span,
        )

    def ledger(self, tree: Tree) -> LedgerNode:
        if tree.name == "entry":
            kind, words = tokens_of(tree)
            return LedgerNode(self.words(kind), self.words(words), None)
        kind, ref, said = cast("tuple[Token, Token, Token | None]", tuple(tree.children))
        return LedgerNode(self.words(kind), self.maybe(said), self.words(ref))

    def body(self, tree: Tree) -> Any:
        makers: dict[str, Callable[[Tree], Any]] = {
            "norm": self.norm,
            "note": self.note,
            "example": self.example,
            "short_word": self.short_word,
            "long_word": self.long_word,
            "setting": self.setting,
        }
        return makers[tree.name](tree)

    def note(self, tree: Tree) -> Note:
        kind, words = tokens_of(tree)
        return Note(self.words(kind), self.words(words))

    # ---- norms

    def norm(self, tree: Tree) -> NormNode:
        label, line, *parts = tree.children
        made = [self.part_of_norm(each) for each in parts if isinstance(each, Tree)]
        return NormNode(
            label=self.maybe(cast("Token | None", label)),
            line=self.words(cast(Token, line)),
            circumstances=tuple(p for p in made if isinstance(p, Circumstance)),
            timings=tuple(p for p in made if isinstance(p, Timing)),
            answers=tuple(p for p in made if isinstance(p, Words) and p.kind == "REF"),
            refer_to=tuple(p for p in made if isinstance(p, Words) and p.kind == "TEXT"),
            span=self.span_of(tree),
            damaged=self.damaged,
        )

    def part_of_norm(self, tree: Tree) -> Circumstance | Timing | Words:
        first = cast(Token, tree.children[0])
        if tree.name == "circumstance":
            condition = self.condition(cast("Tree", tree.children[1]))
            return Circumstance(self.words(first), condition, self.span_of(tree))
        rest = self.words(cast(Token, tree.children[1]))
        return (
            rest if tree.name in ("answers", "refer") else Timing(self.words(first), rest, self.span_of(tree))
        )

    def condition(self, tree: Tree) -> Condition:
        first = self.words(cast(Token, tree.children[0]))
        if tree.name == "phrase":
            return PhraseCondition(first)
        if tree.name == "result_of":
            ref, result = first.text.rsplit(" is ", 1)
            middle = first.span.start + len(ref)
            return ResultCondition(
                Words(ref, Span(first.span.start, middle), "REF"),
                Words(result, Span(first.span.end - len(result), first.span.end), "RESULT"),
                first.span,
            )
        inner = tuple(self.condition(each) for each in tree.children[1:] if isinstance(each, Tree))
        return ListedCondition(first, inner, self.span_of(tree), self.damaged)

    # ---- examples

    def example(self, tree: Tree) -> ExampleNode:
        _, name, _, like, *lines = tree.children
        return ExampleNode(
            name=self.words(cast(Token, name)),
            like=self.maybe(cast("Token | None", like)),
            lines=tuple(self.line(each) for each in lines if isinstance(each, Tree)),
            span=self.span_of(tree),
            damaged=self.damaged,
        )

    def promise(self, tree: Tree) -> PromiseNode:
        _, name, *lines = tree.children
        return PromiseNode(
            name=self.words(cast(Token, name)),
            lines=tuple(self.line(each) for each in lines if isinstance(each, Tree)),
            span=self.span,
            damaged=self.damaged,
        )

    def background(self, tree: Tree) -> Background:
        lines = tuple(self.words(t) for t in tokens_of(tree) if t.type == "TEXT")
        return Background(lines, self.span)

    def line(self, tree: Tree) -> Line:
        span = self.span_of(tree)
        if tree.name != "expect":
            return Line(kind=tree.name, words=self.words(tokens_of(tree)[-1]), span=span)
        _, ref, outcome, _, until = cast("list[Token | None]", tree.children)
        return Line(
            kind="expect",
            words=self.words(cast(Token, outcome)),
            ref=self.maybe(ref),
            until=self.maybe(until),
            span=span,
        )

"""From Lark's tree to ours: one function for each form of the grammar."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import attrs
from lark import Token, Tree

from wrbc_rules.source import Span
from wrbc_rules.syntax import nodes as n

_QUOTED = {"STRING"}


def build(tree: Tree[Token], base: int, length: int, damaged: bool) -> n.Block:
    """The node of one parsed block that starts at the offset `base` of the file."""
    return _Builder(base, Span(base, base + length), damaged).block(tree)


@attrs.define
class _Builder:
    base: int
    span: Span
    damaged: bool

    # ---- small things

    def words(self, token: Token) -> n.Words:
        start, end = cast(int, token.start_pos) + self.base, cast(int, token.end_pos) + self.base
        text = str(token)
        if token.type in _QUOTED:
            return n.Words(text[1:-1], Span(start, end), token.type)
        if token.type not in ("PIN", "TEXT"):
            text = " ".join(text.split())
        elif token.type == "TEXT":
            text = " ".join(text.split())
        return n.Words(text, Span(start, end), token.type)

    def maybe(self, token: Token | None) -> n.Words | None:
        return None if token is None else self.words(token)

    def span_of(self, tree: Tree[Token]) -> Span:
        tokens = [t for t in tree.scan_values(lambda v: isinstance(v, Token))]
        real = [t for t in tokens if not t.type.startswith("_")]
        return Span(
            self.base + min(cast(int, t.start_pos) for t in real),
            self.base + max(cast(int, t.end_pos) for t in real),
        )

    # ---- blocks

    def block(self, tree: Tree[Token]) -> n.Block:
        makers: dict[str, Callable[[Tree[Token]], n.Block]] = {
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
        return makers[tree.data](tree)

    def policy(self, tree: Tree[Token]) -> n.PolicyHeader:
        _, name, *headers = tree.children
        lines = tuple((h.data, self.words(_tokens(h)[-1])) for h in headers if isinstance(h, Tree))
        return n.PolicyHeader(
            name=self.words(cast(Token, name)), lines=lines, span=self.span, damaged=self.damaged
        )

    def part(self, tree: Tree[Token]) -> n.Part:
        _, number, title = _tokens(tree)
        return n.Part(self.words(number), self.words(title))

    def long_clause(self, tree: Tree[Token]) -> n.ClauseNode:
        _, ref, title, *sentences = tree.children
        made = tuple(self.sentence(cast(Any, each)) for each in sentences if isinstance(each, Tree))
        return self.clause(ref, title, made)

    def short_clause(self, tree: Tree[Token]) -> n.ClauseNode:
        _, ref, title, source, ledger, *body = tree.children
        return self.clause(ref, title, (self.sentence_of(None, source, ledger, body, self.span),))

    def clause(self, ref: Any, title: Any, sentences: tuple[n.SentenceNode, ...]) -> n.ClauseNode:
        return n.ClauseNode(
            number=self.words(ref),
            title=self.maybe(title),
            sentences=sentences,
            span=self.span,
            damaged=self.damaged,
        )

    def sentence(self, tree: Tree[Token]) -> n.SentenceNode:
        _, number, source, ledger, *body = tree.children
        return self.sentence_of(self.words(cast(Token, number)), source, ledger, body, self.span_of(tree))

    def sentence_of(
        self, number: n.Words | None, source: Any, ledger: Any, body: list[Any], span: Span
    ) -> n.SentenceNode:
        adopted = isinstance(source, Tree)
        parts = [self.body(each) for each in body if isinstance(each, Tree)]
        return n.SentenceNode(
            number=number,
            pin=None if adopted else self.words(source),
            adopted=self.words(source.children[-1]) if adopted else None,
            ledger=None if ledger is None else self.ledger(ledger),
            norms=tuple(p for p in parts if isinstance(p, n.NormNode)),
            notes=tuple(p for p in parts if isinstance(p, n.Note)),
            examples=tuple(p for p in parts if isinstance(p, n.ExampleNode)),
            declarations=tuple(p for p in parts if isinstance(p, n.Declaration | n.SettingNode)),
            span=span,
        )

    def ledger(self, tree: Tree[Token]) -> n.LedgerNode:
        if tree.data == "entry":
            kind, words = _tokens(tree)
            return n.LedgerNode(self.words(kind), self.words(words), None)
        kind, ref, said = cast("tuple[Token, Token, Token | None]", tuple(tree.children))
        return n.LedgerNode(self.words(kind), self.maybe(said), self.words(ref))

    def body(self, tree: Tree[Token]) -> Any:
        makers: dict[str, Callable[[Tree[Token]], Any]] = {
            "norm": self.norm,
            "note": self.note,
            "example": self.example,
            "short_word": self.short_word,
            "long_word": self.long_word,
            "setting": self.setting,
        }
        return makers[tree.data](tree)

    def note(self, tree: Tree[Token]) -> n.Note:
        kind, words = _tokens(tree)
        return n.Note(self.words(kind), self.words(words))

    # ---- norms

    def norm(self, tree: Tree[Token]) -> n.NormNode:
        label, line, *parts = tree.children
        made = [self.part_of_norm(each) for each in parts if isinstance(each, Tree)]
        return n.NormNode(
            label=self.maybe(cast("Token | None", label)),
            line=self.words(cast(Token, line)),
            circumstances=tuple(p for p in made if isinstance(p, n.Circumstance)),
            timings=tuple(p for p in made if isinstance(p, n.Timing)),
            answers=tuple(p for p in made if isinstance(p, n.Words)),
            span=self.span_of(tree),
        )

    def part_of_norm(self, tree: Tree[Token]) -> n.Circumstance | n.Timing | n.Words:
        first = cast(Token, tree.children[0])
        if tree.data == "circumstance":
            condition = self.condition(cast("Tree[Token]", tree.children[1]))
            return n.Circumstance(self.words(first), condition, self.span_of(tree))
        rest = self.words(cast(Token, tree.children[1]))
        return rest if tree.data == "answers" else n.Timing(self.words(first), rest, self.span_of(tree))

    def condition(self, tree: Tree[Token]) -> n.Condition:
        first = self.words(cast(Token, tree.children[0]))
        if tree.data == "phrase":
            return n.PhraseCondition(first)
        if tree.data == "result_of":
            ref, result = first.text.rsplit(" is ", 1)
            middle = first.span.start + len(ref)
            return n.ResultCondition(
                n.Words(ref, Span(first.span.start, middle), "REF"),
                n.Words(result, Span(first.span.end - len(result), first.span.end), "RESULT"),
                first.span,
            )
        inner = tuple(self.condition(each) for each in tree.children[1:] if isinstance(each, Tree))
        return n.ListedCondition(first, inner, self.span_of(tree))

    # ---- examples

    def example(self, tree: Tree[Token]) -> n.ExampleNode:
        _, name, _, like, *lines = tree.children
        return n.ExampleNode(
            name=self.words(cast(Token, name)),
            like=self.maybe(cast("Token | None", like)),
            lines=tuple(self.line(each) for each in lines if isinstance(each, Tree)),
            span=self.span_of(tree),
            damaged=self.damaged,
        )

    def promise(self, tree: Tree[Token]) -> n.PromiseNode:
        _, name, *lines = tree.children
        return n.PromiseNode(
            name=self.words(cast(Token, name)),
            lines=tuple(self.line(each) for each in lines if isinstance(each, Tree)),
            span=self.span,
            damaged=self.damaged,
        )

    def background(self, tree: Tree[Token]) -> n.Background:
        lines = tuple(self.words(t) for t in _tokens(tree) if t.type == "TEXT")
        return n.Background(lines, self.span)

    def line(self, tree: Tree[Token]) -> n.Line:
        span = self.span_of(tree)
        if tree.data != "expect":
            return n.Line(kind=str(tree.data), words=self.words(_tokens(tree)[-1]), span=span)
        _, ref, outcome, _, until = cast("list[Token | None]", tree.children)
        return n.Line(
            kind="expect",
            words=self.words(cast(Token, outcome)),
            ref=self.maybe(ref),
            until=self.maybe(until),
            span=span,
        )

    # ---- words

    def short_word(self, tree: Tree[Token]) -> n.Declaration:
        kind, pattern, _, _, cls, _, where, meaning = cast("list[Any]", tree.children)
        within = None if cls is None else (self.words(cls), None if where is None else self.formal(where))
        return n.Declaration(
            kind=self.words(kind),
            pattern=self.words(pattern),
            within=within,
            meanings=(self.meaning(cast("Tree[Token]", meaning)),),
            span=self.span_of(tree),
        )

    def long_word(self, tree: Tree[Token]) -> n.Declaration:
        kind, pattern, *details = tree.children
        made = n.Declaration(
            kind=self.words(cast(Token, kind)),
            pattern=self.words(cast(Token, pattern)),
            span=self.span_of(tree),
            damaged=self.damaged,
        )
        for each in details:
            if isinstance(each, Tree):
                made = self.detailed(made, each)
        return made

    def detailed(self, made: n.Declaration, tree: Tree[Token]) -> n.Declaration:
        if tree.data == "detail":
            meaning = self.meaning(cast("Tree[Token]", tree.children[0]))
            return attrs.evolve(made, meanings=(*made.meanings, meaning))
        if tree.data == "within_class":
            cls = self.words(cast(Token, tree.children[2]))
            return attrs.evolve(made, within=(cls, self.where(tree.children[3])))
        words = tuple(self.words(t) for t in _tokens(tree) if t.type in ("STRING", "REF"))
        if tree.data == "also":
            return attrs.evolve(made, also=made.also + words)
        if tree.data == "see":
            return attrs.evolve(made, see=made.see + words)
        return attrs.evolve(made, contrary=words[0])

    def setting(self, tree: Tree[Token]) -> n.SettingNode:
        _, name, _, _, kind, _, value, *decided = tree.children
        kind_tokens = _tokens(cast("Tree[Token]", kind))
        details = {str(d.data): self.words(_tokens(d)[-1]) for d in decided if isinstance(d, Tree)}
        assert isinstance(value, Token)
        return n.SettingNode(
            name=self.words(cast(Token, name)),
            type=self.words(kind_tokens[0]),
            choices=tuple(self.words(t) for t in kind_tokens if t.type == "STRING"),
            value=None if value.type == "NOT_SET" else self.words(value),
            decided_by=details.get("decided_by"),
            suggested=details.get("suggested"),
            span=self.span_of(tree),
        )

    # ---- meanings

    def meaning(self, tree: Tree[Token]) -> n.Meaning:
        span, parts = self.span_of(tree), tree.children
        if tree.data == "the_organisation":
            return n.OrganisationMeaning(span)
        if tree.data == "means":
            return n.TestsMeaning(self.formal(parts[1]), span)
        if tree.data == "asks":
            when = None if parts[3] is None else self.formal(parts[3])
            return n.AsksMeaning(who=self.words(cast(Token, parts[1])), when=when, span=span)
        if tree.data == "done_at":
            return n.DoneMeaning(moments=self.moments(parts[2]), where=self.where(parts[3]), span=span)
        _, _, cls, _, each, _, at, where = cast("list[Any]", parts)
        return n.ClassMeaning(
            cls=self.words(cls), each=self.maybe(each), at=self.maybe(at), where=self.where(where), span=span
        )

    def moments(self, tree: Any) -> tuple[n.Words, ...]:
        return tuple(self.words(t) for t in _tokens(tree) if t.type == "NAME")

    def where(self, tree: Any) -> n.Formal | None:
        return self.formal(tree.children[1]) if len(tree.children) > 1 else None

    def formal(self, tree: Any) -> n.Formal:
        span = self.span_of(tree)
        if tree.data in ("all_tests", "any_test"):
            tests = tuple(self.formal(each) for each in tree.children if isinstance(each, Tree))
            word = "all of" if tree.data == "all_tests" else "any of"
            return n.FormalList(n.Words(word, span, "LIST"), tests, span)
        if tree.data == "tests_list":
            tests = tuple(self.formal(each) for each in tree.children[1:] if isinstance(each, Tree))
            return n.FormalList(self.words(tree.children[0]), tests, span)
        return self.test(tree, span)

    def test(self, tree: Tree[Token], span: Span) -> n.FormalTest:
        inner = next((self.formal(each) for each in tree.children if isinstance(each, Tree)), None)
        tokens = [t for t in tree.children if isinstance(t, Token)]
        op = str(tree.data)
        words = [self.words(t) for t in tokens if t.type not in _NOISE]
        how = next((w for w in words if w.kind in _HOW), None)
        rest = [w for w in words if w is not how]
        if op == "tally":
            rest = [rest[1], rest[0]]
        return n.FormalTest(
            op=op,
            span=span,
            field=rest[0],
            word=how,
            negative=any(t.type in ("NOT", "NONE_OF") for t in tokens),
            values=tuple(rest[1:]),
            inner=inner,
        )


_NOISE = {
    "IS", "NOT", "AND", "OR", "ANY_OF", "NONE_OF", "INCLUDE", "WITHIN", "AFTER", "FROM", "UNTIL", "AGE_BY", "IN",
    "WHERE", "COMMA",
}  # fmt: skip
_HOW = {"SIDE", "ORDER", "QUANT", "NIGHTS"}


def _tokens(tree: Any) -> list[Token]:
    if isinstance(tree, Token):
        return [tree]
    return [t for t in tree.children if isinstance(t, Token) and not t.type.startswith("_")]

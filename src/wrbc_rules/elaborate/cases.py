"""Examples and promises: their lines become statements about one event, and what must come out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from wrbc_rules.diagnostics import Label, nearest
from wrbc_rules.elaborate.case_lines import CaseLines
from wrbc_rules.elaborate.clauses import clause_nodes, rules_of
from wrbc_rules.elaborate.conditions import no_such_rule
from wrbc_rules.elaborate.fields import Scope
from wrbc_rules.elaborate.letters import Letters
from wrbc_rules.elaborate.misread import misread
from wrbc_rules.elaborate.phrases import Phrases
from wrbc_rules.ir import Example, Expectation, Given, Outcome, Promise
from wrbc_rules.syntax import (
    Background,
    ClauseNode,
    ExampleNode,
    Line,
    PromiseNode,
    RulesFile,
    SentenceNode,
    Words,
)
from wrbc_rules.values import Clock

_OUTCOMES = {outcome.words: outcome for outcome in Outcome}


@attrs.frozen
class _Node:
    """An example where it stands."""

    node: ExampleNode
    clause: ClauseNode
    sentence: SentenceNode


class Cases:
    """Makes the examples and promises of a file; `refs` are the ids of its rules."""

    def __init__(
        self, tree: RulesFile, phrases: Phrases, letters: Letters, clock: Clock, refs: Sequence[str]
    ) -> None:
        self.tree, self.phrases, self.letters = tree, phrases, letters
        self.refs, self._known = sorted(refs), frozenset(refs)
        self.lines = CaseLines(phrases, letters, clock)
        self.nodes = self._collect()
        self.background = tuple(self._background_lines())
        self._in_scope: dict[Scope, tuple[Given, ...]] = {}
        self._circles: set[str] = set()

    def _collect(self) -> dict[str, _Node]:
        found: dict[str, _Node] = {}
        for clause in clause_nodes(self.tree):
            for sentence in clause.sentences:
                for node in sentence.examples:
                    if node.name.text in found:
                        first = found[node.name.text].node.name
                        self._twice("examples", node.name, first)
                    found.setdefault(node.name.text, _Node(node, clause, sentence))
        return found

    def _twice(self, what: str, second: Words, first: Words) -> None:
        message = f'two {what} are called "{second.text}"'
        labels = (Label(first.span, "the first"),)
        self.letters.say("WR167", second.span, message, "name one anew", labels=labels)

    # ---- the background

    def _background_lines(self) -> Iterator[Words]:
        for block in self.tree.blocks:
            for words in block.lines if isinstance(block, Background) else ():
                if self.lines.word(words) is None:
                    misread(words, self.lines)
                else:
                    yield words

    def _background(self, scope: Scope) -> tuple[Given, ...]:
        """The lines of the background that speak of what the scope has."""
        if scope not in self._in_scope:
            fitting = (words for words in self.background if self._fits(words, scope))
            self._in_scope[scope] = tuple(self.lines.stated(words, scope) for words in fitting)
        return self._in_scope[scope]

    def _fits(self, words: Words, scope: Scope) -> bool:
        word = self.lines.word(words)
        return word is not None and self.phrases.fits(word, scope)

    def idle_lines(self, examples: Sequence[Example]) -> Iterator[Words]:
        """The lines of the background that bear on none of the examples."""
        for words in self.background if examples else ():
            if not any(self._fits(words, scope) for scope in self._in_scope):
                yield words

    # ---- examples

    def examples(self) -> tuple[Example, ...]:
        """Every example whose lines could be read."""
        made = (self._example(each) for each in self.nodes.values())
        return tuple(example for example in made if example is not None)

    def _example(self, each: _Node) -> Example | None:
        node, rules = each.node, rules_of(each.clause, each.sentence)
        chain, whole = self._chain(node)
        whole = whole and not any(other.damaged for other in chain)
        inherited = [line for other in chain for line in other.lines if line.kind in ("given", "unknown")]
        own = [line for line in node.lines if line.kind in ("given", "unknown")]
        event = self._event([*inherited, *own])
        expectations = tuple(self._expectations(node, rules))
        self._check_expectations("example", node, expectations)
        if event is None:
            if whole:
                self._no_event("example", node, own)
            return None
        scope = self.lines.scope(event)
        seen = [line for other in (*chain, node) for line in other.lines if line.kind == "seen"]
        return Example(
            name=node.name.text,
            clause=each.clause.number.text,
            rules=rules,
            background=self._background(scope),
            inherited=tuple(self._givens(inherited, scope)),
            givens=tuple(self._givens(own, scope)),
            as_of=self.lines.moment(seen[-1].words) if seen else None,
            expectations=expectations,
            span=node.name.span,
        )

    def _chain(self, node: ExampleNode) -> tuple[list[ExampleNode], bool]:
        """The examples that this one is like, furthest first, and whether there are all of them."""
        chain: list[ExampleNode] = []
        here = node
        while here.like is not None:
            other = self.nodes.get(here.like.text)
            if other is None:
                self._no_example(here.like)
                return chain, False
            if other.node is node or other.node in chain:
                self._circle(here.like, [node, *reversed(chain)])
                return chain, False
            here = other.node
            chain.insert(0, here)
        return chain, True

    def _no_example(self, like: Words) -> None:
        if not self.letters.unread(like.text):
            close = nearest(like.text, list(self.nodes))
            remedy = f'did you mean "{close[0]}"?' if close else "name one in its own words"
            self.letters.say("WR162", like.span, f'no example is called "{like.text}"', remedy)

    def _circle(self, like: Words, circle: list[ExampleNode]) -> None:
        """Complain of examples that are like each other, once."""
        names = [each.name.text for each in circle]
        if not self._circles & set(names):
            told = " and ".join(f'"{name}"' for name in names)
            message = "the example is like itself" if len(names) == 1 else f"{told} are like each other"
            self.letters.say("WR162", like.span, message, "state one in full, without `like`")
        self._circles |= set(names)

    def _no_event(self, what: str, node: ExampleNode | PromiseNode, own: list[Line]) -> None:
        """Complain of what is wrong with the lines, or else that none of them says what happens."""
        misreadings = [line for line in own if not self._says_something(line)]
        for line in misreadings:
            misread(line.words, self.lines)
        meant = any(self.lines.happens(line.words) for line in own if line.kind == "given")
        like = isinstance(node, ExampleNode) and node.like is not None  # then it is said of the other
        if not (node.damaged or misreadings or meant or like):
            remedy = "begin with `given`, who and what they do"
            remedy += ", and `at 21:00 on 2017-03-03`" if what == "example" else ""
            self.letters.say("WR160", node.name.span, f"the {what} does not say what happens", remedy)

    def _says_something(self, line: Line) -> bool:
        """Whether the line is in declared words, of a sort that may stand there."""
        happens = line.kind == "given" and self.lines.happens(line.words)
        return happens or self.lines.word(line.words) is not None

    # ---- what must come out

    def _expectations(self, node: ExampleNode, rules: tuple[str, ...]) -> Iterator[Expectation]:
        for line in node.lines:
            if line.kind != "expect":
                continue
            if line.ref is None and not (node.damaged or self.letters.misnumbered):
                self._check_rule(line, rules)
            yield self._expectation(line, rules)

    def _check_rule(self, line: Line, rules: tuple[str, ...]) -> None:
        """Complain of an outcome that names no rule, where its sentence has several or none."""
        if len(rules) > 1:
            remedy = f"say which: `then {rules[0]} ...`"
            self.letters.say("WR161", line.span, "the sentence has several rules", remedy)
        if not rules:
            remedy = "name one: `then 4.7 breach`"
            self.letters.say("WR161", line.span, "there is no rule here to come out so", remedy)

    def _expectation(self, line: Line, rules: tuple[str, ...]) -> Expectation:
        return Expectation(
            rules=rules if line.ref is None else self._named(line.ref),
            outcome=_OUTCOMES[line.words.text],
            until=None if line.until is None else self.lines.moment(line.until),
            span=line.span,
            words=self.letters.source.slice(line.span),
        )

    def _named(self, ref: Words) -> tuple[str, ...]:
        if ref.text in self._known:
            return (ref.text,)
        no_such_rule(ref, self.refs, self.letters)
        return ()

    def _check_expectations(
        self, what: str, node: ExampleNode | PromiseNode, expectations: tuple[Expectation, ...]
    ) -> None:
        if not expectations and not node.damaged:
            message, remedy = (
                f"the {what} does not say what comes out",
                "add an outcome, such as `then breach`",
            )
            self.letters.say("WR161", node.name.span, message, remedy)

    # ---- promises

    def promises(self) -> tuple[Promise, ...]:
        """Every promise whose lines could be read."""
        seen: dict[str, Words] = {}
        made = []
        for node in self.tree.blocks:
            if isinstance(node, PromiseNode):
                if node.name.text in seen:
                    self._twice("promises", node.name, seen[node.name.text])
                seen.setdefault(node.name.text, node.name)
                made.append(self._promise(node))
        return tuple(promise for promise in made if promise is not None)

    def _promise(self, node: PromiseNode) -> Promise | None:
        lines = [line for line in node.lines if line.kind == "given"]
        for line in node.lines:
            if line.kind in ("unknown", "seen"):
                message = "a promise is about events of which everything is known"
                self.letters.say("WR168", line.span, message, "take this line out")
        event = self._event(lines)
        expectations = tuple(self._expectation(line, ()) for line in node.lines if line.kind == "expect")
        self._check_expectations("promise", node, expectations)
        if event is None:
            self._no_event("promise", node, lines)
            return None
        givens = tuple(self._givens(lines, self.lines.scope(event)))
        return Promise(name=node.name.text, givens=givens, expectations=expectations, span=node.name.span)

    # ---- lines

    def _event(self, lines: Iterable[Line]) -> Given | None:
        """The last line that says what happens."""
        events = [self.lines.event(line.words) for line in lines if line.kind == "given"]
        return next((each for each in reversed(events) if each is not None), None)

    def _givens(self, lines: Iterable[Line], scope: Scope) -> Iterator[Given]:
        for line in lines:
            event = self.lines.event(line.words) if line.kind == "given" else None
            if event is not None:
                yield event
            elif self.lines.word(line.words) is None:
                misread(line.words, self.lines)
            elif line.kind == "unknown":
                yield self.lines.unknown(line.words, scope)
            else:
                yield self.lines.stated(line.words, scope)

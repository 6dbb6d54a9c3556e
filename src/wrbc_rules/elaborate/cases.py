"""Examples, promises and the background: lines of a case become statements about one event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

import attrs

from wrbc_rules.diagnostics import Label, nearest
from wrbc_rules.elaborate.formal import WRONG, Scope
from wrbc_rules.elaborate.letters import Letters
from wrbc_rules.elaborate.lexicon import Lexicon, Use
from wrbc_rules.elaborate.phrases import Duty, Phrases, scope_of
from wrbc_rules.ir import (
    All,
    Each,
    Example,
    Expectation,
    Given,
    GivenKind,
    Instant,
    Later,
    Not,
    Outcome,
    Path,
    Phrase,
    Promise,
    Rule,
    Test,
)
from wrbc_rules.ir.operators import happens
from wrbc_rules.source import Span
from wrbc_rules.syntax import Background, ClauseNode, ExampleNode, Line, PromiseNode, RulesFile, SentenceNode, Words
from wrbc_rules.values import NEVER, Clock, When
from wrbc_rules.vocabulary import ClassInfo

_MOMENT = re.compile(r"(.+?)(?: (at|by) (\d{2}:\d{2}(?::\d{2})?) on (\d{4}-\d{2}-\d{2}))?")
_DID = re.compile(r"did (not )?(.+)")
_OUTCOMES = {outcome.words: outcome for outcome in Outcome}


@attrs.frozen
class _Node:
    """An example where it stands."""

    node: ExampleNode
    clause: ClauseNode
    sentence: SentenceNode


class Cases:
    """Makes the examples and promises of a file."""

    def __init__(
        self,
        tree: RulesFile,
        phrases: Phrases,
        lexicon: Lexicon,
        letters: Letters,
        clock: Clock,
        rules: tuple[Rule, ...],
        every_ref: set[str],
    ) -> None:
        self.tree, self.phrases, self.lexicon, self.letters, self.clock = tree, phrases, lexicon, letters, clock
        self.rules = {rule.id: rule for rule in rules}
        self.refs = every_ref
        self.nodes = self._collect()
        self.background = tuple(self._background_lines())

    def _collect(self) -> dict[str, _Node]:
        found: dict[str, _Node] = {}
        for clause in self.tree.blocks:
            for sentence in clause.sentences if isinstance(clause, ClauseNode) else ():
                assert isinstance(clause, ClauseNode)
                for node in sentence.examples:
                    if node.name.text in found:
                        first = Label(found[node.name.text].node.name.span, "the first")
                        with self.letters.under(clause.heading):
                            self.letters.say(
                                "WR167", node.name.span, f'two examples are called "{node.name.text}"',
                                "name one anew", labels=(first,),
                            )  # fmt: skip
                    found.setdefault(node.name.text, _Node(node, clause, sentence))
        return found

    def _background_lines(self) -> Iterator[Words]:
        for block in self.tree.blocks:
            if isinstance(block, Background):
                for words in block.lines:
                    if self._use(words) is None:
                        self.letters.say(
                            "WR110", words.span, f"no such fact: `{words.text}`", self._near(words.text)
                        )
                    else:
                        yield words

    # ---- examples

    def examples(self) -> tuple[Example, ...]:
        """Every example whose lines could be read."""
        made = []
        for each in self.nodes.values():
            with self.letters.under(each.clause.heading):
                example = self._example(each)
            if example is not None:
                made.append(example)
        return tuple(made)

    def _example(self, each: _Node) -> Example | None:
        node, ref = each.node, each.clause.number.text
        if each.sentence.number is not None:
            ref += f" s{int(each.sentence.number.text)}"
        rules = tuple(f"{ref}{norm.label.text if norm.label else ''}" for norm in each.sentence.norms)
        chain = self._chain(each)
        inherited = [line for other in chain for line in other.lines if line.kind in ("given", "unknown")]
        own = [line for line in node.lines if line.kind in ("given", "unknown")]
        event = self._event([*inherited, *own])
        expectations = tuple(self._expectations(node.lines, rules, node.damaged))
        if not expectations and not node.damaged:
            self.letters.say("WR161", node.name.span, "the example does not say what comes out", "add `then ...`")
        if event is None:
            if not node.damaged:
                self.letters.say(
                    "WR160", node.name.span, "the example does not say what happens",
                    "begin with `given`, who, what they do, and `at 21:00 on 2017-03-03`",
                )  # fmt: skip
            return None
        scope = _scope(self.phrases, event)
        seen = [line for other in (*chain, node) for line in other.lines if line.kind == "seen"]
        return Example(
            name=node.name.text,
            clause=each.clause.number.text,
            rules=rules,
            background=tuple(self._background(scope)),
            inherited=tuple(self._givens(inherited, scope)),
            givens=tuple(self._givens(own, scope)),
            as_of=self._moment_words(seen[-1].words) if seen else None,
            expectations=expectations,
            span=node.name.span,
        )

    def _chain(self, each: _Node) -> list[ExampleNode]:
        """The examples that this one is like, furthest first; complain of one that is not there or goes in a circle."""
        chain: list[ExampleNode] = []
        node = each.node
        while node.like is not None:
            other = self.nodes.get(node.like.text)
            if other is None:
                close = nearest(node.like.text, list(self.nodes))
                remedy = f'did you mean "{close[0]}"?' if close else None
                self.letters.say("WR162", node.like.span, f'no example is called "{node.like.text}"', remedy)
                break
            if other.node is each.node or other.node in chain:
                self.letters.say("WR162", node.like.span, "the example is like itself", "state one in full")
                break
            node = other.node
            chain.insert(0, node)
        return chain

    def _expectations(
        self, lines: Iterable[Line], rules: tuple[str, ...], damaged: bool
    ) -> Iterator[Expectation]:
        for line in lines:
            if line.kind != "expect":
                continue
            named = rules if line.ref is None else self._named(line.ref)
            if line.ref is None and len(rules) > 1:
                self.letters.say("WR161", line.span, "the sentence has several rules", f"say which: `then {rules[0]} ...`")
            if line.ref is None and not rules and not damaged:
                self.letters.say("WR161", line.span, "there is no rule here to come out so", "name one: `then 4.7 breach`")
            until = None if line.until is None else self._moment_words(line.until)
            yield Expectation(
                rules=named,
                outcome=_OUTCOMES[line.words.text],
                until=until,
                span=line.span,
                words=self.letters.source.text[line.span.start : line.span.end],
            )

    def _named(self, ref: Words) -> tuple[str, ...]:
        if ref.text in self.refs:
            return (ref.text,)
        several = sorted(each for each in self.refs if each.startswith((f"{ref.text}(", f"{ref.text} s")))
        remedy = f"say which: {', '.join(several)}" if several else None
        self.letters.say("WR130", ref.span, f"there is no rule {ref.text}", remedy)
        return ()

    # ---- promises

    def promises(self) -> tuple[Promise, ...]:
        """Every promise whose lines could be read."""
        made = []
        seen: set[str] = set()
        for node in self.tree.blocks:
            if isinstance(node, PromiseNode):
                if node.name.text in seen:
                    self.letters.say("WR167", node.name.span, "two promises have this name", "name one anew")
                seen.add(node.name.text)
                with self.letters.under(f'promise "{node.name.text}"'):
                    promise = self._promise(node)
                if promise is not None:
                    made.append(promise)
        return tuple(made)

    def _promise(self, node: PromiseNode) -> Promise | None:
        lines = [line for line in node.lines if line.kind == "given"]
        for line in node.lines:
            if line.kind in ("unknown", "seen"):
                self.letters.say(
                    "WR168", line.span, "a promise is about events of which everything is known", "take this line out"
                )
        event = self._event(lines)
        expectations = tuple(self._promised(node))
        if event is None and not node.damaged:
            self.letters.say("WR160", node.name.span, "the promise does not say what happens", "begin with `given`, who and what they do")
        if not expectations and not node.damaged:
            self.letters.say("WR161", node.name.span, "the promise does not say what comes out", "add `then ...`")
        if event is None:
            return None
        givens = tuple(self._givens(lines, _scope(self.phrases, event)))
        return Promise(name=node.name.text, givens=givens, expectations=expectations, span=node.name.span)

    def _promised(self, node: PromiseNode) -> Iterator[Expectation]:
        for line in node.lines:
            if line.kind == "expect":
                yield Expectation(
                    rules=() if line.ref is None else self._named(line.ref),
                    outcome=_OUTCOMES[line.words.text],
                    until=None,
                    span=line.span,
                    words=self.letters.source.text[line.span.start : line.span.end],
                )

    # ---- lines

    def _event(self, lines: Iterable[Line]) -> Given | None:
        """The last line that says what happens."""
        found = None
        for line in lines:
            if line.kind == "given":
                found = self._event_given(line.words) or found
        return found

    def _event_given(self, words: Words) -> Given | None:
        """The line as an event: a noun for a thing, or a noun and an act; None if it is another sort of line."""
        match = _MOMENT.fullmatch(words.text)
        assert match is not None
        subject = self.lexicon.leading_noun(match[1])
        if subject is None:
            return None
        rest = match[1][len(subject) :].strip()
        noun = self.lexicon.nouns[subject]
        thing = self.phrases.thing(noun)
        who = Words(subject, Span(words.span.start, words.span.start + len(subject)))
        if not rest:
            return None if thing is None else self._given_event(words, match, self.phrases.thing_test(who), thing, None)
        use = next((u for u in self.lexicon.matches(rest, words.span) if u.word.kind == "act"), None)
        act = None if use is None else self.phrases.act_of(use)
        if use is None or act is None:
            return None
        self.lexicon.use(use)
        narrow = thing if thing is not None and issubclass(thing.cls, act.event.cls) else act.event
        done_by = self.phrases.actor(who, act.event) if thing is None else self.phrases.thing_test(who)
        return self._given_event(words, match, All((done_by, act.test)), narrow, act.each)

    def _given_event(
        self, words: Words, match: re.Match[str], test: Test, event: ClassInfo, each: Each | None
    ) -> Given:
        at = None
        if match[2] == "at":
            at = self._moment(match[3], match[4], words.span)
        return Given(
            kind=GivenKind.EVENT, words=words.text, span=words.span, test=test, event=event.cls, each=each, at=at
        )

    def _background(self, scope: Scope) -> Iterator[Given]:
        for words in self.background:
            use = self._use(words)
            if use is not None and self.phrases.fits(use, scope):
                yield self._stated(words, scope)

    def _givens(self, lines: Iterable[Line], scope: Scope) -> Iterator[Given]:
        for line in lines:
            if line.kind == "unknown":
                yield self._unknown(line.words, scope)
            else:
                yield self._event_given(line.words) or self._stated(line.words, scope)

    def _unknown(self, words: Words, scope: Scope) -> Given:
        use = self._use(words)
        if use is not None and use.word.kind == "duty":
            duty = self.phrases.duty_of(use, scope)
            self.lexicon.use(use)
            paths = () if duty is None else _moment_paths(duty)
            test = WRONG if duty is None else duty.test
            return Given(kind=GivenKind.UNKNOWN, words=words.text, span=words.span, test=test, moment=paths)
        made = self.phrases.fact(words, scope)
        return Given(kind=GivenKind.UNKNOWN, words=words.text, span=words.span, test=made)

    def _stated(self, words: Words, scope: Scope) -> Given:
        """A fact, or something done or not done."""
        did = self._did(words)
        if did is None:
            return Given(
                kind=GivenKind.FACT, words=words.text, span=words.span, test=self.phrases.fact(words, scope)
            )
        use, negative, how, moment = did
        self.lexicon.use(use)
        duty = self.phrases.duty_of(use, scope)
        if duty is None:
            return Given(kind=GivenKind.FACT, words=words.text, span=words.span, test=WRONG)
        if duty.moment is None:
            test: Test = Not(duty.test) if negative else duty.test
            return Given(
                kind=GivenKind.FACT, words=words.text, span=words.span, test=Phrase(words.text, test, role="duty")
            )
        return self._done(words, duty, negative, how, moment)

    def _done(
        self, words: Words, duty: Duty, negative: bool, how: str | None, moment: When | None
    ) -> Given:
        at = moment
        if negative and how != "by":
            at = NEVER
        elif negative and moment is not None:
            at = When(moment.latest + 1, NEVER.latest)
        elif moment is None or how == "by":
            self.letters.say(
                "WR164", words.span, "this does not say when it was done", "add `at 17:00 on 2017-03-02`"
            )
        return Given(
            kind=GivenKind.DONE,
            words=words.text,
            span=words.span,
            test=Phrase(words.text, Not(happens(duty.moment)) if negative else duty.test, role="duty")
            if duty.moment is not None
            else WRONG,
            at=at,
            moment=_moment_paths(duty),
        )

    def _did(self, words: Words) -> tuple[Use, bool, str | None, When | None] | None:
        """The line as "who did (not) do a duty (at or by a moment)"."""
        text = words.text
        subject = "they" if text.startswith("they ") else self.lexicon.leading_noun(text)
        if subject is None:
            return None
        match = _DID.fullmatch(text[len(subject) + 1 :])
        if match is None:
            return None
        parts = _MOMENT.fullmatch(match[2])
        assert parts is not None
        use = next((u for u in self.lexicon.matches(parts[1], words.span) if u.word.kind == "duty"), None)
        if use is None:
            return None
        moment = None if parts[2] is None else self._moment(parts[3], parts[4], words.span)
        return use, match[1] is not None, parts[2], moment

    def _use(self, words: Words) -> Use | None:
        """The fact or duty that a line uses."""
        did = self._did(words)
        if did is not None:
            return did[0]
        return next((u for u in self.lexicon.matches(words.text, words.span) if u.word.kind == "fact"), None)

    def _near(self, text: str) -> str | None:
        close = nearest(text, [f.pattern.text for w in self.lexicon.words for f in w.forms])
        return f"did you mean `{close[0]}`?" if close else None

    # ---- moments

    def _moment_words(self, words: Words) -> When | None:
        clock, _, day = words.text.partition(" on ")
        return self._moment(clock, day, words.span)

    def _moment(self, clock: str, day: str, span: Span) -> When | None:
        """A wall-clock moment of the policy's zone, exact."""
        try:
            wall = datetime.fromisoformat(f"{day}T{clock}")
        except ValueError:
            self.letters.say("WR142", span, f"{clock} on {day} is not a time of the calendar", "write 21:00 on 2017-03-03")
            return None
        instant = self.clock.at(wall)
        if self.clock.local(instant).replace(tzinfo=None) != wall:
            self.letters.say(
                "WR163", span, f"the clock in {self.clock.name} never shows {clock} on {day}",
                "it is skipped by the clock change; take another time",
            )  # fmt: skip
            return None
        return When(instant, instant)


def _scope(phrases: Phrases, event: Given) -> Scope:
    assert event.event is not None
    return scope_of(phrases.vocabulary.info(event.event), event.each)


def _moment_paths(duty: Duty) -> tuple[Path, ...]:
    if isinstance(duty.moment, Instant):
        return (duty.moment.path,)
    if isinstance(duty.moment, Later):
        return tuple(each.path for each in duty.moment.terms if isinstance(each, Instant))
    return ()

"""Norms: a line with a subject, a verb and what is or is not to be done becomes a rule of three conditions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import attrs

from wrbc_rules.diagnostics import nearest
from wrbc_rules.elaborate.formal import WRONG
from wrbc_rules.elaborate.letters import Letters
from wrbc_rules.elaborate.lexicon import Lexicon
from wrbc_rules.elaborate.phrases import Act, Duty, Phrases, scope_of
from wrbc_rules.elaborate.values import Values
from wrbc_rules.ir import (
    All,
    AtMost,
    Between,
    Chosen,
    Each,
    Fixed,
    Instant,
    Less,
    Not,
    OnceDone,
    OneOf,
    Path,
    Phrase,
    Rule,
    RuleForm,
    Strength,
    Test,
    Unset,
    Window,
    walk,
)
from wrbc_rules.ir.operators import Moment, by, lasts, within
from wrbc_rules.source import Span
from wrbc_rules.syntax import (
    Condition,
    ListedCondition,
    NormNode,
    PhraseCondition,
    ResultCondition,
    Timing,
    Words,
)
from wrbc_rules.vocabulary import ClassInfo

_VERB = re.compile(r" (must|should|will|may)(?: always)?(?: (seek to)| (not|only))?(?: (.+))?")
_APPROPRIATE = re.compile(r"it is (not )?appropriate for (.+)")
_MODAL = re.compile(r"(.+?) (must|should|will|may)\b")
_STRENGTHS = {"must": Strength.MUST, "will": Strength.WILL, "should": Strength.SHOULD}


@attrs.frozen(kw_only=True)
class Line:
    """A norm's line in its parts."""

    subject: Words
    form: RuleForm
    strength: Strength
    rest: Words


@attrs.frozen(kw_only=True)
class Place:
    """Where a norm stands."""

    id: str
    clause: str
    sentence: int
    label: str | None
    title: str


@attrs.frozen(kw_only=True)
class Body:
    """What a norm's line and timing decide, before its conditions are read."""

    event: ClassInfo | None
    each: Each | None
    scope: Test
    kept: Test | None


class Norms:
    """Makes rules of norms; `refs` gives the norm that a reference names, for conditions on other rules."""

    def __init__(
        self,
        phrases: Phrases,
        lexicon: Lexicon,
        values: Values,
        letters: Letters,
        nodes: Mapping[str, tuple[Place, NormNode]],
    ) -> None:
        self.phrases, self.lexicon, self.values, self.letters = phrases, lexicon, values, letters
        self.nodes = nodes
        self.made: dict[str, Rule | None] = {}
        self._open: list[str] = []

    def rule(self, ref: str) -> Rule | None:
        """The rule with this id; None if it could not be made."""
        if ref not in self.made:
            place, node = self.nodes[ref]
            self._open.append(ref)
            with self.letters.under(f'clause {place.clause} "{place.title}"' if place.title else f"clause {place.clause}"):
                self.made[ref] = self._rule(place, node)
            self._open.pop()
        return self.made[ref]

    def _rule(self, place: Place, node: NormNode) -> Rule | None:
        line = self._line(node.line)
        if line is None:
            self._words_of_conditions(node)
            return None
        if not self._well_formed(line, node):
            self._words_of_conditions(node)
            return None
        body = self._prohibited(line) if line.form is not RuleForm.DUTY else self._duty(line, node)
        if body is None:
            self._words_of_conditions(node)
            return None
        parts = {c.word.text: self._condition(c.condition, body) for c in node.circumstances}
        kept = body.kept
        if kept is None:
            kept = self._kept(line.form, parts)
        refers = tuple(dict.fromkeys(_refs(c.condition for c in node.circumstances)))
        return Rule(
            id=place.id,
            clause=place.clause,
            sentence=place.sentence,
            label=place.label,
            title=place.title,
            norm=node.line.text,
            lines=_lines(node, self.letters.source.text),
            form=line.form,
            strength=line.strength,
            event=None if body.event is None else body.event.cls,
            each=body.each,
            scope=body.scope,
            condition=parts.get("if", Fixed(True)),
            kept=kept,
            excused=parts.get("unless", Fixed(False)),
            stands=line.form in (RuleForm.PROHIBITION, RuleForm.ONLY) and "when" in parts and _only_unset(kept),
            answers=tuple(each.text for each in node.answers),
            refers=refers,
            span=node.span,
        )

    # ---- the line

    def _line(self, words: Words) -> Line | None:
        appropriate = _APPROPRIATE.fullmatch(words.text)
        if appropriate:
            return self._appropriate(words, appropriate)
        subject = self.lexicon.leading_noun(words.text)
        verb = _VERB.fullmatch(words.text[len(subject) :]) if subject else None
        if subject is None or verb is None:
            self._no_line(words, subject)
            return None
        modal, seek, how, rest = verb.groups()
        if modal == "may":
            self.letters.say(
                "WR103", words.span, "`may` says neither what is forbidden nor what is owed",
                "for a permission, say `it is appropriate for ... to ...`",
            )  # fmt: skip
            return None
        if rest is None:
            self.letters.say("WR102", words.span, "the line stops after its verb", "say what is or is not to be done")
            return None
        forms = {"not": RuleForm.PROHIBITION, "only": RuleForm.ONLY}
        return Line(
            subject=_cut(words, 0, len(subject)),
            form=forms.get(how or "", RuleForm.DUTY),
            strength=Strength.BEST_ENDEAVOURS if seek else _STRENGTHS[modal],
            rest=_cut(words, len(words.text) - len(rest), len(words.text)),
        )

    def _appropriate(self, words: Words, match: re.Match[str]) -> Line | None:
        start = match.start(2)
        subject = self.lexicon.leading_noun(match[2])
        rest = match[2][len(subject) :] if subject else ""
        if subject is None or not rest.startswith(" to ") or not rest[4:]:
            if subject is None:
                self._no_subject(words, match[2].split(" to ")[0])
            else:
                self.letters.say("WR102", words.span, "the line does not say what for", "say `for ... to ...`")
            return None
        return Line(
            subject=_cut(words, start, start + len(subject)),
            form=RuleForm.PROHIBITION if match[1] else RuleForm.PERMISSION,
            strength=Strength.APPROPRIATE,
            rest=_cut(words, start + len(subject) + 4, len(words.text)),
        )

    def _no_line(self, words: Words, subject: str | None) -> None:
        modal = _MODAL.match(words.text)
        if subject is None and modal:
            self._no_subject(words, modal[1])
        else:
            self.letters.say(
                "WR102",
                words.span,
                "this line has no verb such as `should not`",
                "begin with who, then `must`, `should` or `will`, then what",
            )

    def _no_subject(self, words: Words, text: str) -> None:
        close = nearest(text, list(self.lexicon.nouns))
        remedy = f"did you mean `{close[0]}`?" if close else f'declare it: `noun "{text}" means a person where ...`'
        start = words.text.index(text)
        self.letters.say("WR101", _cut(words, start, start + len(text)).span, f"no noun `{text}`", remedy)

    # ---- which parts go with which form

    def _well_formed(self, line: Line, node: NormNode) -> bool:
        before = len(self.letters.found)
        seen: set[str] = set()
        for each in node.circumstances:
            if each.word.text in seen:
                self.letters.say(
                    "WR109", each.word.span, f"`{each.word.text}` stands twice", f"write `{each.word.text} both` over the two"
                )
            seen.add(each.word.text)
        self._check_form(line, node, seen)
        if node.answers and line.form is not RuleForm.PERMISSION:
            self.letters.say("WR117", node.answers[0].span, "only a permission answers another rule")
        if len(node.timings) > 1:
            self.letters.say("WR109", node.timings[1].span, "a duty has one timing", "write two norms")
        return len(self.letters.found) == before

    def _check_form(self, line: Line, node: NormNode, seen: set[str]) -> None:
        when = next((c for c in node.circumstances if c.word.text == "when"), None)
        if line.form is RuleForm.ONLY and when is None:
            self.letters.say(
                "WR104", line.rest.span, "`only` does not say when it is allowed",
                "add `when` and what must be so; `if` would narrow what the rule covers",
            )  # fmt: skip
        if line.form is RuleForm.DUTY and when is not None:
            self.letters.say(
                "WR105", when.word.span, "a duty is not forbidden in some circumstance",
                "say `whenever they ...` for what sets it off, or `if` to narrow what it covers",
            )  # fmt: skip
        if line.form is RuleForm.PERMISSION and when is not None:
            self.letters.say(
                "WR105", when.word.span, "a permission takes no `when`", "say `if` for where it holds"
            )
        if line.form is not RuleForm.DUTY and node.timings:
            timing = node.timings[0]
            self.letters.say(
                "WR106", timing.span, f"`{timing.word.text}` belongs to a duty", "here say `when`, `if` or `unless`"
            )

    # ---- prohibitions, restrictions, permissions

    def _prohibited(self, line: Line) -> Body | None:
        act = self.phrases.act(line.rest)
        if act is None:
            return None
        noun = self.lexicon.nouns[line.subject.text]
        thing = self.phrases.thing(noun)
        if thing is None:
            who = self.phrases.actor(line.subject, act.event)
            return Body(event=act.event, each=act.each, scope=All((who, act.test)), kept=None)
        self.lexicon.use_name(line.subject.text)
        event = self._narrower(thing, act.event, line)
        if event is None:
            return None
        return Body(event=event, each=act.each, scope=All((self.phrases.thing_test(line.subject), act.test)), kept=None)

    def _narrower(self, first: ClassInfo, second: ClassInfo, line: Line) -> ClassInfo | None:
        if issubclass(first.cls, second.cls):
            return first
        if issubclass(second.cls, first.cls):
            return second
        self.letters.say(
            "WR115",
            line.rest.span,
            f"`{line.subject.text}` is a {first.word}, and this act is a {second.word}",
            "use an act of the same sort",
        )
        return None

    def _kept(self, form: RuleForm, parts: Mapping[str, Test]) -> Test:
        if form is RuleForm.PROHIBITION:
            return Not(parts["when"]) if "when" in parts else Fixed(False)
        return parts["when"] if form is RuleForm.ONLY else Fixed(True)

    # ---- duties

    def _duty(self, line: Line, node: NormNode) -> Body | None:
        timing = node.timings[0] if node.timings else None
        noun = self.lexicon.nouns[line.subject.text]
        thing = self.phrases.thing(noun)
        if timing is None:
            return self._state(line, thing) if thing is not None else self._standing(line)
        if timing.word.text.endswith("every"):
            return self._recurring(line, timing)
        return self._triggered(line, timing)

    def _state(self, line: Line, thing: ClassInfo) -> Body | None:
        """A thing that must always be so: judged at every event of its class."""
        duty = self.phrases.duty(line.rest, scope_of(thing, None))
        who = self.phrases.thing_test(line.subject)
        if duty is None:
            return None
        if duty.moment is not None:
            self._needs_timing(line, duty)
            return None
        return Body(event=thing, each=None, scope=who, kept=Phrase(duty.words, duty.test, duty.contrary, "duty"))

    def _standing(self, line: Line) -> Body | None:
        """A duty that nothing sets off: only a question can stand for it."""
        self.lexicon.use_name(line.subject.text)
        duty = self.phrases.duty(line.rest, scope_of(None, None))
        if duty is None:
            return None
        if not duty.asked:
            self._needs_timing(line, duty)
            return None
        return Body(event=None, each=None, scope=Fixed(True), kept=Phrase(duty.words, duty.test, duty.contrary, "duty"))

    def _needs_timing(self, line: Line, duty: Duty) -> None:
        self.letters.say(
            "WR107",
            line.rest.span,
            f"nothing says what sets off `{duty.words}`",
            "add below: `whenever they ...`, `before they ...` or `within ... after they ...`",
        )

    def _recurring(self, line: Line, timing: Timing) -> Body | None:
        self.lexicon.use_name(line.subject.text)
        span = self.values.duration(timing.rest)
        duty = self.phrases.duty(line.rest, scope_of(None, None))
        if duty is None:
            return None
        if duty.event is None or duty.moment is None:
            self.letters.say(
                "WR108", line.rest.span, f"`{duty.words}` does not say which period it is judged over",
                "declare it with `in a ... where ...` and `means done at ...`",
            )  # fmt: skip
            return None
        start = Instant(Path("event", (self.phrases.vocabulary.moment,)))
        return Body(
            event=duty.event,
            each=None,
            scope=duty.within,
            kept=self._timed(duty, duty.moment, timing, within(duty.moment, span, start)),
        )

    def _triggered(self, line: Line, timing: Timing) -> Body | None:
        found = self._trigger(line, timing)
        if found is None:
            return None
        span, act, scope = found
        self.lexicon.use_name(line.subject.text)
        duty = self.phrases.duty(line.rest, act.scope)
        if duty is None:
            return None
        kept = self._in_time(line, duty, timing, span, act)
        return None if kept is None else Body(event=act.event, each=act.each, scope=scope, kept=kept)

    def _in_time(
        self, line: Line, duty: Duty, timing: Timing, span: Words | None, act: Act
    ) -> Test | None:
        word = timing.word.text
        if duty.asked or (word == "whenever" and duty.moment is None):
            return Phrase(f"{duty.words} {word} {timing.rest.text}", duty.test, None, "duty")
        if duty.moment is None:
            self.letters.say(
                "WR108", line.rest.span, f"`{duty.words}` is a state, and has no moment to be on time",
                "say `whenever they ...`, or declare it with `means done at ...`",
            )  # fmt: skip
            return None
        if word == "whenever":
            self.letters.say(
                "WR108", timing.word.span, f"`{duty.words}` is done at a moment; nothing says by when",
                "say `before they ...` or `within ... after they ...`; a setting may stand for a time not yet agreed",
            )  # fmt: skip
            return None
        return self._timed(duty, duty.moment, timing, self._timing_test(word, duty.moment, span, act.moment))

    def _timing_test(self, word: str, done: Moment, span: Words | None, start: Instant) -> Test:
        if word == "before" or span is None:
            return Less(done, start)
        amount = self.values.duration(span)
        match word:
            case "within":
                return within(done, amount, start)
            case "for at least":
                return lasts(done, amount, start)
            case _:
                return by(done, amount, start)

    def _timed(self, duty: Duty, moment: Moment, timing: Timing, test: Test) -> Test:
        words = f"{duty.words} {timing.word.text} {timing.rest.text}"
        whole = test if duty.test == Fixed(True) else All((test, OnceDone(moment, duty.test)))
        return Phrase(words, whole, None, "duty")

    def _trigger(self, line: Line, timing: Timing) -> tuple[Words | None, Act, Test] | None:
        """The span, the act that sets the duty off, and who does it as a test."""
        span, rest = None, timing.rest
        if timing.word.text not in ("before", "whenever"):
            before, _, after = rest.text.partition(" after ")
            if not after:
                self.letters.say(
                    "WR116", rest.span, f"`{timing.word.text}` needs `after` and what sets it off",
                    f"say `{timing.word.text} {before} after they ...`",
                )  # fmt: skip
                return None
            start = len(rest.text) - len(after)
            span, rest = _cut(rest, 0, len(before)), _cut(rest, start, len(rest.text))
        who = self._who(rest, line)
        if who is None:
            return None
        subject, act_words = who
        act = self.phrases.act(act_words)
        if act is None:
            return None
        return span, act, All((self.phrases.actor(subject, act.event), act.test))

    def _who(self, rest: Words, line: Line) -> tuple[Words, Words] | None:
        """Who does what sets a duty off: `they` is the subject."""
        if rest.text.startswith("they "):
            return line.subject, _cut(rest, 5, len(rest.text))
        noun = self.lexicon.leading_noun(rest.text)
        if noun is None or len(noun) + 1 >= len(rest.text):
            self.letters.say(
                "WR116", rest.span, f"`{rest.text}` does not begin with who does it",
                "begin with `they` for the same person, or with a declared noun",
            )  # fmt: skip
            return None
        return _cut(rest, 0, len(noun)), _cut(rest, len(noun) + 1, len(rest.text))

    # ---- conditions

    def _condition(self, condition: Condition, body: Body) -> Test:
        if isinstance(condition, ResultCondition):
            return self._result(condition, body)
        if isinstance(condition, ListedCondition):
            return self.phrases.listed(condition, tuple(self._condition(c, body) for c in condition.conditions))
        return self.phrases.fact(condition.words, scope_of(body.event, body.each))

    def _result(self, condition: ResultCondition, body: Body) -> Test:
        ref = condition.ref.text
        if ref not in self.nodes:
            near = [each for each in self.nodes if each.startswith(ref)]
            remedy = f"say which: {', '.join(near)}" if near else None
            self.letters.say("WR130", condition.ref.span, f"there is no rule {ref}", remedy)
            return WRONG
        if ref in self._open:
            circle = " -> ".join([*self._open[self._open.index(ref) :], ref])
            self.letters.say("WR131", condition.span, f"the rules depend on each other: {circle}")
            return WRONG
        rule = self.rule(ref)
        if rule is None:
            return WRONG
        if not _reaches(rule, body):
            self.letters.say(
                "WR132", condition.span, f"{ref} is not about the same event and person as this rule"
            )
            return WRONG
        return Phrase(f"{ref} is {condition.result.text}", result_of(rule, condition.result.text), None, "result")

    def _words_of_conditions(self, node: NormNode) -> None:
        """Check at least the words, where the norm itself could not be made."""
        for each in _phrases(c.condition for c in node.circumstances):
            self.lexicon.find("fact", each, self.letters)


def result_of(rule: Rule, result: str) -> Test:
    """What `RULE is excused`, `breached` or `permitted` says: a formula, never an outcome's name."""
    applies = (rule.scope, rule.condition)
    match result:
        case "excused":
            return All((*applies, Not(rule.kept), rule.excused))
        case "breached":
            return All((*applies, Not(rule.kept), Not(rule.excused)))
        case _:
            return All((*applies, rule.kept, Not(rule.excused)))


def _reaches(rule: Rule, body: Body) -> bool:
    """Whether a rule's conditions make sense for the events and people of another."""
    if rule.event is None or body.event is None or not issubclass(body.event.cls, rule.event):
        return False
    return rule.each is None or (body.each is not None and rule.each.people == body.each.people)


def _only_unset(test: Test) -> bool:
    """Whether every test in it waits for a setting that nobody has set."""
    leaves = [
        each
        for each in walk(test)
        if isinstance(each, Less | AtMost | Between | Window | OneOf | Chosen) or type(each).__name__ in _OTHER_LEAVES
    ]
    return bool(leaves) and all(any(isinstance(e, Unset) for e in walk(leaf)) for leaf in leaves)


_OTHER_LEAVES = {"Flag", "Overlaps", "Asked", "Fixed"}


def _refs(conditions: Iterable[Condition]) -> list[str]:
    found: list[str] = []
    for condition in conditions:
        if isinstance(condition, ResultCondition):
            found.append(condition.ref.text)
        elif isinstance(condition, ListedCondition):
            found += _refs(condition.conditions)
    return found


def _phrases(conditions: Iterable[Condition]) -> list[Words]:
    found: list[Words] = []
    for condition in conditions:
        if isinstance(condition, PhraseCondition):
            found.append(condition.words)
        elif isinstance(condition, ListedCondition):
            found += _phrases(condition.conditions)
    return found


def _cut(words: Words, start: int, end: int) -> Words:
    """Part of a line's words; its place is exact where the line has single spaces."""
    at = words.span.start
    return Words(words.text[start:end].strip(), Span(at + start, min(at + end, words.span.end)), words.kind)


def _lines(node: NormNode, text: str) -> tuple[str, ...]:
    """The norm as its author wrote it, line by line, indented from its own margin."""
    start = text.rfind("\n", 0, node.span.start) + 1
    raw = text[start : node.span.end].split("\n")
    margin = len(raw[0]) - len(raw[0].lstrip())
    return tuple(line[margin:].rstrip() for line in raw if line.strip())

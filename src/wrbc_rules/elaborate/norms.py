"""Norms: a line with a subject, a verb and what is or is not to be done becomes a rule."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from wrbc_rules.diagnostics import Label, did_you_mean
from wrbc_rules.elaborate.conditions import Conditions, only_unset, phrases_of, refs_of
from wrbc_rules.elaborate.doings import Body
from wrbc_rules.elaborate.duties import Duties
from wrbc_rules.elaborate.fields import with_article
from wrbc_rules.elaborate.letters import Letters
from wrbc_rules.elaborate.lexicon import Lexicon
from wrbc_rules.elaborate.looking_up import look_up
from wrbc_rules.elaborate.norm_lines import Line, read_line
from wrbc_rules.elaborate.phrases import Phrases
from wrbc_rules.elaborate.values import Values
from wrbc_rules.ir import All, Fixed, Not, Rule, RuleForm, Test
from wrbc_rules.syntax import NormNode
from wrbc_rules.vocabulary import ClassInfo


@attrs.frozen(kw_only=True)
class Place:
    """Where a norm stands."""

    id: str
    clause: str
    sentence: int
    label: str | None
    title: str


class Norms:
    """Makes rules of norms; `nodes` gives the norm that a reference names, for conditions on other rules."""

    def __init__(
        self,
        phrases: Phrases,
        lexicon: Lexicon,
        values: Values,
        letters: Letters,
        nodes: Mapping[str, tuple[Place, NormNode]],
    ) -> None:
        self.phrases, self.lexicon, self.letters, self.nodes = phrases, lexicon, letters, nodes
        self.duties = Duties(phrases, lexicon, values, letters)
        self.conditions = Conditions(phrases, letters, tuple(nodes), self.rule)
        self.made: dict[str, Rule | None] = {}

    def rule(self, ref: str) -> Rule | None:
        """The rule with this id; None if it could not be made."""
        if ref not in self.made:
            place, node = self.nodes[ref]
            self.conditions.open.append(ref)
            self.made[ref] = self._rule(place, node)
            self.conditions.open.pop()
        return self.made[ref]

    def _rule(self, place: Place, node: NormNode) -> Rule | None:
        line = read_line(node.line, self.lexicon, self.letters)
        body = None if line is None or not self._well_formed(line, node) else self._body(line, node)
        if line is None or body is None:
            for each in phrases_of(c.condition for c in node.circumstances):
                look_up("fact", each, self.lexicon, self.letters)
            return None
        parts = {c.word.text: self.conditions.test(c.condition, body) for c in node.circumstances}
        kept = _kept(line.form, parts) if body.kept is None else body.kept
        stands = "when" in parts and only_unset(kept)
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
            trigger=body.trigger,
            scope=body.scope,
            condition=parts.get("if", Fixed(True)),
            kept=kept,
            excused=parts.get("unless", Fixed(False)),
            stands=stands,
            answers=tuple(each.text for each in node.answers),
            refer_to=next((each.text for each in node.refer_to), None),
            refers=tuple(dict.fromkeys(refs_of(c.condition for c in node.circumstances))),
            span=node.span,
        )

    # ---- which parts go with which form

    def _well_formed(self, line: Line, node: NormNode) -> bool:
        before = len(self.letters.found)
        self._check_once(node)
        if line.form is RuleForm.DUTY:
            self._check_duty(node)
        else:
            self._check_other(line, node)
        if node.answers and line.form is not RuleForm.PERMISSION:
            remedy = "name the exception with `unless`, or begin `it is appropriate for`"
            self.letters.say("WR117", node.answers[0].span, "only a permission answers another rule", remedy)
        self._check_refer(line, node)
        return len(self.letters.found) == before

    def _check_refer(self, line: Line, node: NormNode) -> None:
        """Only a permission that can be withdrawn says to whom to refer, and that is a declared noun."""
        for words in node.refer_to:
            if line.form is not RuleForm.PERMISSION or all(
                c.word.text != "unless" for c in node.circumstances
            ):
                remedy = "it goes below `it is appropriate for ... to ...` with an `unless`"
                self.letters.say(
                    "WR117", words.span, "nothing is withdrawn here that could be referred", remedy
                )
            elif words.text not in self.lexicon.nouns:
                close = did_you_mean(words.text, self.lexicon.nouns)
                remedy = close or f'declare it: `noun "{words.text}" means a person where ...`'
                self.letters.say("WR101", words.span, f"no noun `{words.text}`", remedy)
            self.lexicon.use_name(words.text)

    def _check_once(self, node: NormNode) -> None:
        """A rule has one part of each sort."""
        seen: dict[str, Label] = {}
        for each in node.circumstances:
            word = each.word.text
            if word in seen:
                remedy = f"write `{word} both` or `{word} either` over the two"
                self.letters.say(
                    "WR109", each.word.span, f"`{word}` stands twice", remedy, labels=(seen[word],)
                )
            seen.setdefault(word, Label(each.word.span, "the first"))
        if len(node.timings) > 1:
            label, second = Label(node.timings[0].span, "the first"), node.timings[1].span
            self.letters.say("WR109", second, "a duty has one time", "write two rules", labels=(label,))

    def _check_duty(self, node: NormNode) -> None:
        for each in node.circumstances:
            if each.word.text == "when":
                remedy = "say `whenever they ...` for what sets it off, or `if` to narrow what it covers"
                self.letters.say("WR105", each.word.span, "a duty takes no `when`", remedy)

    def _check_other(self, line: Line, node: NormNode) -> None:
        when = next((c for c in node.circumstances if c.word.text == "when"), None)
        if line.form is RuleForm.ONLY and when is None and not node.damaged:
            remedy = "add `when` and what must be so; `if` would narrow what the rule covers"
            self.letters.say("WR104", line.rest.span, "`only` does not say when it is allowed", remedy)
        if line.form is RuleForm.PERMISSION and when is not None:
            remedy = "say `if` for where it holds"
            self.letters.say("WR105", when.word.span, "a permission takes no `when`", remedy)
        if node.timings:
            message = f"`{node.timings[0].word.text}` belongs to a duty"
            remedy = "here say `when`, `if` or `unless`"
            self.letters.say("WR106", node.timings[0].span, message, remedy)

    # ---- prohibitions, restrictions, permissions

    def _body(self, line: Line, node: NormNode) -> Body | None:
        return self.duties.body(line, node) if line.form is RuleForm.DUTY else self._act_body(line)

    def _act_body(self, line: Line) -> Body | None:
        act = self.phrases.act(line.rest)
        if act is None:
            return None
        thing = self.phrases.thing(self.lexicon.nouns[line.subject.text])
        if thing is None:
            who = self.phrases.actor(line.subject, act.event)
            return Body(event=act.event, each=act.each, scope=All((who, act.test)), kept=None)
        test = self.phrases.thing_test(line.subject)
        event = self._narrower(thing, act.event, line)
        if event is None:
            return None
        return Body(event=event, each=act.each, scope=All((test, act.test)), kept=None)

    def _narrower(self, first: ClassInfo, second: ClassInfo, line: Line) -> ClassInfo | None:
        if issubclass(first.cls, second.cls):
            return first
        if issubclass(second.cls, first.cls):
            return second
        mine, its = with_article(first.word), with_article(second.word)
        message = f"`{line.subject.text}` is {mine}, and this act is {its}"
        self.letters.say("WR115", line.rest.span, message, f"use an act that means {mine}")
        return None


def _kept(form: RuleForm, parts: Mapping[str, Test]) -> Test:
    if form is RuleForm.PROHIBITION:
        return Not(parts["when"]) if "when" in parts else Fixed(False)
    return parts.get("when", Fixed(False)) if form is RuleForm.ONLY else Fixed(True)


def _lines(node: NormNode, text: str) -> tuple[str, ...]:
    """The norm as its author wrote it, line by line, indented from its own margin."""
    start = text.rfind("\n", 0, node.span.start) + 1
    raw = text[start : node.span.end].split("\n")
    margin = len(raw[0]) - len(raw[0].lstrip())
    return tuple(line[margin:].rstrip() for line in raw if line.strip())

"""The conditions of a norm: phrases, lists of them, and what other rules say."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from wrbc_rules.diagnostics import nearest
from wrbc_rules.elaborate.doings import Body, scope_of
from wrbc_rules.elaborate.letters import Letters
from wrbc_rules.elaborate.phrases import Phrases
from wrbc_rules.elaborate.values import WRONG
from wrbc_rules.ir import (
    All,
    Asked,
    AtMost,
    Between,
    Chosen,
    Fixed,
    Flag,
    Less,
    Not,
    OneOf,
    Overlaps,
    Phrase,
    Rule,
    Test,
    Unset,
    Window,
    walk,
)
from wrbc_rules.syntax import Condition, ListedCondition, PhraseCondition, ResultCondition, Words

#: So many rules are named where none is near.
_MOST = 8


class Conditions:
    """Makes tests of conditions. `rule` gives another rule by its reference, once it is known to be there."""

    def __init__(
        self, phrases: Phrases, letters: Letters, refs: Sequence[str], rule: Callable[[str], Rule | None]
    ) -> None:
        self.phrases, self.letters, self.rule = phrases, letters, rule
        self.refs, self._known = sorted(refs), frozenset(refs)
        #: The rules that are being made, outermost first.
        self.open: list[str] = []

    def test(self, condition: Condition, body: Body) -> Test:
        """What a condition says in a rule with this body."""
        if isinstance(condition, ResultCondition):
            return self._result(condition, body)
        if isinstance(condition, ListedCondition):
            return self.phrases.listed(condition, tuple(self.test(c, body) for c in condition.conditions))
        return self.phrases.fact(condition.words, scope_of(body.event, body.each))

    def _result(self, condition: ResultCondition, body: Body) -> Test:
        ref, result = condition.ref.text, condition.result.text
        if ref not in self._known:
            no_such_rule(condition.ref, self.refs, self.letters)
            return WRONG
        if ref in self.open:
            circle = " -> ".join([*self.open[self.open.index(ref) :], ref])
            message = f"the rules depend on each other: {circle}"
            remedy = "say in one of them what is meant, without naming the other"
            if self.open[-1] == ref:
                message, remedy = f"{ref} depends on itself", "say what is meant, without naming the rule"
            self.letters.say("WR131", condition.span, message, remedy)
            return WRONG
        rule = self.rule(ref)
        if rule is None:
            return WRONG
        if not _reaches(rule, body):
            message = f"{ref} is not about the same event and person as this rule"
            remedy = "say what is meant with a fact, or name a rule about the same"
            self.letters.say("WR132", condition.span, message, remedy)
            return WRONG
        return Phrase(f"{ref} is {result}", result_of(rule, result), None, "result")


def no_such_rule(ref: Words, known: Sequence[str], letters: Letters, what: str = "rule") -> None:
    """Complain of a reference to none of the `known`, sorted, unless what it names could not be read."""
    several = [*_beginning(f"{ref.text} s", known), *_beginning(f"{ref.text}(", known)]
    close = nearest(ref.text, known)
    remedy = f"there are {', '.join(known[:_MOST])}" if known else f"no clause has a {what}"
    remedy = f"did you mean `{close[0]}`?" if close else remedy
    if several:
        remedy = f"say which: {', '.join(several[:_MOST])}"
    if not (letters.unread(ref.text) or letters.misnumbered):
        letters.say("WR130", ref.span, f"there is no {what} {ref.text}", remedy)


def _beginning(text: str, known: Sequence[str]) -> Sequence[str]:
    start = bisect_left(known, text)
    return known[start : bisect_left(known, text + "\U0010ffff", start)]


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


def only_unset(test: Test) -> bool:
    """Whether every test in it waits for a setting that nobody has set."""
    leaves = [each for each in walk(test) if isinstance(each, _LEAVES)]
    return bool(leaves) and all(any(isinstance(e, Unset) for e in walk(leaf)) for leaf in leaves)


_LEAVES = (Less, AtMost, Between, Window, OneOf, Chosen, Flag, Overlaps, Asked, Fixed)


def refs_of(conditions: Iterable[Condition]) -> list[str]:
    """The rules that conditions name."""
    found: list[str] = []
    for condition in conditions:
        if isinstance(condition, ResultCondition):
            found.append(condition.ref.text)
        elif isinstance(condition, ListedCondition):
            found += refs_of(condition.conditions)
    return found


def phrases_of(conditions: Iterable[Condition]) -> list[Words]:
    """The phrases of conditions."""
    found: list[Words] = []
    for condition in conditions:
        if isinstance(condition, PhraseCondition):
            found.append(condition.words)
        elif isinstance(condition, ListedCondition):
            found += phrases_of(condition.conditions)
    return found

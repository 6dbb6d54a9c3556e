"""Whether anything notices an edit: the checker, an example, a promise."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

from wrbc_rules import Policy, check_text
from wrbc_rules.analysis import run_example, run_promise

CHECKER, EXAMPLE, PROMISE, SAME, SURVIVED = "checker", "example", "promise", "same", "survived"
#: What notices an edit.
CAUGHT = (CHECKER, EXAMPLE, PROMISE)
#: How many events a promise is tried on.
TRIALS = 200

#: What of a rule decides; its words are for those who read.
_RULE = ("form", "strength", "event", "each", "trigger", "scope", "condition", "kept", "excused", "stands", "answers")
_GIVEN = ("kind", "test", "event", "each", "at", "moment")


def _run(runner: Callable[..., Any], policy: Policy, case: Any, *more: Any) -> Any:
    """Run a case, by a runner that asks for the policy or for its meaning."""
    wanted = next(iter(inspect.signature(runner).parameters.values())).annotation
    return runner(policy.typed if str(wanted).endswith("TypedPolicy") else policy, case, *more)


class Judge:
    """Judges edits of one text. Only what an edit can have changed is run again."""

    def __init__(self, text: str) -> None:
        policy, found = check_text(text)
        self.said = [each.message for each in found if each.is_error]
        self.policy = policy
        if policy is not None:
            self.rules = {rule.id: _values(rule, _RULE) for rule in policy.typed.rules}
            self.cases = {_name(case): _givens(case) for case in _cases(policy)}
            self.meaning = _meaning_of(policy)

    def wrong(self) -> str | None:
        """What is wrong with the text as it stands."""
        if self.policy is None:
            return self.said[0]
        failed = (case.name for case in _cases(self.policy) if not _holds(self.policy, case))
        return next(failed, None)

    def judge(self, text: str) -> str:
        """What notices that the text has been edited so."""
        policy, _ = check_text(text)
        if policy is None:
            return CHECKER
        if _meaning_of(policy) == self.meaning:
            return SAME
        rules = {rule.id for rule in policy.typed.rules if _values(rule, _RULE) != self.rules.get(rule.id)}
        clauses = {policy.typed.rules_by_id[each].clause for each in rules}
        cases = sorted(self._touched(policy, rules), key=lambda case: getattr(case, "clause", "promise") not in clauses)
        for kind in (EXAMPLE, PROMISE):
            fit = (case for case in cases if (_name(case)[0] == PROMISE) == (kind == PROMISE))
            if not all(_holds(policy, case) for case in fit):
                return kind
        return SURVIVED

    def _touched(self, policy: Policy, rules: set[str]) -> Iterator[Any]:
        """The cases that name a changed rule, or make another event than before."""
        for case in _cases(policy):
            named = [rule for each in case.expectations for rule in each.rules]
            if not named or rules.intersection(named) or _givens(case) != self.cases[_name(case)]:
                yield case


def _cases(policy: Policy) -> tuple[Any, ...]:
    return (*policy.typed.examples, *policy.typed.promises)


def _name(case: Any) -> tuple[str, str]:
    return (EXAMPLE if hasattr(case, "background") else PROMISE, case.name)


def _holds(policy: Policy, case: Any) -> bool:
    if _name(case)[0] == EXAMPLE:
        result = _run(run_example, policy, case)
    else:
        result = _run(run_promise, policy, case, TRIALS)
    return bool(result.passed)


def _values(thing: Any, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(thing, name) for name in names)


def _givens(case: Any) -> list[tuple[Any, ...]]:
    lines = (*getattr(case, "background", ()), *getattr(case, "inherited", ()), *case.givens)
    return [_values(each, _GIVEN) for each in lines]


def _meaning_of(policy: Policy) -> tuple[Any, ...]:
    """What the policy says of events and leaves to people, whatever words it says it in."""
    typed = policy.typed
    rules = [(rule.id, *(_bare(each) for each in _values(rule, _RULE))) for rule in typed.rules]
    settings = [(s.name, s.type, s.choices, s.value, s.decided_by, s.suggested) for s in typed.settings]
    return rules, settings


def _bare(node: Any) -> Any:
    """A test without the words in which it stands."""
    if type(node).__name__ == "Phrase":
        return _bare(node.test)
    if isinstance(node, tuple):
        return tuple(_bare(each) for each in node)
    names = getattr(type(node), "__attrs_attrs__", None)
    return node if names is None else (type(node), *(_bare(getattr(node, each.name)) for each in names))

"""Whether anything notices an edit: the checker, an example, a promise, the table."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Collection
from typing import Any

from drill_lines import rows_of
from drill_table import Table, differences, table_of

from wrbc_rules import Policy, check_text
from wrbc_rules.analysis import run_example, run_promise

CHECKER, EXAMPLE, PROMISE, TABLE = "checker", "example", "promise", "table"
SAME, SURVIVED = "same", "survived"
#: What notices an edit.
CAUGHT = (CHECKER, EXAMPLE, PROMISE, TABLE)
#: How many events a promise is tried on.
TRIALS = 200

#: What of a rule decides; its words are for those who read.
_RULE = (
    "form",
    "strength",
    "event",
    "each",
    "trigger",
    "scope",
    "condition",
    "kept",
    "excused",
    "stands",
    "answers",
)
_GIVEN = ("kind", "test", "event", "each", "at", "moment")


def _run(runner: Callable[..., Any], policy: Policy, case: Any, *more: Any) -> Any:
    """Run a case, by a runner that asks for the policy or for its meaning."""
    wanted = next(iter(inspect.signature(runner).parameters.values())).annotation
    return runner(policy.typed if str(wanted).endswith("TypedPolicy") else policy, case, *more)


class Judge:
    """Judges edits of one text: runs only what an edit can have changed, its own rule's examples first."""

    def __init__(self, text: str, table: Table) -> None:
        self.table = table
        policy, found = check_text(text)
        self.said = [each.message for each in found if each.is_error]
        self.policy = policy
        if policy is not None:
            self.rules = {rule.id: _values(rule, _RULE) for rule in policy.typed.rules}
            self.cases = {_name(case): _givens(case) for case in _cases(policy)}
            self.named = {case.name: _rules_named(case) for case in policy.typed.examples}
            self.meaning = _meaning_of(policy)

    def wrong(self, *, run: bool) -> str | None:
        """What is wrong with the text as it stands; of its examples and promises only if they are `run`."""
        if self.policy is None:
            return self.said[0]
        if wrong := differences(self.table, self.policy):
            return wrong[0]
        if not run:
            return None
        failed = (case.name for case in _cases(self.policy) if not _holds(self.policy, case))
        return next(failed, None)

    def judge(self, text: str) -> str:
        """What notices that the text has been edited so."""
        alone, _ = check_text(with_cases(text, frozenset()))
        if alone is None:
            return CHECKER
        if _meaning_of(alone) == self.meaning:
            return SAME
        changed = [rule.id for rule in alone.typed.rules if _values(rule, _RULE) != self.rules.get(rule.id)]
        near = {name for name, rules in self.named.items() if rules.intersection(changed[:1])}
        return (
            self._first(with_cases(text, near), set(changed))
            or self._first(text, set(changed))
            or (TABLE if differences(self.table, alone) else SURVIVED)
        )

    def _first(self, text: str, changed: set[str]) -> str | None:
        """What notices first, of what the text holds."""
        policy, _ = check_text(text)
        if policy is None:
            return CHECKER
        for case in _cases(policy):
            if self._touched(case, changed) and not _holds(policy, case):
                return _name(case)[0]
        return None

    def _touched(self, case: Any, changed: set[str]) -> bool:
        """Whether a case names a changed rule, or makes another event than before."""
        named = _rules_named(case)
        return not named or bool(changed & named) or _givens(case) != self.cases[_name(case)]


def with_cases(text: str, names: Collection[str]) -> str:
    """The text without promises, and with no examples but these and those that they are like."""
    cases = {
        each.text.split('"')[1]: each
        for row in rows_of(text)
        for each in row.walk()
        if _CASE.match(each.text)
    }
    wanted: set[str] = set()
    left = list(names)
    while left:
        name = left.pop()
        wanted.add(name)
        like = _LIKE.search(cases[name].text)
        left += [like[1]] if like and like[1] in cases else []
    lines = text.split("\n")
    for name, row in cases.items():
        if name not in wanted:
            lines[row.number - 1 : row.last] = [""] * (row.last - row.number + 1)
    return "\n".join(lines)


_CASE = re.compile(r'(?:example|promise) "')
_LIKE = re.compile(r'" like "([^"]*)"')


def _rules_named(case: Any) -> set[str]:
    return {rule for each in case.expectations for rule in each.rules}


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
    settings = [(s.name, s.type, s.choices, s.value, s.suggested) for s in typed.settings]
    return rules, settings, table_of(policy)


def _bare(node: Any) -> Any:
    """A test without the words in which it stands."""
    if type(node).__name__ == "Phrase":
        return _bare(node.test)
    if isinstance(node, tuple):
        return tuple(_bare(each) for each in node)
    names = getattr(type(node), "__attrs_attrs__", None)
    return node if names is None else (type(node), *(_bare(getattr(node, each.name)) for each in names))

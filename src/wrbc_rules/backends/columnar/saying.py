"""Whether a policy can be said in columns at all: what cannot is refused by its rule before any table is
read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wrbc_rules.backends.columnar.gaps import GAPS
from wrbc_rules.backends.columnar.refusing import refuse
from wrbc_rules.backends.columnar.terms import TERMS
from wrbc_rules.backends.columnar.truths import TESTS
from wrbc_rules.ir import Asked, Rule, Tally, Term, Test, paths_of, walk


def check(rules: Iterable[Rule]) -> None:
    """Refuse the first rule that columns cannot say."""
    for rule in rules:
        for test in tests_of(rule):
            for node in walk(test):
                for why in _why_not(node):
                    refuse("WR301", f"the rule {rule.id} cannot be said in columns: {why}")


def tests_of(rule: Rule) -> tuple[Test, ...]:
    """The conditions of a rule."""
    return (rule.scope, rule.condition, rule.kept, rule.excused)


def _why_not(node: Term | Test) -> Iterator[str]:
    if type(node) not in TERMS and (type(node) not in TESTS or type(node) not in GAPS):
        yield f"it needs {type(node).__name__}, which this backend does not have"
    if isinstance(node, Tally):
        inner = list(walk(node.test))
        if node.people.root != "event":
            yield "it counts a list that belongs to a member of another list"
        if any(path.root == "each" for path in paths_of(node.test)):
            yield "whom it counts depends on the person whom it is about"
        if any(isinstance(each, Tally | Asked) for each in inner):
            yield "whom it counts depends on another count, or on an answer"
    if isinstance(node, Asked) and any(isinstance(each, Tally) for each in walk(node.question.who_test)):
        yield "who may answer depends on a count"

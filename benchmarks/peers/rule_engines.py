"""rule-engine: an expression language in Python.

Tried and slower: a context with types.
"""

from __future__ import annotations

from benchmarks.peers import Judge
from benchmarks.peers.conditions import CONDITIONS, Notation

DISTRIBUTION = "rule-engine"
HOW = "sixteen parsed rules, each asked whether it matches"


def judge() -> Judge:
    """The ids whose rule matches."""
    from rule_engine import Rule

    notation = Notation(both="and", either="or", negation="not ")
    rules = [(name, Rule(notation.write(text))) for name, text in CONDITIONS.items()]
    return lambda event: [name for name, rule in rules if rule.matches(event)]

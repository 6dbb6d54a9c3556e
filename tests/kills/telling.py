"""What the author of a small policy is told. Never judges."""

from __future__ import annotations

from typing import NamedTuple

from wrbc_rules.analysis import run_examples, run_promises
from wrbc_rules.api import check_text
from wrbc_rules.ir import TypedPolicy

from .asking import HEAD, WORDS, policy


class Letter(NamedTuple):
    """A complaint: its code, the words that it underlines, what it says, what it advises."""

    code: str
    marked: str
    message: str
    help: str | None


def told(rules: str, head: str = HEAD) -> list[Letter]:
    """What is said of a policy of these clauses and words."""
    _, found = check_text(f"{head}{rules}{WORDS}", name="test.rules")
    return [
        Letter(
            each.code,
            each.source.text[each.span.start : each.span.end] if each.source and each.span else "",
            each.message,
            each.help,
        )
        for each in found
        if each.code != "WR201"
    ]


def advice(rules: str, head: str = HEAD) -> str | None:
    """What the one complaint advises, where there is one."""
    [letter] = told(rules, head)
    return letter.help


def typed(rules: str) -> TypedPolicy:
    """A policy of these clauses and words as the interpreter gets it."""
    return policy(rules).typed


def failing(rules: str) -> list[str]:
    """The names of examples and promises that come out differently."""
    made = typed(rules)
    return [case.name for case in (*run_examples(made), *run_promises(made)) if case.problems]


def unused(rules: str) -> list[str]:
    """The words of these clauses and declarations that nothing uses."""
    _, found = check_text(f"{HEAD}{rules}{WORDS}", name="test.rules")
    assert all(not each.is_error for each in found)
    ours = [each for each in found if each.code == "WR201" and each.source and each.span]
    every = [each.message.removeprefix("nothing uses the ") for each in ours]
    return [each for each in every if each.partition("`")[2].removesuffix("`") not in WORDS]

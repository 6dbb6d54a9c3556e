"""The order of rules is irrelevant, and an exception moves no clause but its own (DESIGN, 2 and 4)."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache

import attrs
import pytest

from wrbc_rules import Finding, Policy, policy_from_text

from .drawn import Case, Key, bundled, bundled_cases, by_key, covered_event, drafted, drafted_text, event_of

_CLAUSE = re.compile(r"clause 1\.(\d+) .*?\n\n", re.DOTALL)
_UNLESS = re.compile(r"^  ( *)unless\b.*\n(?:  \1  .*\n)*", re.MULTILINE)


def reordered(text: str, source: random.Random) -> str:
    """A drafted file with its clauses in another order, under the same numbers."""
    clauses = [match[0] for match in _CLAUSE.finditer(text)]
    start, end = text.index(clauses[0]), text.index(clauses[-1]) + len(clauses[-1])
    source.shuffle(clauses)
    return text[:start] + "".join(clauses) + text[end:]


def same(policy: Policy, other: Policy, case: Case) -> None:
    """The same findings in every detail, the same summary, the same open rules, whatever their order."""
    first, second = policy.decide(case.event), other.decide(case.event)
    assert by_key(first.all_findings) == by_key(second.all_findings), case.words
    assert first.summary == second.summary, case.words
    assert set(first.open) == set(second.open), case.words


@pytest.mark.parametrize("start", [0, 25])
def test_the_order_of_clauses_in_a_file_is_irrelevant(start: int) -> None:
    moved = 0
    for seed in range(start, start + 25):
        text = drafted_text(seed)
        other_text = reordered(text, random.Random(seed))
        moved += other_text != text
        policy, other = drafted(seed), policy_from_text(other_text)
        assert {rule.id: rule.kept for rule in policy.rules} == {rule.id: rule.kept for rule in other.rules}
        for number in range(4):
            same(policy, other, Case(policy, event_of(policy, number), f"drafted {seed}, event {number}"))
    assert moved > 20


def test_the_order_of_the_bundled_rules_is_irrelevant() -> None:
    for number, case in enumerate(bundled_cases(40)):
        rules = list(case.policy.typed.rules)
        random.Random(number).shuffle(rules)
        other = attrs.evolve(case.policy, typed=attrs.evolve(case.policy.typed, rules=tuple(rules)))
        same(case.policy, other, case)


# ---- exceptions


def without_exception(text: str, clause: str, other: str = "") -> str | None:
    """A file in which the norm of one clause has lost its `unless`, or has another; None if it has none."""
    start = text.index(f"clause {clause} ")
    following = re.search(r"\n(?=\S)", text[start:])
    end = start + (following.end() if following else len(text))
    body, found = _UNLESS.subn(other, text[start:end], count=1)
    body = body if other else re.sub(r"(?m)^ +refer it to .*\n", "", body)  # nothing is withdrawn any more
    return text[:start] + body + text[end:] if found else None


def referring(policy: Policy, rule: str) -> set[str]:
    """The rule, and those whose conditions rest on it."""
    found = {rule}
    while more := {each.id for each in policy.rules if found & set(each.refers)} - found:
        found |= more
    return found


def others(findings: tuple[Finding, ...], leaving_out: set[str]) -> dict[Key, Finding]:
    return {key: f for key, f in by_key(findings).items() if f.rule not in leaving_out}


@cache
def varied(seed: int) -> tuple[tuple[str, Policy], ...]:
    """Drafted policies with one exception dropped, or another in its place, by the rule it belonged to."""
    return tuple(_varied(seed))


def _varied(seed: int) -> Iterator[tuple[str, Policy]]:
    text, policy = drafted_text(seed), drafted(seed)
    facts = re.findall(r'^fact "(.+)"$', text, re.MULTILINE)
    for rule in policy.rules:
        for other in ("", f"    unless {facts[seed % len(facts)]}\n" if facts else ""):
            changed = without_exception(text, rule.clause, other)
            if changed is not None and changed != text:
                yield rule.id, policy_from_text(changed, name=f"drafted {seed} without")


@pytest.mark.parametrize("start", [0, 20])
def test_an_exception_moves_no_other_clause(start: int) -> None:
    compared = moved = 0
    for seed in range(start, start + 20):
        policy = drafted(seed)
        for rule, other in varied(seed):
            apart = referring(policy, rule) | referring(other, rule)
            for number in range(5):
                event = event_of(policy, seed * 100 + number)
                before, after = policy.decide(event).all_findings, other.decide(event).all_findings
                assert others(before, apart) == others(after, apart), (
                    f"drafted {seed}, {rule}, event {number}"
                )
                compared += len(others(before, apart))
                moved += by_key(before) != by_key(after)
    assert compared > 120
    assert moved > 5, "no exception ever moved its own clause: the comparison shows nothing"


@pytest.mark.parametrize("clause", ["4.7", "5.2", "8.3"])
def test_no_exception_of_the_bundled_policy_moves_another_clause(clause: str) -> None:
    text = "\n".join(
        line
        for block in re.split(r"(?m)^(?=\S)", bundled().typed.source.text)
        if not block.startswith(("promise ", "background"))
        for line in re.split(
            r"(?m)^ +example (?:.*\n)(?: +(?:given|and|but|not known|then|seen) .*\n)+", block
        )
    )
    policy = policy_from_text(text)
    changed = without_exception(text, clause)
    assert changed is not None
    other = policy_from_text(changed)
    moved = 0
    for seed in range(80):
        event = covered_event(policy, seed)
        before, after = policy.decide(event).all_findings, other.decide(event).all_findings
        owned = {
            rule.id
            for rule in policy.rules
            if rule.clause == clause and rule.excused != _rule(other, rule.id)
        }
        assert len(owned) == 1
        assert others(before, owned) == others(after, owned), (clause, seed)
        moved += by_key(before) != by_key(after)
    assert moved > 0


def _rule(policy: Policy, name: str) -> object:
    return policy.typed.rules_by_id[name].excused

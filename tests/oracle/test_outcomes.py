"""The table of outcomes, by drafted rules whose three conditions each stand for one thing, known or not.

A condition is a flag (unknown: a fact), a question (unknown: a person) or a deadline (unknown: still ahead).
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import product
from typing import Any

import pytest

from wrbc_rules import NOT_STATED, Judgement, Policy, Vocabulary, When, policy_from_text
from wrbc_rules.events import Account, Message, Person
from wrbc_rules.findings import Finding

from . import kleene
from .kleene import Three

HEAD = """\
policy "Three conditions"
  edition "1"
  organisation "Nobody"
  in force from 2016-01-01
  time zone Europe/London

clause 1.1 [00000000]
"""
WORDS = (
    """\
noun "staff" means a person where roles include employee
noun "the manager" means a person where roles include line-manager
act "write" means a message
fact "the first flag" or else "not the first flag" means account.agreed
fact "the second flag" or else "not the second flag" means account.purpose-built
fact "the third flag" or else "not the third flag" means account.for-group
fact "the first question" or else "not the first question" asks the manager
fact "the second question" or else "not the second question" asks the manager
fact "the third question" or else "not the third question" asks the manager
fact "it is backed up in time" or else "it is late" means backed-up-at is within 1 day after at
""".replace(' or else "', '\n  or else "')
    .replace('" means', '"\n  means')
    .replace('" asks', '"\n  asks')
)
WORDS = (
    WORDS.replace('"staff"\n  means', '"staff" means')
    .replace('manager"\n  means', 'manager" means')
    .replace('"write"\n  means', '"write" means')
)
THREE: tuple[Three, ...] = (True, False, None)
NOON = datetime(2017, 3, 3, 12, tzinfo=UTC)
SEEN = NOON + timedelta(hours=1)
FLAGS = ("agreed", "purpose_built", "for_group")
NUMBERS = ("first", "second", "third")
#: The third way for a condition to be unknown needs a deadline, of which an event has one.
CAUSES = ("fact", "person", "time")


def phrase(number: int, cause: str, *, contrary: bool = False) -> str:
    if cause == "time":
        return "it is late" if contrary else "it is backed up in time"
    return f"{'not ' if contrary else ''}the {NUMBERS[number]} {'flag' if cause == 'fact' else 'question'}"


@cache
def policy(form: str, causes: tuple[str, ...]) -> Policy:
    """A rule of one form, of which `if`, `when` and `unless` are the first, second and third condition."""
    first, second, third = (phrase(n, cause) for n, cause in enumerate(causes))
    body = {
        "not": [
            "staff should not write",
            f"  when {phrase(1, causes[1], contrary=True)}",
            f"  if {first}",
            f"  unless {third}",
        ],
        "only": ["staff should only write", f"  when {second}", f"  if {first}", f"  unless {third}"],
        "duty": ["staff should do as is due", "  whenever they write", f"  if {first}", f"  unless {third}"],
        "permission": ["it is appropriate for staff to write", f"  if {first}", f"  unless {third}"],
    }[form]
    words = WORDS
    if form == "duty":
        meaning = {
            "fact": "means account.purpose-built",
            "person": "asks the manager",
            "time": "means backed-up-at is within 1 day after at",
        }
        words += f'duty "do as is due" {meaning[causes[1]]}\n'
    return policy_from_text(HEAD + "".join(f"  {line}\n" for line in body) + "\n" + words)


def event(form: str, causes: tuple[str, ...], values: tuple[Three, ...]) -> Message:
    """A message in which each condition is as asked."""
    manager = Person(id="kim", roles=frozenset({"line_manager"}))
    account: dict[str, Any] = {}
    answers: list[Any] = []
    backed_up = NOT_STATED
    for number, (cause, value) in enumerate(zip(causes, values, strict=True)):
        if cause == "fact":
            account[FLAGS[number]] = value
        elif cause == "person":
            asked = phrase(number, cause)
            if form == "duty" and number == 1:
                asked = "do as is due"
            said: Any = {True: "yes", False: "no", None: "dont_know"}[value]
            answers.append(Judgement(question=asked, answer=said, by=manager, at=NOON))
        else:
            ahead = When.not_done_by(SEEN)
            backed_up = {True: When.of(SEEN), False: When.of(NOON - timedelta(hours=1)), None: ahead}[value]
    return Message(
        id="m",
        at=NOON,
        by=Person(id="sam", roles=frozenset({"employee"})),
        account=Account(**account),
        judgements=answers,
        backed_up_at=backed_up,
    )


def found(form: str, causes: tuple[str, ...], values: tuple[Three, ...]) -> Finding:
    [finding] = policy(form, causes).decide(event(form, causes, values), as_of=SEEN).all_findings
    return finding


@pytest.mark.parametrize("form", ["not", "only", "duty"])
def test_the_table_of_outcomes_for_norms(form: str) -> None:
    seen = Counter[str]()
    for causes in product(CAUSES, repeat=3):
        if causes.count("time") > 1:
            continue
        for values in product(THREE, repeat=3):
            one, two, three = (frozenset({cause}) for cause in causes)
            expected = kleene.of_norm(values[0], values[1], values[2], (one, two, three))
            finding = found(form, causes, values)
            assert finding.outcome.value == expected, (form, causes, values)
            filled = [bool(finding.missing), bool(finding.ask), bool(finding.due)]
            unknown = {cause for cause, value in zip(causes, values, strict=True) if value is None}
            wanted = [cause in unknown for cause in CAUSES] if finding.outcome.open else [False] * 3
            assert filled == wanted, (form, causes, values, finding)
            seen[expected] += 1
    assert sum(seen.values()) == 20 * 27
    assert set(seen) == {
        "not_covered", "breach", "complies", "excused", "clear", "undetermined", "for_a_person", "pending",
    }  # fmt: skip


def test_the_table_of_outcomes_for_permissions() -> None:
    seen = Counter[str]()
    for causes in product(CAUSES, repeat=2):
        if causes.count("time") > 1:
            continue
        for first, third in product(THREE, repeat=2):
            expected = kleene.of_permission(first, third, (frozenset({causes[0]}), frozenset({causes[1]})))
            finding = found("permission", (causes[0], "fact", causes[1]), (first, None, third))
            assert finding.outcome.value == expected, (causes, first, third)
            assert finding.permission
            seen[expected] += 1
    assert sum(seen.values()) == 8 * 9
    assert set(seen) == {
        "not_covered",
        "permitted",
        "withdrawn",
        "clear",
        "undetermined",
        "for_a_person",
        "pending",
    }


# ---- lists within a condition

LISTS = {
    "both": (2, kleene.conjunction),
    "either": (2, kleene.disjunction),
    "neither": (2, lambda *each: kleene.negation(kleene.disjunction(*each))),
    "all of": (3, kleene.conjunction),
    "any of": (3, kleene.disjunction),
    "none of": (3, lambda *each: kleene.negation(kleene.disjunction(*each))),
}


@pytest.mark.parametrize("word", LISTS)
@pytest.mark.parametrize("contrary", [False, True])
def test_lists_are_kleenes(word: str, contrary: bool) -> None:
    """`should only write when LIST` complies, breaches or is undetermined: true, false or unknown."""
    size, meaning = LISTS[word]
    lines = "".join(f"      {phrase(n, 'fact', contrary=contrary)}\n" for n in range(size))
    made = policy_from_text(f"{HEAD}  staff should only write\n    when {word}\n{lines}\n{WORDS}")
    for values in product(THREE, repeat=size):
        as_meant = [kleene.negation(value) if contrary else value for value in values]
        expected = {True: "complies", False: "breach", None: "undetermined"}[meaning(*as_meant)]
        written = event("only", ("fact",) * size, values)
        [finding] = made.decide(written).all_findings
        assert finding.outcome.value == expected, (word, values)


@pytest.mark.parametrize("outer", ["both", "either", "neither"])
@pytest.mark.parametrize("inner", ["both", "either", "neither"])
def test_lists_within_lists(outer: str, inner: str) -> None:
    lines = [
        f"    when {outer}",
        "      the first flag",
        f"      {inner}",
        "        not the second flag",
        "        the third flag",
    ]
    made = policy_from_text(f"{HEAD}  staff should only write\n" + "\n".join(lines) + f"\n\n{WORDS}")
    for first, second, third in product(THREE, repeat=3):
        meant = LISTS[outer][1](first, LISTS[inner][1](kleene.negation(second), third))
        written = event("only", ("fact",) * 3, (first, second, third))
        [finding] = made.decide(written).all_findings
        assert finding.outcome.value == {True: "complies", False: "breach", None: "undetermined"}[meant]


def test_another_rules_outcome_is_a_formula() -> None:
    """`if 1.1 is excused` (or breached) is true, false or unknown as the formula is."""
    for result in ("excused", "breached"):
        text = HEAD + (
            "  staff should not write\n    when not the second flag\n"
            "    if the first flag\n    unless the third flag\n\n"
            f"clause 1.2 [00000000]\n  staff should not write\n    if 1.1 is {result}\n\n"
        )
        made = policy_from_text(text + WORDS)
        for values in product(THREE, repeat=3):
            first, second, third = values
            wanted = third if result == "excused" else kleene.negation(third)
            meant = kleene.conjunction(first, kleene.negation(second), wanted)
            outcomes = {
                f.rule: f.outcome.value for f in made.decide(event("not", ("fact",) * 3, values)).all_findings
            }
            assert outcomes["1.2"] == {True: "breach", False: "not_covered", None: "undetermined"}[meant], (
                result,
                values,
            )


def test_the_words_are_well_formed() -> None:
    assert isinstance(policy("not", ("fact",) * 3).typed.vocabulary, Vocabulary)

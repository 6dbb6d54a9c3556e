"""Monotone in information where several answers, or several entries of one person, must be weighed.

Every pair of answers and every pair of entries is tried, and every single fact that could be learnt of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import product
from typing import Any

import attrs
import pytest

from wrbc_rules import NOT_STATED, Judgement, Outcome, People, Policy, When, policy_from_text
from wrbc_rules.events import Channel, Message, Person, Recipient

from .drawn import SETTLED, bundled, covered_event, named

ASKING = """\
policy "Asking"
  edition "1"
  organisation "Nobody"
  in force from 2016-01-01
  time zone Europe/London

clause 1.1 [00000000]
  staff must not write a message
    when it is unwise

noun "staff" means a person where roles include employee
noun "the manager" means a person where roles include line-manager
act "write a message" means a message
fact "it is unwise" asks the manager
"""
NOON = datetime(2017, 3, 3, 12, tzinfo=UTC)
ONE, TWO = When.of(NOON.replace(hour=13)), When.of(NOON.replace(hour=14))
EITHER = When(ONE.earliest, TWO.latest)
REFINES_CLEAR = {Outcome.CLEAR, Outcome.COMPLIES, Outcome.EXCUSED, Outcome.NOT_COVERED}


@cache
def _asking() -> Policy:
    return policy_from_text(ASKING)


@attrs.frozen
class Answer:
    """Yes or no; whether the answerer was a manager, if that is known; when."""

    yes: bool
    manager: bool | None
    at: When

    def judgement(self) -> Any:
        held = {True: frozenset({"line_manager"}), False: frozenset({"employee"}), None: None}[self.manager]
        by = Person(id="kim", roles=held)  # type: ignore[arg-type]
        return Judgement(question="it is unwise", answer="yes" if self.yes else "no", by=by, at=self.at)

    def known_better(self) -> Iterator[Answer]:
        if self.manager is None:
            yield from (attrs.evolve(self, manager=held) for held in (True, False))
        if self.at == NOT_STATED:
            yield attrs.evolve(self, at=EITHER)
        if not self.at.exact:
            yield from (attrs.evolve(self, at=at) for at in (ONE, TWO))


ANSWERS = [
    Answer(*each) for each in product((True, False), (True, False, None), (ONE, TWO, EITHER, NOT_STATED))
]


@cache
def _judged(first: Answer, second: Answer) -> Outcome:
    event = Message(
        id="m",
        at=NOON,
        by=Person(id="sam", roles=frozenset({"employee"})),
        judgements=[first.judgement(), second.judgement()],
    )
    [finding] = _asking().decide(event).findings
    return finding.outcome


def test_knowing_more_of_an_answer_never_turns_a_settled_outcome() -> None:
    wrong, tried = [], 0
    for first, second in product(ANSWERS, ANSWERS):
        before = _judged(first, second)
        if before not in SETTLED:
            continue
        for better in first.known_better():
            tried += 1
            if _judged(better, second) is not before:
                wrong.append((before.value, _judged(better, second).value, first, better, second))
    assert not wrong, f"{len(wrong)} of {tried}, for example {wrong[0]}"
    assert tried > 300


def test_two_answers_in_either_order_are_one_answer() -> None:
    for first, second in product(ANSWERS, ANSWERS):
        assert _judged(first, second) is _judged(second, first), (first, second)


# ---- one person, listed twice

FACTS = (True, False, None)
Facts = tuple[bool | None, bool | None]


@cache
def _listed_twice(rule: str, fields: tuple[str, str], first: Facts, second: Facts) -> Outcome:
    child = Person(id="mia", category="child_or_young_person")
    stated: list[dict[str, Any]] = [
        {"person": child, **dict(zip(fields, facts, strict=True))} for facts in (first, second)
    ]
    event = Message(
        id="m",
        at=datetime(2017, 3, 3, 23, tzinfo=UTC),
        by=Person(id="sam", roles=frozenset({"employee"})),
        channel=Channel(kind="text"),
        recipients=People.of(*(Recipient(**each) for each in stated)),
    )
    found = [f for f in bundled().decide(event).findings if f.rule == rule]
    assert [f.about for f in found] == ["mia"]
    return found[0].outcome


@pytest.mark.parametrize(
    ("rule", "fields"),
    [("4.7", ("at_risk", "no_alternative")), ("5.2", ("objection_in_force", "at_risk"))],
)
def test_one_person_listed_twice_is_settled_once_and_for_all(rule: str, fields: tuple[str, str]) -> None:
    pairs = list(product(FACTS, FACTS))
    wrong = []
    for first, second in product(pairs, pairs):
        before = _listed_twice(rule, fields, first, second)
        for index, value in product(range(2), (True, False)):
            if first[index] is not None or before not in SETTLED:
                continue
            better = (value, first[1]) if index == 0 else (first[0], value)
            after = _listed_twice(rule, fields, better, second)
            if not (after in REFINES_CLEAR if before is Outcome.CLEAR else after is before):
                wrong.append((before.value, after.value, first, better, second))
    assert not wrong, f"{len(wrong)}, for example {wrong[0]} of {fields}"


def test_one_person_listed_twice_on_two_uncertain_clocks() -> None:
    """An entry that is clear, beside one that complies, may yet turn out to be excused."""
    policy, changed = bundled(), 0
    for seed in range(120):
        event: Any = covered_event(policy, seed)
        if not isinstance(event, Message) or len(event.recipients.members) < 2:
            continue
        first, twin = (named(each, "mia") for each in event.recipients.members[:2])
        together = People((first, twin), event.recipients.complete)
        both = policy.decide(attrs.evolve(event, recipients=together))
        for finding in both.all_findings:
            if finding.about != "mia" or finding.outcome not in SETTLED - {Outcome.CLEAR}:
                continue
            for change in _completions(first):
                after = policy.decide(
                    attrs.evolve(event, recipients=People((change, twin), together.complete))
                )
                again = next(
                    f for f in after.all_findings if (f.rule, f.about) == (finding.rule, finding.about)
                )
                assert again.outcome is finding.outcome, (
                    seed,
                    finding.rule,
                    finding.outcome,
                    again.outcome,
                    first,
                    change,
                )
                changed += 1
    assert changed > 50


def _completions(entry: Recipient) -> Iterator[Recipient]:
    for name in ("at_risk", "no_alternative", "extenuating", "objection_in_force"):
        if getattr(entry, name) is None:
            changes: list[dict[str, Any]] = [{name: value} for value in (True, False)]
            yield from (attrs.evolve(entry, **change) for change in changes)
    if entry.person.category is None:
        yield attrs.evolve(entry, person=attrs.evolve(entry.person, category="child_or_young_person"))
        yield attrs.evolve(entry, person=attrs.evolve(entry.person, category="adult"))

"""Monotone in information (DESIGN section 4): learning settles, refines *clear*, and changes nothing else."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from wrbc_rules import Finding, Outcome
from wrbc_rules.findings import NOT_LISTED
from wrbc_rules.vocabulary import event_to_json

from .drawn import OPEN, Case, Key, bare_findings, bundled_cases, by_key, drafted_cases, drawing
from .learning import steps

#: What a settled outcome may become. Clear is "no breach however the missing facts fall".
REFINES_CLEAR = {Outcome.CLEAR, Outcome.NOT_COVERED, Outcome.COMPLIES, Outcome.EXCUSED, Outcome.PERMITTED}


def complaint(key: Key, before: Finding, after: Finding | None, words: str) -> str | None:
    """What is wrong with this finding's change, if anything."""
    if before.outcome in OPEN:
        return None
    if after is None:  # it is left to a person in general, or is about people who turn out not to exist
        gone = key[1] == NOT_LISTED and words.endswith("is complete")
        return None if gone else f"{key}: {before.outcome.value} is gone"
    if before.outcome is Outcome.CLEAR:
        fine = after.outcome in REFINES_CLEAR
    else:
        fine = after.outcome is before.outcome
    return None if fine else f"{key}: {before.outcome.value} -> {after.outcome.value}"


def matched(
    before: tuple[Finding, ...], after: tuple[Finding, ...], words: str
) -> Iterator[tuple[Key, Finding, Finding | None]]:
    """Each finding with what it has become; where a name was learnt, by order."""
    if words.endswith("is known") and len(before) == len(after):
        yield from (((f.rule, f.about, 0), f, g) for f, g in zip(before, after, strict=True))
        return
    now = by_key(after)
    for key, finding in by_key(before).items():
        yield key, finding, now.get(key)


def broken(before: tuple[Finding, ...], after: tuple[Finding, ...], words: str) -> list[str]:
    found = [complaint(key, f, g, words) for key, f, g in matched(before, after, words)]
    return [each for each in found if each is not None]


def told(case: Case, words: str, wrong: list[str], old: Any, new: Any) -> str:
    return "\n".join(
        [
            case.words,
            f"learnt: {words}",
            *wrong,
            f"before: {event_to_json(old)}",
            f"after: {event_to_json(new)}",
        ]
    )


def walk(case: Case, length: int) -> tuple[int, list[str]]:
    """Learn at random, at most `length` things: how many were learnt, and the first that broke something."""
    source = random.Random(case.words)
    event, taken = case.event, 0
    before = bare_findings(case.policy, event)
    for _ in range(length):
        possible = steps(event, drawing(case.policy, source.randrange(10**9), missing=True), source)
        if not possible:
            break
        words, new = source.choice(possible)
        taken += 1
        after = bare_findings(case.policy, new)
        wrong = broken(before, after, words)
        if wrong:
            return taken, [told(case, words, wrong, event, new)]
        event, before = new, after
    return taken, []


def one_each(case: Case) -> tuple[int, list[str]]:
    """Learn every single thing that can be learnt, each alone."""
    source = random.Random(case.words)
    found: list[str] = []
    possible = steps(case.event, drawing(case.policy, source.randrange(10**9), missing=True), source)
    before = bare_findings(case.policy, case.event)
    for words, new in possible:
        wrong = broken(before, bare_findings(case.policy, new), words)
        if wrong:
            found.append(told(case, words, wrong, case.event, new))
    return len(possible), found


def judge(cases: Iterator[Case], length: int) -> int:
    taken, wrong = 0, []
    for case in cases:
        steps_taken, found = walk(case, length)
        taken += steps_taken
        wrong += found
    assert not wrong, f"{len(wrong)} broken\n\n" + "\n\n".join(wrong[:3])
    return taken


def test_learning_never_unsettles_the_bundled_policy() -> None:
    assert judge(bundled_cases(80), 10) > 700


def test_learning_never_unsettles_drafted_policies() -> None:
    assert judge(drafted_cases(60, 6), 10) > 1800


def test_every_single_thing_to_learn() -> None:
    learnt, wrong = 0, []
    for case in (*bundled_cases(12), *drafted_cases(30, 3)):
        number, found = one_each(case)
        learnt += number
        wrong += found
    assert not wrong, f"{len(wrong)} broken\n\n" + "\n\n".join(wrong[:3])
    assert learnt > 900


def test_what_is_settled_of_people_not_listed_holds_of_everybody_who_joins() -> None:
    """The finding about somebody not listed speaks for each person who might be on the list."""
    joined = Counter[str]()
    for case in (*bundled_cases(200), *drafted_cases(60, 12)):
        source = random.Random(case.words)
        before = {f.rule: f for f in bare_findings(case.policy, case.event) if f.about == NOT_LISTED}
        if not before:
            continue
        for words, new in steps(case.event, drawing(case.policy, 7, missing=True), source):
            if " has newcomer " not in words:
                continue
            name = words.removesuffix(" too").split(" has ", 1)[1]
            for after in bare_findings(case.policy, new):
                if after.about == name and after.rule in before:
                    wrong = complaint((after.rule, name, 0), before[after.rule], after, words)
                    assert wrong is None, told(case, words, [wrong], case.event, new)
                    joined[before[after.rule].outcome.value] += 1
    assert sum(joined.values()) > 200, joined


@pytest.mark.soak
@pytest.mark.parametrize("start", range(1000, 9000, 1000))
def test_learning_at_length(start: int) -> None:
    judge(bundled_cases(400, start=start), 25)
    judge(drafted_cases(250, 10, start=start), 25)

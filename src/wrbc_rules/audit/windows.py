"""The clock windows that a policy's rules speak of, and the period over which they count contacts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from wrbc_rules.ir import CountIn, Number, Rule, TypedPolicy, Window, walk
from wrbc_rules.values import MINUTE

#: Where no rule says over which period contacts are counted.
WEEK = timedelta(days=7)


def clock_windows(policies: Iterable[TypedPolicy]) -> tuple[tuple[int, int, str], ...]:
    """Each window as minutes of the day, with the rule that it stands in."""
    found = ((window, rule) for policy in policies for rule in policy.rules for window in _windows(rule))
    return tuple(
        dict.fromkeys(
            (int(window.start.value) // MINUTE, int(window.end.value) // MINUTE, rule.id)
            for window, rule in found
            if isinstance(window.start, Number) and isinstance(window.end, Number)
        )
    )


def _windows(rule: Rule) -> Iterator[Window]:
    for test in (rule.condition, rule.kept, rule.excused):
        yield from (each for each in walk(test) if isinstance(each, Window))


def counting_period(policies: Iterable[TypedPolicy]) -> timedelta:
    """The longest period over which a rule counts; a shorter one is then bounded by it."""
    counts = (
        each.period.value
        for policy in policies
        for rule in policy.rules
        for test in (rule.scope, rule.condition, rule.kept, rule.excused)
        for each in walk(test)
        if isinstance(each, CountIn) and isinstance(each.period, Number)
    )
    longest = max(counts, default=None)
    return WEEK if longest is None else timedelta(microseconds=int(longest))

"""Faults put into the compiled rules on purpose: the search that finds none otherwise finds each of them."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache, partial
from typing import Any

import attrs
import pytest

from wrbc_rules import Outcome, Policy, Verdict
from wrbc_rules.backends.python import clocks, code, evaluator, json_forms, reading, runtime
from wrbc_rules.backends.python.clocks import Bounds
from wrbc_rules.backends.python.json_forms import UNCOUNTED
from wrbc_rules.backends.python.logic import CAUSES, STANDS, TIME, TRUTHS, Logic, Truths
from wrbc_rules.ir import All, AnyOf, AtMost, Less, Not, OnceDone, OneOf, Path
from wrbc_rules.values import People, When

from .search import Trial, difference, said, trials, without_reasons

Patch = pytest.MonkeyPatch
#: So many policies, and events for each, are searched for a fault.
POLICIES, EVENTS = 50, 50
#: Policies that show what few do: answers at several times, nights of the week, days that begin elsewhere.
TELLING = (14, 18, 45)


@cache
def judged(number: int) -> tuple[tuple[Trial, tuple[Verdict, ...]], ...]:
    """Trials of one policy of the search, with what the interpreter says; the same for every fault."""
    with without_reasons():
        return tuple((trial, said(trial)) for trial in trials(number, EVENTS))


def first_difference(policies: int) -> str | None:
    """The first difference that is found, each policy's code being made anew."""
    for number in sorted(range(policies), key=lambda each: each not in TELLING):
        found = _first_of(judged(number))
        if found is not None:
            return found
    return None


def _first_of(cases: tuple[tuple[Trial, tuple[Verdict, ...]], ...]) -> str | None:
    policies: dict[int, Policy] = {}
    for trial, expected in cases:
        policy = policies.setdefault(id(trial.policy), attrs.evolve(trial.policy))
        try:
            found = difference(attrs.evolve(trial, policy=policy), expected)
        except (KeyError, TypeError, ValueError) as crash:
            return f"{trial.words}: {crash!r}"
        if found is not None:
            return found
    return None


def test_without_a_fault_nothing_is_found() -> None:
    assert {number: _first_of(judged(number)) for number in TELLING} == dict.fromkeys(TELLING)


# ---- the faults


def less_or_equal(patch: Patch) -> None:
    """Less, as if it were at most."""
    patch.setitem(TRUTHS, Less, TRUTHS[AtMost])


def at_most_less(patch: Patch) -> None:
    """At most, as if it were less."""
    patch.setitem(TRUTHS, AtMost, TRUTHS[Less])


def all_denied_by_all(patch: Patch) -> None:
    """Not all hold only where none does."""

    def every(logic: Logic, test: Any) -> Truths:
        parts = [logic.truths(each) for each in test.tests]
        return code.both(sure for sure, _ in parts), code.both(denied for _, denied in parts)

    patch.setitem(TRUTHS, All, every)


def any_sure_of_the_first(patch: Patch) -> None:
    """One of several holds only where the first does."""

    def some(logic: Logic, test: Any) -> Truths:
        parts = [logic.truths(each) for each in test.tests]
        return parts[0][0], code.both(denied for _, denied in parts)

    patch.setitem(TRUTHS, AnyOf, some)


def not_that_keeps_sure(patch: Patch) -> None:
    """The contrary of what is sure is what is not sure."""

    def contrary(logic: Logic, test: Any) -> Truths:
        sure, _ = logic.truths(test.test)
        return code.contrary(sure), sure

    patch.setitem(TRUTHS, Not, contrary)


def unknown_words_are_others(patch: Patch) -> None:
    """A text that is not stated is none of those asked for."""

    def one_of(logic: Logic, test: Any) -> Truths:
        if test.unset is not None or not test.values:
            return code.FALSE, code.FALSE
        among = code.compare(logic.reader.value(test.path), ast.In(), code.constant(test.values))
        return among, code.contrary(among)

    patch.setitem(TRUTHS, OneOf, one_of)


def cause_of_a_field_dropped(patch: Patch) -> None:
    """A text that is not stated is no cause."""
    patch.setitem(CAUSES, OneOf, lambda logic, test: code.constant(0))


def time_forgotten(patch: Patch) -> None:
    """What is ahead is a missing fact."""
    patch.setattr(Logic, "_ahead", lambda self, instants: code.FALSE)


def manner_is_a_fact(patch: Patch) -> None:
    """How something was done is missing though it is still to be done."""
    patch.setitem(CAUSES, OnceDone, lambda logic, test: logic.cause(test.test))


def nameless_are_nobody(patch: Patch) -> None:
    """People without names are not counted."""
    tally = runtime.tally

    def counted(people: People[Any], identity: Callable[[Any], str | None], *about: Any) -> Bounds:
        named = tuple(each for each in people.members if identity(each) is not None)
        return tally(People(named, people.complete), identity, *about)

    patch.setattr(runtime, "tally", counted)


def nameless_are_different(patch: Patch) -> None:
    """People without names who pass are all different."""

    def identity(each: Any, of: Callable[[Any], str | None]) -> str:
        return of(each) or f"nameless {id(each)}"

    tally = runtime.tally
    patch.setattr(
        runtime,
        "tally",
        lambda people, of, *about: tally(people, lambda each: identity(each, of), *about),
    )


def incomplete_lists_are_whole(patch: Patch) -> None:
    """A list that may lack somebody is counted as if it did not."""
    tally = runtime.tally
    patch.setattr(runtime, "tally", lambda people, *rest: tally(People(people.members, complete=True), *rest))


def window_end_included(patch: Patch) -> None:
    """A window lasts a microsecond longer."""
    window_of = clocks.window_of
    patch.setattr(
        runtime,
        "window_of",
        lambda clock, start, end, nights: window_of(clock, start, end + 1, nights),
    )


def nights_that_end(patch: Patch) -> None:
    """A night is that of the day on which it ends."""
    window_of = clocks.window_of

    def moved(clock: Any, start: int, end: int, nights: frozenset[int] | None) -> Any:
        later = None if nights is None else frozenset((night + 1) % 7 for night in nights)
        return window_of(clock, start, end, later)

    patch.setattr(runtime, "window_of", moved)


def seen_whenever(patch: Patch) -> None:
    """What lies after `as_of` is known already."""
    instant = reading.Reader._instant

    def bound(self: reading.Reader, key: Any) -> list[ast.stmt]:
        return [each for each in instant(self, key) if not isinstance(each, ast.If)]

    patch.setattr(reading.Reader, "_instant", bound)


def planned_is_unknown(patch: Patch) -> None:
    """The event's own moment is ahead too."""
    patch.setattr(
        reading.Reader,
        "ahead",
        lambda self, key: code.compare(self.bounds(key)[0], ast.Gt(), code.name("as_of")),
    )
    made = reading.Reader._instant
    elsewhere = Path("event", ("nowhere",))
    patch.setattr(
        reading.Reader, "_instant", lambda self, key: made(attrs.evolve(self, moment=elsewhere), key)
    )


def the_earliest_answer(patch: Patch) -> None:
    """Of two answers the first is in force."""

    def in_force(told: Any) -> bool | None:
        certain = [at for at, _, counts in told if counts]
        first = {yes for at, yes, _ in told if not any(at.earliest > other.latest for other in certain)}
        return first.pop() if certain and len(first) == 1 else None

    patch.setattr(runtime, "in_force", in_force)


def the_latest_end(patch: Patch) -> None:
    """An answer is overtaken by what may have been later."""

    def in_force(told: Any) -> bool | None:
        certain = [at for at, _, counts in told if counts]
        latest = {yes for at, yes, _ in told if not any(at.latest < other.latest for other in certain)}
        return latest.pop() if certain and len(latest) == 1 else None

    patch.setattr(runtime, "in_force", in_force)


def doubtful_answers_count(patch: Patch) -> None:
    """Whoever may have held the role held it."""
    in_force = runtime.in_force
    patch.setattr(
        runtime,
        "in_force",
        lambda told: in_force([(at, yes, counts is not False) for at, yes, counts in told]),
    )


def standing_is_open(patch: Patch) -> None:
    """A question that only stands is pending."""
    found = {codes: each for codes, each in evaluator._OUTCOMES.items() if each is not Outcome.STANDS}
    patch.setattr(evaluator, "_OUTCOMES", {**found, STANDS: Outcome.PENDING})


def time_before_people(patch: Patch) -> None:
    """What waits for a person and for time is pending."""
    patch.setitem(evaluator._OUTCOMES, 2 | TIME, Outcome.PENDING)


def lightest_of_two(patch: Patch) -> None:
    """Of two entries about one person the lighter counts."""
    verdicts = evaluator.Evaluator.verdicts

    def last(self: Any, found: list[Any], event: Any, *, mapping: bool = False) -> tuple[Verdict, ...]:
        return tuple(_lightest(self, partial(verdicts, mapping=mapping), sorted(found), event))

    patch.setattr(evaluator.Evaluator, "verdicts", last)


def _lightest(
    self: evaluator.Evaluator, verdicts: Callable[..., Any], found: list[Any], event: Any
) -> Iterator[Verdict]:
    best: dict[tuple[str, Any], Verdict] = {}
    for entry in found:
        for each in verdicts(self, [entry], event):
            key = (each.rule, each.about)
            if key not in best or each.outcome.weight > best[key].outcome.weight:
                best[key] = each
    yield from best.values()


def withdrawn_is_a_breach(patch: Patch) -> None:
    """A permission that is withdrawn is a duty that is broken."""
    patch.setattr(evaluator, "RuleForm", type("RuleForm", (), {"PERMISSION": None}))


def whole_lists_of_others(patch: Patch) -> None:
    """There is somebody not listed, however complete the list."""
    patch.setattr(runtime, "NOT_LISTED", "nobody at all")


def texts_as_they_are(patch: Patch) -> None:
    """Two spellings of one text are two texts."""
    patch.setattr(runtime, "composed", lambda text: text)


def days_of_utc(patch: Patch) -> None:
    """Birthdays are those of Greenwich."""

    def days_of(clock: Any) -> Callable[[Any, Any], Any]:
        return lambda first, last: type(clock)("UTC").days(When(first, last))

    patch.setattr(runtime, "days_of", days_of)


def counts_of_any_period(patch: Patch) -> None:
    """A count over one period is one over any."""

    def count_over(period: int) -> Callable[[Any], Bounds]:
        def bounds(count: Any) -> Bounds:
            if count is None:
                return UNCOUNTED
            return (count.at_least, math.inf if count.at_most is None else count.at_most)

        return bounds

    patch.setattr(runtime, "count_over", count_over)


def guards_that_are_sure(patch: Patch) -> None:
    """Only what is certain is looked into."""
    patch.setattr(Logic, "may", Logic.sure)


def minutes_are_instants(patch: Patch) -> None:
    """JSON's minute is its first moment."""

    def instant_reader(clock: Any) -> Callable[[Any], Bounds]:
        def read(value: Any) -> Bounds:
            if isinstance(value, str) and len(value) == len("2017-03-03T21:30+00:00"):
                found = int(datetime.fromisoformat(value).timestamp()) * 1_000_000
                return (found, found)
            return made(value)

        made = whole(clock)
        return read

    whole = json_forms.instant_reader
    patch.setattr(runtime, "instant_reader", instant_reader)


FAULTS: tuple[Callable[[Patch], None], ...] = (
    less_or_equal,
    at_most_less,
    all_denied_by_all,
    any_sure_of_the_first,
    not_that_keeps_sure,
    unknown_words_are_others,
    cause_of_a_field_dropped,
    time_forgotten,
    manner_is_a_fact,
    nameless_are_nobody,
    nameless_are_different,
    incomplete_lists_are_whole,
    window_end_included,
    nights_that_end,
    seen_whenever,
    planned_is_unknown,
    the_earliest_answer,
    the_latest_end,
    doubtful_answers_count,
    standing_is_open,
    time_before_people,
    lightest_of_two,
    withdrawn_is_a_breach,
    whole_lists_of_others,
    texts_as_they_are,
    days_of_utc,
    counts_of_any_period,
    guards_that_are_sure,
    minutes_are_instants,
)


@pytest.mark.xdist_group("faults")
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_the_search_finds(fault: Callable[[Patch], None], monkeypatch: Patch) -> None:
    fault(monkeypatch)
    assert first_difference(POLICIES) is not None

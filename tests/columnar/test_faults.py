"""Faults put into the columnar rules on purpose: the search that finds none otherwise finds each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

import narwhals as nw
import pytest

from tests.agreement.search import without_reasons
from wrbc_rules import Outcome
from wrbc_rules.backends.columnar import (
    answers,
    kleene,
    people,
    rules,
    scene,
    terms,
    zone,
)
from wrbc_rules.backends.columnar.gaps import GAPS
from wrbc_rules.backends.columnar.kleene import Truth
from wrbc_rules.backends.columnar.terms import TERMS
from wrbc_rules.backends.columnar.truths import TESTS
from wrbc_rules.ir import AtMost, Flag, Less, OneOf, Window, expressions

from .agreeing import Batch, Said, batches, by_columns, by_reference, difference
from .test_clock import clock_difference

Patch = pytest.MonkeyPatch
#: Policies that together show every fault; few events, many of them odd.
NUMBERS, EVENTS = (5, 8, 36, 45, 19), 45


@cache
def judged() -> tuple[tuple[Batch, Counter[Said]], ...]:
    """The batches, with what the interpreter says; the same for every fault."""
    with without_reasons():
        return tuple((batch, by_reference(batch)) for number in NUMBERS for batch in batches(number, EVENTS))


def first_difference() -> str | None:
    for batch, expected in judged():
        found_here = difference(batch, expected, by_columns(batch))
        if found_here is not None:
            return found_here
    return clock_difference("Europe/London", exact=False)


def test_without_a_fault_nothing_is_found() -> None:
    assert first_difference() is None


# ---- the faults


def less_for_at_most(patch: Patch) -> None:
    """`<` for `<=`."""
    patch.setitem(TESTS, AtMost, lambda test, here: TESTS[Less](Less(test.left, test.right), here))


def at_most_for_less(patch: Patch) -> None:
    """`<=` for `<`."""
    patch.setitem(TESTS, Less, lambda test, here: TESTS[AtMost](AtMost(test.left, test.right), here))


def unknown_is_false(patch: Patch) -> None:
    """A flag that is not stated is false: null logic forgotten."""

    def flag(test: Flag, here: Any) -> Truth:
        column = here.field(test.path)
        return False if column is None else column.fill_null(False)

    patch.setitem(TESTS, Flag, flag)


def a_conjunction_that_skips_nulls(patch: Patch) -> None:
    """All of several hold where all that are known do."""
    every = nw.all_horizontal
    patch.setattr(nw, "all_horizontal", lambda *parts, ignore_nulls: every(*parts, ignore_nulls=True))


def a_tally_that_skips_nulls(patch: Patch) -> None:
    """Members of whom it is not known whether they pass are not counted as possible."""
    counting = people._counting

    def counted(tally: Any, here: Any, name: str, nameless: Any, columns: dict[str, nw.Expr]) -> Any:
        made = counting(tally, here, name, nameless, columns)
        columns[f"{name}_possible"] = columns[f"{name}_known"]
        return made

    patch.setattr(people, "_counting", counted)


def names_counted_twice(patch: Patch) -> None:
    """Somebody listed twice counts as two."""
    named = people._by_name

    def apart(frame: Any, counts: Any) -> Any:
        return named(frame.with_columns(name=nw.lit(None, dtype=nw.String)), counts)

    patch.setattr(people, "_by_name", apart)


def a_fold_dropped(patch: Patch) -> None:
    """The clock is always as far ahead as it usually is."""
    patch.setattr(zone.Zone, "_offset", lambda self, instant: kleene.number_of(self.pieces[0][2]))


def a_change_inside_an_interval_overlooked(patch: Patch) -> None:
    """An interval is taken to lie on one side of a change."""
    patch.setattr(zone.Zone, "last_change", lambda self, key, instant: kleene.number_of(self.pieces[0][0]))


def the_beginning_for_the_interval(patch: Patch) -> None:
    """A window holds where it holds at the beginning of the interval."""

    def window(self: Any, key: object, test: Window, first: Any, last: Any) -> Truth:
        return self.window((key, "first"), test, first)  # type: ignore[no-any-return]

    patch.setattr(zone.Zone, "window_between", window)


def a_sentinel_added_to(patch: Patch) -> None:
    """So much after never is a number like any other."""
    patch.setattr(terms, "_sum", lambda number, more: number + more)


def a_null_limit_compared(patch: Patch) -> None:
    """What is not known at the latest is known at the earliest."""
    patch.setattr(scene.Scene, "_latest", lambda self, path, high: self._earliest(path, high))


def as_of_forgotten(patch: Patch) -> None:
    """What lies ahead is known already."""
    patch.setattr(scene.Scene, "ahead", lambda self, path: False)


def any_cause_is_a_fact(patch: Patch) -> None:
    """Whatever is open is undetermined."""
    patch.setattr(rules, "_BY_CAUSE", dict.fromkeys(rules._BY_CAUSE, Outcome.UNDETERMINED))


def a_gap_without_its_part(patch: Patch) -> None:
    """A part that is settled is missing too."""
    patch.setattr("wrbc_rules.backends.columnar.gaps.unknown", lambda value: True)


def a_text_that_is_never_missing(patch: Patch) -> None:
    """No gap is told of a text."""
    patch.setitem(GAPS, OneOf, lambda test, here, words: ())


def the_oldest_answer(patch: Patch) -> None:
    """Every answer is in force, however old."""
    patch.setattr(answers, "_moments", lambda here: (kleene.number_of(0), kleene.number_of(0)))


FAULTS: tuple[Callable[[Patch], None], ...] = (
    less_for_at_most,
    at_most_for_less,
    unknown_is_false,
    a_conjunction_that_skips_nulls,
    a_tally_that_skips_nulls,
    names_counted_twice,
    a_fold_dropped,
    a_change_inside_an_interval_overlooked,
    the_beginning_for_the_interval,
    a_sentinel_added_to,
    a_null_limit_compared,
    as_of_forgotten,
    any_cause_is_a_fact,
    a_gap_without_its_part,
    a_text_that_is_never_missing,
    the_oldest_answer,
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_the_search_finds(fault: Callable[[Patch], None], monkeypatch: Patch) -> None:
    fault(monkeypatch)
    assert first_difference() is not None, fault.__doc__


def test_every_primitive_is_said() -> None:
    assert set(TESTS) == set(GAPS) == set(expressions.TESTS)
    assert set(TERMS) == set(expressions.TERMS)

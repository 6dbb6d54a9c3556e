"""Generated code says what the interpreter says, of 100,000 decisions here and of ten million in the soak."""

from __future__ import annotations

import sys
import time

import pytest

from wrbc_rules import Outcome
from wrbc_rules.ir import operators
from wrbc_rules.ir.expressions import TERMS, TESTS
from wrbc_rules.vocabulary import Kind

from .covering import FUNCTIONS, TABLES, Covered
from .search import search

#: So many policies, and events for each, are one chunk of the search; the first policy of each chunk.
POLICIES, EVENTS, CHUNKS = 80, 100, (0, 240)
#: Of every sort of outcome there is at least so much; of what is not covered there is at most so much.
COMMON, TOO_COMMON = 0.045, 0.25
FORMS = {
    "should not",
    "should only",
    "appropriate not",
    "is appropriate",
    "should standing",
    "should always",
    "should whenever",
    "should before",
    "should within",
    "should by",
    "should for at least",
    "should for at most",
    "should at least every",
}


@pytest.mark.parametrize("first", CHUNKS)
def test_a_search_finds_no_difference(first: int) -> None:
    """Its counts are printed: `pytest tests/agreement -rP` shows them."""
    covered = search(first, POLICIES, EVENTS)
    sys.stdout.write(covered.told())
    check(covered)


def check(covered: Covered) -> None:
    """Everything that can be said was decided, and came out in every way."""
    assert covered.decisions >= 50_000
    rare = {each.value: covered.share(each) for each in Outcome if covered.share(each) < COMMON}
    assert not rare
    assert covered.share(Outcome.NOT_COVERED) < TOO_COMMON
    assert len(covered.causes) == 2**4 - 1, "every pattern of causes"
    assert set(covered.forms) == FORMS
    assert set(covered.primitives) == {each.__name__ for each in (*TESTS, *TERMS)}
    assert set(covered.operators) == every_operator()
    assert set(covered.kinds) == set(Kind)


@pytest.mark.soak
def test_a_long_search_finds_no_difference(request: pytest.FixtureRequest) -> None:
    """Ten million decisions, or as many as `make soak ARGS="--decisions 1000000"` asks for."""
    wanted, start = request.config.getoption("--decisions"), time.monotonic()
    covered, first = Covered(), 10_000
    while covered.decisions < wanted:
        covered.add(search(first, 10, 2 * EVENTS))
        first += 10
    hourly = covered.decisions / (time.monotonic() - start) * 3600
    sys.stdout.write(f"{covered.told()}\n{hourly:,.0f} decisions an hour\n")


def every_operator() -> set[str]:
    """The rows of the operators' tables, and the functions beside them that a rule can use."""
    rows = {f"{title} {word}" for title in TABLES for word in getattr(operators, title)}
    return rows | {name for _, name in FUNCTIONS}


def test_no_operator_is_left_out() -> None:
    """`happens` is said by examples only: that something was done at all."""
    known = set(TABLES) | {name for _, name in FUNCTIONS} | {"happens"}
    here = {
        name
        for name, each in vars(operators).items()
        if getattr(each, "__module__", "") == operators.__name__
    }
    tables = {name for name, each in vars(operators).items() if name.isupper() and hasattr(each, "items")}
    assert here | tables == known

"""Whoever adds a primitive is told that generated code does not say it yet."""

from __future__ import annotations

import math
from typing import Any

import pytest

from wrbc_rules.backends.python.evaluator import _OUTCOMES
from wrbc_rules.backends.python.judging import CLEAR, COMPLIES, EXCUSED, NOT_COVERED, PERMITTED
from wrbc_rules.backends.python.logic import CAUSES, FACT, PERSON, STANDS, TIME, TRUTHS
from wrbc_rules.backends.python.reading import _COSTS, Names, Reader, keys_of
from wrbc_rules.events import Message
from wrbc_rules.ir import expressions as ir
from wrbc_rules.ir.expressions import TERMS, TESTS, Path

AT, DONE = ir.Instant(Path("event", ("at",))), ir.Instant(Path("event", ("backed_up_at",)))
#: One of each term.
SAID: dict[type[Any], ir.Term] = {
    ir.Number: ir.Number(7),
    ir.Unset: ir.Unset("the limit"),
    ir.Instant: AT,
    ir.CalendarDay: ir.CalendarDay(AT),
    ir.DayOf: ir.DayOf(Path("event", ("by", "birth_date"))),
    ir.After: ir.After(AT, ir.Number(math.inf)),
    ir.Later: ir.Later((AT, DONE)),
    ir.CountIn: ir.CountIn(Path("each", ("contacts",)), ir.Number(7)),
    ir.Tally: ir.Tally(Path("event", ("recipients",)), ir.Fixed(True)),
}


def test_every_test_is_said_and_has_its_causes() -> None:
    assert set(TRUTHS) == set(TESTS)
    assert set(CAUSES) == set(TESTS)


def test_every_term_is_read() -> None:
    assert set(SAID) == set(TERMS)
    reader = Reader(
        names=Names(),
        classes={"event": Message},
        mapping=False,
        moment=AT.path,
        judgements=("judgements",),
        functions=lambda key: "passes",
    )
    for term in SAID.values():
        least, most = reader.number(term)
        assert least is not None
        assert most is not None
        for key in keys_of(term):
            assert type(key) in _COSTS
            assert reader.bind(key)


def test_every_code_has_its_outcome() -> None:
    settled = {NOT_COVERED, COMPLIES, EXCUSED, CLEAR, PERMITTED, 0}
    assert set(_OUTCOMES) == settled | set(range(1, (FACT | PERSON | TIME | STANDS) + 1))


@pytest.mark.parametrize("kind", TERMS)
def test_terms_are_told_apart(kind: type[Any]) -> None:
    assert type(SAID[kind]) is kind

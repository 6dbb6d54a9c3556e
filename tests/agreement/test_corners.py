"""What no rules file reaches: refusals, and what is remembered for long."""

from __future__ import annotations

import ast
from datetime import UTC, datetime
from typing import Any

import pytest

from wrbc_rules import NOT_STATED, EventError, People
from wrbc_rules.backends.python import clocks, code, runtime
from wrbc_rules.backends.python.logic import Logic
from wrbc_rules.backends.python.reading import Names, Reader
from wrbc_rules.events import Message
from wrbc_rules.ir import All, AtMost, Flag, Instant, OneOf, Path, Tally
from wrbc_rules.values import DAY, Clock, When, instant_of

from .telling import AT_RISK, Meeting, Talk

LONDON = Clock("Europe/London")


@pytest.mark.parametrize("data", [{}, {"kind": None}, {"kind": "massage", "id": "m"}])
def test_json_of_no_kind(data: dict[str, Any]) -> None:
    with pytest.raises(EventError, match="say which kind of event this is: message, call"):
        AT_RISK.compile().notable_in(data)


def test_an_object_that_is_no_event() -> None:
    with pytest.raises(TypeError, match="Talk is no event of"):
        AT_RISK.compile().outcomes(Talk(id="t"))


def test_nobody_has_nothing_stated() -> None:
    nobody = runtime.nobody(Meeting)
    assert (nobody.at, nobody.speakers, nobody.judgements) == (NOT_STATED, People(), ())
    assert (nobody.by.id, nobody.rating.grave) == (None, None)


def test_what_is_remembered_is_forgotten_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clocks, "MOST_KEPT", 2)
    days = clocks.days_of(LONDON)
    start = instant_of(datetime(2017, 6, 1, 12, tzinfo=UTC))
    for moment in range(start, start + 40 * DAY, DAY):
        assert days(moment, moment) == LONDON.days(When(moment, moment))


def logic() -> Logic:
    reader = Reader(
        names=Names(),
        classes={"event": Message},
        mapping=False,
        moment=Path("event", ("at",)),
        judgements=("judgements",),
        functions=lambda key: "passes",
    )
    return Logic(reader)


def test_a_count_of_people_is_compared_with_numbers_only() -> None:
    people = Tally(Path("event", ("recipients",)), Flag(Path("member", ("at_risk",))))
    with pytest.raises(AssertionError, match="compared with numbers only"):
        logic().cause(AtMost(people, Instant(Path("event", ("at",)))))


def test_none_of_no_words() -> None:
    sure, denied = logic().truths(OneOf(Path("event", ("purpose",)), frozenset()))
    assert sure is code.FALSE
    assert ast.unparse(denied) == "event.purpose is not None"


def test_the_causes_of_several_that_hold_or_may() -> None:
    both = All((Flag(Path("event", ("doubts",))), Flag(Path("event", ("record_possible",)))))
    assert (
        ast.unparse(logic().given_it_may(both)) == "(event.doubts is None) | (event.record_possible is None)"
    )


def test_the_contrary_of_the_contrary() -> None:
    word = code.name("word")
    assert code.contrary(code.contrary(word)) is word
    assert ast.unparse(code.plus(code.constant(2), code.constant(3))) == "5"

"""Of random policies and events the columnar rules say what the interpreter says, missing facts included."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.agreement.search import without_reasons
from wrbc_rules import Outcome
from wrbc_rules.backends.columnar import Columnar, Found, Tables

from .agreeing import Moving, Said, batches, by_columns, by_reference, difference, rows_of, told
from .engines import in_duckdb, in_polars, in_spark

#: So many policies, and events for each, make at least so many decisions; the first of them.
POLICIES, EVENTS, DECISIONS = 9, 560, 25_000
CHUNKS = (0, 100, 300)
#: Few policies for engines that take long to plan; so many times their events on Spark.
DUCK, SPARK, COPIES = range(6), 2, 500


def search(numbers: Iterable[int], events: int, moved: Moving = in_polars) -> Counter[str]:
    """Every batch of some policies; fails at the first difference, and counts what came out."""
    outcomes: Counter[str] = Counter()
    with without_reasons():
        for number in numbers:
            for batch in batches(number, events):
                expected = by_reference(batch)
                found = difference(batch, expected, by_columns(batch, moved))
                assert found is None, found
                outcomes += counted(expected)
    return outcomes


def counted(said: Counter[Said]) -> Counter[str]:
    """How often each outcome came out."""
    found: Counter[str] = Counter()
    for each, count in said.items():
        found[each.outcome] += count
    return found


def check(outcomes: Counter[str], decisions: int) -> None:
    """There were enough decisions, and each outcome came out."""
    sys.stdout.write(f"{outcomes.total()} decisions: {dict(outcomes)}\n")
    assert outcomes.total() >= decisions
    assert set(outcomes) == {each.value for each in Outcome} - {"stands"}


@pytest.mark.parametrize("first", CHUNKS)
def test_polars_says_what_the_interpreter_says(first: int) -> None:
    """Its counts are printed: `pytest tests/columnar -rP` shows them."""
    check(search(range(first, first + POLICIES), EVENTS), DECISIONS)


def test_duckdb_says_what_the_interpreter_says(tmp_path: Path) -> None:
    check(search(DUCK, 300, in_duckdb(tmp_path)), 8_000)


@pytest.mark.xdist_group("spark")
def test_spark_says_what_the_interpreter_says_of_many_rows(tmp_path: Path) -> None:
    """Polars of one copy of the events, Spark of all of them, by how often the same numbers came out."""
    moved = in_spark(tmp_path)
    [batch] = batches(SPARK, 150)
    columnar, tables = Columnar(batch.policy.typed, batch.cls), batch.tables()
    once, many = columnar.decide(in_polars(tables)), columnar.decide(moved(copied(tables, COPIES)))
    with without_reasons():
        assert Counter(told(once)) == by_reference(batch)
    rows = 0
    for name, those in many.rows.items():
        titles = list(those.columns)
        expected = Counter(numbers_of(row, titles) for row in rows_of(framed(once, name)))
        grouped = rows_of(framed(many, name).groupBy(*titles).count())
        got = Counter({numbers_of(row, titles): row["count"] for row in grouped})
        assert got == Counter({numbers: count * COPIES for numbers, count in expected.items()})
        rows += got.total()
    sys.stdout.write(f"{rows} rows\n")
    assert rows >= 100_000


def framed(found: Found, name: str) -> Any:
    """The frame of one list of people, or of the events."""
    return found.people[name] if name else found.events


def numbers_of(row: dict[str, Any], titles: list[str]) -> tuple[int, ...]:
    """What the rules say of a row."""
    return tuple(row[title] for title in titles)


def copied(tables: Tables, times: int) -> Tables:
    """The same events so many times over, each copy under keys of its own."""
    size = tables.events.height

    def copies(frame: pl.DataFrame) -> pl.DataFrame:
        more = [frame.with_columns(pl.col("event") + size * copy) for copy in range(times)]
        return pl.concat(more)

    people = {name: copies(frame) for name, frame in tables.people.items()}
    answers = {name: copies(frame) for name, frame in tables.answers.items()}
    return Tables(events=copies(tables.events), people=people, answers=answers)


@pytest.mark.soak
def test_a_million_decisions_on_polars() -> None:
    check(search(range(1_000, 1_100), 1_700), 1_000_000)


@pytest.mark.soak
def test_a_hundred_thousand_decisions_on_duckdb(tmp_path: Path) -> None:
    check(search(range(1_000, 1_020), 900, in_duckdb(tmp_path)), 100_000)

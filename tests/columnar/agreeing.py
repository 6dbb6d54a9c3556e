"""What the interpreter and the columnar rules say of the same events, in one form; and where they differ."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import attrs
import polars as pl

from tests.agreement.drafted import Constants, classes_of, is_written, policy_of
from tests.agreement.events import as_of_for, drawn
from wrbc_rules import Outcome, Policy
from wrbc_rules.analysis.drawing import RandomDrawer
from wrbc_rules.backends import interpreter
from wrbc_rules.backends.columnar import Columnar, Found, Tables
from wrbc_rules.backends.columnar.rules import NUMBERS, OUTCOMES
from wrbc_rules.backends.columnar.writing import tables_of
from wrbc_rules.findings import Finding

from .engines import in_polars

#: Takes tables of Polars to another engine.
Moving = Callable[[Tables], Tables]


class Said(NamedTuple):
    """One finding on one event: what is missing is named without saying of whom."""

    event: int
    rule: str
    about: str | None
    outcome: str
    missing: frozenset[tuple[str, str]] = frozenset()
    ask: frozenset[tuple[str, str]] = frozenset()
    due: frozenset[str] = frozenset()


@attrs.frozen
class Batch:
    """Events of one class, with when each is looked at."""

    policy: Policy
    cls: type[Any]
    events: Sequence[Any]
    as_ofs: Sequence[int | None]
    words: Sequence[str]

    def tables(self) -> Tables:
        """The events as tables of Polars."""
        made = tables_of(self.cls, self.events)
        looked = pl.Series("as_of", self.as_ofs, dtype=pl.Int64)
        return attrs.evolve(made, events=made.events.with_columns(looked))


def by_reference(batch: Batch) -> Counter[Said]:
    """What the interpreter says."""
    pairs = enumerate(zip(batch.events, batch.as_ofs, strict=True))
    return Counter(
        _said(number, finding)
        for number, (event, as_of) in pairs
        for finding in interpreter.decide(batch.policy.typed, event, as_of)
    )


def _said(event: int, found: Finding) -> Said:
    return Said(
        event,
        found.rule,
        found.about,
        found.outcome.value,
        frozenset((re.sub(r"\[[^\]]*\]", "[]", each.field), each.words) for each in found.missing),
        frozenset((each.who, each.question) for each in found.ask) if found.outcome.open else frozenset(),
        frozenset(each.what for each in found.due),
    )


def by_columns(batch: Batch, moved: Moving = in_polars) -> Counter[Said]:
    """What the columnar rules say, of tables that an engine holds."""
    columnar = Columnar(batch.policy.typed, batch.cls)
    if not columnar.rules:
        return Counter()
    return Counter(told(columnar.decide(moved(batch.tables()))))


def told(found: Found) -> Iterator[Said]:
    """What the numbers of every row say; of somebody listed twice, what is gravest."""
    gravest: dict[tuple[Any, ...], tuple[int, int, Said]] = {}
    for name, frame in (("", found.events), *found.people.items()):
        if frame is None:
            continue
        for row in rows_of(frame):
            for said, weight in _said_of(row, found, name):
                key = (said.event, said.rule, said.about)
                rank = (weight, row["place"], said)
                gravest[key] = min(gravest.get(key, rank), rank, key=lambda each: each[:2])
    yield from (said for _, _, said in gravest.values() if said.outcome != Outcome.STANDS.value)


def _said_of(row: dict[str, Any], found: Found, name: str) -> Iterator[tuple[Said, int]]:
    """What each rule says of a row, from all the columns of the rule."""
    columns: dict[str, list[tuple[int, int]]] = {}
    for title, (rule, part) in found.rows[name].columns.items():
        columns.setdefault(rule, []).append((part, row[title]))
    for rule, numbers in columns.items():
        weight = numbers[0][1] % OUTCOMES
        gaps = [gap for part, number in numbers for gap in found.missing(rule, part, number // OUTCOMES)]
        told = {cause: [gap for gap in gaps if gap.cause == cause] for cause in ("fact", "person", "time")}
        said = Said(
            row["event"],
            rule,
            row["about"],
            NUMBERS[weight].value,
            frozenset((gap.field or "", gap.words or "") for gap in told["fact"]),
            frozenset((gap.who or "", gap.words or "") for gap in told["person"]),
            frozenset(gap.words or "" for gap in told["time"]),
        )
        yield said, weight


def rows_of(frame: Any) -> Iterator[dict[str, Any]]:
    """The rows of a frame of any of the engines."""
    if isinstance(frame, pl.LazyFrame):
        yield from frame.collect(engine="streaming").iter_rows(named=True)
    elif hasattr(frame, "fetchall"):
        yield from (dict(zip(frame.columns, row, strict=True)) for row in frame.fetchall())
    else:
        yield from (row.asDict() for row in frame.collect())


def difference(batch: Batch, expected: Counter[Said], got: Counter[Said]) -> str | None:
    """The first difference, in words that are enough to make the event again."""
    if expected == got:
        return None
    over, under = got - expected, expected - got
    first = min([*over, *under], key=lambda said: (said.event, said.rule, said.about or ""))
    same = [(each.rule, each.about, each.event) for each in (*over, *under)]
    lines = [batch.words[first.event]]
    lines += [f"  wanted {each}" for each in under if (each.rule, each.about, each.event) == _key(first)]
    lines += [f"  got    {each}" for each in over if (each.rule, each.about, each.event) == _key(first)]
    return "\n".join([*lines, f"  and {len(set(same)) - 1} more"])


def _key(said: Said) -> tuple[str, str | None, int]:
    return said.rule, said.about, said.event


def batches(number: int, events: int) -> Iterator[Batch]:
    """Events drawn for the policy of this number, by class; fewer of one with many rules."""
    policy = policy_of(number)
    constants = Constants.of(policy.typed)
    classes = classes_of(policy)
    groups: dict[type[Any], list[tuple[Any, int | None, str]]] = {}
    for count in range(events // 4 if is_written(number) else events):
        drawer = RandomDrawer(random.Random(f"columns {number} {count}"))
        event = drawn(policy, constants, drawer, drawer.choose(classes))
        as_of = as_of_for(policy, event, constants, drawer)
        groups.setdefault(type(event), []).append((event, as_of, f"policy {number}, event {count}"))
    for cls, those in groups.items():
        drawn_events, as_ofs, words = zip(*those, strict=True)
        yield Batch(policy, cls, drawn_events, as_ofs, words)

"""What the interpreter and the columnar rules say of the same events, in one form; and where they differ."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import attrs
import polars as pl

from tests.agreement.drafted import Constants, classes_of, is_written, policy_of
from tests.agreement.events import as_of_for, drawn
from wrbc_rules import Policy
from wrbc_rules.analysis.drawing import RandomDrawer
from wrbc_rules.backends import interpreter
from wrbc_rules.backends.columnar import Columnar, Found, Tables
from wrbc_rules.backends.columnar.writing import tables_of
from wrbc_rules.findings import Finding

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


def by_columns(batch: Batch, moved: Moving = lambda tables: tables) -> Counter[Said]:
    """What the columnar rules say, of tables that another engine may hold."""
    columnar = Columnar(batch.policy.typed, batch.cls)
    if not columnar.rules:
        return Counter()
    return Counter(told(columnar.decide(moved(batch.tables()))))


def told(found: Found) -> Iterator[Said]:
    """Every finding, its bits told; rules with more gaps than a column has bits are put together again."""
    parts: dict[tuple[Any, ...], Said] = {}
    for event, about, _, rule, part, outcome, bits in rows_of(found.findings(notable=False)):
        gaps = found.missing(rule, part, bits, about)
        said = Said(
            event,
            rule,
            about,
            outcome,
            frozenset((gap.field or "", gap.words or "") for gap in gaps if gap.cause == "fact"),
            frozenset((gap.who or "", gap.words or "") for gap in gaps if gap.cause == "person"),
            frozenset(gap.words or "" for gap in gaps if gap.cause == "time"),
        )
        known = parts.setdefault((event, rule, about), said)
        parts[event, rule, about] = known._replace(
            missing=known.missing | said.missing, ask=known.ask | said.ask, due=known.due | said.due
        )
    yield from parts.values()


def rows_of(frame: Any) -> Iterable[tuple[Any, ...]]:
    """The rows of a frame of any of the engines."""
    if isinstance(frame, pl.LazyFrame):
        return frame.collect(engine="streaming").iter_rows()
    rows: Iterable[Any] = frame.fetchall() if hasattr(frame, "fetchall") else frame.collect()
    return (tuple(row) for row in rows)


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

"""Lists of people as columns of their event: how many members pass a test, and why that is not known.

Only sums and maxima of 0 and 1 are taken: every engine's `any` and `all` over groups skip what is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs
import narwhals as nw

from wrbc_rules.backends.columnar.gaps import gaps
from wrbc_rules.backends.columnar.kleene import Sure, bit, both, contrary, either, truly, unknown
from wrbc_rules.backends.columnar.scene import PREFIXES, Counted, Gap, Scene
from wrbc_rules.backends.columnar.schema import JOINT
from wrbc_rules.backends.columnar.truths import truth
from wrbc_rules.ir import Path, Tally

#: The event that a member belongs to, and the member's name, in the table of members.
_EVENT, _NAME = "m_event", "name"


@attrs.frozen
class _Count:
    """A tally's columns in the table of members, as 0 and 1."""

    known: str
    possible: str
    gaps: dict[Gap, str]


def tallied(
    members: nw.LazyFrame[Any], scene: Scene, tallies: Iterable[Tally], identity: tuple[str, ...], names: str
) -> tuple[nw.LazyFrame[Any], dict[Tally, Counted]]:
    """One row for each event that has members; the names of the tallies' columns begin with `names`."""
    path = PREFIXES["member"] + JOINT.join(identity)
    nameless: Sure = nw.col(path).is_null() if identity and path in scene.sheet.given else True
    counts: dict[Tally, _Count] = {}
    columns: dict[str, nw.Expr] = {}
    for number, tally in enumerate(tallies):
        count = _counting(tally, scene, f"{names}{number}", nameless, columns)
        counts[tally] = count
    name = nw.lit(None, dtype=nw.String) if nameless is True else nw.col(path)
    frame = scene.sheet.laid(members).select(nw.col(_EVENT), name.alias(_NAME), **columns)
    return _summed(_by_name(frame, counts.values()), counts)


def _counting(tally: Tally, scene: Scene, name: str, nameless: Sure, columns: dict[str, nw.Expr]) -> _Count:
    """Put the columns of one tally among those of the members."""
    passes = truth(tally.test, scene)
    possible = contrary(truly(contrary(passes)))
    assert possible is not None
    columns[f"{name}_known"], columns[f"{name}_possible"] = bit(truly(passes)), bit(possible)
    found = {gap: both((unknown(passes), where)) for gap, where in gaps(tally.test, scene).items()}
    unnamed = Gap("fact", field=scene.name(Path("member", ("id",))))
    found[unnamed] = either((found.get(unnamed, False), both((nameless, possible))))
    named: dict[Gap, str] = {}
    for number, (gap, where) in enumerate(found.items()):
        named[gap] = f"{name}_gap{number}"
        columns[named[gap]] = bit(where)
    return _Count(f"{name}_known", f"{name}_possible", named)


def _by_name(frame: nw.LazyFrame[Any], counts: Iterable[_Count]) -> nw.LazyFrame[Any]:
    """One row for each name in an event: somebody listed twice is one; those without a name are together."""
    taken: list[nw.Expr] = []
    for count in counts:
        taken += [nw.col(name).max() for name in (count.known, *count.gaps.values())]
        taken += [nw.col(count.possible).max(), nw.col(count.possible).sum().alias(f"{count.possible}_all")]
    return frame.group_by(_EVENT, _NAME).agg(*taken)


def _summed(
    frame: nw.LazyFrame[Any], counts: dict[Tally, _Count]
) -> tuple[nw.LazyFrame[Any], dict[Tally, Counted]]:
    """One row for each event: names are counted; of those without one, one is known and all are possible."""
    named = ~nw.col(_NAME).is_null()
    parts: dict[str, nw.Expr] = {}
    for count in counts.values():
        known, possible = nw.col(count.known), nw.col(count.possible)
        parts[f"{count.known}_named"] = nw.when(named).then(known).otherwise(0)
        parts[f"{count.known}_least"] = known
        parts[count.possible] = nw.when(named).then(possible).otherwise(nw.col(f"{count.possible}_all"))
    taken: list[nw.Expr] = []
    for count in counts.values():
        taken += [nw.col(f"{count.known}_named").sum(), nw.col(f"{count.known}_least").max()]
        taken += [nw.col(count.possible).sum(), *(nw.col(gap).max() for gap in count.gaps.values())]
    grouped = frame.with_columns(**parts).group_by(_EVENT).agg(*taken)
    least = {
        count.known: nw.max_horizontal(nw.col(f"{count.known}_named"), nw.col(f"{count.known}_least"))
        for count in counts.values()
    }
    counted = {tally: Counted(count.known, count.possible, count.gaps) for tally, count in counts.items()}
    names = [name for each in counted.values() for name in (each.possible, *each.gaps.values())]
    return grouped.select(_EVENT, *names, **least), counted

"""What a test is asked of in columns: an event's, a person's, a member's, an answerer's fields, by prefix."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import narwhals as nw

from wrbc_rules.backends.columnar.kleene import Sure
from wrbc_rules.backends.columnar.schema import FIRST, JOINT, NEVER
from wrbc_rules.backends.columnar.sheet import Sheet
from wrbc_rules.backends.columnar.zone import Zone
from wrbc_rules.ir import Path, Question, Tally

#: What the columns of each root are called by, once tables are joined.
PREFIXES: Mapping[str, str] = {"event": "e_", "each": "p_", "member": "m_", "self": "s_"}


@attrs.frozen
class Counted:
    """The columns of a tally: the least, those who may pass, and for each gap whether some member has it."""

    least: str
    possible: str
    gaps: Mapping[Gap, str]


@attrs.frozen
class Answered:
    """The columns of a question's answers: any that counts, and any yes and no that may be in force."""

    certain: str
    yes: str
    no: str
    doubts: Mapping[Gap, str]


@attrs.frozen
class Gap:
    """One thing that may not be known, under its cause; `words` None are those of the phrase around it."""

    cause: str
    field: str | None = None
    words: str | None = None
    who: str | None = None


@attrs.frozen(kw_only=True)
class Scene:
    """The columns of one frame, and how its fields are named.

    `as_of` is a number for every row, or the name of a column; `unlisted` where rows stand for somebody who
    is not listed; `lists` are the lists that `each`, `member` and the answers of `self` come from.
    """

    sheet: Sheet
    zone: Zone
    moment: str
    as_of: int | str | None = None
    lists: Mapping[str, str] = attrs.field(factory=dict)
    unlisted: bool = False
    tallies: Mapping[Tally, Counted] = attrs.field(factory=dict)
    answers: Mapping[Question, Answered] = attrs.field(factory=dict)

    # ---- fields

    def field(self, path: Path, suffix: str = "") -> nw.Expr | None:
        """The column of a field; None if the tables do not have it."""
        name = PREFIXES[path.root] + JOINT.join((*path.fields, *([suffix] if suffix else ())))
        return nw.col(name) if name in self.sheet.given else None

    def instant(self, path: Path) -> tuple[nw.Expr | int, nw.Expr | int]:
        """The earliest and the latest of an instant as known at `as_of`."""
        exact = self.field(path)
        low = exact if exact is not None else self.field(path, "earliest")
        high = exact if exact is not None else self.field(path, "latest")
        if low is None and high is None:
            return FIRST, NEVER
        keep = self.sheet.column
        first = FIRST if low is None else keep((path, "earliest"), lambda: self._earliest(path, low))
        last = NEVER if high is None else keep((path, "latest"), lambda: self._latest(path, high))
        return first, last

    def moment_bounds(self) -> tuple[nw.Expr | int, nw.Expr | int]:
        """The earliest and the latest of the event's own moment."""
        return self.instant(Path("event", (self.moment,)))

    def exactly(self, path: Path) -> nw.Expr | None:
        """The column of an instant that is known exactly wherever it is known, as it is at no matter when."""
        return self.field(path) if self.as_of is None or self.is_moment(path) else None

    def is_moment(self, path: Path) -> bool:
        """Whether the path is that of the event's own moment, which no `as_of` changes."""
        return path == Path("event", (self.moment,))

    def ahead(self, path: Path) -> Sure:
        """Whether what the field dates had not happened at `as_of`, and still can."""
        low = self.field(path)
        low = self.field(path, "earliest") if low is None else low
        if self.as_of is None or low is None or self.is_moment(path):
            return False
        return self.sheet.column((path, "ahead"), lambda: (low > self._limit()).fill_null(False))

    def _limit(self) -> nw.Expr | int:
        return nw.col(self.as_of) if isinstance(self.as_of, str) else self.as_of or 0

    def _earliest(self, path: Path, low: nw.Expr) -> nw.Expr:
        stated = low.fill_null(FIRST)
        ahead = self.ahead(path)
        return stated if ahead is False else _where(ahead, self._limit() + 1, stated)

    def _latest(self, path: Path, high: nw.Expr) -> nw.Expr:
        stated = high.fill_null(NEVER)
        ahead = self.ahead(path)
        return stated if ahead is False else _where(ahead, NEVER, stated)

    # ---- names

    def name(self, path: Path) -> str:
        """The path of a field as findings name it, of no member in particular: `recipients[].at_risk`."""
        fields = ".".join(path.fields)
        if path.root == "event":
            return fields
        people = self.lists[path.root]
        if path.root == "each" and self.unlisted:
            return people
        return f"{people}[].{fields}" if path.root != "self" else f"{people}[].by.{fields}"


def _where(condition: Sure, value: nw.Expr | int, other: nw.Expr) -> nw.Expr:
    chosen = value if isinstance(value, nw.Expr) else nw.lit(value, dtype=nw.Int64)
    return nw.when(condition).then(chosen).otherwise(other)

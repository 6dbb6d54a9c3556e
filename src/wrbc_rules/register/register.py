"""A register as it was read: the rows of every table, with when each table is complete."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

import attrs

from wrbc_rules.register.rows import KeptRow, Row
from wrbc_rules.values import Bound

R = TypeVar("R", bound=Row)


@attrs.frozen
class Register:
    """The rows of each table, in the order of their lines."""

    rows: Mapping[type[Row], tuple[Row, ...]] = attrs.field(factory=dict)

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Register:
        """A register of these rows."""
        made: dict[type[Row], list[Row]] = {}
        for row in rows:
            made.setdefault(type(row), []).append(row)
        return cls({table: tuple(found) for table, found in made.items()})

    def __iter__(self) -> Iterator[Row]:
        """Every row, table by table."""
        return (row for rows in self.rows.values() for row in rows)

    def table(self, cls: type[R]) -> tuple[R, ...]:
        """The rows of one table."""
        return self.rows.get(cls, ())  # type: ignore[return-value] # the key says which class they are of

    def kept(self, table: str) -> tuple[KeptRow, ...]:
        """The times in which a table holds everything there is."""
        return tuple(row for row in self.table(KeptRow) if row.of == table)

    def entered_by(self, instant: Bound) -> Register:
        """The register without what was typed in after an instant; a row of unknown date stays."""
        return Register(
            {
                table: tuple(row for row in rows if row.entered.earliest <= instant)
                for table, rows in self.rows.items()
            }
        )

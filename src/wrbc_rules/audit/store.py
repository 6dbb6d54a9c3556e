"""What an audit keeps while it runs: events and findings, on disk and not in memory.

SQLite's own temporary database has no name in any folder, so that nothing is left behind, whatever stops the
run.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

import attrs

from wrbc_rules.importers import Place
from wrbc_rules.values import Bound

_TABLES = """
pragma journal_mode = off;
create table event (
    number integer primary key,
    earliest real not null,  -- microseconds; the integers of events are exact in `form`
    file text not null,
    line integer,
    unit text not null,
    whole integer not null,  -- nothing is to be filled in
    form text not null,      -- the event as JSON
    words text               -- the text of the message, where it was asked for
);
create table item (number integer primary key, form text not null);
"""
#: So many rows are written at once.
_BATCH = 1_000


@attrs.frozen
class Entry:
    """One event of the log, as JSON, with where it comes from."""

    place: Place
    form: dict[str, Any]
    whole: bool = False
    text: str | None = None


class Store:
    """A log in the order of time, and the items found in it."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript(_TABLES)
        self._database.execute("begin")
        self._items: list[tuple[str]] = []
        self.items_found = 0

    def close(self) -> None:
        """Let it all go."""
        self._database.close()

    def add(self, earliest: Bound, entry: Entry) -> None:
        """Keep an event."""
        place = entry.place
        form = json.dumps(entry.form, ensure_ascii=False)
        row = (earliest, place.file, place.number, place.unit, entry.whole, form, entry.text)
        self._database.execute(
            "insert into event (earliest, file, line, unit, whole, form, words) values (?, ?, ?, ?, ?, ?, ?)",
            row,
        )

    def __len__(self) -> int:
        """How many events there are."""
        (number,) = self._database.execute("select count(*) from event").fetchone()
        return int(number)

    def in_order(self) -> Iterator[Entry]:
        """Every event by when it was, those of one moment in the order in which they came."""
        self._database.execute("create index if not exists by_time on event (earliest, number)")
        columns = "file, line, unit, whole, form, words"
        for file, line, unit, whole, form, text in self._database.execute(
            f"select {columns} from event order by earliest, number"  # noqa: S608 - a constant
        ):
            yield Entry(Place(file, line, unit), json.loads(form), bool(whole), text)

    def found(self, form: dict[str, Any]) -> None:
        """Keep an item."""
        self.items_found += 1
        self._items.append((json.dumps(form, ensure_ascii=False),))
        if len(self._items) == _BATCH:
            self._flush()

    def _flush(self) -> None:
        self._database.executemany("insert into item (form) values (?)", self._items)
        self._items.clear()

    def items(self) -> Iterator[dict[str, Any]]:
        """Every item in the order in which they were found."""
        self._flush()
        for (form,) in self._database.execute("select form from item order by number"):
            yield json.loads(form)

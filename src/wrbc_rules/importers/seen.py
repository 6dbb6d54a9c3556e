"""Which messages and which ids came before, in a database without a name.

SQLite keeps such a database in memory, and what is more than a few megabytes in a file of the folder for
temporary files that no other program can open by a name and that is gone when it is closed, or when the
program dies. Nothing stands in it but digests and numbers.
"""

from __future__ import annotations

import sqlite3
import weakref

import attrs

from wrbc_rules.importers.record import digest

_TABLES = """
    pragma journal_mode = off;
    pragma synchronous = off;
    pragma cache_size = -8000;
    create table mark (mark blob primary key, first integer, last integer, alike integer) without rowid;
    create table id (id blob primary key, number integer) without rowid;
    begin;
"""


def _empty() -> sqlite3.Connection:
    # A run may go on in another thread than it began in, though never in two at once.
    database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    database.executescript(_TABLES)
    return database


@attrs.define
class Seen:
    """What a run met. Each method raises `sqlite3.Error` where there is no room for it on the disk."""

    _database: sqlite3.Connection = attrs.field(factory=_empty, repr=False)

    def __attrs_post_init__(self) -> None:
        weakref.finalize(self, self._database.close)

    def again(self, mark: bytes, file: int, *, sole: bool) -> int | None:
        """The number of the file in which the same message stands already; None if it stands in none.

        The same is: as many of this mark stood before it in its own file. `sole`: any of this mark.
        """
        first, nth = self._met(mark, file)
        if sole:
            return first if first != file or nth > 1 else None
        if nth > 1:
            first, _ = self._met(mark + nth.to_bytes(4, "big"), file)
        return first if first != file else None

    def _met(self, mark: bytes, file: int) -> tuple[int, int]:
        """The first file with this mark, and how many have it in this one, now."""
        new = self._database.execute("insert or ignore into mark values (?, ?, ?, 1)", (mark, file, file))
        if new.rowcount == 1:
            return file, 1
        query = "select first, last, alike from mark where mark = ?"
        first, last, alike = self._database.execute(query, (mark,)).fetchone()
        alike = alike + 1 if last == file else 1
        self._database.execute("update mark set last = ?, alike = ? where mark = ?", (file, alike, mark))
        return first, alike

    def first(self, mark: bytes, file: int) -> int:
        """The first file in which this stood: this one, if it never did before."""
        return self._met(mark, file)[0]

    def named(self, name: str) -> str:
        """The name itself, or with a number where it was given before."""
        if self._is_new(name):
            return name
        query = "select number from id where id = ?"
        [number] = self._database.execute(query, (digest(name),)).fetchone()
        number += 1
        while not self._is_new(made := f"{name}-{number}"):
            number += 1
        self._database.execute("update id set number = ? where id = ?", (number, digest(name)))
        return made

    def _is_new(self, name: str) -> bool:
        """Whether nothing was called so; from now on something is."""
        new = self._database.execute("insert or ignore into id values (?, 1)", (digest(name),))
        return new.rowcount == 1

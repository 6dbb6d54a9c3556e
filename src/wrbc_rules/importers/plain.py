"""The plain door: CSV with the columns of `columns.py`, and JSON Lines of events as `decide` reads them.

For whatever has no importer, and for a log that people keep themselves. A row is a line: a cell holds no line
break, so a quote that nobody closed spoils one row and not the rest of the file.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO

from wrbc_rules.diagnostics import did_you_mean, quoted
from wrbc_rules.events import Event
from wrbc_rules.importers.columns import COLUMNS, NAMES, event_json
from wrbc_rules.importers.record import (
    Asked,
    BrokenExportError,
    Got,
    Log,
    Place,
    Record,
    Skipped,
    digest,
    id_of,
    text_of,
)
from wrbc_rules.importers.source import Line, Source, lines_of

_DEPTH = 32
_DELIMITERS = (",", ";", "\t")
#: A column that spreadsheets of messages have, and that is never read.
_IGNORED = frozenset({"text", "notes"})
_CUT = "it ends in the middle of a line: it may be cut off, and what came after is not known"
_ROWS = (
    "kind=message id=m1 at=2017-03-03_21:30 by=Sam direction=outgoing channel=text recipients=Mia;Ali",
    "kind=call at=2017-03-04_09:00 by=Sam channel=call recipients=Mia",
    "kind=photo at=2017-03-05_11:00 by=Sam media=photograph device=tablet device_of=organisational",
    "kind=number_shared at=2017-03-06_10:00 by=Sam line=personal recipients=Mia all_listed=yes",
    "kind=group_state at=2017-03-07_18:00 channel=chat members=Sam;Lee;Mia all_listed=yes",
)


def _cells(text: str, delimiter: str) -> list[str]:
    """The cells of one line. Raises `ValueError` for a quote that is not closed."""
    try:
        return next(csv.reader([text], delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        raise ValueError(
            "a quote is not closed, or a cell is too long; a cell holds no line break"
        ) from error


def _heading(text: str) -> tuple[str, list[str]]:
    """The delimiter that the first line uses, and the columns that it names."""
    found = max(_DELIMITERS, key=text.count)
    try:
        cells = _cells(text, found)
    except ValueError:
        cells = []
    return found, [each.strip().casefold().replace(" ", "_") for each in cells]


class Csv:
    """CSV with a heading, the delimiter told from it."""

    name = "csv"
    readings = 1

    def is_mine(self, source: Source) -> bool:
        """Whether the first line names the column `kind` and another one."""
        _, names = _heading(source.opening.split("\n", 1)[0])
        return "kind" in names and len(names) > 1

    def records(self, source: Source, asked: Asked, log: Log) -> Iterator[Record]:
        """A record for each line below the heading that is not empty."""
        lines = lines_of(source)
        heading = next(lines, None)
        if heading is None:
            return
        delimiter, names = _heading(heading.text)
        _refuse_columns(names, source.place(1))
        for line in lines:
            if not line.ended:
                log.note(source.place(line.number), _CUT)
            if line.text.strip(f"{delimiter} \t"):
                log.meet()
                yield _row(line, delimiter, names, source.place(line.number), asked)


def _refuse_columns(names: list[str], place: Place) -> None:
    """A column that nobody reads would be lost in silence."""
    if "kind" not in names:
        raise BrokenExportError(place, "no column is called `kind`; take the heading that --template writes")
    for name in names:
        if name and name not in NAMES and name not in _IGNORED:
            hint = did_you_mean(name, NAMES) or f"there are {', '.join(NAMES)}"
            raise BrokenExportError(place, f"no column is called {quoted(name)}; {hint}")
        if name and names.count(name) > 1:
            raise BrokenExportError(place, f"the column {quoted(name)} stands twice; keep one")


def _row(line: Line, delimiter: str, names: list[str], place: Place, asked: Asked) -> Record:
    if line.faults:
        return Skipped(place, f"the line is {line.faults}")
    try:
        cells = _cells(line.text, delimiter)
        if len(cells) > len(names) and any(cells[len(names) :]):
            raise ValueError(f"it has {len(cells)} cells below a heading of {len(names)}")
        pairs = zip(names, cells, strict=False)
        row = {name: cell for name, cell in pairs if cell.strip() and name and name not in _IGNORED}
        data = event_json(row, asked)
        own = "id" in data
        data.setdefault("id", id_of("row", sorted(row.items())))
        text = dict(zip(names, cells, strict=False)).get("text") if asked.with_text else None
        return _got(_event(data, asked), place, own, None if text is None else text_of(text))
    except ValueError as error:
        return Skipped(place, str(error))


def _event(data: object, asked: Asked) -> Event:
    if asked.event_of is None:
        raise ValueError("nothing was given that reads events")
    return asked.event_of(data)


def _got(event: Event, place: Place, own: bool, text: str | None = None) -> Got:
    return Got(place, event, digest(event), sole=own, own_id=own, text=text)


class JsonLines:
    """Events as JSON, one a line."""

    name = "jsonl"
    readings = 1

    def is_mine(self, source: Source) -> bool:
        """Whether the first line that is not empty begins an object with a `kind`."""
        first = source.opening.lstrip().split("\n", 1)[0]
        return first.startswith("{") and '"kind"' in first

    def records(self, source: Source, asked: Asked, log: Log) -> Iterator[Record]:
        """A record for each line that is not empty."""
        for line in lines_of(source):
            if not line.ended:
                log.note(source.place(line.number), _CUT)
            if line.text.strip():
                log.meet()
                yield _object(line, source.place(line.number), asked)


def _object(line: Line, place: Place, asked: Asked) -> Record:
    if line.faults:
        return Skipped(place, f"the line is {line.faults}")
    try:
        return _got(_event(_json(line.text), asked), place, own=True)
    except RecursionError:
        return Skipped(place, f"lists and objects are nested deeper than {_DEPTH}")
    except json.JSONDecodeError:
        return Skipped(place, "the line is not JSON; each line holds one whole object")
    except ValueError as error:
        return Skipped(place, str(error))


def _json(text: str) -> object:
    """One value. Raises `ValueError` for repeated keys and constants that JSON lacks."""
    return json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_constant)


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a key stands twice in one object; keep one")
    return made


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not a value that an event can hold")


def template() -> str:
    """A CSV to write into: the heading, and a row for each of the usual kinds."""
    made = StringIO()
    writer = csv.DictWriter(made, NAMES, lineterminator="\n")
    writer.writeheader()
    rows = [dict(pair.split("=", 1) for pair in row.split(" ")) for row in _ROWS]
    for row in rows:
        row["at"] = row["at"].replace("_", " ")
        writer.writerow(row)
    return made.getvalue()


def guide() -> Iterator[str]:
    """What each column means."""
    return (f"{each.name:17}  {each.meaning}" for each in COLUMNS)

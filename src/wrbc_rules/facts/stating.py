"""What somebody states of events that exports cannot say: a field, by its path as answers name it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import attrs

from wrbc_rules.diagnostics import quoted
from wrbc_rules.events import Event
from wrbc_rules.facts.bridges import by_key
from wrbc_rules.facts.notices import Known
from wrbc_rules.register import FactRow, JudgementRow, Register
from wrbc_rules.vocabulary import event_to_json

R = TypeVar("R", FactRow, JudgementRow)

_YES = {"yes": True, "true": True, "no": False, "false": False}
#: A member of a list, as answers name it: recipients[mia].at_risk.
_MEMBER = re.compile(r"\[(.*)\]")


class Spoken:
    """Rows that speak of one event by its id, or of all events of a time, perhaps of one sender's."""

    def __init__(self, rows: Iterable[R]) -> None:
        self._rows: Mapping[tuple[Any, ...], tuple[FactRow | JudgementRow, ...]] = by_key(rows, "event")

    def of(self, event: Event, known: Known) -> Sequence[Any]:
        """Those that hold through all of an event's moment; those of a time come before its own."""
        rows = (*self._rows.get((None,), ()), *self._rows.get((event.id,), ()))
        rows = tuple(row for row in rows if row.staff in (None, event.by.id))
        if not rows:
            return ()
        first, *others = [each for (each, _) in known.stretches(event.at, rows, ())]
        return [row for row in first if all(row in each for each in others)]


class Statements:
    """The rows of `facts.csv`; `read` makes an event of its JSON form and raises `ValueError`."""

    def __init__(self, register: Register, read: Callable[[object], Event]) -> None:
        self._rows = Spoken(map(_plain, register.table(FactRow)))
        self._read = read

    def stated(self, event: Event, known: Known) -> tuple[Event, tuple[str, ...]]:
        """The event with what is stated of it, where it does not say so itself, and what it cannot hold.

        Of two rows that state the same field, the one of the event itself counts, else the one above.
        """
        rows = sorted(self._rows.of(event, known), key=lambda row: row.event is None)
        refused = []
        for row in rows:
            made = event_to_json(event)
            if _put(made, row):
                try:
                    event = self._read(made)
                except ValueError as error:
                    reason = f"{quoted(row.field)} cannot be {quoted(row.value)}: {error}"
                    refused.append(f"{row.place}: {reason}")
        return event, tuple(refused)


def _plain(row: FactRow) -> FactRow:
    """The row with whom it is about taken out of the path."""
    member = _MEMBER.search(row.field)
    if member is None:
        return row
    field = row.field[: member.start()] + row.field[member.end() :]
    return attrs.evolve(row, field=field, about=row.about or member[1])


def _put(made: dict[str, Any], row: FactRow) -> bool:
    """Put the value where nothing stands yet in an event's JSON form; whether there was such a place."""
    value = _YES.get(row.value.casefold(), row.value)
    free = [(part, name) for part, name in _parts(made, row) if name not in part]
    for part, name in free:
        part[name] = value
    return bool(free)


def _parts(made: dict[str, Any], row: FactRow) -> Iterator[tuple[dict[str, Any], str]]:
    """The objects of an event's JSON form that the field belongs to, with its name there."""
    first, *rest = row.field.replace("-", "_").split(".")
    people = made.get(first)
    if isinstance(people, dict) and "members" in people:
        people = people["members"]
    if isinstance(people, list) and rest:
        for each in people:
            if row.about in (None, each.get("person", each).get("id")):
                yield _inside(each, rest[:-1]), rest[-1]
    elif rest:
        yield _inside(made, [first, *rest[:-1]]), rest[-1]
    else:
        yield made, first


def _inside(part: dict[str, Any], steps: list[str]) -> dict[str, Any]:
    """What the steps lead to; what is no object holds no field, and is said to be none."""
    for step in steps:
        inner = part.setdefault(step, {})
        if not isinstance(inner, dict):
            inner = part[step] = {}
        part = inner
    return part

"""What somebody states of events that exports cannot say: a field, by its path as answers name it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import attrs

from wrbc_rules.diagnostics import quoted
from wrbc_rules.events import Event
from wrbc_rules.facts.notices import Known
from wrbc_rules.register import FactRow, Register
from wrbc_rules.vocabulary import event_to_json

_YES = {"yes": True, "true": True, "no": False, "false": False}
#: A member of a list, as answers name it: recipients[mia].at_risk.
_MEMBER = re.compile(r"\[(.*)\]")


class Statements:
    """The rows of `facts.csv`; `read` makes an event of its JSON form and raises `ValueError`."""

    def __init__(self, register: Register, read: Callable[[object], Event]) -> None:
        self._rows = tuple(map(_plain, register.table(FactRow)))
        self._read = read

    def stated(self, event: Event, known: Known) -> Event:
        """The event with what is stated of it, where it does not say so itself.

        Raises `ValueError` for a field that there is not, or a value that it cannot hold.
        """
        rows = [row for row in self._rows if row.event in (None, event.id)]
        rows = [row for row in rows if row.staff in (None, event.by.id)]
        if not rows:
            return event
        found = [each for (each, _) in known.stretches(event.at, rows, ())]
        for row in found[0]:
            if all(row in each for each in found):
                event = self._with(event, row)
        return event

    def _with(self, event: Event, row: FactRow) -> Event:
        made = event_to_json(event)
        for part, name in _parts(made, row):
            part.setdefault(name, _YES.get(row.value.casefold(), row.value))
        try:
            return self._read(made)
        except ValueError as error:
            raise ValueError(
                f"{row.place}: {quoted(row.field)} cannot be {quoted(row.value)}: {error}"
            ) from None


def _plain(row: FactRow) -> FactRow:
    """The row with whom it is about taken out of the path."""
    member = _MEMBER.search(row.field)
    if member is None:
        return row
    field = row.field[: member.start()] + row.field[member.end() :]
    return attrs.evolve(row, field=field, about=row.about or member[1])


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
    for step in steps:
        part = part.setdefault(step, {})
    return part

"""What somebody states of events that exports cannot say: a field, by its path as answers name it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import attrs

from wrbc_rules.diagnostics import quoted
from wrbc_rules.events import EVENTS, Event
from wrbc_rules.facts.bridges import by_key
from wrbc_rules.facts.notices import Known
from wrbc_rules.register import ALL_LISTED, FactRow, JudgementRow, Register
from wrbc_rules.vocabulary import event_to_json

R = TypeVar("R", FactRow, JudgementRow)

_YES = {"yes": True, "true": True, "no": False, "false": False}
#: A member of a list, as answers name it: recipients[mia].at_risk.
_MEMBER = re.compile(r"\[(.*)\]")
_LISTS = ("recipients", "members", "subjects")
#: Every field that some event has.
_FIELDS = frozenset(field.name for cls in EVENTS for field in attrs.fields(cls))


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

        What is stated of one event counts before what is stated of all of a time, and that is passed over by
        events of a sort that has no such field.
        """
        rows = [row for row in self._rows.of(event, known) if row.event is not None or _has(event, row)]
        refused = []
        for row in sorted(rows, key=_how_widely):
            made = event_to_json(event)
            if _put(made, row):
                try:
                    event = self._read(made)
                except ValueError as error:
                    reason = f"{quoted(row.field)} cannot be {quoted(row.value)}: {error}"
                    refused.append(f"{row.place}: {reason}")
        return event, tuple(refused)


def _plain(row: FactRow) -> FactRow:
    """The row with the path as JSON spells it, and whom it is about taken out of it."""
    member = _MEMBER.search(row.field)
    path, about = row.field, row.about
    if member is not None:
        path, about = path[: member.start()] + path[member.end() :], about or member[1]
    return attrs.evolve(row, field=path.replace("-", "_").replace(" ", "_"), about=about)


def _how_widely(row: FactRow) -> tuple[bool, bool, bool]:
    """What rows are put in order by: those that speak of least come first."""
    return (row.event is None, row.about is None, row.staff is None)


def _has(event: Event, row: FactRow) -> bool:
    """Whether an event may have the field, so that one that no event has is told."""
    first = row.field.split(".", maxsplit=1)[0]
    if first == ALL_LISTED:
        return any(hasattr(event, each) for each in _LISTS) and getattr(event, "group", None) is None
    return hasattr(event, first) or first not in _FIELDS


def _put(made: dict[str, Any], row: FactRow) -> bool:
    """Put the value where nothing stands yet in an event's JSON form; whether there was such a place."""
    value = _YES.get(row.value.casefold(), row.value)
    if row.field == ALL_LISTED:
        return value is True and _list_all(made)
    free = [(part, name) for part, name in _parts(made, row) if name not in part]
    for part, name in free:
        part[name] = value
    return bool(free)


def _list_all(made: dict[str, Any]) -> bool:
    """State of the lists of an event that they are complete; whether any was not."""
    open_ones = [name for name in _LISTS if isinstance(made.get(name), dict)]
    for name in open_ones:
        made[name] = made[name]["members"]
    return bool(open_ones)


def _parts(made: dict[str, Any], row: FactRow) -> Iterator[tuple[dict[str, Any], str]]:
    """The objects of an event's JSON form that the field belongs to, with its name there."""
    first, *rest = row.field.split(".")
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

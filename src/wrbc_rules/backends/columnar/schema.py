"""The tables that hold the events of one class: which columns there are, of which type, read from the class.

Names are joined by two underscores: `channel__kind`. A column that a table leaves out is not stated for any
row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

import attrs

from wrbc_rules.backends.columnar.refusing import refuse
from wrbc_rules.diagnostics import did_you_mean
from wrbc_rules.vocabulary import ClassInfo, FieldInfo, Kind, class_info

Type: TypeAlias = Literal["key", "text", "flag", "integer"]

#: An instant that never comes, in microseconds: far beyond every date, and no duration added to it overflows.
NEVER = 2**62 - 1
#: Before everything: what an instant is at the earliest of which nothing is known.
FIRST = -(2**62)
JOINT = "__"


@attrs.frozen
class Column:
    """A column: what it holds, and what that means."""

    name: str
    type: Type
    meaning: str


@attrs.frozen
class Table:
    """A table and its columns by name."""

    name: str
    columns: Mapping[str, Column]

    def check(self, names: Iterable[str]) -> None:
        """Refuse a table without its keys, or with a column that would be lost in silence."""
        given = set(names)
        for column in self.columns.values():
            if column.type == "key" and column.name not in given:
                refuse("WR302", f"the table `{self.name}` has no column `{column.name}`: {column.meaning}")
        for name in sorted(given - set(self.columns)):
            hint = did_you_mean(name, list(self.columns)) or "leave it out of the table"
            refuse("WR302", f"the table `{self.name}` has a column `{name}`, which nothing reads; {hint}")
        for name in sorted(given):
            if name + JOINT + "earliest" in given:
                refuse("WR302", f"`{name}` of the table `{self.name}` is given twice: once as an exact time")


@attrs.frozen
class Schema:
    """The tables of one class: of its events, of each list of people, of each list of answers."""

    cls: type[Any]
    events: Table
    people: Mapping[str, Table]
    members: Mapping[str, type[Any]]
    answers: Mapping[str, Table]

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table, that of the events first."""
        return (self.events, *self.people.values(), *self.answers.values())

    def told(self) -> str:
        """The tables and their columns, one a line, for people."""
        lines: list[str] = []
        for table in self.tables:
            lines += ["", f"{table.name}:"]
            lines += [f"  {each.name} ({each.type}): {each.meaning}" for each in table.columns.values()]
        return "\n".join(lines[1:])


EVENT = Column(
    "event", "key", "what tells the event apart in every table: any number or text, once in `events`"
)
AS_OF = Column(
    "as_of", "integer", "when the event is looked at, in microseconds; null or left out: after everything"
)
PLACE = Column("place", "key", "the place in the event's list, from 0")
_ANSWER = (
    Column("about", "text", "whom the answer is about, by identity; null: nobody in particular"),
    Column("question", "text", "the question in the policy's words, each space a single one"),
    Column("answer", "text", "yes, no or dont_know"),
)


def schema_of(cls: type[Any]) -> Schema:
    """The tables of a class of events. Refuses one with two fields that would share a column."""
    info = class_info(cls)
    people = dict(_people(info, ()))
    judged = [field for field in info.fields.values() if field.kind is Kind.JUDGEMENTS]
    return Schema(
        cls=cls,
        events=_table("events", (EVENT, AS_OF, *_columns(info, ()))),
        people=MappingProxyType(
            {name: _table(name, (EVENT, PLACE, *_columns(part, ()))) for name, part in people.items()}
        ),
        members=MappingProxyType({name: part.cls for name, part in people.items()}),
        answers=MappingProxyType({field.name: _table(field.name, _answers(field)) for field in judged}),
    )


def _table(name: str, columns: Iterable[Column]) -> Table:
    found: dict[str, Column] = {}
    for column in columns:
        if column.name in found:
            refuse("WR302", f"two fields of `{name}` need the column `{column.name}`; call one otherwise")
        found[column.name] = column
    return Table(name, MappingProxyType(found))


def _people(info: ClassInfo, above: tuple[str, ...]) -> Iterator[tuple[str, ClassInfo]]:
    """The lists of people of a class and of its parts, by name."""
    for field in info.fields.values():
        path = (*above, field.name)
        if field.kind is Kind.PEOPLE:
            yield JOINT.join(path), _part(field)
        elif field.kind is Kind.PART:
            yield from _people(_part(field), path)


def _answers(field: FieldInfo) -> Iterator[Column]:
    yield EVENT
    yield from _ANSWER
    yield from _instant("at", "when it was given")
    yield from _columns(_part(field), ("by",))


def _columns(info: ClassInfo, above: tuple[str, ...]) -> Iterator[Column]:
    for field in info.fields.values():
        name = JOINT.join((*above, field.name))
        match field.kind:
            case Kind.PART:
                yield from _columns(_part(field), (*above, field.name))
            case Kind.INSTANT:
                yield from _instant(name, field.meaning)
            case Kind.CHOICES:
                for word in words_of(field):
                    yield Column(name + JOINT + word, "flag", f"{field.meaning}: {word}")
            case Kind.COUNT:
                yield Column(name + JOINT + "at_least", "integer", f"{field.meaning}: so many at least")
                yield Column(name + JOINT + "at_most", "integer", "so many at most; null: no limit is known")
                yield Column(name + JOINT + "period", "integer", "over so many microseconds")
            case Kind.PEOPLE:
                yield Column(name + JOINT + "complete", "flag", f"{field.meaning}: nobody is left out")
            case Kind.JUDGEMENTS:
                pass
            case _:
                yield Column(name, *_PLAIN[field.kind], f"{field.meaning}{_HOW.get(field.kind, '')}")


_PLAIN: Mapping[Kind, tuple[Type]] = {
    Kind.FLAG: ("flag",),
    Kind.CHOICE: ("text",),
    Kind.TEXT: ("text",),
    Kind.DATE: ("integer",),
}
_HOW = {Kind.DATE: ", as 20170303", Kind.TEXT: " (Unicode form NFC)"}


def _instant(name: str, meaning: str) -> Iterator[Column]:
    yield Column(name, "integer", f"{meaning}, if that is known exactly: microseconds since 1970 in UTC")
    yield Column(
        name + JOINT + "earliest", "integer", f"the earliest it can be; {NEVER}: never; null: not known"
    )
    yield Column(name + JOINT + "latest", "integer", "the latest it can be; the same of never and not known")


def words_of(field: FieldInfo) -> tuple[str, ...]:
    """The words of a choice, as in Python and in JSON."""
    return tuple(word.replace("-", "_") for word in field.values)


def identity_fields(cls: type[Any]) -> tuple[str, ...]:
    """The fields that lead to what tells members of a list apart; none if nothing does."""
    found: list[str] = []
    field = class_info(cls).with_role("identity")
    while field is not None:
        found.append(field.name)
        field = None if field.part is None else class_info(field.part).with_role("identity")
    return tuple(found)


def _part(field: FieldInfo) -> ClassInfo:
    assert field.part is not None
    return class_info(field.part)

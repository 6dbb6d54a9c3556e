"""Leaving out of an event whatever does not matter, so that what does can be seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from wrbc_rules.values import People
from wrbc_rules.vocabulary import ClassInfo, FieldInfo, Kind, class_info


def plainer(event: Any, matters: Callable[[Any], bool]) -> Any:
    """The event without every field that can be left out so that what is left still `matters`."""
    info = class_info(type(event))
    for field in info.fields.values():
        event = _without(event, info, field, matters)
    return event


def _without(whole: Any, info: ClassInfo, field: FieldInfo, matters: Callable[[Any], bool]) -> Any:
    """The event, part or person without one field, or without what is in it."""

    def holding(value: Any) -> Any:
        return attrs.evolve(whole, **{field.name: value})

    blank = _blank(info.cls, field.name)
    if blank is not attrs.NOTHING and matters(holding(blank)):
        return holding(blank)
    now = getattr(whole, field.name)
    if field.kind is Kind.PART and now is not None:
        return holding(plainer(now, lambda part: matters(holding(part))))
    if field.kind is Kind.PEOPLE:
        for index in range(len(now.members)):
            now = _with_plainer(now, index, lambda people: matters(holding(people)))
        return holding(now)
    return whole


def _with_plainer(people: People[Any], index: int, matters: Callable[[Any], bool]) -> People[Any]:
    """The people, with one of them made plainer."""

    def holding(member: Any) -> People[Any]:
        return People((*people.members[:index], member, *people.members[index + 1 :]), people.complete)

    return holding(plainer(people.members[index], lambda member: matters(holding(member))))


def _blank(cls: type[Any], name: str) -> Any:
    """What a field holds where nothing is said of it; `attrs.NOTHING` if something always is."""
    default = getattr(attrs.fields(cls), name).default
    return default.factory() if isinstance(default, attrs.Factory) else default  # type: ignore[arg-type]

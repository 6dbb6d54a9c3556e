"""An event in other words of JSON: nulls, other offsets, minutes, dates, lists that say they are whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from wrbc_rules.analysis.drawing import Drawer
from wrbc_rules.vocabulary import ClassInfo, FieldInfo, Kind, class_info, event_to_json


def respelt(event: Any, drawer: Drawer) -> dict[str, Any]:
    """An event as JSON that somebody else might write of it, some of it known less well."""
    data = event_to_json(event)
    return {"kind": data.pop("kind"), **_object(class_info(type(event)), data, drawer)}


def _object(info: ClassInfo, data: Mapping[str, Any], drawer: Drawer) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in info.fields.values():
        if field.name in data:
            spell = _SPELT.get(field.kind)
            value = data[field.name]
            found[field.name] = value if spell is None else spell(field, value, drawer)
        elif drawer.choose((False, False, False, True)):
            found[field.name] = None
    return found


def _instant(field: FieldInfo, value: Any, drawer: Drawer) -> Any:
    if not isinstance(value, str) or value == "never":
        return value
    moment = datetime.fromisoformat(value)
    way = drawer.choose(("as it is", "as it is", "Z", "elsewhere", "minute", "date", "later than", "between"))
    match way:
        case "Z":
            return moment.isoformat().replace("+00:00", "Z")
        case "elsewhere":
            zone = timezone(timedelta(hours=drawer.choose((-5, 1, 12)), minutes=drawer.choose((0, 30))))
            return moment.astimezone(zone).isoformat()
        case "minute":
            return moment.isoformat(timespec="minutes")
        case "date":
            return moment.date().isoformat()
        case "later than":
            return {"not_done_by": value}
        case "between":
            return {"from": value, "to": drawer.choose(("never", "9998-01-01T00:00:00+00:00"))}
        case _:
            return value


def _part(field: FieldInfo, value: Any, drawer: Drawer) -> Any:
    assert field.part is not None
    return _object(class_info(field.part), value, drawer)


def _people(field: FieldInfo, value: Any, drawer: Drawer) -> Any:
    complete = isinstance(value, list)
    members = [_part(field, each, drawer) for each in (value if complete else value["members"])]
    if complete:
        return drawer.choose((members, members, {"members": members, "complete": True}))
    return drawer.choose(({"members": members}, {"members": members, "complete": False}))


def _count(field: FieldInfo, value: Any, drawer: Drawer) -> Any:
    left_out = drawer.choose((None, None, "at_least", "at_most", "period"))
    return {key: each for key, each in value.items() if key != left_out}


def _judgements(field: FieldInfo, value: Any, drawer: Drawer) -> Any:
    return [
        {
            **each,
            **({"by": _part(field, each["by"], drawer)} if "by" in each else {"by": None}),
            **({"at": _instant(field, each["at"], drawer)} if "at" in each else {}),
        }
        for each in value
    ]


_SPELT: Mapping[Kind, Callable[[FieldInfo, Any, Drawer], Any]] = {
    Kind.INSTANT: _instant,
    Kind.PART: _part,
    Kind.PEOPLE: _people,
    Kind.COUNT: _count,
    Kind.JUDGEMENTS: _judgements,
}

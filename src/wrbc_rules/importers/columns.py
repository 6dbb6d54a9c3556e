"""The columns of the plain door's CSV: each a field of the event, said once in a table."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import attrs

from wrbc_rules.importers.local_time import local_when
from wrbc_rules.importers.record import Asked
from wrbc_rules.values import HOUR, MINUTE, instant_of, moment_of

#: What a spreadsheet takes for a formula at the beginning of a cell; we put an apostrophe before it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CONTROLS = re.compile(r"\r\n|[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?")
_NUMBERS = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4}),?[T ]+(\d{1,2}):(\d\d)(?::(\d\d))?")
_YES = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


@attrs.frozen
class Column:
    """A column: where its value goes in the event's JSON, how it is read, and what it means."""

    name: str
    path: tuple[str, ...]
    read: Callable[[str, Asked], Any]
    meaning: str


def _text(cell: str, asked: Asked) -> Any:
    return cell


def _yes(cell: str, asked: Asked) -> bool:
    if cell.casefold() not in _YES:
        raise ValueError("yes or no was expected")
    return _YES[cell.casefold()]


def _names(cell: str, asked: Asked) -> list[str]:
    """Names with ; between, or a JSON list where one has a semicolon in itself."""
    if cell.startswith("["):
        names = json.loads(cell)
        if not all(isinstance(each, str) for each in names):
            raise ValueError("names were expected, with ; between")
        return list(names)
    return [each.strip() for each in cell.split(";") if each.strip()]


def _time(cell: str, asked: Asked) -> Any:
    """A time as JSON has it; one without an offset is of the zone's clock, `a/b` lies between the two."""
    first, slash, last = cell.partition("/") if cell.count("/") == 1 else (cell, "", "")
    if slash:
        return {"from": first.strip(), "to": last.strip()}
    written = _ISO.fullmatch(cell)
    if written is not None:
        return _local([int(each or 0) for each in written.groups()], written[6] is None, asked)
    numbers = _NUMBERS.fullmatch(cell)
    if numbers is None:
        return cell
    if asked.date_order is None:
        raise ValueError(
            "which number is the day is not known; say it with --date-order, or write 2017-03-31"
        )
    return _local(_ordered(numbers, asked.date_order), numbers[6] is None, asked)


def _ordered(numbers: re.Match[str], order: str) -> list[int]:
    day_month_year = {letter: int(numbers[i + 1]) for i, letter in enumerate(order)}
    year = day_month_year["y"]
    clock = [int(each or 0) for each in numbers.groups()[3:]]
    return [year + 2000 if year < 100 else year, day_month_year["m"], day_month_year["d"], *clock]


def _local(numbers: list[int], minute: bool, asked: Asked) -> dict[str, str]:
    when = local_when(asked.clock, datetime(*numbers), minute=minute)  # type: ignore[arg-type] # noqa: DTZ001
    return {"from": moment_of(when.earliest).isoformat(), "to": moment_of(when.latest).isoformat()}


COLUMNS: tuple[Column, ...] = (
    Column("kind", ("kind",), _text, "message, call, photo, number_shared, group_state, ..."),
    Column("id", ("id",), _text, "names the event; made up where it is left out"),
    Column("at", ("at",), _time, "when: 2017-03-03 21:30, by the clock of --zone"),
    Column("by", ("by", "id"), _text, "who did it: a name or number"),
    Column("direction", ("direction",), _text, "outgoing or incoming"),
    Column("channel", ("channel", "kind"), _text, "text, call, email, chat, networking, ..."),
    Column("platform", ("channel", "platform"), _text, "the name of the site or app"),
    Column("account", ("account", "ownership"), _text, "personal or organisational"),
    Column("group", ("group",), _text, "the group it was sent to, or whose state it is"),
    Column("purpose", ("purpose",), _text, "what it was for, in a word"),
    Column("recipients", ("recipients",), _names, "who received it, with ; between"),
    Column("members", ("members",), _names, "who is in the group from then on"),
    Column("subjects", ("subjects",), _names, "who is in the picture"),
    Column("all_listed", ("all_listed",), _yes, "yes: nobody else received it, is in the group or picture"),
    Column("until", ("until",), _time, "when the group changed again"),
    Column("media", ("media",), _text, "photograph or video"),
    Column("device", ("device", "kind"), _text, "mobile_phone, tablet, camera, computer or other"),
    Column("device_of", ("device", "ownership"), _text, "personal or organisational"),
    Column("stored_at", ("stored_at",), _time, "when the picture was uploaded"),
    Column("location", ("location",), _text, "where to"),
    Column("removed_at", ("removed_at",), _time, "when it left the device"),
    Column("copies_removed_at", ("copies_removed_at",), _time, "when the last copy left it"),
    Column("line", ("line", "ownership"), _text, "whose number was shared: personal or organisational"),
    Column("form", ("form",), _text, "of a post: post, profile, app_used or group_joined"),
    Column("questioned", ("questioned",), _yes, "of a post: yes, if somebody asked whether it is all right"),
)
_BY_NAME: Mapping[str, Column] = {each.name: each for each in COLUMNS}
NAMES = tuple(_BY_NAME)
#: Lists of people; members of the first are recipients, of the others persons.
_LISTS = ("recipients", "members", "subjects")


def event_json(row: Mapping[str, str], asked: Asked) -> dict[str, Any]:
    """The JSON form of the event that a row is. Raises `ValueError` for a cell that is no good."""
    made: dict[str, Any] = {}
    for name, cell in row.items():
        value = cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
        column = _BY_NAME[name]
        try:
            read = column.read(value.strip(), asked)
        except (ValueError, OverflowError) as error:
            reason = str(error) if "expected" in str(error) or "--" in str(error) else "there is no such time"
            raise ValueError(f"{name}: {reason}") from None
        part = made
        for step in column.path[:-1]:
            part = part.setdefault(step, {})
        part[column.path[-1]] = read
    return _with_lists(made)


def _with_lists(made: dict[str, Any]) -> dict[str, Any]:
    complete = made.pop("all_listed", False)
    for name in _LISTS:
        if name in made:
            people = [{"id": each} for each in made[name]]
            listed = [{"person": each} for each in people] if name == "recipients" else people
            made[name] = {"members": listed, "complete": complete}
    return made


def row_of(event: Mapping[str, Any]) -> dict[str, str]:
    """The row of an event's JSON form. What has no column is left out: importers state no more than these."""
    row: dict[str, str] = {}
    for column in COLUMNS:
        value: Any = event
        for step in column.path:
            value = value.get(step) if isinstance(value, Mapping) else None
        if column.path[0] in _LISTS and value is not None:
            members = value["members"] if isinstance(value, Mapping) else value
            row["all_listed"] = "no" if isinstance(value, Mapping) else "yes"
            value = _joined([str(each.get("person", each).get("id", "")) for each in members])
        if isinstance(value, Mapping) and set(value) == {"from", "to"}:
            value = _interval(value)
        if isinstance(value, str):
            row[column.name] = cell_of(value)
    return row


def cell_of(text: str) -> str:
    """A text as a cell: one line, without controls, and no formula to a spreadsheet."""
    line = _CONTROLS.sub(" ", text)
    return f"'{line}" if line.startswith(_FORMULA) else line


def _joined(names: list[str]) -> str:
    if any(";" in each or each.startswith("[") for each in names):
        return json.dumps(names, ensure_ascii=False)
    return "; ".join(names)


def _interval(value: Mapping[str, str]) -> str:
    """A minute as a person writes it; anything else as its two ends."""
    first, last = (datetime.fromisoformat(value[end]) for end in ("from", "to"))
    if instant_of(last) - instant_of(first) == MINUTE - 1 and instant_of(first) % HOUR % MINUTE == 0:
        return first.isoformat(timespec="minutes")
    return f"{value['from']}/{value['to']}"

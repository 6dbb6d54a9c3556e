"""Who came into a group and who left, in order, and of which group: what an audit is made of."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import attrs
import pytest

from tests.importers.exports import Outcome, read, read_text
from wrbc_rules.events import GroupState
from wrbc_rules.importers import Change, Listed, Place
from wrbc_rules.importers.columns import NAMES, row_of


def _changes(done: Outcome) -> list[tuple[str | None, tuple[str, ...], tuple[str, ...]]]:
    """Each change of a group, in the order of time, and in that of its file within a moment."""
    found = [(got.event, got.change) for got in done.got if got.change is not None]
    assert all(isinstance(event, GroupState) for event, _ in found)
    found.reverse()  # so that it is their order that puts them right
    found.sort(key=lambda pair: (pair[0].at.earliest, pair[1].order))
    return [(getattr(event, "group", None), change.joined, change.left) for event, change in found]


def _said(number: int, **values: Any) -> dict[str, Any]:
    return {"id": number, "type": "service", "date_unixtime": "1488618000", "actor": "Sam", **values}


def test_telegram(tmp_path: Path) -> None:
    lines = [
        _said(1, action="create_group", members=["Sam", "Lee"]),
        _said(2, action="invite_members", members=["Mia"]),
        _said(3, action="remove_members", members=["Lee"]),
        _said(4, action="join_group_by_link", actor="Lee"),
    ]
    chat = {"type": "private_group", "id": 3, "messages": lines, "name": "Crew"}
    done = read_text(tmp_path, json.dumps(chat), "result.json")
    assert _changes(done) == [
        ("Crew", ("Sam", "Lee"), ()), ("Crew", ("Mia",), ()), ("Crew", (), ("Lee",)), ("Crew", ("Lee",), ()),
    ]  # fmt: skip


def test_whatsapp_within_one_minute(tmp_path: Path) -> None:
    lines = ["Sam added Lee", "Lee left", "Sam added Lee", "Lee left"]
    text = "".join(f"14/02/2017, 10:00 - {each}\n" for each in lines)
    changes = _changes(read_text(tmp_path, text, "WhatsApp Chat with Crew.txt"))
    assert changes == [("Crew", ("Lee",), ()), ("Crew", (), ("Lee",))] * 2


def test_the_name_of_a_group_stands_in_an_export_out_of_its_archive(tmp_path: Path) -> None:
    text = (
        "[14/02/2017, 10:00:00] Crew: \u200eMessages and calls are end-to-end encrypted.\n"
        "[14/02/2017, 10:00:00] Sam: \u200eSam added Lee\n[14/02/2017, 10:01:00] Lee: x\n"
    )
    done = read_text(tmp_path, text, "_chat.txt")
    assert [each["group"] for each in done.events] == ["Crew", "Crew"]
    two = read_text(tmp_path, text.replace("Sam added Lee", "x").replace("Crew", "Lee"), "_chat.txt")
    assert all("group" not in each for each in two.events)


def _facebook(**chat: Any) -> str:
    """The newest stands first."""
    usual = {"participants": [{"name": "Sam"}, {"name": "Mia"}, {"name": "Lee"}], "title": "Crew"}
    lines = [
        {"sender_name": "Lee", "timestamp_ms": 1488618000000, "type": "Unsubscribe"},
        {"sender_name": "Sam", "timestamp_ms": 1488618000000, "type": "Subscribe", "users": ["Lee"]},
    ]  # fmt: skip
    return json.dumps({**usual, "messages": lines, **chat})


def test_facebook_where_the_newest_stands_first(tmp_path: Path) -> None:
    done = read_text(tmp_path, _facebook(), "message_1.json")
    assert _changes(done) == [("Crew", ("Lee",), ()), ("Crew", (), ("Lee",))]
    place = Place(str(tmp_path / "message_1.json"))
    assert done.reading.log.listed == [Listed(place, "Crew", ("Sam", "Mia", "Lee"))]


def test_two_who_are_listed_are_no_group(tmp_path: Path) -> None:
    two = _facebook(participants=["Sam", "Mia"], messages=[{"sender_name": "Sam", "timestamp_ms": 1}])
    [listed] = read_text(tmp_path, two, "message_1.json").reading.log.listed
    assert (listed.group, listed.people) == (None, ("Sam", "Mia"))


@pytest.mark.parametrize("name", ["Crew", "=cmd()", "a;b", "\x1b[31mCrew"])
def test_a_group_comes_through_csv(tmp_path: Path, name: str) -> None:
    line = json.dumps({"kind": "group_state", "id": "g", "group": name, "members": [{"id": "Sam"}]})
    first = read_text(tmp_path, line, "a.jsonl").events
    out = io.StringIO()
    writer = csv.DictWriter(out, NAMES, lineterminator="\n")
    writer.writeheader()
    writer.writerow(row_of(first[0]))
    [back] = read_text(tmp_path, out.getvalue(), "b.csv").events
    assert back == {**first[0], "group": name.replace("\x1b", " ").strip()}


def test_ids_stay_where_exports_overlap(tmp_path: Path) -> None:
    """The later export begins in the middle of the earlier; who reads both, or one, meets the same ids."""
    lines = [f"14/02/2017, 10:{number:02} - Sam: x{number}\n" for number in range(9)]
    for folder, part in (("one", lines[:6]), ("two", lines[3:])):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "WhatsApp Chat with Crew.txt").write_text("".join(part), encoding="utf-8")
    both = [each.event.id for each in read(tmp_path / "one", tmp_path / "two").got]
    alone = [[each.event.id for each in read(tmp_path / name).got] for name in ("one", "two")]
    assert (alone[0], alone[1]) == (both[:6], both[3:])


PHONES = {
    "android": "14/02/2017, 10:00 - Sam T: hello\n14/02/2017, 10:00 - Mia: ok\n14/02/2017, 10:05 - Lee: x\n",
    "iphone": "[14/02/2017, 10:00:09] Sam: hello\n[14/02/2017, 10:00:40] Mia: ok\n"
    "[14/02/2017, 10:06:00] Lee: y\n",
}  # fmt: skip


def test_one_message_on_two_phones_counts_twice_and_is_said(tmp_path: Path) -> None:
    for phone, text in PHONES.items():
        (tmp_path / phone).mkdir()
        (tmp_path / phone / "WhatsApp Chat with Crew.txt").write_text(text, encoding="utf-8")
    done = read(tmp_path)
    assert (len(done.events), len(done.skipped)) == (6, 0)
    [(noted, said)] = [
        (noted, text) for (_, text), noted in done.reading.log.notes.items() if "perhaps" in text
    ]
    assert (noted.numbers, "both count" in said) == ([1, 2], True)
    assert "android" in said


def test_a_change_tells_its_order_and_is_known_again_without_it() -> None:
    assert repr(Change(order=5)) == repr(Change())
    assert attrs.asdict(Change(order=5))["order"] == 5

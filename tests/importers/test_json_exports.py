"""Telegram's, Facebook's and Instagram's exports: who, when, and JSON that is cut off or means harm."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importers.exports import CANARY, read, read_text

SAMPLES = Path(__file__).parent / "samples"
TELEGRAM = SAMPLES / "result.json"
FACEBOOK = SAMPLES / "your_activity_across_facebook" / "messages" / "inbox" / "zoe_1" / "message_1.json"


def _telegram(*messages: dict[str, Any], **chat: Any) -> str:
    usual = {"name": "Mia", "type": "personal_chat", "id": 22, "messages": list(messages)}
    return json.dumps({**usual, **chat})


def _sent(number: Any = 1, **values: Any) -> dict[str, Any]:
    usual = {
        "id": number, "type": "message", "date": "2017-07-03T21:30:00", "date_unixtime": "1499113800",
        "from": "Sam", "from_id": "user1", "text": CANARY,
    }  # fmt: skip
    return {**usual, **values}


def _facebook(*messages: dict[str, Any], **chat: Any) -> str:
    usual = {"participants": [{"name": "Sam"}, {"name": "Mia"}], "title": "Mia", "thread_path": "inbox/mia_1"}
    return json.dumps({**usual, "messages": list(messages), **chat})


def _posted(number: int = 0, **values: Any) -> dict[str, Any]:
    return {"sender_name": "Sam", "timestamp_ms": 1488576600000 + number, "content": CANARY, **values}


# ---- Telegram


def test_the_true_time_counts_and_an_older_export_is_said(tmp_path: Path) -> None:
    old = {key: each for key, each in _sent(2).items() if key != "date_unixtime"}
    done = read_text(tmp_path, _telegram(_sent(), old), "result.json")
    assert [each["at"] for each in done.events] == ["2017-07-03T20:30:00+00:00"] * 2
    assert "older export" in done.notes
    odd = read_text(tmp_path, _telegram(_sent(date_unixtime="x", date="soon")), "result.json")
    assert "at" not in odd.events[0]


def test_the_owner_of_the_account_is_not_made_up(tmp_path: Path) -> None:
    mine, theirs = _sent(), _sent(2, **{"from": "Mia", "from_id": "user22"})
    first, second = read_text(tmp_path, _telegram(mine, theirs), "result.json").events
    assert first["recipients"] == [{"person": {"id": "Mia"}}]
    assert "recipients" not in second


def test_a_gone_account_goes_by_its_number_or_is_not_stated(tmp_path: Path) -> None:
    gone = _telegram(_sent(**{"from": None}), _sent(2, **{"from": None, "from_id": None}))
    first, second = read_text(tmp_path, gone, "result.json").events
    assert first["by"] == {"id": "user1"}
    assert "by" not in second


def test_a_name_behind_the_messages_is_known_before_them(tmp_path: Path) -> None:
    chat = {"type": "private_group", "id": 3, "messages": [_sent()], "name": "Hall crew"}
    assert read_text(tmp_path, json.dumps(chat), "result.json").events[0]["group"] == "Hall crew"


@pytest.mark.parametrize("text", ["x", ["x", {"type": "bold", "text": "y"}], [], None, 3])
def test_any_text_is_a_message(tmp_path: Path, text: Any) -> None:
    assert len(read_text(tmp_path, _telegram(_sent(text=text)), "result.json").events) == 1


def test_overlapping_exports_count_each_message_once(tmp_path: Path) -> None:
    for name, numbers in (("a.json", range(4)), ("b.json", range(2, 6))):
        (tmp_path / name).write_text(_telegram(*(_sent(each) for each in numbers)), encoding="utf-8")
    done = read(tmp_path / "a.json", tmp_path / "b.json")
    assert (len(done.events), len(done.skipped)) == (6, 2)


# ---- Facebook and Instagram


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Zo\u00c3\u00ab", "Zoë"),
        ("Zoë", "Zoë"),
        ("Zo\u00c3", "Zo\u00c3"),
        ("Łukasz", "Łukasz"),
        ("Sam", "Sam"),
    ],
)
def test_names_are_put_right_only_where_that_gives_text(tmp_path: Path, written: str, meant: str) -> None:
    [event] = read_text(tmp_path, _facebook(_posted(sender_name=written)), "message_1.json").events
    assert event["by"] == {"id": meant}


def test_whose_it_is_is_told_by_its_folder_or_not_at_all(tmp_path: Path) -> None:
    for folder, platform in (
        ("your_instagram_activity", "Instagram"),
        ("your_activity_x", "Facebook"),
        ("x", None),
    ):
        (tmp_path / folder).mkdir()
        done = read_text(tmp_path / folder, _facebook(_posted()), "message_1.json")
        assert done.events[0]["channel"].get("platform") == platform


def test_who_receives_is_known_in_a_conversation_of_two_only(tmp_path: Path) -> None:
    two = read_text(tmp_path, _facebook(_posted()), "message_1.json")
    assert two.events[0]["recipients"] == [{"person": {"id": "Mia"}}]
    assert "conversation of two" in two.notes
    group = read_text(tmp_path, _facebook(_posted(), thread_type="RegularGroup"), "message_1.json").events[0]
    assert ("recipients" in group, group["group"]) == (False, "Mia")


@pytest.mark.parametrize("stamp", [None, "x", True, 1.5, 9 * 10**18, -(9 * 10**18), [1]])
def test_a_time_that_is_none_is_not_stated(tmp_path: Path, stamp: Any) -> None:
    done = read_text(tmp_path, _facebook(_posted(timestamp_ms=stamp)), "message_1.json")
    assert "at" not in done.events[0]


# ---- JSON of any sort


DEEP = "[" * 100_000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f'{{"{CANARY}": oops', "no JSON"),
        (f'{{"messages": [{{"sender_name": {DEEP}', "deeper than 64"),
        (f'{{"x": {DEEP}', "deeper than 64"),
        ('{"messages": [{"sender_name": NaN}]}', "no JSON"),
        ('{"messages": [{"timestamp_ms": ' + "9" * 5000 + "}]}", "no JSON"),
        ('{"messages": [{"timestamp_ms": ' + "9" * 30 + "}]}", "no JSON"),
        ('{"messages": [{"sender_name": "\x00"}]}', "no JSON"),
        ('{"messages": []} {"messages": []}', "no JSON"),
        ("", ""),
        ("[]", ""),
    ],
)
def test_harm_is_refused_without_quoting_it(tmp_path: Path, text: str, said: str) -> None:
    assert said in read_text(tmp_path, text, "message_1.json").broken


def test_a_key_twice_skips_the_message_and_not_the_next(tmp_path: Path) -> None:
    twice = '{"sender_name": "Sam", "timestamp_ms": 1, "timestamp_ms": 2}'
    text = _facebook(_posted()).replace('"messages": [', f'"messages": [{twice}, 3, null, [], ')
    done = read_text(tmp_path, text, "message_1.json")
    assert [number for number, _ in done.skipped] == [1, 2, 3, 4]
    assert "stands twice" in done.skipped[0][1]
    assert len(done.events) == 1


def test_a_mark_at_the_beginning_and_long_texts_are_no_harm(tmp_path: Path) -> None:
    text = "\ufeff" + _facebook(_posted(content="x" * 10_000_000), _posted(1)).replace(", ", ",\r\n")
    assert len(read_text(tmp_path, text, "message_1.json").events) == 2
    many = _facebook(_posted(photos=[1] * 200_000), _posted(1))
    assert "more than 100,000 values" in read_text(tmp_path, many, "message_1.json").skipped[0][1]
    one, other = (read_text(tmp_path, _facebook(_posted()).encode(code)) for code in ("utf-8", "utf-16"))
    assert one.events == other.events


@pytest.mark.parametrize("whole", [TELEGRAM, FACEBOOK], ids=lambda path: path.name)
def test_cut_off_at_any_byte_nothing_is_lost_in_silence(tmp_path: Path, whole: Path) -> None:
    data, form = whole.read_bytes().rstrip(), "telegram" if whole is TELEGRAM else "facebook"
    met = [0]
    for length in range(1, len(data)):
        done = read_text(tmp_path, data[:length], "message_1.json", form=form)
        assert "cut off" in done.broken
        met.append(done.reading.log.met)
    assert met == sorted(met)
    assert met[-1] == read(whole).reading.log.met


def test_cut_off_at_any_kilobyte_nothing_is_lost_in_silence(tmp_path: Path) -> None:
    data = _facebook(*(_posted(number) for number in range(400))).encode()
    for length in range(1024, len(data), 1024):
        done = read_text(tmp_path, data[:length], "message_1.json")
        assert done.broken
        assert done.reading.log.met >= data[:length].count(b'"timestamp_ms"')


def test_without_the_library_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ijson", None)
    assert "wrbc-rules[audit]" in read_text(tmp_path, _facebook(_posted()), "message_1.json").broken


NAME = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Z"]), min_size=1, max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.lists(st.tuples(NAME, st.integers(1, 4 * 10**12)), unique_by=lambda pair: pair[1]))
def test_what_they_write_is_read_back(tmp_path: Path, messages: list[Any]) -> None:
    made = [
        _posted(sender_name=name.encode().decode("latin-1"), timestamp_ms=stamp) for name, stamp in messages
    ]
    done = read_text(tmp_path, _facebook(*made), "message_1.json")
    assert len(done.events) == len(messages)
    sent = [
        _sent(number, date_unixtime=str(stamp // 1000), **{"from": name})
        for number, (name, stamp) in enumerate(messages)
    ]
    told = read_text(tmp_path, _telegram(*sent), "result.json", form="telegram")
    assert [each["by"]["id"] for each in told.events] == [each["by"]["id"] for each in done.events]

"""SMS backups: who and when, what was never sent, and XML that is broken or means harm."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importers.exports import CANARY, read, read_text

SAMPLE = Path(__file__).parent / "samples" / "sms-20170304.xml"
HEAD = "<?xml version='1.0' encoding='UTF-8'?>\n"


def _sms(**values: str) -> str:
    given_values = {"address": "07700 900123", "date": "1488576600000", "type": "1", "body": CANARY, **values}
    return "<sms " + " ".join(f"{key}={quoteattr(each)}" for key, each in given_values.items()) + " />\n"


def _backup(*elements: str, count: int | None = None) -> str:
    return f'{HEAD}<smses count="{len(elements) if count is None else count}">\n{"".join(elements)}</smses>\n'


@pytest.mark.parametrize(("kind", "word"), [("3", "draft"), ("4", "outbox"), ("5", "failed"), ("6", "waits")])
def test_what_was_never_sent_is_no_contact(tmp_path: Path, kind: str, word: str) -> None:
    [(line, reason)] = read_text(tmp_path, _backup(_sms(type=kind)), "a.xml").skipped
    assert (line, word in reason) == (3, True)


def test_the_owner_of_the_phone_is_never_made_up(tmp_path: Path) -> None:
    came, went = read_text(tmp_path, _backup(_sms(), _sms(type="2")), "a.xml").events
    assert (came["by"], "recipients" in came) == ({"id": "07700 900123"}, False)
    assert ("by" in went, went["recipients"]) == (False, [{"person": {"id": "07700 900123"}}])
    assert (came["at"], came["direction"]) == ("2017-03-03T21:30:00+00:00", "incoming")


def test_a_count_that_lies_is_said(tmp_path: Path) -> None:
    assert "another number than the 1" in read_text(tmp_path, _backup(_sms(), count=7), "a.xml").notes
    assert read_text(tmp_path, _backup(_sms()), "a.xml").notes == ""


@pytest.mark.parametrize("date", ["null", "", "0", "soon", "9" * 30, "-5", "999999999999999"])
def test_a_time_that_is_none_is_not_stated(tmp_path: Path, date: str) -> None:
    done = read_text(tmp_path, _backup(_sms(date=date)), "a.xml")
    assert "at" not in done.events[0]
    assert "without a time" in done.notes


def test_halves_of_emoji_are_joined_and_counted_wherever_the_file_is_cut_for_reading(tmp_path: Path) -> None:
    for padding in range(262_144 - 160, 262_144 + 4, 3):
        body = _backup(
            "<!--" + "x" * padding + "-->", _sms(body="E").replace("E", "&#65;&#55357;&#56832;&#xD83D;")
        )
        done = read_text(tmp_path, body, "a.xml")
        assert len(done.events) == 1
        assert "joined: 1" in done.notes
        assert "replaced: 1" in done.notes


def _call(**values: str) -> str:
    given_values = {
        "number": "07700 900123",
        "date": "1488576600000",
        "type": "1",
        "duration": "60",
        **values,
    }
    return "<call " + " ".join(f"{key}={quoteattr(each)}" for key, each in given_values.items()) + " />\n"


def _calls(*elements: str) -> str:
    return f'{HEAD}<calls count="{len(elements)}">\n{"".join(elements)}</calls>\n'


def test_calls_that_were_taken_and_made(tmp_path: Path) -> None:
    done = read_text(tmp_path, _calls(_call(), _call(type="2"), _call(type="2", duration="0")), "calls.xml")
    came, went, rang = done.events
    assert (came["kind"], came["channel"], came["at"]) == (
        "call",
        {"kind": "call"},
        "2017-03-03T21:30:00+00:00",
    )
    assert (came["by"], came["direction"], "recipients" in came) == (
        {"id": "07700 900123"},
        "incoming",
        False,
    )
    assert ("by" in went, went["recipients"]) == (False, [{"person": {"id": "07700 900123"}}])
    assert rang["direction"] == "outgoing"
    assert "perhaps nobody took them" in done.notes
    assert done.reading.log.notes[(str(tmp_path / "calls.xml"), done.notes)].numbers == [5]


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("3", "missed"),
        ("4", "voice mail"),
        ("5", "declined"),
        ("6", "blocked"),
        ("7", "another"),
        ("9", "not said"),
    ],
)
def test_a_call_that_nobody_took_is_no_contact(tmp_path: Path, kind: str, word: str) -> None:
    [(line, reason)] = read_text(tmp_path, _calls(_call(type=kind)), "calls.xml").skipped
    assert (line, word in reason) == (3, True)


@pytest.mark.parametrize(
    "hidden", [{"number": "-2"}, {"number": ""}, {"number": "null"}, {"presentation": "2"}]
)
def test_a_number_that_is_not_shown_is_nobody(tmp_path: Path, hidden: dict[str, str]) -> None:
    for kind in "12":
        done = read_text(tmp_path, _calls(_call(type=kind, **hidden)), "calls.xml")
        assert ("by" in done.events[0], "recipients" in done.events[0]) == (False, False)
        assert "not shown" in done.notes


def test_the_same_call_in_two_backups_counts_once(tmp_path: Path) -> None:
    for name in ("a.xml", "b.xml"):
        (tmp_path / name).write_text(_calls(_call(), _call(), _call(type="2")), encoding="utf-8")
    done = read(tmp_path / "a.xml", tmp_path / "b.xml")
    assert (len(done.events), len(done.skipped)) == (3, 3)


def test_what_is_neither_text_nor_call_is_skipped(tmp_path: Path) -> None:
    [(line, reason)] = read_text(tmp_path, _backup("<fax />"), "a.xml").skipped
    assert (line, "neither" in reason) == (3, True)


@pytest.mark.parametrize("code", ["utf-16", "utf-16-be"])
def test_a_backup_saved_as_utf_16(tmp_path: Path, code: str) -> None:
    text = ("" if code == "utf-16" else "\ufeff") + _backup(_sms(body="ë &#55357;")).replace(
        "UTF-8", "UTF-16"
    )
    done = read_text(tmp_path, text.replace("&amp;", "&").encode(code), "a.xml")
    assert len(done.events) == 1
    assert "replaced: 1" in done.notes


HARM = [
    '<!DOCTYPE smses [<!ENTITY a "b">]>',
    '<!DOCTYPE smses SYSTEM "file:///etc/passwd">',
    '<!DOCTYPE smses [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE l [<!ENTITY a "xx"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>',
]


@pytest.mark.parametrize("harm", HARM)
def test_a_document_type_is_refused(tmp_path: Path, harm: str) -> None:
    text = HEAD + harm + f'\n<smses count="1">{_sms(body="&c;")}</smses>'.replace("&amp;", "&")
    done = read_text(tmp_path, text, "a.xml")
    assert done.events == []
    assert "document type" in done.broken


def test_other_harm_is_refused_or_endured(tmp_path: Path) -> None:
    assert "deeper" in read_text(tmp_path, f"<smses>{'<a>' * 100}", "a.xml").broken
    assert "no XML" in read_text(tmp_path, _backup(_sms(), "<sms & />"), "a.xml").broken
    assert "no XML" in read_text(tmp_path, _backup(_sms(), "\x00"), "a.xml").broken
    assert "no XML" in read_text(tmp_path, _backup(_sms()).encode()[:-9] + b"\xff</smses>", "a.xml").broken
    assert "encoding" in read_text(tmp_path, _backup(_sms()).replace("UTF-8", "x"), "a.xml").broken
    deep = read_text(tmp_path, _backup(_sms(), "<a>" * 100), "a.xml")
    assert ("deeper" in deep.broken, len(deep.events), len(deep.skipped)) == (True, 1, 1)
    long = read_text(tmp_path, _backup(_sms(body="x" * 10_000_000), _sms()), "a.xml")
    assert len(long.events) == 2


def test_numbers_that_are_none_pass_through(tmp_path: Path) -> None:
    events = read_text(
        tmp_path, _backup(_sms(address="60300"), _sms(address="Hall \u202enews")), "a.xml"
    ).events
    assert [each["by"]["id"] for each in events] == ["60300", "Hall news"]


def test_cut_off_at_any_byte_nothing_is_lost_in_silence(tmp_path: Path) -> None:
    whole = SAMPLE.read_bytes()
    begun = [at for at in range(len(whole)) if whole[at : at + 5] in (b"<sms ", b"<mms ", b"<call")]
    for length in range(1, len(whole.rstrip())):
        done = read_text(tmp_path, whole[:length], "a.xml", form="sms")
        assert "cut off" in done.broken or "no XML" in done.broken
        ended = [at for at in begun if (end := whole.find(b">", at)) != -1 and end < length]
        assert done.reading.log.met == len(ended)


def test_cut_off_at_any_kilobyte_nothing_is_lost_in_silence(tmp_path: Path) -> None:
    whole = _backup(*(_sms(date=str(1_488_576_600_000 + number)) for number in range(400))).encode()
    for length in range(1024, len(whole), 1024):
        done = read_text(tmp_path, whole[:length], "a.xml")
        assert done.broken
        assert len(done.events) == whole[:length].count(b"/>")


def test_overlapping_backups_count_each_message_once(tmp_path: Path) -> None:
    texts = [_sms(date=str(1_488_576_600_000 + number)) for number in range(6)]
    for name, part in (("a.xml", texts[:4]), ("b.xml", texts[2:])):
        (tmp_path / name).write_text(_backup(*part), encoding="utf-8")
    assert len(read(tmp_path / "a.xml", tmp_path / "b.xml").events) == 6


BODY = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=20)


def _as_the_app_writes(text: str) -> str:
    pairs = text.encode("utf-16-be", "surrogatepass")
    units = [int.from_bytes(pairs[at : at + 2], "big") for at in range(0, len(pairs), 2)]
    return "".join(f"&#{each};" if 0xD800 <= each < 0xE000 or each < 64 else chr(each) for each in units)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from("12"), st.integers(1, 4 * 10**12), BODY)))
def test_what_a_phone_writes_is_read_back(tmp_path: Path, texts: list[Any]) -> None:
    made = [
        _sms(type=kind, date=str(date), body="BODY").replace("BODY", _as_the_app_writes(body))
        for kind, date, body in texts
    ]  # fmt: skip
    done = read_text(tmp_path, _backup(*made), "a.xml")
    assert [each["direction"] for each in done.events] == [
        {"1": "incoming", "2": "outgoing"}[kind] for kind, _, _ in texts
    ]
    assert done.broken == ""

"""WhatsApp's exports: every style of date and clock, whose line it is, and what a person can only imitate."""

from __future__ import annotations

import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.importers.exports import CANARY, read, read_text

FULL = datetime(2017, 12, 31, 21, 5, 9)  # noqa: DTZ001 - as a phone shows it
#: Two ways in which phones write the same minute of the last day of 2017, and whether seconds stand there.
STYLES = [
    ("[31/12/2017, 21:05:09] Sam: x", True),
    ("[31.12.17, 21:05:09] Sam: x", True),
    ("\u200e[31/12/2017, 9:05:09\u202fPM] Sam: x", True),
    ("[\u200e31/12/2017, 21:05:09] \u200eSam: x", True),
    ("[2017-12-31, 21:05:09] Sam: x", True),
    ("[12/31/17, 9:05:09 PM] Sam: x", True),
    ("31/12/2017, 21:05 - Sam: x", False),
    ("31/12/17 21:05 - Sam: x", False),
    ("31.12.2017 klo 21.05 - Sam: x", False),
    ("31-12-2017 21:05 - Sam: x", False),
    ("12/31/17, 9:05 PM - Sam: x", False),
    ("12/31/17, 9:05\u202fPM – Sam: x", False),
    ("12/31/17, 9:05\u2009p.m. - Sam: x", False),
    ("31/12/17, 9:05 p. m. - Sam: x", False),
    ("31/12/17, 21:05\u00a0pm - Sam: x", False),
    ("2017/12/31, 21:05 - Sam: x", False),
    ("\ufeff31/12/2017, 21:05 - Sam: x", False),
]


@pytest.mark.parametrize(("line", "exact"), STYLES)
def test_every_style_is_the_same_moment(tmp_path: Path, line: str, exact: bool) -> None:
    [event] = read_text(tmp_path, line + "\n").events
    minute = {"from": "2017-12-31T21:05:00+00:00", "to": "2017-12-31T21:05:59.999999+00:00"}
    assert event["at"] == ("2017-12-31T21:05:09+00:00" if exact else minute)
    assert event["by"] == {"id": "Sam"}


def test_a_mark_of_the_afternoon_beside_21_is_said(tmp_path: Path) -> None:
    assert "24-hour clock" in read_text(tmp_path, "31/12/17, 21:05 pm - Sam: x\n").notes


@pytest.mark.parametrize(
    ("order", "at"),
    [("dmy", "2005-04-03"), ("mdy", "2005-03-04"), ("ymd", "2003-04-05")],
)
def test_an_order_that_nothing_proves_is_asked_for(tmp_path: Path, order: Any, at: str) -> None:
    line = "03/04/{}, 10:00 - Sam: x\n".format("15" if order != "ymd" else "12")
    line = line if order != "ymd" else "15/04/03, 10:00 - Sam: x\n"
    told = read_text(tmp_path, line, order=order)
    [event] = told.events
    wanted = {"dmy": "2015-04-03", "mdy": "2015-03-04", "ymd": "2015-04-03"}[order]
    assert event["at"]["to"].startswith(wanted)
    assert "as --date-order says" in told.notes
    if order != "ymd":
        [(line_number, reason)] = read_text(tmp_path, line).skipped
        assert (line_number, "--date-order" in reason) == (1, True)


def test_the_order_is_proved_by_one_date_or_by_their_course(tmp_path: Path) -> None:
    proved = read_text(tmp_path, "01/02/2017, 10:00 - Sam: x\n13/02/2017, 10:00 - Sam: x\n")
    assert "line 2 has no other reading" in proved.notes
    assert proved.events[0]["at"]["from"] == "2017-02-01T10:00:00+00:00"
    course = read_text(tmp_path, "05/01/2017, 10:00 - Sam: x\n02/02/2017, 10:00 - Sam: x\n")
    assert "only go forward" in course.notes
    assert course.events[1]["at"]["from"] == "2017-02-02T10:00:00+00:00"


def test_two_orders_in_one_file_are_refused_with_the_lines(tmp_path: Path) -> None:
    done = read_text(tmp_path, "13/02/2017, 10:00 - Sam: x\n02/14/2017, 10:00 - Sam: x\n")
    assert done.events == []
    assert "lines 1 and 2 are of different orders" in done.skipped[0][1]
    given_order = read_text(tmp_path, "13/02/2017, 10:00 - Sam: x\n02/14/2017, 10:00 - Sam: x\n", order="dmy")
    assert [len(given_order.events), given_order.skipped[0][0]] == [1, 2]


@pytest.mark.parametrize(
    ("wall", "first", "last"),
    [
        ("29/10/2017, 01:30", "2017-10-29T00:30:00+00:00", "2017-10-29T01:30:59.999999+00:00"),
        ("26/03/2017, 01:30", "2017-03-26T00:30:00+00:00", "2017-03-26T01:30:59.999999+00:00"),
        ("26/03/2017, 02:00", "2017-03-26T01:00:00+00:00", "2017-03-26T01:00:59.999999+00:00"),
    ],
)
def test_both_clock_changes(tmp_path: Path, wall: str, first: str, last: str) -> None:
    [event] = read_text(tmp_path, f"{wall} - Sam: x\n").events
    assert event["at"] == {"from": first, "to": last}


def test_a_header_that_somebody_typed_is_no_message(tmp_path: Path) -> None:
    lines = [
        "13/02/2017, 10:00 - Sam: look:",
        "01/02/2016, 09:00 - Mia: I said so",
        "14/02/2017, 10:00 - Mia: no",
    ]
    done = read_text(tmp_path, "\n".join(lines) + "\n")
    assert [each["by"]["id"] for each in done.events] == ["Sam", "Mia"]
    assert done.skipped[0][0] == 2
    other = "13/02/2017, 10:00 - Sam: look:\n[13/02/2017, 10:00:00] Mia: I said so\n"
    assert len(read_text(tmp_path, other).events) == 1
    assert "another phone's export" in read_text(tmp_path, other).notes


SYSTEM = [
    ("14/02/2017, 10:00 - Sam added Mia, Ali and Bea", ["Sam", "Mia", "Ali", "Bea"]),
    ("14/02/2017, 10:00 - You added Mia", ["Mia"]),
    ("14/02/2017, 10:00 - Sam created group “Hall: crew”", ["Sam"]),
    ('14/02/2017, 10:00 - Sam created group "Hall: crew"', ["Sam"]),
    ("14/02/2017, 10:00 - Mia joined using this group's invite link", ["Mia"]),
    ("14/02/2017, 10:00 - Mia was added", ["Mia"]),
    ("14/02/2017, 10:00 - Mia left", []),
    ("14/02/2017, 10:00 - Sam removed Mia", ["Sam"]),
    ("14/02/2017, 10:00 - +44 7700 900123 joined from the community", ["+44 7700 900123"]),
    ("[14/02/2017, 10:00:00] Sam: \u200eSam added Mia", ["Sam", "Mia"]),
    ("[14/02/2017, 10:00:00] Hall: \u200eMia left", []),
]


@pytest.mark.parametrize(("line", "members"), SYSTEM)
def test_lines_of_membership_are_states_of_a_group(tmp_path: Path, line: str, members: list[str]) -> None:
    [event] = read_text(tmp_path, line + "\n").events
    assert event["kind"] == "group_state"
    listed = event.get("members", {"members": [], "complete": False})
    assert listed == {"members": [{"id": name} for name in members], "complete": False}


def test_who_came_and_who_went_is_told_beside_the_event(tmp_path: Path) -> None:
    lines = "14/02/2017, 10:00 - Sam added Mia\n14/02/2017, 10:01 - Mia left\n"
    came, went = (each.change for each in read_text(tmp_path, lines).got)
    assert came is not None
    assert went is not None
    assert (came.joined, came.left, went.joined, went.left) == (("Mia",), (), (), ("Mia",))


@pytest.mark.parametrize(
    "line",
    [
        "14/02/2017, 10:00 - Bob: Bob added Carol",
        "14/02/2017, 10:00 - Bob: \nBob left",
        "[14/02/2017, 10:00:00] Bob: Bob added Carol",
        "[14/02/2017, 10:00:00] Bob: \u200eThis message was deleted.",
        "[14/02/2017, 10:00:00] Bob: \u200eYou deleted this message.",
        "[14/02/2017, 10:00:00] Bob: \u200eimage omitted",
        "14/02/2017, 10:00 - Bob: <Media omitted>",
        "14/02/2017, 10:00 - Bob:",
    ],
)
def test_what_a_person_sends_is_a_message(tmp_path: Path, line: str) -> None:
    [event] = read_text(tmp_path, line + "\n").events
    assert (event["kind"], event["by"]) == ("message", {"id": "Bob"})


def test_the_one_a_chat_is_called_after_can_type_words_of_whatsapps(tmp_path: Path) -> None:
    text = "[14/02/2017, 10:00:00] Mia: Bob added Carol\n[14/02/2017, 10:01:00] Mia: hi\n"
    done = read_text(tmp_path, text, "WhatsApp Chat with Mia.txt")
    assert [each["kind"] for each in done.events] == ["message", "message"]


def test_who_receives_is_known_in_a_conversation_of_two_only(tmp_path: Path) -> None:
    two = "14/02/2017, 10:00 - Sam: x\n14/02/2017, 10:01 - Mia: y\n"
    done = read_text(tmp_path, two, "WhatsApp Chat with Mia (1).txt")
    assert [each["recipients"] for each in done.events] == [
        [{"person": {"id": "Mia"}}], [{"person": {"id": "Sam"}}],
    ]  # fmt: skip
    assert "conversation of two" in done.notes
    for name, text in (
        ("chat.txt", two),
        ("WhatsApp Chat with Mia.txt", two + "14/02/2017, 10:02 - Lee: z\n"),
    ):
        done = read_text(tmp_path, text, name)
        assert all("recipients" not in each for each in done.events)
    assert done.events[0]["group"] == "Mia"


def test_a_group_of_two_adults_of_whom_one_leaves_stays_unknown(tmp_path: Path) -> None:
    """Who else is in it is not in the export: nobody is made up, and nobody is kept on."""
    text = "14/02/2017, 10:00 - Sam added Lee\n14/02/2017, 11:00 - Lee left\n"
    first, second = read_text(tmp_path, text).events
    assert first["members"]["complete"] is False
    assert "members" not in second


def test_words_of_another_language_are_said(tmp_path: Path) -> None:
    done = read_text(tmp_path, "14/02/2017, 10:00 - Sam: x\n14/02/2017, 10:00 - Sam dodał Mia\n")
    assert [number for number, _ in done.skipped] == [2]
    assert "words that are not known" in done.notes


@pytest.mark.parametrize("number", [10_000, 40_000])
def test_a_number_at_which_exports_are_cut_is_said(tmp_path: Path, number: int) -> None:
    done = read_text(tmp_path, "14/02/2017, 10:00 - Sam: x\n" * number)
    assert f"{number:,} messages: WhatsApp leaves out the oldest" in done.notes


def test_overlapping_exports_count_each_message_once(tmp_path: Path) -> None:
    lines = [f"14/02/2017, 10:0{number // 3} - Sam: ok\n" for number in range(9)]
    for folder, part in (("one", lines[:6]), ("two", lines[3:])):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "WhatsApp Chat with Mia.txt").write_text("".join(part), encoding="utf-8")
    done = read(tmp_path / "one", tmp_path / "two")
    assert len(done.events) == 9
    assert [line for line, _ in done.skipped] == [1, 2, 3]


CHAT = f"[14/02/2017, 10:00:00] Sam: {CANARY}\n[14/02/2017, 10:01:00] Mia: y\n"


def test_the_zip_as_exported(tmp_path: Path) -> None:
    file = tmp_path / "WhatsApp Chat - Mia.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("_chat.txt", CHAT)
        archive.writestr("00000002-PHOTO.jpg", b"\xff\xd8\xff" * 100)
    done = read(file)
    assert done.events[0]["recipients"] == [{"person": {"id": "Mia"}}]
    assert done.reading.beside == {".jpg": 1}


def test_names_lose_the_marks_that_do_not_show(tmp_path: Path) -> None:
    text = "14/02/2017, 10:00 - \u202a+44\u00a07700\u00a0900123\u202c: x\n14/02/2017, 10:01 - ~\u202fLee: x\n"
    ids = [each["by"]["id"] for each in read_text(tmp_path, text).events]
    assert ids == ["+44 7700 900123", "~ Lee"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_nuls_and_other_bytes(tmp_path: Path, end: str) -> None:
    body = f"14/02/2017, 10:00 - Sam: a\x00b{end}\x00{end}".encode() + b"\xff\xfe more" + end.encode()
    done = read_text(tmp_path, body + f"14/02/2017, 10:01 - Zo\xeb: x{end}".encode("latin-1"))
    assert [each["by"]["id"] for each in done.events] == ["Sam"]
    assert done.skipped == [(4, "the line is not UTF-8: who wrote it cannot be read")]


def test_a_line_of_ten_megabytes(tmp_path: Path) -> None:
    for filler in ("x", " ", "[", "1/"):
        text = f"14/02/2017, 10:00 - Sam: {filler * 5_000_000}\n14/02/2017, 10:01 - Mia: y\n"
        assert len(read_text(tmp_path, text).events) == 2


WHOLE = (
    "13/02/2017, 09:59 - Sam added Mia\n13/02/2017, 10:00 - Sam: one\ntwo\n14/02/2017, 10:01 - Mia: três\n"
    "14/02/2017, 10:02 - Sam: four\n"
)


def _begun(text: bytes) -> int:
    """How many whole beginnings of messages stand in it."""
    return sum(b" - " in line and (b": " in line or b"added" in line) for line in text.split(b"\n"))


def test_cut_off_at_any_byte_nothing_is_lost_in_silence(tmp_path: Path) -> None:
    whole = WHOLE.encode()
    for length in range(1, len(whole)):
        done = read_text(tmp_path, whole[:length], form="whatsapp")
        assert done.reading.log.met >= _begun(whole[:length])
        assert whole[length - 1 : length] == b"\n" or "middle of a line" in done.notes


def test_cut_off_at_any_kilobyte_nothing_is_lost_in_silence(tmp_path: Path) -> None:
    whole = (WHOLE * 80).encode()
    for length in range(1024, len(whole), 1024):
        done = read_text(tmp_path, whole[:length], form="whatsapp", order="dmy")
        assert done.reading.log.met in (_begun(whole[:length]), _begun(whole[:length]) + 1)
        assert whole[length - 1 : length] == b"\n" or "middle of a line" in done.notes


NAME = st.from_regex(r"[A-Z][a-z]{1,6}( [A-Z][a-z]{1,6})?", fullmatch=True)
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Cf"]), min_size=1, max_size=20)
FORMS = {
    ("dmy", True): "[%d/%m/%Y, %H:%M:%S] ", ("mdy", True): "[%m/%d/%y, %I:%M:%S\u202f%p] ",
    ("dmy", False): "%d/%m/%Y, %H:%M - ", ("mdy", False): "%m/%d/%y, %I:%M %p - ",
    ("ymd", False): "%Y-%m-%d %H:%M - ",
}  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(
    st.sampled_from(sorted(FORMS)),
    st.lists(st.tuples(st.integers(0, 30_000), NAME, st.lists(TEXT, min_size=1, max_size=3)), min_size=1),
)
@example(("mdy", False), [(0, "Sam", ["x"])])
def test_what_a_phone_writes_is_read_back(tmp_path: Path, form: Any, messages: list[Any]) -> None:
    order, _ = form
    wall, lines, wanted = datetime(2017, 5, 1), [], []  # noqa: DTZ001 - as a phone shows it
    for minutes, name, texts in messages:
        wall += timedelta(minutes=minutes)
        first, *rest = texts
        lines += [f"{wall.strftime(FORMS[form])}{name}: {first}", *(f".{each}" for each in rest)]
        wanted.append((name, wall.strftime("%Y-%m-%d")))
    done = read_text(tmp_path, "\n".join(lines) + "\n", order=order)
    assert done.skipped == []
    assert [each["by"]["id"] for each in done.events] == [name for name, _ in wanted]

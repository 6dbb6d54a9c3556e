"""Email: separators and what looks like one, dates without zones, odd headers, copies."""

from __future__ import annotations

import mailbox
from datetime import datetime, timedelta, timezone
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importers.exports import CANARY, read, read_text

MINUTE = {"from": "2017-03-03T21:30:00+00:00", "to": "2017-03-03T21:30:59.999999+00:00"}
SEPARATOR = "From sam@teal.example Fri Mar 03 21:30:00 2017\n"
BODY = f"\n{CANARY}\n\n"


def _head(**values: str) -> str:
    usual = {
        "Message-ID": "<one@teal.example>", "Date": "Fri, 3 Mar 2017 21:30:00 +0000",
        "From": "sam@teal.example", "To": "mia@brook.example",
    }  # fmt: skip
    given_values = {**usual, **{key.replace("_", "-"): each for key, each in values.items()}}
    return "".join(f"{key}: {each}\n" for key, each in given_values.items() if each)


def test_a_file_of_one_message(tmp_path: Path) -> None:
    [event] = read_text(tmp_path, _head() + BODY, "one.eml").events
    assert event["at"] == "2017-03-03T21:30:00+00:00"
    assert event["by"] == {"id": "sam@teal.example"}
    assert event["recipients"] == {"members": [{"person": {"id": "mia@brook.example"}}], "complete": False}


def test_a_line_of_text_that_begins_with_from_parts_nothing(tmp_path: Path) -> None:
    for line in ("From Monday we meet at 8", "From me Fri Mar 03 21:30:00 2017\nto you", "From: x\nFrom y"):
        done = read_text(tmp_path, f"{SEPARATOR}{_head()}\nHello\n\n{line}\n\nBye\n", "a.mbox")
        assert len(done.events) == 1
    assert (
        "begins with From"
        in read_text(tmp_path, f"{SEPARATOR}{_head()}\nHello\n\nFrom Monday\n", "a.mbox").notes
    )


@pytest.mark.parametrize(
    ("date", "at", "said"),
    [
        ("Fri, 3 Mar 2017 21:30:00 -0500", "2017-03-04T02:30:00+00:00", ""),
        ("Fri, 3 Mar 2017 21:30 GMT", MINUTE, ""),
        ("Fri, 3 Mar 2017 21:30:00 -0000", "2017-03-03T21:30:07+00:00", "the newest Received counts"),
        ("Fri, 3 Mar 2017 21:30:00 BST", "2017-03-03T21:30:07+00:00", "without a zone that is known"),
        ("Fri, 3 Mar 2017 21:30:60 +0000", "2017-03-03T21:30:07+00:00", "the newest Received counts"),
        ("Fri, 3 Mar 2017 21:30:00 +2400", "2017-03-03T21:30:07+00:00", "the newest Received counts"),
        ("soon", "2017-03-03T21:30:07+00:00", "the newest Received counts"),
        ("", "2017-03-03T21:30:07+00:00", "no Date"),
    ],
)  # fmt: skip
def test_dates(tmp_path: Path, date: str, at: Any, said: str) -> None:
    received = "from a.example by b.example; Fri, 3 Mar 2017 21:30:07 +0000"
    done = read_text(tmp_path, _head(Date=date, Received=received) + BODY, "one.eml")
    assert done.events[0]["at"] == at
    assert said in done.notes
    if said:
        assert "at" not in read_text(tmp_path, _head(Date=date) + BODY, "one.eml", form="mail").events[0]


ODD = [
    {"From": "=?utf-8?q?S=C3=A1m?= <sam@teal.example>"},
    {"From": "sam@TEAL.Example"},
    {"From": '"Teal, Sam" <sam@teal.example>'},
    {"Subject": "=?no-such-charset?q?x?="},
    {"Content-Type": "text/plain; charset=no-such"},
    {"Cc": "undisclosed-recipients:;"},
    {"X-Odd": "\x01\x02 " + "x" * 5000},
]


@pytest.mark.parametrize("odd", ODD)
def test_odd_headers_are_read(tmp_path: Path, odd: dict[str, str]) -> None:
    [event] = read_text(tmp_path, _head(**odd) + BODY, "one.eml").events
    assert event["by"] == {"id": "sam@teal.example"}


@pytest.mark.parametrize("sender", ["", "nobody", "a@b.example, c@d.example", "<>", "\x00@", "[[[[(((("])
def test_a_sender_that_is_not_one_address_is_not_stated(tmp_path: Path, sender: str) -> None:
    done = read_text(tmp_path, _head(From=sender) + BODY, "one.eml", form="mail")
    assert "by" not in done.events[0]
    assert "who sent it is not stated" in done.notes


def test_a_recipient_that_is_no_address_is_said(tmp_path: Path) -> None:
    done = read_text(tmp_path, _head(To="Mia <mia.example>, lee@ash.example") + BODY, "one.eml")
    assert done.events[0]["recipients"]["members"] == [{"person": {"id": "lee@ash.example"}}]
    assert "no address" in done.notes


def test_headers_in_bytes_of_no_encoding_and_of_any_length(tmp_path: Path) -> None:
    raw = _head(Subject="x").encode().replace(b"Subject: x", b"Subject: \xff\xfe\x00") + BODY.encode()
    assert len(read_text(tmp_path, raw, "one.eml").events) == 1
    many = ", ".join(f"p{number}@brook.example" for number in range(20_000))
    done = read_text(tmp_path, _head(To=many) + BODY, "one.eml")
    assert "very long" in done.notes
    long = read_text(
        tmp_path, SEPARATOR + _head(X="y" * 2_000_000) + BODY + SEPARATOR + _head() + BODY, "a.mbox"
    )
    assert [len(long.events), long.skipped[0][1]] == [1, "its headers are longer than a million bytes"]
    body = read_text(
        tmp_path, SEPARATOR + _head() + "\n" + "z" * 10_000_000 + "\n\n" + SEPARATOR + _head(), "a.mbox"
    )
    assert body.reading.log.met == 2


def test_one_message_in_several_files_is_one(tmp_path: Path) -> None:
    (tmp_path / "a.mbox").write_text(SEPARATOR + _head() + BODY, encoding="utf-8")
    (tmp_path / "b.eml").write_text(_head() + BODY, encoding="utf-8")
    (tmp_path / "c.eml").write_text(_head() + "\nAnother text under the same identifier\n", encoding="utf-8")
    done = read(tmp_path)
    assert len(done.events) == 2
    assert len(done.skipped) == 1


def _separators(data: bytes) -> int:
    return sum(
        1
        for at in range(len(data))
        if data[at : at + 5] == b"From " and (at == 0 or data[at - 2 : at] == b"\n\n") and b"\n" in data[at:]
    )


def test_cut_off_at_any_byte_nothing_is_lost_in_silence(tmp_path: Path) -> None:
    whole = (SEPARATOR + _head() + BODY + SEPARATOR + _head(Message_ID="<two>") + BODY).encode()
    for length in range(1, len(whole)):
        done = read_text(tmp_path, whole[:length], "a.mbox", form="mail")
        assert done.reading.log.met >= max(_separators(whole[:length]), 1)
        assert whole[length - 1 : length] == b"\n" or "middle of a line" in done.notes


def test_cut_off_at_any_kilobyte_nothing_is_lost_in_silence(tmp_path: Path) -> None:
    whole = "".join(SEPARATOR + _head(Message_ID=f"<{number}>") + BODY for number in range(150)).encode()
    for length in range(1024, len(whole), 1024):
        done = read_text(tmp_path, whole[:length], "a.mbox")
        assert 0 <= done.reading.log.met - _separators(whole[:length]) <= 1


ADDRESS = st.from_regex(r"[a-z]{1,6}(\+[a-z]{1,3})?@[a-z]{1,6}\.example", fullmatch=True)
TEXT = st.lists(
    st.sampled_from(["", "From Monday", "From me on", "hello", ">From x", "Subject: y"]), max_size=6
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)),  # noqa: DTZ001 - its zone is drawn too
            st.integers(-12, 14), ADDRESS, st.lists(ADDRESS, min_size=1, max_size=3, unique=True), TEXT,
        ),
        min_size=1, max_size=5,
    )
)  # fmt: skip
def test_what_python_writes_is_read_back(tmp_path: Path, letters: list[Any]) -> None:
    file = tmp_path / "made.mbox"
    file.unlink(missing_ok=True)
    box = mailbox.mbox(file)
    wanted = []
    for number, (date, hours, sender, to, text) in enumerate(letters):
        moment = date.replace(microsecond=0, tzinfo=timezone(timedelta(hours=hours)))
        letter = EmailMessage()
        letter["Message-ID"] = f"<{number}@teal.example>"
        letter["Date"], letter["From"], letter["To"] = format_datetime(moment), sender, ", ".join(to)
        letter.set_content("\n".join(text))
        box.add(letter)
        wanted.append((sender, to, moment))
    box.close()
    events = read(file).events
    assert [each["by"]["id"] for each in events] == [sender for sender, _, _ in wanted]
    assert [datetime.fromisoformat(each["at"]) for each in events] == [moment for _, _, moment in wanted]
    listed = [[one["person"]["id"] for one in each["recipients"]["members"]] for each in events]
    assert listed == [to for _, to, _ in wanted]

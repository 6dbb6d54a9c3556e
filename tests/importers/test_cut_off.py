"""An export of any format, cut off anywhere: what stands before comes out the same, and the cut is said.

A cut at the end of a line of a format of lines cannot be told from a whole file, and is not.
"""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.importers.exports import Outcome, read_text

SAMPLES = Path(__file__).parent / "samples"
WHATSAPP = (
    "13/02/2017, 09:59 - Sam added Mia\n13/02/2017, 10:00 - Sam: one\ntwo\n14/02/2017, 10:01 - Mia: três\n"
)
CALLS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<calls count="2">\n<call number="07700 900123" duration="4" '
    'date="1488576600000" type="1" />\n<call number="07700 900123" duration="0" type="3" />\n'
    "</calls>\n"
)
#: What a chat is called stands before its messages here; where it stands behind, a cut takes it away.
FACEBOOK = json.dumps(
    {
        "participants": [{"name": "Sam"}, {"name": "Zo\u00c3\u00ab"}],
        "title": "Zo\u00c3\u00ab",
        "thread_path": "inbox/zoe_1",
        "messages": [{"sender_name": "Sam", "timestamp_ms": n + 1, "content": "x"} for n in range(9)],
    }
)
FILES = {
    "whatsapp": ("a.txt", WHATSAPP.encode()),
    "whatsapp in UTF-16": ("a.txt", WHATSAPP.encode("utf-16")),
    "mail": ("hall.mbox", (SAMPLES / "hall.mbox").read_bytes()),
    "sms": ("sms.xml", (SAMPLES / "sms-20170304.xml").read_bytes()),
    "sms calls": ("calls.xml", CALLS.encode()),
    "telegram": ("result.json", (SAMPLES / "result.json").read_bytes()),
    "facebook": ("message_1.json", FACEBOOK.encode()),
    "csv": ("log.csv", (SAMPLES / "log.csv").read_bytes()),
    "jsonl": ("log.jsonl", (SAMPLES / "log.jsonl").read_bytes()),
}
#: A file of these can end behind any line.
LINES = ("whatsapp", "mail", "csv", "jsonl")


def _told(done: Outcome) -> list[dict[str, Any]]:
    """The events, but for what the rest of a file may teach of who receives them, and of a group's name."""
    later = ("recipients", "group")
    return [{key: each for key, each in event.items() if key not in later} for event in done.events]


def _said(done: Outcome, data: bytes) -> bool:
    """Whether a cut is said; behind a line nobody can know of one."""
    return bool(done.broken) or "cut off" in done.notes or data.endswith((b"\n", b"\n\x00")) or not done.got


def _cut(folder: Path, sort: str, step: int) -> None:
    name, data = FILES[sort]
    form = sort.split(maxsplit=1)[0]
    whole = _told(read_text(folder, data, name, form=form, order="dmy"))
    for length in range(1, len(data.rstrip(b"\n\x00")), step):
        done = read_text(folder, data[:length], name, form=form, order="dmy")
        told = _told(done)
        assert told[:-1] == whole[: max(len(told) - 1, 0)], length
        assert form in LINES or told == whole[: len(told)], length
        assert _said(done, data[:length]), length
        assert form in LINES or done.broken, length


@pytest.mark.parametrize("sort", FILES)
def test_cut_off_at_bytes_all_over_it(tmp_path: Path, sort: str) -> None:
    _cut(tmp_path, sort, 7)


@pytest.mark.soak
@pytest.mark.parametrize("sort", FILES)
def test_cut_off_at_any_byte(tmp_path: Path, sort: str) -> None:
    _cut(tmp_path, sort, 1)


def _zipped(name: str, data: bytes, way: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as archive:
        archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("sort", FILES)
def test_an_archive_cut_off_says_so_and_gives_nothing(tmp_path: Path, sort: str) -> None:
    packed = _zipped(*FILES[sort])
    assert read_text(tmp_path, packed, "a.zip", order="dmy").got
    for length in range(5, len(packed), 29):
        done = read_text(tmp_path, packed[:length], "a.zip", order="dmy")
        assert (done.got, "cut off" in done.broken) == ([], True), length


@pytest.mark.parametrize("sort", FILES)
def test_a_byte_changed_within_an_archive_is_said(tmp_path: Path, sort: str) -> None:
    """The sum that closes a part is read last: what came out before it is told with the damage."""
    name, data = FILES[sort]
    packed = _zipped(name, data, zipfile.ZIP_STORED)
    start = packed.index(data)
    for position in range(start, start + len(data), 61):
        bad = packed[:position] + bytes([packed[position] ^ 0x01]) + packed[position + 1 :]
        done = read_text(tmp_path, bad, "a.zip", order="dmy")
        assert done.broken or not done.got, position


def _large(sort: str) -> bytes:
    texts = range(4_000)
    if sort == "whatsapp":
        return "".join(
            f"13/02/2017, {n // 1440 % 24:02}:{n // 60 % 60:02} - Sam: {n}\n" for n in texts
        ).encode()
    if sort == "sms":
        rows = (
            f'<sms address="07700 900123" date="{1488576600000 + n}" type="1" body="{n}"/>\n' for n in texts
        )
        return f"<smses>\n{''.join(rows)}</smses>".encode()
    if sort == "jsonl":
        return "".join(f'{{"kind": "message", "id": "m{n}"}}\n' for n in texts).encode()
    if sort == "csv":
        return ("kind,id\n" + "".join(f"message,m{n}\n" for n in texts)).encode()
    if sort == "mail":
        letter = "From a@b Fri Mar 03 21:30:00 2017\nMessage-ID: <{}@b.example>\nFrom: a@b.example\n\nx\n\n"
        return "".join(letter.format(n) for n in texts).encode()
    made = [{"sender_name": "Sam", "timestamp_ms": n + 1, "content": "x"} for n in texts]
    return json.dumps({"participants": [{"name": "Sam"}], "title": "Mia", "messages": made}).encode()


@pytest.mark.soak
@pytest.mark.parametrize("sort", ["whatsapp", "sms", "jsonl", "csv", "mail", "facebook"])
def test_a_large_one_cut_off_at_kilobytes(tmp_path: Path, sort: str) -> None:
    data = _large(sort)
    name = "message_1.json" if sort == "facebook" else "export"
    whole = [each.event.id for each in read_text(tmp_path, data, name, form=sort, order="dmy").got]
    assert len(whole) == 4_000
    for length in range(1024, len(data), 1024):
        done = read_text(tmp_path, data[:length], name, form=sort, order="dmy")
        ids = [each.event.id for each in done.got]
        assert ids[:-1] == whole[: max(len(ids) - 1, 0)]
        assert len(ids) + len(done.skipped) >= len(whole) * length // len(data) - 60
        assert _said(done, data[:length])

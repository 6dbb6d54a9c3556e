"""What messages say comes out where it is asked for, and nowhere else."""

from __future__ import annotations

import base64
import json
from functools import partial
from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.commands import ask
from tests.importers.exports import CANARY, LONDON
from wrbc_rules.api import COMMUNICATION
from wrbc_rules.importers import IMPORTERS, Asked, Got, Reading
from wrbc_rules.vocabulary import read_event

HEAD = (
    "From: sam@teal.example\nTo: mia@brook.example\nDate: Fri, 3 Mar 2017 21:30:00 +0000\nMessage-ID: <a@b>\n"
)
TEXT = f"{CANARY} ë 😀\nsecond line"
MOJIBAKE = TEXT.encode().decode("latin-1")
#: Each format: a file in which this text stands.
FILES = {
    "whatsapp": f"[14/02/2017, 10:00:00] Sam: \u200e{TEXT}\n[14/02/2017, 10:01:00] Mia: x\n",
    "sms": f"<smses><sms address='1' date='1' type='1' body='{TEXT}' /></smses>".replace("\n", "&#10;"),
    "telegram": json.dumps({
        "type": "personal_chat", "name": "Mia",
        "messages": [{"type": "message", "date_unixtime": "1", "text": [TEXT[:4], {"text": TEXT[4:]}]}],
    }),
    "facebook": json.dumps({"messages": [{"sender_name": "Sam", "timestamp_ms": 1, "content": MOJIBAKE}]}),
    "mail": f"{HEAD}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
    + base64.b64encode(TEXT.encode()).decode() + "\n",
}  # fmt: skip


def _read_out(*arguments: str | Path, given: bytes = b"") -> Result:
    """What the command makes of it, by a clock that no policy has to be read for."""
    return ask("read", *arguments, "--zone", "Europe/London", given=given)


def _read(file: Path, *, with_text: bool) -> list[Got]:
    event_of = partial(read_event, COMMUNICATION, clock=LONDON)
    return list(Reading(Asked(LONDON, event_of=event_of, with_text=with_text), IMPORTERS).of(file))


@pytest.mark.parametrize("form", FILES)
def test_each_format_gives_its_text_if_it_is_asked_to(tmp_path: Path, form: str) -> None:
    file = tmp_path / "export"
    file.write_text(FILES[form], encoding="utf-8")
    told, plain = (_read(file, with_text=each) for each in (True, False))
    assert (told[0].text or "").replace("\r\n", "\n").strip() == TEXT
    assert [each.text for each in plain] == [None] * len(plain)
    assert [each.event for each in told] == [each.event for each in plain]
    assert CANARY not in repr(told)


@pytest.mark.parametrize("form", FILES)
def test_the_command_prints_no_text_unless_it_is_told_to(tmp_path: Path, form: str) -> None:
    file = tmp_path / "export"
    for data in (FILES[form], FILES[form][: len(FILES[form]) * 2 // 3], FILES[form].replace("1", "?")):
        file.write_text(data, encoding="utf-8")
        for written in ("jsonl", "csv"):
            done = _read_out(file, "--format", written)
            assert CANARY not in done.stdout + done.stderr
        done = _read_out(file, "--with-text")
        assert CANARY not in done.stderr


def test_a_line_with_text_has_the_event_beside_it_and_its_place(tmp_path: Path) -> None:
    file = tmp_path / "export"
    file.write_text(FILES["whatsapp"], encoding="utf-8")
    first, second = (json.loads(each) for each in _read_out(file, "--with-text").stdout.splitlines())
    assert (first["text"], first["file"], first["line"]) == (TEXT, str(file), 1)
    assert (second["text"], second["line"]) == ("x", 3)
    assert [first["event"], second["event"]] == [
        json.loads(each) for each in _read_out(file).stdout.splitlines()
    ]


def test_texts_go_through_csv_and_back(tmp_path: Path) -> None:
    file, made = tmp_path / "export", tmp_path / "made.csv"
    file.write_text(FILES["whatsapp"].replace("x\n", "=cmd()|' /C calc'!A0\n"), encoding="utf-8")
    made.write_text(_read_out(file, "--with-text", "--format", "csv").stdout, encoding="utf-8")
    assert "'=cmd()" in made.read_text(encoding="utf-8")
    first, second = _read(made, with_text=True)
    assert (first.text, second.text) == (TEXT.replace("\n", " "), "'=cmd()|' /C calc'!A0")
    assert _read_out(made).stdout == _read_out(file).stdout


def test_a_text_steers_no_terminal_and_halves_of_characters_print(tmp_path: Path) -> None:
    file = tmp_path / "export"
    text = "a\x1b[31m\x9b31m\u202eb\ud83d"
    chat = {"messages": [{"sender_name": text, "timestamp_ms": 1, "content": text}]}
    file.write_text(json.dumps(chat), encoding="utf-8")
    for written in ("jsonl", "csv"):
        done = _read_out(file, "--with-text", "--format", written)
        assert not any(each in done.stdout + done.stderr for each in "\x1b\x9b\ud83d")
        assert "\u202e" not in done.stderr + (done.stdout if written == "jsonl" else "")
    [line] = _read_out(file, "--with-text").stdout.splitlines()
    assert json.loads(line)["text"] == text.replace("\ud83d", "?")


def test_a_long_text_is_cut(tmp_path: Path) -> None:
    file = tmp_path / "export"
    file.write_text(f"14/02/2017, 10:00 - Sam: {'x' * 900_000}\n{'y' * 90}\n" * 2, encoding="utf-8")
    assert [len(each.text or "") for each in _read(file, with_text=True)] == [100_000, 100_000]


def test_a_mail_without_plain_text_says_so(tmp_path: Path) -> None:
    file = tmp_path / "a.eml"
    for kind in ("text/html", "text/plain; charset=no-such"):
        file.write_text(f"{HEAD}Content-Type: {kind}\n\n<p>{CANARY}</p>\n", encoding="utf-8")
        done = _read_out(file, "--with-text")
        assert "no plain text" in " ".join(done.stderr.split())
        assert len(done.stdout.splitlines()) == 1

"""Archives, streams and names that mean harm: one clear sentence, nothing written, nothing run."""

from __future__ import annotations

import io
import os
import stat
import struct
import threading
import zipfile
from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.commands import ask, run
from tests.importers.exports import CANARY, LONDON, read, read_text
from wrbc_rules.importers import IMPORTERS, Asked, Reading, source

LOG = f"kind,at,by,text\nmessage,2017-07-03 21:30,Sam,{CANARY}\n".encode()
CHAT = "14/02/2017, 10:00 - {}: x\n"


def _read_out(*arguments: str | Path, given: bytes = b"") -> Result:
    """What the command makes of it, by a clock that no policy has to be read for."""
    return ask("read", *arguments, "--zone", "Europe/London", given=given)


def _zip(*parts: tuple[str | zipfile.ZipInfo, bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return out.getvalue()


def _central(packed: bytes, offset: int, value: bytes) -> bytes:
    """The archive with this written into the directory's entry of its first part."""
    at = packed.index(b"PK\x01\x02") + offset
    return packed[:at] + value + packed[at + len(value) :]


def test_an_archive_in_an_archive_is_said(tmp_path: Path) -> None:
    done = read_text(tmp_path, _zip(("in.zip", _zip(("log.csv", LOG))), ("log.csv", LOG)), "a.zip")
    assert len(done.got) == 1
    assert "archive in an archive" in done.notes


@pytest.mark.parametrize(
    "name", ["../../log.csv", "/etc/log.csv", "C:\\log.csv", "a/../../log.csv", "\x1b[2J.csv"]
)
def test_any_name_is_only_a_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    done = read_text(tmp_path / "in", _zip((name, LOG)), "a.zip")
    assert len(done.got) == 1
    assert sorted(each.name for each in tmp_path.rglob("*")) == ["a.zip", "in"]


def test_links_are_not_followed_and_are_said(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    secret = tmp_path / "secret.csv"
    secret.write_bytes(LOG)
    done = read_text(
        tmp_path, _zip((link, str(secret).encode()), ("b.csv", b"kind,by\nmessage,Lee\n")), "a.zip"
    )
    assert ([each.event.by.id for each in done.got], "not followed" in done.notes) == (["Lee"], True)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "link.csv").symlink_to(secret)
    (tmp_path / "folder" / "round").symlink_to(tmp_path / "folder")
    done = read(tmp_path / "folder")
    assert (done.got, done.notes.count("not followed")) == ([], 2)


def test_sizes_that_lie_are_said(tmp_path: Path) -> None:
    packed = _zip(("log.csv", LOG * 2_000))
    for size in (1, 60, 2**31):
        done = read_text(tmp_path, _central(packed, 24, struct.pack("<I", size)), "a.zip")
        assert done.broken, size
    done = read_text(tmp_path, _central(packed, 20, struct.pack("<I", 2**31)), "a.zip")
    assert "overlap" in done.broken


def test_entries_that_overlap_are_refused(tmp_path: Path) -> None:
    """Two names for one piece of packed bytes."""
    packed = _zip(("a.csv", os.urandom(3_000)), ("b.csv", os.urandom(3_000)))
    second = packed.rindex(b"PK\x01\x02")
    both = packed[: second + 42] + struct.pack("<I", 0) + packed[second + 46 :]
    assert read_text(tmp_path, both, "a.zip").broken
    assert len(read_text(tmp_path, both, "a.zip").got) == 0


def test_a_locked_part_is_said_and_the_others_are_read(tmp_path: Path) -> None:
    packed = _zip(("a.csv", LOG), ("b.csv", b"kind,by\nmessage,Lee\n"))
    locked = _central(packed, 8, struct.pack("<H", 1))
    locked = locked[:6] + struct.pack("<H", 1) + locked[8:]
    done = read_text(tmp_path, locked, "a.zip")
    assert ("password" in done.broken, len(done.got)) == (True, 1)


@pytest.mark.parametrize("way", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_rare_way_of_packing_is_refused(tmp_path: Path, way: int) -> None:
    assert "rare way" in read_text(tmp_path, _zip(("log.csv", LOG), way=way), "a.zip").broken


def test_a_damaged_archive_in_a_folder_keeps_nobody_from_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(_zip(("log.csv", LOG))[:-9])
    (tmp_path / "b.csv").write_bytes(LOG)
    done = read(tmp_path)
    assert ("a.zip" in done.broken, len(done.got)) == (True, 1)


def test_a_chat_damaged_at_its_last_byte_adds_up(tmp_path: Path) -> None:
    """The sum of a part is told to be wrong while its last message is still open."""
    data = "".join(CHAT.format("Sam") for _ in range(50)).encode()
    packed = _zip(("WhatsApp Chat with Mia.txt", data), way=zipfile.ZIP_STORED)
    at = packed.index(data) + len(data) - 2
    done = read_text(tmp_path, packed[:at] + b"?" + packed[at + 1 :], "a.zip")
    assert "damaged" in done.broken


# ---- what is no file


def test_standard_input_is_read_from_a_pipe_and_from_a_file(tmp_path: Path) -> None:
    chat = "".join(CHAT.format(name) for name in ("Sam", "Mia")).encode()
    for data in (LOG, chat, _zip(("log.csv", LOG)), LOG.decode().encode("utf-16")):
        (tmp_path / "a").write_bytes(data)
        wanted = _read_out(tmp_path / "a").stdout
        assert wanted
        assert _read_out("-", given=data).stdout == wanted
    assert run("read", "-", given=chat).stdout == _read_out("-", given=chat).stdout.encode()
    assert "standard input: the file is empty" in _read_out("-").stderr


def test_what_comes_through_a_pipe_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "PIPE", 1_000)
    assert "name the file instead" in _read_out("-", given=LOG * 100).stderr
    done = read(Path("/dev/zero"))
    assert "through a pipe" in done.broken


def test_a_named_pipe_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(LOG))
    writer.start()
    done = read(pipe)
    writer.join()
    assert len(done.got) == 1


# ---- names


NASTY = ["\x1b[31mred", "a\u202eb", "c\x9b31m", "nul\0", "\x1b]0;title\x07"]


@pytest.mark.parametrize("name", NASTY)
def test_no_name_steers_a_terminal(tmp_path: Path, name: str) -> None:
    files = {
        "chat": CHAT.format(name) * 2 + "14/02/2017, 10:00 - Sam dodał " + name + "\n",
        "log": f"kind,by\nmessage,{name}\n{name},Sam\n",
        "bad": f"kind,{name}\n",
        "log.jsonl": '{"kind": "message", "id": "m", "by": {"id": "' + name + '"}}\n',
    }
    for title, text in files.items():
        file = tmp_path / f"{title}{name.replace(chr(0), '')}"
        file.write_text(text, encoding="utf-8")
        for written in ("jsonl", "csv"):
            done = _read_out(file, "--format", written)
            said = done.stdout.replace("\u202e" * (written == "csv") or " ", " ") + done.stderr
            assert all(each == "\n" or each.isprintable() for each in said), (title, written)


@pytest.mark.parametrize("name", ["=cmd()", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(1)", "'=1"])
def test_no_name_is_a_formula_in_a_spreadsheet(tmp_path: Path, name: str) -> None:
    text = CHAT.format(name.strip("\t\r")) + f"14/02/2017, 10:00 - {name} added {name}, {name}\n"
    done = _read_out(_written(tmp_path / "WhatsApp Chat with =Crew.txt", text), "--format", "csv")
    cells = [cell.strip('"') for line in done.stdout.splitlines() for cell in line.split(",")]
    assert not [each for each in cells if each.startswith(("=", "+", "-", "@", "\t"))]


def _written(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8", newline="")
    return file


# ---- how far a run is


def _steps(path: Path) -> list[int]:
    steps: list[int] = []
    reading = Reading(Asked(LONDON, "dmy"), IMPORTERS, on_read=steps.append)
    assert sum(1 for _ in reading.of(path)) == reading.events
    return steps


def test_progress_goes_forward_to_the_end_and_no_further(tmp_path: Path) -> None:
    chat = "".join(CHAT.format(f"Sam {n % 7}: {'y' * 600}") for n in range(1_000))
    (tmp_path / "a.txt").write_text(chat, encoding="utf-8")
    (tmp_path / "b.zip").write_bytes(
        _zip(("_chat.txt", chat.encode()), ("log.csv", LOG), ("x.jpg", b"\xff" * 99))
    )
    (tmp_path / "c.zip").write_bytes(b"PK\x03\x04 cut")
    for path in (tmp_path, tmp_path / "a.txt", tmp_path / "b.zip", tmp_path / "c.zip"):
        steps = _steps(path)
        size = source.bytes_of(path)
        assert steps == sorted(steps)
        assert steps[-1] == size
        assert len(steps) > 20 or path.name == "c.zip"
        large = [here - before for before, here in zip([0, *steps], steps, strict=False)]
        assert max(large) <= max(200_000, size // 3) or path.name == "c.zip"

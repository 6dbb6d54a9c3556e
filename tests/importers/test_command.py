"""`wrbc-rules read`: its options, what it says, and what it passes on."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.cli.commands import answers, ask, run
from tests.importers.exports import CANARY
from wrbc_rules.importers import IMPORTERS

LOG = f"kind,at,by,text\nmessage,2017-07-03 21:30,Sam,{CANARY}\nmessage,,,{CANARY}\nletter,,,{CANARY}\n"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    file = tmp_path / "log.csv"
    file.write_text(LOG, encoding="utf-8")
    return file


def test_what_is_read_can_be_decided(log: Path) -> None:
    done = ask("read", log)
    assert done.exit_code == 0
    assert len(answers(ask("decide", "--format", "json", given=done.stdout))) == 2


def test_the_zone_is_said_and_can_be_another(log: Path) -> None:
    assert "local times are taken as those of Europe/London" in ask("read", log).stderr
    done = ask("read", log, "--zone", "America/New_York")
    assert "those of America/New_York" in done.stderr
    assert "2017-07-04T01:30:00+00:00" in done.stdout


def test_the_sum_and_every_skip_are_said(log: Path) -> None:
    said = ask("read", log, width=80).stderr
    assert "1 file: 3 records in = 2 events out + 1 skipped" in said
    assert "skipped, line 4: kind:" in " ".join(said.split())
    assert CANARY not in said


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--zone", "BST"], "no time zone is called `BST`"),
        (["--as", "cvs"], "no format is called `cvs`; did you mean `csv`?"),
        (["--as", "fax"], "there are jsonl, csv"),
    ],
)
def test_a_wrong_option_is_said_with_a_remedy(log: Path, options: list[str], words: str) -> None:
    done = ask("read", log, *options)
    assert (done.exit_code, words in done.stderr) == (2, True)


def test_nothing_to_read_is_said(tmp_path: Path, log: Path) -> None:
    assert ask("read").exit_code == 2
    done = ask("read", tmp_path / "none.zip", log)
    assert (done.exit_code, "No such file" in " ".join(done.stderr.split())) == (2, True)
    assert len(done.stdout.splitlines()) == 2


def test_what_nobody_knows_is_said_with_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear all\n", encoding="utf-8")
    done = ask("read", file)
    assert done.exit_code == 2
    assert "NOT READ" in done.stderr
    assert "--template" in done.stderr


def test_help_names_every_format() -> None:
    said = " ".join(ask("read", "--help").stdout.split())
    assert f"Formats for --as: {', '.join(each.name for each in IMPORTERS)}." in said


def test_csv_comes_out_as_it_goes_in(log: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.csv"
    made.write_text(ask("read", log, "--format", "csv").stdout, encoding="utf-8")
    assert ask("read", made).stdout == ask("read", log).stdout


def test_the_template_is_on_its_own_stream() -> None:
    done = run("read", "--template")
    assert done.stdout.startswith(b"kind,id,at,by,")
    assert b"when: 2017-03-03 21:30" in done.stderr


def test_a_folder_and_an_archive_are_read_in_order_of_their_numbers(tmp_path: Path) -> None:
    for number in (2, 10, 9):
        text = f"kind,by\nmessage,Sam {number}\n"
        (tmp_path / f"log_{number}.csv").write_text(text, encoding="utf-8")
    (tmp_path / "picture.jpg").write_bytes(b"\xff\xd8")
    done = ask("read", tmp_path)
    assert [line.partition("Sam ")[2][:2].strip('"') for line in done.stdout.splitlines()] == ["2", "9", "10"]
    assert ".jpg: 1" in done.stderr


def _archive(file: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file


def test_a_name_that_leads_out_of_an_archive_is_only_a_name(tmp_path: Path) -> None:
    file = _archive(tmp_path / "chat.zip", **{"../../log.csv": LOG.encode(), "a\x1b[31m.csv": LOG.encode()})
    done = ask("read", file)
    assert len(done.stdout.splitlines()) == 2
    assert "\x1b" not in done.stderr
    assert sorted(each.name for each in tmp_path.iterdir()) == ["chat.zip"]


def test_an_archive_packed_too_tightly_is_refused(tmp_path: Path) -> None:
    file = _archive(tmp_path / "chat.zip", **{"log.csv": b"kind,by\n" + b"\n" * 30_000_000})
    done = ask("read", file)
    assert (done.exit_code, "packed too tightly" in " ".join(done.stderr.split())) == (2, True)


def test_an_archive_cut_off_anywhere_is_said(tmp_path: Path) -> None:
    whole = _archive(tmp_path / "chat.zip", **{"log.csv": LOG.encode()}).read_bytes()
    for length in range(len(whole)):
        cut = tmp_path / "cut.zip"
        cut.write_bytes(whole[:length])
        done = ask("read", cut, "--zone", "Europe/London")
        assert (done.exit_code == 2 and "NOT READ" in done.stderr) or length == 0


def test_an_archive_changed_in_a_byte_is_said_or_reads_the_same(tmp_path: Path) -> None:
    whole = _archive(tmp_path / "chat.zip", **{"log.csv": LOG.encode()}).read_bytes()
    good = ask("read", tmp_path / "chat.zip").stdout
    for position in range(len(whole)):
        bad = tmp_path / "bad.zip"
        bad.write_bytes(whole[:position] + bytes([whole[position] ^ 0x15]) + whole[position + 1 :])
        done = ask("read", bad, "--zone", "Europe/London")
        assert done.stdout == good or done.exit_code == 2 or "not read" in done.stderr, position

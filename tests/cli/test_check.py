"""`wrbc-rules check`: what it prints, where, and with what exit status."""

import json
from pathlib import Path

import pytest

from tests.cli.commands import PROMISE, SMALL, ask, run


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """A clause with a time that is no time, and a misspelt phrase."""
    text = SMALL.read_text(encoding="utf-8")
    text = text.replace("from 21:00 until 08:00\n    unless both", "from 25:00 until 08:00\n    unless both")
    text = text.replace(
        "unless both\n      the child or young person", "unless both\n      the child or young persn"
    )
    file = tmp_path / "edited.rules"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_clean_file_is_said_to_be_clean() -> None:
    done = run("check", "tests/cli/quiet_hours.rules")
    assert (done.returncode, done.stderr) == (0, b"")
    said = "tests/cli/quiet_hours.rules: 1 rule in 1 clause; 4 examples and 0 promises hold on "
    assert done.stdout.decode().startswith(said)


def test_every_mistake_is_shown_in_one_run(edited: Path) -> None:
    done = ask("check", edited)
    text = done.stdout
    assert (done.exit_code, done.stderr) == (1, "")
    assert "`25:00` is not a time" in text
    assert "no such fact: `the child or young persn is at risk`" in text
    assert "did you mean `the child or young person is at risk`?" in text
    assert f"2 errors in {edited}" in text


def test_without_a_terminal_there_is_no_colour_and_no_line_beyond_eighty_columns(edited: Path) -> None:
    text = run("check", edited).stdout.decode()
    assert "\x1b" not in text
    placed = [each for each in text.splitlines() if str(edited) not in each]
    assert max(map(len, placed)) <= 80


def test_concise_is_one_line_for_each(edited: Path) -> None:
    done = ask("check", edited, "--format", "concise")
    lines = done.stdout.splitlines()
    assert done.exit_code == 1
    assert len(lines) == 2
    assert all(each.startswith(f"{edited}:") for each in lines)


def test_concise_says_nothing_of_a_clean_file() -> None:
    done = ask("check", SMALL, "--format", "concise")
    assert (done.exit_code, done.stdout) == (0, "")


def test_json_has_every_mistake_with_its_place(edited: Path) -> None:
    done = ask("check", edited, "--format", "json")
    found = json.loads(done.stdout)
    assert done.exit_code == 1
    assert len(found) == 2
    assert {"code", "severity", "message", "help"} <= set(found[0])
    assert str(edited) in json.dumps(found[0])


def test_json_of_a_clean_file_is_an_empty_list() -> None:
    assert json.loads(ask("check", SMALL, "--format", "json").stdout) == []


def test_an_example_that_no_longer_holds_is_an_error(tmp_path: Path) -> None:
    text = SMALL.read_text(encoding="utf-8")
    file = tmp_path / "later.rules"
    rule = "    when the local time is from {} until 08:00\n    unless both"
    text = text.replace(rule.format("21:00"), rule.format("22:00"))
    file.write_text(text + PROMISE, encoding="utf-8")
    done = ask("check", file)
    assert done.exit_code == 1
    assert '"a lift confirmed at nine exactly" comes out differently' in done.stdout
    assert "error[WR166]" in done.stdout
    assert "then breach" in done.stdout


def test_examples_that_differ_for_one_cause_are_told_of_together(tmp_path: Path) -> None:
    text = SMALL.read_text(encoding="utf-8")
    both = text[text.index("    unless both\n") : text.index("  reading")]
    either = "    unless either\n      the child or young person wrote first\n"
    either += "".join(f"  {line}\n" for line in both.replace("unless ", "").splitlines())
    fact = 'fact "the child or young person wrote first"\n  or else "they did not"\n  asks staff\n'
    file = tmp_path / "first.rules"
    file.write_text(text.replace(both, either) + PROMISE + fact, encoding="utf-8")
    done = ask("check", file)
    assert "2 examples and 1 promise do not say whether `the child or young" in done.stdout
    assert "below `background`:" in done.stdout
    assert 'example "a lift confirmed at nine exactly"' in done.stdout
    assert done.stdout.count("error[") == 1
    every = ask("check", file, "--format", "concise").stdout
    assert every.count(" WR165 ") + every.count(" WR166 ") == 3
    assert ask("test", file).stdout.count("error[") == 3


@pytest.mark.parametrize("name", ["nowhere.rules", "."])
def test_a_file_that_cannot_be_read_is_not_a_file_with_errors(name: str, tmp_path: Path) -> None:
    done = run("check", tmp_path / name)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"wrbc-rules: cannot read ")
    assert len(done.stderr.splitlines()) == 1


def test_a_file_that_is_not_utf_8_is_a_mistake_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "old.rules"
    file.write_bytes(SMALL.read_bytes() + "# café\n".encode("windows-1252"))
    done = ask("check", file)
    assert (done.exit_code, done.stderr) == (1, "")
    assert "error[WR001]" in done.stdout


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    file = tmp_path / "notepad.rules"
    file.write_bytes(b"\xef\xbb\xbf" + SMALL.read_bytes().replace(b"\n", b"\r\n"))
    assert ask("check", file).exit_code == 0


def test_an_empty_file_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "empty.rules"
    file.write_bytes(b"")
    done = ask("check", file)
    assert done.exit_code == 1
    assert 'begin with `policy "name"`' in done.stdout


def test_a_format_that_there_is_not_could_not_run() -> None:
    done = ask("check", "--format", "xml")
    assert (done.exit_code, done.stdout) == (2, "")

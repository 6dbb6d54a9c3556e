"""What other programs meet: line by line, a closed pipe, Ctrl-C, a full disk, and texts that are no good."""

import json
import os
import pty
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.cli.commands import COMMAND, PLAIN, ROOT, SMALL, ask, day, line, night


def _heeds_ctrl_c() -> None:
    """As at a terminal: what a shell starts in the background ignores Ctrl-C, and so do its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def decides(*options: str) -> Iterator[subprocess.Popen[bytes]]:
    """A running `decide`, waiting for events."""
    with subprocess.Popen(
        [COMMAND, "decide", "--as-of", "none", *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=PLAIN,
        preexec_fn=_heeds_ctrl_c,  # noqa: PLW1509 - no thread runs here
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("form", ["json", "text"])
def test_an_answer_comes_before_the_next_event_is_asked_for(form: str) -> None:
    with decides("--format", form) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for name in ("first", "second"):
            process.stdin.write(day(name).encode())
            process.stdin.flush()
            answer = process.stdout.readline()
            while name.encode() not in answer:
                assert answer
                answer = process.stdout.readline()
        process.stdin.close()
        assert process.wait(10) == 0


def test_ctrl_c_is_neither_an_answer_nor_a_fault() -> None:
    with decides("--format", "json") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(day().encode())
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
        assert process.stderr.read().strip() == b""


@pytest.mark.parametrize("given", ["file", "standard input"])
def test_a_closed_pipe_is_quiet(given: str, tmp_path: Path) -> None:
    """As in `wrbc-rules decide many.jsonl | head -1`."""
    file = tmp_path / "many.jsonl"
    file.write_text(line() * 200, encoding="utf-8")
    arguments: list[str | Path] = [COMMAND, "decide", "--as-of", "none"]
    with (
        file.open("rb") as source,
        subprocess.Popen(
            [*arguments, file] if given == "file" else arguments,
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=PLAIN,
        ) as process,
    ):
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(10) == -signal.SIGPIPE


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this machine has no /dev/full")
def test_a_full_disk_is_not_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "one.jsonl"
    file.write_text(day(), encoding="utf-8")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [COMMAND, "decide", "--as-of", "none", file],
            stdout=full,
            stderr=subprocess.PIPE,
            env=PLAIN,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == b"wrbc-rules: cannot write the answer: No space left on device\n"


def test_a_closed_standard_input_could_not_be_read() -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f"exec '{COMMAND}' decide --as-of none <&-"],
        capture_output=True,
        env=PLAIN,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"wrbc-rules: cannot read standard input: it is closed\n"


# ---- a terminal


def _on_terminal(*arguments: str | Path) -> tuple[int, bytes, str]:
    """The status, standard output in a pipe, and what a terminal shows of standard error."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [COMMAND, *arguments], stdout=subprocess.PIPE, stderr=theirs, env={**PLAIN, "TERM": "xterm"}
    ) as process:
        os.close(theirs)
        out, _ = process.communicate(timeout=60)
    shown = b""
    with suppress(OSError):  # the other end is closed
        while read := os.read(ours, 4096):
            shown += read
    os.close(ours)
    return process.returncode, out, shown.decode()


@pytest.mark.parametrize("command", ["check", "test"])
def test_a_bar_is_shown_on_a_terminal_and_nowhere_else(command: str) -> None:
    status, out, shown = _on_terminal(command, SMALL)
    assert status == 0
    assert "examples and promises" in shown
    assert "100%" in shown
    assert out.decode() == ask(command, SMALL).stdout


def test_reading_a_large_export_shows_a_bar_on_a_terminal_and_nowhere_else(tmp_path: Path) -> None:
    file = tmp_path / "log.csv"
    file.write_text("kind,text\n" + f"message,{'x' * 100_000}\n" * 12, encoding="utf-8")
    status, out, shown = _on_terminal("read", file)
    done = ask("read", file)
    assert (status, out.decode()) == (0, done.stdout)
    assert out.count(b"\n") == 12
    assert "reading" in shown
    assert "100%" in shown
    assert "%" not in done.stderr


# ---- texts that a terminal would obey

NASTY = {
    "\x1b[31mred": "U+001B",
    "a\u202eb": "U+202E",
    "two\nlines": "U+000A",
    "nul\0": "U+0000",
    "c\x9b": "U+009B",
}


def _harmless(text: str) -> bool:
    return all(each == "\n" or each.isprintable() for each in text)


@pytest.mark.parametrize(("name", "written"), NASTY.items())
def test_names_are_escaped_in_text(name: str, written: str) -> None:
    done = ask("decide", "--as-of", "none", given=night(name, person=name))
    assert _harmless(done.stdout)
    headline = done.stdout.split("\n", maxsplit=1)[0]
    assert written in headline
    assert done.stdout.count(written) >= 3  # the event, about whom, the fields


@pytest.mark.parametrize(("name", "written"), NASTY.items())
def test_names_are_escaped_in_what_is_said_of_lines(name: str, written: str) -> None:
    lines = [line(**{name: 1}), line(kind=name), line(at=name), line(channel={"kind": name})]
    raw = [json.dumps(json.loads(each), ensure_ascii=False) for each in lines]
    done = ask("decide", "--as-of", "none", given="\n".join([*lines, *raw]))
    assert _harmless(done.stderr)
    assert len(done.stderr.splitlines()) == 8
    assert written in done.stderr.splitlines()[0]


def test_names_reach_other_programs_as_they_are() -> None:
    given = "".join(night(name, person=name) for name in NASTY)
    told = ask("decide", "--as-of", "none", "--format", "json", given=given).stdout.splitlines()
    assert [json.loads(each)["id"] for each in told] == list(NASTY)


def test_json_is_utf_8_whatever_the_locale() -> None:
    given = night("Zoë").encode()
    done = subprocess.run(
        [COMMAND, "decide", "--as-of", "none", "--format", "json"],
        input=given,
        capture_output=True,
        env={**PLAIN, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert json.loads(done.stdout.decode("utf-8"))["id"] == "Zoë"


def test_a_file_name_is_escaped_too(tmp_path: Path) -> None:
    done = ask("check", tmp_path / "\x1b[31m.rules")
    assert done.exit_code == 2
    assert "\x1b" not in done.stderr
    assert "<U+001B>" in done.stderr


def test_a_policy_cannot_reach_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "nasty.rules"
    text = SMALL.read_text(encoding="utf-8").replace('"Quiet hours"', '"Quiet\x1b[31m hours"')
    file.write_text(text, encoding="utf-8")
    done = ask("check", file)
    assert done.exit_code == 1
    assert "\x1b" not in done.stdout
    assert "<U+001B>" in done.stdout


def test_the_same_input_gives_the_same_bytes() -> None:
    command: list[str | Path] = [
        COMMAND,
        "decide",
        "--as-of",
        "2017-05-01T12:00:00+01:00",
        "examples/wrbc/sample.jsonl",
    ]
    made = {
        subprocess.run(
            command,
            cwd=ROOT,
            capture_output=True,
            env={**PLAIN, "PYTHONHASHSEED": seed, "TZ": zone},
            check=False,
        ).stdout
        for seed, zone in [("1", "UTC"), ("2", "Asia/Tokyo")]
    }
    assert len(made) == 1
    assert os.linesep.encode() in made.pop()

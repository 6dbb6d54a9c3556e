"""Lines that are not events: each is reported by its number and reason, and the others are decided."""

import json
import resource
import subprocess

import pytest

from tests.cli.commands import COMMAND, PLAIN, answers, ask, day, line, run

DEEP = '{"kind": "message", "id": "x", "by": ' + "[" * 40 + "]" * 40 + "}"
BOTTOMLESS = "[" * 400_000
BAD = {
    "hello": "not JSON",
    '{"kind": "message", id: "x"}': "not JSON",
    '{"kind": "message"': "not JSON",
    "[]": "an object with fields was expected, not a list",
    "3": "an object with fields was expected, not 3",
    "null": "an object with fields was expected, not null",
    '{"id": "x"}': "kind: say which kind of event this is: message, call",
    '{"kind": "letter", "id": "x"}': "kind: ",
    '{"kind": ["message"], "id": "x"}': "kind: ",
    '{"kind": "message"}': "id: every event needs an id",
    '{"kind": "message", "id": ""}': "id: ",
    '{"kind": "message", "id": 3}': "id: ",
    '{"kind": "message", "id": "x", "id": "y"}': "id: stands twice",
    '{"kind": "message", "id": "x", "sent": 1}': "sent: `message` has no such field; it has id, at",
    '{"kind": "message", "id": "x", "at": NaN}': "NaN is not a value",
    '{"kind": "message", "id": "x", "at": 1e999}': "at: ",
    '{"kind": "message", "id": "x", "at": ' + "9" * 5000 + "}": "",
    '{"kind": "message", "id": "x", "at": "2017-03-03T21:30"}': "at: 2017-03-03T21:30 has no offset",
    '{"kind": "message", "id": "x", "at": "2017-02-30"}': 'at: "2017-02-30" is not a time',
    '{"kind": "message", "id": "x", "by": {"roles": "volunteer"}}': "by.roles: a list was expected",
    '{"kind": "message", "id": "x", "channel": {"kind": "sms"}}': 'channel.kind: "sms" is not one of website',
    '{"kind": "message", "id": "x", "recipients": [{"at_risk": "no"}]}': "recipients[0].at_risk: true or",
    '{"kind": "message", "id": "half \\ud800"}': "id: half of a character",
    DEEP: "nested deeper than 32",
    BOTTOMLESS: "nested deeper than 32",
}


def test_each_is_reported_by_number_and_reason_and_the_others_are_decided() -> None:
    mixed = "".join(f"{bad}\n{day(f'good {number}')}" for number, bad in enumerate(BAD))
    done = ask("decide", "--as-of", "none", "--format", "json", given=mixed)
    told = done.stderr.splitlines()
    assert done.exit_code == 2
    assert [each["id"] for each in answers(done)] == [f"good {number}" for number in range(len(BAD))]
    assert len(told) == len(BAD)
    for number, (said, reason) in enumerate(zip(told, BAD.values(), strict=True)):
        assert said.startswith(f"line {2 * number + 1}: ")
        assert reason in said


@pytest.mark.parametrize("bad", ["hello", "{'kind': 'message'}", '{"kind": "message", "id": "x",}'])
def test_the_reason_is_in_words_for_people(bad: str) -> None:
    """Not the ones of Python's JSON reader."""
    told = ask("decide", "--as-of", "none", given=bad).stderr
    for jargon in ("Expecting value", "Expecting property name", "Illegal trailing comma"):
        assert jargon not in told


def test_a_kind_that_there_is_not_is_quoted() -> None:
    assert "letter" in ask("decide", "--as-of", "none", given=line(kind="letter")).stderr


def test_blank_lines_count_but_are_nothing() -> None:
    done = ask("decide", "--as-of", "none", "--format", "json", given=f"\n  \n{day()}\r\n\nhello\n")
    assert done.stderr.startswith("line 6: ")
    assert len(answers(done)) == 1


def test_the_last_line_needs_no_end() -> None:
    assert len(answers(ask("decide", "--as-of", "none", "--format", "json", given=day().strip()))) == 1


def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    given = b"\xef\xbb\xbf" + (day("a") + day("b")).replace("\n", "\r\n").encode()
    done = ask("decide", "--as-of", "none", "--format", "json", given=given)
    assert done.stderr == ""
    assert [each["id"] for each in answers(done)] == ["a", "b"]


def test_a_line_that_is_not_utf_8() -> None:
    given = line(id="café").replace("\\u00e9", "é").encode("windows-1252") + day().encode()
    done = run("decide", "--as-of", "none", "--format", "json", given=given)
    assert done.returncode == 2
    assert done.stderr == b"line 1: the line is not UTF-8\n"
    assert [each["id"] for each in answers(done)] == ["day"]


def test_a_line_that_is_too_long() -> None:
    done = ask("decide", "--as-of", "none", "--format", "json", given=line(purpose="x" * 1_000_000) + day())
    assert done.exit_code == 2
    assert done.stderr == "line 1: the line is longer than 1,000,000 bytes\n"
    assert [each["id"] for each in answers(done)] == ["day"]


def test_a_line_without_an_end_does_not_fill_the_memory() -> None:
    """A quarter of a gigabyte in one line, with room for hardly more than that."""
    limit = 256 * 2**20
    with subprocess.Popen(
        [COMMAND, "decide", "--as-of", "none", "--format", "json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=PLAIN,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),  # noqa: PLW1509
    ) as process:
        assert process.stdin is not None
        try:
            for _ in range(250):
                process.stdin.write(b" " * 2**20)
            process.stdin.write(b"\n" + day().encode())
        except BrokenPipeError:
            pass  # it ended early; the status says how
        out, told = process.communicate(timeout=30)
    assert told == b"line 1: the line is longer than 1,000,000 bytes\n"
    assert process.returncode == 2
    assert [json.loads(each)["id"] for each in out.splitlines()] == ["day"]


def test_the_number_of_lines_not_read_is_told_in_grammar() -> None:
    assert "1 line not read" in ask("decide", "--as-of", "none", given="hello\n").stdout
    assert "2 lines not read" in ask("decide", "--as-of", "none", given="hello\nhello\n").stdout

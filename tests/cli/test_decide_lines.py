"""Lines that are not events: each is reported by its number and reason, and the others are decided."""

import json
import resource
import subprocess
from pathlib import Path

import pytest

from tests.cli.commands import COMMAND, PLAIN, answers, ask, day, line

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


REASONS = {
    "hello": "not JSON: no JSON value begins at column 1",
    '{"kind": "message" "id": "x"}': "not JSON: a comma or a closing bracket is missing at column 20",
    '{"kind": "message"\t': "not JSON: it ends too early",
    '{"kind": "message", "id': "not JSON: no second double quote ends the text that begins at column 21",
    '{"kind" "message"}': "not JSON: a colon is missing at column 9",
    "{} {}": "not JSON: there is more than one value: the second begins at column 4",
    '{"kind": "mesage"}': 'kind: "mesage" is no kind of event; did you mean `message`?',
    '{"kind": "letter"}': 'kind: "letter" is no kind of event; there are message, call, ',
    '{"kind": 3}': "kind: 3 is no kind of event; there are message, call, ",
    '{"kind": "message", "id": 3}': "id: every event needs an id, a text that is not empty, not 3",
    '{"kind": "message", "id": "x", "at": ' + "9" * 5000 + "}": "a number in it has too many digits",
}


@pytest.mark.parametrize(("bad", "reason"), REASONS.items())
def test_the_reason_says_what_and_where(bad: str, reason: str) -> None:
    assert ask("decide", "--as-of", "none", given=bad + "\n").stderr.startswith(f"line 1: {reason}")


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
    done = ask("decide", "--as-of", "none", "--format", "json", given=given)
    assert done.exit_code == 2
    assert done.stderr == "line 1: the line is not UTF-8\n"
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


@pytest.mark.parametrize("size", [999_999, 1_000_000, 1_000_001, 1_000_002, 2_000_002, 3_000_000])
def test_the_line_after_one_of_any_length_is_read(size: int) -> None:
    given = b" " * (size - 1) + b"\n" + day().encode()
    done = ask("decide", "--as-of", "none", "--format", "json", given=given)
    assert [each["id"] for each in answers(done)] == ["day"]
    assert len(done.stderr.splitlines()) == (size > 1_000_000)


def test_the_number_of_lines_not_read_is_told_in_grammar() -> None:
    assert "1 line not read" in ask("decide", "--as-of", "none", given="hello\n").stdout
    assert "2 lines not read" in ask("decide", "--as-of", "none", given="hello\nhello\n").stdout


def test_without_an_event_nothing_is_said_of_the_policy() -> None:
    standing = "Left to people in general"
    assert standing not in ask("decide", "--as-of", "none", given="hello\n").stdout
    assert standing in ask("decide", "--as-of", "none", given=day()).stdout


# ---- two events of one name


def _told(folder: Path, *names: str) -> list[str]:
    file = folder / "events.jsonl"
    file.write_text("".join(day(name) for name in names), encoding="utf-8")
    return ask("decide", "--as-of", "none", file).stderr.splitlines()


def test_an_id_on_several_lines_is_told_once(tmp_path: Path) -> None:
    assert _told(tmp_path, "a", "b", "a", "c", "b", "a") == [
        "the id `a` stands on lines 1, 3 and 6; give each event one of its own",
        "the id `b` stands on lines 2 and 5; give each event one of its own",
    ]


def test_ids_of_their_own_are_not_spoken_of(tmp_path: Path) -> None:
    assert _told(tmp_path, "a", "b", "c") == []


def test_many_ids_on_many_lines_are_told_in_few_words(tmp_path: Path) -> None:
    told = _told(tmp_path, *(f"id {number % 12}" for number in range(12 * 12)))
    assert len(told) == 11
    assert told[0] == (
        "the id `id 0` stands on lines 1, 13, 25, 37, 49, 61, 73, 85, 97, 109 and 2 more; "
        "give each event one of its own"
    )
    assert told[10] == "2 more ids on several lines"


def test_everything_that_is_wrong_with_a_line_is_said_at_once() -> None:
    person = {"person": {"category": "child"}, "at_risk": "yes"}
    event = line(
        id="", at="yesterday", chanel={"kind": "text"}, recipients=[person, {"person": {"nme": "x"}}]
    )
    done = ask("decide", "--as-of", "none", given=event + day())
    paths = [each.split(": ")[1] for each in done.stderr.splitlines()]
    assert paths == [
        "id",
        "at",
        "chanel",
        "recipients[0].person.category",
        "recipients[0].at_risk",
        "recipients[1].person.nme",
    ]
    assert "1 event decided, 1 line not read" in done.stdout


def test_no_more_is_said_of_a_line_than_anybody_reads() -> None:
    event = line(recipients=[{f"field{n}": n for n in range(30)}] * 1000)
    assert len(ask("decide", "--as-of", "none", given=event).stderr.splitlines()) == 20


def test_a_word_that_is_nearly_one_that_the_rules_look_for_is_named() -> None:
    event = "".join(line(purpose=word) for word in ("aranging", "Arranging", "arranging", "football"))
    said = ask("decide", "--as-of", "none", given=event).stderr.splitlines()
    assert [each.split(", ")[0] for each in said] == [
        "line 1: purpose: the rules look for `arranging`",
        "line 2: purpose: the rules look for `arranging`",
    ]

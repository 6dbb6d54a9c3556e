"""Audits of small registers and exports, whole: what comes out of the command, by hand."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import COMMAND, PLAIN, SMALL, ask, night

AS_OF = "2017-12-01T00:00:00+00:00"
CANARY = "xylophone-canary"
NIGHT = "03/03/2017, 21:30 - Sam: {}\n"
CHAT = f"""01/03/2017, 18:00 - Sam created group "Friday club"
01/03/2017, 18:01 - Sam added Mia
01/03/2017, 18:02 - Sam added Ali
{NIGHT.format(CANARY)}04/03/2017, 12:00 - Sam: {CANARY}
04/03/2017, 22:00 - Mia: {CANARY}
13/03/2017, 22:00 - Sam: {CANARY}
"""
NAME = "WhatsApp Chat with Friday club.txt"
TABLES = {
    "people": (
        "person,category\nsam,adult\nmia,child_or_young_person\nali,child_or_young_person\ngrace,adult\n"
    ),
    "roles": "person,role\nsam,volunteer\ngrace,safeguarding_trustee\n",
    "names": "called,person\nSam,sam\nMia,mia\nAli,ali\n",
    "groups": "group,kind,platform,listed\nFriday club,chat,WhatsApp,yes\n",
    "memberships": "group,person,from\nFriday club,sam,2017-03-01\nFriday club,mia,2017-03-01\n",
    "circumstances": (
        "person,what,holding,from,to,entered\n"
        "mia,at_risk,yes,2017-03-03,2017-03-03,2017-06-01\n"
        "mia,no_alternative,yes,2017-03-03,2017-03-03,2017-03-01\n"
    ),
    "kept": "of,from\ncircumstances,2017-01-01\n",
}


def written(folder: Path, tables: Mapping[str, str], exports: Mapping[str, str]) -> list[Path]:
    (folder / "register").mkdir(parents=True)
    for name, text in tables.items():
        (folder / "register" / f"{name}.csv").write_text(text, "utf-8")
    for name, text in exports.items():
        (folder / name).write_text(text, "utf-8")
    return [folder / name for name in exports]


def command(folder: Path, exports: list[Path], *more: str | Path) -> list[str | Path]:
    register = folder / "register"
    return ["audit", *exports, "--register", register, "-o", folder / "out", "--as-of", AS_OF, *more]


def findings(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "out" / "findings.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def short(folder: Path) -> list[tuple[str, ...]]:
    found = findings(folder)
    return [(each["at"][:22], each["rule"], str(each["about"]), each["outcome"]) for each in found]


@pytest.fixture
def audited(tmp_path: Path) -> tuple[Path, list[Path]]:
    return tmp_path, written(tmp_path, TABLES, {NAME: CHAT})


QUIET = ("--policy", SMALL)


def test_the_findings_of_a_chat_are_those_worked_out_by_hand(audited: tuple[Path, list[Path]]) -> None:
    """At night, mia at risk and out of reach otherwise: excused, by a row typed in later. Ali was not."""
    folder, exports = audited
    done = ask(*command(folder, exports, *QUIET))
    assert done.exit_code == 1, done.output + done.stderr
    found = [(each["rule"], each["about"], each["outcome"]) for each in findings(folder)]
    night_one = [("4.7", "ali", "breach"), ("4.7", "mia", "excused")]
    assert sorted(found[:2]) == night_one
    assert sorted(found[2:]) == [("4.7", "ali", "breach"), ("4.7", "mia", "breach")]


def test_only_the_late_row_on_which_it_rests_is_named(audited: tuple[Path, list[Path]]) -> None:
    folder, exports = audited
    ask(*command(folder, exports, *QUIET))
    late = {(each["about"], each["outcome"]): (each["late"], each["instead"]) for each in findings(folder)}
    assert late["mia", "excused"] == (["circumstances.csv, line 2"], "breach")
    assert all(not late[key][0] for key in late if key[1] == "breach")


@pytest.mark.parametrize(
    ("column", "flagged"),
    [("2017-03-03", False), ("2017-03-04", True), ("", False)],
    ids=["on the day", "the day after", "not said"],
)
def test_a_row_is_late_if_it_was_surely_typed_in_after_the_event(
    tmp_path: Path, column: str, flagged: bool
) -> None:
    tables = {**TABLES, "circumstances": TABLES["circumstances"].replace("2017-06-01", column)}
    exports = written(tmp_path, tables, {NAME: CHAT})
    ask(*command(tmp_path, exports, *QUIET))
    named = [each for each in findings(tmp_path) if each["late"]]
    assert bool(named) == flagged


def test_two_late_rows_that_say_the_same_are_both_named(tmp_path: Path) -> None:
    more = "mia,at_risk,yes,2017-03-02,2017-03-04,2017-07-01\n"
    tables = {**TABLES, "circumstances": TABLES["circumstances"] + more}
    ask(*command(tmp_path, written(tmp_path, tables, {NAME: CHAT}), *QUIET))
    [late] = [each["late"] for each in findings(tmp_path) if each["late"]]
    assert late == ["circumstances.csv, line 2", "circumstances.csv, line 4"]


# ---- answers


def test_a_form_that_was_filled_in_settles_what_it_answers(audited: tuple[Path, list[Path]]) -> None:
    folder, exports = audited
    ask(*command(folder, exports))
    with (folder / "out" / "questions.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    asked = {(each["event"], each["question"], each["about"]) for each in rows}
    assert asked
    fillable = [each for each in rows if each["question"].startswith(("the reason", "it is to"))]
    assert fillable
    for each in fillable:
        each |= {"answer": "yes", "answered_by": "grace", "answered": "2017-04-01"}
    form = folder / "answered.csv"
    with form.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    done = ask(*command(folder, exports, "--answers", form))
    assert done.exit_code in (0, 1), done.stderr
    with (folder / "out" / "questions.csv").open(encoding="utf-8-sig", newline="") as stream:
        left = {(each["event"], each["question"], each["about"]) for each in csv.DictReader(stream)}
    assert left < asked


def test_what_is_stated_of_one_event_that_it_cannot_hold_is_told_and_costs_nothing_else(
    tmp_path: Path,
) -> None:
    facts = (
        "field,value,stated_by\nchannel.mood,good,sam\nchannel.kind.x,yes,sam\npurpose.deep,yes,sam\n"
        "recipients[ali].at_risk,yes,sam\nrecipients.no_alternative,yes,sam\n"
    )
    tables = {**TABLES, "facts": facts, "kept": "of\nnotices\n"}
    done = ask(*command(tmp_path, written(tmp_path, tables, {NAME: CHAT}), *QUIET))
    assert done.exit_code in (0, 1), done.stderr
    told = (tmp_path / "out" / "report.html").read_text("utf-8")
    for line in (2, 3):
        assert f"facts.csv, line {line}" in told
    outcomes = [(each["about"], each["outcome"]) for each in findings(tmp_path)]
    assert ("ali", "breach") not in outcomes


def test_a_late_statement_that_hid_a_bad_one_breaks_nothing(tmp_path: Path) -> None:
    facts = "field,value,entered\npurpose,lift,2017-09-01\npurpose.deep,yes,2017-01-01\npurpose,yes,\n"
    done = ask(*command(tmp_path, written(tmp_path, {**TABLES, "facts": facts}, {NAME: CHAT}), *QUIET))
    assert done.exit_code in (0, 1), done.stderr


# ---- who reads it


def files_of(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in sorted(folder.iterdir())}


def shown(files: Mapping[str, bytes], unpacked: Path) -> Iterator[tuple[str, str]]:
    """Every text of the files, those inside a workbook too."""
    for name, data in files.items():
        if name.endswith(".xlsx"):
            (unpacked / name).write_bytes(data)
            shutil.unpack_archive(unpacked / name, unpacked / "sheets", "zip")
            for each in sorted((unpacked / "sheets").rglob("*")):
                if each.is_file():
                    yield f"{name}/{each.name}", each.read_text("utf-8")
        else:
            yield name, data.decode("utf-8")


ODD = {
    "sam": "Quentin Zyx",
    "mia": "Wilhelmina Qux",
    "ali": "Abdul Vux",
    "Sam": "Q Zyx",
    "Mia": "07700 900123",
    "Ali": "Bully",
    "Friday club": "Vurp fans",
    "grace": "Gertrud Plox",
}


def odd(text: str) -> str:
    for name, other in ODD.items():
        text = text.replace(name, f"\x00{other}\x00")
    return text.replace("\x00", "")


def test_pseudonyms_leave_no_name_anywhere(tmp_path: Path) -> None:
    tables = {name: odd(text) for name, text in TABLES.items()}
    tables["judgements"] = (
        "question,answer,answered_by,about\nwhether Quentin Zyx is nice,yes,Gertrud Plox,Wilhelmina Qux\n"
    )
    tables["facts"] = "field,value,about\npurpose.x,Wilhelmina Qux,Abdul Vux\n"
    chat = odd(CHAT) + "05/03/2017, 12:00 - Unknown Wurst: hello\n"
    name = NAME.replace("Friday club", "Vurp fans")
    exports = written(tmp_path, tables, {name: chat, "Copy of Vurp fans.txt": chat, "broken Vurp.zip": "PK"})
    (tmp_path / "register" / "Plox notes.doc").write_text("not a table", "utf-8")
    done = ask(*command(tmp_path, exports, "--pseudonyms", *QUIET))
    assert done.exit_code == 2, done.stderr
    assert (tmp_path / "out").exists(), done.stderr
    hidden = [*ODD.values(), "Wurst", "Vurp", "Plox", "900123"]
    for where, text in shown(files_of(tmp_path / "out"), tmp_path):
        assert [each for each in hidden if each.casefold() in text.casefold()] == [], where
    shown_there = done.stdout.replace(str(tmp_path), "")
    assert [each for each in hidden if each in shown_there] == []


def test_no_text_of_a_message_stands_anywhere_unless_it_is_asked_for(
    audited: tuple[Path, list[Path]],
) -> None:
    folder, exports = audited
    done = ask(*command(folder, exports))
    assert CANARY not in done.output + done.stderr
    for where, text in shown(files_of(folder / "out"), folder):
        assert CANARY not in text, where
    ask(*command(folder, exports, "--with-text"))
    assert CANARY in (folder / "out" / "findings.jsonl").read_text("utf-8")


def _run(folder: Path, exports: list[Path], environment: Mapping[str, str], cwd: Path) -> dict[str, bytes]:
    arguments = [COMMAND, *command(folder, exports, *QUIET)]
    done = subprocess.run(
        arguments, env={**PLAIN, **environment}, cwd=cwd, capture_output=True, check=False, timeout=120
    )
    assert done.returncode == 1, done.stderr
    return files_of(folder / "out")


def test_the_same_gives_the_same_bytes(audited: tuple[Path, list[Path]]) -> None:
    folder, exports = audited
    first = _run(folder, exports, {"PYTHONHASHSEED": "1", "TZ": "UTC"}, folder)
    relative = [Path(each.name) for each in exports]
    again = _run(folder, relative, {"PYTHONHASHSEED": "77", "TZ": "Asia/Kolkata"}, folder)
    away = _run(folder, exports, {"PYTHONHASHSEED": "5", "LC_ALL": "C"}, Path(tempfile.gettempdir()))
    assert first == again
    assert first == away


# ---- what goes wrong


def test_what_cannot_be_read_is_said_and_the_rest_is_audited(tmp_path: Path) -> None:
    half = night("a") + night("b") + '{"kind": "message", "id": "c'
    exports = written(tmp_path, TABLES, {NAME: CHAT, "half.jsonl": half, "odd.bin": "\x01\x02"})
    done = ask(*command(tmp_path, exports, *QUIET))
    assert done.exit_code == 2
    receipt = json.loads((tmp_path / "out" / "receipt.json").read_text("utf-8"))
    text = json.dumps(receipt)
    assert "odd.bin" in text
    assert "half.jsonl" in text
    assert {each["rule"] for each in findings(tmp_path)} == {"4.7"}


def test_a_register_with_errors_is_refused_with_its_letters(tmp_path: Path) -> None:
    tables = {**TABLES, "roles": "person,role\nsam,voluntear\nnobody,volunteer\n"}
    done = ask(*command(tmp_path, written(tmp_path, tables, {NAME: CHAT})))
    assert done.exit_code == 2
    assert "roles.csv" in done.stderr
    assert not (tmp_path / "out").exists()


def test_what_came_before_the_policy_is_counted_and_not_judged(tmp_path: Path) -> None:
    chat = CHAT.replace("/2017", "/2011")
    done = ask(*command(tmp_path, written(tmp_path, TABLES, {NAME: chat}), *QUIET))
    assert done.exit_code == 0, done.stderr
    assert findings(tmp_path) == []


def test_groups_of_one_name_on_two_platforms_are_two(tmp_path: Path) -> None:
    """Ali came into the one on WhatsApp; a message to the other did not reach him."""
    other = night("x", "nobody").replace('"text"', '"chat", "platform": "Signal"')
    form = json.loads(other)
    del form["recipients"]
    form |= {"group": "friday  CLUB", "by": {"id": "sam"}}
    tables = {**TABLES, "groups": TABLES["groups"] + "Friday club,chat,Signal,yes\n"}
    exports = written(tmp_path, tables, {NAME: CHAT, "log.jsonl": json.dumps(form) + "\n"})
    ask(*command(tmp_path, exports, *QUIET))
    assert [each["about"] for each in findings(tmp_path) if each["event"] == "x"] == ["mia"]


def test_a_moment_that_is_half_known_breaks_no_report(tmp_path: Path) -> None:
    lines = [
        json.dumps({**json.loads(night(f"n{number}")), "at": at}) + "\n"
        for number, at in enumerate(({"to": "2017-03-03T21:30:00Z"}, {"not_done_by": "2017-03-03T21:30:00Z"}))
    ]
    exports = written(tmp_path, TABLES, {"log.jsonl": "".join(lines)})
    done = ask(*command(tmp_path, exports, *QUIET))
    assert done.exit_code in (0, 1), done.output


def test_after_a_kill_nothing_is_left_of_it(tmp_path: Path) -> None:
    """Texts lie in a file without a name alone while the audit runs."""
    chat = CHAT + "".join(NIGHT.format(f"{CANARY} {number}") for number in range(4_000))
    exports = written(tmp_path, TABLES, {NAME: chat})
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    environment = {**PLAIN, "TMPDIR": str(temporary), "SQLITE_TMPDIR": str(temporary)}
    arguments = [COMMAND, *command(tmp_path, exports, "--with-text", *QUIET)]
    running = subprocess.Popen(
        arguments, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        running.wait(timeout=2.5)
    except subprocess.TimeoutExpired:
        running.kill()
    running.wait()
    left = [each for each in tmp_path.rglob("*") if each.is_file() and each not in exports]
    out = tmp_path / "out"
    assert [each for each in left if CANARY.encode() in each.read_bytes() and out not in each.parents] == []
    assert list(temporary.iterdir()) == []

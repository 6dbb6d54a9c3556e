"""`docs/audit.md` is followed from its first command to its last, in an empty folder beside the examples."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli.commands import ROOT, ask

PAGE = (ROOT / "docs" / "audit.md").read_text(encoding="utf-8")
COMMANDS = [line for text in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in text.splitlines()]
[FILLED_IN] = re.findall(r"```text\n(event,.*?)```", PAGE, re.DOTALL)


def outcomes(event: str, folder: str) -> dict[str, str]:
    """What the report in a folder says of an event, by rule."""
    lines = Path(folder, "findings.jsonl").read_text(encoding="utf-8").splitlines()
    return {each["rule"]: each["outcome"] for each in map(json.loads, lines) if each["event"] == event}


def follow(command: str) -> str:
    """Run one command as it is written; what it printed."""
    name, *arguments = shlex.split(command)
    match name, arguments:
        case "wrbc-rules", _:
            done = ask(*arguments)
            assert done.exit_code == (1 if arguments[0] == "audit" else 0), f"{command}\n{done.stderr}"
            return done.stdout
        case "cp", [form, filled_in]:
            asked = Path(shutil.copy(form, filled_in)).read_text(encoding="utf-8")
            rows = FILLED_IN.splitlines()
            assert all(",".join(row.split(",")[:3]) in asked for row in rows), "the form has no such lines"
            Path(filled_in).write_text(FILLED_IN, encoding="utf-8")
        case "rm", ["-r", *names]:
            for each in names:
                shutil.rmtree(each) if Path(each).is_dir() else Path(each).unlink()
        case _:
            pytest.fail(f"nobody here knows how to follow {command}")
    return ""


def test_the_page_is_followed_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    assert len(COMMANDS) == 8
    first, second, pseudonymous = [at for at, each in enumerate(COMMANDS) if " audit " in each]
    said = [follow(each) for each in COMMANDS[: first + 1]]
    assert all(said)
    assert outcomes("sms-9888b7cf16bb", "audit-report") == {"4.4": "for_a_person"}
    for command in COMMANDS[first + 1 : second + 1]:
        follow(command)
    assert outcomes("sms-9888b7cf16bb", "audit-report") == {}
    assert outcomes("post-joke", "audit-report")["8.4 s2"] == "breach"
    for command in COMMANDS[second + 1 : pseudonymous + 1]:
        follow(command)
    shared = Path("for-trustees/report.html").read_text(encoding="utf-8").casefold()
    assert "child 1" in shared
    assert not [name for name in ("mia", "priya", "friday club") if re.search(rf"\b{name}\b", shared)]
    for command in COMMANDS[pseudonymous + 1 :]:
        follow(command)
    assert [each.name for each in tmp_path.iterdir()] == ["examples"]

"""Everything that `docs/register.md` says can be typed is typed, and answers as it says."""

from __future__ import annotations

import re
import shlex
import sqlite3
from pathlib import Path

import pytest

from tests.cli.commands import ROOT, ask

PAGE = (ROOT / "docs" / "register.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"```console\n\$ wrbc-rules (.*)\n((?:.*\n)*?)```", PAGE)


@pytest.fixture(autouse=True)
def beside_the_examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("command", "answer"), COMMANDS)
def test_a_command_answers_as_the_page_says(command: str, answer: str) -> None:
    assert ask(*shlex.split(command)).stdout == answer


def test_every_command_of_the_room_is_on_the_page() -> None:
    for name in ask("register", "--help").stdout.split("Commands:")[1].split("\n")[1:]:
        assert not name or f"register {name.split()[0]} " in PAGE


def test_the_question_in_sql_is_answered(tmp_path: Path) -> None:
    ask("register", "compile", "examples/wrbc/register", "-o", "r.sqlite")
    [question] = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
    found = sqlite3.connect("r.sqlite")
    assert sorted(found.execute(question)) == [(each,) for each in "ali lee mia priya tom zoe".split()]
    found.close()


def test_the_lines_of_python_hold() -> None:
    [code] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(code, {})

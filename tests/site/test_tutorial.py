"""The tutorial is followed to its end: commands say what it shows, and its lines lead from file to file."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.building import ROOT

TEXT = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
BEFORE = (ROOT / "docs" / "tutorial" / "before.rules").read_text(encoding="utf-8")
AFTER = (ROOT / "docs" / "tutorial" / "after.rules").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"^```\{code-block\} wrbc-rules\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
SHOWN = re.findall(r"^```console\n\$ (.*?)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
LATER = BEFORE.replace("from 21:00 until", "from 22:00 until")


@pytest.mark.parametrize(("number", "file"), [(0, BEFORE), (1, LATER), (2, AFTER)])
def test_a_command_says_what_is_shown(number: int, file: str, tmp_path: Path) -> None:
    command, shown = SHOWN[number]
    (tmp_path / "house.rules").write_text(file, encoding="utf-8")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["/bin/sh", "-c", f"{command} 2>&1"],
        cwd=tmp_path,
        env={**os.environ, "PATH": path, "COLUMNS": "100"},
        capture_output=True,
        text=True,
        check=False,
    )
    pattern = ".*".join(
        re.escape(each.strip("\n")) for each in re.split(r"^\.\.\.$", shown, flags=re.MULTILINE)
    )
    assert re.search(pattern, done.stdout, re.DOTALL), done.stdout
    assert done.returncode == ("error" in shown)


def test_there_are_as_many_commands_as_are_run() -> None:
    assert len(SHOWN) == 3


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_what_is_to_be_written_stands_in_the_file_that_comes_out(snippet: str) -> None:
    assert snippet in AFTER
    assert snippet not in BEFORE

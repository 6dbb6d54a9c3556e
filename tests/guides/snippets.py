"""The snippets of a page, and following the page as its reader would."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import attrs
from click.testing import CliRunner

from wrbc_rules.cli import commands

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(
    r"^(?P<fence>`{3,})(?P<language>\{code-block\} [\w-]+|[\w-]+)\n"
    r"(?P<options>(?::[a-z-]+:[^\n]*\n)*)\n?(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
_CAPTION = re.compile(r"^:caption: (.+)$", re.MULTILINE)
_COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


@attrs.frozen
class Snippet:
    """A block of a page: its language, the file that it is (if it has a caption), its text."""

    language: str
    file: str | None
    text: str
    line: int


def snippets(page: str) -> Iterator[Snippet]:
    """Every block of a page under `docs/`, in order."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        caption = _CAPTION.search(found["options"])
        language = found["language"].removeprefix("{code-block} ")
        line = text.count("\n", 0, found.start()) + 1
        yield Snippet(language, caption and caption[1], found["text"], line)


def rules_of(page: str) -> str:
    """The lines of rules files of a page, one after another."""
    return "\n".join(each.text for each in snippets(page) if each.language == "wrbc-rules")


def follow(page: str, folder: Path) -> int:
    """Do what a page says, from its top, in a folder; how many of its blocks were run.

    A block with a caption is a file, or lines for one: see `_write`. `python` is run, and the `text` after it
    is what it prints. `console` has commands after `$` and what they print; three dots stand for whatever
    there is.
    """
    names: dict[str, Any] = {"__name__": "__page__"}
    printed, ran = "", 0
    for each in snippets(page):
        where = f"{page}, line {each.line}"
        if each.file is not None:
            _write(folder, each.file, each.text)
        elif each.language == "python":
            printed = _run(each.text, names, where)
            ran += 1
        elif each.language == "text":
            _compare(each.text, printed, where)
        elif each.language == "console":
            for command, shown in _COMMAND.findall(each.text):
                _compare(shown, _printed_by(command, folder), f"{where}: {command}")
                ran += 1
    return ran


def _write(folder: Path, caption: str, text: str) -> None:
    """`house.rules` is a file; `..., at the end`, `..., instead of LINE` and `..., below LINE` change it."""
    name, _, where = caption.partition(", ")
    file = folder / name
    if not where:
        file.write_text(text, encoding="utf-8")
        return
    before = file.read_text(encoding="utf-8")
    line = f"{where.partition('`')[2].removesuffix('`')}\n"
    if where == "at the end":
        after = f"{before}\n{text}"
    else:
        assert before.count(line) == 1, (caption, before.count(line))
        [indent] = re.findall(rf"^( *){re.escape(line)}", before, re.MULTILINE)
        old, new = f"{indent}{line}", text if where.startswith("instead of") else f"{indent}{line}{text}"
        after = before.replace(old, new)
    file.write_text(after, encoding="utf-8")


def _run(code: str, names: dict[str, Any], where: str) -> str:
    said = StringIO()
    with redirect_stdout(said):
        exec(compile(code, where, "exec"), names)
    return said.getvalue()


def _printed_by(command: str, folder: Path) -> str:
    """What a command prints; one of ours alone is run here, to save the start of a process."""
    words = shlex.split(command)
    if words[0] == "wrbc-rules" and not {"|", ">", ";", "&"} & {*command}:
        return CliRunner(env={"COLUMNS": "100"}).invoke(commands, words[1:]).output
    return _printed_by_shell(command, folder)


def _printed_by_shell(command: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["/bin/sh", "-c", f"exec 2>&1; {command}"],
        cwd=folder,
        env={**os.environ, "PATH": path, "COLUMNS": "100", "PYTEST_ADDOPTS": "-p no:cacheprovider"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def _compare(shown: str, printed: str, where: str) -> None:
    pattern = ".*".join(re.escape(each) for each in shown.strip("\n").split("..."))
    assert re.fullmatch(pattern, printed.strip("\n"), re.DOTALL), f"{where} prints:\n{printed}"

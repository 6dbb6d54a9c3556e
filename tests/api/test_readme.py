"""README.md is followed to its end: every command runs as written, and what it shows is what comes out."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
FENCES = re.findall(r"^```(\w+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
#: As after `. .venv/bin/activate`, in a terminal that is wide enough not to break the README's lines.
TERMINAL = {
    **{name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "FORCE_COLOR"}},
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    "COLUMNS": "100",
}


def _lines(language: str) -> list[str]:
    """The lines of all fences of a language."""
    return [each for kind, text in FENCES if kind == language for each in text.splitlines() if each.strip()]


#: All but `make`, which sets the project up: the packaging tests do that.
SHOWN = [each.split(" #")[0].rstrip() for each in _lines("sh") if not each.startswith("make ")]
SHOWN += re.findall(r"`((?:wrbc-rules|pytest) [^`]+)`", TEXT)
#: `test` runs for seconds what `check` has just run; the audit has a test of its own below.
COMMANDS = [each for each in SHOWN if not each.startswith(("wrbc-rules test", "wrbc-rules audit"))]


def _run(command: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=cwd,
        env=TERMINAL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """An empty folder, beside the examples, for commands that write something."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_runs_as_written(command: str, beside: Path) -> None:
    if command.startswith("pytest "):
        command += f" --collect-only -q -p no:cacheprovider --basetemp {beside / 'base'}"
    if written := re.search(r"--output (\S+)", command):
        done = _run(command, beside)
        assert (beside / written[1]).stat().st_size
    else:
        done = _run(command)
        assert done.stdout
    assert done.returncode == (1 if command.endswith("| wrbc-rules decide") else 0), done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_there_are_as_many_commands_as_a_reader_sees() -> None:
    assert len(COMMANDS) >= 8


def test_the_event_gives_the_answer_that_is_shown() -> None:
    [command] = [each for each in COMMANDS if "| wrbc-rules decide" in each]
    shown = next(text for kind, text in FENCES if kind == "text" and text.startswith("m1: "))
    begins = shown.split("  ...\n")[0]
    assert begins in _run(command).stdout


def test_the_audit_gives_the_summary_that_is_shown(beside: Path) -> None:
    [command] = [each for each in SHOWN if each.startswith("wrbc-rules audit")]
    done = _run(command, beside)
    assert done.returncode == 1, done.stderr
    assert (beside / "audit" / "report.html").exists()
    [shown] = [text for kind, text in FENCES if kind == "text" and "events from" in text]
    assert all(part in done.stdout for part in shown.split("  ...\n"))


def test_make_run_audits_the_same() -> None:
    [command] = [each for each in SHOWN if each.startswith("wrbc-rules audit")]
    defaults = dict(
        re.findall(r"^(\w+) \?= (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    wanted = f"--register {defaults['REGISTER']} --as-of {defaults['AS_OF']} {defaults['EXPORTS']}"
    assert command == f"wrbc-rules audit {wanted}"


def test_the_clause_that_is_shown_stands_in_the_policy() -> None:
    shown = next(text for kind, text in FENCES if kind == "text" and text.startswith("clause "))
    assert shown in (ROOT / "policy" / "wrbc_2016.rules").read_text(encoding="utf-8")


def test_the_exception_that_is_shown_can_be_written(tmp_path: Path) -> None:
    shown = next(text for kind, text in FENCES if kind == "text" and "unless any of" in text)
    policy = (ROOT / "policy" / "wrbc_2016.rules").read_text(encoding="utf-8")
    old = next(text for kind, text in FENCES if text.startswith("clause ")).split("08:00\n")[1]
    assert policy.count(old) == 1
    file = tmp_path / "edited.rules"
    file.write_text(policy.replace(old, shown), encoding="utf-8")
    done = _run(f"wrbc-rules show 4.7 --policy {file}")
    assert done.returncode == 0, done.stderr
    assert "there are extenuating circumstances" in done.stdout


def test_the_change_that_is_described_is_found_in_one_line(tmp_path: Path) -> None:
    """ "Change `21:00` to `22:00` in the line that begins `when the local time`"."""
    lines = (ROOT / "policy" / "wrbc_2016.rules").read_text(encoding="utf-8").splitlines()
    assert len([each for each in lines if each.strip().startswith("when the local time")]) == 1


def test_the_python_prints_what_it_says() -> None:
    """The pieces of Python are read one after another."""
    code = "\n".join(text for kind, text in FENCES if kind == "python")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=ROOT,
        env=TERMINAL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    first, second, *rest = done.stdout.splitlines()
    said = re.findall(r"^print\(.*\)\s+# (.*)$", code, re.MULTILINE)
    assert first == said[0]
    assert {"5.2", "9.1"} <= set(ast.literal_eval(second))
    assert rest[0] == "m1: AGAINST THE POLICY (a should)"
    assert "4.7 mia breach" in rest
    assert "def notable(event, as_of):" in rest


def test_the_commands_about_the_register_are_those_of_its_page() -> None:
    """Where they are run, and compared with what the page shows."""
    page = (ROOT / "examples" / "wrbc" / "README.md").read_text(encoding="utf-8")
    shown = (ROOT / "docs" / "register.md").read_text(encoding="utf-8")
    commands = re.findall(r"^    (wrbc-rules register .*)$", page, re.MULTILINE)
    assert len(commands) == 2
    assert all(f"$ {each}\n" in shown for each in commands)


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)]+)\)", TEXT))))
def test_a_link_leads_somewhere(link: str) -> None:
    assert link.startswith("http") or (ROOT / link.split("#", maxsplit=1)[0]).exists()


def test_the_sample_is_decided_as_its_page_says() -> None:
    page = (ROOT / "examples" / "wrbc" / "README.md").read_text(encoding="utf-8")
    [command] = re.findall(r"^    (wrbc-rules decide .*)$", page, re.MULTILINE)
    done = _run(f"{command} --format json")
    summaries = dict(re.findall(r'"id": "([^"]+)", "summary": "(\w+)"', done.stdout))
    rows = re.findall(r"^\| `([^`]+)` \|[^|]*\| `(\w+)` \|", page, re.MULTILINE)
    assert done.returncode == 1
    assert summaries == dict(rows)
    assert len(rows) == 21

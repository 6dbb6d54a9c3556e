"""`show`, `test`, `schema`, `explain`, `--help`, and `--events`."""

import json
from pathlib import Path

import click
import pytest

from tests.cli.commands import POLICY, PROMISE, SHED, SMALL, ask, day, run
from wrbc_rules.cli import commands
from wrbc_rules.cli.options import NAME_EVENTS
from wrbc_rules.diagnostics import CODES

# ---- help


@pytest.mark.parametrize("name", [None, *commands.commands])
def test_help_fits_eighty_columns_and_names_every_option(name: str | None) -> None:
    done = ask(*([] if name is None else [name]), "--help", width=80)
    command: click.Command = commands if name is None else commands.commands[name]
    assert (done.exit_code, done.stderr) == (0, "")
    assert max(map(len, done.stdout.splitlines())) <= 80
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert all(word in done.stdout for word in parameter.opts)
        else:
            word = str(parameter.name).upper()
            assert (f" {word}" if parameter.required else f"[{word}]") in done.stdout.splitlines()[0]


@pytest.mark.parametrize("name", [None, *commands.commands])
def test_help_shows_no_mark_of_its_source(name: str | None) -> None:
    text = ask(*([] if name is None else [name]), "--help", width=80).stdout
    assert "\\b" not in text
    assert "\b" not in text


def test_the_examples_of_the_help_stand_on_lines_of_their_own() -> None:
    lines = [each.strip() for each in ask("--help", width=80).stdout.splitlines()]
    starts = [each for each in lines if each.startswith("wrbc-rules ")]
    assert len(starts) == 5


def test_no_summary_of_a_command_is_cut_short() -> None:
    summaries = ask("--help", width=80).stdout.split("Commands:\n")[1]
    assert len(summaries.splitlines()) == len(commands.commands)
    assert "..." not in summaries


@pytest.mark.parametrize("name", ["check", "read", "decide", "audit", "test", "ledger"])
def test_help_says_what_the_exit_status_means(name: str) -> None:
    text = " ".join(ask(name, "--help").stdout.split())
    assert "Exit status: 0" in text
    assert ", 2 if " in text


def test_a_command_that_there_is_not() -> None:
    done = run("chek")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"No such command 'chek'" in done.stderr


def test_the_version() -> None:
    assert ask("--version").stdout == "wrbc-rules, version 0.1.0\n"


# ---- show


def test_show_lists_the_clauses_and_what_is_open() -> None:
    done = run("show")
    text = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert "  4.7   Quiet hours (1 rule)" in text
    assert "the contact limit: not set, decided by WRBC" in text
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b" not in text


@pytest.mark.parametrize("number", ["4.7", "4.7.", "8.3 s2", "3.3", "1.1"])
def test_show_a_clause(number: str) -> None:
    done = ask("show", number)
    assert done.exit_code == 0
    assert done.stdout.startswith(number.split(" ", maxsplit=1)[0].rstrip("."))
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_show_has_the_rule_as_its_author_wrote_it() -> None:
    text = ask("show", "4.7").stdout
    rule = POLICY.read_text(encoding="utf-8").split('"Quiet hours" [ee8ab18e]\n')[1].split("  reading")[0]
    for written in rule.splitlines():
        assert written.strip() in text
    for part in ("strength: should", "reading: ", "examples", "holds  a second before nine: complies"):
        assert part in text


@pytest.mark.parametrize("number", ["4.77", "47", "loud", "\x1b[31m", ""])
def test_show_a_clause_that_there_is_not(number: str) -> None:
    done = ask("show", number)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "there is no clause" in done.stderr
    assert "4.7" in done.stderr
    assert "\x1b" not in done.stderr


@pytest.mark.parametrize("words", [("quiet",), ("Quiet hours",), ("quiet", "hours"), ("4.7", "s1")])
def test_show_a_clause_by_words_of_its_title(words: tuple[str, ...]) -> None:
    assert ask("show", *words).stdout == ask("show", "4.7").stdout


def test_show_lists_the_clauses_if_several_have_the_word() -> None:
    done = ask("show", "personal")
    assert (done.exit_code, done.stderr) == (0, "")
    assert [each.split()[0] for each in done.stdout.splitlines()] == ["6.5", "8.3"]


def test_show_says_once_what_a_rule_answers() -> None:
    assert ask("show", "8.3").stdout.count("answers") == 1


def test_show_takes_one_policy() -> None:
    assert ask("show", "--policy", POLICY, "--policy", POLICY).exit_code == 2


def test_show_a_file_that_has_mistakes(tmp_path: Path) -> None:
    file = tmp_path / "broken.rules"
    file.write_text("clase 4.7\n", encoding="utf-8")
    done = ask("show", "--policy", file)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "error[WR021]" in done.stderr


# ---- test


def test_test_names_every_example_and_promise(tmp_path: Path) -> None:
    file = tmp_path / "promised.rules"
    file.write_text(SMALL.read_text(encoding="utf-8") + PROMISE, encoding="utf-8")
    done = ask("test", file)
    text = done.stdout
    assert (done.exit_code, done.stderr) == (0, "")
    assert "  holds  a lift confirmed at nine exactly (" in text
    assert "  holds  another way to reach the child always makes a night message a breach (" in text
    assert text.endswith("5 passed, 0 failed\n")
    assert "\x1b" not in text


def test_test_one_clause() -> None:
    done = ask("test", "--clause", "6.4")
    assert done.exit_code == 0
    assert done.stdout.endswith("6 passed, 0 failed\n")


def test_test_a_clause_without_examples_could_not_run() -> None:
    assert ask("test", "--clause", "99").exit_code == 2


@pytest.mark.parametrize("trials", ["0", "-1", "many"])
def test_a_promise_is_tried_at_least_once(trials: str) -> None:
    done = ask("test", SMALL, "--trials", trials)
    assert (done.exit_code, done.stdout) == (2, "")


def test_test_fails_with_the_letter(tmp_path: Path) -> None:
    file = tmp_path / "later.rules"
    text = SMALL.read_text(encoding="utf-8")
    old = "    when the local time is from 21:00 until 08:00\n    unless both"
    file.write_text(text.replace(old, old.replace("21:00", "21:01")), encoding="utf-8")
    done = ask("test", file, "--clause", "4.7")
    assert done.exit_code == 1
    assert "  FAILS  a lift confirmed at nine exactly" in done.stdout
    assert "error[WR165]" in done.stdout
    assert "1 failed" in done.stdout


def test_test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    assert ask("test", tmp_path / "nowhere.rules").exit_code == 2


def test_show_lists_the_words_that_rules_look_for() -> None:
    assert ask("show").stdout.endswith('  purpose: "answering", "arranging", "reassuring"\n')
    assert "look for" not in ask("show", "--policy", SMALL).stdout


# ---- schema and explain


@pytest.mark.parametrize("arguments", [("schema",), ("schema", "--decisions")])
def test_schemas_are_json(arguments: tuple[str, ...]) -> None:
    done = ask(*arguments)
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(done.stdout)["$schema"].endswith("2020-12/schema")


def test_explain_lists_every_code() -> None:
    lines = ask("explain").stdout.splitlines()
    assert [each.split("  ")[0] for each in lines] == list(CODES)


@pytest.mark.parametrize("code", list(CODES))
def test_explain_a_code(code: str) -> None:
    done = ask("explain", code)
    assert done.exit_code == 0
    assert done.stdout.startswith(f"{code}: ")
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_explain_takes_small_letters() -> None:
    assert ask("explain", "wr113").stdout == ask("explain", "WR113").stdout


@pytest.mark.parametrize("code", ["WR999", "quiet", "113"])
def test_explain_a_code_that_there_is_not(code: str) -> None:
    done = ask("explain", code)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("wrbc-rules: ")


# ---- --events


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with modules that are no good, in which the command runs."""
    (tmp_path / "wrbc_test_empty.py").write_text("")
    (tmp_path / "wrbc_test_list.py").write_text("VOCABULARY = []\n")
    (tmp_path / "wrbc_test_raises.py").write_text("1 / 0\n")
    (tmp_path / "wrbc_test_syntax.py").write_text("def (\n")
    (tmp_path / "wrbc_test_exits.py").write_text("raise SystemExit(0)\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "name",
    [
        "wrbc_test_nowhere",
        "wrbc_test_empty",
        "wrbc_test_list",
        "wrbc_test_raises",
        "wrbc_test_syntax",
        "wrbc_test_exits",
        "",
        "..",
        "no such",
        "wrbc_test_empty.py",
    ],
)
@pytest.mark.parametrize("command", ["check", "decide", "schema"])
def test_a_module_that_is_no_good_could_not_run(modules: Path, command: str, name: str) -> None:
    done = ask(command, "--events", name, given=day())
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("wrbc-rules: --events: ")
    assert "Traceback" not in done.stderr


REASONS = {
    "wrbc_test_nowhere": "there is no module wrbc_test_nowhere in this folder",
    "wrbc_test_raises": "cannot import wrbc_test_raises: ZeroDivisionError: division by zero "
    "(wrbc_test_raises.py, line 1)",
    "wrbc_test_syntax": "(wrbc_test_syntax.py, line 1)",
    "wrbc_test_exits": "it ends the program (wrbc_test_exits.py, line 1)",
    "wrbc_test_empty.py": "write its name without the ending",
}


@pytest.mark.parametrize(("name", "reason"), REASONS.items())
def test_a_module_that_is_no_good_is_told_why(modules: Path, name: str, reason: str) -> None:
    assert reason in ask("schema", "--events", name).stderr


def test_a_module_without_a_vocabulary_is_told_so(modules: Path) -> None:
    assert "has no VOCABULARY" in ask("check", "--events", "wrbc_test_empty").stderr


def test_another_organisations_commands_run_as_its_page_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SHED)
    page = (SHED / "README.md").read_text(encoding="utf-8")
    shown = [each.split()[1:] for each in page.splitlines() if each.startswith("    wrbc-rules ")]
    assert [each[0] for each in shown] == ["check", "show", "decide"]
    for arguments in shown[1:]:  # what `check` says is tested in tests/examples
        done = ask(*arguments)
        assert done.exit_code == (1 if arguments[0] == "decide" else 0)


def test_the_policy_of_one_does_not_speak_of_the_events_of_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SHED)
    done = ask("check", "toolshed.rules")
    assert done.exit_code == 1
    assert "error[" in done.stdout
    assert done.stdout.splitlines()[-1] == NAME_EVENTS
    for arguments in (["show", "--policy"], ["test"], ["ledger"]):
        assert NAME_EVENTS in ask(*arguments, "toolshed.rules").stderr


def test_events_that_were_named_are_not_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SHED)
    file = tmp_path / "shed.rules"
    text = (SHED / "toolshed.rules").read_text(encoding="utf-8").replace("means a loan", "means a lone")
    file.write_text(text, encoding="utf-8")
    done = ask("check", "--events", "toolshed_events", file)
    assert "error[WR120]" in done.stdout
    assert NAME_EVENTS not in done.stdout

"""`pytest policy/`: every example and promise of a rules file is a test, and fails with its letter."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.commands import PROMISE, ROOT, SHED, SMALL

pytest_plugins = "pytester"


@pytest.fixture(autouse=True)
def ours(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project of its own, with a configuration of its own and no other plugins of ours."""
    monkeypatch.setenv("PYTEST_ADDOPTS", "-p no:cacheprovider -p no:hypothesispytest")
    pytester.makeini("[pytest]\n")


def _edited(folder: Path, *changes: tuple[str, str], more: str = "") -> None:
    text = SMALL.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "edited.rules").write_text(text + more, encoding="utf-8")


def test_the_policy_has_a_test_for_the_file_and_for_each_example_and_promise(
    pytester: pytest.Pytester,
) -> None:
    text = (ROOT / "policy" / "wrbc_2016.rules").read_text(encoding="utf-8")
    (pytester.path / "wrbc_2016.rules").write_text(text, encoding="utf-8")
    done = pytester.runpytest_inprocess("-q", "--collect-only")
    names = [each for each in done.outlines if "::" in each]
    starts = [each.strip().split(" ")[0] for each in text.splitlines()]
    assert done.ret == pytest.ExitCode.OK
    assert len(names) == len(set(names)) == 1 + starts.count("example") + starts.count("promise")
    assert names[0] == "wrbc_2016.rules::no mistakes"
    assert "wrbc_2016.rules::4.7: a second before nine" in names
    assert any(each.startswith("wrbc_2016.rules::promise: ") for each in names)


def test_a_file_that_is_right_passes(pytester: pytest.Pytester) -> None:
    _edited(pytester.path, more=PROMISE)
    done = pytester.runpytest_inprocess()
    assert done.ret == pytest.ExitCode.OK
    done.assert_outcomes(passed=6)


def test_one_example_can_be_chosen(pytester: pytest.Pytester) -> None:
    _edited(pytester.path)
    by_name = pytester.runpytest_inprocess("edited.rules::4.7: a second before nine")
    by_name.assert_outcomes(passed=1)
    pytester.runpytest_inprocess("-k", "lift").assert_outcomes(passed=1, deselected=4)


def test_an_example_that_does_not_hold_fails_with_its_letter(pytester: pytest.Pytester) -> None:
    _edited(pytester.path, ("20:59:59 on", "21:00:01 on"))
    done = pytester.runpytest_inprocess()
    assert done.ret == pytest.ExitCode.TESTS_FAILED
    done.assert_outcomes(passed=4, failed=1)
    done.stdout.fnmatch_lines(
        [
            '*error?WR165?: "a second before nine" comes out differently*',
            "*edited.rules:*",
            "*then complies*",
            "FAILED edited.rules::4.7: a second before nine*",
        ]
    )
    done.stdout.no_fnmatch_line("*Traceback*")
    done.stdout.no_fnmatch_line("*pytest_plugin.py*")


def test_a_promise_that_does_not_hold_fails_with_its_letter(pytester: pytest.Pytester) -> None:
    _edited(pytester.path, ("unless both\n      the child", "unless either\n      the child"), more=PROMISE)
    done = pytester.runpytest_inprocess("-k", "promise")
    done.assert_outcomes(failed=1, deselected=5)
    done.stdout.fnmatch_lines(["*error?WR166?*", "FAILED edited.rules::promise: another way*"])
    done.stdout.no_fnmatch_line("*Traceback*")


def test_a_file_with_mistakes_fails_with_all_of_them(pytester: pytest.Pytester) -> None:
    changes = [
        ("when the local", "when the locl"),
        ("unless both\n      the child", "unless both\n      a child"),
    ]
    _edited(pytester.path, *changes)
    (pytester.path / "right.rules").write_text(SMALL.read_text(encoding="utf-8"), encoding="utf-8")
    done = pytester.runpytest_inprocess()
    done.assert_outcomes(passed=5, failed=1)
    done.stdout.fnmatch_lines(["*the locl time*", "*`a child or young person is at risk`*"])
    done.stdout.no_fnmatch_line("*Traceback*")


def test_a_file_that_is_not_utf_8_fails_with_its_letter(pytester: pytest.Pytester) -> None:
    (pytester.path / "old.rules").write_bytes(SMALL.read_bytes() + "# café\n".encode("windows-1252"))
    done = pytester.runpytest_inprocess()
    assert done.ret == pytest.ExitCode.TESTS_FAILED
    done.stdout.fnmatch_lines(["*error?WR001?*"])


def test_the_event_classes_of_another_organisation_are_named_in_the_configuration(
    pytester: pytest.Pytester,
) -> None:
    pytester.makeini(f"[pytest]\npythonpath = {SHED}\nwrbc_rules_events = toolshed_events\n")
    text = (SHED / "toolshed.rules").read_text(encoding="utf-8")
    (pytester.path / "toolshed.rules").write_text(text, encoding="utf-8")
    done = pytester.runpytest_inprocess("-k", "mistakes or 2.1 or 4.1")
    assert done.ret == pytest.ExitCode.OK
    assert done.parseoutcomes()["passed"] > 5


@pytest.mark.parametrize("module", ["wrbc_test_nowhere", "json", "..", "wrbc_test_exits"])
def test_a_module_that_is_no_good_is_named_with_the_option(pytester: pytest.Pytester, module: str) -> None:
    pytester.makeini(f"[pytest]\npythonpath = .\nwrbc_rules_events = {module}\n")
    (pytester.path / "wrbc_test_exits.py").write_text("raise SystemExit(0)\n", encoding="utf-8")
    _edited(pytester.path)
    done = pytester.runpytest_inprocess()
    said = "\n".join([*done.outlines, *done.errlines])
    assert done.ret != pytest.ExitCode.OK
    assert "wrbc_rules_events: " in said
    assert "importlib" not in said
    assert module in said


def test_a_file_of_another_kind_is_left_alone(pytester: pytest.Pytester) -> None:
    (pytester.path / "firewall.rule").write_text("allow all\n", encoding="utf-8")
    assert pytester.runpytest_inprocess().ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_other_projects_do_not_pay_for_it(tmp_path: Path) -> None:
    """Their pytest loads the plugin's one file, and no room of the library."""
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    (tmp_path / "test_other.py").write_text(
        "import sys\n\n\n"
        "def test_other():\n"
        "    ours = {m for m in sys.modules if m.split('.')[0] in ('wrbc_rules', 'lark')}\n"
        "    assert ours == {'wrbc_rules', 'wrbc_rules.pytest_plugin'}\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=tmp_path,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert "1 passed" in done.stdout, done.stdout

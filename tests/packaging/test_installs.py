"""However the package is installed, it finds its grammar and its policy, from any folder."""

import json
import os
import re
import sys
import zipfile
from pathlib import Path

import pytest

from tests.packaging.building import (
    ROOT,
    Built,
    Environment,
    declared,
    empty_environment,
    installer,
    run,
    uses_uv,
)

pytestmark = [pytest.mark.packaging, pytest.mark.xdist_group("packaging")]

PROBE = """
import json
from wrbc_rules import resources
texts = [resources.grammar_text(), *resources.bundled_policy(), resources.runner_text("findings.js")]
print(json.dumps(texts))
"""

VERSIONS = """
import json
from importlib.metadata import distributions
print(json.dumps({each.name.lower(): each.version for each in distributions()}))
"""


def shipped(folder: str, name: str) -> str:
    return (ROOT / folder / name).read_text(encoding="utf-8")


def test_finds_the_texts_that_stand_in_the_checkout(installed: Environment, tmp_path: Path) -> None:
    grammar, policy, name, findings = json.loads(installed.python(PROBE, tmp_path))
    assert grammar == shipped("grammar", "rules.lark")
    assert policy == shipped("policy", "wrbc_2016.rules")
    assert name == "policy/wrbc_2016.rules"
    assert findings == shipped("src/wrbc_rules/backends/javascript", "findings.js")


def test_the_command_shows_the_bundled_policy(installed: Environment, tmp_path: Path) -> None:
    assert "contact a child or young person" in installed.run("wrbc-rules", "show", "4.7", cwd=tmp_path)


@pytest.mark.parametrize("installed", ["editable"], indirect=True)
def test_an_editable_install_reads_the_live_files(
    installed: Environment, built: Built, tmp_path: Path
) -> None:
    (built.unpacked / "grammar" / "new.lark").write_text("// just now", encoding="utf-8")
    code = "from wrbc_rules.resources import grammar_text; print(grammar_text('new.lark'))"
    assert installed.python(code, tmp_path).strip() == "// just now"
    assert not list(installed.folder.glob("lib/*/site-packages/wrbc_rules")), "a stale copy lies unseen"


def test_works_from_a_zip_on_the_path(built: Built, tmp_path: Path) -> None:
    code = "import wrbc_rules; assert '.whl' in wrbc_rules.__file__; wrbc_rules.load_policy()" + PROBE
    env = {**os.environ, "PYTHONPATH": str(built.wheel)}
    grammar, policy, _, findings = json.loads(run(sys.executable, "-c", code, cwd=tmp_path, env=env))
    assert grammar == shipped("grammar", "rules.lark")
    assert policy == shipped("policy", "wrbc_2016.rules")
    assert findings == shipped("src/wrbc_rules/backends/javascript", "findings.js")


def test_both_wheels_hold_the_package_and_nothing_else(built: Built) -> None:
    names = zipfile.ZipFile(built.wheel).namelist()
    assert sorted(names) == sorted(set(names)), "a file stands in the wheel twice"
    assert sorted(names) == sorted(zipfile.ZipFile(built.wheel_from_sdist).namelist())
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"wrbc_rules"}
    assert {"_data/grammar/rules.lark", "_data/policy/wrbc_2016.rules", "py.typed"} <= {
        name.removeprefix("wrbc_rules/") for name in names
    }


@pytest.mark.soak
def test_works_with_the_oldest_versions_that_it_accepts(built: Built, tmp_path: Path) -> None:
    if not uses_uv():
        pytest.skip("only uv can choose the oldest versions")
    environment = empty_environment(tmp_path)
    accepted = [*declared()["dependencies"], *declared()["optional-dependencies"]["testing"]]
    run(*installer(environment), "--resolution", "lowest-direct", *accepted, cwd=tmp_path)
    run(*installer(environment), "--no-deps", built.wheel, cwd=tmp_path)
    installed = json.loads(environment.python(VERSIONS, tmp_path))
    for name, oldest in re.findall(r"([a-z]+)>=([0-9.]+)", " ".join(accepted)):
        assert installed[name].startswith(oldest)
    environment.run("wrbc-rules", "check", cwd=tmp_path)

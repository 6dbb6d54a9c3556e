"""The extension out of an installed wheel: another project's pages, in an environment of their own."""

from pathlib import Path

import pytest

from tests.packaging.building import Built, declared, fresh_environment, installer, locked_versions, run

pytestmark = [pytest.mark.packaging, pytest.mark.xdist_group("packaging")]

CONF = """
extensions = ["wrbc_rules.sphinx_ext"]
html_theme = "basic"
"""
INDEX = """
Ours
====

.. wrbc:clause:: 4.7

.. code-block:: wrbc-rules

   staff should not write
     when it is late

See :wrbc:rule:`4.7`.
"""


def test_a_small_project_builds_with_the_installed_extension(built: Built, tmp_path: Path) -> None:
    environment = fresh_environment(tmp_path)
    constraints = tmp_path / "versions.txt"
    constraints.write_text("\n".join(locked_versions()), encoding="utf-8")
    wanted = [each for each in declared()["optional-dependencies"]["docs"] if each.startswith("sphinx")]
    run(*installer(environment), "-c", constraints, built.wheel, *wanted, cwd=tmp_path)
    source = tmp_path / "ours"
    source.mkdir()
    (source / "conf.py").write_text(CONF, encoding="utf-8")
    (source / "index.rst").write_text(INDEX, encoding="utf-8")
    environment.run("sphinx-build", "-n", "-W", "ours", "out", cwd=tmp_path)
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "Staff should not contact a child or young person when" in page
    assert '<span class="kr">should not</span>' in page, "lines of a rules file have no colours"
    assert (tmp_path / "out" / "_static" / "wrbc.css").exists()

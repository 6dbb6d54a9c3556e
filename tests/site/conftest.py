"""Builds that several tests look at, each made once."""

import shutil
from pathlib import Path

import pytest

from tests.site.building import ROOT, Built, build, build_apart, shed_project


@pytest.fixture(scope="session")
def shed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source of a project about the tool library."""
    return shed_project(tmp_path_factory.mktemp("shed") / "docs")


@pytest.fixture(scope="session")
def one_job(shed: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """It, built by one process."""
    return build(shed, "-j", "1", out=tmp_path_factory.mktemp("one"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The project's own site, of a copy that pages are written into; its promises are not tried."""
    folder = tmp_path_factory.mktemp("site")
    for name in ("docs", "examples", "policy"):
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("_build", "clause-*", "part-*")
        )
    return build_apart(folder / "docs", "-D", "wrbc_promise_trials=0", out=folder / "out")

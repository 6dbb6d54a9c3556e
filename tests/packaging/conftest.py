"""Builds the package once, and installs it in environments of their own."""

import pytest

from tests.packaging.building import (
    ROOT,
    Built,
    Environment,
    build,
    fresh_environment,
    installer,
    run,
    uses_uv,
)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The sdist and both wheels, built once."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "opened").mkdir()
    run("tar", "-xf", build("sdist", ROOT, folder / "sdist"), cwd=folder / "opened")
    (unpacked,) = (folder / "opened").iterdir()
    return Built(
        unpacked=unpacked,
        wheel=build("wheel", ROOT, folder / "wheel"),
        wheel_from_sdist=build("wheel", unpacked, folder / "wheel_from_sdist"),
    )


@pytest.fixture(scope="session", params=["editable", "wheel", "wheel from the sdist"])
def installed(
    request: pytest.FixtureRequest, built: Built, tmp_path_factory: pytest.TempPathFactory
) -> Environment:
    """A fresh environment for each way of installing."""
    how = {
        "editable": ["--no-build-isolation", "--editable", str(built.unpacked)],
        "wheel": [str(built.wheel)],
        "wheel from the sdist": [str(built.wheel_from_sdist)],
    }[request.param]
    environment = fresh_environment(tmp_path_factory.mktemp("environment"))
    nothing_more = "--offline" if uses_uv() else "--no-index"
    run(*installer(environment), nothing_more, *how, cwd=environment.folder.parent)
    return environment

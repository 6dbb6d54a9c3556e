"""How the package is built, and how it is installed in an environment of its own."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

ROOT = Path(__file__).parents[2]
CLEAN = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}


@frozen
class Built:
    """What was built from this checkout: `unpacked` is the sdist, lying open as a checkout of its own."""

    unpacked: Path
    wheel: Path
    wheel_from_sdist: Path


@frozen
class Environment:
    """A virtual environment that holds the package and what it declares that it needs."""

    folder: Path

    def run(self, command: str, *arguments: str, cwd: Path) -> str:
        """What a command of this environment prints; fails the test when it does not end well."""
        return run(self.folder / "bin" / command, *arguments, cwd=cwd)

    def python(self, code: str, cwd: Path) -> str:
        """What a piece of Python prints, with nothing on its path but this environment."""
        return self.run("python", "-I", "-c", code, cwd=cwd)


def run(*command: str | Path, cwd: Path, env: dict[str, str] = CLEAN) -> str:
    """What a command prints; fails the test, with all it said, when it does not end well."""
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"{' '.join(map(str, command))} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def build(target: str, source: Path, into: Path) -> Path:
    """Build a `wheel` or an `sdist` of the checkout at `source`; the file that came out."""
    run(sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", into, cwd=source)
    (file,) = into.iterdir()
    return file


def empty_environment(folder: Path) -> Environment:
    """An environment that holds nothing but Python."""
    environment = Environment(folder / "venv")
    run(sys.executable, "-m", "venv", "--without-pip", environment.folder, cwd=folder)
    return environment


def fresh_environment(folder: Path) -> Environment:
    """An environment with the package's requirements in their locked versions, but not yet the package.

    On a machine that cannot fetch them the test is skipped, save in CI, where that is a failure.
    """
    environment = empty_environment(folder)
    constraints = folder / "constraints.txt"
    constraints.write_text("\n".join(locked_versions()), encoding="utf-8")
    packages = [*declared()["dependencies"], "hatchling", "editables"]
    command = [*installer(environment), "-c", str(constraints), *packages]
    done = subprocess.run(command, env=CLEAN, capture_output=True, text=True, check=False)
    if done.returncode:
        stop = pytest.fail if os.environ.get("CI") else pytest.skip
        stop(f"the package's requirements cannot be fetched here: {done.stderr.strip()}")
    return environment


def declared() -> dict[str, Any]:
    """What `pyproject.toml` says of the project."""
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project


def locked_versions() -> list[str]:
    """The lock's versions, each with its marker, without hashes."""
    lock = (ROOT / "requirements" / "dev.txt").read_text(encoding="utf-8")
    return re.findall(r"^([a-z0-9.-]+==.*?) \\$", lock, flags=re.MULTILINE)


def uses_uv() -> bool:
    """Whether uv stands beside this Python; where it does not, pip does its work."""
    return Path(sys.executable).with_name("uv").exists()


def installer(environment: Environment) -> list[str]:
    """The command that installs into an environment; what to install follows it."""
    python = str(environment.folder / "bin" / "python")
    if uses_uv():
        return [str(Path(sys.executable).with_name("uv")), "pip", "install", "--quiet", "--python", python]
    return [sys.executable, "-m", "pip", "--python", python, "install", "--quiet"]

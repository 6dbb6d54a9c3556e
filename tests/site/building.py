"""Making small documentation projects, and building them as a person would."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zlib
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import attrs

ROOT = Path(__file__).parents[2]
SHED = ROOT / "examples" / "toolshed"

OPTIONS = ("-n", "-W", "--keep-going", "-v", "--no-color")
CONF = """
import pathlib, sys
sys.path.insert(0, str(pathlib.Path(__file__).parent))
extensions = ["wrbc_rules.sphinx_ext"]
html_theme = "basic"
html_show_sphinx = False
wrbc_policy = "policy.rules"
wrbc_promise_trials = 5
"""


@attrs.frozen
class Built:
    """A build: its folder, how it ended, and what it said."""

    folder: Path
    status: int
    said: str

    def page(self, name: str) -> str:
        """The HTML of a page."""
        return (self.folder / f"{name}.html").read_text(encoding="utf-8")

    @property
    def pages(self) -> dict[str, str]:
        """Every page by name."""
        files = sorted(self.folder.rglob("*.html"))
        return {str(f.relative_to(self.folder).with_suffix("")): f.read_text(encoding="utf-8") for f in files}

    @property
    def inventory(self) -> list[str]:
        """The lines of the inventory."""
        data = (self.folder / "objects.inv").read_bytes().split(b"\n", 4)[4]
        return zlib.decompress(data).decode("utf-8").splitlines()


def build(source: Path, *options: str, out: Path | None = None) -> Built:
    """Build a project with warnings as errors, from the state that an earlier build left; quickly, here."""
    from sphinx.cmd.build import build_main

    folder, said, path = out or source / "_build", StringIO(), list(sys.path)
    with redirect_stdout(said), redirect_stderr(said):
        status = build_main([*OPTIONS, *options, str(source), str(folder)])
    sys.path[:] = path
    return Built(folder, status, said.getvalue())


def build_apart(source: Path, *options: str, out: Path) -> Built:
    """As `build`, in a process of its own."""
    command = [sys.executable, "-m", "sphinx", *OPTIONS, *options, str(source), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    return Built(out, done.returncode, done.stdout + done.stderr)


def project(folder: Path, pages: Mapping[str, str], policy: str, conf: str = "") -> Path:
    """A project with these pages about a policy, the text of a rules file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "conf.py").write_text(CONF + conf, encoding="utf-8")
    (folder / "policy.rules").write_text(policy, encoding="utf-8")
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def shed_project(folder: Path) -> Path:
    """A project about the tool library, whose events are its own; a page for each clause."""
    index = "Shed\n====\n\n.. toctree::\n\n   house/index\n   words\n"
    words = "Words\n=====\n\n.. wrbc:words::\n\n.. wrbc:promises::\n\n.. wrbc:events::\n"
    text = (SHED / "toolshed.rules").read_text(encoding="utf-8")
    conf = 'wrbc_events = "toolshed_events"\nwrbc_pages = "house"\nexclude_patterns = ["_build"]\n'
    shutil.copy(SHED / "toolshed_events.py", _made(folder))
    return project(folder, {"index.rst": index, "words.rst": words}, text, conf)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder

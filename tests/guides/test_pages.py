"""Pages that are followed from their top: what they run runs, and prints what they show."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from .snippets import ROOT, follow, snippets

PAGES = ["building-on-it.md", *sorted(f"howto/{each.name}" for each in (ROOT / "docs/howto").glob("*.md"))]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a page needs of the project's folder, in one that it may write into."""
    for name in ("docs/tutorial", "examples/toolshed", "policy"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.delitem(sys.modules, "toolshed_events", raising=False)
    return tmp_path


@pytest.mark.parametrize("page", PAGES)
def test_a_page_does_what_it_shows(page: str, project: Path) -> None:
    runs = [each for each in snippets(page) if each.language in ("python", "console") and each.file is None]
    assert follow(page, project) >= len(runs)


def test_every_page_of_instructions_has_something_to_run() -> None:
    for page in PAGES:
        if not page.endswith("index.md"):
            assert any(each.language in ("python", "console") for each in snippets(page)), page

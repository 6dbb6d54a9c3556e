"""A real browser for the pages that this project writes; where there is none, tests skip and say so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_chromium = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed (Debian's package is chromium)"),
    pytest.mark.xdist_group("browser"),  # one browser for all of them
]
SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}


@contextmanager
def started() -> Iterator[Browser]:
    """A browser without a window, which asks nobody for anything of its own accord."""
    from playwright.sync_api import sync_playwright

    quiet = ["--disable-background-networking", "--disable-component-update"]
    if os.getuid() == 0:
        quiet.append("--no-sandbox")  # Chromium refuses to start as root with one
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=quiet)
        yield found
        found.close()


def opened(browser: Browser, path: Path, **settings: Any) -> tuple[Page, list[str]]:
    """A page, and what it does besides being there."""
    page = browser.new_page(**settings)
    did = watched(page)
    page.goto(path.as_uri())
    page.wait_for_load_state("load")
    return page, did


def watched(page: Page) -> list[str]:
    """What a page does from now on."""
    did: list[str] = []
    page.on("request", lambda request: did.append(f"asked for {request.url}"))
    page.on("dialog", lambda dialog: did.append("opened a dialog"))
    page.on("popup", lambda popup: did.append("opened a window"))
    page.on("download", lambda download: did.append("downloaded"))
    page.on("console", lambda message: did.append(f"said {message.text}"))
    page.on("pageerror", lambda error: did.append(f"failed {error}"))
    page.on("framenavigated", lambda frame: did.append(f"went to {frame.url}"))
    return did


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe has against the page as it stands."""
    from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]

    page.evaluate(AXE_SCRIPT)  # by way of the developer's tools, past the page's policy
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert found["passes"]
    return [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found["violations"]]

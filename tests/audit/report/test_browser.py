"""The page in a real browser: nothing runs, nothing is asked for, everybody can read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browsing import SIZES, needs_chromium, opened, started, violations
from wrbc_rules.audit.report import write_reports
from wrbc_rules.audit.result import Audit

from .hostile import hostile_audit
from .made import audit_of, drawn_items

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started() as found:
        yield found


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return page_of(hostile_audit(5, 120), tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return page_of(audit_of(drawn_items(3, 40)), tmp_path_factory.mktemp("plain"))


def page_of(audit: Audit, folder: Path) -> Path:
    write_reports(audit, folder, ["html"])
    return folder / "report.html"


def test_nothing_of_a_hostile_export_runs_or_leaves_the_machine(browser: Browser, hostile: Path) -> None:
    page, did = opened(browser, hostile)
    page.wait_for_timeout(300)
    here = hostile.as_uri()
    assert did == [f"asked for {here}", f"went to {here}"]
    assert page.title() != "it ran"
    assert (
        page.locator("script, img, iframe, object, embed, link, form, base, [onload], [onerror]").count() == 0
    )
    assert page.locator("meta[http-equiv]").count() == 1
    hrefs = page.evaluate("[...document.links].map(a => a.getAttribute('href'))")
    assert all(href.startswith("#") for href in hrefs)
    assert "<script>" in page.inner_text("main")
    page.close()


def test_the_policy_of_the_page_would_stop_a_script_that_got_in(browser: Browser, tmp_path: Path) -> None:
    path = page_of(audit_of(drawn_items(3, 10)), tmp_path)
    text = path.read_text("utf-8")
    planted = (
        "<script>document.title='it ran'</script>"
        "<img src='https://example.org/x.png' onerror=\"document.title='it ran'\">"
        "<p style='color: rgb(1, 2, 3)' id=planted>x</p><style>#planted { color: rgb(4, 5, 6) }</style>"
    )
    path.write_text(text.replace("</main>", f"{planted}</main>"), "utf-8")
    page, did = opened(browser, path)
    page.wait_for_timeout(200)
    assert page.title() != "it ran"
    assert sum("violates" in each for each in did) >= 4
    colour = page.evaluate("getComputedStyle(document.getElementById('planted')).color")
    assert colour not in ("rgb(1, 2, 3)", "rgb(4, 5, 6)")
    assert page.evaluate("document.images[0].naturalWidth") == 0
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing(browser: Browser, plain: Path, size: str, scheme: str) -> None:
    page, _ = opened(browser, plain, viewport=SIZES[size], color_scheme=scheme)
    assert violations(page) == []
    page.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("which", ["plain", "hostile"])
def test_the_page_is_never_wider_than_the_screen(
    browser: Browser, size: str, which: str, request: pytest.FixtureRequest
) -> None:
    page, _ = opened(browser, request.getfixturevalue(which), viewport=SIZES[size])
    assert page.evaluate("document.documentElement.scrollWidth") == SIZES[size]["width"]
    page.close()


def test_on_paper_it_is_a4_and_nothing_is_cut_off(browser: Browser, plain: Path) -> None:
    page, _ = opened(browser, plain, viewport={"width": 688, "height": 1000}, color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    boxes = "[...document.querySelectorAll('.wide, table, svg')].map(e => e.getBoundingClientRect().right)"
    assert max(page.evaluate(boxes)) <= 688
    paper = page.pdf(prefer_css_page_size=True)
    assert re.search(rb"/MediaBox \[0 0 59[45][.\d]* 84[12]", paper)
    page.close()


def test_headings_go_down_one_step_at_a_time_and_the_skip_link_leads_on(
    browser: Browser, plain: Path
) -> None:
    page, _ = opened(browser, plain)
    levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3, h4')].map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#answer"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.close()

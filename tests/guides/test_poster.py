"""The poster: every rule on one page of A4, in letters that can be read, and nothing that runs or asks."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import sys
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from wrbc_rules import Policy, load_policy, policy_from_text
from wrbc_rules.backends.prose import sentence
from wrbc_rules.cli import commands
from wrbc_rules.poster import PartError, TooLongError, poster
from wrbc_rules.poster.content import content_of, line_of
from wrbc_rules.poster.fitting import LARGEST, SMALLEST, fit

from .snippets import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
with_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed (Debian's is chromium)")
WORDS = """
noun "staff" means a person where roles include volunteer
noun "anybody" means a person
act "contact {somebody}" means a contact for each recipient where recipient.person is {somebody}
fact "the account is agreed" means account.agreed
"""


def _many(rules: int, name: str = "Many rules", fact: str = "the account is agreed") -> Policy:
    """A policy with so many rules."""
    head = f'policy "{name}"\n  edition "1"\n  organisation "nobody"\n  in force from 2025-01-01\n'
    clauses = [
        f'clause 1.{number} "Rule {number}" adopted 2025-01-01\n'
        f"  staff must not contact anybody\n    when {fact}\n"
        for number in range(1, rules + 1)
    ]
    words = WORDS.replace("the account is agreed", fact)
    return policy_from_text(f'{head}  time zone Europe/London\npart 1 "All"\n{"".join(clauses)}{words}')


def _fullest(fact: str) -> Policy:
    """A policy with as many rules as still fit."""
    least, most = 1, 129
    while most - least > 1:
        middle = (least + most) // 2
        try:
            fit(content_of(_many(middle, fact=fact).typed))
            least = middle
        except TooLongError:
            most = middle
    return _many(least, fact=fact)


def _shed(monkeypatch: pytest.MonkeyPatch) -> Policy:
    monkeypatch.setattr(sys, "path", [str(ROOT / "examples" / "toolshed"), *sys.path])
    from toolshed_events import VOCABULARY  # type: ignore[import-not-found]

    return load_policy(ROOT / "examples" / "toolshed" / "toolshed.rules", vocabulary=VOCABULARY)


# ---- what stands on it


def test_every_rule_stands_on_it_once_as_its_sentence() -> None:
    policy = load_policy().typed
    items = re.findall(r'<span class="number">(.*?)</li>', poster(policy))
    said = [" ".join(unescape(re.sub(r"<[^>]+>", "", each)).split()) for each in items]
    assert said == [f"{rule.id} {sentence(rule)}" for rule in policy.rules]


def test_the_verb_of_every_rule_is_picked_out_with_its_strength() -> None:
    for rule in load_policy().typed.rules:
        line = line_of(rule)
        strongest = line.verb.removeprefix("is not ").removeprefix("is ").split(" ")[0]
        expected = "seek to" in line.verb if rule.strength.value == "best endeavours" else strongest
        assert expected in (True, rule.strength.value), line
        assert line.before.endswith(" ")


def test_it_says_whom_to_ask_and_who_decides() -> None:
    content = content_of(load_policy().typed)
    asked = {each.who: each.clauses for each in content.ask}
    assert asked["the Safeguarding Trustee"] == ("3.2",)
    assert {each.who for each in content.decide} == {"WRBC", "the photo policy"}
    assert len(content.dials) == 1


def test_one_part_alone_has_its_rules_and_no_other() -> None:
    typed = load_policy().typed
    lines = content_of(typed, "9").lines
    assert [line.rule for line in lines] == ["9.1", "9.2", "9.3"]
    assert fit(content_of(typed, "9")).size == LARGEST
    with pytest.raises(PartError, match="there is no part 12; the parts are 1, 2"):
        poster(typed, "12")


def test_nothing_runs_and_nothing_is_asked_for() -> None:
    text = poster(_many(3, name="<script>alert(1)</script> & 'so'").typed)
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    [style] = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    allowed = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert f'content="{allowed}"' in text
    assert not re.search(r"\b(src|href|style|on\w+)=|url\(|@import", text)


def test_the_same_policy_gives_the_same_bytes() -> None:
    assert poster(load_policy().typed) == poster(load_policy().typed)


# ---- how large


def test_more_rules_are_never_set_larger() -> None:
    sizes = [fit(content_of(_many(number).typed)).size for number in range(1, 90, 22)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == LARGEST
    assert min(sizes) >= SMALLEST


def test_what_is_too_long_is_refused_with_the_number_of_rules(tmp_path: Path) -> None:
    many = _many(200)
    with pytest.raises(TooLongError, match="the 200 rules do not fit on one page") as raised:
        poster(many.typed)
    assert raised.value.rules == 200
    (tmp_path / "many.rules").write_text(many.typed.source.text, encoding="utf-8")
    out = tmp_path / "poster.html"
    done = CliRunner().invoke(commands, ["poster", str(tmp_path / "many.rules"), "-o", str(out)])
    assert done.exit_code == 2
    assert re.search(
        r"the 200 rules .* they would take \d\.\d pages; make a poster for each part", done.output
    )
    assert not out.exists()


# ---- on paper


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    quiet = ["--disable-background-networking", "--disable-component-update"]
    if os.getuid() == 0:
        quiet.append("--no-sandbox")  # Chromium refuses to start as root with one
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=quiet)
        yield started
        started.close()


#: What is too small (in CSS pixels), and what does not lie in the sheet, or runs into the foot.
_LOOK = """least => {
  const text = [...document.querySelectorAll('main *')].filter(
    each => [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()) &&
            !['title', 'desc', 'style'].includes(each.tagName));
  const size = each => parseFloat(getComputedStyle(each).fontSize) *
    (each.ownerSVGElement ? each.getScreenCTM().a : 1);
  const sheet = document.querySelector('main').getBoundingClientRect();
  const foot = document.querySelector('footer').getBoundingClientRect();
  const inside = each => {
    const at = each.getBoundingClientRect();
    return at.left >= sheet.left && at.right <= sheet.right && at.bottom <= sheet.bottom &&
      (at.bottom <= foot.top + 1 || each.closest('footer'));
  };
  return {
    seen: text.length,
    small: text.filter(each => size(each) < least - 0.01).map(each => each.textContent),
    outside: text.filter(each => !inside(each)).map(each => each.textContent),
  };
}"""


def _printed(browser: Browser, text: str, path: Path) -> tuple[int, tuple[float, float], str]:
    """Pages, the size of the first in millimetres, its text; the page is looked at as it is printed."""
    from pypdf import PdfReader

    path.write_text(text, encoding="utf-8")
    page = browser.new_page(viewport={"width": 794, "height": 1123})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: asked.append(message.text))
    page.goto(path.as_uri())
    page.emulate_media(media="print")
    looked = page.evaluate(_LOOK, 7 * 96 / 72)
    assert looked["seen"] >= 8
    assert (looked["small"], looked["outside"]) == ([], [])
    found = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    page.close()
    assert asked == [path.as_uri()]
    box = found.pages[0].mediabox
    size = float(box.width) / 72 * 25.4, float(box.height) / 72 * 25.4
    return len(found.pages), size, found.pages[0].extract_text()


@with_browser
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("which", ["bundled", "toolshed", "one rule", "full", "full of long words"])
def test_it_prints_on_exactly_one_page(
    browser: Browser, which: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = {
        "bundled": lambda: poster(load_policy().typed),
        "toolshed": lambda: poster(_shed(monkeypatch).typed),
        "one rule": lambda: poster(_many(1).typed),
        "full": lambda: poster(_fullest("the account is agreed").typed),
        "full of long words": lambda: poster(_fullest("Wimmelwummigwammelkommissionswommel is so").typed),
    }
    pages, (width, height), text = _printed(browser, made[which](), tmp_path / "poster.html")
    assert pages == 1
    assert width == pytest.approx(210, abs=0.5)
    assert height == pytest.approx(297, abs=0.5)
    assert "How strongly a rule speaks" in text
    assert "the policy itself is what counts" in text

    if which == "bundled":
        said = "".join(text.split())
        for rule in load_policy().typed.rules:
            assert "".join(f"{rule.id}{sentence(rule)}".split()) in said, rule.id

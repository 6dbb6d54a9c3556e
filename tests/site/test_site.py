"""The project's own site: whole, without a warning, and without a request to anybody else."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest

from tests.site.building import Built
from wrbc_rules import load_policy
from wrbc_rules.backends.prose import sentence
from wrbc_rules.diagnostics import CODES
from wrbc_rules.sphinx_ext.indices import in_order

pytestmark = pytest.mark.xdist_group("site")


class _Page(HTMLParser):
    """What a page loads, links to and can be linked at."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if "id" in said:
            self.ids.append(said["id"])
        if tag == "a" and "href" in said:
            self.links.append(said["href"])
        elif tag == "link" and said.get("rel") in ("stylesheet", "icon", "preload"):
            self.loads.append(said["href"])
        elif "src" in said:
            self.loads.append(said["src"])


@pytest.fixture(scope="module")
def parsed(site: Built) -> dict[str, _Page]:
    return {name: _Page(text) for name, text in site.pages.items()}


def test_it_builds_without_a_warning(site: Built) -> None:
    assert site.status == 0, site.said


def test_no_page_asks_another_host(site: Built, parsed: dict[str, _Page]) -> None:
    for name, page in parsed.items():
        assert not [each for each in page.loads if urlsplit(each).netloc], name
    for file in [*site.folder.rglob("*.css"), *site.folder.rglob("*.svg")]:
        text = file.read_text(encoding="utf-8")
        addresses = re.findall(r"url\(\s*[\"']?([^\"')]+)|@import\s+[\"']([^\"']+)", text)
        assert not [each for pair in addresses for each in pair if urlsplit(each).netloc], file


def test_every_link_within_the_site_arrives(parsed: dict[str, _Page]) -> None:
    for name, page in parsed.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or link == "#":
                continue
            path = (
                PurePosixPath(name).parent / unquote(parts.path)
                if parts.path
                else PurePosixPath(f"{name}.html")
            )
            target = str(_flat(path)).removesuffix(".html")
            assert target in parsed, (name, link)
            assert not parts.fragment or unquote(parts.fragment) in parsed[target].ids, (name, link)


def _flat(path: PurePosixPath) -> PurePosixPath:
    found: list[str] = []
    for part in path.parts:
        found = found[:-1] if part == ".." else [*found, part]
    return PurePosixPath(*found)


def test_no_page_has_an_anchor_twice(parsed: dict[str, _Page]) -> None:
    for name, page in parsed.items():
        assert len(page.ids) == len(set(page.ids)), name


def test_every_clause_has_its_page_with_what_it_says(site: Built) -> None:
    policy = load_policy().typed
    for clause in policy.clauses:
        page = site.page(f"policy/clause-{clause.number}")
        text = " ".join(re.sub(r"<[^>]+>", "", page).split()).replace("&#x27;", "'").replace("&quot;", '"')
        for each in clause.sentences:
            for rule in each.rules:
                assert sentence(policy.rules_by_id[rule]) in text
            for said in (*each.readings, *each.notes, *([] if each.rules else [each.entry.words])):
                assert said in text, said
        assert "FAILS" not in text


def test_every_word_example_promise_and_code_can_be_linked_to(site: Built) -> None:
    policy = load_policy().typed
    lines = (line.split(" wrbc:") for line in site.inventory if " wrbc:" in line)
    there = {name + rest.split(" ")[0] for name, rest in lines}
    wanted = {f"{each.pattern}{each.kind}" for each in policy.definitions}
    wanted |= {f"{each.name}example" for each in policy.examples}
    wanted |= {f"{each.name}promise" for each in policy.promises}
    wanted |= {f"{code}code" for code in CODES}
    wanted |= {f"{s.clause} s{s.number}sentence" for clause in policy.clauses for s in clause.sentences}
    assert not wanted - there


def test_drawings_are_whole_and_say_what_they_show(site: Built) -> None:
    found = [
        svg
        for page in site.pages.values()
        for svg in re.findall(r"<svg [^>]*aria-label.*?</svg>", page, re.DOTALL)
    ]
    assert len(found) >= 15
    for svg in found:
        tree = ElementTree.fromstring(svg)
        first, second = tree[0], tree[1]
        assert (first.tag.split("}")[1], second.tag.split("}")[1]) == ("title", "desc")
        assert first.text
        assert second.text


def test_the_dial_of_the_quiet_hours(site: Built) -> None:
    [svg] = re.findall(r"<svg [^>]*local time.*?</svg>", site.page("policy/clause-4.7"), re.DOTALL)
    assert "From 21:00 until 08:00 is marked" in svg
    [path] = re.findall(r'd="([^"]*)"', svg)
    # at nine in the evening the hand is up and to the left, at eight in the morning down and to the right
    x1, y1, x2, y2 = (float(each) for each in re.findall(r"-?[\d.]+", path.replace("A78 78 0 0 1", ""))[2:6])
    assert x1 < 120
    assert y1 < 120
    assert x2 > 120
    assert y2 > 120


def test_clauses_stand_in_the_order_of_their_numbers(site: Built) -> None:
    assert sorted(["4.10", "shed:1.1", "4.9", "10.1", "4.2"], key=in_order) == [
        "4.2",
        "4.9",
        "4.10",
        "10.1",
        "shed:1.1",
    ]
    numbers = re.findall(r'<code class="xref">([\d.]+)</code>', site.page("wrbc-clauses"))
    assert numbers == [clause.number for clause in load_policy().typed.clauses]


def test_pages_hold_no_path_of_the_machine(site: Built) -> None:
    root = str(Path(__file__).parents[2])
    for name, page in site.pages.items():
        assert root not in page, name
        assert str(site.folder) not in page, name


def _rows(page: str) -> list[str]:
    """The text of every row of the tables of a page."""
    rows = re.findall(r"<tr.*?</tr>", page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]


def test_an_open_setting_names_the_rules_that_wait_for_it_and_no_others(site: Built) -> None:
    rows = _rows(site.page("open"))
    assert "the time for handing over a record WRBC 6.3(b) , 7.3(b)" in rows
    assert "the counting period WRBC 7 days 4.5 s2" in rows
    assert len(rows) == 1 + sum(setting.value is None for setting in load_policy().typed.settings)


def test_what_people_answer_is_told_once(site: Built) -> None:
    policy = load_policy().typed
    items = re.findall(r"<li>(.*?)</li>", site.page("people"), re.DOTALL)
    said = [" ".join(re.sub(r"<[^>]+>", "", each).split()) for each in items]
    assert len(said) == len(set(said))
    for rule, question in policy.questions:
        assert f"{rule}: {question.words}" in said


def test_at_a_glance_a_rule_says_all_that_it_says(site: Built) -> None:
    [row] = [each for each in _rows(site.page("policy/part-8")) if each.startswith("8.4 ")]
    assert "Staff must not publish anything when it is derogatory about anybody WRBC works with." in row


def test_sentences_are_counted_by_how_far_facts_decide(site: Built) -> None:
    text = re.sub(r"<[^>]+>", "", site.page("index"))
    counts = [int(each) for each in re.findall(r"(\d+) (?:executable|partly|for a person|background):", text)]
    assert len(counts) == 4
    assert sum(counts) == 55

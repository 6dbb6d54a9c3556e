"""No word of a rules file is ever markup: not of reStructuredText, not of HTML, not of a drawing."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.site.building import Built, build, project

pytestmark = pytest.mark.xdist_group("site")

#: Each would do something if it were read as markup of some sort.
NASTY = (
    "<script>alert(1)</script>",
    "</title></svg><img src=x onerror=alert(2)>",
    ".. include:: conf.py",
    ".. raw:: html",
    "`name <http://evil.example/>`_",
    ":wrbc:clause:`9.9` and :ref:`nothing`",
    "|release| and |today|",
    "[1]_ and nothing_ and *stars* and ``code``",
    "{{ 7 * 7 }} {% raw %}",
    "& &amp; &lt;b&gt; <!-- -->",
)


#: A setting may begin with anything, and the index of phrases has a heading for how a phrase begins.
ODD = """
clause 2.1 "Odd" [00000000]
  helpers should not wave
    when any is young
act "wave" means a message
fact "any is young" means some recipients where age by person.birth-date is under "<i>age"
setting "<i>age" is a number, 18
"""


def _policy() -> str:
    clauses = []
    for number, words in enumerate(NASTY, start=1):
        said = words.translate({ord(each): None for each in "{}"})  # there they are blanks
        clauses.append(
            f'clause 1.{number} "{words}" [00000000]\n'
            f"  helpers should not do x {number} {said}\n"
            f"    when it is y {number} {said}\n"
            f"    unless the local time is from 21:00 until 08:00\n"
            f'  reading "{words}"\n  note "{words}"\n'
            f'  example "e {number} {words}"\n'
            f"    given helpers do x {number} {said} at 12:00 on 2020-03-03\n"
            f"    and it is y {number} {said}\n    then breach\n"
            f'act "do x {number} {said}" means a message\n'
            f'fact "it is y {number} {said}" means doubts\n'
            f'setting "{words}" is a duration, not set\n  decided by somebody {words}\n'
        )
    return (
        f'policy "{NASTY[0]}"\n  edition "{NASTY[1]}"\n  organisation "{NASTY[4]}"\n'
        f'  in force from 2020-01-01\n  time zone Europe/London\n\npart 1 "{NASTY[0]}"\n\n'
        + "\n".join(clauses)
        + ODD
        + '\nnoun "helpers" means a person where roles include volunteer\n'
        'fact "the local time is from {a time} until {a time}" means at is from {a time} until {a time}\n'
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site about a rules file that is out to do harm."""
    text = "House\n=====\n\n.. toctree::\n\n   house/index\n   tables\n"
    names = ("words", "promises", "coverage", "traceability", "people", "open", "readings")
    tables = "Tables\n======\n\n" + "\n".join(f".. wrbc:{name}::\n" for name in names)
    conf = 'wrbc_pages = "house"\n'
    folder = tmp_path_factory.mktemp("hostile") / "docs"
    return build(project(folder, {"index.rst": text, "tables.rst": tables}, _policy(), conf))


class _Elements(HTMLParser):
    """Gathers what is in a page: tags with their attributes, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def _read(page: str) -> _Elements:
    found = _Elements()
    found.feed(page)
    return found


def test_it_builds_without_a_warning(hostile: Built) -> None:
    assert hostile.status == 0, hostile.said


def test_every_word_is_text(hostile: Built) -> None:
    for number, words in enumerate(NASTY, start=1):
        said = "".join(_read(hostile.page(f"house/clause-1.{number}")).text)
        assert said.count(words) >= 6, (words, said)


def test_no_page_has_an_element_of_the_authors(hostile: Built) -> None:
    for name, page in hostile.pages.items():
        found = _read(page)
        for tag, attributes in found.tags:
            assert not any(each.startswith("on") for each in attributes), (name, tag, attributes)
            assert tag not in ("iframe", "object", "embed")
            for each in ("href", "src"):
                assert not (attributes.get(each) or "").startswith(("http:", "javascript:")), (
                    name,
                    attributes,
                )
        scripts = re.findall(r"<script[^>]*>(.*?)</script>", page, re.DOTALL)
        assert not any("alert" in each for each in scripts), name


def test_an_index_has_no_element_of_the_authors(hostile: Built) -> None:
    page = hostile.page("wrbc-phrases")
    assert "&lt;i&gt;age" in page
    assert not [tag for tag, _ in _read(page).tags if tag == "i"]
    assert 'id="cap-other"' in page


def test_the_search_has_it_escaped(hostile: Built) -> None:
    index = (hostile.folder / "searchindex.js").read_text(encoding="utf-8")
    objects = index[index.index('"objects"') : index.index('"terms"')] if '"terms"' in index else index
    assert "<script>" not in objects.split('"titles"')[0]


def test_pages_are_named_by_numbers(hostile: Built, tmp_path: Path) -> None:
    written = {each.name for each in (hostile.folder.parent / "house").iterdir()}
    clauses = {f"clause-1.{number}.rst" for number in range(1, len(NASTY) + 1)}
    assert written == {"index.rst", "part-1.rst", "clause-2.1.rst", *clauses}

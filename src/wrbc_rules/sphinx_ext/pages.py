"""One source page for each clause and part, written before Sphinx looks for sources.

A page holds nothing but numbers and a directive, so that a new clause of the rules file is a new page.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging

from wrbc_rules.ir import Clause
from wrbc_rules.sphinx_ext.books import Book, BookError, book_at, place_of

logger = logging.getLogger(__name__)
_WRITTEN = ".. Written by wrbc_rules.sphinx_ext from the rules file; it is written anew by every build.\n\n"


def write_pages(app: Sphinx) -> None:
    """Write the pages below `wrbc_pages`, where that is set; a page that has not changed is left alone."""
    if app.config.wrbc_pages is None:
        return
    folder = Path(app.srcdir, app.config.wrbc_pages)
    try:
        book = book_at(place_of(app.config))
    except BookError:
        return  # the pages of the last build say so, each with the place in the rules file
    pages = dict(_pages(book))
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        _write(folder / name, text)
    for stale in set(folder.glob("*.rst")) - {folder / name for name in pages}:
        if stale.read_text(encoding="utf-8").startswith(_WRITTEN):
            stale.unlink()


def _write(file: Path, text: str) -> None:
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        file.write_text(text, encoding="utf-8")


def _pages(book: Book) -> Iterator[tuple[str, str]]:
    clauses = book.typed.clauses
    parts = list(dict.fromkeys(number for clause in clauses if (number := part_number(clause)) is not None))
    alone = [clause for clause in clauses if clause.part is None]
    below = [*(f"part-{number}" for number in parts), *map(_page_name, alone)]
    yield "index.rst", f"{_WRITTEN}.. wrbc:policy::\n   :contents:\n\n{_toctree(below)}"
    for number in parts:
        those = [clause for clause in clauses if part_number(clause) == number]
        listed = _toctree(_page_name(clause) for clause in those)
        yield f"part-{number}.rst", f"{_WRITTEN}.. wrbc:part:: {number}\n   :contents:\n\n{listed}"
    for clause in clauses:
        yield f"{_page_name(clause)}.rst", f"{_WRITTEN}.. wrbc:clause:: {clause.number}\n"


def part_number(clause: Clause) -> str | None:
    """The number of the part that a clause stands in."""
    return None if clause.part is None else clause.part.split(" ", maxsplit=1)[0]


def _page_name(clause: Clause) -> str:
    return f"clause-{clause.number}"


def _toctree(names: Iterator[str] | list[str]) -> str:
    return "   .. toctree::\n      :hidden:\n\n" + "".join(f"      {name}\n" for name in names)

"""The page that answers "May I send this?" beside the pages of the site, and the way to it."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from wrbc_rules.backends.javascript import JavaScriptError
from wrbc_rules.backends.javascript.page import PageError, page
from wrbc_rules.sphinx_ext.books import BookError, book_at, place_of
from wrbc_rules.sphinx_ext.writing import Page

#: What the way to the page says, and the page's heading.
TITLE = "May I send this?"


def write_asking_page(app: Sphinx, fault: Exception | None) -> None:
    """Write the file that `wrbc_asking_page` names, where it is set; raises `ExtensionError` if it cannot."""
    name = app.config.wrbc_asking_page
    if fault is not None or name is None or app.builder.format != "html":
        return
    try:
        text = page(book_at(place_of(app.config)).typed, title=TITLE)
    except BookError:
        return  # every page of the site says so
    except (JavaScriptError, PageError) as error:
        raise ExtensionError(f"wrbc_asking_page: {error}") from error
    Path(app.outdir, name).write_text(text, encoding="utf-8")


def way_to_it(page: Page) -> list[nodes.Node]:
    """A link to the page, from whatever page of the site this is; only its words where there is none."""
    name = page.env.config.wrbc_asking_page
    if name is None:
        return [nodes.paragraph("", TITLE)]
    up = "../" * page.env.docname.count("/")
    link = nodes.reference("", TITLE, refuri=f"{up}{name}", internal=True, classes=["wrbc-asking"])
    return [nodes.paragraph("", "", link)]

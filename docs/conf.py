"""The settings of the documentation site; `make docs` builds it."""

from pathlib import Path

from sphinx.application import Sphinx

project = "wrbc-rules"
extensions = ["myst_parser", "wrbc_rules.sphinx_ext"]
exclude_patterns = ["_build", "changes/*", "mistakes.md", "tutorial/*"]
nitpicky = True
smartquotes = False  # the author's words stay as they are

wrbc_policy = "../policy/wrbc_2016.rules"
wrbc_pages = "policy"
wrbc_asking_page = "ask.html"
wrbc_more_policies = {
    "before": {"file": "tutorial/before.rules"},
    "after": {"file": "tutorial/after.rules"},
}

myst_heading_anchors = 3
#: Links that also have to work where the repository is read, by the page that stands for them here.
_ELSEWHERE = {
    "../examples/toolshed/README.md": "toolshed.md",
    "../mistakes.md": "codes.rst",
    "../reports.md": "reports.md",
}

html_theme = "furo"
html_title = "WRBC rules"
html_copy_source = False
html_show_copyright = False
html_theme_options = {"top_of_page_buttons": []}
pygments_style = "friendly"
pygments_dark_style = "monokai"

_FRAGMENTS = "<!-- the changes waiting for a release -->"


def _with_fragments(app: Sphinx, docname: str, text: list[str]) -> None:
    """Put the changes that wait for a release into the page of changes, one file after another."""
    if _FRAGMENTS in text[0]:
        files = sorted(Path(app.srcdir, "changes").glob("[a-z]*.md"))
        for file in files:
            app.env.note_dependency(str(file))
        text[0] = text[0].replace(_FRAGMENTS, "".join(file.read_text(encoding="utf-8") for file in files))


def _with_links(app: Sphinx, docname: str, text: list[str]) -> None:
    for path, page in _ELSEWHERE.items():
        text[0] = text[0].replace(f"({path})", f"({page})")


def setup(app: Sphinx) -> None:
    """What Sphinx calls."""
    app.connect("source-read", _with_fragments)
    app.connect("source-read", _with_links)

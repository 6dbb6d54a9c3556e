"""A Sphinx extension that documents any rules file: `extensions = ["wrbc_rules.sphinx_ext"]`.

Reading order: `books` (a compiled policy and what was found out by running it), `domain` (what can be linked
to), `writing` (text and links as nodes), `clauses` and `tables` (what a page shows), `directives` (how a page
asks).

Never: text of a rules file as markup; every word of it becomes a node as it is.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from wrbc_rules.sphinx_ext.asking import write_asking_page
from wrbc_rules.sphinx_ext.books import find_files
from wrbc_rules.sphinx_ext.directives import DIRECTIVES
from wrbc_rules.sphinx_ext.domain import PolicyDomain
from wrbc_rules.sphinx_ext.pages import write_pages

_SETTINGS: dict[str, tuple[Any, Any]] = {
    "wrbc_policy": (None, (str, type(None))),
    "wrbc_events": (None, (str, type(None))),
    "wrbc_policy_document": (None, (str, type(None))),
    "wrbc_more_policies": ({}, (dict,)),
    "wrbc_pages": (None, (str, type(None))),
    "wrbc_asking_page": (None, (str, type(None))),
    "wrbc_promise_trials": (400, (int,)),
}


def setup(app: Sphinx) -> dict[str, Any]:
    """What Sphinx calls to learn of the domain, its directives and settings."""
    for name, (default, types) in _SETTINGS.items():
        app.add_config_value(name, default, "env", types)
    app.add_domain(PolicyDomain)
    for name, directive in DIRECTIVES.items():
        app.add_directive_to_domain("wrbc", name, directive)
    app.connect("config-inited", find_files)
    app.connect("builder-inited", _add_style)
    app.connect("builder-inited", write_pages)
    app.connect("build-finished", write_asking_page)
    safe = {"parallel_read_safe": True, "parallel_write_safe": True}
    return {"version": version("wrbc-rules"), "env_version": 1, **safe}


def _add_style(app: Sphinx) -> None:
    app.config.html_static_path.append(str(Path(__file__).parent / "static"))
    app.add_css_file("wrbc.css")

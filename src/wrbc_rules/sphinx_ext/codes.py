"""The codes of mistakes, each with what it means and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes
from sphinx.environment import BuildEnvironment

from wrbc_rules.diagnostics import CodePage, shown
from wrbc_rules.sphinx_ext.domain import PolicyDomain, Target, anchor_of
from wrbc_rules.sphinx_ext.writing import paragraph


def codes_sections(
    env: BuildEnvironment, document: nodes.document, pages: Iterable[CodePage]
) -> list[nodes.Node]:
    """A section for each code, which the role `code` leads to."""
    domain = env.get_domain("wrbc")
    assert isinstance(domain, PolicyDomain)
    made: list[nodes.Node] = []
    for page in pages:
        title = f"{page.code}: {page.title}"
        section = nodes.section(
            "", nodes.title("", "", nodes.Text(title)), ids=[anchor_of("code", page.code)]
        )
        document.note_explicit_target(section)
        domain.note("code", page.code, Target(env.docname, section["ids"][0], page.title), section)
        section += paragraph(shown(page.explanation))
        for heading, example in (("A mistake", page.mistake), ("Instead", page.instead)):
            text = "\n".join(shown(line).rstrip() for line in example.split("\n"))
            section += nodes.rubric("", heading)
            section += nodes.literal_block(text, text, language="text")
        made.append(section)
    return made

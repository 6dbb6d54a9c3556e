"""From one edition to the next, side by side."""

from __future__ import annotations

from docutils import nodes

from wrbc_rules.analysis.revisions import Revision, revisions
from wrbc_rules.ir import TypedPolicy
from wrbc_rules.sphinx_ext.writing import Page, paragraph, rules_text, span, table


def revision_nodes(page: Page, old: TypedPolicy, new: TypedPolicy) -> list[nodes.Node]:
    """What is new, gone or changed; a sentence where nothing is."""
    found = revisions(old, new)
    if not found:
        return [paragraph("No rule and no setting differs.")]
    heads = ("", f"{old.edition}", f"{new.edition}")
    return [table(heads, [_row(page, each) for each in found], "wrbc-changes")]


def _row(page: Page, each: Revision) -> list[list[nodes.Node]]:
    name = paragraph(f"{each.kind} {each.name}")
    mark = paragraph(span(each.state, "wrbc-revision", f"wrbc-{each.state}"))
    return [[name, mark], _lines(each.before), _lines(each.after)]


def _lines(lines: tuple[str, ...]) -> list[nodes.Node]:
    return [rules_text("\n".join(lines))] if lines else []

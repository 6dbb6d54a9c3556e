"""Text, links, lists and tables as nodes. Every string given to it is shown as it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

import attrs
from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from wrbc_rules.sphinx_ext.books import Book
from wrbc_rules.sphinx_ext.domain import PolicyDomain, Target, Use, anchor_of

Inline: TypeAlias = str | nodes.Node


def inlines(parts: Iterable[Inline]) -> list[nodes.Node]:
    """Strings as text, nodes as they are."""
    return [nodes.Text(part) if isinstance(part, str) else part for part in parts]


def span(text: str, *classes: str) -> nodes.inline:
    """Text with classes for the style sheet."""
    return nodes.inline("", "", nodes.Text(text), classes=list(classes))


def code(text: str) -> nodes.literal:
    """Text in a fixed width."""
    return nodes.literal("", "", nodes.Text(text))


def paragraph(*parts: Inline, classes: Sequence[str] = ()) -> nodes.paragraph:
    """A paragraph."""
    return nodes.paragraph("", "", *inlines(parts), classes=list(classes))


def box(*children: nodes.Node, classes: Sequence[str]) -> nodes.container:
    """A part of a page with classes for the style sheet."""
    return nodes.container("", *children, classes=list(classes))


def bullets(items: Iterable[Sequence[Inline]]) -> nodes.bullet_list:
    """A list of paragraphs."""
    return nodes.bullet_list("", *(nodes.list_item("", paragraph(*item)) for item in items))


def fields(rows: Iterable[tuple[str, Sequence[nodes.Node]]]) -> nodes.field_list:
    """Names with what is said of each."""
    found = (
        nodes.field("", nodes.field_name("", "", nodes.Text(name)), nodes.field_body("", *body))
        for name, body in rows
    )
    return nodes.field_list("", *found, classes=["wrbc-fields"])


def joined(parts: Iterable[Sequence[Inline]], between: str = ", ") -> list[Inline]:
    """Runs of text and links with something between them."""
    found: list[Inline] = []
    for part in parts:
        found += [between, *part] if found else part
    return found


def table(
    heads: Sequence[str], rows: Iterable[Sequence[Sequence[nodes.Node]]], *classes: str
) -> nodes.container:
    """A table that can be scrolled sideways where the page is narrow; each cell is a list of blocks."""
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in heads), cols=len(heads))
    group += nodes.thead("", _row([[paragraph(head)] for head in heads]))
    group += nodes.tbody("", *(_row(row) for row in rows))
    made = nodes.table("", group, classes=["wrbc-table", *classes])
    return box(made, classes=["wrbc-scroll"])


def _row(cells: Sequence[Sequence[nodes.Node]]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", *cell) for cell in cells))


def rules_text(text: str) -> nodes.literal_block:
    """Lines of a rules file, in colours."""
    return nodes.literal_block(text, text, language="wrbc-rules", linenos=False)


def picture(svg: str, words: str) -> nodes.container:
    """A drawing where the page can show it, its description elsewhere."""
    drawn = nodes.raw("", svg, format="html")
    told = addnodes.only("", paragraph(words), expr="not html")
    return box(drawn, told, classes=["wrbc-picture"])


@attrs.frozen(kw_only=True)
class Page:
    """The page being written: which policy it is about, and whether what it shows can be linked to."""

    env: BuildEnvironment
    document: nodes.document
    book: Book
    register: bool = True

    @property
    def domain(self) -> PolicyDomain:
        """Where targets are noted."""
        found = self.env.get_domain("wrbc")
        assert isinstance(found, PolicyDomain)
        return found

    def name(self, name: str) -> str:
        """A name as the project says it: with that of its policy, where that has one."""
        policy = self.book.place.name
        return f"{policy}:{name}" if policy else name

    def link(self, kind: str, name: str, *shown: Inline) -> addnodes.pending_xref:
        """A link, which is plain text where the project has no page for what it leads to."""
        return addnodes.pending_xref(
            "",
            nodes.inline("", "", *inlines(shown or (name,)), classes=["xref", "wrbc", f"wrbc-{kind}"]),
            refdomain="wrbc",
            reftype=kind,
            reftarget=" ".join(self.name(name).split()),
            refdoc=self.env.docname,
            refexplicit=True,
            refwarn=False,
            **{"wrbc-soft": True},
        )

    def links(self, kind: str, names: Iterable[str]) -> list[Inline]:
        """Several links with commas."""
        return joined([self.link(kind, name)] for name in names)

    def target(self, kind: str, name: str, node: nodes.Element, shown: str = "", *aliases: str) -> None:
        """Make a node what links to this name lead to."""
        full = self.name(name)
        anchor = anchor_of(kind, full)
        if not self.register or anchor in self.document.ids:
            return
        node["ids"].insert(0, anchor)
        self.document.note_explicit_target(node)
        self.domain.note(kind, full, Target(self.env.docname, anchor, shown or name), node)
        for alias in aliases:
            self.domain.note(kind, self.name(alias), Target(self.env.docname, anchor, alias, alias=True))

    def use(self, kind: str, name: str, rule: str) -> None:
        """Tell the indices that a rule uses something."""
        if self.register:
            self.domain.note_use(Use(kind, self.name(name), self.name(rule), self.env.docname))

    def section(self, *title: Inline, anchor: str = "") -> nodes.section:
        """A section; with an anchor of its own, if that is not taken, else with a numbered one."""
        made = nodes.section("", nodes.title("", "", *inlines(title)))
        wanted = nodes.make_id(f"{self.book.place.name} {anchor}") if anchor else ""
        if wanted and wanted not in self.document.ids:
            made["ids"].append(wanted)
        self.document.set_id(made, suggested_prefix="section")
        return made

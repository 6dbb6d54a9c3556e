"""The directives `wrbc:...`: each asks for a policy by its name in the project, and shows something of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from wrbc_rules.diagnostics import CODES, Diagnostic
from wrbc_rules.sphinx_ext import tables
from wrbc_rules.sphinx_ext.asking import way_to_it
from wrbc_rules.sphinx_ext.books import Book, BookError, book_at, place_of
from wrbc_rules.sphinx_ext.clauses import clause_section
from wrbc_rules.sphinx_ext.codes import codes_sections
from wrbc_rules.sphinx_ext.editions import revision_nodes
from wrbc_rules.sphinx_ext.pages import part_number
from wrbc_rules.sphinx_ext.rules import rule_box
from wrbc_rules.sphinx_ext.vocabularies import event_sections
from wrbc_rules.sphinx_ext.words import promises_table, words_sections
from wrbc_rules.sphinx_ext.writing import Page, paragraph

logger = logging.getLogger(__name__)


def as_written(made: list[nodes.Node]) -> list[nodes.Node]:
    """The same nodes, in which Sphinx leaves quotation marks and hyphens as their author typed them."""
    for node in made:
        if isinstance(node, nodes.Element):
            node["support_smartquotes"] = False
    return made


class PolicyDirective(SphinxDirective):
    """A directive about a policy of the project; `show` makes its nodes."""

    has_content = True
    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        "policy": directives.unchanged_required,
        "no-index": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        """The nodes; where the rules file has mistakes, each of them as a warning of the build."""
        place = place_of(self.config, self.options.get("policy", ""))
        for file in place.files:
            self.env.note_dependency(str(file.resolve()))
        try:
            book = book_at(place)
        except BookError as error:
            return self._mistakes(error.diagnostics)
        return as_written(self.show(self._page(book)))

    def _page(self, book: Book) -> Page:
        register = "no-index" not in self.options
        return Page(env=self.env, document=self.state.document, book=book, register=register)

    def show(self, page: Page) -> list[nodes.Node]:
        """What stands in the page."""
        raise NotImplementedError

    def _mistakes(self, found: tuple[Diagnostic, ...]) -> list[nodes.Node]:
        for each in found:
            where = None
            if each.source is not None and each.span is not None:
                where = f"{each.source.name}:{each.source.line_of(each.span.start)}"
            logger.warning("%s: %s", each.code, each.message, location=where, type="wrbc", subtype="mistake")
        return [nodes.error("", paragraph("The rules file has mistakes; the build says which."))]

    def refuse(self, message: str) -> list[nodes.Node]:
        """A warning at the directive, in place of what cannot be shown."""
        return [self.state.document.reporter.warning(message, line=self.lineno)]

    def own_words(self) -> list[nodes.Node]:
        """What the author of the page wrote below the directive."""
        return self.parse_content_to_nodes() if self.content else []


class _Whole(PolicyDirective):
    """The whole policy; with `:contents:` at a glance only."""

    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        **PolicyDirective.option_spec,
        "contents": directives.flag,
    }

    def show(self, page: Page) -> list[nodes.Node]:
        """The head, how far each sentence is executable, then the clauses."""
        typed = page.book.typed
        made = page.section(typed.name, anchor="the policy")
        made += tables.head_of(page)
        made += tables.coverage_strip(page)
        if "contents" in self.options:
            made += tables.contents(page, list(typed.clauses))
        else:
            made += [clause_section(page, clause) for clause in typed.clauses]
            made += words_sections(page)
            made += promises_table(page)
        made += self.own_words()
        return [made]


class _Part(_Whole):
    """One part, by its number; with `:contents:` at a glance only."""

    required_arguments = 1

    def show(self, page: Page) -> list[nodes.Node]:
        """The clauses of the part."""
        number = self.arguments[0]
        clauses = [each for each in page.book.typed.clauses if part_number(each) == number]
        if not clauses or clauses[0].part is None:
            return self.refuse(f"the policy has no part {number}")
        made = page.section(clauses[0].part, anchor=f"part {number}")
        if "contents" in self.options:
            made += tables.contents(page, clauses)
        else:
            made += [clause_section(page, clause) for clause in clauses]
        made += self.own_words()
        return [made]


class _Clause(PolicyDirective):
    """One clause, by its number."""

    required_arguments = 1

    def show(self, page: Page) -> list[nodes.Node]:
        """The clause as a section."""
        clause = page.book.clause(self.arguments[0])
        if clause is None:
            return self.refuse(f"the policy has no clause {self.arguments[0]}")
        made = clause_section(page, clause)
        made += self.own_words()
        return [made]


class _Rule(PolicyDirective):
    """One rule, by its id, such as `6.3(a)`."""

    required_arguments = 1
    final_argument_whitespace = True

    def show(self, page: Page) -> list[nodes.Node]:
        """The rule alone."""
        name = " ".join(self.arguments[0].split())
        rule = page.book.typed.rules_by_id.get(name)
        if rule is None:
            return self.refuse(f"the policy has no rule {name}")
        return [rule_box(page, rule)]


class _Matrix(PolicyDirective):
    """Words of a choice against rules; the argument is the field, such as `channel.kind`."""

    required_arguments = 1

    def show(self, page: Page) -> list[nodes.Node]:
        """The table."""
        try:
            return tables.matrix(page, self.arguments[0])
        except ValueError as error:
            return self.refuse(str(error))


class _Changes(PolicyDirective):
    """From one edition to another: the arguments are two names of `wrbc_more_policies`, or none for `-`."""

    required_arguments = 2

    def show(self, page: Page) -> list[nodes.Node]:
        """Rules and settings that differ, side by side."""
        try:
            old, new = (self._book(name) for name in self.arguments)
        except BookError as error:
            return self._mistakes(error.diagnostics)
        return revision_nodes(page, old.typed, new.typed)

    def _book(self, name: str) -> Book:
        place = place_of(self.config, "" if name == "-" else name)
        for file in place.files:
            self.env.note_dependency(str(file.resolve()))
        return book_at(place)


class _Codes(SphinxDirective):
    """Every code of a mistake, with what to write instead."""

    def run(self) -> list[nodes.Node]:
        """A section for each."""
        return as_written(codes_sections(self.env, self.state.document, CODES.values()))


def _of(make: Callable[[Page], list[nodes.Node]], about: str) -> type[PolicyDirective]:
    """A directive without arguments that shows what a function makes."""

    class Shown(PolicyDirective):
        def show(self, page: Page) -> list[nodes.Node]:
            return [*make(page), *self.own_words()]

    Shown.__doc__ = about
    return Shown


DIRECTIVES: dict[str, type[SphinxDirective]] = {
    "policy": _Whole,
    "part": _Part,
    "clause": _Clause,
    "rule": _Rule,
    "words": _of(words_sections, "Every declared word and setting."),
    "promises": _of(promises_table, "Every promise, with whether an event breaks it."),
    "ask": _of(way_to_it, "The way to the page that answers."),
    "coverage": _of(tables.coverage_strip, "Every sentence in its colour."),
    "traceability": _of(tables.traceability, "What hangs on each sentence."),
    "people": _of(tables.left_to_people, "What is left to people."),
    "open": _of(tables.left_open, "Settings that nobody has set."),
    "readings": _of(tables.all_readings, "Every reading."),
    "matrix": _Matrix,
    "changes": _Changes,
    "events": _of(event_sections, "The event classes and their fields."),
    "codes": _Codes,
}

"""Declared words and settings, and promises: each with what it says and which rules use it."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

from wrbc_rules.analysis import CaseResult
from wrbc_rules.ir import Definition, Promise
from wrbc_rules.source import Source
from wrbc_rules.sphinx_ext.rules import setting_words
from wrbc_rules.sphinx_ext.writing import Page, box, bullets, paragraph, rules_text, span, table

_KINDS = {
    "noun": "Nouns",
    "act": "Acts",
    "duty": "Duties",
    "fact": "Facts",
    "setting": "Settings",
}


def words_sections(page: Page) -> list[nodes.Node]:
    """Every declared word, by kind."""
    made: list[nodes.Node] = []
    for kind, title in _KINDS.items():
        those = [each for each in page.book.typed.definitions if each.kind == kind]
        if those:
            section = page.section(title, anchor=f"{kind} words")
            section += [_word(page, each) for each in sorted(those, key=lambda each: each.pattern.casefold())]
            made.append(section)
    return made


def _word(page: Page, word: Definition) -> nodes.container:
    made = box(classes=["wrbc-word"])
    name = paragraph(nodes.strong("", "", nodes.Text(word.pattern)), *_more(page, word))
    page.target(word.kind, word.pattern, made, word.pattern, *word.also, *filter(None, [word.contrary]))
    made += name
    made += rules_text(block_at(page.book.typed.source, word.span.start))
    users = page.book.users.get((word.kind, word.pattern), ())
    for rule in users:
        page.use("phrase", word.pattern, rule)
    if users:
        made += paragraph("used by ", *page.links("rule", users), classes=["wrbc-used"])
    return made


def _more(page: Page, word: Definition) -> Iterator[str | nodes.Node]:
    if word.clause:
        yield " · clause "
        yield page.link("clause", word.clause)
    for setting in page.book.typed.settings if word.kind == "setting" else ():
        if setting.name == word.pattern:
            yield span(setting_words(setting), "wrbc-setting")


def declared_in(page: Page, clause: str) -> list[nodes.Node]:
    """The words that a clause itself declares, with links to them."""
    those = [each for each in page.book.typed.definitions if each.clause == clause]
    if not those:
        return []
    made: list[nodes.Node] = [nodes.rubric("", "Words that it defines")]
    made.append(bullets([each.kind, " ", page.link(each.kind, each.pattern)] for each in those))
    return made


def block_at(source: Source, offset: int) -> str:
    """The line that holds an offset, with the lines indented below it, from its own margin."""
    number = source.line_of(offset)
    first = source.line_text(number)
    margin = len(first) - len(first.lstrip())
    lines = [first[margin:]]
    for below in range(number + 1, source.line_count + 1):
        line = source.line_text(below)
        if not line.strip() or len(line) - len(line.lstrip()) <= margin:
            break
        lines.append(line[margin:].rstrip())
    return "\n".join(lines)


# ---- promises


def promises_table(page: Page) -> list[nodes.Node]:
    """Every promise with whether an event was found that breaks it."""
    promises = page.book.typed.promises
    if not promises:
        return [paragraph("The file promises nothing.")]
    rows = [_promise(page, each) for each in promises]
    return [table(("", "Promise", "For every event of which", "What comes out"), rows, "wrbc-examples")]


def _promise(page: Page, promise: Promise) -> list[list[nodes.Node]]:
    name = paragraph(promise.name)
    page.target("promise", promise.name, name)
    lines: list[nodes.Node] = [paragraph(each.words) for each in promise.givens]
    out: list[nodes.Node] = [
        paragraph(*page.links("rule", e.rules), " ", e.outcome.words) for e in promise.expectations
    ]
    result = page.book.promised(promise)
    if result is not None:
        out += [paragraph(each.message, classes=["wrbc-fails"]) for each in result.problems]
    return [_tried(result), [name], lines, out]


def _tried(result: CaseResult | None) -> list[nodes.Node]:
    if result is None:
        return [paragraph("not tried")]
    mark = span("holds", "wrbc-holds") if result.passed else span("BROKEN", "wrbc-fails")
    return [paragraph(mark), paragraph(f"on {result.tried} events", classes=["wrbc-small"])]

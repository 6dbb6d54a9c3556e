"""The page of a clause: its sentences, what hangs on each, its examples, and what meets it."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

from wrbc_rules.analysis.ledger import Row
from wrbc_rules.analysis.tracing import extent
from wrbc_rules.ir import Clause, Example, Given, GivenKind, Sentence
from wrbc_rules.sphinx_ext.drawings import dials_of
from wrbc_rules.sphinx_ext.rules import rule_box
from wrbc_rules.sphinx_ext.words import declared_in
from wrbc_rules.sphinx_ext.writing import Page, bullets, joined, paragraph, span, table

_DRIFT = {
    "moved": "stands at another place in the document now",
    "drifted": "the document says something else now: read the rule and its readings again",
    "gone": "is no longer in the document",
}


def clause_section(page: Page, clause: Clause) -> nodes.section:
    """A clause as a section, with everything that is known of it."""
    title = f"{clause.number} {clause.title}" if clause.title else clause.number
    made = page.section(title)
    page.target("clause", clause.number, made, clause.title or f"clause {clause.number}")
    if clause.part:
        made += paragraph(f"Part {clause.part}", classes=["wrbc-part"])
    made += dials_of(page, clause)
    for sentence in clause.sentences:
        made += _sentence(page, clause, sentence)
    made += declared_in(page, clause.number)
    made += _examples(page, clause)
    made += _met(page, clause)
    return made


# ---- sentences


def _sentence(page: Page, clause: Clause, sentence: Sentence) -> nodes.Element:
    place = f"{clause.number} s{sentence.number}"
    if len(clause.sentences) > 1:
        made: nodes.Element = page.section(f"Sentence {sentence.number}", anchor=f"clause {place}")
    else:
        made = nodes.container("", classes=["wrbc-sentence"])
    page.target("sentence", place, made, place)
    made += _ledger_line(page, sentence)
    if not sentence.rules:
        made += paragraph(sentence.entry.words, classes=["wrbc-statement"])
    made += list(_beside(page.book.rows[clause.number, sentence.number]))
    for rule in sentence.rules:
        made += rule_box(page, page.book.typed.rules_by_id[rule])
    made += list(_readings(page, sentence))
    return made


def _ledger_line(page: Page, sentence: Sentence) -> nodes.paragraph:
    """What the sentence is, how far it is decided from facts, and what it is pinned to."""
    entry = sentence.entry
    what = ["restates ", page.link("sentence", _full(entry.restates))] if entry.restates else [entry.kind]
    how_far = extent(page.book.typed, sentence)
    pin = f"pinned to {sentence.pin}" if sentence.pin else f"adopted on {sentence.adopted}"
    if sentence.pin is None and sentence.adopted is None:
        pin = "pinned to nothing"
    strip = span(how_far, "wrbc-extent", f"wrbc-{how_far.replace(' ', '-')}")
    return paragraph(strip, " ", *what, " · ", pin, classes=["wrbc-ledger"])


def _full(place: str) -> str:
    """A sentence by its clause and number, also where the file says the clause alone."""
    return place if " s" in place else f"{place} s1"


def _beside(row: Row) -> Iterator[nodes.Node]:
    """The document's own sentence, where the project has the document, and whether it drifted."""
    if row.found is not None:
        quote = nodes.block_quote("", paragraph(row.found.text), classes=["wrbc-document"])
        quote += nodes.attribution("", "the document")
        yield quote
    if row.state in _DRIFT:
        words = f"Sentence {row.place} {_DRIFT[row.state]}."
        yield nodes.warning("", paragraph(words), classes=["wrbc-drift"])


def _readings(page: Page, sentence: Sentence) -> Iterator[nodes.Node]:
    """How the sentence was read, and what hangs on that."""
    if sentence.readings:
        yield nodes.rubric("", "How it was read" if len(sentence.rules) < 2 else "How they were read")
        yield bullets([reading] for reading in sentence.readings)
        rules = page.links("rule", sentence.rules)
        examples = [e for e in page.book.typed.examples if set(e.rules) & set(sentence.rules)]
        if rules:
            count = f" and {len(examples)} example{'s' * (len(examples) != 1)}" if examples else ""
            yield paragraph("On these readings hang ", *rules, count, ".", classes=["wrbc-hangs"])
    if sentence.notes:
        yield nodes.rubric("", "Notes")
        yield bullets([note] for note in sentence.notes)


# ---- examples


def _examples(page: Page, clause: Clause) -> list[nodes.Node]:
    mine = [each for each in page.book.typed.examples if each.clause == clause.number]
    if not mine:
        return []
    made = page.section("Examples", anchor=f"clause {clause.number} examples")
    heads = ("", "Example", "What happens", "What comes out")
    made += table(heads, [_example(page, each) for each in mine], "wrbc-examples")
    return [made]


def _example(page: Page, example: Example) -> list[list[nodes.Node]]:
    result = page.book.result(example)
    name = paragraph(example.name)
    page.target("example", example.name, name)
    mark = span("holds", "wrbc-holds") if result.passed else span("FAILS", "wrbc-fails")
    wrong = [paragraph(each.message, classes=["wrbc-fails"]) for each in result.problems]
    lines: list[nodes.Node] = [paragraph(each.words) for each in _givens(example)]
    out = [paragraph(*_expected(page, example))]
    return [[paragraph(mark)], [name], lines, [*out, *wrong]]


def _givens(example: Example) -> list[Given]:
    """The lines that make the event; of several that say what happens, the last counts."""
    lines = (*example.inherited, *example.givens)
    happens = [each for each in lines if each.kind is GivenKind.EVENT]
    return [each for each in lines if each.kind is not GivenKind.EVENT or each is happens[-1]]


def _expected(page: Page, example: Example) -> list[nodes.Node | str]:
    return joined(
        [
            *page.links("rule", each.rules),
            " ",
            span(each.outcome.words, "wrbc-outcome", f"wrbc-{each.outcome.value}"),
        ]
        for each in example.expectations
    )


# ---- what meets it


def _met(page: Page, clause: Clause) -> list[nodes.Node]:
    """The clauses that have something to say of this clause's own examples."""
    met = page.book.meetings.of_clause(clause.number, page.book.result)
    if not met:
        return []
    made = page.section("In the same situations", anchor=f"clause {clause.number} meets")
    made += paragraph("These clauses also have something to say of the examples above.")
    numbers = {each.number: each for each in page.book.typed.clauses}
    made += bullets(
        [
            page.link("clause", number, f"{number} {numbers[number].title or ''}".strip()),
            f" ({len(names)} example{'s' * (len(names) != 1)})",
        ]
        for number, names in met.items()
    )
    return [made]

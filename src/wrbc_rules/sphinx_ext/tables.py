"""What the whole policy comes to, as tables: for trustees, for people who are asked, for whoever edits it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from docutils import nodes

from wrbc_rules.analysis.tracing import EXTENTS, Trace, extent, open_settings, questions
from wrbc_rules.backends.prose import sentence
from wrbc_rules.ir import Clause
from wrbc_rules.sphinx_ext.rules import setting_words
from wrbc_rules.sphinx_ext.writing import Inline, Page, box, bullets, joined, paragraph, span, table

#: The signs beside the colours, for whoever cannot tell those apart.
_SIGNS = {"executable": "●", "partly": "◐", "for a person": "○", "background": "·"}
_LEGEND = {
    "executable": "facts alone decide",
    "partly": "facts decide some of it; a person, or a setting that is open, the rest",
    "for a person": "people decide, and the file says who",
    "background": "a definition, a principle or context: it decides nothing by itself",
}


def coverage_strip(page: Page) -> list[nodes.Node]:
    """Every sentence of the document as a square in its colour, clause by clause, with a legend."""
    traces = page.book.traces
    strip = box(classes=["wrbc-strip"])
    for _, those in groupby(traces, key=lambda each: each.sentence.clause.split(".", maxsplit=1)[0]):
        strip += paragraph(*[_square(page, each) for each in those], classes=["wrbc-strip-part"])
    counts = {each: sum(trace.extent == each for trace in traces) for each in EXTENTS}
    legend = bullets(
        [
            span(f"{_SIGNS[each]} {counts[each]} {each}", "wrbc-extent", f"wrbc-{each.replace(' ', '-')}"),
            f": {_LEGEND[each]}",
        ]
        for each in EXTENTS
    )
    return [paragraph(f"{len(traces)} sentences:"), strip, legend]


def _square(page: Page, trace: Trace) -> nodes.Node:
    clause, number = trace.sentence.clause, trace.sentence.number
    shown = clause if number == 1 else f"s{number}"
    link = page.link("sentence", trace.place, f"{shown} {_SIGNS[trace.extent]}")
    link["classes"] += ["wrbc-square"]
    link[0]["classes"] += ["wrbc-square", f"wrbc-{trace.extent.replace(' ', '-')}"]  # type: ignore[index]
    return link


def traceability(page: Page) -> list[nodes.Node]:
    """Sentence by sentence: what it is, and the rules, examples, promises and questions that hang on it."""
    heads = ("Sentence", "What it is", "Rules", "Examples", "Promises", "Open")
    rows = [_traced(page, each) for each in page.book.traces]
    return [table(heads, rows, "wrbc-traceability")]


def _traced(page: Page, trace: Trace) -> list[list[nodes.Node]]:
    entry = trace.sentence.entry
    kind = f"restates {entry.restates}" if entry.restates else entry.kind
    said = kind if trace.extent == "background" else f"{kind}: {trace.extent}"
    what = span(said, "wrbc-extent", f"wrbc-{trace.extent.replace(' ', '-')}")
    asked = [paragraph(f"{each.who}: {each.words}") for each in trace.questions]
    unset = [paragraph(page.link("setting", each.name), setting_words(each)) for each in trace.settings]
    passed = [e for e in page.book.typed.examples if e.name in trace.examples and page.book.result(e).passed]
    count = f"{len(passed)} of {len(trace.examples)} hold" if trace.examples else ""
    promises = joined([page.link("promise", each)] for each in trace.promises)
    return [
        [paragraph(page.link("sentence", trace.place))],
        [paragraph(what)],
        [paragraph(*page.links("rule", [each.id for each in trace.rules]))],
        [paragraph(count)],
        [paragraph(*promises)],
        [*asked, *unset],
    ]


def left_to_people(page: Page) -> list[nodes.Node]:
    """Every question that a person answers, grouped by who."""
    asked: dict[str, list[tuple[str, str]]] = {}
    for rule, question in page.book.typed.questions:
        asked.setdefault(question.who, []).append((rule, question.words))
    made: list[nodes.Node] = []
    for who, those in asked.items():
        made.append(nodes.rubric("", "", nodes.Text(who)))
        made.append(bullets([page.link("rule", rule), ": ", words] for rule, words in those))
    return [*made, *_standing(page)]


def _standing(page: Page) -> list[nodes.Node]:
    """Sentences that no event decides, and rules that stand until somebody sets what they need."""
    typed = page.book.typed
    duties = [each for each in page.book.traces if each.extent == "for a person" and _says(each)]
    waiting = [rule for rule in typed.rules if rule.stands and not questions(typed, rule)]
    lines: list[list[Inline]]
    lines = [[page.link("sentence", each.place), ": ", each.sentence.entry.words] for each in duties]
    lines += [[page.link("rule", rule.id), ": ", sentence(rule)] for rule in waiting]
    return [nodes.rubric("", "In general"), bullets(lines)] if lines else []


def _says(trace: Trace) -> bool:
    """Whether a sentence says something itself that is no rule."""
    return trace.sentence.entry.kind not in ("rule", "restates")


def left_open(page: Page) -> list[nodes.Node]:
    """Settings that nobody has set, with who decides, and the rules that wait for them."""
    heads = ("Setting", "Who decides", "Suggested, not applied", "Rules that wait for it")
    waiting: dict[str, list[str]] = {}
    for rule in page.book.typed.rules:
        for setting in open_settings(page.book.typed, rule):
            waiting.setdefault(setting.name, []).append(rule.id)
    rows = []
    for setting in page.book.typed.settings:
        if setting.value is None:
            suggested = setting_words(setting).partition("(suggested: ")[2].rstrip(")")
            rows.append(
                [
                    [paragraph(page.link("setting", setting.name))],
                    [paragraph(setting.decided_by or "nobody is named")],
                    [paragraph(suggested)],
                    [paragraph(*page.links("rule", waiting.get(setting.name, [])))],
                ]
            )
    return [table(heads, rows)] if rows else [paragraph("Nothing is left open.")]


def all_readings(page: Page) -> list[nodes.Node]:
    """Every reading and note on one page, for those who approve them, with a place to sign off each."""
    made: list[nodes.Node] = []
    for clause in page.book.typed.clauses:
        if any(each.readings for each in clause.sentences):
            made.append(
                paragraph(page.link("clause", clause.number, _heading(clause)), classes=["wrbc-heading"])
            )
            made.append(bullets(_read(page, clause)))
    return made or [paragraph("The file records no readings.")]


def _read(page: Page, clause: Clause) -> Iterator[list[Inline]]:
    for each in clause.sentences:
        place = f"{clause.number} s{each.number}"
        for reading in each.readings:
            yield [span("☐ ", "wrbc-tick"), page.link("sentence", place), ": ", reading]


def _heading(clause: Clause) -> str:
    return f"{clause.number} {clause.title or ''}".strip()


def matrix(page: Page, field: str) -> list[nodes.Node]:
    """The words of a choice, such as the kinds of channel, against the rules that may cover such an event.

    Raises `ValueError` if no event has such a choice.
    """
    by_word = page.book.meetings.by_word(field)
    heads = ("Rule", *by_word)
    rows = [
        [
            [paragraph(page.link("rule", rule.id), " ", rule.title)],
            *([paragraph(span("●", "wrbc-yes") if rule.id in rules else "")] for rules in by_word.values()),
        ]
        for rule in page.book.typed.rules
        if any(rule.id in rules for rules in by_word.values())
    ]
    note = paragraph(f"A dot: the rule may cover an event of which {field} is this, whatever else is so.")
    return [table(heads, rows, "wrbc-matrix"), note]


# ---- the policy and its parts at a glance


def head_of(page: Page) -> list[nodes.Node]:
    """Whose policy it is, and since when."""
    typed = page.book.typed
    said = f"{typed.edition}, in force from {typed.in_force}"
    if typed.review_due is not None:
        said += f"; review due by {typed.review_due}"
    return [paragraph(f"{typed.organisation}: {said}.")]


def contents(page: Page, clauses: Iterator[Clause] | list[Clause]) -> nodes.Node:
    """Clauses with a line for each sentence."""
    return table(("Clause", "Says"), [_entry(page, each) for each in clauses], "wrbc-contents")


def _entry(page: Page, clause: Clause) -> list[list[nodes.Node]]:
    said: list[nodes.Node] = []
    for each in clause.sentences:
        how_far = extent(page.book.typed, each)
        mark = span(how_far, "wrbc-extent", f"wrbc-{how_far.replace(' ', '-')}")
        rules = [page.book.typed.rules_by_id[rule] for rule in each.rules]
        said.append(paragraph(mark, " ", " ".join(map(sentence, rules)) or each.entry.words))
    return [[paragraph(page.link("clause", clause.number, _heading(clause)))], said]

"""One rule on a page: as a sentence, as its author wrote it, and in its parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from docutils import nodes

from wrbc_rules.analysis.tracing import fields_of, open_settings, questions, tests_of
from wrbc_rules.backends.prose import condition_words, meaning, sentence
from wrbc_rules.ir import Fixed, Phrase, Rule, Setting, tests_below
from wrbc_rules.sphinx_ext.drawings import deadline_of, ladder_of
from wrbc_rules.sphinx_ext.writing import (
    Page,
    box,
    bullets,
    code,
    fields,
    joined,
    paragraph,
    rules_text,
    span,
)
from wrbc_rules.values import Calendar, span_text


def rule_box(page: Page, rule: Rule) -> nodes.container:
    """A rule with what hangs on it."""
    made = box(classes=["wrbc-rule-box", f"wrbc-{rule.strength.value.replace(' ', '-')}"])
    page.target("rule", rule.id, made, rule.title or rule.id)
    strength = span(rule.strength.value, "wrbc-strength")
    made += paragraph(
        span(rule.id, "wrbc-id"), " ", sentence(rule), " ", strength, classes=["wrbc-statement"]
    )
    made += rules_text("\n".join(rule.lines))
    made += [*deadline_of(rule), *ladder_of(rule)]
    made += fields(_rows(page, rule))
    for field in fields_of(rule):
        page.use("field", field, rule.id)
    return made


def _rows(page: Page, rule: Rule) -> Iterator[tuple[str, Sequence[nodes.Node]]]:
    yield "Strength", [paragraph(rule.strength.value)]
    if rule.each is not None:
        yield "Decided for", [paragraph(f"each {rule.each.word} by itself")]
    if rule.excused != Fixed(False):
        word = "Withdrawn where" if rule.refer_to else "Exception"
        yield word, [paragraph(condition_words(rule.excused, rule))]
    yield from _open(page, rule)
    others = list(dict.fromkeys((*rule.refers, *rule.answers)))
    if others:
        yield "Looks at", [paragraph(*page.links("rule", others))]
    read = fields_of(rule)
    if read:
        yield "Facts it needs", [paragraph(*joined([code(each)] for each in read))]
    meanings = list(_meanings(page, rule))
    if meanings:
        yield "Its words mean", [bullets(meanings)]


def _open(page: Page, rule: Rule) -> Iterator[tuple[str, Sequence[nodes.Node]]]:
    """What is left to people: questions, and settings that nobody has set."""
    asked = questions(page.book.typed, rule)
    if asked:
        yield "Asks", [bullets([each.who, ": ", each.words] for each in asked)]
    unset = open_settings(page.book.typed, rule)
    if unset:
        yield "Left open", [bullets([page.link("setting", s.name), setting_words(s)] for s in unset)]


def setting_words(setting: Setting) -> str:
    """What a setting holds or who decides it, to stand after its name."""
    value = "not set" if setting.value is None else value_words(setting.value)
    who = f", decided by {setting.decided_by}" if setting.decided_by else ""
    suggested = f" (suggested: {value_words(setting.suggested)})" if setting.suggested is not None else ""
    return f": {value}{who}{suggested}"


def value_words(value: object) -> str:
    """A setting's value as a rules file writes it."""
    return span_text(value) if isinstance(value, timedelta | Calendar) else str(value)


def _meanings(page: Page, rule: Rule) -> Iterator[list[str | nodes.Node]]:
    """Every phrase of the rule with the fields that it looks at; phrases are noted for the index."""
    seen: set[str] = set()
    for test in tests_of(rule):
        for phrase in tests_below(test, Phrase):
            if phrase.words in seen or phrase.role == "result":
                continue
            seen.add(phrase.words)
            yield [phrase.words, ": ", span(meaning(phrase, rule.each), "wrbc-meaning")]

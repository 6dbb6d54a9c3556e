"""The event classes that a policy is checked against: what can happen, and what can be true of it."""

from __future__ import annotations

from docutils import nodes

from wrbc_rules.sphinx_ext.writing import Page, code, paragraph, table
from wrbc_rules.vocabulary import ClassInfo, FieldInfo, class_info

_CHANGERS = {
    "sender": "whoever does it",
    "beforehand": "anybody, beforehand",
    "later": "only time, by its happening later",
}


def event_sections(page: Page) -> list[nodes.Node]:
    """Events first, then what they are made of."""
    vocabulary = page.book.typed.vocabulary
    events = [class_info(cls) for cls in vocabulary.events]
    parts = [info for info in vocabulary.classes.values() if info not in events]
    return [_class(page, info) for info in (*events, *parts) if info.fields]


def _class(page: Page, info: ClassInfo) -> nodes.section:
    made = page.section(info.word, anchor=f"event {info.word}")
    made += paragraph(info.meaning)
    made += table(
        ("Field", "Holds", "Means", "Who could change it"), [_field(each) for each in info.fields.values()]
    )
    return made


def _field(field: FieldInfo) -> list[list[nodes.Node]]:
    holds = field.kind.value
    if field.part is not None:
        holds += f" ({class_info(field.part).word})"
    if field.values:
        holds += f": {', '.join(field.values)}"
    who = _CHANGERS.get(field.change or "", field.change or "")
    return [[paragraph(code(field.word))], [paragraph(holds)], [paragraph(field.meaning)], [paragraph(who)]]

"""The words that rules compare a field of text with: nobody could know them from the fields alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wrbc_rules.diagnostics import nearest, quoted
from wrbc_rules.ir import OneOf, Path, Rule, TypedPolicy, tests_below
from wrbc_rules.vocabulary import Kind, class_info


def texts_compared(policy: TypedPolicy) -> dict[str, tuple[str, ...]]:
    """The words by the path of the field, as JSON names it; of a list of people, without saying whose."""
    found: dict[str, set[str]] = {}
    for rule in policy.rules:
        for test in (rule.scope, rule.condition, rule.kept, rule.excused):
            for compared in tests_below(test, OneOf):
                if compared.values and _is_text(rule, compared.path):
                    found.setdefault(_name(rule, compared.path), set()).update(compared.values)
    return {name: tuple(sorted(words)) for name, words in sorted(found.items())}


def _is_text(rule: Rule, path: Path) -> bool:
    """Whether a path of the event, or of the person whom the rule is about, ends in a field of free text."""
    cls = {"event": rule.event, "each": rule.each.cls if rule.each else None}.get(path.root)
    kind = None
    for name in path.fields:
        if cls is None:
            return False
        field = next(each for each in class_info(cls).fields.values() if each.name == name)
        kind, cls = field.kind, field.part
    return kind is Kind.TEXT


def _name(rule: Rule, path: Path) -> str:
    people = rule.each.people.fields if path.root == "each" and rule.each else ()
    return ".".join((*people, *path.fields))


def near_texts(compared: Mapping[str, tuple[str, ...]], event: Any) -> Iterator[str]:
    """A line for each text of the event that is nearly, and not quite, a word that the rules look for."""
    for name, words in compared.items():
        held = event
        for field in name.split("."):
            held = getattr(held, field, None)
        close = nearest(held, words, 1) if isinstance(held, str) and held not in words else ()
        if close:
            said = f"the rules look for {quoted(close[0])}, and {quoted(held)} is another word to them"
            yield f"{name}: {said}"

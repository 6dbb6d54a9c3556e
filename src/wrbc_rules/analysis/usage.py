"""Which rules use which declared word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from wrbc_rules.analysis.tracing import tests_of
from wrbc_rules.ir import Definition, Number, Phrase, Rule, TypedPolicy, Unset, walk


def users(policy: TypedPolicy) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """For each kind and pattern that some rule uses: the rules, in the order of the file."""
    found: dict[tuple[str, str], list[str]] = {}
    for rule in policy.rules:
        for word in dict.fromkeys(_words(policy, rule)):
            found.setdefault((word.kind, word.pattern), []).append(rule.id)
    return {key: tuple(rules) for key, rules in found.items()}


#: What a phrase in a role is declared as; a duty's words go on with what sets it off.
_KINDS = {"act": "act", "duty": "duty", "state": "duty", "fact": "fact"}
_FOR = re.compile(r"it is (?:not )?appropriate for ")


def _words(policy: TypedPolicy, rule: Rule) -> Iterator[Definition]:
    nodes = [node for test in tests_of(rule) for node in walk(test)]
    phrases = [node for node in nodes if isinstance(node, Phrase)]
    nouns = [phrase.words for phrase in phrases if phrase.role == "subject"]
    for phrase in phrases:
        if phrase.role in _KINDS:
            found = _declared(policy, _KINDS[phrase.role], phrase.words)
            if found is not None:
                yield found[0]
                nouns += found[1]
    nouns.append(_leading(policy, _FOR.sub("", rule.norm)))
    settings = {node.name for node in nodes if isinstance(node, Number | Unset)}
    for word in policy.definitions:
        said = {"noun": nouns, "setting": settings}.get(word.kind, ())
        if any(each in said for each in _wordings(word)):
            yield word


def _declared(policy: TypedPolicy, kind: str, text: str) -> tuple[Definition, tuple[str, ...]] | None:
    """The word that begins a text, and what fills its blanks; the one with most words of its own."""
    matches = [
        (len(re.sub(r"\{[^}]*\}", "", wording)), word, match.groups())
        for word in policy.definitions
        if word.kind == kind
        for wording in _wordings(word)
        if (match := _pattern(wording).match(text))
    ]
    best = max(matches, key=lambda each: each[0], default=None)
    return None if best is None else best[1:]


def _leading(policy: TypedPolicy, text: str) -> str:
    """The longest noun that begins a text; empty if none does."""
    nouns = (each for word in policy.definitions if word.kind == "noun" for each in _wordings(word))
    return max((each for each in nouns if text.startswith(f"{each} ")), key=len, default="")


def _wordings(word: Definition) -> tuple[str, ...]:
    return (word.pattern, *word.also, *filter(None, [word.contrary]))


@cache
def _pattern(wording: str) -> re.Pattern[str]:
    parts = (re.escape(part) for part in re.split(r"\{[^}]*\}", wording))
    return re.compile(rf"{'(.+)'.join(parts)}(?![\w'’-])")

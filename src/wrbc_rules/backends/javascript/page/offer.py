"""What the page asks about: the events that somebody can plan, and what it has to know of each first."""

from __future__ import annotations

from typing import Any

import attrs

from wrbc_rules.ir import Rule, TypedPolicy
from wrbc_rules.ir.walk import paths_of
from wrbc_rules.vocabulary import ClassInfo


class PageError(ValueError):
    """A policy about which no page can be asked; the message says why."""


def offered(policy: TypedPolicy) -> tuple[str, ...]:
    """The kinds of event of which a rule judges who did it, as JSON has them.

    Raises `PageError` if there are none: then nobody can ask what they may do.
    """
    kinds = policy.vocabulary.kinds()
    found = tuple(kind for kind, info in kinds.items() if any(_asks_who(r, info) for r in policy.rules))
    if not found:
        raise PageError(
            "no rule of this policy asks who does something, so nobody can ask it what they may do"
        )
    return found


def _asks_who(rule: Rule, info: ClassInfo) -> bool:
    actor = info.with_role("actor")
    return (
        _about(rule, info)
        and actor is not None
        and any(path.root == "event" and path.fields[0] == actor.name for path in paths_of(rule.scope))
    )


def _about(rule: Rule, info: ClassInfo) -> bool:
    return rule.event is not None and issubclass(info.cls, rule.event)


def narrowed(policy: TypedPolicy, kinds: tuple[str, ...]) -> TypedPolicy:
    """The policy with the rules about these kinds of event only."""
    infos = [info for kind, info in policy.vocabulary.kinds().items() if kind in kinds]
    rules = tuple(rule for rule in policy.rules if any(_about(rule, info) for info in infos))
    return attrs.evolve(policy, rules=rules)


def opening(policy: TypedPolicy, kind: str) -> dict[str, Any]:
    """How the page begins to ask about a kind: its lists of people, and what is asked with each name.

    That is whatever choice every rule about one of them reads, such as whether they are a child.
    """
    info = policy.vocabulary.kinds()[kind]
    rules = [rule for rule in policy.rules if _about(rule, info)]
    lists = dict.fromkeys(rule.each.people.fields for rule in rules if rule.each is not None)
    meaning = info.meaning.split(":")[0].rstrip(".")
    return {
        "kind": kind,
        "title": title(kind),
        "meaning": meaning,
        "lists": [{"place": list(fields), "of_each": _of_each(rules, fields)} for fields in lists],
    }


def _of_each(rules: list[Rule], people: tuple[str, ...]) -> list[list[str]]:
    read = [
        dict.fromkeys(path.fields for path in paths_of(rule.scope) if path.root == "each")
        for rule in rules
        if rule.each is not None and rule.each.people.fields == people and _reads_each(rule)
    ]
    return [list(fields) for fields in read[0] if all(fields in each for each in read)] if read else []


def _reads_each(rule: Rule) -> bool:
    """Whether it depends on who somebody is that the rule speaks of them."""
    return any(path.root == "each" for path in paths_of(rule.scope))


def title(kind: str) -> str:
    """As in "Friend request accepted"."""
    words = kind.replace("_", " ")
    return words[:1].upper() + words[1:]

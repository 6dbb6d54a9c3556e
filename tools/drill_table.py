"""What no example can say of a policy: whom a rule binds, how strongly it speaks, what is left open.

A list of survivors may hold a table of it, in sections; an edit that departs from the table is noticed.

    [strengths]                      # how strongly each rule speaks
    must = ["6.4", "9.1"]

    [who]                            # whom each rule binds, in its own words
    "mobile phones" = ["6.4"]

    [asked]                          # to whom a rule puts its questions
    "a line manager" = ["4.2"]

    [open]                           # the rules that use a setting which nobody has set
    "the contact limit" = ["4.5 s2"]

    [decided]                        # who is to set it
    WRBC = ["the contact limit"]

    [answers]                        # the permissions that answer a rule
    "8.3 s1" = ["8.3 s2"]

    [head]                           # the dates and the time zone of the policy
    "time zone" = ["Europe/London"]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from wrbc_rules import Policy
from wrbc_rules.ir import Rule, Unset, walk

#: Sections; in each, entries and what belongs to them.
Table = Mapping[str, Mapping[str, frozenset[str]]]

SECTIONS = ("strengths", "who", "asked", "open", "decided", "answers", "head")


def table_of(policy: Policy) -> Table:
    """All the sections, as the policy has them."""
    typed = policy.typed
    return {
        "strengths": _gathered((rule.strength.value, rule.id) for rule in typed.rules),
        "who": _gathered((_bound(rule), rule.id) for rule in typed.rules),
        "asked": _gathered((question.who, rule) for rule, question in typed.questions),
        "open": _gathered((name, rule.id) for rule in typed.rules for name in _unset(rule)),
        "decided": _gathered((each.decided_by or "nobody", each.name) for each in typed.settings),
        "answers": _gathered((answered, rule.id) for rule in typed.rules for answered in rule.answers),
        "head": _gathered(
            (name, str(value))
            for name, value in (
                ("in force from", typed.in_force),
                ("review due by", typed.review_due),
                ("time zone", typed.clock.name),
            )
            if value is not None
        ),
    }


def differences(expected: Table, policy: Policy) -> list[str]:
    """Where a policy is otherwise than the sections of a table that there are."""
    found = table_of(policy)
    return [
        f"{section}, {name}: {_told(found[section].get(name))} in the policy, "
        f"{_told(wanted.get(name))} in the table"
        for section, wanted in expected.items()
        for name in sorted({*wanted, *found[section]})
        if wanted.get(name) != found[section].get(name)
    ]


def _gathered(pairs: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, belongs in pairs:
        found.setdefault(name, set()).add(belongs)
    return {name: frozenset(every) for name, every in found.items()}


def _bound(rule: Rule) -> str:
    found = re.match(
        r"(?:\([a-z]\) )?(?:it is (?:not )?appropriate for )?(.+?) (?:must|should|will|to) ", rule.norm
    )
    return found[1] if found else "nobody"


def _unset(rule: Rule) -> Iterator[str]:
    for test in (rule.scope, rule.condition, rule.kept, rule.excused):
        yield from (each.name for each in walk(test) if isinstance(each, Unset))


def _told(names: frozenset[str] | None) -> str:
    return ", ".join(sorted(names)) if names else "nothing"

"""An event made of nothing but the facts that a finding cites.

A fact's path is read as a report's reader would read it: `recipients[mia].at_risk` is a field of the one
entry called mia, or of the entry with that number where nobody is, or more than one; `members` alone is how
many there are, and whether that is all of them; `judgements[0]` is one answer, whole.
"""

from __future__ import annotations

import re
from typing import Any

from wrbc_rules import Finding, Policy, When
from wrbc_rules.findings import NOT_LISTED
from wrbc_rules.vocabulary import Kind, class_info, identity_of

from .drawn import named, unnamed

_PART = re.compile(r"([a-z_]+)(?:\[([^\]]*)\])?")
Tree = dict[str, Any]


def cited(finding: Finding) -> dict[str, Any]:
    """Every path that the finding's reasons cite, with what is said to stand there."""
    return {fact.field: fact.value for reason in finding.because for fact in reason.facts}


def only_cited(policy: Policy, event: Any, finding: Finding) -> Any:
    """The event without any fact that the finding does not cite, but for whom it is about."""
    wanted: Tree = {}
    for path, value in cited(finding).items():
        at = wanted
        for name, member in _PART.findall(path):
            at = at.setdefault(name, {})
            if member:
                at = at.setdefault(f"[{member}]", {})
        at[""] = value
    each = policy.typed.rules_by_id[finding.rule].each
    listed = each is not None and finding.about != NOT_LISTED
    keep = (each.people.fields[0], finding.about) if each is not None and listed else None
    result = _only(event, wanted, keep, policy)
    if result.at.stated:
        return result
    info = class_info(type(event))  # the finding is the edition's: that one is in force stays known
    kept = {field.name: getattr(result, field.name) for field in info.fields.values()}
    return type(event)(
        **{**kept, policy.typed.vocabulary.moment: When(policy.typed.starts.earliest, float("inf"))}
    )


def _only(value: Any, wanted: Tree, keep: tuple[str, str | None] | None, policy: Policy) -> Any:
    """`keep` is the list, and in it the name, of whom the finding is about."""
    each = policy.typed.vocabulary
    kept: dict[str, Any] = {}
    for field in class_info(type(value)).fields.values():
        now = getattr(value, field.name)
        below = wanted.get(field.name)
        if field.name == "id" and isinstance(value, each.events):
            kept[field.name] = now
        elif field.kind is Kind.PEOPLE:
            kept[field.name] = _people(
                now, below or {}, keep if keep and keep[0] == field.name else None, policy
            )
        elif field.kind is Kind.JUDGEMENTS:
            kept[field.name] = tuple(a for index, a in enumerate(now) if f"[{index}]" in (below or {}))
        elif below is None:
            continue
        elif field.kind is Kind.PART:
            kept[field.name] = _only(now, below, None, policy)
        else:
            kept[field.name] = now
    return type(value)(**kept)


def _people(people: Any, wanted: Tree, keep: tuple[str, str | None] | None, policy: Policy) -> Any:
    """The entries that are cited or that the finding is about, and whether there may be more."""
    counted = "" in wanted
    complete = wanted.get("") is not None
    members = []
    for index, member in enumerate(people.members):
        name = identity_of(member)
        if name is not None and sum(identity_of(each) == name for each in people.members) > 1:
            below = wanted.get(f"[{index}]")
        else:
            below = wanted.get(f"[{name}]") if name is not None else wanted.get(f"[{index}]")
        about = name if name is not None or keep is None else f"{keep[0]}[{index}]"
        if below is None and not counted and (keep is None or about != keep[1]):
            if keep is not None and str(keep[1]).startswith(f"{keep[0]}["):
                members.append(type(member)())  # whoever stands at a place keeps it
            continue
        bare = _only(member, below or {}, None, policy)
        members.append(unnamed(bare) if name is None else named(bare, name))
    return type(people)(tuple(members), complete)

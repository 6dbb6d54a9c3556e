"""The history of each group: who was in it when, and what the rules about groups say of each stretch."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from wrbc_rules.audit.masks import Masks
from wrbc_rules.audit.result import GroupLine, Stay, Stretch
from wrbc_rules.facts import Facts, Group, Stand
from wrbc_rules.findings import Outcome
from wrbc_rules.values import Bound, When

_GROWN_UP = ("adult", "young_adult")


def histories(
    facts: Facts, outcomes: Mapping[str, Mapping[str, Outcome]], masks: Masks, as_of: Bound
) -> Iterator[GroupLine]:
    """Every group's history until `as_of`. `outcomes` are those of its states, by the ids of these."""
    groups = facts.who.groups
    names = Counter(each.name for each in groups)
    for group in groups:
        stands = groups.stands(group, as_of)
        where = f" ({group.platform})" if names[group.name] > 1 else ""
        yield GroupLine(
            group=f"{masks.group(group.name)}{where}",
            stays=tuple(_stays(stands, facts, masks)),
            stretches=tuple(
                Stretch(
                    start=stand.at.earliest,
                    end=_end(stand),
                    members=len(stand.people),
                    adults=sum(_adult(each, stand, facts) is True for each in stand.people),
                    complete=_complete(stand, group, facts),
                    outcomes=outcomes.get(groups.state_id(group, number), {}),
                )
                for number, stand in enumerate(stands, 1)
            ),
        )


def _complete(stand: Stand, group: Group, facts: Facts) -> bool:
    """Whether the members are all, once the minute of the change is over."""
    after = When(stand.at.latest, stand.at.latest)
    return facts.who.groups.members(group.name, group.platform, after).complete


def _end(stand: Stand) -> Bound:
    """When the next change came; the last stretch is open."""
    return math.inf if math.isinf(stand.until.latest) else stand.until.earliest


def _adult(person: str, stand: Stand, facts: Facts) -> bool | None:
    category = facts.who.persons.person(person, stand.at).category
    return None if category is None else category in _GROWN_UP


def _stays(stands: Sequence[Stand], facts: Facts, masks: Masks) -> Iterator[Stay]:
    """From when until when each was in, in the order in which they came."""
    begun: dict[str, Stand] = {}
    found: list[tuple[str, Stand, Bound]] = []
    for stand in stands:
        gone = [each for each in begun if each not in stand.people]
        found += [(person, begun.pop(person), stand.at.earliest) for person in gone]
        for person in stand.people:
            begun.setdefault(person, stand)
    found += [(person, first, math.inf) for person, first in begun.items()]
    for person, first, end in sorted(found, key=lambda each: (each[1].at.earliest, each[0], each[2])):
        adult = _adult(person, first, facts)
        category = facts.who.persons.person(person, first.at).category
        yield Stay(person=masks.name(person, category), adult=adult, start=first.at.earliest, end=end)

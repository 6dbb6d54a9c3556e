"""cedarpy: Cedar in Rust. Each rule forbids; those that did are in the diagnostics of the answer.

Tried and slower: the context as a dictionary, a batch of all events.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from benchmarks.peers import Judge
from benchmarks.peers.conditions import CONDITIONS, Notation

DISTRIBUTION = "cedarpy"
HOW = "sixteen parsed forbids, no entities; the context as JSON text"


def judge() -> Judge:
    """The `@id`s of the policies that forbid."""
    from cedarpy import Entities, PolicySet, is_authorized

    notation = Notation(prefix="context.", member="{many}.contains({one})")
    policies = PolicySet.from_str(
        "".join(
            f'@id("{name}") forbid (principal, action, resource) when {{ {notation.write(text)} }};\n'
            for name, text in CONDITIONS.items()
        )
    )
    entities = Entities.from_json_str("[]")
    request = {"principal": 'Sender::"s"', "action": 'Action::"send"', "resource": 'Member::"m"'}

    def violated(event: Mapping[str, Any]) -> Collection[str]:
        answer = is_authorized({**request, "context": json.dumps(event)}, policies, entities)
        ids: Collection[str] = answer.diagnostics.id_annotations_by_reason.values()
        return ids

    return violated

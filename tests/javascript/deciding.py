"""A decision that Node made, with the names that a `Decision` has, for the cases of `tests/meaning`."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import Any

from attrs import frozen

from wrbc_rules import Decision, Policy
from wrbc_rules.vocabulary import event_to_json

from .agreeing import as_of_text
from .node import shared


@frozen
class Told:
    """What Node printed. Repairs are the interpreter's alone: those of its decision stand in for them."""

    said: dict[str, Any]
    decision: Decision

    @property
    def summary(self) -> str:
        return str(self.said["summary"])

    @property
    def open(self) -> tuple[str, ...]:
        return tuple(self.said["open"])

    @property
    def all_findings(self) -> tuple[SimpleNamespace, ...]:
        return tuple(_named(each) for each in self.said["findings"])

    @property
    def findings(self) -> tuple[SimpleNamespace, ...]:
        return tuple(each for each in self.all_findings if each.outcome != "not_covered")

    def as_json(self) -> dict[str, Any]:
        shown = [each for each in self.said["findings"] if each["outcome"] != "not_covered"]
        theirs = self.decision.as_json()["findings"]
        repairs = {(each["rule"], each["about"]): each["repairs"] for each in theirs}
        with_repairs = [{**each, "repairs": repairs[each["rule"], each["about"]]} for each in shown]
        return {**self.said, "findings": with_repairs}


def _named(finding: dict[str, Any]) -> SimpleNamespace:
    lists = ("because", "missing", "ask", "due")
    return SimpleNamespace(
        **{**finding, **{k: [SimpleNamespace(**each) for each in finding[k]] for k in lists}}
    )


def decided_in_node(policy: Policy, event: Any, as_of: datetime | None) -> Told:
    """What the runner says of an event."""
    trial = {"plain": event_to_json(event), "as_of": as_of_text(as_of)}
    [said] = shared().answers(policy.typed, [trial])
    assert "error" not in said, said
    return Told(said, policy.decide(event, as_of))

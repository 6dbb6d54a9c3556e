"""Small policies and what they say of one message. Never judges."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wrbc_rules import Decision, Finding, Policy, policy_from_text

HEAD = """\
policy "Test"
  edition "1"
  organisation "Test"
  in force from 2016-01-01
  time zone Europe/London

"""
WORDS = """
noun "staff" means a person where roles include any of employee, volunteer
noun "a child or young person" means a person where category is child-or-young-person
noun "an adult" means a person where category is adult
noun "the manager" means a person where roles include line-manager
act "send a message" means a message
act "contact {somebody}" means a message for each recipient where recipient.person is {somebody}
"""
SAM = {"id": "sam", "roles": ["employee"]}
MIA = {"id": "mia", "category": "child_or_young_person"}
NIGHT = "2017-03-03T23:30:00+00:00"

#: Rules with something left to fill in: what is unwise, by when a copy is kept, what should be so.
UNWISE = """\
clause 1.1 [00000000]
  staff must not send a message
    when it is unwise

fact "it is unwise"
  or else "it is wise"
  means {tests}
"""
EXCUSED = UNWISE.replace("  when it is unwise", "  when it is unwise\n    unless it is urgent")
COPY = """\
clause 1.1 [00000000]
  staff must keep a copy of it
    {when} they send a message

duty "keep a copy of it" means done at backed-up-at
"""
TOLD = """\
clause 1.1 [00000000]
  staff should only contact a child or young person
    when {told}

fact "the line manager was told beforehand" means recipient.informed-at is before at
fact "the trustee was told beforehand" means recipient.noticed-at is before at
fact "the child or young person is at risk" means recipient.at-risk
"""
QUIET = "at is from 21:00 until 08:00"
LATE = "2017-04-20T12:00:00+00:00"


def policy(rules: str) -> Policy:
    """A policy of these clauses and words, in which staff can send messages and contact young people."""
    return policy_from_text(f"{HEAD}{rules}{WORDS}")


def message(**facts: Any) -> dict[str, Any]:
    """A message of Sam's at half past eleven at night, as JSON, with more facts or others."""
    return {"kind": "message", "id": "m1", "at": NIGHT, "by": SAM, **facts}


def to(*recipients: dict[str, Any]) -> dict[str, Any]:
    """A message to Mia, of whom these things are stated; with several, one entry each."""
    return message(recipients=[{"person": MIA, **each} for each in recipients])


def decided(rules: str, event: dict[str, Any], as_of: str | None = None) -> Decision:
    """What the policy says of the event."""
    asked = policy(rules)
    return asked.decide(asked.read_event(event), None if as_of is None else datetime.fromisoformat(as_of))


def only(rules: str, event: dict[str, Any], as_of: str | None = None) -> Finding:
    """The one finding, where there is one."""
    [finding] = decided(rules, event, as_of).findings
    return finding


def repairs(rules: str, event: dict[str, Any], as_of: str | None = None) -> list[str]:
    """What would put the one finding right, as sentences."""
    decision = decided(rules, event, as_of)
    [finding] = decision.findings
    return [repair.said for repair in decision.repairs(finding)]


def changed(rules: str, event: dict[str, Any], as_of: str | None = None) -> list[list[tuple[str, Any, Any]]]:
    """What would put the one finding right, as fields with what they hold and what they would."""
    decision = decided(rules, event, as_of)
    [finding] = decision.findings
    return [[(c.field, c.before, c.after) for c in repair.changes] for repair in decision.repairs(finding)]


def unwise(tests: str, event: dict[str, Any], as_of: str | None = None) -> list[list[tuple[str, Any, Any]]]:
    return changed(UNWISE.format(tests=tests), event, as_of)

"""What is tried to put a finding right, and what is left alone."""

from __future__ import annotations

from typing import Any

import pytest

from wrbc_rules import policy_from_text

from .asking import HEAD, MIA, UNWISE, WORDS, changed, decided, message, only, repairs

COPY = """\
clause 1.1 [00000000]
  staff must keep a copy of it
    {when} they send a message

duty "keep a copy of it" means done at {done}
"""
ELEVEN, NOON = "2017-03-03T11:00:00+00:00", "2017-03-03T12:00:00+00:00"


def test_a_finding_on_somebody_else_is_not_put_right_here() -> None:
    rules = """\
clause 1.1 [00000000]
  staff should not contact a child or young person
    when the account is personal

fact "the account is personal" means account.ownership is personal
"""
    account = {"ownership": "personal"}
    mia = decided(rules, message(recipients=[{"person": MIA}], account=account))
    noah = decided(rules, message(recipients=[{"person": {**MIA, "id": "noah"}}], account=account))
    [finding] = mia.findings
    assert len(mia.repairs(finding)) == 1
    assert noah.repairs(finding) == ()


def test_that_nobody_is_asked_any_more_puts_nothing_right() -> None:
    """The question would only stand: nobody would know whether it was unwise."""
    rules = """\
clause 1.1 [00000000]
  staff must not send a message
    when it is unwise

fact "it is unwise" asks the manager when sender-identified
"""
    event = message(sender_identified=True)
    assert only(rules, event).outcome.value == "for_a_person"
    assert changed(rules, event) == []
    assert decided(rules, message(sender_identified=False)).all_findings == ()


ADVICE = """\
clause 1.1 [00000000]
  staff must keep a copy of it
    for at least 1 month after they ask for advice

act "ask for advice" means a message at advice-sought-at
duty "keep a copy of it" means done at backed-up-at
"""
OPEN = [{"to": NOON}, {"from": NOON, "to": "never"}]


@pytest.mark.parametrize(("kept", "outcome"), [(OPEN[0], "breach"), (OPEN[1], "undetermined")])
def test_nothing_is_counted_back_from_a_day_that_nobody_knows(kept: dict[str, str], outcome: str) -> None:
    """The copy may be kept longer, but no other time of asking can be named."""
    event = message(advice_sought_at=NOON, backed_up_at=kept)
    assert only(ADVICE, event).outcome.value == outcome
    assert [[field for field, _, _ in each] for each in changed(ADVICE, event)] == [["backed_up_at"]]


@pytest.mark.parametrize("asked", OPEN)
def test_nothing_is_moved_past_a_moment_without_a_beginning_or_an_end(asked: dict[str, str]) -> None:
    rules = UNWISE.format(tests="backed-up-at is before advice-sought-at")
    event = message(backed_up_at=ELEVEN, advice_sought_at=asked)
    assert [[field for field, _, _ in each] for each in changed(rules, event)] == [["advice_sought_at"]]


@pytest.mark.parametrize("kept", [*OPEN, {"to": "2017-03-03T23:00:00+00:00"}, {"to": "never"}])
def test_a_moment_without_a_beginning_or_an_end_is_not_moved_out_of_a_window(kept: dict[str, str]) -> None:
    rules = UNWISE.format(tests="backed-up-at is from 21:00 until 08:00")
    assert only(rules, message(backed_up_at=kept)).outcome.value == "undetermined"
    assert changed(rules, message(backed_up_at=kept)) == []


def test_what_is_partly_past_would_have_complied() -> None:
    """It could still be sent in the morning, but not any more from another account."""
    rules = UNWISE.format(tests="at is from 21:00 until 08:00 or account.agreed")
    night, later = message(account={"agreed": True}), "2017-03-04T00:30:00+00:00"
    [repair] = changed(rules, night, later)
    assert [field for field, _, _ in repair] == ["at", "account.agreed"]
    [said] = repairs(rules, night, later)
    assert said.startswith("it would have complied if it had been at 08:00")
    [said] = repairs(rules, message(account={"agreed": False}), later)
    assert said.startswith("it would comply if it is at 08:00")


def test_of_somebody_listed_twice_the_first_entry_counts() -> None:
    rules = """\
clause 1.1 [00000000]
  staff should only contact a child or young person
    when the line manager was told

fact "the line manager was told" means recipient.informed-at is before at
"""
    event = message(recipients=[{"person": MIA, "informed_at": "never"} for _ in range(2)])
    [finding] = decided(rules, event).findings
    shown = [fact.field for reason in finding.because for fact in reason.facts]
    assert "recipients[0].informed_at" in shown
    assert "recipients[1].informed_at" not in shown


def test_the_nameless_are_numbered_among_those_with_names() -> None:
    rules = """\
clause 1.1 [00000000]
  staff should not contact a child or young person
    when the child or young person is at risk

fact "the child or young person is at risk" means recipient.at-risk
"""
    nameless: dict[str, Any] = {"person": {"category": "child_or_young_person"}}
    event = message(recipients=[{"person": MIA}, nameless])
    missing = [each.field for finding in decided(rules, event).findings for each in finding.missing]
    assert missing == ["recipients[mia].at_risk", "recipients[1].at_risk"]


def test_of_a_field_that_can_be_otherwise_in_many_ways_one_is_tried_at_a_time() -> None:
    rules = UNWISE.format(tests="channel.kind is website or account.agreed")
    event = message(channel={"kind": "website"}, account={"agreed": True})
    found = changed(rules, event)
    assert [[field for field, _, _ in each] for each in found] == [["channel.kind", "account.agreed"]]


def test_a_message_is_not_put_off_for_more_than_eight_days() -> None:
    """Samoa skipped Friday 30 December 2011: after the 24th the next Friday night is in January."""
    rules = """\
clause 1.1 [00000000]
  staff must only send a message
    when it is a Friday night

fact "it is a Friday night" means at is from 21:00 until 23:00 on the nights of Friday
"""
    head = HEAD.replace("Europe/London", "Pacific/Apia").replace("2016", "2010")
    samoa = policy_from_text(f"{head}{rules}{WORDS}")
    for day, repairs_found in (("2011-12-24", 0), ("2012-01-03", 1)):
        decision = samoa.decide(samoa.read_event(message(at=f"{day}T22:00:00Z")))
        [finding] = decision.findings
        assert finding.outcome.value == "breach"
        assert len(decision.repairs(finding)) == repairs_found

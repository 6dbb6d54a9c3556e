"""What is left to people whatever the event, who is asked, and which of two findings on a person counts."""

from __future__ import annotations

from typing import Any

from .asking import MIA, decided, message, policy

PHOTO = """\
clause 1.1 [00000000]
  staff will be trained
clause 1.2 [00000000]
  staff should not contact a child or young person
    when the number of contacts in the period is over the limit
clause 1.3 [00000000]
  staff must not send a message
    when it is unwise
    if all of
      it is a group
      it is awkward
    unless it is urgent
clause 1.4 [00000000]
  staff must not send a message
    when it is untrue

duty "be trained" asks the trainer
fact "the number of contacts in {a period} is over {a number}"
  means recipient.contacts in {a period} is over {a number}
fact "it is unwise" asks the manager when doubts
fact "it is a group" means account.for-group
fact "it is awkward" asks the trainer when follows-concern
fact "it is urgent" asks the trustee when account.for-group
fact "it is untrue" asks the manager
noun "the trainer" means a person where roles include team-leader
noun "the trustee" means a person where roles include trustee
setting "the period" is a duration, not set
setting "the limit" is a number, not set
"""


def test_what_stands_is_said_once_for_the_policy() -> None:
    assert policy(PHOTO).standing == (
        "1.1: the trainer answers for it: staff will be trained",
        '1.2: decides nothing until somebody sets "the limit" and "the period"',
        "1.3: the trainer may ask: it is awkward",
        "1.3: the manager may ask: it is unwise",
        "1.3: the trustee may ask: it is urgent",
    )


def test_what_stands_gives_no_finding() -> None:
    event = message(recipients=[{"person": MIA}], doubts=False, account={"for_group": True})
    found = {each.rule: each.outcome.value for each in decided(PHOTO, event).all_findings}
    assert "1.1" not in found
    assert "1.2" not in found
    assert found["1.4"] == "for_a_person"


def asked(**facts: Any) -> tuple[list[str], list[str]]:
    """Who is asked under 1.3, and what is missing there."""
    finding = next(each for each in decided(PHOTO, message(**facts)).findings if each.rule == "1.3")
    return [each.who for each in finding.ask], sorted({each.field for each in finding.missing})


def test_only_questions_that_are_asked_are_asked() -> None:
    group = {"for_group": True}
    assert asked(doubts=True, follows_concern=True, account=group) == (
        ["the trainer", "the manager", "the trustee"],
        [],
    )
    assert asked(doubts=False, follows_concern=True, account=group) == (["the trainer", "the trustee"], [])
    assert asked(doubts=None, follows_concern=False, account=group) == (["the trustee"], ["doubts"])
    assert asked(doubts=False, follows_concern=False) == ([], ["account.for_group"])


def test_somebody_listed_twice_may_stand_for_nothing_twice() -> None:
    event = message(recipients=[{"person": MIA}, {"person": MIA}], doubts=False)
    assert [each.rule for each in decided(PHOTO, event).all_findings if each.about == "mia"] == []


ABOUT = """\
clause 1.1 [00000000]
  staff must not contact a child or young person
    when it is unwise

fact "it is unwise" asks the manager
"""


def test_nobody_can_answer_about_somebody_who_is_not_listed() -> None:
    manager = {"id": "kim", "roles": ["line_manager"]}
    answers = [
        {"question": "it is unwise", "answer": "no", "by": manager, "about": about}
        for about in ("mia", "not listed", None)
    ]
    people = {"members": [{"person": MIA}], "complete": False}
    found = decided(ABOUT, message(recipients=people, judgements=answers)).findings
    assert {each.about: each.outcome.value for each in found} == {
        "mia": "complies",
        "not listed": "undetermined",
    }

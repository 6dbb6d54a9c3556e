"""What is left to people whatever the event, who is asked, and which of two findings on a person counts."""

from __future__ import annotations

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
    if it is a group
    unless it is urgent
clause 1.4 [00000000]
  staff must not send a message
    when it is untrue

duty "be trained" asks the trainer
fact "the number of contacts in {a period} is over {a number}"
  means recipient.contacts in {a period} is over {a number}
fact "it is unwise" asks the manager when doubts
fact "it is a group" means account.for-group
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
        "1.3: the manager may ask: it is unwise",
        "1.3: the trustee may ask: it is urgent",
    )


def test_what_stands_gives_no_finding() -> None:
    event = message(recipients=[{"person": MIA}], doubts=False, account={"for_group": True})
    found = {each.rule: each.outcome.value for each in decided(PHOTO, event).all_findings}
    assert "1.1" not in found
    assert "1.2" not in found
    assert found["1.4"] == "for_a_person"


def test_only_questions_that_are_asked_are_asked() -> None:
    """Whether it is urgent is asked, whether it is unwise is not: nobody was in doubt."""
    event = message(doubts=None, account={"for_group": True})
    finding = next(each for each in decided(PHOTO, event).findings if each.rule == "1.3")
    assert [each.who for each in finding.ask] == ["the trustee"]
    assert [each.field for each in finding.missing] == ["doubts"]


TWICE = """\
clause 1.1 [00000000]
  staff must not contact a child or young person
    when the child or young person is at risk

fact "the child or young person is at risk" means recipient.at-risk
"""


def outcomes(*at_risk: bool | None) -> list[tuple[str | None, str]]:
    event = message(recipients=[{"person": MIA, "at_risk": each} for each in at_risk])
    return [(each.about, each.outcome.value) for each in decided(TWICE, event).findings]


def test_of_somebody_listed_twice_the_worst_counts() -> None:
    assert outcomes(False, True) == [("mia", "breach")]
    assert outcomes(True, False) == [("mia", "breach")]
    assert outcomes(False, None) == [("mia", "undetermined")]
    assert outcomes(None, False, True) == [("mia", "breach")]
    assert outcomes(False, False) == [("mia", "complies")]

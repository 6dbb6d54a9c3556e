"""What an open finding says is missing and due."""

from __future__ import annotations

import pytest

from .asking import message, only

COPY = """\
clause 1.1 [00000000]
  staff must keep a copy of it
    {when} they send a message

duty "keep a copy of it" means {meaning}
"""
SEEN, LONG_AFTER = "2017-03-03T23:45:00+00:00", "2017-03-09T00:00:00+00:00"
WHERE = "done at backed-up-at where account.agreed"
LATER = "done at the later of backed-up-at and advice-sought-at where account.agreed"


@pytest.mark.parametrize("meaning", [WHERE, LATER])
@pytest.mark.parametrize("when", ["within 2 hours after", "by 2 hours after", "for at least 2 hours after"])
def test_how_it_is_done_is_not_asked_before_it_is_done(meaning: str, when: str) -> None:
    event = message(backed_up_at={"not_done_by": SEEN}, advice_sought_at={"not_done_by": SEEN})
    finding = only(COPY.format(when=when, meaning=meaning), event, SEEN)
    assert finding.outcome.value == "pending"
    assert finding.missing == ()
    assert "2017-03-04T01:30:00+00:00" in [each.by.isoformat() for each in finding.due if each.by]


def test_what_is_kept_long_enough_may_still_be_ended_wrongly() -> None:
    rules = COPY.format(when="for at least 2 hours after", meaning=WHERE)
    finding = only(rules, message(backed_up_at={"not_done_by": LONG_AFTER}), LONG_AFTER)
    assert finding.outcome.value == "pending"
    assert [each.by for each in finding.due] == [None]
    assert only(rules, message(backed_up_at=LONG_AFTER)).missing[0].field == "account.agreed"


GROUP = """\
clause 1.1 [00000000]
  staff must not write to a group
    when there are under two adults

act "write to a group" means a message
fact "there are under two adults" means under 2 recipients where person is "an adult"
"""


def test_only_those_who_may_count_are_to_be_identified() -> None:
    people = [{"person": {"category": category}} for category in ("adult", "child_or_young_person", "adult")]
    finding = only(GROUP, message(recipients=people))
    assert [each.field.partition(".")[0] for each in finding.missing] == ["recipients[0]", "recipients[2]"]
    assert all(each.field.endswith(".id") for each in finding.missing)


def test_of_an_incomplete_list_the_list_is_missing() -> None:
    adult = {"person": {"id": "ann", "category": "adult"}}
    finding = only(GROUP, message(recipients={"members": [adult], "complete": False}))
    assert [each.field for each in finding.missing] == ["recipients"]


AFTER = """\
clause 1.1 [00000000]
  staff should not send a message
    when it is so

fact "it is so" means {tests}
"""


def test_an_interval_that_may_have_begun_is_no_deadline_ahead() -> None:
    """From the very moment at which one asks: it may be done by then, so a fact is missing."""
    event = message(backed_up_at={"from": LONG_AFTER, "to": "2017-03-10T00:00:00+00:00"})
    rules = COPY.format(when="within 6 days after", meaning="done at backed-up-at")
    assert only(rules, event, LONG_AFTER).outcome.value == "undetermined"
    assert only(rules, event, "2017-03-08T23:59:59+00:00").outcome.value == "pending"


def test_the_moment_of_a_planned_event_is_a_fact_that_is_missing() -> None:
    """Whether they will be seven then depends on the day for which it is planned."""
    rules = AFTER.format(tests="age by by.birth-date is under 7")
    around_midnight = {"from": "2017-03-03T23:00:00+00:00", "to": "2017-03-04T01:00:00+00:00"}
    by = {"id": "sam", "roles": ["volunteer"], "birth_date": "2010-03-04"}
    finding = only(rules, message(at=around_midnight, by=by), "2017-03-01T00:00:00+00:00")
    assert finding.outcome.value == "undetermined"
    assert [each.field for each in finding.missing] == ["at"]

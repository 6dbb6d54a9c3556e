"""What would put a finding right in time: another time of the message, another time of what is to be done."""

from __future__ import annotations

from typing import Any

import pytest

from .asking import (
    COPY,
    EXCUSED,
    LATE,
    NIGHT,
    QUIET,
    changed,
    decided,
    message,
    only,
    repairs,
    unwise,
)


@pytest.mark.parametrize(
    ("tests", "at", "to_be"),
    [
        (QUIET, NIGHT, "2017-03-04T08:00:00+00:00"),
        (QUIET, "2017-03-26T02:00:00+00:00", "2017-03-26T07:00:00+00:00"),  # the clock went on an hour
        (f"{QUIET} on the nights of Friday and Saturday", NIGHT, "2017-03-04T08:00:00+00:00"),
        # from within the interval the way out is after its latest moment
        (QUIET, {"from": "2017-03-03T22:00:00+00:00", "to": "2017-03-04T02:00:00+00:00"},
         "2017-03-04T08:00:00+00:00"),
        # it may already have been out: still the next moment out after the latest
        (QUIET, {"from": "2017-03-03T20:00:00+00:00", "to": "2017-03-03T22:00:00+00:00"},
         "2017-03-04T08:00:00+00:00"),
    ],
)  # fmt: skip
def test_a_message_is_moved_to_later_never_to_earlier(tests: str, at: Any, to_be: str) -> None:
    assert unwise(tests, message(at=at)) == [[("at", at, to_be)]]


def test_a_message_is_moved_though_its_exception_is_a_time_too() -> None:
    rules = EXCUSED.format(tests=QUIET) + 'fact "it is urgent" means at is from 03:00 until 04:00\n'
    assert changed(rules, message()) == [[("at", NIGHT, "2017-03-04T08:00:00+00:00")]]


@pytest.mark.parametrize("times", ["21:00 until the morning", "the evening until 08:00"])
def test_there_is_no_way_out_of_a_window_without_an_end(times: str) -> None:
    rules = f"""\
clause 1.1 [00000000]
  staff must not send a message
    when it is from {times}
    if it is urgent

fact "it is from {{a time}} until {{a time}}" means at is from {{a time}} until {{a time}} or follows-concern
fact "it is urgent" means doubts
setting "the morning" is a time, not set
setting "the evening" is a time, not set
"""
    assert changed(rules, message(doubts=True, follows_concern=False)) == []


def test_a_message_at_no_known_time_is_not_moved() -> None:
    assert unwise(QUIET, message(at={"from": "2017-03-01T00:00:00+00:00", "to": "never"})) == []


# ---- what is to be done

DONE = "backed_up_at"


@pytest.mark.parametrize(
    ("when", "at"),
    [
        ("within 2 hours after", "2017-03-03T23:30:00+00:00"),
        ("by 2 hours after", "2017-03-04T01:29:59.999999+00:00"),
        ("within 1 month after", "2017-03-03T23:30:00+00:00"),
        ("by 1 month after", "2017-04-02T23:00:00+00:00"),
    ],
)
def test_a_late_duty_is_done_in_time(when: str, at: str) -> None:
    assert changed(COPY.format(when=when), message(backed_up_at=LATE)) == [[(DONE, LATE, at)]]


def test_where_the_first_moment_in_time_would_break_another_rule_it_is_the_last() -> None:
    rules = """\
clause 1.1 [00000000]
  staff must keep a copy of it
    within 2 hours after they send a message
clause 1.2 [00000000]
  staff must store the copy
    for at least 1 hour after they send a message

duty "keep a copy of it" means done at backed-up-at
duty "store the copy" means done at backed-up-at
"""
    decision = decided(rules, message(backed_up_at=LATE))
    [first, _] = decision.findings
    [repair] = decision.repairs(first)
    assert [change.after for change in repair.changes] == ["2017-03-04T01:29:59.999999+00:00"]


def test_nothing_is_done_in_a_time_that_nobody_has_set() -> None:
    rules = COPY.format(when="within the time after") + 'setting "the time" is a duration, not set\n'
    early = "2017-03-03T23:00:00+00:00"
    assert only(rules, message(backed_up_at=early)).outcome.value == "breach"
    assert changed(rules, message(backed_up_at=early)) == []


def test_what_is_kept_for_months_is_kept_to_the_last_day_that_may_be_meant() -> None:
    around_midnight = {"from": "2017-03-03T22:00:00+00:00", "to": "2017-03-04T02:00:00+00:00"}
    event = message(at=around_midnight, backed_up_at="2017-03-10T12:00:00+00:00")
    assert changed(COPY.format(when="for at least 1 month after"), event) == [
        [(DONE, "2017-03-10T12:00:00+00:00", "2017-04-04T22:59:59.999999+00:00")]
    ]


AFTER = """\
clause 1.1 [00000000]
  staff should only send a message
    when the copy came after the advice

fact "the copy came after the advice" means backed-up-at is after advice-sought-at
"""


def test_of_two_moments_either_may_be_moved_past_the_other() -> None:
    noon, eleven = "2017-03-03T12:00:00+00:00", "2017-03-03T11:00:00+00:00"
    found = changed(AFTER, message(backed_up_at=eleven, advice_sought_at=noon))
    assert sorted(found) == [
        [("advice_sought_at", noon, "2017-03-03T10:59:59.999999+00:00")],
        [(DONE, eleven, "2017-03-03T12:00:00.000001+00:00")],
    ]


def test_nothing_is_moved_past_a_moment_without_an_end() -> None:
    """It was not backed up by noon: nobody knows when it was, or whether; sought by then is possible."""
    event = message(
        backed_up_at={"not_done_by": "2017-03-03T12:00:00+00:00"},
        advice_sought_at="2017-03-03T13:00:00+00:00",
    )
    assert changed(AFTER, event) == [[(DONE, event["backed_up_at"], "2017-03-03T13:00:00.000001+00:00")]]


def test_how_it_is_done_can_be_otherwise() -> None:
    rules = COPY.format(when="within 2 hours after").replace(
        "backed-up-at", "backed-up-at where account.agreed"
    )
    event = message(backed_up_at=NIGHT, account={"agreed": False})
    assert changed(rules, event) == [[("account.agreed", False, True)]]
    [said] = repairs(rules, event)
    assert said.startswith("it would have complied if this had been done: keep a copy of it")

"""What is set from outside a file, what a rule waits for, and what it holds of its lines."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from wrbc_rules.ir import Strength
from wrbc_rules.values import Calendar

from .asking import MIA, decided, message, only, policy
from .telling import typed

SETTINGS = """\
clause 1.1 [00000000]
  staff must not send a message

setting "the span" is a duration, not set
setting "the limit" is a number, not set
setting "the hour" is a time, not set
setting "the day" is a date, not set
setting "the place" is a place, not set
setting "the reading" is a choice of "strict" or "plain", not set
"""


def holding(name: str, value: Any) -> Any:
    made = policy(SETTINGS).with_settings({name: value}).typed
    return next(each.value for each in made.settings if each.name == name)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("the span", each) for each in (timedelta(days=2), timedelta(microseconds=1), Calendar(1), None)),
        *(("the limit", each) for each in (0, 3, None)),
        *(("the hour", each) for each in ("00:00", "23:59", "08:30", None)),
        *(("the day", each) for each in (date(2017, 3, 3), None)),
        *(("the place", each) for each in ("Leeds", None)),
        *(("the reading", each) for each in ("strict", "plain", None)),
    ],
)
def test_a_setting_is_decided_from_outside(name: str, value: Any) -> None:
    assert holding(name, value) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("the span", each) for each in (timedelta(0), timedelta(days=-1), Calendar(0), 7, "7 days")),
        *(("the limit", each) for each in (-1, True, 1.5, "3")),
        *(("the hour", each) for each in ("24:00", "12:60", "8:30", "08:30:00", "noon", 8)),
        *(("the day", each) for each in (datetime(2017, 3, 3, tzinfo=UTC), "2017-03-03")),
        *(("the place", each) for each in ("", 3)),
        *(("the reading", each) for each in ("other", "")),
    ],
)
def test_a_setting_takes_only_what_is_of_its_sort(name: str, value: Any) -> None:
    with pytest.raises(ValueError, match=f"the setting `{name}` is a "):
        holding(name, value)


def test_a_setting_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="no setting is called `the limt`; did you mean `the limit`"):
        holding("the limt", 3)
    with pytest.raises(ValueError, match=r"no setting is called `x`$"):
        holding("x", 3)


LIMIT = """\
clause 1.1 [00000000]
  staff should not contact a child or young person
    when it is so

fact "it is so" means {tests}
fact "it is asked" asks the manager
setting "the limit" is a number, not set
setting "the day" is a date, not set
"""
OPEN = 'recipient.contacts in 7 days is over "the limit"'


@pytest.mark.parametrize(
    ("tests", "stands"),
    [
        (OPEN, True),
        (f'{OPEN} and at is before "the day"', True),
        ("doubts", False),
        *(
            (f"{OPEN} and {each}", False)
            for each in (
                *(
                    "doubts",
                    "at is from 21:00 until 08:00",
                    "by.roles include trustee",
                    'purpose is "homework"',
                ),
                *("at is before 2017-03-03", "backed-up-at is within 2 days after at"),
            )
        ),
    ],
)
def test_a_rule_that_only_waits_for_a_setting_stands(tests: str, stands: bool) -> None:
    [rule] = typed(LIMIT.format(tests=tests)).rules
    assert rule.stands is stands


def test_a_rule_that_waits_for_an_answer_too_does_not_stand() -> None:
    asked = LIMIT.format(tests=OPEN).replace("when it is so", "when both\n      it is so\n      it is asked")
    [rule] = typed(asked).rules
    assert not rule.stands


@pytest.mark.parametrize(
    ("line", "strength"),
    [
        ("staff must be kind", Strength.MUST),
        ("staff should always be kind", Strength.SHOULD),
        ("staff will be kind", Strength.WILL),
        ("staff should seek to be kind", Strength.BEST_ENDEAVOURS),
    ],
)
def test_how_strong_a_rule_is(line: str, strength: Strength) -> None:
    rules = (
        f'clause 1.1 [00000000]\n  {line}\n    whenever they send a message\n\nduty "be kind" means doubts\n'
    )
    [rule] = typed(rules).rules
    assert rule.strength is strength


def test_a_rule_holds_its_lines_as_they_are_written() -> None:
    rules = """\
clause 1.1
  sentence 1 [00000000]
    (a) staff must not send a message  # why
      when both

        it is rude
        it is late

fact "it is rude" means doubts
fact "it is late" means sender-identified
"""
    [rule] = typed(rules).rules
    assert rule.lines == (
        "(a) staff must not send a message  # why",
        "  when both",
        "    it is rude",
        "    it is late",
    )


QUESTIONS = """\
clause 1.1 [00000000]
  staff must not send a message
    when it is foolish
clause 1.2 [00000000]
  staff must not send a message
    when either
      it is unwise
      it is foolish

fact "it is unwise"
  also "it is foolish"
  asks the manager
"""


def test_a_question_is_asked_in_its_first_wording() -> None:
    assert [(ref, each.words) for ref, each in typed(QUESTIONS).questions] == [
        ("1.1", "it is unwise"),
        ("1.2", "it is unwise"),
    ]
    found = decided(QUESTIONS, message()).findings
    assert {each.question for finding in found for each in finding.ask} == {"it is unwise"}


def test_settings_are_among_the_words_of_a_policy() -> None:
    kinds = {each.pattern: each.kind for each in typed(SETTINGS).definitions}
    assert (kinds["the limit"], kinds["staff"]) == ("setting", "noun")


WITHIN = """\
clause 1.1 [00000000]
  staff must be kind
    whenever they write home

duty "be kind" means doubts
act "write home" means a message where purpose is "home"
"""


@pytest.mark.parametrize(("purpose", "outcome"), [("home", "complies"), ("work", "not_covered")])
def test_only_what_sets_a_duty_off_sets_it_off(purpose: str, outcome: str) -> None:
    [finding] = decided(WITHIN, message(purpose=purpose, doubts=True)).all_findings
    assert finding.outcome.value == outcome


DAYS = """\
clause 1.1 [00000000]
  staff must not send a message
    when it is {side} 2017-03-03

fact "it is before {{a date}}" means at is before {{a date}}
fact "it is after {{a date}}" means at is after {{a date}}
"""


@pytest.mark.parametrize(
    ("side", "day", "outcome"),
    [
        ("before", "2017-03-02", "breach"),
        ("before", "2017-03-03", "complies"),
        ("after", "2017-03-03", "complies"),
        ("after", "2017-03-04", "breach"),
    ],
)
def test_a_day_is_neither_before_nor_after_itself(side: str, day: str, outcome: str) -> None:
    assert only(DAYS.format(side=side), message(at=f"{day}T12:00:00+00:00")).outcome.value == outcome


def test_somebody_at_risk_among_all() -> None:
    rules = LIMIT.format(tests="some recipients where at-risk")
    [finding] = decided(rules, message(recipients=[{"person": MIA, "at_risk": True}])).findings
    assert finding.outcome.value == "breach"

"""What would put it right, as the page says it: what the interpreter says, where two changes are enough."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from tests.agreement.drafted import written
from tests.agreement.telling import policy
from tests.javascript.test_questions import whole_events
from wrbc_rules.analysis.examples import run_examples
from wrbc_rules.backends import interpreter
from wrbc_rules.backends.javascript.page.offer import offered
from wrbc_rules.findings import Outcome
from wrbc_rules.values import instant_of
from wrbc_rules.vocabulary import event_to_json

from .node import run

MENDED = """
say(GIVEN.map(({ event, asOf }) => judged(artefact, event, asOf).found
  .filter(({ outcome }) => outcome === "breach")
  .map((finding) => [finding.rule.id, finding.about, repairs(artefact, event, finding, asOf)])));
"""
NOW = "2017-03-03T12:00:00+00:00"
MOST = 2


def planned(name: str) -> Iterator[dict[str, Any]]:
    """Events that the page is asked about: of the file's examples, and drawn ones of staff with children."""
    kinds = offered(written(name).typed)
    events = of_examples(name)
    if name == "bundled":
        events += whole_events(written(name), 30)
    yield from (json.loads(json.dumps(event)) for event in events if event["kind"] in kinds)


def of_examples(name: str) -> list[dict[str, Any]]:
    return [
        event_to_json(event)
        for each in run_examples(written(name).typed)
        for event in each.events[: 9 if name == "shed" else 1]
    ]


@pytest.mark.parametrize("name", ["bundled", "shed"])
def test_it_says_what_the_interpreter_says_where_two_changes_are_enough(name: str) -> None:
    typed = written(name).typed
    events = list(planned(name))
    said = run(typed, MENDED, [{"event": event, "asOf": NOW} for event in events])
    compared = mended = 0
    for event, found in zip(events, said, strict=True):
        typed_event = written(name).read_event(event)
        as_of = instant_of(datetime.fromisoformat(NOW))
        wanted = {
            (each.rule, each.about): interpreter.repairs(typed, typed_event, each, as_of)
            for each in interpreter.decide(typed, typed_event, as_of)
            if each.outcome is Outcome.BREACH
        }
        assert {(rule, about) for rule, about, _ in found} == set(wanted)
        for rule, about, repairs in found:
            theirs = [each.changes for each in wanted[rule, about] if len(each.changes) <= MOST]
            mine = [[(each["field"], each["value"]) for each in changes] for changes in repairs]
            assert mine == [[(each.field, each.after) for each in changes] for changes in theirs], (
                rule,
                event,
            )
            compared += 1
            mended += bool(mine)
    print(f"{compared} breaches, {mended} of them with a repair")  # noqa: T201 - what was covered
    assert compared > 10
    assert mended


NARROW = """\
clause 1.1 [00000000]
  staff should not send a message
    when the local time is from 21:00 until 08:00

clause 1.2 [00000000]
  staff must not send a message
    when the local time is from 08:00 until 09:00

clause 1.3 [00000000]
  staff should not send a message
    when either
      the local time is from 12:00 until 13:00
      the local time is from 13:00 until 14:00
    unless the local time is from 13:00 until 14:00

clause 1.4 [00000000]
  staff should not send a message
    when the account is personal
    unless the account is lent

fact "the local time is from {a time} until {a time}" means at is from {a time} until {a time}
fact "the account is personal" means account.ownership is personal
fact "the account is lent" means account.ownership is organisational and account.agreed
"""


def test_no_repair_breaks_another_rule_or_rests_on_an_exception() -> None:
    """At eight 1.2 is broken; at one, 1.3 only excused; whose account it is belongs to an exception."""
    narrow = policy(NARROW)
    times = ("03:00", "08:30", "12:30", "22:00")
    account = {"ownership": "personal", "agreed": False}
    fixed = {"kind": "message", "id": "m", "by": {"roles": ["volunteer"]}, "account": account}
    events = [{**fixed, "at": f"2017-03-03T{time}:00+00:00"} for time in times]
    as_of = "2017-03-01T12:00:00+00:00"
    said = run(narrow.typed, MENDED, [{"event": event, "asOf": as_of} for event in events])
    told = [{rule: len(repairs) for rule, _, repairs in found} for found in said]
    assert dict(zip(times, told, strict=True)) == {
        "03:00": {"1.1": 0, "1.4": 0},
        "08:30": {"1.2": 1, "1.4": 0},
        "12:30": {"1.3": 0, "1.4": 0},
        "22:00": {"1.1": 0, "1.4": 0},
    }
    assert said[1][0][2][0][0]["words"] == "Do it at 09:00 on Friday 3 March 2017."
    for event, found in zip(events, said, strict=True):
        typed_event, moment = narrow.read_event(event), instant_of(datetime.fromisoformat(as_of))
        for finding in interpreter.decide(narrow.typed, typed_event, moment):
            if finding.outcome is Outcome.BREACH:
                theirs = interpreter.repairs(narrow.typed, typed_event, finding, moment)
                [mine] = [repairs for rule, _, repairs in found if rule == finding.rule]
                assert len(mine) == len(theirs)

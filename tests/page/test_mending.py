"""What would put it right, as the page says it: what the interpreter says, where two changes are enough."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from tests.agreement.drafted import written
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
    """Events that the page is asked about: of staff with children; and of the shed, those of its examples."""
    kinds = offered(written(name).typed)
    events = list(whole_events(written(name), 60)) if name != "shed" else of_examples(name)
    yield from (json.loads(json.dumps(event)) for event in events if event["kind"] in kinds)


def of_examples(name: str) -> list[dict[str, Any]]:
    return [event_to_json(event) for each in run_examples(written(name).typed) for event in each.events[:9]]


@pytest.mark.parametrize("name", ["settled", "shed"])
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

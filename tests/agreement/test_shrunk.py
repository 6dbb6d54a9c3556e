"""The same search by Hypothesis, which finds less and shrinks what it finds; and explanations that agree."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wrbc_rules import COMMUNICATION, Verdict
from wrbc_rules.strategies import events, moments, policies
from wrbc_rules.values import instant_of
from wrbc_rules.vocabulary import Vocabulary, event_to_json

from .drafted import classes_of, shed
from .search import Trial, difference, said, trials

CALM = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


@pytest.mark.parametrize("vocabulary", [COMMUNICATION, shed()], ids=lambda each: each.name)
def test_drafted_policies_and_events(vocabulary: Vocabulary) -> None:
    @CALM
    @given(st.data())
    def search(data: st.DataObject) -> None:
        policy = data.draw(policies(vocabulary, 2))
        event: Any = data.draw(events(policy, data.draw(st.sampled_from(classes_of(policy)))))
        as_of = data.draw(st.one_of(st.none(), moments(policy)))
        read = policy.read_event(event_to_json(event))
        looked = None if as_of is None else instant_of(as_of)
        for trial in (
            Trial(policy, event, None, looked, "as an object"),
            Trial(policy, read, event_to_json(event), looked, "as JSON"),
        ):
            assert difference(trial, said(trial)) is None

    search()


@pytest.mark.parametrize("number", [0, 1, 2, 3, 9, 29, 49])
def test_what_is_explained_is_what_came_out(number: int) -> None:
    """The findings of a decision, whole and with their reasons, against the code's outcomes."""
    explained = 0
    for trial in trials(number, 60):
        decision = trial.policy.decide(trial.event, trusted=True)
        if decision.note is None:
            found = decision.all_findings
            explained += len(found)
            assert trial.policy.compile().outcomes(trial.event) == tuple(
                Verdict(each.rule, each.about, each.outcome, each.strength) for each in found
            )
    assert explained > 20

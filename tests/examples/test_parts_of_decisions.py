"""The quick answers of a decision against its full findings, on the sample of every outcome."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

import wrbc_rules
from wrbc_rules import Editions, Outcome, Verdict

SAMPLE = Path(__file__).parents[2] / "examples/wrbc/sample.jsonl"
AS_OF = datetime(2017, 5, 1, 11, tzinfo=UTC)
POLICY = wrbc_rules.load_policy()
LINES = SAMPLE.read_text("utf-8").splitlines()


@pytest.mark.parametrize("line", LINES, ids=lambda line: json.loads(line)["id"])
def test_what_is_notable_and_every_verdict_are_those_of_the_findings(line: str) -> None:
    event = POLICY.read_event(json.loads(line))
    for decider in (POLICY, Editions((POLICY,))):
        full, quick = decider.decide(event, AS_OF), decider.decide(event, AS_OF)
        assert quick.notable_findings == tuple(f for f in full.all_findings if f.outcome.notable)
        assert full.notable_findings == quick.notable_findings
        said = tuple(Verdict(f.rule, f.about, f.outcome, f.strength) for f in full.all_findings)
        assert quick.verdicts == said


def test_before_the_policy_nothing_is_notable() -> None:
    event = POLICY.read_event({"kind": "message", "id": "old", "at": "2010-03-03T21:30:00+00:00"})
    decision = POLICY.decide(event, AS_OF)
    assert (decision.notable_findings, decision.verdicts, decision.summary) == ((), (), "no_edition")
    assert all(verdict.outcome is not Outcome.STANDS for verdict in decision.verdicts)

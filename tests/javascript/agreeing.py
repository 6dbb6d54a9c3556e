"""What the interpreter says of an event in the words of the runner, and the first thing said otherwise."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs

from tests.agreement.search import trials
from wrbc_rules import Decision, EventError, Finding, Policy
from wrbc_rules.backends import interpreter
from wrbc_rules.findings import summary_of
from wrbc_rules.findings.texts import finding_to_json
from wrbc_rules.values import instant_of, moment_of
from wrbc_rules.vocabulary import event_to_json

from .node import Runner


@attrs.frozen
class Trial:
    """An event in JSON, looked at as of some moment; its words are enough to make it again."""

    policy: Policy
    data: Mapping[str, Any]
    as_of: datetime | None
    words: str

    @property
    def asked(self) -> dict[str, Any]:
        """What Node is told."""
        return {"event": self.data, "as_of": as_of_text(self.as_of)}

    def expected(self) -> dict[str, Any]:
        """What the interpreter says, in full."""
        typed, event = self.policy.typed, self.policy.read_event(self.data)
        if getattr(event, typed.vocabulary.moment).earliest < typed.starts.earliest:
            return told(self.policy.decide(event, self.as_of, trusted=True))
        looked = None if self.as_of is None else instant_of(self.as_of)
        findings = interpreter.decide(typed, event, looked)
        opened = dict.fromkeys(each.rule for each in findings if each.outcome.open)
        return _said(event.id, summary_of(findings), opened, findings)


def as_of_text(moment: datetime | None) -> str | None:
    """The moment to the microsecond, whatever it is."""
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="microseconds")


def told(decision: Decision) -> dict[str, Any]:
    """A decision as JSON, with what is not covered, what explains it, and no repairs."""
    return _said(decision.id, decision.summary, decision.open, decision.all_findings)


def _said(name: str, summary: str, opened: Iterable[str], findings: Iterable[Finding]) -> dict[str, Any]:
    every = [_finding(each) for each in findings]
    return {"id": name, "summary": summary, "open": list(opened), "findings": every}


def _finding(finding: Finding) -> dict[str, Any]:
    said = finding_to_json(finding, ())
    del said["repairs"]
    because = [
        {
            "words": each.words,
            "holds": each.holds,
            "facts": [{"field": fact.field, "value": fact.value, "text": fact.text} for fact in each.facts],
            "said": each.said,
            "shown": each.shown,
        }
        for each in finding.because
    ]
    explained = {"title": finding.title, "norm": list(finding.norm), "permission": finding.permission}
    return {**said, **explained, "because": because}


def drawn(number: int, events: int) -> Iterator[Trial]:
    """The trials of `tests/agreement` for the policy of this number, within the years of JavaScript."""
    for trial in trials(number, events):
        text = json.dumps(trial.data or event_to_json(trial.event))
        data = json.loads(text.replace('"9998-', '"2099-'))
        try:
            trial.policy.read_event(data)
        except EventError:  # its end is now before its start
            continue
        as_of = None if trial.as_of is None else moment_of(trial.as_of)
        yield Trial(trial.policy, data, as_of, trial.words)


def at_the_edges(policy: Policy) -> Iterator[Trial]:
    """A message whose time begins or ends at the quiet hours, summer and winter, more or less well known."""
    sender = {"id": "sam", "roles": ["volunteer"]}
    people = [{"person": {"id": "mia", "category": "child_or_young_person"}}]
    fixed = {"kind": "message", "direction": "outgoing", "by": sender, "recipients": people}
    edges = [
        "2017-03-03T08:00:00+00:00",
        "2017-03-03T21:00:00+00:00",
        "2017-07-03T07:00:00Z",
        "2017-07-03T20:00:00Z",
    ]
    for edge in map(datetime.fromisoformat, edges):
        for before in (0, 1, 3_600_000_000):
            for after in (-1, 0, 1, 3_600_000_000):
                ends = [as_of_text(edge + timedelta(microseconds=each)) for each in (-before, after)]
                if -before <= after:
                    data = {**fixed, "id": "edge", "at": dict(zip(("from", "to"), ends, strict=True))}
                    yield Trial(policy, data, None, f"from {ends[0]} to {ends[1]}")


def difference(trial: Trial, got: Any, wanted: dict[str, Any]) -> str | None:
    """What Node says otherwise, if anything."""
    if got == wanted:
        return None
    if "error" in got or len(got["findings"]) != len(wanted["findings"]):
        return f"{trial.words}: {json.dumps(got)[:500]}"
    for mine, theirs in zip(got["findings"], wanted["findings"], strict=True):
        for key, value in theirs.items():
            if mine.get(key) != value:
                return f"{trial.words}: {theirs['rule']} {key}: {mine.get(key)} is not {value}"
    return f"{trial.words}: {got['summary']}, {got['open']} is not {wanted['summary']}, {wanted['open']}"


#: A trial, and what the interpreter says of it.
Judged = tuple[Trial, dict[str, Any]]


def judged(number: int, events: int) -> list[Judged]:
    """The trials of the policy of this number, with what the interpreter says."""
    return [(trial, trial.expected()) for trial in drawn(number, events)]


def first_difference(runner: Runner, given: Sequence[Judged]) -> str | None:
    """The first difference between the runner and the interpreter over one policy."""
    if not given:
        return None
    answers = runner.answers(given[0][0].policy.typed, [trial.asked for trial, _ in given])
    found = (difference(trial, got, wanted) for (trial, wanted), got in zip(given, answers, strict=True))
    return next((each for each in found if each is not None), None)

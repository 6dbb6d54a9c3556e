"""What the interpreter says of an event in the words of the runner, and the first thing said otherwise."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import attrs

from tests.agreement.search import trials
from wrbc_rules import Decision, EventError, Finding, Policy
from wrbc_rules.findings.texts import finding_to_json
from wrbc_rules.values import moment_of
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
        return told(self.policy.decide(self.policy.read_event(self.data), self.as_of, trusted=True))


def as_of_text(moment: datetime | None) -> str | None:
    """The moment to the microsecond, whatever it is."""
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="microseconds")


def told(decision: Decision) -> dict[str, Any]:
    """A decision as JSON, with what is not covered, what explains it, and no repairs."""
    return {
        "id": decision.id,
        "summary": decision.summary,
        "open": list(decision.open),
        "findings": [_finding(each) for each in decision.all_findings],
    }


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


def difference(trial: Trial, got: Any) -> str | None:
    """What Node says otherwise, if anything."""
    wanted = trial.expected()
    if got == wanted:
        return None
    if "error" in got or len(got["findings"]) != len(wanted["findings"]):
        return f"{trial.words}: {json.dumps(got)[:500]}"
    for mine, theirs in zip(got["findings"], wanted["findings"], strict=True):
        for key, value in theirs.items():
            if mine.get(key) != value:
                return f"{trial.words}: {theirs['rule']} {key}: {mine.get(key)} is not {value}"
    return f"{trial.words}: {got['summary']}, {got['open']} is not {wanted['summary']}, {wanted['open']}"


def first_difference(runner: Runner, given: Iterable[Trial], batch: int = 100) -> tuple[str | None, int]:
    """The first difference between the runner and the interpreter, and how many findings were compared."""
    compared, rest = 0, iter(given)
    while some := list(islice(rest, batch)):
        assert all(each.policy is some[0].policy for each in some)
        answers = runner.answers(some[0].policy.typed, [each.asked for each in some])
        for trial, got in zip(some, answers, strict=True):
            found = difference(trial, got)
            if found is not None:
                return found, compared
            compared += len(got["findings"])
    return None, compared

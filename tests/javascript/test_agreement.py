"""Node says what the interpreter says, with every reason: of random decisions, of the examples' events."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from tests.agreement.drafted import written
from wrbc_rules import Outcome, Policy
from wrbc_rules.analysis.examples import applied, starts
from wrbc_rules.values import moment_of
from wrbc_rules.vocabulary import event_to_json

from .agreeing import Trial, at_the_edges, drawn, first_difference, judged
from .node import shared

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
#: So many policies, and events for each, are one chunk; the first policy of each chunk. A hundred thousand
#: decisions with their reasons take the interpreter over a minute, so the fast suite has a sixth of that.
POLICIES, EVENTS, CHUNKS = 25, 40, (1000, 1030, 1060)
DECISIONS = 5_000


def searched(first: int, policies: int, events: int) -> Counter[str]:
    """How many decisions of each outcome were compared; fails at the first difference."""
    counted: Counter[str] = Counter()
    for number in range(first, first + policies):
        given = judged(number, events)
        found = first_difference(shared(), given)
        assert found is None, found
        counted.update(each["outcome"] for _, wanted in given for each in wanted["findings"])
    return counted


def shares(counted: Counter[str]) -> str:
    """The counts, for people."""
    total = counted.total()
    return f"{total} decisions: " + ", ".join(f"{name} {n / total:.1%}" for name, n in counted.most_common())


@pytest.mark.parametrize("first", CHUNKS)
def test_a_search_finds_no_difference(first: int) -> None:
    """Its counts are printed: `pytest tests/javascript -rP` shows them."""
    counted = searched(first, POLICIES, EVENTS)
    sys.stdout.write(shares(counted) + "\n")
    assert counted.total() >= DECISIONS
    assert set(counted) == {each.value for each in Outcome if each is not Outcome.STANDS}
    assert min(counted.values()) > 0.02 * counted.total()


@pytest.mark.soak
def test_a_long_search_finds_no_difference(request: pytest.FixtureRequest) -> None:
    """A million decisions, or a tenth of what `make soak ARGS="--decisions N"` asks for."""
    wanted, start = request.config.getoption("--decisions") // 10, time.monotonic()
    counted, first = Counter[str](), 20_000
    while counted.total() < wanted:
        counted.update(searched(first, 10, 200))
        first += 10
    hourly = counted.total() / (time.monotonic() - start) * 3600
    sys.stdout.write(f"{shares(counted)}\n{hourly:,.0f} decisions an hour\n")


def compared(policy: Policy, given: list[Trial]) -> None:
    """Fails at the first difference of trials of one policy."""
    found = first_difference(shared(), [(each, each.expected()) for each in given])
    assert found is None, found


@pytest.mark.parametrize("name", ["bundled", "shed"])
def test_the_examples_of_a_policy_come_out_alike(name: str) -> None:
    """The first events that the lines of every example make."""
    policy, given = written(name), []
    for example in policy.typed.examples:
        lines = (*example.background, *example.inherited, *example.givens)
        looked = example.as_of.latest if example.as_of else None
        scenes = starts(policy.typed, lines, looked)
        for line in lines:
            scenes = applied(line, scenes[:4])
        as_of = None if looked is None else moment_of(looked)
        given += [Trial(policy, event_to_json(each.event), as_of, example.name) for each in scenes]
    assert len(given) > len(policy.typed.examples)
    compared(policy, given)


@pytest.mark.parametrize(
    ("name", "file"),
    [("bundled", "wrbc/sample.jsonl"), ("settled", "wrbc/sample.jsonl"), ("shed", "toolshed/events.jsonl")],
)
@pytest.mark.parametrize("as_of", [None, "2017-05-01T12:00:00+01:00"])
def test_the_events_of_the_examples_come_out_alike(name: str, file: str, as_of: str | None) -> None:
    lines = (EXAMPLES / file).read_text(encoding="utf-8").splitlines()
    looked = None if as_of is None else datetime.fromisoformat(as_of)
    events = [json.loads(line) for line in lines]
    compared(written(name), [Trial(written(name), each, looked, each["id"]) for each in events])


def test_the_edges_of_the_quiet_hours_come_out_alike() -> None:
    compared(written("bundled"), list(at_the_edges(written("bundled"))))


def test_the_plain_decision_is_that_of_the_command_line() -> None:
    policy = written("bundled")
    for trial in drawn(9, 40):
        if trial.policy is not policy or trial.as_of is not None:
            continue
        wanted = policy.decide(policy.read_event(trial.data)).as_json(everything=True)
        for finding in wanted["findings"]:
            del finding["repairs"]
        assert shared().answers(policy.typed, [{"plain": trial.data}]) == [wanted]

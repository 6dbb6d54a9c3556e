"""The headline case: ours and by hand, checked against each other before they are timed.

Never: a contender that answers otherwise than the interpreter.
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.headline import by_hand
from benchmarks.headline.drawing import any_messages, ordinary_messages
from benchmarks.ours import Said, Way, ways
from benchmarks.report import Report
from benchmarks.timing import Contender, race, table
from wrbc_rules import load_policy
from wrbc_rules.events import Message
from wrbc_rules.findings import Decision, Outcome
from wrbc_rules.vocabulary import event_to_json

#: How many random messages every contender is checked on, twice over, and how many it is timed on.
CHECKED, TIMED = 1000, 200
TWO = "by hand, two-valued"
Found = frozenset[by_hand.Found]


def run(rounds: int) -> Report:
    """Checks all, then times all."""
    report = Report(title="The headline: the bundled policy on a message")
    policy = load_policy()
    ours = ways(policy)
    for missing in (False, True):
        for message in any_messages(policy, CHECKED, 1, missing=missing):
            _check(message, policy.decide(message), ours, known=not missing)
    report.say(
        f"Checked: the same on {2 * CHECKED:,} random messages of every sort, half of them not fully known.",
        f"Timed on {TIMED} fully known messages, most of which keep to the policy; {rounds} rounds.",
        "",
    )
    for people, title in ((1, "To one person:"), (5, "To five people:")):
        sample = ordinary_messages(TIMED, people, 3)
        for message in sample:
            _check(message, policy.decide(message), ours, known=True)
        timed = race(_contenders(sample, ours), rounds)
        report.say(title, "", *table(timed, TWO), "")
        report.measured |= {f"{people}: {name}": each.over(timed[TWO]) for name, each in timed.items()}
    return report


def _contenders(sample: Sequence[Message], ours: Sequence[Way]) -> list[Contender]:
    return [
        Contender(name=TWO, run=by_hand.violated, inputs=sample),
        Contender(name="by hand, three-valued", run=by_hand.told, inputs=sample),
        *(
            Contender(
                name=f"ours, {way.name}",
                run=way.run,
                inputs=sample if way.takes == "event" else [*map(event_to_json, sample)],
            )
            for way in ours
            if way.takes != "events"
        ),
        *(
            Contender(name=f"ours, {way.name}", run=way.run, inputs=[sample], events=len(sample))
            for way in ours
            if way.takes == "events"
        ),
    ]


def _check(message: Message, decision: Decision, ours: Sequence[Way], *, known: bool) -> None:
    """Raises `AssertionError` if any contender answers otherwise than the interpreter."""
    every = [(each.rule, each.about, each.outcome) for each in decision.all_findings]
    breached: Found = frozenset((rule, about) for rule, about, each in every if each is Outcome.BREACH)
    open_: Found = frozenset((rule, about) for rule, about, each in every if each.open)
    _same("by hand, three-valued", tuple(map(frozenset, by_hand.told(message))), (breached, open_), message)
    if known:
        _same(TWO, frozenset(by_hand.violated(message)), breached, message)
    rules: Said = (frozenset(rule for rule, _ in breached), frozenset(rule for rule, _ in open_))
    for way in ours[1:]:
        if way.takes == "json":
            asked: object = event_to_json(message)
        else:
            asked = [message] if way.takes == "events" else message
        _same(way.name, way.said(way.run(asked)), rules, message)


def _same(name: str, found: object, wanted: object, message: Message) -> None:
    if found != wanted:
        raise AssertionError(f"{name} says {found}, not {wanted}, of {message}")

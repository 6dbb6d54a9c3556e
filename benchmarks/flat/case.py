"""The flat case: ours, by hand, and the peers, each checked against the others before it is timed.

Never: a contender that answers otherwise than the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.flat import by_hand
from benchmarks.flat.club_events import READY, VOCABULARY, Message
from benchmarks.flat.drawing import as_flat, as_json, as_ready, messages
from benchmarks.ours import Way, ways
from benchmarks.peers import Peer, peers
from benchmarks.report import Report
from benchmarks.timing import Contender, Timed, race, table
from wrbc_rules import load_policy

HERE = Path(__file__).parent
#: How many random messages every contender is checked on, and how many it is timed on.
CHECKED, TIMED = 3000, 500
OBJECTS = "by hand, two-valued"
JSON = "by hand, two-valued, of JSON's form"
TITLES = {
    "object": "Of an event object:",
    "json": "Of a dictionary in JSON's form, times and dates as text:",
    "peers": "Of a dictionary in which the local time and the ages are worked out, beside other engines:",
}
READY_HAND = "by hand, two-valued, flat dictionary"


def run(rounds: int) -> Report:
    """Checks all, then times all."""
    report = Report(title="The flat case: 16 rules over 26 fields of one event")
    policy = load_policy(HERE / "club.rules", vocabulary=VOCABULARY)
    ready = load_policy(HERE / "ready.rules", vocabulary=READY)
    ours, ours_ready = ways(policy), [way for way in ways(ready) if way.takes == "json"]
    every = peers()
    here = [peer for peer in every if peer.judge is not None]
    told = messages(CHECKED, 1, unusual=0.3)
    partly = messages(CHECKED, 2, unusual=0.3, missing=0.15)
    _check(told, partly, ours, ours_ready, here)
    report.say(
        f"Checked: the same rules on {2 * CHECKED:,} random messages, half of them not fully known.", ""
    )

    sample = messages(TIMED, 3)
    found = sum(map(len, map(by_hand.violated, sample)))
    report.say(
        f"Timed on {TIMED} fully known messages, on which {found} rules are violated; {rounds} rounds.", ""
    )
    _objects(report, sample, ours, rounds)
    _mappings(report, sample, ours, rounds)
    _peers(report, sample, ours_ready, here, rounds)
    for peer in every:
        if peer.judge is None:
            report.say(f"Not measured: {peer.name} cannot be had here: {peer.reason}.", "")
    return report


# ---- before timing


def _check(
    told: Sequence[Message],
    partly: Sequence[Message],
    ours: Sequence[Way],
    ours_ready: Sequence[Way],
    others: Sequence[Peer],
) -> None:
    """Raises `AssertionError` if any contender answers otherwise than the interpreter."""
    reference = ours[0]
    for event in (*told, *partly):
        wanted = reference.said(reference.run(event))
        _same("by hand, three-valued", tuple(map(frozenset, by_hand.told(event))), wanted, event)
        for way in ours:
            asked = as_json(event) if way.takes == "json" else [event] if way.takes == "events" else event
            _same(way.name, way.said(way.run(asked)), wanted, event)
    for event in told:
        found = frozenset(by_hand.violated(event))
        _same(OBJECTS, (found, frozenset()), reference.said(reference.run(event)), event)
        _same(JSON, frozenset(by_hand.violated_of_json(as_json(event))), found, event)
        _same(READY_HAND, frozenset(by_hand.violated_of_flat(as_flat(event))), found, event)
        for way in ours_ready:
            _same(way.name, way.said(way.run(as_ready(event))), (found, frozenset()), event)
        for peer in others:
            assert peer.judge is not None
            _same(peer.name, frozenset(peer.judge(as_flat(event))), found, event)


def _same(name: str, found: object, wanted: object, event: Message) -> None:
    if found != wanted:
        raise AssertionError(f"{name} says {found}, not {wanted}, of {event}")


# ---- the three tables


def _of_ours(ours: Sequence[Way], takes: str, inputs: Sequence[Any]) -> list[Contender]:
    return [
        Contender(name=f"ours, {way.name}", run=way.run, inputs=inputs) for way in ours if way.takes == takes
    ]


def _add(report: Report, key: str, reference: str, timed: dict[str, Timed]) -> None:
    report.say(TITLES[key], "", *table(timed, reference), "")
    report.measured |= {f"{key}: {name}": each.over(timed[reference]) for name, each in timed.items()}


def _objects(report: Report, sample: Sequence[Message], ours: Sequence[Way], rounds: int) -> None:
    racers = [
        Contender(name=OBJECTS, run=by_hand.violated, inputs=sample),
        Contender(name="by hand, three-valued", run=by_hand.told, inputs=sample),
        *_of_ours(ours, "event", sample),
        *(
            Contender(name=f"ours, {way.name}", run=way.run, inputs=[sample], events=len(sample))
            for way in ours
            if way.takes == "events"
        ),
    ]
    _add(report, "object", OBJECTS, race(racers, rounds))


def _mappings(report: Report, sample: Sequence[Message], ours: Sequence[Way], rounds: int) -> None:
    inputs = [as_json(event) for event in sample]
    racers = [
        Contender(name=JSON, run=by_hand.violated_of_json, inputs=inputs),
        *_of_ours(ours, "json", inputs),
    ]
    _add(report, "json", JSON, race(racers, rounds))


def _peers(
    report: Report, sample: Sequence[Message], ours_ready: Sequence[Way], others: Sequence[Peer], rounds: int
) -> None:
    """Ours gets JSON's form with the same facts worked out; the others a flat dictionary, as suits them."""
    flat = [as_flat(event) for event in sample]
    racers = [
        Contender(name=READY_HAND, run=by_hand.violated_of_flat, inputs=flat),
        *_of_ours(ours_ready, "json", [as_ready(event) for event in sample]),
        *(Contender(name=peer.name, run=_judge(peer), inputs=flat) for peer in others),
    ]
    reference = racers[1].name if ours_ready else READY_HAND
    timed = race(racers, rounds)
    _add(report, "peers", reference, timed)
    if ours_ready:
        for peer in others:
            report.measured[f"faster than: {peer.name.split()[0]}"] = timed[peer.name].over(timed[reference])
    report.say(*(f"  {peer.name}: {peer.how}" for peer in others), "")


def _judge(peer: Peer) -> Callable[[Any], object]:
    assert peer.judge is not None
    return peer.judge

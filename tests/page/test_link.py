"""The link: it holds the whole question and gives it back, and whatever else stands there does nothing."""

from __future__ import annotations

import base64
import json
import random
from typing import Any

import pytest

from tests.agreement.drafted import written
from wrbc_rules.analysis.drawing import Constants, Drawing, RandomDrawer, draw_event
from wrbc_rules.backends.javascript.page.offer import offered
from wrbc_rules.vocabulary import event_to_json

from .node import run

NOW = "2017-03-03T21:30:00+00:00"
OPENED = """
say(GIVEN.map((link) => tried(() => {
  const state = stateOf(policy, link);
  return { state, event: eventOf(policy, state), polluted: ({}).polluted ?? null };
})));
"""


def link(value: Any) -> str:
    text = json.dumps(value).encode("utf-8")
    return "#1" + base64.urlsafe_b64encode(text).decode("ascii").rstrip("=")


def steps_of(event: dict[str, Any]) -> list[list[Any]]:
    """An event as somebody would say it: every field that it states, one after another."""
    return [[[name], value] for name, value in event.items() if name not in ("id", "kind")]


def drawn(name: str, count: int) -> list[dict[str, Any]]:
    policy = written(name).typed
    kinds = offered(policy)
    classes = [info.cls for kind, info in policy.vocabulary.kinds().items() if kind in kinds]
    constants, found = Constants.of(policy), []
    for number in range(count):
        drawer = RandomDrawer(random.Random(f"link {number}"))
        drawing = Drawing(policy=policy, constants=constants, drawer=drawer, missing=True)
        data = json.loads(json.dumps(event_to_json(draw_event(drawing, classes[number % len(classes)]))))
        if not any(year in json.dumps(data) for year in ("9998-", "9999-")):  # beyond the years of JavaScript
            found.append({key: value for key, value in data.items() if key != "judgements"})
    return found


@pytest.mark.parametrize("name", ["bundled", "shed"])
def test_whatever_is_said_comes_back(name: str) -> None:
    states = [
        {"kind": e["kind"], "now": NOW, "steps": [{"place": p, "value": v} for p, v in steps_of(e)]}
        for e in drawn(name, 120)
    ]
    program = "say(GIVEN.map((state) => tried(() => stateOf(policy, fragmentOf(state)))));"
    found = run(written(name).typed, program, states)
    back = [state for state in found if "error" not in state]
    assert len(back) > 60
    assert all(now == before for now, before in zip(found, states, strict=True) if "error" not in now)


def test_what_is_said_is_what_the_event_states() -> None:
    events = drawn("bundled", 80)
    links = [link([e["kind"], NOW, *steps_of(e)]) for e in events]
    for event, told in zip(events, run(written("bundled").typed, OPENED, links), strict=True):
        if "error" in told:
            continue
        read = written("bundled").read_event
        stated = event_to_json(read({**without_nothing(told["event"]), "id": "x"}))
        wanted = event_to_json(read({**event, "id": "x"}))
        assert all(contains(stated.get(key), value) for key, value in wanted.items())


def contains(found: Any, wanted: Any) -> bool:
    """Whether everything that is wanted stands in what was found, which may state more."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return all(contains(found.get(key), value) for key, value in wanted.items())
    if isinstance(wanted, list) and isinstance(found, list):
        return len(found) == len(wanted) and all(map(contains, found, wanted))
    return bool(found == wanted)


def without_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_nothing(each) for key, each in value.items() if each is not None}
    return [without_nothing(each) for each in value] if isinstance(value, list) else value


HOSTILE: dict[str, Any] = {
    "no list": {"kind": "message"},
    "no kind": [None, NOW],
    "a kind that is none": ["toString", NOW],
    "a kind that is not offered": ["group_state", NOW],
    "no moment": ["message", "yesterday"],
    "a moment that is a list": ["message", [NOW]],
    "a day for a moment": ["message", "2017-03-03"],
    "a step that is none": ["message", NOW, None],
    "a place that is none": ["message", NOW, ["purpose", "x"]],
    "an empty place": ["message", NOW, [[], "x"]],
    "a field that is none": ["message", NOW, [["porpoise"], "x"]],
    "a prototype": ["message", NOW, [["__proto__", "polluted"], True]],
    "a constructor": ["message", NOW, [["constructor", "prototype", "polluted"], True]],
    "a prototype below": ["message", NOW, [["channel", "__proto__", "polluted"], True]],
    "nobody there": ["message", NOW, [["recipients", 0, "at_risk"], True]],
    "somebody far away": ["message", NOW, [["recipients"], []], [["recipients", 10**9, "at_risk"], True]],
    "a number where there is no list": ["message", NOW, [["channel", 0], True]],
    "the wrong sort": ["message", NOW, [["doubts"], "perhaps"]],
    "a choice that is none": ["message", NOW, [["channel", "kind"], "<img src=x onerror=alert(1)>"]],
    "the same twice": ["message", NOW, [["doubts"], True], [["doubts"], False]],
    "an answer that is none": ["message", NOW, [["judgements"], {"question": "x", "answer": "maybe"}]],
    "a name that is an object": ["message", NOW, [["recipients"], [{"person": {"id": {}}}]]],
    "another id": ["message", NOW, [["id"], 7]],
}


def test_a_hostile_link_is_refused() -> None:
    found = run(written("bundled").typed, OPENED, [link(each) for each in HOSTILE.values()])
    taken = {name for name, each in zip(HOSTILE, found, strict=True) if set(each) != {"error"}}
    assert not taken


def test_what_is_planned_has_not_been_done_and_is_the_visitors_own() -> None:
    [found] = run(written("bundled").typed, OPENED, [link(["message", NOW, [["recipients"], [{}]]])])
    event = found["event"]
    assert (event["at"], event["direction"]) == (NOW, "outgoing")
    assert event["backed_up_at"] == event["advice_sought_at"] == {"not_done_by": NOW}
    [somebody] = event["recipients"]
    assert somebody["recorded_at"] == {"not_done_by": NOW}
    assert somebody["noticed_at"] is somebody["informed_at"] is event["doubts"] is None


def test_letters_that_are_no_link_are_refused() -> None:
    texts = [
        "",
        "#",
        "#1",
        "#0abc",
        "#1%3Cscript%3E",
        "#1====",
        "#1" + "A" * 20_001,
        link(["message", NOW])[:-3],
    ]
    found = run(written("bundled").typed, OPENED, texts)
    assert all(set(each) == {"error"} for each in found)


def test_others_keep_what_was_said_of_them_when_somebody_is_taken_out() -> None:
    people = [{"person": {"id": name}} for name in ("ann", "bo", "cy")]
    steps: list[dict[str, Any]] = [
        {"place": ["recipients"], "value": people},
        {"place": ["recipients", 0, "at_risk"], "value": True},
        {"place": ["recipients", 2, "at_risk"], "value": False},
        {"place": ["judgements"], "value": {"question": "q", "by": {}, "about": "ann", "answer": "yes"}},
        {"place": ["judgements"], "value": {"question": "q", "by": {}, "about": "cy", "answer": "no"}},
        {"place": ["doubts"], "value": False},
    ]
    state = {"kind": "message", "now": NOW, "steps": steps}
    program = "say(withPeople(policy, GIVEN.state, ['recipients'], GIVEN.people, ['person', 'id']));"
    found = run(written("bundled").typed, program, {"state": state, "people": [people[2], people[1]]})
    assert [(step["place"], step["value"]) for step in found["steps"]] == [
        (["recipients"], [people[2], people[1]]),
        (["recipients", 0, "at_risk"], False),
        (["judgements"], steps[4]["value"]),
        (["doubts"], False),
    ]

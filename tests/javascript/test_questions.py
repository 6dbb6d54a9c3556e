"""Answering what a page asks, in any order: nothing is asked twice, it ends, and the same comes out."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.agreement.drafted import written
from wrbc_rules import Policy
from wrbc_rules.analysis.drawing import Constants, Drawing, RandomDrawer, draw_event
from wrbc_rules.vocabulary import event_to_json

from .node import shared

Said = dict[tuple[str, str | None], str]
#: What a page says first of a message by a volunteer at night.
NIGHT = {
    "kind": "message",
    "id": "draft",
    "at": "2017-03-03T22:30:00+00:00",
    "by": {"id": "sam", "roles": ["volunteer"]},
    "direction": "outgoing",
    "channel": {"kind": "text"},
    "recipients": [{"person": {"id": "mia", "category": "child_or_young_person"}}],
}
NOTABLE = ("breach", "withdrawn", "undetermined", "for_a_person", "pending")


def asked(policy: Policy, event: Mapping[str, Any], *given: Any) -> tuple[dict[str, Any], list[Any]]:
    """The event, with an answer to a question if one is given, and what is asked then."""
    trial = {"ask": event, **dict(zip(("question", "answer"), given, strict=False))}
    [found] = shared().answers(policy.typed, [trial])
    assert "error" not in found, found
    return found["event"], found["questions"]


def questions(event: Mapping[str, Any], policy: Policy | None = None) -> list[Any]:
    return asked(policy or written("bundled"), event)[1]


# ---- answering to the end


def whole_events(policy: Policy, count: int) -> Iterator[dict[str, Any]]:
    """Events of which every fact is known, and that carry no answers."""
    constants = Constants.of(policy.typed)
    classes = policy.typed.vocabulary.events
    for number in range(count):
        drawer = RandomDrawer(random.Random(f"whole {number}"))
        drawing = Drawing(policy=policy.typed, constants=constants, drawer=drawer, missing=False)
        data = event_to_json(draw_event(drawing, classes[number % len(classes)]))
        yield of_staff({key: value for key, value in data.items() if key != "judgements"}, drawer)


def of_staff(event: dict[str, Any], drawer: RandomDrawer) -> dict[str, Any]:
    """The event as something that the policy mostly speaks of: staff, and children."""
    event["by"]["roles"] = [drawer.choose(("volunteer", "employee"))]
    if "direction" in event:
        event["direction"] = "outgoing"
    for member in event.get("recipients") or event.get("subjects") or ():
        category = drawer.choose(("child_or_young_person", "child_or_young_person", "adult"))
        member.get("person", member)["category"] = category
    return event


def truth_of(event: Any, place: list[Any]) -> Any:
    """What the whole event states there; of a list only who is in it, so that the rest is asked."""
    for step in place:
        event = event[step]
    return [identity(member) for member in event] if isinstance(event, list) and is_people(event) else event


def is_people(value: list[Any]) -> bool:
    return any(isinstance(each, dict) for each in value)


def identity(member: dict[str, Any]) -> dict[str, Any]:
    return {"person": {"id": member["person"]["id"]}} if "person" in member else {"id": member["id"]}


def opinion(question: Mapping[str, Any]) -> str:
    """Somebody's answer: always the same to the same question about the same person."""
    return random.Random(f"{question['meaning']} {question['about']}").choice(("yes", "no"))


def answered_to_the_end(
    policy: Policy, whole: dict[str, Any], known: dict[str, Any], order: random.Random
) -> tuple[dict[str, Any], int]:
    """What is known once everything that is asked has been answered, in some order; and how many answers."""
    before: set[str] = set()
    event, still = asked(policy, known)
    while open_ := [each for each in still if each["sort"] != "setting"]:
        question = order.choice(open_)
        place = json.dumps(question["place"] if question["sort"] == "fact" else question["form"])
        assert place not in before, f"asked again: {place}"
        before.add(place)
        fact = question["sort"] == "fact"
        answer = truth_of(whole, question["place"]) if fact else opinion(question)
        event, still = asked(policy, event, question, answer)
        assert len(before) < 500
    return event, len(before)


def said(policy: Policy, event: dict[str, Any]) -> Said:
    [decision] = shared().answers(policy.typed, [{"plain": event}])
    return {(each["rule"], each["about"]): each["outcome"] for each in decision["findings"]}


def notable(findings: Said) -> Said:
    return {key: outcome for key, outcome in findings.items() if outcome in NOTABLE}


def compare_orders(policy: Policy, count: int) -> tuple[int, int]:
    """How many answers were given, how many notable findings they ended in; fails where two orders differ.

    What is notable is the same; what is quiet too, or *clear* where its reason was not asked for.
    """
    answers = findings = 0
    for number, whole in enumerate(whole_events(policy, count)):
        everything, _ = answered_to_the_end(policy, whole, whole, random.Random(0))
        reference = said(policy, everything)
        start = {"kind": whole["kind"], "id": "whole"}
        for order in (random.Random(f"{number} one way"), random.Random(f"{number} another")):
            event, given = answered_to_the_end(policy, whole, start, order)
            found = said(policy, event)
            assert notable(found) == notable(reference)
            assert not [k for k, v in found.items() if k in reference and v not in (reference[k], "clear")]
            answers += given
            findings += len(notable(found))
    return answers, findings


@pytest.mark.parametrize("name", ["bundled", "settled"])
def test_any_order_ends_in_the_same_findings(name: str) -> None:
    answers, findings = compare_orders(written(name), 60)
    assert answers > 800
    assert findings > 100


@pytest.mark.soak
@pytest.mark.parametrize("name", ["bundled", "settled"])
def test_any_order_of_many_events_ends_in_the_same_findings(name: str) -> None:
    assert compare_orders(written(name), 2_000)


# ---- what is asked, and in which order


def test_first_what_happened_and_when() -> None:
    [kind] = questions({})
    assert (kind["field"], kind["type"], kind["choices"][0]) == ("kind", "choice", "message")
    [moment] = questions({"kind": "message", "id": "draft"})
    assert (moment["field"], moment["type"]) == ("at", "instant")
    assert moment["meaning"] == "when it happened or is to happen"


def test_nothing_is_asked_before_the_policy_or_once_all_is_settled() -> None:
    assert questions({"kind": "message", "at": "2010-01-01T12:00:00+00:00"}) == []
    assert questions({**NIGHT, "kind": "call", "direction": "incoming", "by": {"roles": []}}) == []


def test_a_question_says_what_may_be_answered_and_who_rests_on_it() -> None:
    found = {each["field"]: each for each in questions(NIGHT) if each["sort"] == "fact"}
    risk = found["recipients[mia].at_risk"]
    assert risk["place"] == ["recipients", 0, "at_risk"]
    assert (risk["type"], risk["choices"], risk["meaning"]) == (
        "flag",
        [True, False],
        "at risk at the moment",
    )
    assert "4.7" in risk["rules"]
    assert risk["about"] == "mia"
    assert found["purpose"]["type"] == "text"
    assert found["purpose"]["choices"]


def test_a_person_is_asked_in_words_that_count() -> None:
    """The form of the answer names somebody whose answer counts: with it, the question is closed."""
    work = {**NIGHT, "at": "2017-03-03T12:00:00+00:00"}
    person = next(each for each in questions(work) if each["sort"] == "answer")
    event, still = asked(written("bundled"), work, person, "yes")
    assert event["judgements"] == [{**person["form"], "answer": "yes"}]
    assert person["form"] not in [each.get("form") for each in still]
    assert "judgements" not in work


def test_what_most_findings_rest_on_comes_first() -> None:
    for whole in whole_events(written("bundled"), 20):
        for event in ({"kind": whole["kind"], "id": "whole", "at": whole["at"]}, NIGHT):
            found = questions(event)
            counts = [len(each["rules"]) for each in found]
            if event is NIGHT:  # one person: as many findings as rules
                assert counts == sorted(counts, reverse=True)
            assert found == questions(event), "a stable order"

"""Explanations that are kept are those that are worked out anew, in the same order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from typing import Any

import attrs
import pytest

from tests.facts.drawn import Drawing
from wrbc_rules import load_policy
from wrbc_rules.audit.explaining import Explained, Explanations
from wrbc_rules.events import Channel, Contact, GroupState, Message, Person, Photo, Recipient
from wrbc_rules.facts import Facts
from wrbc_rules.values import Judgement, People, When, instant_of

POLICY = load_policy()
AS_OF = datetime(2018, 1, 1, tzinfo=UTC)
NIGHT = datetime(2017, 3, 3, 20, 59, tzinfo=UTC)
ASKED = [question for _, question in POLICY.typed.questions]


def questions() -> list[str]:
    return [question.spellings[0][0] for question in ASKED if "{" not in question.spellings[0][0]]


@attrs.frozen
class Events:
    """Events of a policy's time, with facts of a drawn register."""

    drawing: Drawing
    facts: Facts

    def one(self, number: int) -> Any:
        drawing = self.drawing
        at = instant_of(NIGHT + timedelta(minutes=drawing.random.randint(0, 3)))
        if drawing.rarely(6):
            there = People([self._person() for _ in range(drawing.one(0, 1, 2, 3))], drawing.rarely(2))
            return GroupState(id=f"g{number}", at=When(at, at), channel=Channel(kind="chat"), members=there)
        if drawing.rarely(8):
            subjects = People((self._person(),), drawing.rarely(2))
            return Photo(
                id=f"p{number}", at=When(at, at), by=self._person(), subjects=subjects, media="video"
            )
        event = self.facts.fill(drawing.message(number)).event
        assert isinstance(event, Message)
        members = (
            *event.recipients.members,
            *(self._recipient() for _ in range(drawing.random.randint(0, 4))),
        )
        return attrs.evolve(
            event,
            at=When(at, at),
            by=attrs.evolve(event.by, roles={"volunteer"}),
            recipients=People(members, event.recipients.complete),
            doubts=drawing.one(True, False, None),
            judgements=tuple(self._judgement() for _ in range(drawing.one(0, 0, 1, 3))),
        )

    def _person(self) -> Person:
        name = self.drawing.one("mia", "ali", "zoe", None)
        return Person(id=name, category=self.drawing.one("child_or_young_person", "adult", None))

    def _recipient(self) -> Recipient:
        """Three times of four a child of whom much is alike."""
        at_risk = self.drawing.one(False, False, None, True)
        return Recipient(
            person=self._person(), at_risk=at_risk, objection_in_force=self.drawing.one(False, True)
        )

    def _judgement(self) -> Judgement[Person]:
        one = self.drawing.one
        return Judgement(
            question=one(*questions()),
            answer=one("yes", "no", "dont_know"),
            by=Person(id="grace", roles={one("safeguarding_trustee", "line_manager")}),
            at=When(0, 0),
            about=one(None, "mia", "ali"),
        )


def check(seed: int, events: int) -> int:
    drawing = Drawing(Random(seed))
    source = Events(drawing, Facts(drawing.register(), lambda _: None))  # type: ignore[arg-type,return-value]
    kept = Explanations(POLICY.typed, partial(POLICY.decide, as_of=AS_OF, trusted=True))
    compared = 0
    for number in range(events):
        event = source.one(number)
        decision = POLICY.decide(event, AS_OF)
        anew = [Explained.of(finding) for finding in decision.notable_findings]
        told = list(kept.notable(decision, event, decision.verdicts))
        assert told == anew, (seed, number)
        compared += len(anew) * isinstance(event, Contact)
    return compared


@pytest.mark.parametrize("seed", range(4))
def test_kept_explanations_are_those_made_anew(seed: int) -> None:
    assert check(seed, 40) > 40


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 140))
def test_they_are_so_for_many_events(seed: int) -> None:
    assert check(seed, 300) > 300

"""Random messages for the bundled policy, alike from run to run.

Never: a real person's message.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from wrbc_rules import Policy
from wrbc_rules.analysis.drawing import Constants, Drawing, RandomDrawer, draw_event
from wrbc_rules.events import Account, Channel, Message, Person, Recipient
from wrbc_rules.values import People


def any_messages(policy: Policy, count: int, seed: int, *, missing: bool) -> list[Message]:
    """Messages of every sort that the policy could be asked about, answers and open lists among them."""
    drawing = Drawing(
        policy=policy.typed,
        constants=Constants.of(policy.typed),
        drawer=RandomDrawer(random.Random(seed)),
        missing=missing,
    )
    return [draw_event(drawing, Message) for _ in range(count)]


def ordinary_messages(count: int, people: int, seed: int, *, unusual: float = 0.04) -> list[Message]:
    """Fully known messages of staff to so many young people, most of which keep to the policy.

    `unusual` is how likely each fact is other than the policy would like it.
    """
    source = random.Random(seed)
    return [_message(source, f"m{number}", people, unusual) for number in range(count)]


def _message(source: random.Random, name: str, people: int, unusual: float) -> Message:
    def often(usual: Any, other: Any) -> Any:
        return other if source.random() < unusual else usual

    day = datetime(2017, 1, 1, tzinfo=UTC) + timedelta(days=source.randrange(360))
    at = day + timedelta(hours=often(source.randrange(8, 20), 22), seconds=source.randrange(3600))

    def recipient(number: int) -> Recipient:
        told = at - timedelta(days=source.randrange(1, 200))
        return Recipient(
            person=Person(
                id=f"p{number}",
                category=often("child_or_young_person", "young_adult"),
                relationship=often("working", "previous"),
                adult_at_risk=False,
            ),
            at_risk=often(False, True),
            no_alternative=often(False, True),
            extenuating=often(False, True),
            objection_in_force=often(False, True),
            noticed_at=often(told, at + timedelta(days=1)),
            informed_at=often(told, at + timedelta(days=1)),
            recorded_at=told,
        )

    return Message(
        id=name,
        at=at,
        by=Person(id="s", roles=frozenset({often("volunteer", "parent_or_carer")})),
        direction="outgoing",
        channel=Channel(kind=source.choice(("text", "email", "chat", "app"))),
        account=Account(
            ownership=often("organisational", "personal"), agreed=often(True, False), purpose_built=True
        ),
        purpose=often(source.choice(("answering", "reassuring", "arranging")), "chatting"),
        sender_identified=often(True, False),
        recipients=People.of(*map(recipient, range(people))),
        backed_up_at=at,
        follows_concern=often(False, True),
        doubts=often(False, True),
        advice_sought_at=often(at, at + timedelta(days=1)),
        record_possible=often(True, False),
    )

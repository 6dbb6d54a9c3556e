"""Audits for the tests of reports, made without a policy or an export. Plainly invented; never judges."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256

import attrs

from wrbc_rules.audit.result import (
    Audit,
    GroupLine,
    Hours,
    InputFile,
    Item,
    PersonCount,
    Receipt,
    RuleCount,
    Stay,
    Stranger,
    Stretch,
    Unknown,
)
from wrbc_rules.findings import NOT_LISTED, Outcome, Strength
from wrbc_rules.findings.texts import moment_words
from wrbc_rules.values import DAY, HOUR, Clock, instant_of

CLOCK = Clock("Europe/London")
START = instant_of(datetime(2017, 2, 27, 9, tzinfo=UTC))
PEOPLE = ("Priya Shah", "Sam Okoro", "Tom Ellis", "Ada Ferns")
YOUNG = ("Mia Novak", "Noah Webb", "Ivy Chen")
CHANNELS = ("text", "chat", "email", "networking")


@attrs.frozen
class Ruled:
    """A rule to make findings of."""

    rule: str
    title: str
    strength: Strength
    norm: tuple[str, ...]

    @property
    def clause(self) -> str:
        return self.rule.split()[0].split("(")[0]


RULES = (
    Ruled(
        "4.2", "Genuine reasons only", Strength.SHOULD, ("staff should only contact a child for a reason",)
    ),
    Ruled(
        "4.7",
        "Quiet hours",
        Strength.SHOULD,
        (
            "staff should not contact a child or young person",
            "  when the local time is from 21:00 until 08:00",
        ),
    ),
    Ruled(
        "5.2",
        "A parent's wish",
        Strength.WILL,
        ("staff will not write", "  when a parent has asked us not to"),
    ),
    Ruled("7.1 s1", "Email accounts", Strength.MUST, ("staff must only email a child when it is agreed",)),
    Ruled("7.1 s2", "Email accounts", Strength.MUST, ("staff must not email when the account is personal",)),
    Ruled("8.2 s3", "Agreed accounts, and two adults", Strength.MUST, ("all groups must have two adults",)),
    Ruled(
        "9.1", "Telling the Safeguarding Trustee first", Strength.MUST, ("staff must tell before they write",)
    ),
)
BECAUSE = {
    "4.2": ("not known whether there is a genuine reason",),
    "4.7": (
        "because: the local time is from 21:00 until 08:00",
        "because: another way to reach them was left",
    ),
    "5.2": ("because: a parent or carer has asked us not to (objection-in-force: yes)",),
    "7.1 s1": ("not known whether the account is agreed",),
    "7.1 s2": ("because: the account is personal (account.ownership: personal)",),
    "8.2 s3": ("because: fewer than two members are adults (members: 1)",),
    "9.1": ("because: they did not tell the Safeguarding Trustee before",),
}
RIGHT = {
    "4.7": "it would have complied if it had been sent before 21:00",
    "7.1 s2": "it would have complied if it had been sent from an organisational account",
    "9.1": "it would have complied if the trustee had been told by 21:33",
}
_OUTCOMES = (
    Outcome.BREACH,
    Outcome.UNDETERMINED,
    Outcome.FOR_A_PERSON,
    Outcome.PENDING,
    Outcome.WITHDRAWN,
    Outcome.EXCUSED,
)


def drawn_items(seed: int, count: int) -> list[Item]:
    """So many findings in the order of time, one to three on an event."""
    chance = random.Random(seed)
    items: list[Item] = []
    instant, number = START, 0
    while len(items) < count:
        instant += chance.randrange(HOUR // 6, 9 * HOUR)
        number += 1
        rules = sorted(chance.sample(range(len(RULES)), chance.choice((1, 1, 1, 2, 3))))
        items += [_item(chance, RULES[rule], number, instant) for rule in rules]
    return items[:count]


def _item(chance: random.Random, rule: Ruled, number: int, instant: int) -> Item:
    local = CLOCK.local(instant)
    group = rule.rule == "8.2 s3"
    outcome = chance.choices(_OUTCOMES, (6, 6, 3, 1, 1, 1))[0]
    who = ("a line manager or team leader", "Is there a genuine reason to write about the trip?")
    late = outcome is Outcome.EXCUSED
    return Item(
        event=f"whatsapp-{number:05}",
        sort="group_state" if group else "message",
        place=f"chat with Mia.txt, line {number * 3}",
        at=moment_words(local.replace(microsecond=0, second=0)),
        instant=instant,
        by=None if group else PEOPLE[number % 4],
        about=None if group else (*YOUNG, NOT_LISTED)[number * 7 % 4],
        channel="chat" if group else CHANNELS[number % 4],
        group="Friday football" if group or number % 3 == 0 else None,
        rule=rule.rule,
        clause=rule.clause,
        title=rule.title,
        strength=rule.strength,
        outcome=outcome,
        because=BECAUSE[rule.rule] if outcome is not Outcome.UNDETERMINED else (),
        missing=(("account.agreed", "the account is agreed"),) if outcome is Outcome.UNDETERMINED else (),
        ask=(who,) if outcome is Outcome.FOR_A_PERSON else (),
        due=(("make a record of it", "by the end of Friday 31 March 2017"),)
        if outcome is Outcome.PENDING
        else (),
        right=RIGHT.get(rule.rule) if outcome is Outcome.BREACH else None,
        late=("notices.csv, line 4, typed in on Monday 6 March 2017",) if late else (),
        instead=Outcome.BREACH if late else None,
        text="See you at seven?" if chance.random() < 0.5 else None,
    )


def audit_of(items: Sequence[Item]) -> Audit:
    """An audit with these findings, all counts as they give them."""
    instants = [item.instant for item in items if math.isfinite(item.instant)]
    events = {item.event: item.sort for item in items}
    sorts = Counter(events.values())
    sorts["message"] += 1200
    return Audit(
        title="WRBC Social Media Policy",
        organisation="WRBC",
        first=min(instants, default=None),
        last=max(instants, default=None),
        sorts=sorts,
        ungoverned=1,
        rules=_rules(items),
        people=_people(items),
        hours=_hours(items),
        groups=_groups(),
        unknown=_unknown(),
        strangers=(
            Stranger(name="+44 7700 900123", events=41, files=("chat with Mia.txt",)),
            Stranger(name="Sam", events=7, files=("sms.xml",), several=("Sam Okoro", "Sam Reed")),
        ),
        remarks=("notices.csv, line 7: the notice has no nature of use, so it is not complete",),
        standing=(
            "4.5 s2: contact should not be excessive: no limit has been set (the trustees can set one)",
        ),
        receipt=_receipt(sum(sorts.values())),
        items=partial(_stream, tuple(items)),
        local=CLOCK.local,
    )


def _stream(items: Sequence[Item]) -> Iterator[Item]:
    yield from items


def _rules(items: Sequence[Item]) -> tuple[RuleCount, ...]:
    counts = {rule.rule: Counter({Outcome.COMPLIES: 100 + number}) for number, rule in enumerate(RULES)}
    for item in items:
        counts[item.rule][item.outcome] += 1
    counts["6.4"] = Counter()
    untouched = Ruled("6.4", "No phone pictures", Strength.MUST, ())
    return tuple(
        RuleCount(
            rule=rule.rule,
            clause=rule.clause,
            title=rule.title,
            strength=rule.strength,
            norm=rule.norm,
            outcomes=counts[rule.rule],
        )
        for rule in (*RULES, untouched)
    )


def _people(items: Sequence[Item]) -> tuple[PersonCount, ...]:
    breaches: dict[str, Counter[str]] = {}
    open_: dict[str, Counter[str]] = {}
    for item in items:
        if item.by is not None:
            into = breaches if item.outcome is Outcome.BREACH else open_
            if item.outcome is Outcome.BREACH or item.outcome.open:
                into.setdefault(item.by, Counter())[item.rule] += 1
    names = dict.fromkeys(item.by for item in items if item.by is not None)
    return tuple(
        PersonCount(
            person=name,
            roles=("employee", "line_manager") if number % 2 else ("volunteer",),
            known=number != 3,
            contacts=40 + 13 * number,
            breaches=breaches.get(name, {}),
            open=open_.get(name, {}),
        )
        for number, name in enumerate(names)
    )


def _hours(items: Sequence[Item]) -> Hours:
    contacts: Counter[tuple[int, int]] = Counter()
    breaches: Counter[tuple[int, int]] = Counter()
    for item in items:
        if math.isfinite(item.instant) and item.by is not None:
            local = CLOCK.local(item.instant)
            key = (local.weekday(), local.hour)
            contacts[key] += 1
            breaches[key] += item.outcome is Outcome.BREACH and item.rule == "4.7"
    chance = random.Random(7)
    for _ in range(400):
        contacts[chance.randrange(5), min(23, max(7, int(chance.gauss(17, 3))))] += 1
    return Hours(contacts=contacts, breaches=+breaches, windows=((1260, 480, "4.7"),), unplaced=2)


def _groups() -> tuple[GroupLine, ...]:
    end = START + 60 * DAY
    stays = (
        Stay(person="Priya Shah", adult=True, start=-math.inf, end=math.inf),
        Stay(person="Sam Okoro", adult=True, start=START + 3 * DAY, end=START + 20 * DAY),
        Stay(person="Sam Okoro", adult=True, start=START + 33 * DAY, end=math.inf),
        Stay(person="Mia Novak", adult=False, start=START + 4 * DAY, end=math.inf),
        Stay(person="Noah Webb", adult=False, start=START + 6 * DAY, end=START + 40 * DAY),
        Stay(person="+44 7700 900123", adult=None, start=START + 36 * DAY, end=START + 44 * DAY),
    )
    cuts = (
        (0, 3, 1, Outcome.BREACH),
        (3, 20, 2, Outcome.COMPLIES),
        (20, 33, 1, Outcome.BREACH),
        (33, 36, 2, Outcome.COMPLIES),
        (36, 44, 2, Outcome.UNDETERMINED),
        (44, 60, 2, Outcome.COMPLIES),
    )
    stretches = tuple(
        Stretch(
            start=START + first * DAY,
            end=START + last * DAY,
            members=adults + 2,
            adults=adults,
            complete=outcome is not Outcome.UNDETERMINED,
            outcomes={"8.2 s3": outcome},
        )
        for first, last, adults, outcome in cuts
    )
    calm = {"8.2 s3": Outcome.COMPLIES}
    quiet = Stretch(start=START, end=end, members=5, adults=3, complete=True, outcomes=calm)
    still = (Stay(person="Ada Ferns", adult=True, start=START, end=math.inf),)
    return (
        GroupLine(group="Choir", stays=still, stretches=(quiet,)),
        GroupLine(group="Friday football", stays=stays, stretches=stretches),
    )


def _unknown() -> tuple[Unknown, ...]:
    rows = (
        ("7.1 s1", "whether the account is agreed", "account.agreed", "whoever keeps the register", 31),
        (
            "4.2",
            "Is there a genuine reason to write about the trip?",
            None,
            "a line manager or team leader",
            12,
        ),
        ("9.1", "when the trustee was told", "noticed-at", "the Safeguarding Trustee", 9),
        ("8.2 s3", "who was in the group", "members", None, 2),
    )
    return tuple(
        Unknown(rules=(rule,), words=words, field=field, who=who, events=events, samples=("whatsapp-00003",))
        for rule, words, field, who, events in rows
    )


def _receipt(events: int) -> Receipt:
    def file(name: str, form: str) -> InputFile:
        return InputFile(
            name=name, sha256=sha256(name.encode()).hexdigest(), size=1000 + len(name), form=form
        )

    return Receipt(
        version="0.1.0",
        policy="WRBC Social Media Policy",
        edition="July 2016",
        policy_sha256=sha256(b"policy").hexdigest(),
        zone="Europe/London",
        tzdata="2025b",
        as_of=datetime(2017, 6, 1, 12, tzinfo=UTC) + timedelta(minutes=5),
        exports=(file("chat with Mia.txt", "whatsapp"), file("sms.xml", "sms")),
        register=(file("people.csv", "table"), file("notices.csv", "table")),
        answers=(),
        records=events + 12,
        events=events,
        skipped=(("a line about the chat itself", 12, "chat with Mia.txt, lines 1-12"),),
        notes=("chat with Mia.txt: the order of day and month is proved by line 40",),
        unread=(),
        with_text=False,
        pseudonyms=False,
    )

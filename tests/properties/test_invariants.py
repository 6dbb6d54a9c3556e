"""The invariants of the policy itself, each under the number that the reading of the policy gives it."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wrbc_rules import NEVER, NOT_STATED, Decision, Outcome, People, Strength, When
from wrbc_rules.events import Account, Channel, Device, GroupState, Message, Person, Photo, Recipient
from wrbc_rules.strategies import events, moments

from .drawn import (
    bare_findings,
    bundled,
    bundled_cases,
    by_key,
    covered_event,
    drawing,
    settled,
)
from .learning import steps

LONDON = ZoneInfo("Europe/London")
FACTS = (True, False, None)
STAFF = Person(id="sam", roles=frozenset({"employee"}), category="adult")
CHILD = Person(id="mia", category="child_or_young_person", relationship="working")
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def outcome(decision: Decision, rule: str, about: str | None) -> Outcome:
    return next(f.outcome for f in decision.all_findings if (f.rule, f.about) == (rule, about))


def by_night(instant: datetime) -> bool:
    """From nine at night until eight in the morning on London's clock, worked out here."""
    return not 8 <= instant.astimezone(LONDON).hour < 21


def messages() -> Iterator[Message]:
    """Events of staff writing to people, many of them children, facts missing."""
    for seed in range(120):
        event: Any = covered_event(bundled(), seed)
        if isinstance(event, Message):
            yield event


def to_mia(event: Message, **facts: Any) -> Message:
    """The message as one from staff to one child."""
    first = event.recipients.members[0] if event.recipients.members else Recipient()
    return attrs.evolve(event, by=STAFF, recipients=People.of(attrs.evolve(first, person=CHILD, **facts)))


@QUICK
@given(
    event=events(bundled(), Message),
    at=moments(bundled()),
    at_risk=st.sampled_from(FACTS),
    alone=st.sampled_from(FACTS),
)
def test_1_no_message_in_the_quiet_hours_complies(
    event: Message, at: datetime, at_risk: bool | None, alone: bool | None
) -> None:
    written = attrs.evolve(to_mia(event, at_risk=at_risk, no_alternative=alone), at=at)
    found = outcome(bundled().decide(written), "4.7", "mia")
    if by_night(at):
        assert found not in (Outcome.COMPLIES, Outcome.CLEAR, Outcome.NOT_COVERED)
        assert (found is Outcome.EXCUSED) is (at_risk is True and alone is True)
    else:
        assert found is Outcome.COMPLIES


@QUICK
@given(event=events(bundled(), Message), at_risk=st.sampled_from(FACTS), alone=st.sampled_from(FACTS))
def test_2_neither_fact_of_the_exception_suffices(
    event: Message, at_risk: bool | None, alone: bool | None
) -> None:
    night = datetime(2017, 3, 3, 23, 30, tzinfo=UTC)
    written = attrs.evolve(to_mia(event, at_risk=at_risk, no_alternative=alone), at=night)
    found = outcome(bundled().decide(written), "4.7", "mia")
    if False in (at_risk, alone):
        assert found is Outcome.BREACH
    elif None in (at_risk, alone):
        assert found is Outcome.UNDETERMINED
    else:
        assert found is Outcome.EXCUSED


@QUICK
@given(event=events(bundled()), at=moments(bundled()), hours=st.sampled_from((-12, -5, 0, 1, 9, 14)))
def test_3_only_the_policys_zone_matters(event: Any, at: datetime, hours: int) -> None:
    here, there = (attrs.evolve(event, at=at.astimezone(timezone(timedelta(hours=h)))) for h in (0, hours))
    assert bundled().decide(here).all_findings == bundled().decide(there).all_findings


def test_4_outside_the_window_the_facts_of_the_exception_say_nothing() -> None:
    tried = 0
    for event in messages():
        day = attrs.evolve(event, at=datetime(2017, 3, 3, 8 + tried % 13, tzinfo=UTC))
        seen = set()
        for at_risk, alone in product(FACTS, FACTS):
            decision = bundled().decide(to_mia(day, at_risk=at_risk, no_alternative=alone))
            seen.add(
                tuple((f.outcome, f.because, f.missing) for f in decision.all_findings if f.rule == "4.7")
            )
        assert len(seen) == 1
        tried += 1
    assert tried > 30


def test_5_no_phone_picture_of_a_child_under_seven_complies() -> None:
    """Whatever else is true, and however little is known of anybody else in it."""
    found = set()
    for seed in range(200):
        event: Any = covered_event(settled(), seed)
        if not isinstance(event, Photo):
            continue
        taken = event.at if event.at.exact else When.of(datetime(2017, 3, 3, 15, tzinfo=UTC))
        local = datetime.fromtimestamp(taken.earliest / 1_000_000, LONDON).date()
        youngest = Person(
            birth_date=local.replace(year=local.year - 7, day=min(local.day, 28)) + timedelta(days=4)
        )
        picture = attrs.evolve(
            event,
            at=taken,
            device=attrs.evolve(event.device, kind="mobile_phone"),
            subjects=attrs.evolve(event.subjects, members=(*event.subjects.members, youngest)),
        )
        made = outcome(settled().decide(picture), "6.4", None)
        assert made is Outcome.BREACH, (seed, made)
        found.add((event.media, event.subjects.complete))
    assert len(found) >= 4


def test_5_on_every_day_round_the_seventh_birthday() -> None:
    """Born round the end of a leap February: under seven until the day itself, 29 February on 1 March."""
    for born in (date(2012, 2, 27) + timedelta(days=n) for n in range(5)):
        for taken in (date(2019, 2, 26) + timedelta(days=n) for n in range(6)):
            turned = (taken.year - 7, taken.month, taken.day) >= (born.year, born.month, born.day)
            for hour in (0, 12, 23):
                at = datetime(taken.year, taken.month, taken.day, hour, 59, tzinfo=LONDON)
                picture = Photo(
                    id="p",
                    at=at,
                    device=Device(kind="mobile_phone"),
                    subjects=People.of(Person(birth_date=born)),
                )
                expected = Outcome.COMPLIES if turned else Outcome.BREACH
                assert outcome(bundled().decide(picture), "6.4", None) is expected, (born, at)


def _groups() -> Iterator[GroupState]:
    source = random.Random(8)
    categories = ("adult", "young_adult", "child_or_young_person", None)
    for size in range(5):
        for _ in range(20):
            members = tuple(
                Person(
                    id=source.choice((f"p{n}", f"p{n}", "p0", None)),
                    category=source.choice(categories),  # type: ignore[arg-type]
                    birth_date=source.choice((None, date(1980, 1, 1), date(2005, 1, 1))),
                )
                for n in range(size)
            )
            yield GroupState(
                id="g",
                at=datetime(2017, 3, 3, 12, tzinfo=UTC),
                channel=Channel(kind="chat"),
                members=People(members, source.random() < 0.6),
            )


#: From worst to best; adding an adult never goes to the left, removing somebody never to the right.
_TWO_ADULTS = (Outcome.BREACH, Outcome.UNDETERMINED, Outcome.COMPLIES)


def _two_adults(group: GroupState) -> int:
    return _TWO_ADULTS.index(outcome(bundled().decide(group), "8.2 s3", None))


def test_6_removing_an_adult_never_repairs_two_adults_and_adding_one_never_breaks_it() -> None:
    seen = set()
    for group in _groups():
        before = _two_adults(group)
        seen.add(before)
        people = group.members
        for new in (
            Person(id="new", category="adult"),
            Person(category="adult"),
            Person(id="p0", category="adult"),
        ):
            more = attrs.evolve(group, members=People((*people.members, new), people.complete))
            assert _two_adults(more) >= before, (group, new)
        for index in range(len(people.members)):
            fewer = People((*people.members[:index], *people.members[index + 1 :]), people.complete)
            assert _two_adults(attrs.evolve(group, members=fewer)) <= before, (group, index)
    assert seen == {0, 1, 2}


def test_6_people_are_counted_and_not_accounts() -> None:
    twice = People.of(Person(id="kim", category="adult"), Person(id="kim", category="adult"))
    group = next(_groups())
    assert _two_adults(attrs.evolve(group, members=twice)) == 0
    unnamed = People.of(Person(category="adult"), Person(category="adult"))
    assert _two_adults(attrs.evolve(group, members=unnamed)) == 1


def test_7_telling_the_trustee_never_creates_a_breach_and_only_its_order_matters() -> None:
    tried = 0
    for event in messages():
        if not event.at.exact or event.at == NEVER:
            continue
        written = attrs.evolve(event, channel=attrs.evolve(event.channel, kind="text"))
        at = int(written.at.earliest)
        never = outcome(bundled().decide(to_mia(written, noticed_at=NEVER)), "9.1", "mia")
        assert never is Outcome.BREACH
        for shift in (-400 * 86_400_000_000, -1_000_000, -1, 0, 1, 86_400_000_000):
            told = When(at + shift, at + shift)
            found = outcome(bundled().decide(to_mia(written, noticed_at=told)), "9.1", "mia")
            assert found is (Outcome.COMPLIES if shift < 0 else Outcome.BREACH), shift
        unknown = outcome(bundled().decide(to_mia(written, noticed_at=NOT_STATED)), "9.1", "mia")
        assert unknown is Outcome.UNDETERMINED
        tried += 1
    assert tried > 30


def test_8_learning_settles_and_never_turns() -> None:
    """The chain of test_monotone, for each rule of the policy: every rule is seen to settle."""
    settles = set()
    groups = (case for case in bundled_cases(300) if isinstance(case.event, GroupState))
    for case in itertools.chain(bundled_cases(50), groups):
        source = random.Random(case.words)
        before = by_key(bare_findings(case.policy, case.event))
        for words, new in steps(case.event, drawing(case.policy, 3), source):
            if words.endswith("is known"):
                continue
            after = by_key(bare_findings(case.policy, new))
            for key, finding in before.items():
                now = after.get(key)
                if now is None or finding.outcome is now.outcome:
                    continue
                assert finding.outcome.open or finding.outcome is Outcome.CLEAR, (words, finding, now)
                settles.add(finding.rule)
    assert settles >= {
        "3.3 s2",
        "4.5 s2",
        "4.7",
        "5.2",
        "6.4",
        "6.5 s1",
        "7.1 s1",
        "7.1 s2",
        "8.2 s3",
        "8.3 s1",
        "9.1",
    }


#: The verb of each rule's sentence, read in the document.
STRENGTHS = {
    "must": "6.4, 7.1 s2, 8.2 s3, 8.3 s1, 8.4 s2, 8.4 s3, 9.1",
    "will": "3.3 s1(a), 3.3 s1(b), 3.3 s2, 4.2, 4.6, 5.1 s2(a), 5.2, 6.5 s1, 6.5 s2, 9.2, 9.3",
    "should": "2.3 s1, 3.2(a), 3.2(b), 4.7, 4.8 s1, 4.8 s2, 6.1, 6.3(a), 6.3(b), 7.1 s1, 7.3(a), 7.3(b), "
    "8.2 s1, 8.4 s1",
    "appropriate": "4.4, 4.5 s2, 8.3 s2",
    "best endeavours": "2.3 s2(a), 2.3 s2(b), 5.1 s2(b)",
}


def test_9_a_must_is_never_reported_as_less() -> None:
    strengths = {rule: strength for strength, rules in STRENGTHS.items() for rule in rules.split(", ")}
    rank = ["must", "will", "should", "appropriate", "best endeavours"]
    seen = set()
    for case in bundled_cases(120):
        decision = case.policy.decide(case.event)
        broken = [f for f in decision.all_findings if f.outcome is Outcome.BREACH]
        assert all(f.strength is Strength(strengths[f.rule]) for f in decision.all_findings)
        if broken:
            worst = min((strengths[f.rule] for f in broken), key=rank.index)
            assert decision.summary == f"breach_{worst.replace(' ', '_')}"
            seen.add(worst)
        assert set(decision.open) == {f.rule for f in decision.all_findings if f.outcome.open}
    assert seen >= {"must", "will", "should"}


def test_9_the_two_sentences_on_accounts_are_reported_apart() -> None:
    at = datetime(2017, 3, 3, 12, tzinfo=UTC)
    for agreed, owner, kind in product(FACTS, ("personal", "organisational", None), ("email", "chat")):
        event = Message(
            id="m", at=at, by=STAFF, channel=Channel(kind=kind),  # type: ignore[arg-type]
            account=Account(agreed=agreed, ownership=owner),  # type: ignore[arg-type]
            recipients=People.of(Recipient(person=CHILD)),
        )  # fmt: skip
        decision = bundled().decide(event)
        should, must = ("7.1 s1", "7.1 s2") if kind == "email" else ("8.2 s1", "8.3 s1")
        three = {True: Outcome.COMPLIES, False: Outcome.BREACH, None: Outcome.UNDETERMINED}
        assert outcome(decision, should, "mia") is three[agreed]
        assert outcome(decision, must, "mia") is three[None if owner is None else owner != "personal"]


def test_10_the_permission_silences_no_must_about_a_child() -> None:
    """Whatever the permission finds of a young adult, what is found of a child beside them stays."""
    tried = 0
    for event in messages():
        chat = attrs.evolve(
            to_mia(event),
            channel=Channel(kind="chat"),
            account=attrs.evolve(event.account, ownership="personal"),
        )
        alone = bundled().decide(chat)
        assert outcome(alone, "8.3 s1", "mia") is Outcome.BREACH
        for at_risk in FACTS:
            grown = Person(id="alex", category="young_adult", relationship="previous", adult_at_risk=at_risk)
            both = People.of(*chat.recipients.members, Recipient(person=grown))
            decision = bundled().decide(attrs.evolve(chat, recipients=both))
            of_mia = [f for f in decision.all_findings if f.about == "mia"]
            assert of_mia == [f for f in alone.all_findings if f.about == "mia"]
            permitted = {True: Outcome.WITHDRAWN, False: Outcome.PERMITTED, None: Outcome.UNDETERMINED}[
                at_risk
            ]
            assert outcome(decision, "8.3 s2", "alex") is permitted
            assert outcome(decision, "8.3 s1", "alex") is Outcome.NOT_COVERED
        tried += 1
    assert tried > 30


def test_10_a_child_is_never_permitted() -> None:
    for event, how in product(list(messages())[:30], ("working", "previous", "none", None)):
        child = attrs.evolve(CHILD, relationship=how)  # type: ignore[arg-type]
        written = attrs.evolve(event, by=STAFF, recipients=People.of(Recipient(person=child)))
        assert outcome(bundled().decide(written), "8.3 s2", "mia") is Outcome.NOT_COVERED


def test_11_every_sentence_has_one_entry_and_every_rule_a_sentence() -> None:
    typed = bundled().typed
    sentences = [each for clause in typed.clauses for each in clause.sentences]
    names = [(each.clause, each.number) for each in sentences]
    assert len(set(names)) == len(names)
    for clause in typed.clauses:
        assert [each.number for each in clause.sentences] == list(range(1, len(clause.sentences) + 1))
    rules = [rule for each in sentences for rule in each.rules]
    assert sorted(rules) == sorted(rule.id for rule in typed.rules)
    for rule in typed.rules:
        assert (rule.clause, rule.sentence) in names
    for each in sentences:
        assert bool(each.rules) is (each.entry.kind == "rule"), each
        assert each.adopted is not None or re.fullmatch(r"[0-9a-f]{8}", each.pin or ""), each
        assert each.entry.words, each
    pins = [each.pin for each in sentences if each.pin]
    [twice] = {
        pin for pin in pins if pins.count(pin) > 1
    }  # the document says one sentence of texts and of emails
    assert [each.clause for each in sentences if each.pin == twice] == ["6.2", "7.2"]

"""Clause 4.7 decided alone, exhaustively; and in zones whose clocks turn back over nine o'clock.

The policy here is the bundled one with everything but clause 4.7 and its words cut away.
"""

from __future__ import annotations

import re
import struct
import zoneinfo
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import attrs
import pytest

from wrbc_rules import NOT_STATED, People, Policy, When, load_policy, policy_from_text
from wrbc_rules.backends.interpreter import Scene, outcome_of
from wrbc_rules.events import Message, Person, Recipient

from .quiet_hours import at_an_instant, over_a_minute, over_an_interval

LONDON = "Europe/London"
THREE = (True, False, None)
FACTS = tuple(product(THREE, THREE))
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
#: An ordinary day and both days on which London's clocks change.
DAYS = (date(2017, 3, 3), date(2017, 3, 26), date(2017, 10, 29))
#: What the clause needs, by the first words of each block of the file.
NEEDED = (
    'policy "', 'part 4 "', "clause 1.2 ", "clause 4.7 ", 'noun "WRBC"', 'act "contact {somebody}"\n',
    'fact "the local time is from', 'fact "the child or young person is at risk"',
    'fact "no other way to reach them',
)  # fmt: skip


@cache
def alone(zone: str = LONDON, since: str = "2016-07-01") -> Policy:
    """A policy of clause 4.7 and nothing else, in a zone of its own."""
    blocks = re.split(r"(?m)^(?=\S)", load_policy().typed.source.text)
    kept = [each for each in blocks if each.startswith(NEEDED)]
    assert len(kept) == len(NEEDED)
    text = re.sub(r'(?m)^ +(?:example|act) "[^\n]*\n(?:    [^\n]*\n)+', "", "".join(kept))
    text = text.replace(f"time zone {LONDON}", f"time zone {zone}").replace(
        "from 2016-07-01", f"from {since}"
    )
    policy = policy_from_text(text)
    assert [rule.id for rule in policy.rules] == ["4.7"]
    return policy


@cache
def message(at_risk: bool | None, no_alternative: bool | None) -> Message:
    child = Person(id="mia", category="child_or_young_person")
    return Message(
        id="m",
        by=Person(id="sam", roles=frozenset({"employee"})),
        recipients=People.of(Recipient(person=child, at_risk=at_risk, no_alternative=no_alternative)),
    )


def outcome(policy: Policy, at: datetime | When, facts: tuple[bool | None, bool | None]) -> str:
    """The outcome of a whole decision, with its reasons."""
    [finding] = policy.decide(attrs.evolve(message(*facts), at=at)).all_findings
    return finding.outcome.value


def bare_outcome(policy: Policy, at: datetime | When, facts: tuple[bool | None, bool | None]) -> str:
    """The outcome alone, without the reasons, which take three quarters of the time."""
    [rule], event = policy.rules, attrs.evolve(message(*facts), at=at)
    assert rule.each is not None
    scene = Scene(event=event, vocabulary=policy.typed.vocabulary, clock=policy.typed.clock)
    return outcome_of(rule, scene.of(rule.each, event.recipients.members[0])).value


def agree(policy: Policy, zone: str, instants: Iterable[datetime]) -> int:
    """How many were decided, each as the oracle says; a whole decision is made of every eleventh."""
    decided = 0
    for instant, facts in product(instants, FACTS):
        expected = at_an_instant(instant, zone, *facts)
        assert bare_outcome(policy, instant, facts) == expected, (zone, instant.isoformat(), facts)
        if decided % 11 == 0:
            assert outcome(policy, instant, facts) == expected, (zone, instant.isoformat(), facts)
        decided += 1
    return decided


def bounds(day: date, zone: str) -> tuple[datetime, datetime]:
    """The first instant of a local day and that of the next."""
    place = zoneinfo.ZoneInfo(zone)
    first, last = (datetime(d.year, d.month, d.day, tzinfo=place) for d in (day, day + timedelta(days=1)))
    return first.astimezone(UTC), last.astimezone(UTC)


def every(step: timedelta, first: datetime, last: datetime) -> Iterator[datetime]:
    for number in range((last - first) // step):
        yield first + number * step


def ends(day: date, zone: str) -> Iterator[datetime]:
    """Every instant of a day at which the clock comes to nine at night or eight in the morning or changes."""
    place = zoneinfo.ZoneInfo(zone)
    last = None
    for minute in every(MINUTE, *bounds(day, zone)):
        wall = minute.astimezone(place)
        if (wall.hour, wall.minute) in ((21, 0), (8, 0)) or (last is not None and wall.utcoffset() != last):
            yield minute
        last = wall.utcoffset()


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_minute_as_an_instant(day: date) -> None:
    first, last = bounds(day, LONDON)
    assert agree(alone(), LONDON, every(MINUTE, first, last)) == 9 * ((last - first) // MINUTE)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_minute_as_a_minute(day: date) -> None:
    """A time written to the minute: the oracle looks at each of its sixty seconds."""
    for minute, facts in product(every(MINUTE, *bounds(day, LONDON)), ((False, True), (True, None))):
        expected = over_a_minute(minute, LONDON, *facts)
        assert bare_outcome(alone(), When.minute(minute), facts) == expected, (minute, facts)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_second_near_both_ends_and_the_change(day: date) -> None:
    near = list(ends(day, LONDON))
    assert len(near) == (2 if day == DAYS[0] else 3)
    for end in near:
        assert agree(alone(), LONDON, every(SECOND, end - 2 * MINUTE, end + 2 * MINUTE)) == 240 * 9
        smallest = timedelta(microseconds=1)
        agree(alone(), LONDON, (end - smallest, end, end + smallest))


@pytest.mark.parametrize("facts", FACTS, ids=str)
def test_at_no_stated_time(facts: tuple[bool | None, bool | None]) -> None:
    """Some time after the policy came into force: inside and outside are both possible."""
    some_time = When(alone().typed.starts.earliest, NOT_STATED.latest)
    expected = over_an_interval(*bounds(DAYS[0], LONDON), LONDON, *facts)
    assert outcome(alone(), some_time, facts) == expected


@pytest.mark.soak
@pytest.mark.parametrize("hour", range(25))
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_second(day: date, hour: int) -> None:
    first, last = bounds(day, LONDON)
    start = first + timedelta(hours=hour)
    agree(alone(), LONDON, every(SECOND, start, min(start + timedelta(hours=1), last)))


# ---- other zones

#: Easter Island's clocks go back at ten at night, to nine: nine comes twice, and the window begins once.
#: Vostok's went back seven hours at midnight in 1994, from inside the window to outside it: it begins twice.
#: Casey's went back three hours at midnight, to nine. Lord Howe's move by half an hour. Samoa skipped a day.
ELSEWHERE = [
    ("Pacific/Easter", date(2017, 5, 13), "2016-07-01"),
    ("Antarctica/Vostok", date(1994, 1, 31), "1990-01-01"),
    ("Antarctica/Casey", date(2021, 3, 13), "2016-07-01"),
    ("Australia/Lord_Howe", date(2017, 4, 2), "2016-07-01"),
    ("America/Sao_Paulo", date(2017, 10, 15), "2016-07-01"),
    ("Pacific/Apia", date(2011, 12, 29), "2010-01-01"),
    ("Asia/Kathmandu", date(2017, 3, 26), "2016-07-01"),
]


@pytest.mark.parametrize(("zone", "day", "since"), ELSEWHERE, ids=[each[0] for each in ELSEWHERE])
def test_every_minute_elsewhere(zone: str, day: date, since: str) -> None:
    policy = alone(zone, since)
    first, last = bounds(day, zone)
    first, last = first - timedelta(hours=3), last + timedelta(hours=9)
    agree(policy, zone, every(7 * MINUTE, first, last))
    for end in ends(day, zone):
        agree(policy, zone, every(10 * SECOND, end - MINUTE, end + MINUTE))
        for hours in (1, 3, 9):
            facts, interval = (False, None), When.between(end, end + timedelta(hours=hours))
            assert outcome(policy, interval, facts) == over_an_interval(
                end, end + timedelta(hours=hours), zone, *facts
            ), (zone, end, hours)


def test_nine_in_the_evening_comes_twice_on_easter_island() -> None:
    zone = "Pacific/Easter"
    nines = [
        end
        for end in ends(date(2017, 5, 13), zone)
        if end.astimezone(zoneinfo.ZoneInfo(zone)).strftime("%H:%M") == "21:00"
    ]
    assert len(nines) == 2
    assert [outcome(alone(zone), nine, (False, None)) for nine in nines] == ["breach", "breach"]
    assert outcome(alone(zone), When.between(nines[0], nines[1]), (False, None)) == "breach"


# ---- a zone made for this test, whose clocks cross both ends of the window in both directions

#: The UTC moment, and the minutes ahead of UTC from then on: over nine and over eight, back and forward.
TURNS = [
    ("2017-01-01T00:00", 60),
    (
        "2017-03-03T20:30",
        0,
    ),  # from half past nine back to half past eight: nine comes twice, in and out and in
    ("2017-03-10T20:30", 60),  # from half past eight forward to half past nine: nine never comes
    ("2017-03-17T07:30", 0),  # from half past eight in the morning back to half past seven
    ("2017-03-24T07:30", 60),  # from half past seven forward to half past eight
]


@pytest.fixture
def made_zone(tmp_path: Path) -> Iterator[str]:
    """A zone file of our own, found before the machine's."""
    times = [int(datetime.fromisoformat(f"{at}+00:00").timestamp()) for at, _ in TURNS]
    kinds = bytes(minutes // 60 for _, minutes in TURNS)
    types = struct.pack(">lBB", 0, 0, 0) + struct.pack(">lBB", 3600, 0, 4)
    counts = struct.pack(">6l", 0, 0, 0, len(times), 2, 8)
    body = struct.pack(f">{len(times)}l", *times) + kinds + types + b"AAA\0BBB\0"
    (tmp_path / "Made").mkdir()
    (tmp_path / "Made" / "Up").write_bytes(b"TZif" + b"\0" * 16 + counts + body)
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath([tmp_path, *before])
    yield "Made/Up"
    zoneinfo.reset_tzpath(before)
    zoneinfo.ZoneInfo.clear_cache()
    alone.cache_clear()


def _turn(number: int) -> datetime:
    return datetime.fromisoformat(f"{TURNS[number][0]}+00:00")


@pytest.mark.parametrize("turn", range(1, 5))
def test_clocks_that_cross_the_ends_of_the_window(made_zone: str, turn: int) -> None:
    policy, change = alone(made_zone), _turn(turn)
    agree(policy, made_zone, every(MINUTE, change - timedelta(hours=2), change + timedelta(hours=2)))
    agree(policy, made_zone, every(SECOND, change - MINUTE, change + MINUTE))
    walls = [each.astimezone(zoneinfo.ZoneInfo(made_zone)) for each in (change - SECOND, change)]
    assert walls[0].utcoffset() != walls[1].utcoffset()


def test_the_window_begins_twice_on_one_evening(made_zone: str) -> None:
    policy, change = alone(made_zone), _turn(1)
    found: list[Any] = []
    for minute in every(MINUTE, change - timedelta(hours=1), change + timedelta(hours=1)):
        now = outcome(policy, minute, (False, None))
        if not found or found[-1] != now:
            found.append(now)
    assert found == ["complies", "breach", "complies", "breach"]


@pytest.mark.parametrize("turn", range(1, 5))
@pytest.mark.parametrize("minutes", [5, 31, 59, 61, 95, 180])
def test_intervals_across_the_change(made_zone: str, turn: int, minutes: int) -> None:
    policy, change = alone(made_zone), _turn(turn)
    for before in (0, 1, 29, 30, 31, 60, 90):
        first = change - before * MINUTE
        last = first + minutes * MINUTE
        for facts in ((False, True), (True, True)):
            expected = over_an_interval(first, last, made_zone, *facts)
            assert outcome(policy, When.between(first, last), facts) == expected, (first, last, facts)

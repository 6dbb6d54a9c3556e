"""The clock over intervals against looking at every minute, round every kind of clock change."""

from __future__ import annotations

import itertools
import math
import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.oracle import wall_clock as oracle
from tests.oracle.wall_clock import instant
from wrbc_rules.values import DAY, NEVER, NOT_STATED, Clock, When, calendar_ordinal, ordinal_date

#: Zone and the UTC moment of a change: an hour, half an hour, a skipped day, at midnight, at a minute past.
CHANGES = [
    ("Europe/London", "2017-03-26T01:00"),
    ("Europe/London", "2017-10-29T01:00"),
    ("Europe/London", "2017-06-15T12:00"),
    ("America/New_York", "2017-03-12T07:00"),
    ("America/New_York", "2017-11-05T06:00"),
    ("Australia/Lord_Howe", "2017-04-01T15:00"),
    ("Australia/Lord_Howe", "2017-09-30T15:30"),
    ("Pacific/Apia", "2011-12-30T10:00"),
    ("America/Sao_Paulo", "2017-10-15T03:00"),
    ("America/Sao_Paulo", "2018-02-18T02:00"),
    ("Africa/Casablanca", "2019-05-05T02:00"),
    ("Africa/Casablanca", "2019-06-09T02:00"),
    ("America/St_Johns", "2009-03-08T03:31"),
    ("America/St_Johns", "2009-11-01T02:31"),
    ("Pacific/Easter", "2017-05-14T03:00"),
    ("Antarctica/Troll", "2017-03-26T01:00"),
    ("Asia/Kathmandu", "2017-03-26T01:00"),
    ("Europe/Dublin", "2017-10-29T01:00"),
]
WINDOWS = [
    (1260, 480),
    (90, 135),
    (0, 1),
    (1439, 0),
    (0, 1439),
    (540, 1050),
    (60, 120),
    (120, 60),
    (1380, 30),
    (1320, 1380),
]
NIGHTS = [None, None, None, frozenset({4, 5}), frozenset({6}), frozenset({3}), frozenset(range(7))]
US = 60 * 1_000_000


def _at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}:00+00:00")


def test_the_changes_are_changes() -> None:
    """But for an ordinary day and two zones without one, each moment is the first with another offset."""
    still = [
        (zone, text)
        for zone, text in CHANGES
        if (_at(text) - timedelta(microseconds=1)).astimezone(ZoneInfo(zone)).utcoffset()
        == _at(text).astimezone(ZoneInfo(zone)).utcoffset()
    ]
    assert still == [("Europe/London", "2017-06-15T12:00"), ("Asia/Kathmandu", "2017-03-26T01:00")]


def agrees_in_window(
    zone: str, first: datetime, last: datetime, window: tuple[int, int], nights: frozenset[int] | None
) -> bool | None:
    expected = oracle.in_window(first, last, zone, *window, nights)
    found = Clock(zone).in_window(When(instant(first), instant(last)), window[0] * US, window[1] * US, nights)
    assert found is expected, (zone, first.isoformat(), last.isoformat(), window, nights)
    return found


@pytest.mark.parametrize(("zone", "change"), CHANGES)
def test_in_window_against_every_minute(zone: str, change: str) -> None:
    source = random.Random(zone + change)
    seen = set()
    for _ in range(160):
        first = _at(change) + timedelta(
            minutes=source.randrange(-2160, 2160), microseconds=source.choice((0, 0, -1, 1, 30_000_000))
        )
        length = source.choice((0, 0, 0, 1, 59, 60, 61, 119, 120, 400, 660, 661, 1440, 1500, 2881))
        last = first + timedelta(minutes=length, microseconds=source.choice((0, 0, -1, 1)) if length else 0)
        seen.add(agrees_in_window(zone, first, last, source.choice(WINDOWS), source.choice(NIGHTS)))
    assert seen == {True, False, None}


@pytest.mark.parametrize(("zone", "change"), CHANGES)
def test_every_second_near_a_change(zone: str, change: str) -> None:
    """Two minutes round the change, second by second, each alone."""
    clock, place = Clock(zone), ZoneInfo(zone)
    for second in range(-120, 121):
        moment = _at(change) + timedelta(seconds=second)
        point = When(instant(moment), instant(moment))
        wall = moment.astimezone(place)
        offset = wall.utcoffset()
        assert offset is not None
        assert clock.local(instant(moment)) == wall
        assert clock.offset(instant(moment)) == offset // timedelta(microseconds=1)
        for start, end in WINDOWS:
            assert clock.in_window(point, start * US, end * US) is oracle.is_inside(wall, start, end, None), (
                zone,
                moment,
            )


@settings(max_examples=120, deadline=None)
@given(
    place=st.sampled_from(CHANGES),
    shift=st.integers(-3 * 24 * 60, 3 * 24 * 60),
    length=st.integers(0, 2 * 24 * 60),
    start=st.integers(0, 1439),
    end=st.integers(0, 1439),
    nights=st.one_of(st.none(), st.frozensets(st.integers(0, 6), min_size=1)),
)
def test_any_interval_and_any_window(
    place: tuple[str, str], shift: int, length: int, start: int, end: int, nights: frozenset[int] | None
) -> None:
    if start == end:
        end = (end + 1) % 1440
    first = _at(place[1]) + timedelta(minutes=shift)
    agrees_in_window(place[0], first, first + timedelta(minutes=length), (start, end), nights)


@pytest.mark.parametrize("days", [2, 3, 4, 7, 8, 9])
def test_long_intervals(days: int) -> None:
    """Nothing is too long to be told: days on which no such night begins lie outside the window of nights."""
    first = _at("2017-06-11T12:00")  # a Sunday, in an ordinary week
    for nights in (None, frozenset({4}), frozenset({5, 6}), frozenset({6})):
        agrees_in_window(
            "Europe/London", first, first + timedelta(days=days, minutes=-1), (1260, 480), nights
        )


def test_a_night_that_a_zone_skipped_never_was() -> None:
    """Samoa had no Friday 30 December 2011: from Saturday to the Thursday after next, no Friday night."""
    first, last = _at("2011-12-24T20:00"), _at("2012-01-05T20:00")
    agrees_in_window("Pacific/Apia", first, last, (1260, 1320), frozenset({4}))


@pytest.mark.parametrize("when", [NEVER, NOT_STATED, When(0, math.inf)])
def test_what_has_no_end_is_in_no_window(when: When) -> None:
    assert Clock("Europe/London").in_window(when, 1260 * US, 480 * US) is None


@pytest.mark.parametrize(("zone", "change"), CHANGES)
def test_next_turn_against_every_minute(zone: str, change: str) -> None:
    source = random.Random(change + zone)
    clock = Clock(zone)
    for _ in range(10):
        at = _at(change) + timedelta(
            minutes=source.randrange(-2160, 600), microseconds=source.choice((0, -1, 1, 59_999_999))
        )
        window, nights = source.choice(WINDOWS), source.choice(NIGHTS)
        expected = oracle.next_turn(at, zone, *window, nights, days=8)
        found = clock.next_turn(instant(at), window[0] * US, window[1] * US, nights)
        assert found == (None if expected is None else instant(expected)), (
            zone,
            at.isoformat(),
            window,
            nights,
        )


@pytest.mark.parametrize(("zone", "change"), CHANGES)
def test_days_against_every_minute(zone: str, change: str) -> None:
    clock = Clock(zone)
    local = _at(change).astimezone(ZoneInfo(zone)).date()
    for shift in (-1, 0, 1):
        day = local + timedelta(days=shift)
        minutes = oracle.minutes_of(day, zone)
        if not minutes:
            with pytest.raises(ValueError, match="does not exist"):
                clock.day(day)
            continue
        assert clock.day(day) == When(instant(minutes[0]), instant(minutes[-1] + timedelta(minutes=1)) - 1), (
            zone,
            day,
        )


@pytest.mark.parametrize(("zone", "change"), CHANGES)
def test_bounds_on_the_date_against_every_minute(zone: str, change: str) -> None:
    source, clock = random.Random(change), Clock(zone)
    for _ in range(40):
        first = _at(change) + timedelta(minutes=source.randrange(-1600, 1600))
        last = first + timedelta(minutes=source.choice((0, 1, 30, 61, 700, 1441, 3000, 5000)))
        seen = [calendar_ordinal(wall.date()) for wall in oracle.looks(first, last, zone)]
        assert clock.days(When(instant(first), instant(last))) == (min(seen), max(seen)), (zone, first, last)
    assert clock.days(NOT_STATED) == (-math.inf, math.inf)
    assert clock.days(NEVER) == (math.inf, math.inf)
    low, high = clock.days(When(instant(_at(change)), math.inf))
    assert high == math.inf
    assert low <= calendar_ordinal(_at(change).astimezone(ZoneInfo(zone)).date())


@pytest.mark.parametrize(("zone", "change"), CHANGES)
def test_pieces_are_a_whole_and_each_of_one_offset(zone: str, change: str) -> None:
    source, clock, place = random.Random(zone), Clock(zone), ZoneInfo(zone)
    for _ in range(12):
        first = instant(_at(change)) + source.choice((0, -1, 1, source.randrange(-2 * DAY, 2 * DAY)))
        last = first + source.choice((0, 1, DAY, source.randrange(1, 300 * DAY)))
        pieces = list(clock.pieces(first, last))
        assert pieces[0][0] == first
        assert pieces[-1][1] == last
        for (_, end, offset), (start, _, other) in itertools.pairwise(pieces):
            assert start == end + 1
            assert offset != other
        for start, end, offset in pieces:
            for moment in (start, end, (start + end) // 2, source.randrange(start, end + 1)):
                shown = (oracle.EPOCH + timedelta(microseconds=moment)).astimezone(place).utcoffset()
                assert shown == timedelta(microseconds=offset), (zone, moment)


@pytest.mark.parametrize(("zone", "change"), CHANGES)
def test_the_first_instant_of_a_wall_time(zone: str, change: str) -> None:
    """In what a clock skips, the change itself."""
    clock = Clock(zone)
    local = _at(change).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    for minutes in (-1500, -60, -59, -30, -29, -1, 0, 1, 29, 30, 59, 60, 90, 1500):
        wall = local + timedelta(minutes=minutes)
        expected = oracle.first_showing(wall, zone)
        assert clock.at(wall) == instant(_at(change) if expected is None else expected), (zone, wall)


@settings(max_examples=200, deadline=None)
@given(st.dates(date(2, 1, 1), date(9998, 12, 31)), st.dates(date(2, 1, 1), date(9998, 12, 31)))
def test_ordinals_keep_the_order_of_dates(one: date, other: date) -> None:
    assert (one < other) is (calendar_ordinal(one) < calendar_ordinal(other))
    assert ordinal_date(calendar_ordinal(one)) == one


@settings(max_examples=200, deadline=None)
@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.integers(0, 120),
)
def test_ages_by_ordinal_are_ages_by_birthday(born: date, at: date, age: int) -> None:
    years = at.year - born.year - ((at.month, at.day) < (born.month, born.day))
    assert (calendar_ordinal(at) - calendar_ordinal(born) < 384 * age) is (years < age)


@settings(max_examples=200, deadline=None)
@given(st.datetimes(datetime(3, 1, 1), datetime(9997, 1, 1)), st.integers(-840, 840))  # noqa: DTZ001
def test_instants_are_whole_microseconds(naive: datetime, offset: int) -> None:
    moment = naive.replace(tzinfo=UTC)
    point = When.of(moment)
    assert point.exact
    assert point.earliest == instant(moment)
    minute = When.minute(moment)
    assert minute.latest - minute.earliest == US - 1
    assert minute.earliest <= point.earliest <= minute.latest
    assert When.not_done_by(moment).earliest == point.latest + 1


@pytest.mark.parametrize("as_of", [-5, 0, 5])
def test_what_is_seen_at_a_time(as_of: int) -> None:
    """What lies later is only not done by then; what straddles stays; not stated stays not stated."""
    for first in (-math.inf, -9, -5, -4, 0, 1, 5, 6, math.inf):
        for last in (-9, -5, 0, 5, 6, math.inf):
            if first > last:
                continue
            when = When(first, last)
            expected = When(as_of + 1, math.inf) if first > as_of else when
            assert when.seen_at(as_of) == expected
            assert when.seen_at(None) == when

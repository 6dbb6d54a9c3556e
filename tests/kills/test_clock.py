"""The clock where it goes back, minute by minute: an oracle that only looks at the wall."""

from __future__ import annotations

import itertools
import math
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.oracle import wall_clock as oracle
from wrbc_rules.values import DAY, HOUR, MINUTE, Clock, When, calendar_ordinal

#: The clock goes back over midnight, by an hour, by half an hour; and on over a whole day.
TURNS = [
    ("America/St_Johns", datetime(2009, 11, 1, 2, 31, tzinfo=UTC)),
    ("America/Sao_Paulo", datetime(2018, 2, 18, 2, tzinfo=UTC)),
    ("Europe/London", datetime(2017, 10, 29, 1, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2017, 4, 1, 15, tzinfo=UTC)),
    ("Pacific/Apia", datetime(2011, 12, 30, 10, tzinfo=UTC)),
]
STEPS = [timedelta(minutes=each) for each in (-1500, -61, -31, -1, 0, 1, 29, 61, 1500)]


@pytest.mark.parametrize(("zone", "turn"), TURNS)
def test_the_days_of_an_interval_near_a_turn(zone: str, turn: datetime) -> None:
    clock = Clock(zone)
    for first, last in itertools.combinations_with_replacement(STEPS, 2):
        days = {calendar_ordinal(wall.date()) for wall in oracle.looks(turn + first, turn + last, zone)}
        when = When(oracle.instant(turn + first), oracle.instant(turn + last))
        assert clock.days(when) == (min(days), max(days)), (zone, first, last)


def test_a_day_that_began_twice_is_not_known_to_have_begun() -> None:
    """In St John's it was Sunday for a minute, then Saturday for an hour again."""
    clock, (zone, turn) = Clock(TURNS[0][0]), TURNS[0]
    saturday, sunday = calendar_ordinal(date(2009, 10, 31)), calendar_ordinal(date(2009, 11, 1))
    minute = oracle.instant(turn) - MINUTE
    assert zone == clock.name
    assert clock.days(When(minute, minute)) == (sunday, sunday)
    assert clock.days(When(minute, minute + MINUTE)) == (saturday, sunday)
    assert clock.days(When(minute, minute + 40 * DAY))[0] == saturday
    assert clock.days(When(minute, math.inf))[0] == saturday
    assert clock.days(When(minute - 40 * DAY, minute + HOUR // 2))[1] == sunday
    assert clock.days(When(-math.inf, minute + HOUR // 2))[1] == sunday


@pytest.mark.parametrize(("zone", "turn"), TURNS)
def test_the_minutes_of_the_days_near_a_turn(zone: str, turn: datetime) -> None:
    clock = Clock(zone)
    for shift in (-1, 0, 1):
        day = turn.date() + timedelta(days=shift)
        minutes = [oracle.instant(each) for each in oracle.minutes_of(day, zone)]
        if minutes:
            assert clock.day(day) == When(minutes[0], minutes[-1] + MINUTE - 1), (zone, day)
        else:
            with pytest.raises(ValueError, match="does not exist"):
                clock.day(day)


@pytest.mark.parametrize(("zone", "turn"), TURNS)
@pytest.mark.parametrize("window", [(1380, 1), (0, 90), (60, 120), (1260, 480)])
@pytest.mark.parametrize("nights", [None, frozenset({5})])
def test_a_window_near_a_turn(
    zone: str, turn: datetime, window: tuple[int, int], nights: frozenset[int] | None
) -> None:
    clock, start, end = Clock(zone), window[0] * MINUTE, window[1] * MINUTE
    for first, last in itertools.combinations_with_replacement(STEPS, 2):
        when = When(oracle.instant(turn + first), oracle.instant(turn + last))
        expected = oracle.in_window(turn + first, turn + last, zone, *window, nights)
        assert clock.in_window(when, start, end, nights) is expected, (zone, first, last)


@pytest.mark.parametrize(("hour", "turn"), [(20, None), (22, datetime(2012, 1, 6, 7, tzinfo=UTC))])
def test_a_turn_is_looked_for_through_eight_days(hour: int, turn: datetime | None) -> None:
    """From Wednesday 28 December 2011 in Samoa, over the Friday that it skipped, to the Friday after."""
    at = datetime(2011, 12, 29, hour - 14, tzinfo=UTC)
    found = Clock("Pacific/Apia").next_turn(oracle.instant(at), 21 * HOUR, 23 * HOUR, frozenset({4}))
    assert found == (None if turn is None else oracle.instant(turn))
    assert oracle.next_turn(at, "Pacific/Apia", 1260, 1380, frozenset({4}), days=8) == turn


@pytest.mark.parametrize(("zone", "ahead"), [("Asia/Manila", False), ("America/Juneau", True)])
def test_a_day_where_clocks_were_more_than_half_a_day_from_greenwich(zone: str, *, ahead: bool) -> None:
    """Until the date line was moved, Manila was sixteen hours behind, and Alaska fifteen ahead."""
    clock, greenwich = Clock(zone), oracle.instant(datetime(1840, 1, 1, tzinfo=UTC))
    day = clock.day(date(1840, 1, 1))
    assert day.latest - day.earliest + 1 == DAY
    assert abs(day.earliest - greenwich) > 15 * HOUR
    assert (day.earliest < greenwich) is ahead

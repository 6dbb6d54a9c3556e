"""What fields hold: numbers, durations, counts, instants known to an interval, and the clock of a zone."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta

import pytest

from wrbc_rules.values import (
    DAY,
    HOUR,
    NEVER,
    NOT_STATED,
    Calendar,
    Clock,
    Count,
    NaiveTimeError,
    People,
    Span,
    UnknownZoneError,
    When,
    about,
    calendar_ordinal,
    in_range,
    instant_of,
    ordinal_date,
    parse_number,
    parse_span,
    span_text,
    to_when,
)

NOON = datetime(2017, 3, 3, 12, tzinfo=UTC)
AT_NOON = instant_of(NOON)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("no", 0),
        ("one", 1),
        ("seven", 7),
        ("twelve", 12),
        ("0", 0),
        ("007", 7),
        ("123456789", 123456789),
        ("1234567890", None),
        ("thirteen", None),
        ("-1", None),
        ("", None),
        ("٣", None),
    ],
)
def test_a_number(text: str, number: int | None) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("7 days", timedelta(days=7)),
        ("one day", timedelta(days=1)),
        ("a week", timedelta(days=7)),
        ("an hour", timedelta(hours=1)),
        ("90 minutes", timedelta(minutes=90)),
        ("minute", timedelta(minutes=1)),
        ("year", Calendar(12)),
        ("two years", Calendar(24)),
        ("3 months", Calendar(3)),
        ("no days", None),
        ("0 days", None),
        ("1234567 days", None),
        ("days 7", None),
        ("7days", None),
        ("7 fortnights", None),
    ],
)
def test_a_duration(text: str, span: Span | None) -> None:
    assert parse_span(text) == span


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (Calendar(12), "1 year"),
        (Calendar(24), "2 years"),
        (Calendar(1), "1 month"),
        (Calendar(18), "18 months"),
        (timedelta(days=7), "7 days"),
        (timedelta(days=1), "1 day"),
        (timedelta(hours=36), "36 hours"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(minutes=90), "90 minutes"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(seconds=90), "90 seconds"),
        (timedelta(seconds=1.5), "1.5 seconds"),
    ],
)
def test_a_duration_in_words(span: Span, text: str) -> None:
    assert span_text(span) == text


WEEK = timedelta(days=7)


@pytest.mark.parametrize(
    ("count", "period", "bounds"),
    [
        (Count(2, 3, WEEK), WEEK, (2, 3)),
        (Count(2, None, WEEK), WEEK, (2, math.inf)),
        (Count(2, 3, WEEK), timedelta(days=8), (2, math.inf)),
        (Count(2, 3, WEEK), timedelta(days=6), (0, 3)),
        (Count(2, 3, WEEK), None, (0, math.inf)),
        (Count(2, 3), WEEK, (0, math.inf)),
    ],
)
def test_a_count_over_another_period(
    count: Count, period: timedelta | None, bounds: tuple[float, float]
) -> None:
    assert count.within(period) == bounds


@pytest.mark.parametrize(("least", "most"), [(-1, None), (3, 2)])
def test_a_count_that_cannot_be(least: int, most: int | None) -> None:
    with pytest.raises(ValueError, match="at_least"):
        Count(least, most)
    assert Count(0, 0) == Count(0, 0, None)


def test_a_whole_list() -> None:
    assert People.of("mia", "noah") == People(("mia", "noah"), complete=True)
    assert not People().complete


# ---- instants


def test_an_instant_needs_an_offset_and_a_year_that_can_be_moved() -> None:
    assert instant_of(datetime(1970, 1, 1, tzinfo=UTC)) == 0
    assert instant_of(datetime(1970, 1, 1, 0, 0, 1, 5, tzinfo=UTC)) == 1_000_005
    with pytest.raises(NaiveTimeError):
        instant_of(datetime(2017, 3, 3))  # noqa: DTZ001 - it is what is wrong
    for year in (1, 9999):
        with pytest.raises(ValueError, match="outside the years 2 to 9998"):
            instant_of(datetime(year, 6, 1, tzinfo=UTC))
    assert instant_of(datetime(2, 1, 1, tzinfo=UTC)) < 0 < instant_of(datetime(9998, 12, 31, tzinfo=UTC))


def test_what_can_be_read_in_any_zone() -> None:
    assert in_range(instant_of(datetime(2, 1, 3, tzinfo=UTC)))
    assert not in_range(instant_of(datetime(2, 1, 3, tzinfo=UTC)) - 1)
    assert in_range(instant_of(datetime(9998, 12, 29, tzinfo=UTC)))
    assert not in_range(instant_of(datetime(9998, 12, 29, tzinfo=UTC)) + 1)


def test_an_interval() -> None:
    assert to_when(None) == NOT_STATED
    assert to_when(NEVER) is NEVER
    assert to_when(NOON) == When(AT_NOON, AT_NOON)
    assert When.between(NOON, NOON + timedelta(hours=1)) == When(AT_NOON, AT_NOON + HOUR)
    assert When.minute(NOON.replace(second=59, microsecond=7)) == When(AT_NOON, AT_NOON + 59_999_999)
    assert When.not_done_by(NOON) == When(AT_NOON + 1, math.inf)
    with pytest.raises(ValueError, match="the earliest instant is after the latest"):
        When(1, 0)
    with pytest.raises(TypeError, match="an aware datetime or a When was expected"):
        to_when("noon")  # type: ignore[arg-type]


def test_what_is_known_of_an_interval() -> None:
    assert NEVER.exact
    assert When(5, 5).exact
    assert not When(5, 6).exact
    assert NEVER.stated
    assert not NOT_STATED.stated


@pytest.mark.parametrize(
    ("as_of", "seen"), [(None, When(5, 9)), (4, When(5, math.inf)), (5, When(5, 9)), (6, When(5, 9))]
)
def test_what_is_seen_of_an_interval(as_of: int | None, seen: When) -> None:
    assert When(5, 9).seen_at(as_of) == seen


# ---- the clock


@pytest.mark.parametrize("name", ["Nowhere/Atall", "", "/etc/localtime", "../UTC"])
def test_a_zone_that_is_not_there(name: str) -> None:
    with pytest.raises(UnknownZoneError, match="no time zone is called"):
        Clock(name)


@pytest.mark.parametrize(
    ("ordinal", "day"),
    [
        (calendar_ordinal(date(2017, 3, 3)), date(2017, 3, 3)),
        (calendar_ordinal(date(2017, 2, 28)) + 3, date(2017, 2, 28)),
        (calendar_ordinal(date(2017, 12, 31)), date(2017, 12, 31)),
        (calendar_ordinal(date(2, 1, 1)), date(2, 1, 1)),
        (calendar_ordinal(date(9998, 12, 31)), date(9998, 12, 31)),
        (2 * 384, None),
        (9999 * 384, None),
        (math.inf, None),
        (-math.inf, None),
    ],
)
def test_the_day_of_a_number(ordinal: float, day: date | None) -> None:
    assert ordinal_date(ordinal) == day


LONDON, APIA = Clock("Europe/London"), Clock("Pacific/Apia")


def test_a_day_on_a_clock() -> None:
    day = LONDON.day(date(2017, 3, 26))  # it has 23 hours
    assert (day.earliest, day.latest - day.earliest + 1) == (
        instant_of(datetime(2017, 3, 26, tzinfo=UTC)),
        23 * HOUR,
    )
    with pytest.raises(ValueError, match="2011-12-30 does not exist in Pacific/Apia"):
        APIA.day(date(2011, 12, 30))
    for wrong in (date(1, 12, 31), date(9999, 1, 1)):
        with pytest.raises(ValueError, match="is outside the years 2 to 9998"):
            LONDON.day(wrong)


def test_a_window_that_never_turns() -> None:
    assert LONDON.next_turn(AT_NOON, 0, 0) is None
    assert LONDON.next_turn(AT_NOON, 21 * HOUR, 8 * HOUR) == AT_NOON + 9 * HOUR


def test_what_is_known_of_the_day() -> None:
    ordinal = calendar_ordinal(date(2017, 3, 3))
    assert LONDON.days(When(AT_NOON, AT_NOON)) == (ordinal, ordinal)
    assert LONDON.days(When(AT_NOON, AT_NOON + DAY)) == (ordinal, ordinal + 1)
    assert LONDON.days(When(AT_NOON, math.inf)) == (ordinal, math.inf)
    assert LONDON.days(When(-math.inf, AT_NOON)) == (-math.inf, ordinal)
    assert LONDON.days(NOT_STATED) == (-math.inf, math.inf)
    assert LONDON.days(NEVER) == (math.inf, math.inf)


def test_a_skipped_time_is_the_change() -> None:
    change = instant_of(datetime(2017, 3, 26, 1, tzinfo=UTC))
    assert LONDON.at(datetime(2017, 3, 26, 1, 30)) == change  # noqa: DTZ001 - wall-clock times
    assert LONDON.at(datetime(2017, 3, 26, 2, 30)) == change + HOUR // 2  # noqa: DTZ001


def test_what_a_field_says_of_itself() -> None:
    whole = about("when", change="later", role="moment", asks="When?", planned="now")
    assert whole == {
        "meaning": "when",
        "change": "later",
        "role": "moment",
        "asks": "When?",
        "planned": "now",
    }
    rest = dict.fromkeys(("change", "role", "asks", "planned"))
    assert about("whether") == {"meaning": "whether", **rest}

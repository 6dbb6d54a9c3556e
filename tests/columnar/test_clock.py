"""The clock in whole numbers says what the library's clock says, round every change of some odd zones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime

import narwhals as nw
import polars as pl
import pytest

from wrbc_rules import When
from wrbc_rules.backends.columnar import ColumnarError
from wrbc_rules.backends.columnar.kleene import column_of, number_of
from wrbc_rules.backends.columnar.scene import Scene
from wrbc_rules.backends.columnar.sheet import Sheet
from wrbc_rules.backends.columnar.terms import bounds
from wrbc_rules.backends.columnar.truths import truth
from wrbc_rules.backends.columnar.zone import Zone, pieces_of
from wrbc_rules.ir import CalendarDay, Instant, Number, Path, Window
from wrbc_rules.values import DAY, HOUR, MINUTE, Clock, instant_of

#: Changes by an hour, by half an hour, at midnight, over the date line, at a minute past midnight; none.
ZONES = (
    "Europe/London",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Pacific/Apia",
    "America/St_Johns",
    "UTC",
)
FIRST, LAST = (instant_of(datetime(year, 1, 1, tzinfo=UTC)) for year in (2009, 2013))
AT = Instant(Path("event", ("at",)))
#: Past midnight, of some nights, inside an hour that clocks repeat or skip, all day but a minute.
WINDOWS = tuple(
    Window(AT, Number(start * MINUTE), Number(end * MINUTE), nights)
    for start, end, nights in (
        (1260, 480, None),
        (1335, 90, frozenset({4, 5})),
        (90, 105, None),
        (60, 120, frozenset(range(7))),
        (1, 0, None),
        (0, 1439, frozenset({6})),
    )
)
LENGTHS = (0, 0, MINUTE - 1, HOUR, 9 * HOUR, DAY, DAY + 1, 2 * DAY, 3 * DAY, 3 * DAY + 1, 16 * DAY, 40 * DAY)


def intervals(clock: Clock) -> Iterator[When]:
    """Intervals that begin, end, or lie across a change or an end of a window."""
    source = random.Random(clock.name)
    changes = [first for first, _, _ in clock.pieces(FIRST, LAST)]
    for change in changes:
        for _ in range(300):
            shift = source.choice((0, -1, 1)) + source.randrange(-300, 300) * 15 * MINUTE // source.choice(
                (1, 9)
            )
            first, length = change + shift, source.choice(LENGTHS)
            yield When(first, first + length)
            yield When(first - length, first)


def worked_out(clock: Clock, whens: list[When], *, exact: bool) -> pl.DataFrame:
    """What columns say of each window and of the day."""
    names = ("e_at",) if exact else ("e_at__earliest", "e_at__latest")
    frame = pl.DataFrame(
        {name: [int(w.earliest if name != names[-1] else w.latest) for w in whens] for name in names}
    )
    sheet = Sheet(frozenset(names))
    zone = Zone(sheet, pieces_of(clock, FIRST - 60 * DAY, LAST + 60 * DAY))
    scene = Scene(sheet=sheet, zone=zone, moment="at")
    columns = [column_of(truth(test, scene)).alias(f"window{n}") for n, test in enumerate(WINDOWS)]
    days = bounds(CalendarDay(AT), scene)
    columns += [number_of(day).alias(name) for name, day in zip(("first", "last"), days, strict=True)]
    made: pl.DataFrame = sheet.laid(nw.from_native(frame.lazy())).select(*columns).to_native().collect()
    return made


@pytest.mark.parametrize("exact", [True, False])
@pytest.mark.parametrize("zone", ZONES)
def test_windows_and_days_are_those_of_the_clock(zone: str, exact: bool) -> None:
    assert clock_difference(zone, exact=exact) is None


def clock_difference(zone: str, *, exact: bool) -> str | None:
    """The first interval of which columns say something else."""
    clock = Clock(zone)
    whens = [When(each.earliest, each.earliest) if exact else each for each in intervals(clock)]
    rows = worked_out(clock, whens, exact=exact).iter_rows()
    for when, (*holds, first, last) in zip(whens, rows, strict=True):
        expected = [
            clock.in_window(when, int(w.start.value), int(w.end.value), w.nights)  # type: ignore[union-attr]
            for w in WINDOWS
        ]
        if (holds, (first, last)) != (expected, clock.days(when)):
            return f"{when}: {holds}, {first} to {last}"
    return None


def test_the_oldest_and_the_newest_day() -> None:
    clock = Clock("UTC")
    sheet = Sheet(frozenset({"e_at"}))
    days = [
        datetime(year, month, day, tzinfo=UTC)
        for year in (2, 4, 100, 400, 1900, 2000, 9998)
        for month, day in ((1, 1), (2, 28), (3, 1), (12, 31))
    ]
    whens = [instant_of(day) for day in days]
    scene = Scene(sheet=sheet, zone=Zone(sheet, ((min(whens), max(whens), 0),)), moment="at")
    column = number_of(bounds(CalendarDay(AT), scene)[0]).alias("day")
    frame = nw.from_native(pl.LazyFrame({"e_at": whens}))
    found = sheet.laid(frame).select(column).to_native().collect()["day"].to_list()
    assert found == [clock.days(When(each, each))[0] for each in whens]


def test_times_over_centuries_are_refused() -> None:
    with pytest.raises(ColumnarError, match="WR304: times run from 2009 to 22"):
        pieces_of(Clock("Europe/London"), FIRST, FIRST + 220 * 366 * DAY)
    with pytest.raises(ColumnarError, match="WR304: a time lies outside"):
        pieces_of(Clock("Europe/London"), -(2**60), FIRST)

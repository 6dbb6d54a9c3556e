"""What the pictures draw: hours and windows, members and stretches."""

from __future__ import annotations

import math
import random
from itertools import pairwise

import pytest

from wrbc_rules.audit.report.hours import CELL, LEFT, hours_picture
from wrbc_rules.audit.report.timeline import LEFT as NAMES
from wrbc_rules.audit.report.timeline import WIDTH, group_picture
from wrbc_rules.audit.result import GroupLine, Hours, Stay, Stretch
from wrbc_rules.findings import Outcome
from wrbc_rules.values import DAY

from .made import CLOCK, START


def tinted(*windows: tuple[int, int]) -> set[int]:
    """The minutes of the day that lie under a tint."""
    picture = hours_picture(Hours(contacts={}, breaches={}, windows=tuple((a, b, "4.7") for a, b in windows)))
    minutes: list[int] = []
    for tint in picture.tints:
        first = round((tint.x - LEFT) / CELL * 60)
        minutes += range(first, first + round(tint.width / CELL * 60))
    assert len(minutes) == len(set(minutes))  # nothing is tinted twice
    return set(minutes)


def inside(minute: int, window: tuple[int, int]) -> bool:
    start, end = window
    return start <= minute < end if start < end else minute >= start or minute < end


@pytest.mark.parametrize("seed", range(30))
def test_a_tint_covers_the_minutes_of_the_windows_also_past_midnight(seed: int) -> None:
    chance = random.Random(seed)
    windows = [(chance.randrange(1440), chance.randrange(1440)) for _ in range(chance.randrange(1, 4))]
    assert tinted(*windows) == {m for m in range(1440) if any(inside(m, w) for w in windows)}


def test_quiet_hours_are_tinted_on_both_sides_of_midnight() -> None:
    assert tinted((1260, 480)) == {*range(1260, 1440), *range(480)}
    assert hours_picture(Hours(contacts={}, breaches={}, windows=((1260, 480, "4.7"),))).windows == (
        "21:00 until 08:00 (4.7)",
    )


def test_every_hour_of_the_week_has_its_cell_and_its_numbers() -> None:
    picture = hours_picture(Hours(contacts={(0, 0): 5, (6, 23): 2}, breaches={(6, 23): 1}))
    cells = [cell for row in picture.rows for cell in row]
    assert len(cells) == len({(cell.x, cell.y) for cell in cells}) == 7 * 24
    assert cells[0].said == "Monday, 00:00 until 01:00: 5 contacts"
    assert cells[-1].said == "Sunday, 23:00 until 24:00: 2 contacts, 1 against the policy"
    assert (cells[0].shade, cells[1].shade, cells[-1].shade) == (3, 0, 2)
    assert (picture.contacts, picture.breaches, picture.busiest) == (7, 1, cells[0])


def group(*stretches: tuple[int, int, Outcome], stays: tuple[Stay, ...] = ()) -> GroupLine:
    made = tuple(
        Stretch(
            start=START + first * DAY,
            end=START + last * DAY,
            members=3,
            adults=1,
            complete=True,
            outcomes={"8.2 s3": outcome},
        )
        for first, last, outcome in stretches
    )
    return GroupLine(group="Friday football", stays=stays, stretches=made)


def test_the_strip_is_red_as_long_as_the_rule_is_broken() -> None:
    picture = group_picture(
        group(
            (0, 1, Outcome.BREACH), (1, 3, Outcome.BREACH), (3, 6, Outcome.COMPLIES), (6, 10, Outcome.PENDING)
        ),
        CLOCK.local,
        (),
    )
    assert [(part.state, part.number) for part in picture.parts] == [
        ("breach", 1),
        ("kept", None),
        ("open", 2),
    ]
    red, kept, open_ = picture.parts
    whole = WIDTH - 10 - NAMES
    assert [red.x, red.width] == pytest.approx([NAMES, whole * 0.3])
    assert open_.x == pytest.approx(kept.x + kept.width)
    assert [line.number for line in picture.lines] == [1, 2]
    assert picture.lines[0].end == "09:00 on Thursday 2 March 2017"
    assert picture.short == "Against the policy during 1 stretch of time."


def test_adults_stand_first_and_open_ends_are_told() -> None:
    stays = (
        Stay(person="Mia", adult=False, start=START, end=START + DAY),
        Stay(person="Priya", adult=True, start=-math.inf, end=math.inf),
        Stay(person="Mia", adult=False, start=START + 2 * DAY, end=math.inf),
    )
    picture = group_picture(group(stays=stays), CLOCK.local, (START, START + 4 * DAY))
    assert [(m.name, m.sort, len(m.bars)) for m in picture.members] == [
        ("Priya", "adult", 1),
        ("Mia", "young", 2),
    ]
    (bar,) = picture.members[0].bars
    assert (bar.before, bar.after) == (True, True)
    assert bar.said == "from a time not known until now"
    assert bar.x + bar.width == WIDTH - 10
    assert not picture.members[1].bars[0].after


def test_a_group_of_which_no_time_is_known_is_drawn_too() -> None:
    stays = (Stay(person="Priya", adult=None, start=-math.inf, end=math.inf),)
    for around in ((), (START,), (START, START)):
        picture = group_picture(group(stays=stays), CLOCK.local, around)
        assert picture.members[0].sort == "unknown"
        assert all(NAMES <= tick.x <= WIDTH for tick in picture.ticks)


def test_a_large_group_is_cut_and_says_so() -> None:
    stays = tuple(Stay(person=f"p{n}", adult=False, start=START, end=math.inf) for n in range(300))
    flips = tuple((n, n + 1, (Outcome.BREACH, Outcome.COMPLIES)[n % 2]) for n in range(1000))
    picture = group_picture(group(*flips, stays=stays), CLOCK.local, ())
    assert (len(picture.members), picture.more_members) == (40, 260)
    assert (len(picture.lines), picture.more_lines) == (25, 475)
    numbers = [part.x + part.width / 2 for part in picture.parts if part.number]
    assert all(after - before >= 18 for before, after in pairwise(numbers))

"""The four bridges against an oracle that looks at every instant, one after another.

Instants are small whole numbers here, from 0 to 12 and from long ago to for ever, so that the oracle can try
them all; it shares no code with the bridges.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wrbc_rules.facts.bridges import Contacts, first_done, hull, in_force, stretches
from wrbc_rules.facts.groups import Turn, members_by, presence
from wrbc_rules.register import KeptRow, MembershipRow, Period
from wrbc_rules.values import HOUR, Bound, When

LAST = 9
WORLDS = settings(deadline=None)
INSTANTS = (-1, *range(LAST + 1), LAST + 1)  # before, during and after all that rows speak of


def bounds(end: float) -> st.SearchStrategy[float]:
    return st.one_of(st.integers(0, LAST), st.just(end))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start, end = draw(bounds(-math.inf)), draw(bounds(math.inf))
    return Period(start, end)  # one that ends before it begins is in force at no time


@st.composite
def moments(draw: st.DrawFn, *, open_ends: bool = True) -> When:
    first, last = draw(st.integers(0, LAST)), draw(st.integers(0, LAST))
    when = When(min(first, last), max(first, last))
    if open_ends and draw(st.integers(0, 9)) == 0:
        return When(-math.inf, when.latest)
    return When(when.earliest, math.inf) if open_ends and draw(st.integers(0, 9)) == 0 else when


@st.composite
def rows(draw: st.DrawFn) -> tuple[MembershipRow, ...]:
    found = draw(st.lists(st.tuples(st.sampled_from("ab"), periods()), max_size=5))
    return tuple(
        MembershipRow(line=number, group="g", person=person, period=period)
        for number, (person, period) in enumerate(found, 2)
    )


def inside(when: When) -> Iterator[int]:
    """Every instant of an interval, as far as anything can change."""
    return (each for each in INSTANTS if when.earliest <= each <= when.latest)


def covering(found: tuple[MembershipRow, ...], instant: int) -> tuple[MembershipRow, ...]:
    return tuple(row for row in found if row.period.start <= instant < row.period.end)


@WORLDS
@given(rows(), moments())
def test_the_rows_in_force_are_those_of_every_instant(found: tuple[MembershipRow, ...], when: When) -> None:
    truth = {covering(found, instant) for instant in inside(when)}
    assert set(in_force(found).over(when)) == truth
    assert {each for (each,) in stretches(when, found)} == truth


@WORLDS
@given(rows(), rows(), moments())
def test_stretches_of_two_tables_are_those_of_every_instant(
    left: tuple[MembershipRow, ...], right: tuple[MembershipRow, ...], when: When
) -> None:
    truth = {(covering(left, instant), covering(right, instant)) for instant in inside(when)}
    assert set(stretches(when, left, right)) == truth


@WORLDS
@given(st.lists(moments(), max_size=4), st.lists(periods(), max_size=2), st.integers(0, LAST))
def test_the_first_of_several_is_the_first_in_every_possible_world(
    done: list[When], kept: list[Period], as_of: int
) -> None:
    """A world takes an instant of each row, and of a table that is not complete perhaps one more."""
    tables = [KeptRow(line=number, of="notices", period=period) for number, period in enumerate(kept)]
    answer = first_done(done, tables, as_of)
    firsts: set[float] = set()
    for world in itertools.product(*(list(inside(when)) for when in done)):
        first = min(world, default=math.inf)
        if not tables:
            firsts |= {each for each in (*INSTANTS, math.inf) if each <= first}
        elif done:
            firsts.add(first)
        else:
            end = max(min(period.end, as_of + 1) for period in kept)
            firsts |= {each for each in (*INSTANTS, math.inf) if each >= end}
    for each in (*INSTANTS, math.inf):
        if each in firsts:
            assert answer.earliest <= each <= answer.latest
    assert min(firsts) == max(answer.earliest, -1)
    assert max(firsts) == answer.latest or answer.latest > LAST


@WORLDS
@given(st.lists(moments(), min_size=1, max_size=4))
def test_a_hull_holds_them_all_and_no_more(found: list[When]) -> None:
    whole = hull(found)
    assert all(whole.earliest <= each.earliest and each.latest <= whole.latest for each in found)
    assert whole.earliest in {each.earliest for each in found}
    assert whole.latest in {each.latest for each in found}


# ---- counts


def counts_of_worlds(others: list[When], own: When, span: float) -> set[int]:
    """How many contacts lie in the period that ends with this one, in every possible world."""
    found = set()
    for at in inside(own):
        for world in itertools.product(*(list(inside(each)) for each in others)):
            found.add(1 + sum(at - span < each <= at for each in world))
    return found


@WORLDS
@given(st.lists(moments(open_ends=False), max_size=4), moments(open_ends=False), st.integers(1, LAST))
def test_a_count_is_bounded_by_every_possible_world(others: list[When], own: When, hours: int) -> None:
    stretched = [When(each.earliest * HOUR, each.latest * HOUR) for each in (own, *others)]
    contacts = Contacts()
    for when in stretched:
        contacts.add(["mia"], when)
    counted = contacts.count("mia", stretched[0], timedelta(hours=hours), complete=True)
    truth = counts_of_worlds(others, own, hours)
    assert counted.at_least <= min(truth)
    assert counted.at_most is not None
    assert counted.at_most >= max(truth)
    if all(when.exact for when in (own, *others)):
        assert {counted.at_least} == truth == {counted.at_most}
    assert contacts.count("mia", stretched[0], timedelta(hours=hours), complete=False).at_most is None


@WORLDS
@given(st.lists(st.integers(0, 600), min_size=1, max_size=12), st.integers(61, 600))
def test_a_count_of_minute_stamps_is_exact(minutes: list[int], span: int) -> None:
    """Every contact lies in a minute of its own or of another; the period is over an hour."""
    contacts = Contacts()
    stamps = [When(each * 60_000_000, each * 60_000_000 + 59_999_999) for each in minutes]
    for when in stamps:
        contacts.add(["mia"], when)
    counted = contacts.count("mia", stamps[0], timedelta(minutes=span), complete=True)
    own, others = minutes[0], minutes[1:]
    assert counted.at_least == 1 + sum(own - span < each < own for each in others)
    assert counted.at_most == 1 + sum(own - span <= each <= own for each in others)


# ---- members


@st.composite
def turns(draw: st.DrawFn) -> tuple[Turn, ...]:
    found = draw(st.lists(st.tuples(moments(open_ends=False), st.booleans()), max_size=4))
    return tuple(Turn(when, rank, "mia", inside) for rank, (when, inside) in enumerate(found))


def there(found: tuple[Turn, ...], at: int) -> bool | None:
    """Whether she is in at an instant, by trying every order in which the turns can have come."""
    answers = set()
    for world in itertools.product(*(list(inside(turn.when)) for turn in found)):
        placed = list(zip(world, found, strict=True))
        if any(
            left.when == right.when and left.rank < right.rank and early > late
            for (early, left), (late, right) in itertools.permutations(placed, 2)
        ):
            continue  # lines of one stamp stand in their order
        past = [(instant, turn.rank, turn.inside) for instant, turn in placed if instant <= at]
        answers.add(max(past)[2] if past else False)
    return answers.pop() if len(answers) == 1 else None


@WORLDS
@given(turns())
def test_who_is_in_a_group_is_so_in_every_possible_order(found: tuple[Turn, ...]) -> None:
    steps = presence(found)
    for instant in INSTANTS:
        at = When(instant, instant)
        assert steps.over(at) == (there(found, instant),), instant


@settings(deadline=None, max_examples=25)
@given(turns(), turns())
def test_a_group_is_its_members(left: tuple[Turn, ...], right: tuple[Turn, ...]) -> None:
    others = tuple(Turn(turn.when, turn.rank, "ali", turn.inside) for turn in right)
    steps = members_by((*left, *others))
    for instant in INSTANTS:
        (members,) = steps.over(When(instant, instant))
        known = {"mia": there(left, instant), "ali": there(right, instant)}
        assert set(members.people) == {name for name, in_it in known.items() if in_it}
        assert members.complete == (None not in known.values())


@pytest.mark.parametrize("bound", [-math.inf, 3])
def test_an_interval_from_long_ago_meets_the_first_stretch(bound: Bound) -> None:
    row = MembershipRow(line=2, group="g", person="mia", period=Period(5, math.inf))
    assert in_force([row]).over(When(bound, math.inf)) == ((), (row,))

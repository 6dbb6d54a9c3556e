"""What is said of settings, and of the values and choices that stand in their places."""

from __future__ import annotations

import pytest

from wrbc_rules import PolicyError

from .asking import HEAD, UNWISE, policy
from .telling import advice, told

SETTINGS = """\
setting "the span" is a duration, 2 days
setting "the limit" is a number, 3
setting "the hour" is a time, 21:00
setting "the day" is a date, 2017-03-03
setting "the town" is a place, "Leeds"
setting "the reading" is a choice of "as weekdays" or "as weekends" or "as holidays", not set
"""
A = {
    "the span": "a duration",
    "the limit": "a number",
    "the hour": "a time",
    "the day": "a date",
    "the town": "a place",
    "the reading": "a choice",
}
#: A test that takes a setting of each sort.
TAKES = {
    "the span": 'backed-up-at is within "{}" after at',
    "the limit": 'over "{}" recipients where at-risk',
    "the hour": 'at is from "{}" until 08:00',
    "the day": 'at is before "{}"',
    "the town": 'purpose is "{}"',
    "the reading": '"{}" is "as weekdays"',
}


@pytest.mark.parametrize("wanted", TAKES)
@pytest.mark.parametrize("given", A)
def test_a_setting_where_another_sort_belongs(given: str, wanted: str) -> None:
    found = told(UNWISE.format(tests=TAKES[wanted].format(given)) + SETTINGS)
    if given == wanted:
        assert found == []
        return
    [letter] = found
    message = f"the setting `{given}` is {A[given]}, not {A[wanted]}"
    assert (letter.code, letter.marked.strip('"'), letter.message) == ("WR126", given, message)
    assert letter.help == f'{A[wanted]} is set by `"{wanted}"`'


@pytest.mark.parametrize(
    ("wanted", "given", "write"),
    [
        ("the span", "the limit", "write a duration like 7 days"),
        ("the limit", "the hour", "write a whole number"),
        ("the hour", "the limit", "write a time with 24 hours and two digits, like 21:00"),
        ("the day", "the limit", "write a day of the calendar, like 2017-03-03"),
        ("the town", "the limit", 'write words in quotes, `"..."`'),
        ("the reading", "the limit", 'write words in quotes, `"..."`'),
    ],
)
def test_where_no_setting_is_of_the_sort_it_is_written(wanted: str, given: str, write: str) -> None:
    [line] = [each for each in SETTINGS.splitlines() if f'"{given}"' in each]
    assert advice(f"{UNWISE.format(tests=TAKES[wanted].format(given))}{line}\n") == write


@pytest.mark.parametrize(
    ("declared", "message", "remedy"),
    [
        ("a place, leeds", "`leeds` is not a place", 'write `"leeds"`, in quotes'),
        ("a place, 21:00", "`21:00` is not a place", 'write `"21:00"`, in quotes'),
        ("a number, soon", "`soon` is not a number", "write a whole number"),
        # of two that are near the nearest, wherever it stands
        (
            'a choice of "as weekends" or "as weekdays", "as weekday"',
            "`as weekday` is not one of the choices",
            'write `"as weekdays"`, in quotes',
        ),
        (
            'a choice of "as weekdays" or "as weekends", "as weekday"',
            "`as weekday` is not one of the choices",
            'write `"as weekdays"`, in quotes',
        ),
        (
            'a choice of "strict" or "plain", "loose"',
            "`loose` is not one of the choices",
            'write one of `"strict"`, `"plain"`',
        ),
    ],
)
def test_a_value_that_a_setting_cannot_hold(declared: str, message: str, remedy: str) -> None:
    [letter] = told(f'{UNWISE.format(tests="doubts")}setting "it" is {declared}\n')
    assert letter[2:] == (message, remedy)


CHOICES = 'choices are `"as weekdays"`, `"as weekends"`, `"as holidays"`'


@pytest.mark.parametrize(
    ("choice", "remedy"),
    [
        ("as weekday", f'did you mean `"as weekdays"`? The {CHOICES}'),
        ("as weekend", f'did you mean `"as weekends"`? The {CHOICES}'),
        ("strict", f"the {CHOICES}"),
    ],
)
def test_a_choice_that_a_setting_does_not_have(choice: str, remedy: str) -> None:
    assert advice(UNWISE.format(tests=f'"the reading" is "{choice}"') + SETTINGS) == remedy


WINDOW = UNWISE.format(tests='at is from "the hour" until {}')


@pytest.mark.parametrize(
    ("end", "marked"), [("21:00", "21:00"), ('"the hour"', '"the hour"'), ("08:00", None)]
)
def test_a_setting_may_make_a_window_end_where_it_begins(end: str, marked: str | None) -> None:
    found = told(WINDOW.format(end) + SETTINGS)
    assert [(each.code, each.marked) for each in found] == ([] if marked is None else [("WR114", marked)])


def test_a_window_is_not_made_to_end_where_it_begins_from_outside() -> None:
    made = policy(WINDOW.format("08:00") + SETTINGS)
    assert made.with_settings({"the hour": "09:00"}).typed.rules
    with pytest.raises(PolicyError, match="the window ends at the time at which it begins"):
        made.with_settings({"the hour": "08:00"})


@pytest.mark.parametrize("line", ["in force from 2016-01-01", "review due by 2017-01-01", "time zone UTC"])
def test_a_line_of_the_head_that_stands_twice(line: str) -> None:
    name = line.rpartition(" ")[0]
    others = [each for each in HEAD.splitlines() if each.strip() and not each.strip().startswith(name)]
    head = "\n".join([*others, f"  {line}", f"  {line}", "", ""])
    [letter] = told(UNWISE.format(tests="doubts"), head)
    assert (letter.code, letter.message) == ("WR143", f"`{name}` is said twice")


@pytest.mark.parametrize(("name", "meant"), [("the dayy", "the day"), ("the daysx", "the days")])
def test_the_nearest_setting_of_the_sort(name: str, meant: str) -> None:
    days = 'setting "the days" is a date, not set\n'
    rules = UNWISE.format(tests=f'at is before "{name}"') + SETTINGS + days
    assert advice(rules) == f'did you mean `"{meant}"`?'


def test_the_blanks_that_there_are_in_the_order_of_the_alphabet() -> None:
    blanks = ("{some}", "{a time}", "{a date}", "{people}", "{a number}")
    fact = f'fact "it is {" or ".join(blanks)}" means at is before {{a day}}\n'
    assert advice(UNWISE.format(tests="doubts") + fact) == (
        "the words have `{a date}`, `{a number}`, `{a time}`, `{people}`, `{some}`"
    )


def test_the_first_of_two_times_is_marked_where_there_should_be_none() -> None:
    rules = UNWISE.format(tests="doubts").replace(
        "send a message\n", "send a message\n    before they dance\n    within 2 days after they dance\n"
    )
    found = told(f'{rules}act "dance" means a message\n')
    assert [(each.marked, each.message) for each in found if each.code == "WR106"] == [
        ("before they dance", "`before` belongs to a duty")
    ]

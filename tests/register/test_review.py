"""Uses, endings and reviews as they were known at a day, and the calendar of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.register.sheets import CLOCK, SAMPLE
from wrbc_rules.api import load_policy
from wrbc_rules.audit.calendar import calendar
from wrbc_rules.audit.due import NextReview, next_reviews
from wrbc_rules.policies import Policy
from wrbc_rules.register import Register, endings, read_register, uses

ROLES = """\
person,role,from
helen,designated_safeguarding_officer,2016-07-01
omar,safeguarding_trustee,2016-07-01
"""

NOTICES = "staff,about,given,from\nsam,mia,2017-01-01,\npriya,mia,2017-01-01,2017-01-02\n"


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy()


@pytest.fixture(scope="module")
def sample() -> Register:
    return read_register(SAMPLE, CLOCK)[0]


def at(day: str) -> float:
    return CLOCK.day(date.fromisoformat(day)).latest


def test_a_use_goes_on_until_the_end_of_its_last_day(sample: Register) -> None:
    def state(day: str) -> str:
        return next(each.state for each in uses(sample, at(day)) if each.staff == "sam")

    days = ["2017-02-01", "2017-02-02", "2017-02-03", "2017-07-31", "2017-08-01"]
    assert [state(day) for day in days] == ["not begun", "not begun", "ongoing", "ongoing", "finished"]


def test_nothing_is_known_before_it_was_told_or_recorded(sample: Register) -> None:
    assert [each.staff for each in uses(sample, at("2017-01-03"))] == []
    known = uses(sample, at("2017-01-04"))
    assert [(each.staff, each.recorded.stated) for each in known] == [("lee", False), ("priya", False)]
    assert all(each.recorded.stated for each in uses(sample, at("2017-01-05")))


def test_an_incomplete_notice_says_what_it_lacks(tmp_path: Path) -> None:
    (tmp_path / "notices.csv").write_text(
        "staff,about,given,from\nsam,mia,2017-01-01,\npriya,mia,2017-01-01,2017-01-02\n"
    )
    register, _ = read_register(tmp_path, CLOCK)
    assert [each.lacks for each in uses(register, at("2017-02-01"))] == [("nature", "start"), ("nature",)]


def test_what_ends_is_told_in_time_and_only_then(sample: Register) -> None:
    def ends(day: str, until: str) -> list[str]:
        return [f"{each.what} {each.place}" for each in endings(sample, at(day), at(until))]

    assert ends("2017-12-01", "2017-12-30") == []
    assert ends("2017-11-30", "2017-12-30") == ["account accounts.csv, line 6"]
    assert ends("2017-11-01", "2017-11-30") == ["account accounts.csv, line 6"]
    assert ends("2017-11-01", "2017-11-29") == []
    assert ends("2017-12-01", "2017-12-31") == [
        "account accounts.csv, line 3",
        "agreement agreements.csv, line 3",
    ]


def test_what_is_continued_does_not_end(tmp_path: Path) -> None:
    rows = "person,kind,agreed,from,to\npriya,text,yes,,2017-03-31\npriya,text,yes,2017-04-01,\n"
    (tmp_path / "accounts.csv").write_text(rows)
    register, _ = read_register(tmp_path, CLOCK)
    assert endings(register, at("2017-03-01"), at("2017-12-31")) == ()


def review(policy: Policy, folder: Path, rows: str, day: str) -> dict[str, NextReview]:
    (folder / "roles.csv").write_text(ROLES)
    (folder / "reviews.csv").write_text(f"subject,reviewed,participants,all_listed\n{rows}")
    register, _ = read_register(folder, CLOCK)
    as_of = datetime.fromisoformat(f"{day}T12:00:00+00:00")
    return {each.subject: each for each in next_reviews(policy, register, as_of)}


def test_the_first_year_begins_with_the_policy(policy: Policy, tmp_path: Path) -> None:
    found = review(policy, tmp_path, "", "2017-07-01")
    assert [(each.rule, each.by and each.by.date(), each.overdue) for each in found.values()] == [
        ("3.3 s2", date(2017, 7, 1), False),
        ("9.3", date(2017, 7, 1), False),
        ("3.3 s1(b)", None, False),
    ]
    assert review(policy, tmp_path, "", "2017-07-02")["records"].overdue
    assert found["practice"].ask == "WRBC"


@pytest.mark.parametrize(
    ("row", "due", "doubts"),
    [
        ("records,2017-02-28,helen; omar,yes", date(2018, 2, 28), []),
        ("records,2017-02-28,helen,yes", date(2017, 7, 1), ["breach"]),
        ("records,2017-02-28,omar,yes", date(2017, 7, 1), ["breach"]),
        ("records,2017-02-28,omar,no", date(2017, 7, 1), ["undetermined"]),
        ("policy,2017-02-28,helen; omar,yes", date(2017, 7, 1), []),
        ("records,2017-09-01,helen; omar,yes", date(2017, 7, 1), []),
    ],
)
def test_the_policy_says_which_review_counts(
    policy: Policy, tmp_path: Path, row: str, due: date, doubts: list[str]
) -> None:
    found = review(policy, tmp_path, f"{row}\n", "2017-03-01")["records"]
    assert found.by is not None
    assert found.by.date() == due
    assert [outcome.value for _, outcome in found.doubtful] == doubts


def test_the_calendar_is_one_and_names_nobody_unasked(policy: Policy, sample: Register) -> None:
    as_of = CLOCK.local(at("2017-06-01"))
    reviews = next_reviews(policy, sample, as_of)
    ends = endings(sample, at("2017-06-01"), at("2017-12-31"))
    made = calendar(CLOCK, reviews, ends, as_of, names=False)
    assert made == calendar(CLOCK, reviews, ends, as_of, names=False)
    assert b"mia" not in made
    assert b"mia" in calendar(CLOCK, reviews, ends, as_of, names=True)
    found = Calendar.from_ical(made).walk("VEVENT")
    days = {str(each["summary"]): each.decoded("dtstart") for each in found}
    assert days["Last day on which sam may give their number to one person"] == date(2017, 7, 31)
    assert days["Last day for the review of the policy (3.3 s2)"] == date(2017, 7, 1)
    assert all(each.decoded("dtend") - each.decoded("dtstart") == timedelta(days=1) for each in found)
    assert made.count(b"DTSTAMP:20170601T225959Z") == 6  # in UTC, an hour before midnight by the clock
    assert len({str(each["uid"]) for each in found}) == len(found) == 6

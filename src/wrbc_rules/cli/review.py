"""`wrbc-rules register review`: who uses social media with whom, and what is to be reviewed or renewed."""

from __future__ import annotations

import csv
import json
import math
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import click

from wrbc_rules.cli.faults import paper_of
from wrbc_rules.cli.options import counted, fail
from wrbc_rules.cli.table import table
from wrbc_rules.diagnostics import quoted
from wrbc_rules.values import Bound, Clock, When, moment_of

if TYPE_CHECKING:
    from wrbc_rules.audit.due import NextReview
    from wrbc_rules.diagnostics.paper import Paper
    from wrbc_rules.policies import Policy
    from wrbc_rules.register import Ending, Register, Use

#: What a spreadsheet takes for a formula at the beginning of a cell; an apostrophe is put before it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@attrs.frozen
class Review:
    """What is to be looked at, as known at the end of a day."""

    clock: Clock
    day: date
    uses: tuple[Use, ...]
    reviews: tuple[NextReview, ...]
    endings: tuple[Ending, ...]
    within: int

    @property
    def as_of(self) -> datetime:
        """The last moment of the day."""
        return self.clock.local(self.clock.day(self.day).latest)

    @property
    def wanting(self) -> bool:
        """Whether something is overdue, incomplete or not recorded."""
        overdue = any(each.overdue for each in self.reviews)
        return overdue or any(each.lacks or not each.recorded.stated for each in self.uses)


def review_of(policy: Policy, register: Register, day: date, within: int) -> Review:
    """What is to be looked at on a day, and what ends within so many days after it."""
    from wrbc_rules.audit.due import next_reviews
    from wrbc_rules.register import endings, uses

    clock = policy.typed.clock
    end, until = clock.day(day).latest, _end_of(day, within, clock)
    reviews = next_reviews(policy, register, moment_of(end))
    return Review(clock, day, uses(register, end), reviews, endings(register, end, until), within)


def _end_of(day: date, within: int, clock: Clock) -> Bound:
    """The end of the day so many days later; none beyond the calendar."""
    try:
        return clock.day(day + timedelta(days=within)).latest
    except (ValueError, OverflowError):
        return math.inf


def day_of(text: str | None, clock: Clock) -> date:
    """The date of `--as-of`; today by the clock of the policy where there is none."""
    if text is None:
        return datetime.now(moment_of(0).tzinfo).astimezone(clock.local(0).tzinfo).date()
    try:
        day = date.fromisoformat(text)
        clock.day(day)
    except ValueError:
        fail(f"--as-of: {quoted(text)} is no date; write one like 2017-03-31")
    return day


def as_text(review: Review) -> Iterator[str]:
    """The answers as lines for a person."""
    paper = paper_of()
    yield f"As known at the end of {review.day.isoformat()}, by the clock of {review.clock.name}."
    yield from _uses(paper, review)
    yield from _reviews(paper, review)
    yield from _endings(paper, review)


def _uses(paper: Paper, review: Review) -> Iterator[str]:
    """The uses by their state, each with what its record says."""
    for state in ("ongoing", "not begun", "finished"):
        found = [each for each in review.uses if each.state == state]
        if not found:
            continue
        yield ""
        yield paper.paint("title", f"Use of social media, {state}: {counted(len(found), 'notice')}")
        heading = ("who", "with whom", "medium", "from", "to", "told", "recorded")
        yield from table(paper, heading, [_use_cells(each, review.clock) for each in found])
    if not review.uses:
        yield ""
        yield "No notice of using social media stands in the register."


def _use_cells(use: Use, clock: Clock) -> tuple[str, ...]:
    return (
        use.staff,
        use.about,
        use.medium,
        _day(use.start, clock) or "not said",
        _day(use.end - 1, clock) or "goes on",
        _when(use.given, clock),
        _when(use.recorded, clock) or "NO RECORD",
        f"NOT COMPLETE, without {' and '.join(use.lacks)} ({use.place})" if use.lacks else use.nature or "",
    )


def _reviews(paper: Paper, review: Review) -> Iterator[str]:
    rows = [_review_cells(each, review.clock) for each in review.reviews]
    if rows:
        yield ""
        yield paper.paint("title", "Reviews")
        yield from table(paper, ("of the", "rule", "last", "next, at the latest"), rows)


def _review_cells(each: NextReview, clock: Clock) -> tuple[str, ...]:
    last = _when(each.last, clock) if each.place else f"none; in force from {_when(each.last, clock)}"
    if each.by is None:
        due = f"not set: {each.ask or 'the policy'} is to say how often"
    else:
        due = f"{'OVERDUE since ' * each.overdue}{each.by.date().isoformat()}"
    doubts = [f"{place}: {_WORDS.get(outcome.value, 'it may not count')}" for place, outcome in each.doubtful]
    return each.subject, each.rule, last, due, "; ".join(doubts)


_WORDS = {
    "breach": "it does not count, by those who took part",
    "undetermined": "it is not known whether it counts",
}


def _endings(paper: Paper, review: Review) -> Iterator[str]:
    yield ""
    days = counted(review.within, "day")
    if not review.endings:
        yield f"Nothing that was agreed ends within {days}."
        return
    yield paper.paint("title", f"Agreed, and ends within {days}")
    heading = ("last day", "what", "whose", "where it stands")
    yield from table(paper, heading, [_ending_cells(each, review.clock) for each in review.endings])


def _ending_cells(each: Ending, clock: Clock) -> tuple[str, ...]:
    what = (
        f"account ({each.medium})"
        if each.what == "account"
        else f"number, given to {each.about or 'anybody'}"
    )
    return _day(each.end - 1, clock), what, each.staff, each.place


def _day(instant: Bound, clock: Clock) -> str:
    """The local date of an instant; nothing for an open end."""
    return "" if math.isinf(instant) else clock.local(instant).date().isoformat()


def _when(when: When, clock: Clock) -> str:
    """The date of an instant, or the dates between which it lies; nothing where it is not stated."""
    first, last = _day(when.earliest, clock), _day(when.latest, clock)
    return first if first == last else f"{first} to {last}"


def as_json(review: Review) -> dict[str, Any]:
    """The answers as JSON."""
    return {
        "as_of": review.as_of.isoformat(),
        "zone": review.clock.name,
        "uses": [_plain(attrs.asdict(each, recurse=False), review.clock) for each in review.uses],
        "reviews": [_plain(attrs.asdict(each, recurse=False), review.clock) for each in review.reviews],
        "endings": [_plain(attrs.asdict(each, recurse=False), review.clock) for each in review.endings],
    }


def _plain(fields: dict[str, Any], clock: Clock) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in fields.items():
        if name in ("start", "end"):
            made[name] = None if math.isinf(value) else clock.local(value).isoformat()
        elif isinstance(value, When):
            ends = (value.earliest, value.latest)
            made[name] = [None if math.isinf(each) else clock.local(each).isoformat() for each in ends]
        elif isinstance(value, datetime):
            made[name] = value.isoformat()
        elif name == "doubtful":
            made[name] = [{"place": place, "outcome": outcome.value} for place, outcome in value]
        else:
            made[name] = value
    return made


def write_csv(review: Review) -> None:
    """The records of use as CSV; what a spreadsheet would take for a formula stands behind an apostrophe."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    names = (
        "who",
        "with",
        "medium",
        "nature",
        "from",
        "to",
        "state",
        "told",
        "recorded",
        "complete",
        "place",
    )
    writer.writerow(names)
    for each in review.uses:
        days = (_day(each.start, review.clock), _day(each.end - 1, review.clock))
        times = (_when(each.given, review.clock), _when(each.recorded, review.clock))
        complete = "no" if each.lacks else "yes"
        cells = (each.staff, each.about, each.medium, each.nature or "", *days, each.state, *times, complete)
        writer.writerow([*map(_unformed, cells), each.place])


def _unformed(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def write_calendar(review: Review, file: Path, *, names: bool) -> None:
    """Write the calendar, whole or not at all; stops if it cannot be made."""
    from wrbc_rules.register import write_whole

    try:
        from wrbc_rules.audit.calendar import calendar

        data = calendar(review.clock, review.reviews, review.endings, review.as_of, names=names)
    except ImportError:
        fail("--ics needs the library icalendar: pip install 'wrbc-rules[audit]'")
    try:
        write_whole(file, data)
    except OSError as error:
        fail(f"cannot write {file}: {error.strerror}")


def shown_review(review: Review, form: str) -> None:
    """Print the answers in a format."""
    if form == "json":
        click.echo(json.dumps(as_json(review), indent=2, ensure_ascii=False))
    elif form == "csv":
        write_csv(review)
    else:
        click.echo("\n".join(as_text(review)))

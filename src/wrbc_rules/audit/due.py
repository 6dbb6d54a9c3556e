"""When the policy, the records and the practice are to be reviewed next.

The policy itself is asked: it decides each review of the register, and the time since the last one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import attrs

from wrbc_rules.events import Person, ReviewPeriod
from wrbc_rules.findings import Finding, Outcome
from wrbc_rules.policies import Policy
from wrbc_rules.register import Register, ReviewRow, RoleRow
from wrbc_rules.values import Bound, People, When, instant_of, moment_of

SUBJECTS = ("policy", "records", "practice")
_COUNTS = (Outcome.COMPLIES, Outcome.CLEAR)


@attrs.frozen(kw_only=True)
class NextReview:
    """What one rule says of the next review of something.

    `last` is the review (or the first day of the policy) from which it counts, `place` the row that says so;
    `by` is the end of the time for the next, None where the policy does not set it (`ask` says who can).
    `doubtful` are later rows of which the policy does not say that they count, each with the outcome.
    """

    subject: str
    rule: str
    title: str
    last: When
    place: str | None
    by: datetime | None
    overdue: bool
    ask: str | None
    doubtful: tuple[tuple[str, Outcome], ...] = ()


def next_reviews(policy: Policy, register: Register, as_of: datetime) -> tuple[NextReview, ...]:
    """For each rule on reviews, when the next is due, as known at a moment (aware)."""
    seen = _reviews_by(register, instant_of(as_of))
    return tuple(each for subject in SUBJECTS for each in _next(policy, register, seen, subject, as_of))


def _next(
    policy: Policy, register: Register, rows: Iterable[ReviewRow], subject: str, as_of: datetime
) -> Iterator[NextReview]:
    outcomes = {row: _outcomes(policy, register, row) for row in rows if row.subject == subject}
    for finding in _waiting(policy, subject, policy.typed.starts):
        counted = [row for row, each in outcomes.items() if each.get(finding.rule) in _COUNTS]
        last = counted[-1] if counted else None
        since = policy.typed.starts if last is None else last.reviewed
        doubtful = [row for row in outcomes if row not in counted and row.reviewed.earliest > since.earliest]
        now = next(each for each in _waiting(policy, subject, since) if each.rule == finding.rule)
        by = next((due.by for due in now.due if due.by is not None), None)
        yield NextReview(
            subject=subject,
            rule=finding.rule,
            title=finding.title,
            last=since,
            place=None if last is None else last.place,
            by=by,
            overdue=by is not None and by < as_of,
            ask=next((each.who for each in now.ask), None),
            doubtful=tuple((row.place, outcomes[row][finding.rule]) for row in doubtful),
        )


def _reviews_by(register: Register, instant: Bound) -> tuple[ReviewRow, ...]:
    """The reviews made by an instant, in their order."""
    made = (row for row in register.table(ReviewRow) if row.reviewed.earliest <= instant)
    return tuple(sorted(made, key=lambda row: (row.reviewed.earliest, row.line)))


def _outcomes(policy: Policy, register: Register, row: ReviewRow) -> dict[str, Outcome]:
    """What each rule says of a review, had it been made in the moment in which its time began."""
    event = ReviewPeriod(
        id=row.place,
        at=When(row.reviewed.earliest, row.reviewed.earliest),
        subject=row.subject,
        reviewed_at=When(row.reviewed.earliest, row.reviewed.earliest),
        participants=People(
            (_person(register, name, row.reviewed) for name in row.participants),
            complete=bool(row.all_listed),
        ),
    )
    return {each.rule: each.outcome for each in policy.decide(event).findings}


def _person(register: Register, name: str, when: When) -> Person:
    """Somebody with the roles that they held all the while."""
    held = {
        row.role
        for row in register.table(RoleRow)
        if row.person == name and row.period.covers(when.earliest) and row.period.covers(when.latest)
    }
    return Person(id=name, roles=frozenset(held))


def _waiting(policy: Policy, subject: str, since: When) -> list[Finding]:
    """What the rules on reviews say at the end of the day of the last one, when the next is still to come."""
    end = moment_of(since.latest)
    event = ReviewPeriod(id=subject, at=since, subject=subject, reviewed_at=When.not_done_by(end))  # type: ignore[arg-type] # one of SUBJECTS
    quiet = (Outcome.NOT_COVERED, Outcome.STANDS)
    return [each for each in policy.decide(event, end).findings if each.outcome not in quiet]

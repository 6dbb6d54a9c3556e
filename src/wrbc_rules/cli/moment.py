"""The moment of `--as-of`."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import click

from wrbc_rules.cli.options import fail
from wrbc_rules.diagnostics import quoted
from wrbc_rules.findings.texts import moment_words
from wrbc_rules.values import Clock, instant_of

_EXAMPLE = "write one like 2017-03-03T21:00:00+00:00, now or none"


def seen_at(text: str, clock: Clock) -> datetime | None:
    """The moment of `--as-of`, said on the other stream as the policy's clock shows it."""
    if text == "none":
        return None
    moment = datetime.now(UTC).replace(microsecond=0) if text == "now" else _written(text, clock)
    try:
        local = clock.local(instant_of(moment))
    except (OverflowError, ValueError):
        fail(f"--as-of: {quoted(text)} is at the very end of the calendar; {_EXAMPLE}")
    click.echo(f"seen at {moment_words(local)} ({clock.name})", err=True)
    return moment


def _written(text: str, clock: Clock) -> datetime:
    """A date-time with its offset; for one without, the advice has the offset of the policy's clock."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        fail(f"--as-of: {quoted(text)} is no moment; {_EXAMPLE}")
    if moment.utcoffset() is None:
        lacks = "offset"
        if _is_date(text):
            lacks, moment = "time of day", moment.replace(hour=23, minute=59, second=59)
        meant = moment.replace(tzinfo=ZoneInfo(clock.name)).isoformat()
        fail(f"--as-of: {quoted(text)} has no {lacks}; write {meant}, as the clock of {clock.name} has it")
    return moment


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True

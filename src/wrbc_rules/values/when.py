"""Instants known to an interval of whole microseconds since 1970-01-01T00:00Z."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

import attrs

#: One end of an interval: a whole number of microseconds, or an infinity. Finite bounds are always `int`.
Bound: TypeAlias = float

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
#: Instants outside these years cannot be moved between zones safely by `datetime`.
YEARS = range(2, 9999)


class NaiveTimeError(ValueError):
    """A date-time without an offset from UTC was given where an instant is needed."""


def instant_of(moment: datetime) -> int:
    """Microseconds since the epoch of an aware date-time.

    Raises `NaiveTimeError` if it has no offset, `ValueError` outside the years 2 to 9998.
    """
    if moment.utcoffset() is None:
        raise NaiveTimeError(f"{moment.isoformat()} has no offset from UTC")
    if moment.year not in YEARS:
        raise ValueError(f"{moment.isoformat()} is outside the years 2 to 9998")
    return (moment.astimezone(UTC) - _EPOCH) // _MICROSECOND


@attrs.frozen
class When:
    """An instant known to lie between two others, both included.

    An exact instant is a point; *never* is infinity; *not stated* is everything.
    """

    earliest: Bound
    latest: Bound

    def __attrs_post_init__(self) -> None:
        if self.earliest > self.latest:
            raise ValueError("the earliest instant is after the latest")

    @classmethod
    def of(cls, value: When | datetime | None) -> When:
        """An interval from an interval, an aware date-time (exact) or None (not stated)."""
        if value is None:
            return NOT_STATED
        if isinstance(value, When):
            return value
        if not isinstance(value, datetime):
            raise TypeError(f"an aware datetime or a When was expected, not {value!r}")
        instant = instant_of(value)
        return cls(instant, instant)

    @classmethod
    def between(cls, first: datetime, last: datetime) -> When:
        """Some instant from `first` to `last`, both included."""
        return cls(instant_of(first), instant_of(last))

    @classmethod
    def minute(cls, stamp: datetime) -> When:
        """Some instant of the minute that begins at `stamp`."""
        start = instant_of(stamp.replace(second=0, microsecond=0))
        return cls(start, start + 60_000_000 - 1)

    @classmethod
    def not_done_by(cls, moment: datetime) -> When:
        """Later than `moment`, or never."""
        return cls(instant_of(moment) + 1, math.inf)

    @property
    def exact(self) -> bool:
        """Whether nothing about it is unknown (an instant, or never)."""
        return self.earliest == self.latest

    @property
    def stated(self) -> bool:
        """Whether anything at all is known of it."""
        return self != NOT_STATED

    def seen_at(self, as_of: Bound | None) -> When:
        """The interval as known at `as_of`: what lies wholly later is only "not done by then"."""
        if as_of is None or self.earliest <= as_of:
            return self
        return When(as_of + 1, math.inf)


_FIRST = instant_of(datetime(YEARS.start, 1, 3, tzinfo=UTC))
_LAST = instant_of(datetime(YEARS.stop - 1, 12, 29, tzinfo=UTC))
NOT_STATED = When(-math.inf, math.inf)
NEVER = When(math.inf, math.inf)


def in_range(instant: Bound) -> bool:
    """Whether the instant lies in the years that date-times can be read in, in any zone."""
    return _FIRST <= instant <= _LAST


def moment_of(instant: Bound) -> datetime:
    """The UTC date-time of a finite instant."""
    return _EPOCH + timedelta(microseconds=int(instant))


def to_when(value: When | datetime | None) -> When:
    """The converter of every `When` field: see `When.of`."""
    return When.of(value)

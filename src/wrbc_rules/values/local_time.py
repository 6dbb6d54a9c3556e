"""Local clock times as intervals of instants."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from wrbc_rules.values.clock import MINUTE, Clock
from wrbc_rules.values.when import When, instant_of


def local_when(clock: Clock, wall: datetime, *, minute: bool) -> When:
    """The instants that a clock time may mean; `minute`: the seconds are not known.

    A time of the hour that comes twice, or that is skipped, lies between its two readings.
    """
    zone = ZoneInfo(clock.name)
    readings = [instant_of(wall.replace(tzinfo=zone, fold=fold)) for fold in (0, 1)]
    return When(min(readings), max(readings) + (MINUTE - 1 if minute else 0))

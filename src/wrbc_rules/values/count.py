"""How many times something happened in a period, known to bounds."""

from __future__ import annotations

import math
from datetime import timedelta

import attrs


@attrs.frozen
class Count:
    """At least and at most so many in the `period` before and including the event.

    `at_most` is None where no upper bound is known.
    """

    at_least: int = 0
    at_most: int | None = None
    period: timedelta | None = None

    def __attrs_post_init__(self) -> None:
        if self.at_least < 0 or (self.at_most is not None and self.at_most < self.at_least):
            raise ValueError("a count needs 0 <= at_least <= at_most")

    def within(self, period: timedelta | None) -> tuple[float, float]:
        """Bounds on the count over another `period`: a shorter one bounds from below, a longer from above."""
        return count_within(self.at_least, self.at_most, self.period, period)


def count_within(
    at_least: int, at_most: int | None, own: timedelta | None, period: timedelta | None
) -> tuple[float, float]:
    """Bounds over one `period` on what is known of a count over its `own`."""
    if period is None or own is None:
        return (0, math.inf)
    least = at_least if own <= period else 0
    most = at_most if own >= period and at_most is not None else math.inf
    return (least, most)

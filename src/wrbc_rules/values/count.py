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
        if period is None or self.period is None:
            return (0, math.inf)
        least = self.at_least if self.period <= period else 0
        most = self.at_most if self.period >= period and self.at_most is not None else math.inf
        return (least, most)

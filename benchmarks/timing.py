"""Timing several contenders in turn, so that whatever slows the machine slows all of them alike.

Never: a mean, or a contender timed by itself.
"""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable, Iterator, Sequence
from time import perf_counter
from typing import Any

import attrs

#: A turn is repeated until it takes about so long, in seconds.
TURN = 0.02


@attrs.frozen(kw_only=True)
class Contender:
    """Something that is done with each of some inputs, of which each stands for so many events."""

    name: str
    run: Callable[[Any], object]
    inputs: Sequence[Any]
    events: int = 1


@attrs.frozen(kw_only=True)
class Timed:
    """Seconds for each event, in every round."""

    name: str
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle of all rounds."""
        return statistics.median(self.seconds)

    @property
    def least(self) -> float:
        """The best round."""
        return min(self.seconds)

    def over(self, other: Timed) -> float:
        """How many times as long as another: the middle of the ratios within each round."""
        return statistics.median(
            mine / theirs for mine, theirs in zip(self.seconds, other.seconds, strict=True)
        )


def race(contenders: Sequence[Contender], rounds: int) -> dict[str, Timed]:
    """Every contender once in each round, each round beginning with the next of them."""
    repeats = {each.name: _repeats(each) for each in contenders}
    found: dict[str, list[float]] = {each.name: [] for each in contenders}
    gc.collect()
    gc.disable()
    try:
        for number in range(rounds):
            for each in _turned(contenders, number):
                found[each.name].append(_turn(each, repeats[each.name]))
    finally:
        gc.enable()
    return {name: Timed(name=name, seconds=tuple(seconds)) for name, seconds in found.items()}


def _turned(contenders: Sequence[Contender], number: int) -> Iterator[Contender]:
    first = number % len(contenders)
    yield from (*contenders[first:], *contenders[:first])


def _repeats(contender: Contender) -> int:
    """How often the inputs are gone through in one turn; going through them first also warms it up."""
    once = _turn(contender, 1) * len(contender.inputs) * contender.events
    return max(1, round(TURN / once))


def _turn(contender: Contender, repeats: int) -> float:
    run, inputs = contender.run, contender.inputs
    start = perf_counter()
    for _ in range(repeats):
        for each in inputs:
            run(each)
    return (perf_counter() - start) / (repeats * len(inputs) * contender.events)


def table(timed: dict[str, Timed], reference: str, unit: str = "us") -> list[str]:
    """Lines with the median, the best round, and the ratio to the reference, in the order given."""
    scale = {"us": 1e6, "ms": 1e3}[unit]
    width = max(map(len, timed))
    lines = [f"{'':{width}}  {'median':>12}  {'least':>12}  {'ratio':>8}"]
    for each in timed.values():
        ratio = each.over(timed[reference])
        shown = "1" if each.name == reference else f"{ratio:.2f}" if ratio < 100 else f"{ratio:.0f}"
        lines.append(
            f"{each.name:{width}}  {each.median * scale:>9.2f} {unit}  {each.least * scale:>9.2f} {unit}"
            f"  {shown:>8}"
        )
    return lines

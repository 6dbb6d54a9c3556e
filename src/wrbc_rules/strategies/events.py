"""Events near a policy's constants and the clock changes of its zone, with facts missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st

from wrbc_rules.analysis import Constants, draw_event
from wrbc_rules.analysis.drawing import Drawing
from wrbc_rules.policies import Policy
from wrbc_rules.values import moment_of

T = TypeVar("T")


@attrs.frozen
class Drawn:
    """Choices made by Hypothesis, which shrinks towards the first option."""

    draw: st.DrawFn

    def choose(self, options: Sequence[T]) -> T:
        """One of the options."""
        return self.draw(st.sampled_from(list(options)))


def events(policy: Policy, kind: type[Any] | None = None, *, missing: bool = True) -> st.SearchStrategy[Any]:
    """Events of one class (or of any) of the policy's vocabulary.

    With `missing`, any fact may be left out, times may be known to an interval only, lists may be
    incomplete and questions unanswered; without, everything is known.
    """
    constants = Constants.of(policy.typed)

    @st.composite
    def one(draw: st.DrawFn) -> Any:
        drawing = Drawing(policy=policy.typed, constants=constants, drawer=Drawn(draw), missing=missing)
        return draw_event(drawing, kind)

    return one()


def moments(policy: Policy) -> st.SearchStrategy[datetime]:
    """Aware date-times round the ends of the policy's windows, on ordinary days and at clock changes."""
    return st.sampled_from(Constants.of(policy.typed).instants).map(moment_of)

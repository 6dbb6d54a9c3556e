"""Columns that are worked out one after another, each once however many rules ask for it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import attrs
import narwhals as nw

from wrbc_rules.backends.columnar.kleene import Truth


@attrs.frozen
class _Placed:
    name: str
    layer: int


@attrs.define
class Sheet:
    """The columns that a frame has, and those to be added to it, in layers of which each reads those below.

    What a column reads has to be asked for inside its `make`: that is how its layer is known.
    """

    given: frozenset[str]
    _known: dict[Hashable, _Placed | bool | None] = attrs.field(factory=dict, init=False)
    _layers: list[list[nw.Expr]] = attrs.field(factory=list, init=False)
    _above: int = attrs.field(default=0, init=False)

    def column(self, key: Hashable, make: Callable[[], nw.Expr]) -> nw.Expr:
        """The column that `make` makes, made when it is first asked for under this key."""
        found = self.kept(key, make)
        assert isinstance(found, nw.Expr)
        return found

    def kept(self, key: Hashable, make: Callable[[], Truth]) -> Truth:
        """The same of a truth, which needs no column if it is known before any row is read."""
        if key not in self._known:
            outer, self._above = self._above, 0
            self._known[key] = self._placed(make())
            self._above = outer
        found = self._known[key]
        if not isinstance(found, _Placed):
            return found
        self._above = max(self._above, found.layer + 1)
        return nw.col(found.name)

    def _placed(self, made: Truth) -> _Placed | bool | None:
        if not isinstance(made, nw.Expr):
            return made
        placed = _Placed(f"x_{len(self._known)}", self._above)
        while len(self._layers) <= placed.layer:
            self._layers.append([])
        self._layers[placed.layer].append(made.alias(placed.name))
        return placed

    def laid(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """The frame with every column that was asked for."""
        for layer in self._layers:
            frame = frame.with_columns(*layer)
        return frame

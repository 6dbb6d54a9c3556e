"""The engines that the columnar rules were tried on, and the few rows that have to be fetched from one."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import narwhals as nw

from wrbc_rules.backends.columnar.refusing import refuse

#: The frames of these are taken; those of others have no null of their own, or were never tried.
ENGINES = (nw.Implementation.POLARS, nw.Implementation.DUCKDB, nw.Implementation.PYSPARK)


def lazy(native: Any) -> nw.LazyFrame[Any]:
    """A frame of one of the engines. Refuses others."""
    frame: nw.LazyFrame[Any] | None = None
    with suppress(TypeError):
        frame = nw.from_native(native).lazy()
    if frame is None or frame.implementation not in ENGINES:
        kind = f"{type(native).__module__}.{type(native).__qualname__}"
        refuse("WR303", f"{kind} is no frame of Polars, DuckDB or Spark")
    return frame


def first_row(frame: nw.LazyFrame[Any]) -> tuple[Any, ...]:
    """The one row of a frame of totals."""
    native = frame.to_native()
    if frame.implementation is nw.Implementation.POLARS:
        found = native.collect(engine="streaming").row(0)
    elif frame.implementation is nw.Implementation.DUCKDB:
        found = native.fetchall()[0]
    else:
        found = native.first()
    return tuple(found)

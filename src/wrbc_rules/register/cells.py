"""Cells of a CSV that a spreadsheet takes for text and never for a formula.

A cell that begins with a sign of a formula has an apostrophe before it, and one that has apostrophes before
such a sign has one more, so that `unguarded` gives back exactly what was there.
"""

from __future__ import annotations

import re

#: Signs that begin a formula, in their wide forms too, and white space that some programs skip before one.
_SIGNS = "=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20"
_GUARDED = re.compile(f"'*[{_SIGNS}]")
_GUARD = re.compile(f"'(?='*[{_SIGNS}])")


def guarded(text: str) -> str:
    """The text as a cell that is no formula."""
    return f"'{text}" if _GUARDED.match(text) else text


def unguarded(cell: str) -> str:
    """What was in a cell before it was guarded."""
    return _GUARD.sub("", cell, count=1) if _GUARD.match(cell) else cell

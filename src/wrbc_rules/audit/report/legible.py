"""Names and texts of exports made safe to look at: what hides, or turns a line round, is written out."""

from __future__ import annotations

import re

from wrbc_rules.diagnostics import shown
from wrbc_rules.diagnostics.alphabet import CONTROL, DIRECTION, INVISIBLE, SEPARATOR, SPACE, SURROGATE

#: An emoji may be made of several with a joiner between; within plain letters a joiner only hides.
_JOINED = re.compile("(?<=[^\x00-\x7f])\u200d")
_HIDING = re.compile(f"[{CONTROL}\t\n{SEPARATOR}{DIRECTION}{INVISIBLE}{SURROGATE}\ufffe\uffff]")
_SPACE = re.compile(f"[{SPACE}]")
_MORE = "…"


def legible(text: str, limit: int | None = None) -> str:
    """One line in which everything shows: `<U+202E>` for a mark that turns the direction. Cut at `limit`."""
    if text.isascii() and text.isprintable():
        return _cut(text, limit)
    return _cut(_JOINED.split(text), limit)


def legible_lines(text: str, limit: int | None = None) -> str:
    """The same for the text of a message, whose line breaks stay."""
    if text.isascii() and text.isprintable():
        return _cut(text, limit)
    return _cut("\n".join(legible(line) for line in re.split("\r\n|\r|\n", text)), limit)


def _cut(text: str | list[str], limit: int | None) -> str:
    whole = text if isinstance(text, str) else "\u200d".join(map(_line, text))
    return whole if limit is None or len(whole) <= limit else whole[: limit - 1].rstrip() + _MORE


def _line(text: str) -> str:
    return _HIDING.sub(_out, _SPACE.sub(" ", text))


def _out(found: re.Match[str]) -> str:
    return shown(found.group())

"""Text from a file made safe to print, and how many columns of a terminal it takes.

What does not show, or would steer a terminal, is written out: `<U+0000>`, `<U+200B>`, `<byte 92>`. Joiners
and variation selectors too: terminals disagree on the width of what they join, and a caret must stand right
on each.
"""

import re
import unicodedata
from collections.abc import Iterator

from wrbc_rules.diagnostics import alphabet

TAB = 4
"""Columns between tab stops in a drawn line."""

_HIDDEN = re.compile(f"[{alphabet.INVISIBLE}{alphabet.VARIATION}{alphabet.SPACE}]")


def shown(text: str, *, unicode: bool = True) -> str:
    """The text with each control, invisible or unknown character written out; ASCII if not `unicode`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_glyph(c, unicode) for c in text)


def quoted(words: str, limit: int = 80) -> str:
    """An author's words in backticks for a message: made safe, cut with `…` after `limit` characters."""
    return f"`{shown(words if len(words) <= limit else words[: limit - 1] + '…')}`"


def cells(line: str, *, unicode: bool = True) -> Iterator[tuple[str, int]]:
    """What to print for each character of a line, with the columns that it takes (0 for a combining mark)."""
    column = 0
    base = False
    before = ""
    for character in line:
        cell, width = _cell(character, column, base, before, unicode)
        yield cell, width
        column += width
        base = cell.endswith(character) or width == 0
        before = character


def columns(text: str) -> int:
    """The columns that a text takes."""
    return len(text) if text.isascii() and text.isprintable() else sum(width for _, width in cells(text))


def _cell(character: str, column: int, base: bool, before: str, unicode: bool) -> tuple[str, int]:
    if character == "\t":
        width = TAB - column % TAB
        return " " * width, width
    glyph = _glyph(character, unicode)
    if glyph != character:
        return glyph, len(glyph)
    if _joins(character, before):
        return (glyph, 0) if base else ("\u25cc" + glyph, 1)
    return glyph, 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _joins(character: str, before: str) -> bool:
    """Whether it is drawn onto the character before it: a mark, a vowel of Hangul, an emoji's skin."""
    if character.isascii():
        return False
    hangul = "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7ff"
    skin = "\U0001f3fb" <= character <= "\U0001f3ff" and _is_emoji(before)
    return hangul or skin or unicodedata.category(character) in ("Mn", "Me")


def _is_emoji(character: str) -> bool:
    return (
        character != ""
        and unicodedata.category(character) == "So"
        and unicodedata.east_asian_width(character) == "W"
    )


def _glyph(character: str, unicode: bool) -> str:
    code = ord(character)
    if character.isprintable() and (character.isascii() or (unicode and not _HIDDEN.match(character))):
        return character
    if character == "\u2026":
        return "..."
    if 0xDC80 <= code <= 0xDCFF:
        return f"<byte {code - 0xDC00:02X}>"
    return f"<U+{code:04X}>"

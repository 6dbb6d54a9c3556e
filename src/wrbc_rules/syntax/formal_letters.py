"""What to say about slips in the formal meaning of a word."""

from __future__ import annotations

import re

from wrbc_rules.source import Span
from wrbc_rules.syntax.letter import Letter

_MEANING = re.compile(r"\b(means|where|when|asks|not|is|and|or|all of|any of|none of)\b")
_JOINED = re.compile(r"(and|or)\b")
_CAPITAL = re.compile(r"[A-Z][A-Za-z0-9-]*")
_WORD_END = re.compile(r"[a-z][a-z0-9.-]*$")
_UNDERSCORED = re.compile(r"[\w.-]+")


def formal_letter(line: str, rest: str, offset: int) -> Letter | None:
    """A letter about a line of which `rest`, at the offset in its block, cannot stand where it does."""
    before = line[: line.rfind(rest)] if rest else line
    if rest.startswith("//"):
        return _letter(offset, rest, "a comment begins with `#`", "write `#` in the place of `//`", "# ")
    if not _MEANING.search(before):
        return None
    if rest[:1] in ("(", ")"):
        return _letter(offset, rest[:1], "there are no brackets in a meaning", _AS_A_LIST)
    if joined := _JOINED.match(rest):
        other = "or" if joined[1] == "and" else "and"
        if f" {other} " in before:
            message = f"`{joined[1]}` stands beside `{other}`, and nothing says which is meant first"
            return _letter(offset, joined[1], message, _AS_A_LIST)
    return _in_a_field(before, rest, offset)


_AS_A_LIST = "end the line with `any of` or `all of`, and write one test a line below, indented"


def _in_a_field(before: str, rest: str, offset: int) -> Letter | None:
    """A capital or an underscore in the name of a field."""
    if capital := _CAPITAL.match(rest):
        small = capital[0].lower()
        message = "the names of fields are in small letters"
        return _letter(offset, capital[0], message, f"write `{small}`", small)
    begun, underscored = _WORD_END.search(before), _UNDERSCORED.match(rest)
    if begun and underscored and rest.startswith("_"):
        mended = underscored[0].replace("_", "-")
        name = begun[0] + underscored[0]
        message, remedy = f"there is no `_` in the name of a field: `{name}`", f"write `{begun[0] + mended}`"
        span = Span(offset - len(begun[0]), offset + len(underscored[0]))
        return Letter("WR020", span, message, remedy, (offset, mended))
    return None


def _letter(offset: int, words: str, message: str, remedy: str, mended: str | None = None) -> Letter:
    span = Span(offset, offset + len(words))
    return Letter("WR020", span, message, remedy, None if mended is None else (offset, mended))

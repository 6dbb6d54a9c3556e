"""Slips that the grammar would take for something else: looked for line by line before a block is read.

Each is put right in place, keeping the length of the text, so that the rest of its block is read as meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from wrbc_rules.source import Span
from wrbc_rules.syntax.blocks import above, line_at
from wrbc_rules.syntax.letter import Letter

_LIST_WORDS = "both|all of|either|any of|neither|none of"
_LISTED = re.compile(
    rf'^(?:[ \t]+(?:(?:when|if|unless)[ \t]+)?|(?:[^#"\n]|"[^"\n]*")*\b(?:means|where)[ \t]+)'
    rf"({_LIST_WORDS})[ \t]*([:;,.])(?=[ \t]*(?:#|$))",
    re.MULTILINE,
)
#: What stands in a line that `_LISTED`, and in one that `_OPENED` finds: in most blocks there is none.
_ENDED = re.compile(r"[:;,.][ \t]*(?:#|$)", re.MULTILINE)
_COLON = re.compile(r":(?<!\d:)")
_OPENED = re.compile(
    r"^[ \t]*(when|if|unless|example|promise|background|given|then|note|reading|means|asks)[ \t]*(:)",
    re.MULTILINE,
)
_PINNED = re.compile(r'clause[ \t]+[\d.]+(?:[ \t]+"[^"\n]*")?[ \t]+(\[[0-9a-f]{8}\])')
_SENTENCE = re.compile(r"^[ \t]+sentence[ \t]+\d", re.MULTILINE)
_EXAMPLE = re.compile(r"^[ \t]+example\b", re.MULTILINE)
_NOTE = re.compile(r"^[ \t]+(note|reading)[ \t]+([^\s\"][^\"\n]*)$", re.MULTILINE)
_VERB = re.compile(r" (must|should|will|may) ")


def slips(text: str) -> Iterator[Letter]:
    """Letters about the slips of a block, each with what to put in its place."""
    ended = _ENDED.search(text) is not None
    for match in _LISTED.finditer(text) if ended else ():
        word, mark = match[1], match[2]
        yield _taken_out(
            match, 2, "WR022", f"`{word}` is followed by `{mark}`", f"end the line with `{word}`"
        )
    for match in _OPENED.finditer(text) if _COLON.search(text) else ():
        word = match[1]
        yield _taken_out(
            match, 2, "WR022", f"`{word}` is followed by a colon", f"write `{word}` without the colon"
        )
    if text.startswith("clause"):
        yield from _in_a_clause(text)


def _in_a_clause(text: str) -> Iterator[Letter]:
    pinned = _PINNED.match(text)
    sentence = _SENTENCE.search(text)
    if pinned and sentence and above(text, sentence.end()).startswith("clause"):
        remedy = f"take `{pinned[1]}` out"
        if _EXAMPLE.search(text, 0, sentence.start()):
            remedy += ", or write the heading of the clause of the sentences above them"
        yield _taken_out(pinned, 1, "WR020", "a clause with sentences has no pin of its own", remedy)
    for match in _NOTE.finditer(text):
        outer = above(text, match.start(1)).lstrip().startswith(("clause", "sentence"))
        if outer and not _VERB.search(line_at(text, match.start(1))):
            words = match[2].rstrip()
            message = f"the words of a {match[1]} stand in quotes"
            letter = _taken_out(match, 0, "WR020", message, f'write `{match[1]} "{words}"`')
            yield attrs.evolve(letter, span=Span(match.start(2), match.start(2) + len(words)))


def _taken_out(match: re.Match[str], group: int, code: str, message: str, remedy: str) -> Letter:
    """A letter about a group of the match, which is to be made blank."""
    start, end = match.span(group)
    return Letter(code, Span(start, end), message, remedy, (start, " " * (end - start)))

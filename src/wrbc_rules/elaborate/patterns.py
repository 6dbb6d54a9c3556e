"""Phrases with blanks: matching a whole line, word for word, and telling when two could match one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal

import attrs

Scalar = Literal["time", "number", "period", "date", "place"]
#: Blanks for values; every other blank is for a noun.
SCALARS: Mapping[str, Scalar] = {
    "a time": "time",
    "a number": "number",
    "an age": "number",
    "a period": "period",
    "a date": "date",
    "a place": "place",
}
_NUMBER = r"(?:\d{1,9}|no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_UNIT = r"(?:minute|hour|day|week|month|year)s?"
_LITERALS: Mapping[Scalar, str] = {
    "time": r"\d{2}:\d{2}",
    "number": _NUMBER,
    "period": rf"(?:(?:{_NUMBER}|an?) )?{_UNIT}",
    "date": r"\d{4}-\d{2}-\d{2}",
    "place": r"(?!)",
}
_BLANK = re.compile(r"\{([^{}]*)\}")


@attrs.frozen
class Blank:
    """A place in a phrase that takes a value or a noun."""

    name: str

    @property
    def scalar(self) -> Scalar | None:
        """The type of its values; None if it takes a noun."""
        return SCALARS.get(self.name)


@attrs.frozen(slots=False)
class Pattern:
    """A declared phrase: literal runs of words and blanks, in order."""

    text: str
    pieces: tuple[str | Blank, ...]

    @classmethod
    def of(cls, text: str) -> Pattern:
        """Read a phrase as its author declared it."""
        words = " ".join(text.split())
        pieces: list[str | Blank] = []
        at = 0
        for match in _BLANK.finditer(words):
            pieces += [words[at : match.start()], Blank(" ".join(match[1].split()))]
            at = match.end()
        pieces.append(words[at:])
        return cls(words, tuple(piece for piece in pieces if piece != ""))

    @cached_property
    def blanks(self) -> tuple[Blank, ...]:
        """The blanks, in order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Blank))

    @property
    def beginning(self) -> str:
        """The words before the first blank."""
        return self.pieces[0] if self.pieces and isinstance(self.pieces[0], str) else ""

    def regex(self, forms: Mapping[str, str]) -> re.Pattern[str]:
        """What matches a whole line; `forms` gives the expression for each kind of blank."""
        parts = [
            re.escape(p) if isinstance(p, str) else f"({forms[p.scalar or 'noun']})" for p in self.pieces
        ]
        return re.compile("".join(parts))

    @cached_property
    def loose(self) -> re.Pattern[str]:
        """The same with anything in the blanks, to say which blank is filled wrongly.

        Each blank ends where the words after it first stand (`(?>`): looking on would find nothing more, and
        take a time without end.
        """
        parts = [re.escape(p) if isinstance(p, str) else "(.+?)" for p in self.pieces]
        ends = [i for i in range(2, len(parts)) if isinstance(self.pieces[i], Blank)]
        cuts = [0, *ends, len(parts)]
        *first, last = ("".join(parts[a:b]) for a, b in pairwise(cuts))
        return re.compile("".join(f"(?>{each})" for each in first) + last)

    def filled(self, texts: Sequence[str]) -> str:
        """The phrase with its blanks filled in order."""
        values = iter(texts)
        return "".join(piece if isinstance(piece, str) else next(values) for piece in self.pieces)


def forms(nouns: Iterable[str], settings: Mapping[Scalar, Iterable[str]]) -> Mapping[str, str]:
    """The expression that each kind of blank matches: literals, the settings of its type, declared nouns."""
    found = {"noun": _alternatives(nouns)}
    for scalar, literal in _LITERALS.items():
        found[scalar] = "|".join((literal, _alternatives(settings.get(scalar, ()))))
    return found


def _alternatives(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=lambda each: (-len(each), each))
    return "|".join(re.escape(each) for each in longest_first) or "(?!)"


# ---- whether two phrases could match one line

_Word = str | re.Pattern[str]


def overlap(first: Pattern, second: Pattern, fills: Mapping[str, Sequence[str]]) -> bool:
    """Whether some line matches both. `fills` are the texts that noun and setting blanks can take.

    Literal values are looked for among a few representatives of each type, so the answer is exact for
    phrases whose blanks are set off by words.
    """
    left, right = _steps(first, fills), _steps(second, fills)
    seen: set[tuple[str, int, str, int]] = set()
    todo = [("", 0, "", 0)]
    while todo:
        state = todo.pop()
        if state in seen:
            continue
        seen.add(state)
        rest_l, at_l, rest_r, at_r = state
        if not rest_l and not rest_r:
            if at_l == len(left) and at_r == len(right):
                return True
            if at_l < len(left) and at_r < len(right):
                todo += [
                    (mine, at_l + 1, theirs, at_r + 1) for mine, theirs in _meet(left[at_l], right[at_r])
                ]
        elif not rest_l:
            options = left[at_l] if at_l < len(left) else ()
            todo += [(b[0], at_l + 1, b[1], at_r) for o in options if (b := _trim(o, rest_r))]
        else:
            options = right[at_r] if at_r < len(right) else ()
            todo += [(b[0], at_l, b[1], at_r + 1) for o in options if (b := _trim(rest_l, o))]
    return False


@lru_cache(maxsize=256)
def _meet(left: tuple[str, ...], right: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    """What can be left of two texts, one of each side, of which one begins with the other."""
    found: set[tuple[str, str]] = set()
    begun: list[tuple[str, int]] = []
    for text, side in sorted({*((each, 0) for each in left), *((each, 1) for each in right)}):
        while begun and not text.startswith(begun[-1][0]):
            begun.pop()
        for other, of in begun:
            if of != side:
                found.add((text[len(other) :], "") if side == 0 else ("", text[len(other) :]))
        begun.append((text, side))
    return frozenset(found)


def _steps(pattern: Pattern, fills: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (piece,) if isinstance(piece, str) else tuple(fills[piece.scalar or "noun"])
        for piece in pattern.pieces
    )


def _trim(left: str, right: str) -> tuple[str, str] | None:
    """What is left of each after the part that they share; None if they differ."""
    size = min(len(left), len(right))
    return (left[size:], right[size:]) if left[:size] == right[:size] else None


REPRESENTATIVES: Mapping[Scalar, tuple[str, ...]] = {
    "time": ("21:00",),
    "number": ("2", "two"),
    "period": ("7 days", "year", "a year"),
    "date": ("2017-03-03",),
    "place": (),
}

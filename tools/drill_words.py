"""The words that a rules file declares, and lines with one of them, or one value, exchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from drill_lines import Row, declared

_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
_SPAN = re.compile(
    r"\b(?:(\d+|an?|one|two|three|four|five|six|seven) )?(minute|hour|day|week|month|year)(s?)\b"
)
_UNITS = ("minute", "hour", "day", "week", "month", "year")
_LITERALS = {"duration": "7 days", "number": "5", "time": "12:00", "date": "2017-03-03"}


class Vocabulary(Protocol):
    """What is needed of a vocabulary: its classes by their words."""

    @property
    def classes(self) -> Mapping[str, Any]:
        """The classes."""
        ...


# ---- values


def values_changed(text: str) -> Iterator[tuple[str, str]]:
    """The line with one of its times, numbers or durations a little otherwise, or its window turned round."""
    turned = re.sub(r"from (\S+) until (\S+)", r"from \2 until \1", text, count=1)
    if turned != text:
        yield "window turned round", turned
    for found in _outside_quotes(re.compile(r"\b(\d\d):(\d\d)\b"), text):
        minutes = int(found[1]) * 60 + int(found[2])
        for other in (minutes - 1, minutes + 1):
            yield "time", _put(text, found, f"{other // 60 % 24:02}:{other % 60:02}")
    for found in _outside_quotes(_SPAN, text):
        yield from (("span", _put(text, found, span)) for span in _spans(found))
    for found in _outside_quotes(re.compile(rf"(?<![\w:-])(\d+|{'|'.join(_NUMBERS[2:])})(?![\w:-])"), text):
        if _SPAN.match(text, found.start()):
            continue
        yield from (("number", _put(text, found, number)) for number in _beside(found[1]))


def _beside(number: str) -> list[str]:
    value = int(number) if number.isdigit() else _NUMBERS.index(number)
    near = [value - 1, value + 1] if value else [1]
    return [str(each) if number.isdigit() or each > 12 else _NUMBERS[each] for each in near]


def _spans(found: re.Match[str]) -> Iterator[str]:
    count = 1
    if found[1] not in (None, "a", "an"):
        count = int(found[1]) if found[1].isdigit() else _NUMBERS.index(found[1])
    unit = _UNITS.index(found[2])
    yield from (f"{other} {found[2]}s" for other in (count - 1, count + 1) if other > 0)
    for index in (unit - 1, unit + 1):
        if 0 <= index < len(_UNITS):
            yield f"{count} {_UNITS[index]}s"


def _outside_quotes(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    return (found for found in pattern.finditer(text) if text.count('"', 0, found.start()) % 2 == 0)


def _put(text: str, found: re.Match[str], other: str) -> str:
    return text[: found.start()] + other + text[found.end() :]


# ---- declared words


@dataclass(frozen=True)
class Words:
    """What a file declares: nouns by their forms with the class they mean, opposites of facts, settings.

    `used` are the nouns that a norm or a meaning names: others serve examples only, and take no noun's place.
    """

    nouns: Mapping[str, tuple[str, str]]
    used: frozenset[str]
    facts: tuple[tuple[re.Pattern[str], str], ...]
    settings: Mapping[str, str]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Words:
        """The words of the norms and declarations of a file."""
        nouns: dict[str, tuple[str, str]] = {}
        facts: list[tuple[re.Pattern[str], str]] = []
        settings: dict[str, str] = {}
        for row in rows:
            kind, pattern = declared(row) or ("", "")
            if kind == "noun":
                nouns |= {form: (pattern, _class(row)) for form in (pattern, *_also(row))}
            elif kind == "fact":
                facts += _opposites(pattern, row)
            elif kind == "setting":
                found = re.search(r'" is an? (\w+)', row.text)
                settings[pattern] = found[1] if found else ""
        return cls(nouns, _served(rows, nouns), tuple(facts), settings)

    def serves(self, row: Row) -> bool:
        """Whether a declared word is used by a rule; others are for examples only."""
        _, pattern = declared(row) or ("", "")
        return pattern in self.used or pattern in self.settings

    def nouns_swapped(self, text: str) -> Iterator[str]:
        """The line with one of its nouns exchanged for another of the same sort."""
        forms = sorted(self.nouns, key=len, reverse=True)
        if not forms:
            return
        pattern = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, forms))})(?![\w-])")
        for found in _outside_quotes(pattern, text):
            main, sort = self.nouns[found[1]]
            for other in dict.fromkeys(each for each, like in self.nouns.values() if like == sort):
                if other != main and other in self.used:
                    yield _put(text, found, other)

    def another_noun(self, text: str) -> Iterator[str]:
        """The line with its noun exchanged for one other: where no two could differ."""
        yield from list(self.nouns_swapped(text))[-1:]

    def fact_changed(self, text: str) -> Iterator[tuple[str, str]]:
        """The condition in its opposite wording, or with a value otherwise."""
        for pattern, other in self.facts:
            if found := pattern.fullmatch(text):
                yield "opposite wording", found.expand(other)
        yield from self.values_swapped(text)

    def values_swapped(self, text: str) -> Iterator[tuple[str, str]]:
        """The line with a value changed, or a setting exchanged for another or for a value."""
        yield from values_changed(text)
        for name, sort in self.settings.items():
            if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
                others = [each for each, like in self.settings.items() if like == sort and each != name]
                for other in [*others[-1:], *([_LITERALS[sort]] if sort in _LITERALS else [])]:
                    yield "setting exchanged", text.replace(name, other)

    def setting_changed(self, text: str) -> Iterator[str]:
        """The declaration of a setting with another value."""
        head, comma, value = text.rpartition(", ")
        if value == "not set":
            sort = self.settings[text.split('"')[1]]
            literal = {**_LITERALS, "place": '"somewhere"'}.get(sort)
            yield from [f"{head}{comma}{literal}"] if literal else []
            return
        yield f"{head}{comma}not set"
        yield from (f"{head}{comma}{other}" for _, other in values_changed(value))
        if value.startswith('"') and "choice of" in head:
            yield from (f"{head}{comma}{each}" for each in re.findall(r'"[^"]*"', head)[1:] if each != value)


def _class(row: Row) -> str:
    found = re.search(r"means (?:an? )?([a-z-]+)", re.sub(r'"[^"]*"', '""', row.shown))
    sort = found[1] if found else ""
    return "person" if sort == "the" else sort


def _served(rows: Sequence[Row], nouns: Mapping[str, tuple[str, str]]) -> frozenset[str]:
    """The patterns of the words that norms use, and of the nouns that the meanings of these name."""
    said = " / ".join(row.shown for row in rows if declared(row) is None)
    words = {pattern: row for row in rows for kind, pattern in [declared(row) or ("", "")] if kind}
    longest = re.compile(
        rf"(?<![\w-])({'|'.join(map(re.escape, sorted(nouns, key=len, reverse=True)))})(?![\w-])"
    )
    used: set[str] = set()
    while True:
        # A noun may begin with another: only the longest that stands there is named.
        named = {nouns[form][0] for form in longest.findall(said)} if nouns else set()
        more = {
            each
            for each, row in words.items()
            if each not in used and (each in named if each in nouns else _found(row, said))
        }
        if not more:
            return frozenset(used)
        used |= more
        said = " / ".join([said, *(_named(words[each]) for each in sorted(more))])


def _found(row: Row, said: str) -> bool:
    """Whether one of a word's wordings stands in a text; a blank stands for anything."""
    _, pattern = declared(row) or ("", "")
    contrary = [below.text.split('"')[1] for below in row.below if below.text.startswith("or else ")]
    regexes = (
        "[^/]+".join(re.escape(piece) for piece in re.split(r"\{[^{}]*\}", form))
        for form in (pattern, *_also(row), *contrary)
    )
    return any(re.search(rf"(?<![\w-]){regex}(?![\w-])", said) for regex in regexes)


def _named(row: Row) -> str:
    """The nouns that a meaning names: quoted, or asked."""
    lines = [re.sub(r'^(noun|act|duty|fact) "[^"]*"', "", row.text), *(below.text for below in row.below)]
    meanings = [line for line in lines if not line.startswith(("also ", "or else ", "see "))]
    return " / ".join(
        each for line in meanings for each in (*re.findall(r'"([^"]*)"', line), *re.findall("asks .*", line))
    )


def _also(row: Row) -> list[str]:
    return [
        each
        for below in row.below
        if below.text.startswith("also ")
        for each in re.findall(r'"([^"]*)"', below.text)
    ]


def _opposites(pattern: str, row: Row) -> Iterator[tuple[re.Pattern[str], str]]:
    contrary = next((below.text for below in row.below if below.text.startswith("or else ")), None)
    if contrary is None:
        return
    other = contrary.split('"')[1]
    for first, second in ((pattern, other), (other, pattern)):
        blanks = re.findall(r"\{[^{}]*\}", first)
        regex = "(.+)".join(re.escape(each) for each in re.split(r"\{[^{}]*\}", first))
        template = second.replace("\\", r"\\")
        for index, blank in enumerate(blanks, start=1):
            template = template.replace(blank, rf"\{index}", 1)
        yield re.compile(regex), template

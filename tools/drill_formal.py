"""One-word edits of formal meanings: fields, their words, order, tests joined or left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from drill_words import Vocabulary, Words, values_changed

_NAME = r"[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*"
_ORDERS = ("at least", "at most", "over", "under", "exactly")
_QUANTITIES = ("some", "every", "no")
#: Words of the language, which name no field.
_KEYWORDS = set(
    "means where when asks is not any all none of roles include includes and or in a an at done the later "
    "from until on nights within after before under over least most exactly some every no for each it age "
    "by".split()
)

Named = tuple[str, str]


class Fields:
    """What may stand in the place of a field or of one of its words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.classes = vocabulary.classes

    def owners(self, name: str, cls: str | None) -> Iterator[Any]:
        """The classes that the last part of a dotted name may be a field of."""
        *before, last = name.split(".")
        if before:
            part = before[-1]
            found = [self.classes[part]] if part in self.classes else self._parts(part)
        elif cls is not None and cls in self.classes and last in self.classes[cls].fields:
            found = [self.classes[cls]]
        else:
            found = list(self.classes.values())
        yield from (each for each in found if last in each.fields)

    def _parts(self, name: str) -> list[Any]:
        parts = {info.fields[name].part for info in self.classes.values() if name in info.fields}
        return [info for info in self.classes.values() if info.cls in parts]

    def siblings(self, name: str, cls: str | None) -> list[str]:
        """The name with its last part exchanged for a field of the same class and type."""
        stem, _, last = name.rpartition(".")
        kinds = [(owner, owner.fields[last].kind) for owner in self.owners(name, cls)]
        others = dict.fromkeys(
            word
            for owner, kind in kinds
            for word, info in owner.fields.items()
            if info.kind is kind and word != last
        )
        return [f"{stem}.{word}" if stem else word for word in others if word != "id"]

    def values(self, name: str, cls: str | None) -> tuple[str, ...]:
        """The words that a field allows."""
        last = name.rpartition(".")[2]
        found = (owner.fields[last].values for owner in self.owners(name, cls))
        return next((tuple(each) for each in found if each), ())

    def is_flag(self, name: str, cls: str | None) -> bool:
        """Whether the name is a true-or-false field."""
        last = name.rpartition(".")[2]
        return any(owner.fields[last].kind.name == "FLAG" for owner in self.owners(name, cls))

    def relatives(self, word: str) -> list[str]:
        """Event classes that share more with this one than that they are events."""
        if word not in self.classes:
            return []
        mine = _bases(self.classes[word].cls)
        return [other for other, info in self.classes.items() if other != word and mine & _bases(info.cls)]


def _bases(cls: type[Any]) -> set[type[Any]]:
    """The class and its bases, but for `object` and the one that every event shares."""
    return set(cls.__mro__[:-2]) if len(cls.__mro__) > 2 else {cls}


def formal_edits(text: str, cls: str | None, words: Words, fields: Fields) -> Iterator[Named]:
    """Every edit of one line of a meaning."""
    makers: tuple[Callable[[str, str | None, Words, Fields], Iterator[Named]], ...] = (
        _lists, _single, _flags, _fields, _orders, _tests, _classes, _moments, _asked,
    )  # fmt: skip
    for maker in makers:
        yield from maker(text, cls, words, fields)
    yield from values_changed(text)
    yield from ((kind, line) for kind, line in words.values_swapped(text) if kind == "setting exchanged")


# ---- words of a field


def _lists(text: str, cls: str | None, words: Words, fields: Fields) -> Iterator[Named]:
    """`roles include any of a, b` and `kind is any of a, b`: one taken out, one put in; any for none."""
    for found in re.finditer(
        rf'({_NAME}) (is|include) (any of|none of) ((?:[\w-]+|"[^"]*")(?:, (?:[\w-]+|"[^"]*"))*)', text
    ):
        head, tail = text[: found.start(4)], text[found.end(4) :]
        have = found[4].split(", ")
        yield from _list_word(text, found)
        for each in have:
            left = [other for other in have if other != each]
            start = (
                head
                if len(left) > 1
                else head.removesuffix(f"{found[3]} ") + ("not " if found[3] == "none of" else "")
            )
            yield "word taken out", start + ", ".join(left) + tail
        for other in fields.values(found[1], cls):
            if other not in have:
                yield "word put in", head + ", ".join([*have, other]) + tail


def _list_word(text: str, found: re.Match[str]) -> Iterator[Named]:
    if found[2] == "is":
        other = "none of" if found[3] == "any of" else "any of"
        yield "any and none", text[: found.start(3)] + other + text[found.end(3) :]


def _single(text: str, cls: str | None, words: Words, fields: Fields) -> Iterator[Named]:
    """`kind is a`, `roles include a`: another word, one more, `not`; `it is "a noun"`: another noun."""
    for found in re.finditer(rf"({_NAME}) (is|is not|include) ([a-z][\w-]*)(?= and | or |$)", text):
        head, tail = text[: found.start(3)], text[found.end(3) :]
        for other in fields.values(found[1], cls):
            if other != found[3]:
                yield "word exchanged", head + other + tail
                if found[2] != "is not":
                    yield "word put in", f"{head}any of {found[3]}, {other}{tail}"
    for found in re.finditer(r'(?<= )is( not)? (?=["a-z{])', text):
        if re.match(r"(any|none|before|after|within|from|under|over|at|exactly|not)\b", text[found.end() :]):
            continue
        yield "not", text[: found.start()] + ("is " if found[1] else "is not ") + text[found.end() :]
    for found in re.finditer(r'(?<=is )"([^"]*)"', text):
        sort = words.nouns.get(found[1], ("", ""))[1]
        others = (each for each, like in words.nouns.values() if like == sort and sort and each in words.used)
        for other in dict.fromkeys(others):
            yield "word exchanged", f'{text[: found.start()]}"{other}"{text[found.end() :]}'


def _flags(text: str, cls: str | None, words: Words, fields: Fields) -> Iterator[Named]:
    """`not` put before a flag, or taken away."""
    for found in re.finditer(
        rf"(?:^|(?<=means )|(?<=where )|(?<=when )|(?<= and )|(?<= or ))(not )?({_NAME})(?= and | or |$)",
        text,
    ):
        if fields.is_flag(found[2], cls):
            yield "not", text[: found.start()] + ("" if found[1] else "not ") + found[2] + text[found.end() :]


def _fields(text: str, cls: str | None, words: Words, fields: Fields) -> Iterator[Named]:
    """A field exchanged for a sibling of the same type."""
    bare = re.sub(r'"[^"]*"|\{[^}]*\}', lambda found: "_" * len(found[0]), text)
    skip = [found.span(1) for found in re.finditer(r"(?:means|in|for each) (?:an? )?([a-z-]+)", bare)]
    for found in re.finditer(rf"(?<![\w-]){_NAME}(?![\w-])", bare):
        if found[0] in _KEYWORDS - {"roles", "at"} or (found.span() in skip and "means a" in bare):
            continue
        if found[0] == "at" and not re.match(r"at (is|$)", text[found.start() :]):
            continue
        for other in fields.siblings(found[0], cls):
            yield "field", text[: found.start()] + other + text[found.end() :]


# ---- order, quantity, tests


def _orders(text: str, cls: str | None, words: Words, fields: Fields) -> Iterator[Named]:
    for family, kind in (
        (_ORDERS, "order"),
        (_QUANTITIES, "quantity"),
        (("before", "after"), "before and after"),
    ):
        pattern = rf"(?<![\w-])({'|'.join(family)})(?= [\w{{\"])"
        for found in re.finditer(pattern, re.sub(r'"[^"]*"', lambda quoted: "_" * len(quoted[0]), text)):
            for other in family:
                if other != found[1]:
                    yield kind, text[: found.start()] + other + text[found.end() :]


def _tests(text: str, cls: str | None, words: Words, fields: Fields) -> Iterator[Named]:
    """`and` for `or`, one test of several left out, or what follows `where`."""
    found = re.search(r"(?:^|\b(?:means|where) )(?!an? |done |the )(.*)$", _masked(text))
    where = re.search(r" where (?!.* where )", _masked(text))
    if where:
        yield "test dropped", text[: where.start()]
    start = where.end() if where else found.start(1) if found else len(text)
    body = text[start:]
    if "the later of" in body:
        return
    for joint in re.finditer(r" (and|or) ", _masked(body)):
        other = "or" if joint[1] == "and" else "and"
        yield "and, or", text[: start + joint.start()] + f" {other} " + text[start + joint.end() :]
        yield "test dropped", text[: start + joint.start()]
        yield "test dropped", text[:start] + body[joint.end() :]


def _masked(text: str) -> str:
    return re.sub(r'"[^"]*"', lambda quoted: '"' + "_" * (len(quoted[0]) - 2) + '"', text)


# ---- what sort of thing, when, asked of whom


def _classes(text: str, cls: str | None, words: Words, fields: Fields) -> Iterator[Named]:
    for found in re.finditer(r"\b(?:means|in) an? ([a-z-]+)", _masked(text)):
        for other in fields.relatives(found[1]):
            yield "sort of event", text[: found.start(1)] + other + text[found.end(1) :]
    if each := re.search(r" for each [a-z-]+", text):
        yield "for each dropped", text[: each.start()] + text[each.end() :]


def _moments(text: str, cls: str | None, words: Words, fields: Fields) -> Iterator[Named]:
    if found := re.search(rf"(?<!done) at ({_NAME})(?= where|$)", text):
        yield "moment", text[: found.start()] + text[found.end() :]
    if found := re.search(rf"the later of ({_NAME}) and ({_NAME})", text):
        for one in (found[1], found[2]):
            yield "moment", text[: found.start()] + one + text[found.end() :]


def _asked(text: str, cls: str | None, words: Words, fields: Fields) -> Iterator[Named]:
    if not text.startswith("asks "):
        return
    who, when, condition = text.partition(" when ")
    yield from (("asks", line + when + condition) for line in words.another_noun(who))
    if when:
        yield "asks when", who

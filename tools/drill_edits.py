"""Every one-word edit of a rules file. Pins, titles, ledger, readings, notes and examples are left alone."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from drill_formal import Fields, formal_edits
from drill_lines import Place, Row, declared, places, rows_of
from drill_words import Vocabulary, Words, values_changed

#: One change of a line: the kind of edit, and the line as it then is (None: the whole block is dropped).
Change = tuple[str, str | None]


@dataclass(frozen=True)
class Edit:
    """Lines `first` to `last` become `lines`. `before` and `after` show it, each on one line."""

    kind: str
    clause: str
    first: int
    last: int
    lines: tuple[str, ...]
    before: str
    after: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What names the edit in the list of survivors, wherever its line has moved."""
        return self.clause, self.before, self.after

    def applied(self, text: str) -> str:
        """The text after the edit."""
        lines = text.split("\n")
        return "\n".join([*lines[: self.first - 1], *self.lines, *lines[self.last :]])


def edits(text: str, vocabulary: Vocabulary) -> list[Edit]:
    """Every edit of a rules file, in the order of its lines, no two with one result."""
    roots = rows_of(text)
    every = list(places(roots))
    words = Words.of([place.row for place in every])
    fields = Fields(vocabulary)
    norms = [place for place in every if not declared(place.row)]
    found: dict[tuple[int, int, tuple[str, ...]], Edit] = {}
    for place in [*(Place("head", row) for row in roots if row.text.startswith("policy ")), *every]:
        if place.clause == "head":
            makers = _head(place.row)
        elif not declared(place.row):
            makers = itertools.chain(_norm(place.row, words), _answers(place, norms))
        elif words.serves(place.row):
            makers = _declaration(place.row, words, fields)
        else:
            continue
        for row, kind, lines in makers:
            edit = _edit(place, row, kind, lines)
            if edit.before != edit.after:
                found.setdefault((edit.first, edit.last, edit.lines), edit)
    return sorted(found.values(), key=lambda edit: (edit.first, edit.last))


Made = tuple[Row, str, list[str] | str | None]


def _edit(place: Place, row: Row, kind: str, made: list[str] | str | None) -> Edit:
    """A new first line alone leaves what stands below it; None drops the block, a list replaces it."""
    if isinstance(made, str):
        lines, last, before = [" " * row.indent + made], row.number, row.text
    else:
        lines, last, before = made or [], row.last, row.shown
    after = " / ".join(line.strip() for line in lines)
    return Edit(kind, place.clause, row.number, last, tuple(lines), before, after or "(dropped)")


# ---- the head

_ZONES = ("Europe/London", "Europe/Paris")


def _head(row: Row) -> Iterator[Made]:
    """Its dates a day before and after, and another time zone."""
    for each in row.below:
        if found := re.fullmatch(r"(in force from|review due by) (\d{4}-\d\d-\d\d)", each.text):
            for days in (-1, 1):
                yield each, "date", f"{found[1]} {date.fromisoformat(found[2]) + timedelta(days)}"
        if zone := re.fullmatch(r"time zone (\S+)", each.text):
            yield each, "time zone", f"time zone {next(other for other in _ZONES if other != zone[1])}"


# ---- norms

_VERBS = ("must", "should", "will")
_CIRCUMSTANCES = ("when", "if", "unless")
_BARE = ("before", "whenever")
_TIMED = ("within", "by", "for at least", "for at most")
_LISTS = {"both": "all of", "either": "any of", "neither": "none of"}
_LIST = re.compile(rf"(?:(.+) )?({'|'.join([*_LISTS, *_LISTS.values()])})")


def _norm(row: Row, words: Words) -> Iterator[Made]:
    for kind, line in _verb(row.text):
        yield row, kind, line
    for line in words.nouns_swapped(row.text):
        yield row, "who, what, by what", line
    for kind, line in values_changed(row.text):
        yield row, kind, line
    for below in row.below:
        yield from _part(below, words)


def _verb(text: str) -> Iterator[tuple[str, str]]:
    """The strength, and `not` and `only`."""
    found = re.search(rf" ({'|'.join(_VERBS)})( always)?( seek to)?( not| only)? ", text)
    if found is None:
        yield from _appropriate(text)
        return
    head, tail = text[: found.start()], text[found.end() :]
    verb, always, seek, how = found[1], found[2] or "", found[3] or "", found[4] or ""
    for other in _VERBS:
        yield "strength", f"{head} {other}{always}{seek}{how} {tail}"
    yield "strength", f"{head} {verb}{always}{'' if seek else ' seek to'}{how} {tail}"
    for other in ("", " not", " only"):
        yield "not and only", f"{head} {verb}{always}{seek}{other} {tail}"


def _appropriate(text: str) -> Iterator[tuple[str, str]]:
    if "it is not appropriate" in text:
        yield "not and only", text.replace("it is not appropriate", "it is appropriate")
    elif "it is appropriate" in text:
        yield "not and only", text.replace("it is appropriate", "it is not appropriate")


def _part(row: Row, words: Words) -> Iterator[Made]:
    first = row.text.split(" ")[0]
    if first in _CIRCUMSTANCES:
        yield row, f"{first} dropped", None
        for other in _CIRCUMSTANCES:
            yield row, "when, if, unless", other + row.text[len(first) :]
        yield from _condition(row, words, f"{first} ")
    elif first != "answers":
        yield from _timing(row, words)


def _answers(place: Place, norms: Iterable[Place]) -> Iterator[Made]:
    """What a permission answers: nothing, or another sentence."""
    for row in place.row.below:
        if row.text.startswith("answers "):
            yield row, "answers dropped", None
            for other in norms:
                if other.clause != place.clause and not other.row.text.startswith("("):
                    yield row, "answers another", f"answers {other.clause}"


def _timing(row: Row, words: Words) -> Iterator[Made]:
    word = next(
        (each for each in (*_BARE, *_TIMED, "at least every") if row.text.startswith(f"{each} ")), None
    )
    if word is None:
        return
    rest = row.text[len(word) + 1 :]
    span, after, act = rest.rpartition(" after ")
    yield row, "timing dropped", None
    if after or word in _BARE:
        for other in _BARE:
            yield row, "timing word", f"{other} {act}"
        for other in _TIMED:
            yield row, "timing word", f"{other} {span or '1 minute'} after {act}"
    for line in words.nouns_swapped(row.text):
        yield row, "who, what, by what", line
    if act.startswith("they "):
        yield row, "who, what, by what", f"{word} {span}{after}anybody {act[5:]}"
    yield from ((row, kind, line) for kind, line in words.values_swapped(row.text))


def _condition(row: Row, words: Words, lead: str = "") -> Iterator[Made]:
    """The edits of one condition, which stands after `lead` on its line."""
    listed = _LIST.fullmatch(row.text) if row.below else None
    if listed is None:
        yield from (
            (row, kind, lead + line) for kind, line in words.fact_changed(row.text.removeprefix(lead))
        )
        return
    yield from ((row, kind, line) for kind, line in _list_words(listed))
    for item in row.below:
        yield row if len(row.below) <= 2 else item, "list item dropped", _without(row, item, lead)
        yield from _condition(item, words)


def _list_words(listed: re.Match[str]) -> Iterator[tuple[str, str]]:
    lead = f"{listed[1]} " if listed[1] else ""
    family = list(_LISTS if listed[2] in _LISTS else _LISTS.values())
    for other in family:
        yield "list word", lead + other


def _without(row: Row, item: Row, lead: str) -> list[str] | None:
    """A list without one of its items; where one is left, it stands alone."""
    if len(row.below) > 2:
        return None
    left = [each for each in row.below if each is not item]
    if not left:
        return None
    first, *below = left[0].written(row.indent)
    return [" " * row.indent + lead + first.strip(), *below]


# ---- declared words


def _declaration(row: Row, words: Words, fields: Fields) -> Iterator[Made]:
    kind, _ = declared(row) or ("", "")
    if kind == "setting":
        yield from _setting(row, words)
        return
    if kind in ("fact", "duty"):
        yield from _swapped(row)
    cls = _class_named(row)
    for each in row.walk():
        head, formal = _formal_part(each.text)
        if formal:
            yield from ((each, name, head + line) for name, line in formal_edits(formal, cls, words, fields))
        if _LIST.fullmatch(each.text.removesuffix(" ")) and each.below:
            yield from _formal_list(each)


def _formal_list(row: Row) -> Iterator[Made]:
    found = _LIST.fullmatch(row.text)
    assert found is not None
    lead = f"{found[1]} " if found[1] else ""
    yield from ((row, kind, line) for kind, line in _list_words(found))
    for item in row.below:
        yield row if len(row.below) <= 2 else item, "list item dropped", _without(row, item, lead)


def _formal_part(text: str) -> tuple[str, str]:
    """What comes before a meaning on its line, and the meaning."""
    if re.match(r'(also|or else|see)\b(?=\s+["0-9])', text):
        return text, ""
    found = re.match(r'(?:noun|act|duty|fact)\s+"[^"]*"\s*', text)
    head = found[0] if found else ""
    return head, text[len(head) :]


def _class_named(row: Row) -> str | None:
    """The class that a declaration speaks of, where it names one."""
    for each in row.walk():
        found = re.search(r"(?:means|in) an? ([a-z-]+)", re.sub(r'"[^"]*"', '""', each.text))
        if found:
            return found[1]
    return None


def _swapped(row: Row) -> Iterator[Made]:
    """The wordings of a phrase and of its opposite, each in the other's place; not for questions."""
    contrary = next((each for each in row.below if each.text.startswith("or else ")), None)
    if contrary is None or any(each.text.startswith("asks ") for each in row.below):
        return
    _, pattern = declared(row) or ("", "")
    other = contrary.text.split('"')[1]
    lines = [
        line.replace(f'"{pattern}"', '"\0"')
        .replace(f'"{other}"', f'"{pattern}"')
        .replace('"\0"', f'"{other}"')
        for line in row.written()
    ]
    yield row, "wordings swapped", lines


def _setting(row: Row, words: Words) -> Iterator[Made]:
    for text in words.setting_changed(row.text):
        yield row, "setting", text
    for each in row.below:
        if each.text.startswith("suggested "):
            yield (
                row,
                "setting",
                [" " * row.indent + row.text.replace("not set", each.text[10:])]
                + [line for below in row.below for line in below.written()],
            )
            yield each, "setting", None
            yield from ((each, "setting", line) for _, line in values_changed(each.text))
        else:
            yield from ((each, "asks", line) for line in words.another_noun(each.text))

"""The characters of a rules file, looked at before its words: what a word processor or a hostile hand puts
in.

Some are refused everywhere, because they do not show. Others are refused only outside quoted text and
comments, where words are compared one for one. Apostrophes of both kinds and letters of every script are
welcome.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from attrs import Factory, define, field, frozen

from wrbc_rules.diagnostics import alphabet
from wrbc_rules.diagnostics.diagnostic import PER_CODE, Diagnostic, Label, in_order, with_more
from wrbc_rules.diagnostics.place import Span, Text
from wrbc_rules.diagnostics.shown import quoted


@frozen(kw_only=True)
class _Kind:
    """A kind of character to refuse: one row of the table below. In a message `{}` is what was met."""

    code: str
    within: str
    everywhere: bool
    message: str
    help: str


_KINDS = (
    _Kind(
        code="WR003",
        within=alphabet.CONTROL,
        everywhere=True,
        message="there is a control character here, {}",
        help="delete it, or retype the words on either side of it",
    ),
    _Kind(
        code="WR004",
        within=alphabet.DIRECTION,
        everywhere=True,
        message="an invisible mark here changes the direction of the text, {}",
        help="delete it, or retype the words on either side of it",
    ),
    _Kind(
        code="WR005",
        within=alphabet.INVISIBLE,
        everywhere=True,
        message="there is an invisible character here, {}",
        help="delete it, or retype the words on either side of it",
    ),
    _Kind(
        code="WR005",
        within=alphabet.VARIATION,
        everywhere=False,
        message="there is an invisible character here, {}",
        help="delete it, or retype the words on either side of it",
    ),
    _Kind(
        code="WR006",
        within=alphabet.SEPARATOR,
        everywhere=True,
        message="there is a line break of another kind here, {}",
        help="delete it, and press Enter if a new line should begin here",
    ),
    _Kind(
        code="WR007",
        within=alphabet.SURROGATE,
        everywhere=True,
        message="there is half of a character here, {}",
        help="delete it, and type the whole character again if it is needed",
    ),
    _Kind(
        code="WR009",
        within=alphabet.SPACE,
        everywhere=False,
        message="this is not an ordinary space but {}",
        help="delete it and press the space bar",
    ),
    _Kind(
        code="WR011",
        within=alphabet.DASH,
        everywhere=False,
        message="this is not the hyphen on the keyboard but {}",
        help="type a plain hyphen `-`; between two times write `until`",
    ),
)

_RUNS = re.compile("|".join(f"([{kind.within}]+)" for kind in _KINDS))
_SUSPECT = re.compile(f"[\\t{alphabet.CURLY}{''.join(kind.within for kind in _KINDS)}]")
_INDENTATION = re.compile(f"[ \\t{alphabet.SPACE}{alphabet.INVISIBLE}]*")
_OPENING = re.compile(f'["#{alphabet.CURLY}]')
_CLOSING = re.compile(f'["{alphabet.CURLY}]')
_STRAIGHT = re.compile('"')
_QUOTED = re.compile('"[^"]*"')


def scan(source: Text) -> tuple[Diagnostic, ...]:
    """What is wrong with the characters of a text, in order: of one code at most `PER_CODE`, and a count."""
    if not _SUSPECT.search(source.text):
        return ()
    found = _Found(source)
    start = 0
    for line in source.text.split("\n"):
        if _SUSPECT.search(line):
            _scan_line(line, start, found)
        start += len(line) + 1
    return found.diagnostics()


@define
class _Found:
    """Complaints so far; past the limit they are only counted, so that a hostile file costs no memory."""

    source: Text
    kept: list[Diagnostic] = field(factory=list)
    count: Counter[str] = Factory(Counter)

    def wants(self, code: str) -> bool:
        """Counts one more, and tells whether to `add` it."""
        self.count[code] += 1
        return self.count[code] <= PER_CODE

    def add(self, code: str, span: Span, message: str, advice: str, *labels: Label) -> None:
        complaint = Diagnostic(
            code=code, source=self.source, span=span, message=message, help=advice, labels=labels
        )
        self.kept.append(complaint)

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        last = {diagnostic.code: diagnostic for diagnostic in self.kept}
        more = {code: count - PER_CODE for code, count in self.count.items()}
        return in_order(with_more(d, more[d.code]) if d is last[d.code] else d for d in self.kept)


def _scan_line(line: str, start: int, found: _Found) -> None:
    shelters = _Shelters()
    for opening, closing in _curly_quotes(line, shelters):
        if found.wants("WR010"):
            _add_curly(line, start, opening, closing, found)
    _add_tabs(line, start, found)
    for run in _RUNS.finditer(line):
        kind = _KINDS[(run.lastindex or 1) - 1]
        if (kind.everywhere or not shelters.hold(run.start())) and found.wants(kind.code):
            span = Span(start + run.start(), start + run.end())
            found.add(kind.code, span, kind.message.format(_named(run[0])), kind.help)


@define
class _Shelters:
    """The quoted texts and the comment of a line, left to right: there only some characters are refused."""

    starts: list[int] = field(factory=list)
    ends: list[int] = field(factory=list)

    def add(self, start: int, end: int) -> None:
        self.starts.append(start)
        self.ends.append(end)

    def hold(self, offset: int) -> bool:
        nearest = bisect_right(self.starts, offset) - 1
        return nearest >= 0 and offset < self.ends[nearest]


def _curly_quotes(line: str, shelters: _Shelters) -> Iterator[tuple[int, int]]:
    """Pairs of opening and closing curly marks, either -1 if straight or missing; fills `shelters` on the
    way.

    Where a straight mark is left open, a straight one may be closed by a curly one: `"Quiet hours”`.
    """
    left_open = '"' in _QUOTED.sub("", line).partition("#")[0]
    straight = _CLOSING if left_open else _STRAIGHT
    position = 0
    while opening := _OPENING.search(line, position):
        if opening[0] == "#":
            shelters.add(opening.start(), len(line))
            return
        curly = opening[0] != '"'
        closing = (_CLOSING if curly else straight).search(line, opening.end())
        position = closing.end() if closing else opening.end() if curly else len(line)
        shelters.add(opening.start(), position)
        curly_end = closing is not None and closing[0] != '"'
        if curly or curly_end:
            yield opening.start() if curly else -1, closing.start() if closing and curly_end else -1


def _add_curly(line: str, start: int, opening: int, closing: int, found: _Found) -> None:
    places = [Span(start + at, start + at + 1) for at in (opening, closing) if at >= 0]
    whole = opening >= 0 and closing >= 0
    message = "these quotation marks are curly" if whole else "this quotation mark is curly"
    straight = quoted(f'"{line[opening + 1 : closing]}"') if whole else '`"`'
    labels = (Label(place, "") for place in places[1:])
    found.add("WR010", places[0], message, f"type {straight}, with straight quotation marks", *labels)


def _add_tabs(line: str, start: int, found: _Found) -> None:
    indentation = _INDENTATION.match(line)
    end = indentation.end() if indentation else 0
    if "\t" not in line[:end] or line[end : end + 1] in ("", "#"):
        return
    if found.wants("WR008"):
        span = Span(start + line.index("\t"), start + line.rindex("\t", 0, end) + 1)
        found.add(
            "WR008", span, "this line is indented with a tab", "type two spaces for each step to the right"
        )


def _named(run: str) -> str:
    """The first two characters of a run, as in `U+00A0 (no-break space)`, and whether there are others."""
    kinds = list(dict.fromkeys(run[:100]))
    names = [f"U+{ord(c):04X}" + _bracketed(c) for c in kinds[:2]]
    return " and ".join(names) + (" and others" if len(kinds) > 2 else "")


def _bracketed(character: str) -> str:
    name = unicodedata.name(character, "")
    return f" ({name.lower()})" if name else ""

"""What to say about a line that the grammar does not take where it stands."""

from __future__ import annotations

import re

import attrs

from wrbc_rules.diagnostics import nearest
from wrbc_rules.source import Span
from wrbc_rules.syntax.blocks import above, indent_of, line_at
from wrbc_rules.syntax.everyday import clock_of, day_of
from wrbc_rules.syntax.formal_letters import formal_letter
from wrbc_rules.syntax.letter import Letter
from wrbc_rules.syntax.missing import ENDS, missing_letter
from wrbc_rules.syntax.setting_letters import setting_letter
from wrbc_rules.syntax.terminals import can_stand
from wrbc_rules.syntax.tree import Stop, StrayDedent

_AT_THE_MARGIN = "policy part clause promise background".split()
#: What a line that stands inside something stands under.
_UNDER = {
    **dict.fromkeys("sentence example note reading".split(), "its clause"),
    **dict.fromkeys("when if unless whenever before within answers".split(), "its rule"),
    **dict.fromkeys("given then seen".split(), "its example"),
    **dict.fromkeys("edition organisation review".split(), "`policy`"),
    **dict.fromkeys("also means asks see".split(), "its word"),
}
_OPENERS = (
    *_AT_THE_MARGIN,
    *_UNDER,
    *"noun act duty fact setting decided suggested by for and but with both either neither".split(),
)
#: The first words of openers that have more than one.
_FIRST_WORDS = "at for in is not or the time".split()
#: Terminals that say nothing: where only they are expected, lines are missing below.
_LAYOUT = frozenset({"_NL", "_INDENT", "__IGNORE_0", "__IGNORE_1"})
_UNPINNED = re.compile(r'clause[ \t]+[0-9.]+([ \t]+"[^"]*")?')
_EVERYDAY_MOMENT = re.compile(r"(.+?) on (.+)")


@attrs.frozen(kw_only=True)
class _Stop:
    """Where parsing of a block stopped, and what the grammar would have taken there."""

    text: str
    offset: int
    expected: frozenset[str]
    found: str

    @property
    def line(self) -> str:
        return line_at(self.text, self.offset)

    @property
    def line_start(self) -> int:
        """Where the first word of the line stands."""
        return self.text.rfind("\n", 0, self.offset) + 1 + indent_of(self.line)

    @property
    def rest(self) -> str:
        """The line from the place on."""
        return line_at(self.text[self.offset :], 0).split(" #")[0].rstrip()

    @property
    def word(self) -> str:
        """The first word of the line."""
        return self.line.split()[0] if self.line.split() else ""

    def letter(self, code: str, message: str, remedy: str | None, mended: str | None = None) -> Letter:
        """A letter about the rest of the line."""
        span = Span(self.offset, self.offset + max(len(self.rest), 1))
        return Letter(code, span, message, remedy, None if mended is None else (self.offset, mended))


def explain(text: str, offset: int, error: Stop | StrayDedent) -> Letter:
    """A letter about the place in `text`, a block, at which parsing stopped."""
    if isinstance(error, StrayDedent):
        line = Span(offset, offset + len(line_at(text[offset:], 0).rstrip()))
        message = "this line is indented like no line above it"
        return Letter("WR027", line, message, "line it up with the lines it belongs to")
    stop = _Stop(text=text, offset=offset, expected=error.expected, found=error.found)
    return (
        _unclosed(stop)
        or _without_pin(stop)
        or (missing_letter(text, offset, stop.expected) if stops_short(text, error) else None)
        or _below_nothing(stop)
        or setting_letter(stop.line, stop.line_start)
        or _out_of_place(stop)
        or _misspelt(stop)
        or _everyday(stop)
        or formal_letter(stop.line, stop.rest, stop.offset)
        or _anything_else(stop)
    )


def stops_short(text: str, error: Stop | StrayDedent) -> bool:
    """Whether something is missing before the place: the rest of a line, or the lines below it."""
    if isinstance(error, StrayDedent) or not error.found:
        return False
    if error.found in ENDS:
        return True
    begins_a_line = not text[text.rfind("\n", 0, error.at) + 1 : error.at].strip()
    return begins_a_line and error.found != "_INDENT" and not error.expected - _LAYOUT


def _unclosed(stop: _Stop) -> Letter | None:
    if stop.line.count('"') % 2 == 0:
        return None
    remedy = 'close the words with `"` on the same line'
    return stop.letter("WR023", "a quotation mark has no partner", remedy)


def _without_pin(stop: _Stop) -> Letter | None:
    """A clause is read as one with sentences if its pin is missing."""
    head = stop.text.split("\n", 1)[0].split(" #")[0].rstrip()
    if not stop.expected <= {"SENTENCE", "_INDENT"} or not _UNPINNED.fullmatch(head):
        return None
    if stop.found == "_INDENT" or nearest(stop.word.lower(), ["sentence"]) or stop.word == "sentence":
        return None
    title = re.search(r'"[^"]*"$|\S+$', head)
    after = "the title" if head.endswith('"') else "the number"
    remedy = f"write `adopted 2016-07-01` after {after}, or the fingerprint of the document's sentence"
    span = Span(title.start() if title else 0, len(head))
    return Letter("WR024", span, "the clause has no pin", remedy)


def _below_nothing(stop: _Stop) -> Letter | None:
    if stop.found != "_INDENT":
        return None
    remedy = "line it up with the line above, or end the line above with a list word such as `both`"
    if above(stop.text, stop.offset).startswith("part "):
        remedy = 'write the heading of the clause above it, such as `clause 4.7 "..." [8c1f20aa]`'
    return stop.letter("WR026", "nothing can stand below the line above", remedy)


def _out_of_place(stop: _Stop) -> Letter | None:
    """A line that opens as it should, and stands too far in or too far out."""
    if stop.offset != stop.line_start:
        return None
    inside = indent_of(stop.line) > 0
    if inside and stop.word in _AT_THE_MARGIN:
        message = f"`{stop.word}` begins at the margin"
        return stop.letter("WR028", message, "take the indentation back")
    if not inside and stop.word in _UNDER:
        message = f"`{stop.word}` cannot stand at the margin"
        end = stop.offset + len(stop.word)
        return Letter("WR020", Span(stop.offset, end), message, f"indent it under {_UNDER[stop.word]}")
    if stop.word in ("-", "*", "\u2022"):
        message, remedy = f"no `{stop.word}` stands before a line", "write the line without it"
        return Letter("WR020", Span(stop.offset, stop.offset + 1), message, remedy, mended=(stop.offset, " "))
    return None


def _misspelt(stop: _Stop) -> Letter | None:
    """A first word that is nearly one that opens a line."""
    start, word = stop.line_start, stop.word
    named = stop.text[stop.offset] == '"' and stop.text[start : stop.offset].strip() == word
    first = stop.offset == start and "TEXT" not in stop.expected
    if word in (*_OPENERS, *_FIRST_WORDS) or not (named or first):
        return None
    if word.lower() in _OPENERS:
        message = f"`{word}` is written `{word.lower()}`"
        remedy = "write it in small letters"
        return Letter("WR021", Span(start, start + len(word)), message, remedy, mended=(start, word.lower()))
    close = [each for each in nearest(word.lower(), _OPENERS) if each[0] == word[0].lower()]
    if not close:
        return None
    mended = (start, close[0]) if len(close[0]) == len(word) else None
    message, remedy = f"`{word}` opens no line here", f"did you mean `{close[0]}`?"
    return Letter("WR021", Span(start, start + len(word)), message, remedy, mended)


def _everyday(stop: _Stop) -> Letter | None:
    """A time or a day that is written as people write it."""
    written = None
    if "MOMENT" in stop.expected and (match := _EVERYDAY_MOMENT.fullmatch(stop.rest)):
        clock, day = clock_of(match[1]), day_of(match[2])
        written = f"{clock} on {day}" if clock and day else None
    elif "DATE" in stop.expected:
        written = day_of(stop.rest)
    if written is None:
        return None
    return stop.letter("WR020", f"`{stop.rest}` cannot stand here", f"write `{written}`")


def _anything_else(stop: _Stop) -> Letter:
    shown = stop.rest
    if shown in (":", ";", ",", ".") and "_NL" in stop.expected:
        message = f"the line does not end with `{shown}`"
        return stop.letter("WR020", message, "take it out", mended=" ")
    words = shown if len(shown) <= 60 else f"{shown[:57]}..."
    remedy = can_stand(stop.expected)
    if stop.offset == stop.line_start and (outer := above(stop.text, stop.offset).split()):
        remedy = remedy and remedy.replace("here can", f"below `{outer[0]}` can", 1)
    return stop.letter("WR020", f"`{words}` cannot stand here", remedy)

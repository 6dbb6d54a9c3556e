"""The text of a rules file, its lines, and how bytes become one.

Offsets count code points of the normalised text: no byte-order mark, one newline after each line.

Never reads a file, and never raises for anything that a file holds.
"""

import codecs
import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import islice

from attrs import field, frozen

from wrbc_rules.diagnostics import Diagnostic, Span, cover, scan
from wrbc_rules.diagnostics.diagnostic import PER_CODE, with_more

__all__ = ["Source", "Span", "cover", "scan"]

_UNDECODED = re.compile("[\udc80-\udcff]+")
_UNDECODED_ONE = re.compile("[\udc80-\udcff]")
_WIDE = (
    (codecs.BOM_UTF32_LE, "UTF-32", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "UTF-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "UTF-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "UTF-16", "utf-16-be"),
)
_SAVE = "save the file again with the encoding UTF-8"


def _normalised(text: str) -> str:
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return lines.rstrip("\n") + "\n"


@frozen(slots=False)
class Source:
    """A named, normalised text. Lines and columns count from 1, columns in code points.

    An offset outside the text counts as its first or last place; a line outside it is empty.
    """

    name: str
    text: str = field(converter=_normalised, repr=False)

    @cached_property
    def _starts(self) -> Sequence[int]:
        """Where each line starts; counted only when somebody asks, for a file too large to be read too."""
        starts = array("L", (each.end() for each in re.finditer("\n", self.text[:-1])))
        starts.insert(0, 0)
        return starts

    @classmethod
    def from_text(cls, name: str, text: str) -> "Source":
        """A source of a text already decoded."""
        return cls(name, text)

    @classmethod
    def from_bytes(cls, name: str, data: bytes) -> "tuple[Source, tuple[Diagnostic, ...]]":
        """A source of the bytes of a file, and what is wrong with their encoding (not with its characters:
        `scan`).

        A byte that is not UTF-8 becomes U+FFFD and is reported (WR001), one complaint for each run of them.
        A file marked as UTF-16 or UTF-32 is read as such, so that its lines can be shown, and reported
        (WR002).
        """
        for mark, encoding, codec in _WIDE:
            if data.startswith(mark):
                return _from_wide(cls(name, data.decode(codec, "replace")), encoding)
        raw = cls(name, data.decode("utf-8", "surrogateescape"))
        runs = _UNDECODED.finditer(raw.text)
        first = [(found.start(), found[0]) for found in islice(runs, PER_CODE)]
        if not first:
            return raw, ()
        source = cls(name, _UNDECODED_ONE.sub("\ufffd", raw.text))
        *found, last = (_not_utf8(source, start, run) for start, run in first)
        return source, (*found, with_more(last, sum(1 for _ in runs)))

    @property
    def line_count(self) -> int:
        """How many lines there are, at least 1."""
        return len(self._starts)

    def line_of(self, offset: int) -> int:
        """The line that holds the offset; a newline belongs to the line that it ends."""
        return bisect_right(self._starts, self._within(offset))

    def column_of(self, offset: int) -> int:
        """The column of the offset in its line."""
        offset = self._within(offset)
        return offset - self.line_start(self.line_of(offset)) + 1

    def line_start(self, number: int) -> int:
        """The offset of the first character of a line; of the nearest line for a number outside."""
        return self._starts[min(max(number, 1), self.line_count) - 1]

    def line_text(self, number: int) -> str:
        """A line without its newline."""
        if not 1 <= number <= self.line_count:
            return ""
        end = self._starts[number] if number < self.line_count else len(self.text)
        return self.text[self._starts[number - 1] : end - 1]

    def slice(self, span: Span) -> str:
        """The words at a span."""
        return self.text[max(span.start, 0) : max(span.end, 0)]

    def _within(self, offset: int) -> int:
        return min(max(offset, 0), len(self.text) - 1)


def _from_wide(source: Source, encoding: str) -> tuple[Source, tuple[Diagnostic, ...]]:
    complaint = Diagnostic(
        code="WR002",
        source=source,
        span=Span(0, 0),
        message=f"the file is saved as {encoding}, not as UTF-8",
        help=_SAVE,
    )
    return source, (complaint,)


def _not_utf8(source: Source, start: int, run: str) -> Diagnostic:
    """A complaint about bytes that were escaped as the surrogates `run`."""
    data = run[:8].encode("utf-8", "surrogateescape")
    old = data.decode("cp1252", "replace")
    note = f"in Windows-1252, an older encoding, this would be `{old}`"
    many = f"these {len(run)} bytes are" if len(run) > 1 else f"byte {data.hex().upper()} is"
    return Diagnostic(
        code="WR001",
        source=source,
        span=Span(start, start + len(run)),
        message=f"{many} not UTF-8",
        help=_SAVE,
        notes=() if "\ufffd" in old or len(run) > 8 else (note,),
    )

"""The elements of an SMS backup, one by one as a file is read, with what is no XML in it repaired or refused.

The app writes emoji as two halves (`&#55357;&#56832;`), which no XML reader takes: they are joined first, and
other references to characters that XML lacks are replaced. A DOCTYPE is refused, so that no entity can be
declared; nothing that the file names is ever fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO
from xml.parsers import expat

import attrs

from wrbc_rules.importers.record import BrokenExportError, Log
from wrbc_rules.importers.source import Source

_CHUNK = 262_144
_ONE = rb"&#(?:x[0-9A-Fa-f]{1,6}|[0-9]{1,8});"
_RUN = re.compile(rb"(?:" + _ONE + rb")+")
_LAST = re.compile(_ONE + rb"$")
_BEGUN = re.compile(rb"&(?:#x?[0-9A-Fa-f]{0,8})?$")
#: No reference is longer.
_LONGEST = 12
_DEPTH = 16
#: Values longer than this are pictures; nothing of them is kept.
_LONG = 200_000


@attrs.define
class Element:
    """An `sms`, `mms` or `call`: its attributes, and those of the parts and addresses below."""

    name: str
    line: int
    values: dict[str, str]
    below: list[tuple[str, dict[str, str]]] = attrs.field(factory=list)
    whole: bool = False


@attrs.define
class _Parsing:
    """What the parser has found and not yet handed on."""

    source: Source
    done: list[Element] = attrs.field(factory=list)
    root: dict[str, str] | None = None
    open_one: Element | None = None
    depth: int = 0
    parser: expat.XMLParserType = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        # What was UTF-16 comes as UTF-8, whatever it says of itself.
        self.parser = expat.ParserCreate("utf-8" if self.source.utf_16 else None)
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.StartDoctypeDeclHandler = self.doctype

    def start(self, name: str, values: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > _DEPTH:
            self.refuse(f"elements are nested deeper than {_DEPTH}; no backup does that")
        if self.depth == 1:
            self.root = values
        elif self.depth == 2:
            self.open_one = Element(name, self.parser.CurrentLineNumber, values)
        elif self.open_one is not None:
            short = {key: each for key, each in values.items() if len(each) < _LONG or key == "text"}
            self.open_one.below.append((name, short))

    def end(self, name: str) -> None:
        self.depth -= 1
        if self.depth == 1 and self.open_one is not None:
            self.open_one.whole = True
            self.done.append(self.open_one)
            self.open_one = None

    def doctype(self, *_: object) -> None:
        self.refuse("it declares a document type, which no backup does and which can do harm; it is refused")

    def refuse(self, reason: str) -> None:
        raise BrokenExportError(self.source.place(self.parser.CurrentLineNumber), reason)


def elements_of(source: Source, log: Log) -> Iterator[Element]:
    """Each element below the root; the last may not be whole, and then nothing comes after it.

    Raises `BrokenExportError` where the file is no XML any more, or must not be read.
    """
    parsing = _Parsing(source)
    with source.open() as stream:
        for piece in _repaired(stream, source, log):
            yield from _fed(parsing, piece)
        yield from _fed(parsing, b"", last=True)
    if parsing.root is not None:
        yield Element("", 0, parsing.root)


def _fed(parsing: _Parsing, piece: bytes, *, last: bool = False) -> Iterator[Element]:
    """What ends in this piece; then, if it is no good, what was begun, and the fault."""
    fault: BrokenExportError | None = None
    try:
        parsing.parser.Parse(piece, last)
    except BrokenExportError as error:
        fault = error
    except (expat.ExpatError, LookupError, ValueError) as error:
        fault = BrokenExportError(parsing.source.place(parsing.parser.CurrentLineNumber), _why(error))
    yield from parsing.done
    parsing.done.clear()
    if fault is not None:
        if parsing.open_one is not None:
            yield parsing.open_one
        raise fault


def _why(error: Exception) -> str:
    """What is wrong, without a word of the file, which the parser would quote."""
    if not isinstance(error, expat.ExpatError):
        return "it names an encoding that there is not; make the backup again"
    message = expat.errors.messages.get(error.code, "")
    cut = "no element found" in message or "unclosed" in message
    return f"it is {'cut off' if cut else 'no XML'} here; make the backup again, or copy it again"


def _repaired(stream: IO[bytes], source: Source, log: Log) -> Iterator[bytes]:
    """The bytes of it, halves of characters joined."""
    counts = [0, 0]
    held = b""
    while piece := stream.read(_CHUNK):
        held += piece
        cut = _safe_end(held)
        yield _RUN.sub(lambda found: _joined(found[0], counts), held[:cut])
        held = held[cut:]
    yield _RUN.sub(lambda found: _joined(found[0], counts), held)
    if counts[0]:
        log.note(source.place(), f"emoji written in two halves are joined: {counts[0]:,}")
    if counts[1]:
        log.note(source.place(), f"characters that XML cannot hold are replaced: {counts[1]:,}")


def _safe_end(held: bytes) -> int:
    """Where a piece can end: neither within a reference, nor behind the first half of a pair."""
    begun = _BEGUN.search(held, max(len(held) - _LONGEST, 0))
    end = len(held) if begun is None else begun.start()
    last = _LAST.search(held[max(end - _LONGEST, 0) : end])
    return end - len(last[0]) if last is not None and 0xD800 <= _code(last[0]) < 0xDC00 else end


def _code(reference: bytes) -> int:
    return int(reference[3:-1], 16) if reference[2:3] == b"x" else int(reference[2:-1])


def _joined(run: bytes, counts: list[int]) -> bytes:
    """References that follow each other, as XML can hold them."""
    made: list[bytes] = []
    codes = [_code(each) for each in re.findall(_ONE, run)]
    at = 0
    while at < len(codes):
        first, *more = codes[at : at + 2]
        if more and 0xD800 <= first < 0xDC00 <= more[0] < 0xE000:
            counts[0] += 1
            made.append(b"&#%d;" % (0x10000 + ((first - 0xD800) << 10) + (more[0] - 0xDC00)))
            at += 2
        else:
            made.append(_legal(first, counts))
            at += 1
    return b"".join(made)


def _legal(code: int, counts: list[int]) -> bytes:
    if code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000:
        return b"&#%d;" % code
    counts[1] += 1
    return b"&#65533;"

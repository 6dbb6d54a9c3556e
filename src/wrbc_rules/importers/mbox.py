"""The messages of an mbox, one by one: its separators told from lines of text that begin alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b

import attrs

from wrbc_rules.importers.record import Log
from wrbc_rules.importers.source import MAX_LINE, Source

#: `From `, an address or Gmail's number, and a date such as Fri Mar 03 21:30:00 2017.
_FROM = re.compile(
    rb"From \S+( .*)? (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? .*\d\d:\d\d.*(?:19|20)\d\d.*$|From \d+@\S+ .*$",
    re.ASCII,
)
_HEADER = re.compile(rb"[!-9;-~]+[ \t]*:")
#: Headers longer than this are cut; nobody reads them.
_MOST_HEAD = 1_000_000
#: Of a body only so much is looked at for its text, which stands before what is attached.
_MOST_BODY = 1_000_000


@attrs.define
class Letter:
    """The head of a message and a digest of its body, of which a beginning is kept if it is asked for."""

    number: int
    head: bytes
    body: bytes
    cut: bool = False
    long: bool = False
    text: bytes | None = attrs.field(default=None, repr=False)


@attrs.define
class _Reading:
    number: int
    kept: list[bytes] | None = attrs.field(default=None, repr=False)
    head: list[bytes] = attrs.field(factory=list)
    size: int = 0
    in_body: bool = False
    long: bool = False
    _body: blake2b = attrs.field(factory=lambda: blake2b(digest_size=16))
    _held: int = 0

    def add(self, line: bytes) -> None:
        if self.in_body:
            self._body.update(line)
            if self.kept is not None and self._held < _MOST_BODY:
                self.kept.append(line)
                self._held += len(line)
        elif line.strip(b"\r\n"):
            self.size += len(line)
            self.long = self.long or self.size > _MOST_HEAD
            if not self.long:
                self.head.append(line)
        elif self.head:
            self.in_body = True

    def letter(self) -> Letter:
        text = None if self.kept is None else b"".join(self.kept)
        return Letter(
            self.number, b"".join(self.head), self._body.digest(), not self.in_body, self.long, text
        )


def letters_of(source: Source, log: Log, *, with_text: bool = False) -> Iterator[Letter]:
    """Each message of an mbox; a file without a separator at its beginning is one message, as .eml files are.

    A separator stands at the beginning or after an empty line, has an address and a date, and is followed by
    a header or by an empty line. A line of text that only looks like one is noted.
    """
    current: _Reading | None = None
    for number, line, begins in _marked(source, log):
        if begins and current is not None:
            yield current.letter()
        if begins or current is None:
            current = _Reading(number, [] if with_text else None)
        if not begins:
            current.add(line)
    if current is not None:
        yield current.letter()


def _marked(source: Source, log: Log) -> Iterator[tuple[int, bytes, bool]]:
    """Each line with its number, and whether it is a separator: it is looked one line ahead."""
    held: tuple[int, bytes] | None = None
    empty = True
    line = b"\n"
    for number, line in _lines(source):
        if held is not None:
            begins = _HEADER.match(line) is not None or line.startswith(b">From ") or not line.strip()
            begins = begins or not line.endswith(b"\n")  # a header that is cut off
            if not begins:
                log.note(source.place(held[0]), "a line of text that looks like the beginning of a message")
            yield *held, begins
            held = None
        if empty and _FROM.match(line.rstrip(b"\r\n")):
            held = number, line
        else:
            if empty and line.startswith(b"From "):
                log.note(source.place(number), "a line of text that begins with From")
            yield number, line, False
        empty = not line.strip(b"\r\n")
    if held is not None:
        yield *held, True
    if not line.endswith(b"\n"):
        log.note(source.place(), "it ends in the middle of a line: it may be cut off")


def _lines(source: Source) -> Iterator[tuple[int, bytes]]:
    """Numbered lines; pieces of one that is too long have its number."""
    number, fresh = 0, True
    with source.open() as stream:
        while line := stream.readline(MAX_LINE):
            number += fresh
            yield number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            fresh = line.endswith(b"\n")

"""The lines of a file of events: read one by one, never more of one than an event can be long."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import attrs
import click

from wrbc_rules.cli.options import counted, fail, on_terminal
from wrbc_rules.diagnostics import quoted

#: A line longer than this is no event.
MAX_LINE = 1_000_000
#: So many ids that stand on several lines are named, and so many lines of each.
_NAMED = 10


@contextmanager
def opened(file: str) -> Iterator[IO[bytes]]:
    """The events' bytes: standard input for `-`. Stops if there are none to read."""
    if file == "-":
        if not sys.stdin:
            fail("cannot read standard input: it is closed")
        if sys.stdin.isatty():
            click.echo("reading events from the keyboard, one a line; end with Ctrl-D", err=True)
        yield sys.stdin.buffer
        return
    try:
        stream = Path(file).open("rb")  # noqa: SIM115 - what goes wrong later is not the file's
    except OSError as error:
        fail(f"cannot read {file}: {error.strerror}")
    with stream:
        yield stream


def numbered(stream: IO[bytes], file: str) -> Iterator[tuple[int, bytes]]:
    """Each line with its number; of one that is too long, a beginning that is too long."""
    number = 0
    while line := _part(stream, file):
        number += 1
        yield number, line
        while len(line) > MAX_LINE and not line.endswith(b"\n"):
            line = _part(stream, file)


def _part(stream: IO[bytes], file: str) -> bytes:
    try:
        return stream.readline(MAX_LINE + 1)
    except OSError as error:
        fail(f"cannot read {'standard input' if file == '-' else file}: {error.strerror}")


def with_bar(lines: Iterator[tuple[int, bytes]], stream: IO[bytes], file: str) -> Iterator[tuple[int, bytes]]:
    """The same lines; where answers go elsewhere than the terminal, a bar shows how much is read."""
    size = 0 if file == "-" else os.fstat(stream.fileno()).st_size
    if size < MAX_LINE or not on_terminal(sys.stderr) or on_terminal(sys.stdout):
        yield from lines
        return
    with click.progressbar(length=size, label="deciding", file=sys.stderr) as bar:
        for each in lines:
            yield each
            bar.update(stream.tell() - bar.pos)


@attrs.define
class Ids:
    """On which lines each id stands: an answer is known by its id alone."""

    _lines: dict[str, list[int]] = attrs.field(factory=dict)

    def add(self, name: str, line: int) -> None:
        """An event of this id stands on this line."""
        self._lines.setdefault(name, []).append(line)

    def repeated(self) -> Iterator[str]:
        """A sentence for each id that stands on several lines."""
        several = [(name, lines) for name, lines in self._lines.items() if len(lines) > 1]
        for name, lines in several[:_NAMED]:
            *first, last = [str(each) for each in lines[:_NAMED]]
            more = f" and {len(lines) - _NAMED} more" if len(lines) > _NAMED else ""
            said = f"{', '.join([*first, last])}{more}" if more else f"{', '.join(first)} and {last}"
            yield f"the id {quoted(name)} stands on lines {said}; give each event one of its own"
        if len(several) > _NAMED:
            yield f"{counted(len(several) - _NAMED, 'more id')} on several lines"

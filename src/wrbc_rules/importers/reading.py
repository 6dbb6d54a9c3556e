"""Reading exports of every format: which is whose, each message once, and a count that adds up."""

from __future__ import annotations

import sqlite3
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

import attrs

from wrbc_rules.importers.record import Asked, BrokenExportError, Got, Log, Place, Record, Skipped
from wrbc_rules.importers.seen import Seen
from wrbc_rules.importers.skips import Skips
from wrbc_rules.importers.source import PACKED, Source, bytes_of, files_in, sources_in, sources_of

_NESTED = "an archive in an archive is not opened; take it out, and give it too"
_TWICE = "by another phone's clock or names: both count, look whether they are one"


class Importer(Protocol):
    """A format is two questions."""

    @property
    def name(self) -> str:
        """What the command line calls the format."""
        ...

    @property
    def readings(self) -> int:
        """How many times `records` goes through a file."""
        ...

    def is_mine(self, source: Source) -> bool:
        """Whether the file is of this format, by its name and beginning."""
        ...

    def records(self, source: Source, asked: Asked, log: Log) -> Iterator[Record]:
        """What is in it, in its order; each record is announced by `log.meet`.

        Raises `BrokenExportError` where no more can be read.
        """
        ...


@attrs.define
class Reading:
    """One run over exports. Yields events; the rest is told afterwards.

    A message is the same as one of another file if chat, instant, sender and text are, and as many like it
    stand before it in its file: "ok" sent twice in one minute stays two messages, in overlapping exports too.
    What is known of messages lies in `Seen`, so that memory does not grow with their number.
    """

    asked: Asked
    importers: Sequence[Importer]
    #: An importer that every file is given to.
    chosen: Importer | None = None
    #: Is told how many bytes of what is given are read; `bytes_of` says of how many.
    on_read: Callable[[int], None] | None = None
    log: Log = attrs.field(factory=Log)
    events: int = 0
    skipped: Skips = attrs.field(factory=Skips)
    broken: list[BrokenExportError] = attrs.field(factory=list)
    #: Files of no known format, and how many there were of each ending inside archives and folders.
    strange: list[str] = attrs.field(factory=list)
    beside: Counter[str] = attrs.field(factory=Counter)
    formats: dict[str, str] = attrs.field(factory=dict)
    seen: Seen = attrs.field(factory=Seen)
    _files: list[str] = attrs.field(factory=list)
    #: Bytes of the files before.
    _done: int = 0

    def of(self, path: Path) -> Iterator[Got]:
        """The events of an export: a file, an archive, or a folder of them."""
        before = self._done
        try:
            with _unbroken(Place(str(path))):
                inside = path.is_dir()
                files = list(files_in(path, self.log)) if inside else [path]
                size = bytes_of(path)
        except BrokenExportError as error:
            self.broken.append(error)
            return
        for file in files:
            yield from self._all(sources_of(file, self.log, inside=inside), Place(str(file)))
        self._pass(before + size)

    def of_stream(self, stream: IO[bytes], name: str) -> Iterator[Got]:
        """The events of an export that is no file, such as standard input."""
        yield from self._all(sources_in(stream, name, self.log), Place(name))

    def _all(self, sources: Iterator[Source], place: Place) -> Iterator[Got]:
        try:
            with _unbroken(place):
                for source in sources:
                    before = self._done
                    yield from self._file(source)
                    self._pass(before + source.size)
        except BrokenExportError as error:
            self.broken.append(error)

    def _pass(self, done: int) -> None:
        self._done = done
        if self.on_read is not None:
            self.on_read(done)

    def _file(self, source: Source) -> Iterator[Got]:
        try:
            with _unbroken(source.place()):
                if not source.head:
                    self.log.note(source.place(), "the file is empty")
                    return
                importer = self.chosen if self._is_chosen(source) else self._whose(source)
            if importer is None:
                self._strange(source)
                return
            self.formats[source.name] = importer.name
            yield from self._records(importer, self._watched(source, importer))
        except BrokenExportError as error:
            self.broken.append(error)

    def _watched(self, source: Source, importer: Importer) -> Source:
        """The same, told of as it is read: of a format that is read twice, each reading counts for half."""
        if self.on_read is None:
            return source
        on_read, before, passed = self.on_read, self._done, 0
        unit = source.size / (max(source.length, 1) * importer.readings)

        def told(number: int) -> None:
            nonlocal passed
            passed += number
            on_read(before + min(int(passed * unit), source.size))

        return attrs.evolve(source, passed=told)

    def _is_chosen(self, source: Source) -> bool:
        """Inside archives and folders a format that is named is still asked whether a file is its own."""
        return self.chosen is not None and (not source.inside or self.chosen.is_mine(source))

    def _whose(self, source: Source) -> Importer | None:
        if self.chosen is not None:
            return None
        return next((each for each in self.importers if each.is_mine(source)), None)

    def _strange(self, source: Source) -> None:
        if not source.inside:
            self.strange.append(source.name)
        elif source.head.startswith(PACKED):
            self.log.note(
                source.place(), "an archive in an archive is not opened; take it out, and give it too"
            )
        else:
            self.beside[Path(source.names[0]).suffix.lower() or "no ending"] += 1

    def _records(self, importer: Importer, source: Source) -> Iterator[Got]:
        """What an importer finds in a file: in = out + skipped, or it is a fault of ours."""
        self._files.append(source.name)
        met, out, skipped = self.log.met, 0, len(self.skipped)
        try:
            with _unbroken(source.place()):
                for record in importer.records(source, self.asked, self.log):
                    told = self._told(record)
                    if told is not None:
                        out += 1
                        self.events += 1
                        yield told
        except BrokenExportError as error:
            for _ in range(self.log.met - met - out - (len(self.skipped) - skipped)):
                self.skipped.add(Skipped(error.place, "the file cannot be read on from here"))
            raise
        told_of = out + len(self.skipped) - skipped
        assert self.log.met - met == told_of, f"{importer.name}: {self.log.met - met} met, {told_of} told of"

    def _told(self, record: Record) -> Got | None:
        """The record as it goes out; None if it is skipped, and so if it was told before."""
        here = len(self._files) - 1
        if isinstance(record, Got) and record.mark is not None:
            first = self.seen.again(record.mark, here, sole=record.sole)
            if first is not None:
                record = Skipped(record.place, f"counted already: the same stands in {self._files[first]}")
        if isinstance(record, Skipped):
            self.skipped.add(record)
            return None
        self._hint(record, here)
        return self._named(record)

    def _hint(self, record: Got, here: int) -> None:
        """Say of a message that it may be one of another export that differs in clock or names."""
        first = here if record.hint is None else self.seen.first(record.hint, here)
        if first != here:
            self.log.note(record.place, f"perhaps the same as in {self._files[first]}, {_TWICE}")

    def _named(self, record: Got) -> Got:
        """The record with an id that no other has."""
        name = self.seen.named(record.event.id)
        if name == record.event.id:
            return record
        if record.own_id:
            self.log.note(
                record.place, "its id stands before already, of something else; a number is put after it"
            )
        return attrs.evolve(record, event=attrs.evolve(record.event, id=name))


@contextmanager
def _unbroken(place: Place) -> Iterator[None]:
    """Whatever keeps a file from being read is a `BrokenExportError`."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        reason = "the archive is damaged here; export it again, or download it again"
        raise BrokenExportError(place, reason) from error
    except OSError as error:
        raise BrokenExportError(
            place, f"cannot be read: {error.strerror or 'the system says no more'}"
        ) from error
    except sqlite3.Error as error:
        reason = "no room for the digests of its messages; make room where temporary files are kept"
        raise BrokenExportError(place, reason) from error

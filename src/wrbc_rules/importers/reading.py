"""Reading exports of every format: which is whose, each message once, and a count that adds up."""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import attrs

from wrbc_rules.importers.record import Asked, BrokenExportError, Got, Log, Record, Skipped
from wrbc_rules.importers.source import Source, sources_of


class Importer(Protocol):
    """A format is two questions."""

    @property
    def name(self) -> str:
        """What the command line calls the format."""
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
    A digest and an id stay in memory for each message, some 300 bytes; and every skipped record.
    """

    asked: Asked
    importers: Sequence[Importer]
    #: An importer that every file is given to.
    chosen: Importer | None = None
    log: Log = attrs.field(factory=Log)
    events: int = 0
    skipped: list[Skipped] = attrs.field(factory=list)
    broken: list[BrokenExportError] = attrs.field(factory=list)
    #: Files of no known format, and how many there were of each ending inside archives and folders.
    strange: list[str] = attrs.field(factory=list)
    beside: Counter[str] = attrs.field(factory=Counter)
    formats: dict[str, str] = attrs.field(factory=dict)
    _marks: dict[tuple[bytes, int], int] = attrs.field(factory=dict)
    _files: list[str] = attrs.field(factory=list)
    #: How many were called so.
    _ids: dict[str, int] = attrs.field(factory=dict)

    def of(self, path: Path) -> Iterator[Got]:
        """The events of an export. Raises `OSError` if there is nothing to be read."""
        try:
            for source in sources_of(path):
                yield from self._file(source)
        except BrokenExportError as error:
            self.broken.append(error)

    def _file(self, source: Source) -> Iterator[Got]:
        try:
            if not source.head:
                self.log.note(source.place(), "the file is empty")
                return
            importer = self.chosen if self._is_chosen(source) else self._whose(source)
            if importer is None:
                self._strange(source)
                return
            self.formats[source.name] = importer.name
            yield from self._records(importer, source)
        except BrokenExportError as error:
            self.broken.append(error)
        except (zipfile.BadZipFile, zlib.error, EOFError):
            reason = "the archive is damaged here; export it again, or download it again"
            self.broken.append(BrokenExportError(source.place(), reason))

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
        else:
            self.beside[Path(source.names[0]).suffix.lower() or "no ending"] += 1

    def _records(self, importer: Importer, source: Source) -> Iterator[Got]:
        """What an importer finds in a file: in = out + skipped, or it is a fault of ours."""
        self._files.append(source.name)
        alike: Counter[bytes] = Counter()
        met, out, skipped = self.log.met, 0, len(self.skipped)
        try:
            for record in importer.records(source, self.asked, self.log):
                told = self._told(record, alike)
                if told is not None:
                    out += 1
                    self.events += 1
                    yield told
        except BrokenExportError as error:
            lost = self.log.met - met - out - (len(self.skipped) - skipped)
            self.skipped += [Skipped(error.place, "the file cannot be read on from here")] * lost
            raise
        told_of = out + len(self.skipped) - skipped
        assert self.log.met - met == told_of, f"{importer.name}: {self.log.met - met} met, {told_of} told of"

    def _told(self, record: Record, alike: Counter[bytes]) -> Got | None:
        """The record as it goes out; None if it is skipped, and so if it was told before."""
        if isinstance(record, Got) and record.mark is not None:
            alike[record.mark] += 1
            key = (record.mark, 1 if record.sole else alike[record.mark])
            here = len(self._files) - 1
            first = self._marks.setdefault(key, here)
            if first != here or (record.sole and alike[record.mark] > 1):
                record = Skipped(record.place, f"counted already: the same stands in {self._files[first]}")
        if isinstance(record, Skipped):
            self.skipped.append(record)
            return None
        return self._named(record)

    def _named(self, record: Got) -> Got:
        """The record with an id that no other has."""
        given = name = record.event.id
        number = self._ids.get(given, 0) + 1
        while number > 1 and (name := f"{given}-{number}") in self._ids:
            number += 1
        self._ids[given] = number
        if number == 1:
            return record
        self._ids[name] = 1
        if record.own_id:
            self.log.note(
                record.place, "its id stands before already, of something else; a number is put after it"
            )
        return attrs.evolve(record, event=attrs.evolve(record.event, id=name))

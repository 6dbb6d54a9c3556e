"""The files that are given, and those in folders and zip archives. Nothing is ever unpacked to a disk."""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import IO

import attrs

from wrbc_rules.importers.record import BrokenExportError, Log, Place
from wrbc_rules.importers.streams import Utf8, Watched, is_utf_16

#: So much of a file is looked at to tell its format.
HEAD = 65_536
#: Of a longer line only so much is read.
MAX_LINE = 1_000_000
#: A part of an archive that is packed tighter than this is taken for an attack, once it is large.
_TIGHTEST, _LARGE = 150, 10_000_000
_MOST_PARTS = 200_000
#: So much of a stream that cannot be read twice is kept in memory.
PIPE = 200_000_000
PACKED = b"PK\x03\x04"
_LINK = "a link, which is not followed; give what it leads to by its own name"
#: Copies of a download: `chat (1).zip`, `chat 2.zip` would be a title.
_COPY = re.compile(r" ?\(\d+\)$")


@attrs.frozen(slots=False)
class Source:
    """One file of an export: how messages call it, what names it goes by, and how it is read anew."""

    name: str
    names: tuple[str, ...]
    raw: Callable[[], IO[bytes]]
    #: It lies in a folder or archive that was given, perhaps beside others that are no exports.
    inside: bool = False
    #: Its bytes as it lies there, perhaps packed, and unpacked.
    size: int = 0
    length: int = 0
    #: Is told how many bytes, unpacked, were just read.
    passed: Callable[[int], None] | None = None

    @cached_property
    def _start(self) -> bytes:
        with self.raw() as stream:
            return stream.read(HEAD)

    @property
    def utf_16(self) -> bool:
        """Whether it is written in UTF-16, and given as UTF-8."""
        return is_utf_16(self._start)

    @cached_property
    def head(self) -> bytes:
        """The beginning of it."""
        return Utf8(io.BytesIO(self._start)).read(HEAD) or b"" if self.utf_16 else self._start

    @cached_property
    def opening(self) -> str:
        """The beginning as text; what is no UTF-8 is left out."""
        return self.head.decode("utf-8", "ignore").removeprefix("\ufeff")

    def open(self) -> IO[bytes]:
        """Its bytes from the beginning."""
        stream: IO[bytes] = io.BufferedReader(Watched(self.raw(), self.passed), HEAD)
        return io.BufferedReader(Utf8(stream), HEAD) if self.utf_16 else stream

    @property
    def stems(self) -> tuple[str, ...]:
        """Its file name without ending and copy number, then that of the archive it lies in."""
        return tuple(_COPY.sub("", re.sub(r"\.[A-Za-z0-9]{2,5}$", "", each)) for each in self.names)

    def place(self, number: int | None = None, unit: str = "line") -> Place:
        """A place in it."""
        return Place(self.name, number, unit)


@attrs.frozen
class Line:
    """A line without its end; `faults` says what is wrong with it, nothing if all is well."""

    number: int
    text: str
    ended: bool
    faults: str = ""


def files_in(folder: Path, log: Log) -> Iterator[Path]:
    """The files in a folder and the folders below it, in the order of their names."""
    for each in sorted(folder.rglob("*"), key=lambda each: _in_order(str(each))):
        if each.is_symlink():
            log.note(Place(str(each)), _LINK)
        elif each.is_file():
            yield each


def sources_of(path: Path, log: Log, *, inside: bool = False) -> Iterator[Source]:
    """The file, or the files in the zip archive; `inside`: it lies in a folder that was given.

    Each is to be read before the next is asked for. Raises `BrokenExportError` for an archive that cannot or
    must not be read, `OSError` for a file.
    """
    if not path.is_file():
        with path.open("rb") as stream:
            yield from sources_in(stream, str(path), log)
        return

    def opener() -> IO[bytes]:
        return path.open("rb")

    with opener() as begun:
        packed = begun.read(4) == PACKED
    size = path.stat().st_size
    if packed:
        yield from _parts(opener, str(path), size, log)
    else:
        yield Source(str(path), (path.name, path.resolve().parent.name), opener, inside, size, size)


def sources_in(stream: IO[bytes], name: str, log: Log) -> Iterator[Source]:
    """The file, or the files of the archive, that a stream is: one that is no file is kept in memory.

    Raises `BrokenExportError` for a longer one than that may be.
    """
    opener = _anew(stream, Place(name))
    with opener() as begun:
        packed = begun.read(4) == PACKED
        size = begun.seek(0, io.SEEK_END)
    if packed:
        yield from _parts(opener, name, size, log)
    else:
        yield Source(name, (name,), opener, size=size, length=size)


def _anew(stream: IO[bytes], place: Place) -> Callable[[], IO[bytes]]:
    """What reads a stream from its beginning, as often as one likes; never two at once."""
    if _is_file(stream):
        return lambda: _from_start(os.fdopen(os.dup(stream.fileno()), "rb"))
    held = stream.read(PIPE + 1)
    if len(held) > PIPE:
        raise BrokenExportError(place, f"more than {PIPE:,} bytes came through a pipe; name the file instead")
    return lambda: io.BytesIO(held)


def _is_file(stream: IO[bytes]) -> bool:
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except OSError:  # it has no number that the system knows
        return False


def _from_start(stream: IO[bytes]) -> IO[bytes]:
    stream.seek(0)
    return stream


def bytes_of(path: Path) -> int:
    """How many bytes there are to be read in a file or folder, packed as they are."""
    if path.is_dir():
        files = (each for each in path.rglob("*") if each.is_file() and not each.is_symlink())
        return sum(each.stat().st_size for each in files)
    return path.stat().st_size if path.is_file() else 0


def _in_order(name: str) -> tuple[tuple[str, int], ...]:
    """So that `message_10` comes after `message_9`."""
    return tuple((text, int(each or 0)) for text, each in re.findall(r"(\D*)([0-9]{0,18})", name.casefold()))


def _parts(opener: Callable[[], IO[bytes]], name: str, size: int, log: Log) -> Iterator[Source]:
    """The files of an archive, each read from within it."""
    with opener() as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeError) as error:
            reason = "the archive is cut off or damaged; export it again, or download it again"
            raise BrokenExportError(Place(name), reason) from error
        with archive:
            parts = [each for each in archive.infolist() if not each.is_dir()]
            _refuse_bombs(parts, name, size)
            for part in sorted(parts, key=lambda each: _in_order(each.filename)):
                if stat.S_ISLNK(part.external_attr >> 16):
                    log.note(Place(f"{name}/{part.filename}"), _LINK)
                else:
                    yield _part(archive, part, name)


def _part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> Source:
    last = part.filename.replace("\\", "/").rsplit("/", 1)[-1]
    names = (last, Path(name).name)
    whole = f"{name}/{part.filename}"
    opener = partial(_opened, archive, part, Place(whole))
    return Source(whole, names, opener, inside=True, size=part.compress_size, length=part.file_size)


def _refuse_bombs(parts: list[zipfile.ZipInfo], name: str, size: int) -> None:
    if len(parts) > _MOST_PARTS:
        raise BrokenExportError(Place(name), f"the archive holds more than {_MOST_PARTS:,} files")
    if sum(each.compress_size for each in parts) > size:
        raise BrokenExportError(Place(name), "the files in the archive overlap; no export does that")
    for each in parts:
        place = Place(f"{name}/{each.filename}")
        if each.file_size > _LARGE and each.file_size > _TIGHTEST * each.compress_size:
            raise BrokenExportError(place, "it is packed too tightly for an export; unpack it yourself first")


def _opened(archive: zipfile.ZipFile, part: zipfile.ZipInfo, place: Place) -> IO[bytes]:
    # Other ways of packing may ask for gigabytes of memory before the first byte.
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BrokenExportError(place, "it is packed in a rare way; unpack the archive yourself")
    try:
        return archive.open(part)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError) as error:
        fault = "locked with a password" if part.flag_bits & 1 else "damaged"
        raise BrokenExportError(place, f"it is {fault}; unpack the archive yourself") from error


def lines_of(source: Source) -> Iterator[Line]:
    """Its lines, numbered; none in memory longer than `MAX_LINE` bytes."""
    with source.open() as stream:
        number = 0
        while start := stream.readline(MAX_LINE):
            number += 1
            if number == 1:
                start = start.removeprefix(b"\xef\xbb\xbf")
            rest = start
            while not rest.endswith(b"\n") and (rest := stream.readline(MAX_LINE)):
                pass
            yield _line(number, start, long=rest is not start and len(start) == MAX_LINE, ended=bool(rest))


def _line(number: int, raw: bytes, *, long: bool, ended: bool) -> Line:
    faults = f"longer than {MAX_LINE:,} bytes" if long else ""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("utf-8", "replace")
        faults = faults or "not UTF-8"
    return Line(number, text.removesuffix("\n").removesuffix("\r"), ended, faults)

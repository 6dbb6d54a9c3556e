"""The files that are given, and those in folders and zip archives. Nothing is ever unpacked to a disk."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import IO

import attrs

from wrbc_rules.importers.record import BrokenExportError, Place

#: So much of a file is looked at to tell its format.
HEAD = 65_536
#: Of a longer line only so much is read.
MAX_LINE = 1_000_000
#: A part of an archive that is packed tighter than this is taken for an attack, once it is large.
_TIGHTEST, _LARGE = 150, 10_000_000
_MOST_PARTS = 200_000
#: Copies of a download: `chat (1).zip`, `chat 2.zip` would be a title.
_COPY = re.compile(r" ?\(\d+\)$")


@attrs.frozen(slots=False)
class Source:
    """One file of an export: how messages call it, what names it goes by, and how it is read anew."""

    name: str
    names: tuple[str, ...]
    open: Callable[[], IO[bytes]]
    #: It lies in a folder or archive that was given, perhaps beside others that are no exports.
    inside: bool = False

    @cached_property
    def head(self) -> bytes:
        """The beginning of it."""
        with self.open() as stream:
            return stream.read(HEAD)

    @cached_property
    def opening(self) -> str:
        """The beginning as text; what is no UTF-8 is left out."""
        return self.head.decode("utf-8", "ignore").removeprefix("\ufeff")

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


def sources_of(path: Path) -> Iterator[Source]:
    """The file, or the files in the folder or zip archive, in the order of their names.

    Each is to be read before the next is asked for. Raises `BrokenExportError` for an archive that cannot or
    must not be read, `OSError` for a file.
    """
    if path.is_dir():
        for each in sorted(path.rglob("*"), key=lambda each: _in_order(str(each))):
            if each.is_file() and not each.is_symlink():
                yield from _file(each, inside=True)
    else:
        yield from _file(path, inside=False)


def _file(path: Path, *, inside: bool) -> Iterator[Source]:
    with path.open("rb") as stream:
        packed = stream.read(4) == b"PK\x03\x04"
    if packed:
        yield from _parts(path)
    else:
        yield Source(str(path), (path.name, path.resolve().parent.name), lambda: path.open("rb"), inside)


def _in_order(name: str) -> tuple[tuple[str, int], ...]:
    """So that `message_10` comes after `message_9`."""
    return tuple((text, int(each or 0)) for text, each in re.findall(r"(\D*)([0-9]{0,18})", name.casefold()))


def _parts(path: Path) -> Iterator[Source]:
    """The files of an archive, each read from within it."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeError) as error:
        reason = "the archive is cut off or damaged; export it again, or download it again"
        raise BrokenExportError(Place(str(path)), reason) from error
    with archive:
        parts = [each for each in archive.infolist() if not each.is_dir()]
        _refuse_bombs(parts, path)
        for part in sorted(parts, key=lambda each: _in_order(each.filename)):
            last = part.filename.replace("\\", "/").rsplit("/", 1)[-1]
            yield Source(
                f"{path}/{part.filename}", (last, path.name), _opener(archive, part, path), inside=True
            )


def _refuse_bombs(parts: list[zipfile.ZipInfo], path: Path) -> None:
    if len(parts) > _MOST_PARTS:
        raise BrokenExportError(Place(str(path)), f"the archive holds more than {_MOST_PARTS:,} files")
    if sum(each.compress_size for each in parts) > path.stat().st_size:
        raise BrokenExportError(Place(str(path)), "the files in the archive overlap; no export does that")
    for each in parts:
        if each.file_size > _LARGE and each.file_size > _TIGHTEST * each.compress_size:
            place = Place(f"{path}/{each.filename}")
            raise BrokenExportError(place, "it is packed too tightly for an export; unpack it yourself first")


def _opener(archive: zipfile.ZipFile, part: zipfile.ZipInfo, path: Path) -> Callable[[], IO[bytes]]:
    def opened() -> IO[bytes]:
        try:
            return archive.open(part)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError) as error:
            fault = "locked with a password" if part.flag_bits & 1 else "damaged"
            place = Place(f"{path}/{part.filename}")
            raise BrokenExportError(place, f"it is {fault}; unpack the archive yourself") from error

    return opened


def lines_of(source: Source) -> Iterator[Line]:
    """Its lines, numbered; none in memory longer than `MAX_LINE` bytes."""
    with source.open() as stream:
        number = 0
        while start := stream.readline(MAX_LINE):
            number += 1
            if number == 1:
                _refuse_utf_16(start, source)
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


def _refuse_utf_16(start: bytes, source: Source) -> None:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BrokenExportError(source.place(1), "it is saved as UTF-16; save it again as UTF-8")

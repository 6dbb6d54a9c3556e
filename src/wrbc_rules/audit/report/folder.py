"""Files of one folder that are replaced together: each whole or not at all, the receipt last.

All files are written and flushed to disk in a folder of their own below. Then each is renamed into its place,
the receipt, which names the digest of every other, at the very end. A run that is killed before the first
rename has changed nothing. One that is killed between two leaves the old receipt, whose digests are not those
of the files that are new already: `not_of_the_receipt` says which. The next run clears what is left.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import attrs

#: Where the files of a run lie until they are complete.
UNFINISHED = ".wrbc-rules-unfinished"
RECEIPT = "receipt.json"


class ReportError(Exception):
    """The reports could not be written; says what was in the way and what became of earlier ones."""


@attrs.frozen
class Digest:
    """The SHA-256 of a file, and its size in bytes."""

    sha256: str
    size: int


@attrs.define
class Staging:
    """The files of one run before they change places with those of the last."""

    folder: Path
    names: list[str] = attrs.field(factory=list)
    #: Whether the first file has been replaced.
    moving: bool = False

    @property
    def below(self) -> Path:
        """Where unfinished files lie; also for files that a library needs on the way."""
        return self.folder / UNFINISHED

    @contextmanager
    def new(self, name: str) -> Iterator[IO[bytes]]:
        """A new file, open for bytes; it is on the disk when the block ends."""
        with (self.below / name).open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        self.names.append(name)

    def digests(self) -> dict[str, Digest]:
        """Of every file that is complete."""
        return {name: digest_of(self.below / name) for name in self.names}

    def replace(self, known: tuple[str, ...]) -> tuple[Path, ...]:
        """Put every file in its place, the last one last; of `known` names, drop those of an earlier run."""
        for name in self.names:
            if (self.folder / name).is_dir():
                raise ReportError(
                    f"{self.folder / name} is a folder; move it away, so that a report can stand there"
                )
        stale = _written_before(self.folder, known, but=self.names)
        _flush_folder(self.below)
        self.moving = True
        *most, last = self.names
        for name in most:
            (self.below / name).replace(self.folder / name)
        for name in stale:
            (self.folder / name).unlink()
        _flush_folder(self.folder)
        (self.below / last).replace(self.folder / last)
        _flush_folder(self.folder)
        return tuple(self.folder / name for name in self.names)


@contextmanager
def staged(folder: Path) -> Iterator[Staging]:
    """A run's place in a folder, which is made if need be; one run at a time. Raises `ReportError`."""
    staging = Staging(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _held(folder):
            _clear(staging.below)
            staging.below.mkdir(mode=0o700)
            try:
                yield staging
            finally:
                _clear(staging.below)
    except OSError as error:
        raise ReportError(_letter(folder, error, staging.moving)) from error


def not_of_the_receipt(folder: Path) -> tuple[str, ...]:
    """The names of reports in a folder that are not the ones that its receipt speaks of, missing ones too."""
    said = _receipt_of(folder)
    if said is None:
        return (RECEIPT,)
    return tuple(name for name, sha256 in said.items() if _sha256(folder / name) != sha256)


def digest_of(path: Path) -> Digest:
    """The digest and size of a file."""
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        return Digest(sha256, stream.tell())


def _written_before(folder: Path, known: tuple[str, ...], but: list[str]) -> list[str]:
    """Reports that an earlier run wrote, this one does not, and nobody has changed since."""
    said = _receipt_of(folder) or {}
    return [n for n in known if n not in but and n in said and _sha256(folder / n) == said[n]]


def _receipt_of(folder: Path) -> dict[str, str] | None:
    """The digests in the folder's receipt, by name; None where there is no receipt."""
    try:
        read: Any = json.loads((folder / RECEIPT).read_bytes())
        return {str(name): str(each["sha256"]) for name, each in read["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _sha256(path: Path) -> str | None:
    try:
        return digest_of(path).sha256
    except OSError:
        return None


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Hold a lock on the folder, which ends with the process however that ends."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ReportError(f"another audit is writing into {folder}; wait until it is done") from None
        except OSError:
            pass  # some network drives have no locks
        yield
    finally:
        os.close(handle)


def _clear(below: Path) -> None:
    """Remove what a killed run left; a link is removed, never followed."""
    if below.is_symlink() or below.is_file():
        below.unlink()
    elif below.exists():
        shutil.rmtree(below)


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some network drives flush files only
            raise
    finally:
        os.close(handle)


def _letter(folder: Path, error: OSError, moving: bool) -> str:
    why = (error.strerror or str(error)).lower()
    if moving:
        after = "some reports there are new and some are not; run it again, and use none of them before"
    else:
        after = "reports that were there before are as they were"
    return f"the reports could not be written into {folder}: {why}; {after}"

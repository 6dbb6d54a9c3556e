"""Streams around streams: one that tells how much is read, and one that gives UTF-16 as UTF-8."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_PIECE = 65_536
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")


def is_utf_16(start: bytes) -> bool:
    """Whether a file that begins so says that it is UTF-16."""
    return start.startswith(_BYTE_ORDER_MARKS)


class Watched(io.RawIOBase):
    """A stream that tells after each piece how many bytes it had."""

    def __init__(self, stream: IO[bytes], passed: Callable[[int], None] | None) -> None:
        self._stream = stream
        self._passed = passed

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """As of any raw stream."""
        view = memoryview(buffer)
        piece = self._stream.read(len(view))
        view[: len(piece)] = piece
        if self._passed is not None:
            self._passed(len(piece))
        return len(piece)

    def close(self) -> None:
        """Close both."""
        self._stream.close()
        super().close()


class Utf8(io.RawIOBase):
    """The UTF-8 of a stream of UTF-16; what is broken in it is broken in this too."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-16")("surrogatepass")
        self._left = b""
        self._ended = False

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """As of any raw stream."""
        while not self._left and not self._ended:
            self._left = self._next()
        view = memoryview(buffer)
        size = min(len(view), len(self._left))
        view[:size], self._left = self._left[:size], self._left[size:]
        return size

    def _next(self) -> bytes:
        piece = self._stream.read(_PIECE)
        self._ended = not piece
        try:
            return self._decoder.decode(piece, final=not piece).encode("utf-8", "surrogatepass")
        except UnicodeDecodeError:  # half a character, at the end
            return b"\xff"

    def close(self) -> None:
        """Close both."""
        self._stream.close()
        super().close()

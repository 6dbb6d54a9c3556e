"""What the columnar backend says when it cannot do something: a code, and what to do. It never skips."""

from __future__ import annotations

from typing import NoReturn


class ColumnarError(ValueError):
    """A policy that cannot be said in columns, or tables that are not as their schema says.

    `code` is WR301 where a rule cannot be said, WR302 where a table is wrong, WR303 where an engine is not
    one that this was tried on, WR304 where times are too far apart for one table of clock changes.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code, self.message = code, message


def refuse(code: str, message: str) -> NoReturn:
    """Raise `ColumnarError`."""
    raise ColumnarError(code, message)

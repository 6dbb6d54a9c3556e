"""What is said of an event that is not understood: all that is wrong with it, as far as anybody reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")

#: So many things that are wrong with one event are told.
MOST = 20


class EventError(ValueError):
    """Something given as an event is not one. `path` says where in it, the message what to do.

    `others` are what else is wrong with the same event.
    """

    def __init__(self, path: str, message: str, others: Iterable[EventError] = ()) -> None:
        super().__init__(f"{path}: {message}" if path else message)
        self.path, self.message, self.others = path, message, tuple(others)
        for other in self.others:
            self.add_note(str(other))


def each_read(readings: Iterable[Callable[[], T]]) -> list[T]:
    """What every reading gives. Raises the first `EventError`, with those of the other readings."""
    made: list[T] = []
    wrong: list[EventError] = []
    for read in readings:
        try:
            made.append(read())
        except EventError as error:
            wrong += (error, *error.others)
        if len(wrong) >= MOST:
            break
    if wrong:
        raise EventError(wrong[0].path, wrong[0].message, wrong[1:MOST])
    return made

"""The chats of a JSON export and their messages, one by one, by ijson: a file is never in memory as a whole.

A chat is an object with a list called `messages`. It is read twice, because its name may stand behind them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any, NoReturn

import attrs

from wrbc_rules.importers.record import BrokenExportError, Log, Place, Skipped
from wrbc_rules.importers.source import Source

#: Deeper than this, or with more values than this, no message is.
_DEPTH, _VALUES = 64, 100_000
_DEEP = f"lists and objects are nested deeper than {_DEPTH}"
#: A chat's other values that are read: texts and numbers, and these lists.
_LISTS = frozenset({"participants"})
_BOM = b"\xef\xbb\xbf"


@attrs.define
class Item:
    """One member of a list of messages, with what is said of its chat; `fault` if it cannot be taken."""

    place: Place
    chat: dict[str, Any]
    value: dict[str, Any]
    fault: str = ""

    @property
    def skipped(self) -> Skipped:
        """The record of one that has a fault."""
        return Skipped(self.place, self.fault)


def items_of(source: Source, log: Log) -> Iterator[Item]:
    """Every message of every chat, met as soon as it begins.

    Raises `BrokenExportError` where the file is no JSON any more, and if the library for it is not installed.
    """
    chats: list[dict[str, Any]] = []
    try:
        for _ in _Walk(source, Log(), chats, build=False).items():
            pass
    except BrokenExportError:
        if not chats:
            raise
    yield from _Walk(source, log, chats, build=True).items()


@attrs.define
class _Walk:
    """One reading of the file: the first learns what chats are called, the second builds their messages."""

    source: Source
    log: Log
    chats: list[dict[str, Any]]
    build: bool
    number: int = 0
    chat: int = -1

    def items(self) -> Iterator[Item]:
        """The messages; none in the first reading."""
        with self.source.open() as stream:
            events = _events(stream, self.source)
            try:
                for event, value in events:
                    yield from self._value(event, value, events, 0)
            except (ValueError, StopIteration):
                self._refuse("it is cut off here, or no JSON; export it again, or copy it again")

    def _refuse(self, reason: str) -> NoReturn:
        """Without a word of the file: the parser's own complaint would quote it."""
        raise BrokenExportError(self.source.place(self.number or None, "message"), reason) from None

    def _value(self, event: str, value: Any, events: Iterator[tuple[str, Any]], depth: int) -> Iterator[Item]:
        if depth > _DEPTH:
            self._refuse(_DEEP)
        if event == "start_map":
            yield from self._object(events, depth)
        elif event == "start_array":
            for inner, each in events:
                if inner == "end_array":
                    return
                yield from self._value(inner, each, events, depth + 1)

    def _object(self, events: Iterator[tuple[str, Any]], depth: int) -> Iterator[Item]:
        told: dict[str, Any] = {}
        index: int | None = None
        for event, key in events:
            if event == "end_map":
                return
            inner, value = next(events)
            if key == "messages" and inner == "start_array":
                index = self._begun(told) if index is None else index
                yield from self._messages(events, self.chats[index], depth)
            elif key in _LISTS and inner == "start_array":
                told[key] = _Built(events, self.source.place()).of(inner, value, depth)
            elif inner in ("start_map", "start_array"):
                yield from self._value(inner, value, events, depth + 1)
            else:
                told[key] = value

    def _begun(self, told: dict[str, Any]) -> int:
        """The number of a chat whose messages begin; what is said of it may go on behind them."""
        self.chat += 1
        if self.chat >= len(self.chats):
            self.chats.append(told)
        return self.chat

    def _messages(
        self, events: Iterator[tuple[str, Any]], chat: dict[str, Any], depth: int
    ) -> Iterator[Item]:
        for event, value in events:
            if event == "end_array":
                return
            self.number += 1
            self.log.meet()
            place = self.source.place(self.number, "message")
            built = _Built(events, place, keep=self.build)
            made = built.of(event, value, depth + 2)
            if self.build:
                fault = built.fault or ("" if isinstance(made, dict) else "no message: it is no object")
                yield Item(place, chat, made if isinstance(made, dict) else {}, fault)


@attrs.define
class _Built:
    """A value built from events, with what is wrong in it."""

    events: Iterator[tuple[str, Any]]
    place: Place
    keep: bool = True
    fault: str = ""
    _count: int = 0

    def of(self, event: str, value: Any, depth: int) -> Any:
        """The value that begins with this event."""
        self._count += 1
        if self._count > _VALUES:
            self.fault, self.keep = f"it holds more than {_VALUES:,} values", False
        if depth > _DEPTH:
            raise BrokenExportError(self.place, _DEEP)
        if event == "start_map":
            return self._map(depth)
        if event == "start_array":
            made: list[Any] = []
            for inner, each in self.events:
                if inner == "end_array":
                    break
                value = self.of(inner, each, depth + 1)
                if self.keep:
                    made.append(value)
            return made
        return value

    def _map(self, depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for event, key in self.events:
            if event == "end_map":
                break
            value = self.of(*next(self.events), depth + 1)
            if key in made:
                self.fault = self.fault or "a key stands twice in it: which value counts is not known"
            if self.keep:
                made[key] = value
        return made


@attrs.define
class _Stream:
    """A stream without the mark at its beginning."""

    stream: IO[bytes]
    begun: bool = False

    def read(self, size: int = -1) -> bytes:
        """As of any stream."""
        piece = self.stream.read(max(size, 16) if size >= 0 else size) if size else b""
        if not self.begun and size:
            self.begun = True
            piece = piece.removeprefix(_BOM)
        return piece


def _events(stream: IO[bytes], source: Source) -> Iterator[tuple[str, Any]]:
    try:
        import ijson  # type: ignore[import-untyped]
    except ImportError:
        more = "JSON exports need one more library; install it with: pip install 'wrbc-rules[audit]'"
        raise BrokenExportError(source.place(), more) from None
    try:
        # With `use_float` a number of thousands of digits is refused; without, it corrupts the interpreter.
        yield from ijson.basic_parse(_Stream(stream), use_float=True)
    except ijson.JSONError:
        raise ValueError from None

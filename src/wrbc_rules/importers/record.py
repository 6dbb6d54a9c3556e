"""What comes out of an export: an event, or a record that was skipped, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import Literal, TypeAlias

import attrs

from wrbc_rules.events import Event
from wrbc_rules.values import Clock
from wrbc_rules.values import name_of as name_of  # noqa: PLC0414 - importers have it from here

#: The order of day, month and year in dates written with numbers.
DateOrder: TypeAlias = Literal["dmy", "mdy", "ymd"]


class BrokenExportError(Exception):
    """A file of which no more can be read. The message says why and what to do, never what stands there."""

    def __init__(self, place: Place, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


@attrs.frozen
class Place:
    """Where a record stands: its file, and the number of its first line (or message, or element)."""

    file: str
    number: int | None = None
    unit: str = "line"

    def __str__(self) -> str:
        return self.file if self.number is None else f"{self.file}, {self.unit} {self.number}"


@attrs.frozen
class Change:
    """What a line says of a group's members: who came, who went. An event has no field for it.

    `owner` is what became of the one whose export it is, who has no name in it ("You"). `order` is its place
    in the course of its file: of two changes at one moment, the later has the greater.
    """

    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    order: int = attrs.field(default=0, repr=False)
    owner: Literal["joined", "left"] | None = None


@attrs.frozen
class Got:
    """A record that is an event.

    `mark` is a digest by which the same message is known in another export. `sole` says that no two messages
    of one file share it, as with an email's own identifier; `own_id`, that the event's id is its author's.
    `hint` is a looser digest, which another phone's export of the same message may share. `text` is what it
    says, where `Asked.with_text` asks for it, and the export has it.
    """

    place: Place
    event: Event
    mark: bytes | None = None
    sole: bool = False
    own_id: bool = False
    change: Change | None = None
    hint: bytes | None = None
    text: str | None = attrs.field(default=None, repr=False)


@attrs.frozen
class Skipped:
    """A record that is no event, and why. The reason never quotes the record."""

    place: Place
    reason: str


Record: TypeAlias = Got | Skipped


#: Of a longer text only so many characters are given.
MAX_TEXT = 100_000
#: So many places of one note are kept.
_KEPT = 8


@attrs.define
class Noted:
    """How often something was said of a file, and where first."""

    count: int = 0
    numbers: list[int] = attrs.field(factory=list)

    def add(self, number: int | None) -> None:
        """Once more, here; the file as a whole has no number."""
        self.count += number is not None
        if number is not None and len(self.numbers) < _KEPT and number not in self.numbers:
            self.numbers.append(number)


@attrs.frozen
class Listed:
    """Whom an export itself lists as taking part in a chat, as at the time when it was made."""

    place: Place
    group: str | None
    people: tuple[str, ...]


@attrs.define
class Log:
    """What an importer says beside its records: how many it met, and what is not known of the file."""

    met: int = 0
    notes: dict[tuple[str, str], Noted] = attrs.field(factory=dict)
    listed: list[Listed] = attrs.field(factory=list)

    def meet(self) -> None:
        """A record begins here; it has to come out as an event or as skipped."""
        self.met += 1

    def note(self, place: Place, text: str) -> None:
        """Say this of a file, or of a place in it."""
        self.notes.setdefault((place.file, text), Noted()).add(place.number)


@attrs.frozen
class Asked:
    """What an importer is told: the clock of local times, the order of dates, and how an event is read.

    `event_of` reads the JSON form of an event; only the plain door needs it. It raises `ValueError`.
    Without `with_text` nothing keeps what a message says.
    """

    clock: Clock
    date_order: DateOrder | None = None
    event_of: Callable[[object], Event] | None = None
    with_text: bool = False


def text_of(text: str) -> str:
    """What a message says, as far as it is given; halves of characters are question marks."""
    return text[:MAX_TEXT].encode("utf-8", "replace").decode("utf-8")


def digest(*parts: object) -> bytes:
    """Sixteen bytes that stand for these parts."""
    return blake2b(repr(parts).encode("utf-8", "backslashreplace"), digest_size=16).digest()


def id_of(form: str, *parts: object) -> str:
    """An id that another export of the same message gives too. Give no text: it could be guessed from it."""
    return f"{form}-{digest(form, *parts).hex()[:12]}"


def known(names: Iterable[str | None]) -> tuple[str, ...]:
    """The names that are there, each once, in order."""
    return tuple(dict.fromkeys(name for name in names if name))

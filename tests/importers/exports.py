"""Invented exports written to a folder and read: what came out, what was skipped, and what was said."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import attrs

from wrbc_rules.api import COMMUNICATION
from wrbc_rules.importers import IMPORTERS, Asked, DateOrder, Got, Reading
from wrbc_rules.values import Clock
from wrbc_rules.vocabulary import event_to_json, read_event

LONDON = Clock("Europe/London")
#: A text that must appear nowhere outside its export.
CANARY = "canary-7f3a"


@attrs.frozen
class Outcome:
    """What became of exports."""

    got: list[Got]
    reading: Reading

    @property
    def events(self) -> list[dict[str, Any]]:
        return [event_to_json(each.event) for each in self.got]

    @property
    def skipped(self) -> list[tuple[int | None, str]]:
        return [(each.place.number, each.reason) for each in self.reading.skipped]

    @property
    def notes(self) -> str:
        return " | ".join(text for _, text in self.reading.log.notes)

    @property
    def broken(self) -> str:
        return " | ".join(str(each) for each in self.reading.broken)

    @property
    def said(self) -> str:
        """Everything that could tell on a message: events, reasons, notes, errors."""
        return repr((self.events, self.reading.skipped, self.reading.log.notes, self.broken))


def read(
    *paths: Path, order: DateOrder | None = None, clock: Clock = LONDON, form: str | None = None
) -> Outcome:
    """The exports read as the command reads them; in = out + skipped holds, and no canary sings."""
    asked = Asked(clock, order, partial(read_event, COMMUNICATION, clock=clock))
    chosen = next((each for each in IMPORTERS if each.name == form), None)
    reading = Reading(asked, IMPORTERS, chosen)
    outcome = Outcome([got for path in paths for got in reading.of(path)], reading)
    assert reading.log.met == reading.events + len(reading.skipped)
    assert reading.events == len(outcome.got)
    assert len({each.event.id for each in outcome.got}) == len(outcome.got)
    assert CANARY not in outcome.said
    return outcome


def read_text(folder: Path, text: str | bytes, name: str = "export.txt", **options: Any) -> Outcome:
    """One file with this in it, read."""
    file = folder / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read(file, **options)

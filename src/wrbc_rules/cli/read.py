"""`wrbc-rules read`: exports of conversations in, events out, and beside them what became of every record."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wrbc_rules.api import COMMUNICATION
from wrbc_rules.cli.options import fail, loaded, on_terminal
from wrbc_rules.cli.receipt import receipt
from wrbc_rules.diagnostics import did_you_mean, quoted
from wrbc_rules.values import Clock, UnknownZoneError
from wrbc_rules.vocabulary import event_to_json, read_event

if TYPE_CHECKING:
    from wrbc_rules.importers import DateOrder, Got, Importer, Reading

#: What steers a terminal or hides what stands there, and JSON need not escape.
_STEERING = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
#: Fewer bytes are read before a bar could be looked at.
_SHORT = 1_000_000


@click.command(short_help="Read exports of conversations as events.")
@click.argument("exports", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--as", "form", metavar="FORMAT", help="The format, where it is not told from the file: see above."
)
@click.option(
    "--zone",
    metavar="ZONE",
    help="Time zone of local times in exports, such as Europe/London. [default: that of the bundled policy]",
)
@click.option(
    "--date-order", "order", type=click.Choice(["dmy", "mdy", "ymd"]), help="The order of day, month, year."
)
@click.option("--format", "written", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True)
@click.option(
    "--with-text",
    is_flag=True,
    help="Also print what messages say. They are personal data of children.",
)
@click.option("--template", is_flag=True, help="Write a CSV to fill in, and say what its columns mean.")
def read(  # noqa: PLR0913 - one for each option
    exports: tuple[Path, ...],
    form: str | None,
    zone: str | None,
    order: DateOrder | None,
    written: str,
    with_text: bool,
    template: bool,
) -> None:
    """Read EXPORTS of conversations: files, zip archives as they were exported, folders of them, - for
    standard input.

    Each event is printed as a line that `wrbc-rules decide` reads. On standard error stands what became of
    every record, what is not known, and that nothing is missing: in = out + skipped. No text of a message is
    kept. With --with-text a line is an object of `event`, `text`, `file` and the number of its `line`,
    `message` or `element`, which `decide` does not read; in CSV there is a column `text`, where line breaks
    are spaces.

    Formats for --as: jsonl, csv, sms, telegram, facebook, whatsapp, mail.

    Exit status: 0 if every file was read to its end, 2 if one was not.
    """
    if template:
        _write_template()
        return
    if not exports:
        fail("name an export: a file, a zip archive or a folder; see wrbc-rules read --help")
    reading = _reading(form, zone, order, with_text=with_text)
    with _progress(reading, exports):
        _print(reading, exports, written)
    click.echo("\n".join(receipt(reading)), err=True)
    sys.exit(2 if reading.broken or reading.strange else 0)


def _write_template() -> None:
    from wrbc_rules import importers

    click.echo(importers.template(), nl=False)
    click.echo("\n".join(importers.guide()), err=True)


def _reading(form: str | None, zone: str | None, order: DateOrder | None, *, with_text: bool) -> Reading:
    from wrbc_rules.importers import IMPORTERS

    clock = loaded(None, COMMUNICATION).typed.clock if zone is None else _clock(zone)
    chosen = None if form is None else _chosen(form, IMPORTERS)
    return reading_of(clock, order, with_text=with_text, chosen=chosen)


def reading_of(
    clock: Clock, order: DateOrder | None, *, with_text: bool, chosen: Importer | None = None
) -> Reading:
    """A run over exports whose local times are those of a clock."""
    from wrbc_rules.importers import IMPORTERS, Asked, Reading

    event_of = partial(read_event, COMMUNICATION, clock=clock)
    return Reading(Asked(clock, order, event_of, with_text), IMPORTERS, chosen)


def _clock(zone: str) -> Clock:
    try:
        return Clock(zone)
    except UnknownZoneError:
        fail(f"--zone: no time zone is called {quoted(zone)}; write one like Europe/London")


def _chosen(form: str, importers: Iterable[Importer]) -> Importer:
    by_name = {each.name: each for each in importers}
    if form not in by_name:
        hint = did_you_mean(form, by_name) or f"there are {', '.join(by_name)}"
        fail(f"--as: no format is called {quoted(form)}; {hint}")
    return by_name[form]


@contextmanager
def _progress(reading: Reading, exports: Iterable[Path]) -> Iterator[None]:
    """A bar of the bytes that are read, on a terminal where no events are printed."""
    from wrbc_rules.importers import bytes_of

    if not on_terminal(sys.stderr) or on_terminal(sys.stdout):
        yield
        return
    size = 0
    with suppress(OSError):  # what cannot be read is said later
        size = sum(bytes_of(each) for each in exports)
    if size < _SHORT:
        yield
        return
    with click.progressbar(length=size, label="reading", file=sys.stderr) as bar:
        reading.on_read = lambda done: bar.update(done - bar.pos)
        yield


def _print(reading: Reading, exports: Iterable[Path], written: str) -> None:
    """Every event as soon as it is read."""
    found = (got for path in exports for got in _of(reading, path))
    if written == "jsonl":
        line = _told if reading.asked.with_text else _event
        for got in found:
            print(_STEERING.sub(_escaped, json.dumps(line(got), ensure_ascii=False)))
        return
    from wrbc_rules.importers.columns import NAMES, cell_of, row_of

    names = (*NAMES, "text") if reading.asked.with_text else NAMES
    writer = csv.DictWriter(sys.stdout, names, lineterminator="\n")
    writer.writeheader()
    for got in found:
        text = {} if got.text is None else {"text": cell_of(got.text)}
        writer.writerow({**row_of(event_to_json(got.event)), **text})


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _event(got: Got) -> dict[str, Any]:
    return event_to_json(got.event)


def _told(got: Got) -> dict[str, Any]:
    """An event with what was said, and where it stands."""
    text = {} if got.text is None else {"text": got.text}
    number = {} if got.place.number is None else {got.place.unit: got.place.number}
    return {"event": event_to_json(got.event), **text, "file": got.place.file, **number}


def _of(reading: Reading, path: Path) -> Iterator[Got]:
    """The events of an export, or of standard input."""
    if str(path) != "-":
        return reading.of(path)
    if not sys.stdin:
        fail("cannot read standard input: it is closed")
    return reading.of_stream(sys.stdin.buffer, "standard input")

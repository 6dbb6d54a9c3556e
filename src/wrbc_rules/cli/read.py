"""`wrbc-rules read`: exports of conversations in, events out, and beside them what became of every record."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wrbc_rules.api import COMMUNICATION
from wrbc_rules.cli.options import fail, loaded
from wrbc_rules.cli.receipt import receipt
from wrbc_rules.diagnostics import did_you_mean, quoted
from wrbc_rules.values import Clock, UnknownZoneError
from wrbc_rules.vocabulary import event_to_json, read_event

if TYPE_CHECKING:
    from wrbc_rules.importers import DateOrder, Got, Importer, Reading


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
@click.option("--template", is_flag=True, help="Write a CSV to fill in, and say what its columns mean.")
def read(  # noqa: PLR0913 - one for each option
    exports: tuple[Path, ...],
    form: str | None,
    zone: str | None,
    order: DateOrder | None,
    written: str,
    template: bool,
) -> None:
    """Read EXPORTS of conversations: files, zip archives as they were exported, and folders of them.

    Each event is printed as a line that `wrbc-rules decide` reads. On standard error stands what became of
    every record, what is not known, and that nothing is missing: in = out + skipped. No text of a message is
    kept.

    Formats for --as: jsonl, csv, sms, telegram, facebook, whatsapp, mail.

    Exit status: 0 if every file was read to its end, 2 if one was not.
    """
    if template:
        _write_template()
        return
    if not exports:
        fail("name an export: a file, a zip archive or a folder; see wrbc-rules read --help")
    reading = _reading(form, zone, order)
    _print(reading, exports, written)
    click.echo("\n".join(receipt(reading)), err=True)
    sys.exit(2 if reading.broken or reading.strange else 0)


def _write_template() -> None:
    from wrbc_rules import importers

    click.echo(importers.template(), nl=False)
    click.echo("\n".join(importers.guide()), err=True)


def _reading(form: str | None, zone: str | None, order: DateOrder | None) -> Reading:
    from wrbc_rules.importers import IMPORTERS, Asked, Reading

    clock = loaded(None, COMMUNICATION).typed.clock if zone is None else _clock(zone)
    event_of = partial(read_event, COMMUNICATION, clock=clock)
    chosen = None if form is None else _chosen(form, IMPORTERS)
    return Reading(Asked(clock, order, event_of), IMPORTERS, chosen)


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


def _print(reading: Reading, exports: Iterable[Path], written: str) -> None:
    """Every event as soon as it is read."""
    found = (got for path in exports for got in _of(reading, path))
    if written == "jsonl":
        for got in found:
            click.echo(json.dumps(event_to_json(got.event), ensure_ascii=False))
        return
    from wrbc_rules.importers.columns import NAMES, row_of

    writer = csv.DictWriter(sys.stdout, NAMES, lineterminator="\n")
    writer.writeheader()
    for got in found:
        writer.writerow(row_of(event_to_json(got.event)))


def _of(reading: Reading, path: Path) -> Iterator[Got]:
    """The events of an export; one that cannot be read keeps nobody from the others."""
    from wrbc_rules.importers import BrokenExportError, Place

    try:
        yield from reading.of(path)
    except OSError as error:
        reading.broken.append(BrokenExportError(Place(str(path)), f"cannot be read: {error.strerror}"))

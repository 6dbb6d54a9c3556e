"""`wrbc-rules register`: a register in CSV files: start, check and compile it, see what is to be reviewed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
import click

from wrbc_rules.api import COMMUNICATION
from wrbc_rules.cli.faults import fault_lines, table_lines
from wrbc_rules.cli.options import counted, fail, loaded

if TYPE_CHECKING:
    from wrbc_rules.register import DateOrder, Fault, Register
    from wrbc_rules.values import Clock

F = TypeVar("F", bound=Callable[..., Any])


@click.group(short_help="Keep the register of who is who, and what was agreed and told.")
def register() -> None:
    """Keep the register: a folder of CSV files that say who is who, and what was agreed, told and wished.

    \b
    Examples:
      wrbc-rules register new our-register      write empty tables and a guide
      wrbc-rules register check our-register    what is wrong with them
      wrbc-rules register review our-register   who uses social media with whom
      wrbc-rules register compile our-register -o register.sqlite
    """  # noqa: D301 - click looks for the character itself


folder_argument = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))


def order_option(function: F) -> F:
    """`--date-order`: which number of a date is the day."""
    return click.option(
        "--date-order",
        "order",
        type=click.Choice(["dmy", "mdy"]),
        help="What stands first in dates like 03/04/2017, where the register itself does not show it.",
    )(function)


def zone_option(function: F) -> F:
    """`--zone`: the zone of times without an offset."""
    return click.option(
        "--zone",
        metavar="ZONE",
        help="Time zone of dates and times, such as Europe/London. [default: that of the bundled policy]",
    )(function)


def clock_of(zone: str | None) -> Clock:
    """The clock of a zone, or of the bundled policy; stops if there is no such zone."""
    from wrbc_rules.diagnostics import quoted
    from wrbc_rules.values import Clock, UnknownZoneError

    if zone is None:
        return loaded(None, COMMUNICATION).typed.clock
    try:
        return Clock(zone)
    except UnknownZoneError:
        fail(f"--zone: no time zone is called {quoted(zone)}; write one like Europe/London")


def read(folder: Path, clock: Clock, order: DateOrder | None) -> tuple[Register, tuple[Fault, ...]]:
    """The register in a folder, and what is wrong with it; stops if the folder cannot be read."""
    from wrbc_rules.register import read_register

    try:
        return read_register(folder, clock, order)
    except OSError as error:
        fail(f"cannot read {folder}: {error.strerror}")


@register.command(short_help="Say what is wrong with a register.")
@folder_argument
@order_option
@zone_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def check(folder: Path, order: DateOrder | None, zone: str | None, form: str) -> None:
    """Say what is wrong with the register in DIR, all of it at once, and what to write instead.

    A row with an error is left out by everything that reads the register. Exit status: 0 if nothing is wrong,
    1 if something is, 2 if the folder could not be read.
    """
    found, faults = read(folder, clock_of(zone), order)
    if form == "json":
        click.echo(json.dumps(_json(found, faults), indent=2, ensure_ascii=False))
    else:
        for line in (*fault_lines(faults), *table_lines(found, faults)):
            click.echo(line)
    sys.exit(1 if faults else 0)


def _json(found: Register, faults: Iterable[Fault]) -> dict[str, Any]:
    from wrbc_rules.register import TABLES

    return {
        "faults": [attrs.asdict(each) for each in faults],
        "rows": {each.table: len(found.table(each)) for each in TABLES},
    }


@register.command(short_help="Write the empty tables of a new register, and a guide.")
@folder_argument
def new(folder: Path) -> None:
    """Write the empty tables of a register into DIR, and GUIDE.md, which says what every column means.

    No file is ever overwritten. Exit status: 0, or 2 if nothing was written.
    """
    from wrbc_rules.register import templates

    files = {folder / name: text for name, text in templates().items()}
    there = [path.name for path in files if path.exists()]
    if there:
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        fail(f"{there[0]}{more} would be overwritten in {folder}: nothing was written")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in files.items():
            # A spreadsheet takes a file without the mark for another encoding, and spoils accents.
            with path.open(
                "x", encoding="utf-8-sig" if path.suffix == ".csv" else "utf-8", newline=""
            ) as stream:
                stream.write(text)
    except OSError as error:
        fail(f"cannot write into {folder}: {error.strerror}")
    click.echo(f"{counted(len(files) - 1, 'table')} and GUIDE.md are in {folder}; begin with people.csv")


@register.command("compile", short_help="Write a register into a file of SQLite.")
@folder_argument
@order_option
@zone_option
@click.option("-o", "--output", "output", required=True, metavar="FILE", type=click.Path(path_type=Path))
def compile_(folder: Path, order: DateOrder | None, zone: str | None, output: Path) -> None:
    """Write the register in DIR into a FILE of SQLite, whole or not at all; an older file is replaced.

    Exit status: 0, 1 if rows with errors were left out, 2 if nothing was written.
    """
    from wrbc_rules.register import compile_register

    found, faults = read(folder, clock_of(zone), order)
    try:
        compile_register(found, output)
    except OSError as error:
        fail(f"cannot write {output}: {error.strerror}")
    *_, total = table_lines(found, faults)
    click.echo(f"{output}: {total}")
    say_faults(faults)
    sys.exit(1 if any(each.lost for each in faults) else 0)


def say_faults(faults: Iterable[Fault]) -> None:
    """Where to see what is wrong, if something is."""
    count = len(tuple(faults))
    if count:
        verb = "is" if count == 1 else "are"
        click.echo(f"{counted(count, 'thing')} {verb} wrong with it: see wrbc-rules register check", err=True)


@register.command(short_help="Say who uses social media with whom, and what is to be reviewed.")
@folder_argument
@click.option("--as-of", "as_of", metavar="DATE", help="At the end of which day. [default: today]")
@click.option("--within", default=90, show_default=True, metavar="DAYS", type=click.IntRange(0, 36_500))
@click.option("--policy", "file", type=click.Path(path_type=Path), metavar="FILE", help="Rules file.")
@order_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True
)
@click.option("--ics", metavar="FILE", type=click.Path(path_type=Path), help="Write a calendar too.")
@click.option("--names", is_flag=True, help="Name young people in the calendar.")
def review(  # noqa: PLR0913 - one for each option
    folder: Path,
    as_of: str | None,
    within: int,
    file: Path | None,
    order: DateOrder | None,
    form: str,
    ics: Path | None,
    names: bool,
) -> None:
    """Say who uses social media with whom, since when, and when that is to be reviewed.

    It rests on the notices to the Safeguarding Trustee in DIR, and on the rules of the policy about reviews.
    What was agreed and ends within some days stands below. CSV has the records of use alone.

    Exit status: 0, 1 if a review is overdue or a notice incomplete or not recorded, 2 if the folder could not
    be read.
    """
    from wrbc_rules.cli.review import day_of, review_of, shown_review, write_calendar

    policy = loaded(file, COMMUNICATION)
    clock = policy.typed.clock
    found, faults = read(folder, clock, order)
    made = review_of(policy, found, day_of(as_of, clock), within)
    shown_review(made, form)
    if ics is not None:
        write_calendar(made, ics, names=names)
    say_faults(faults)
    sys.exit(1 if made.wanting else 0)

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
from wrbc_rules.cli.options import fail, loaded

if TYPE_CHECKING:
    from wrbc_rules.register import DateOrder, Fault, Register
    from wrbc_rules.values import Clock

F = TypeVar("F", bound=Callable[..., Any])


@click.group(short_help="Keep the register of who is who, and what was agreed and told.")
def register() -> None:
    """Keep the register: a folder of CSV files that say who is who, and what was agreed, told and wished.

    \b
    Examples:
      wrbc-rules register new register            write empty tables and a guide
      wrbc-rules register check register          what is wrong with them
      wrbc-rules register review register         who uses social media with whom, and what is due
      wrbc-rules register compile register -o register.sqlite
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

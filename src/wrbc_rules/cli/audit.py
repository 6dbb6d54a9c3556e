"""`wrbc-rules audit`: exports of conversations and a register in, reports of what they show out."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from wrbc_rules.api import COMMUNICATION
from wrbc_rules.cli.faults import fault_lines
from wrbc_rules.cli.moment import seen_at
from wrbc_rules.cli.options import editions_of, fail, on_terminal, policy_option, width
from wrbc_rules.cli.read import reading_of
from wrbc_rules.cli.register import clock_of
from wrbc_rules.diagnostics import shown

if TYPE_CHECKING:
    from wrbc_rules.audit import Audit
    from wrbc_rules.importers import DateOrder
    from wrbc_rules.register import Fault, Register, Row
    from wrbc_rules.values import Clock

#: Fewer bytes or events are done before a bar could be looked at.
_SHORT = 500


@click.command(short_help="What exports of conversations show, as reports.")
@click.argument("exports", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option(
    "--register",
    "folder",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The register of who is who, as wrbc-rules register check reads it.",
)
@click.option(
    "--output",
    "-o",
    metavar="DIR",
    default="audit",
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder for the reports; those of an earlier run are replaced.",
)
@click.option(
    "--answers",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="questions.csv of an earlier run, filled in under another name.",
)
@policy_option
@click.option(
    "--as-of",
    "as_of",
    default="now",
    show_default=True,
    metavar="MOMENT",
    help="When it is looked at: a date-time with its offset, or now. "
    "What lies later counts as not done by then.",
)
@click.option("--zone", metavar="ZONE", help="Time zone of the exports' local times. [default: the policy's]")
@click.option(
    "--date-order", "order", type=click.Choice(["dmy", "mdy", "ymd"]), help="The order of day, month, year."
)
@click.option(
    "--country",
    metavar="CODE",
    default="GB",
    show_default=True,
    help="Country of telephone numbers without a prefix, in two letters.",
)
@click.option("--pseudonyms", is_flag=True, help='Write "Child 1", "Adult 2", "Group 1" in place of names.')
@click.option(
    "--with-text",
    is_flag=True,
    help="Also write what messages say. They are personal data of children.",
)
def audit(  # noqa: PLR0913 - one for each option
    exports: tuple[Path, ...],
    folder: Path,
    output: Path,
    answers: tuple[Path, ...],
    files: tuple[Path, ...],
    as_of: str,
    zone: str | None,
    order: DateOrder | None,
    country: str,
    pseudonyms: bool,
    with_text: bool,
) -> None:
    """Audit EXPORTS of conversations (files, zip archives, folders) with a register of who is who.

    What was true at the moment of each message decides, not what is true today; what neither exports nor
    register say is not known, and is told. Nothing leaves this machine, and no report holds what messages say
    unless --with-text asks for it.

    \b
    Example:
      wrbc-rules audit --register register -o reports chat.zip mail.mbox

    Exit status: 0 without a breach, 1 with one, 2 if something could not be read, even beside a breach.
    """  # noqa: D301 - click looks for the character itself
    from wrbc_rules.audit import ReportError, Request, audited, summary_lines, write_reports

    editions = editions_of(files, COMMUNICATION)
    clock = editions.policies[-1].typed.clock
    request = Request(
        policies=editions.policies,
        exports=exports,
        reading=reading_of(clock if zone is None else clock_of(zone), order, with_text=with_text),
        register=_register(folder, clock, order),
        register_files=(folder,),
        answers=[row for path in answers for row in _answers(path, clock, order)],
        answer_files=answers,
        as_of=_moment(as_of, clock),
        country=_country(country),
        with_text=with_text,
        pseudonyms=pseudonyms,
    )
    try:
        with audited(request, _Bars()) as found:
            write_reports(found, output)
            click.echo("\n".join(summary_lines(found, width())))
            click.echo(
                f"The report is {shown(str(output / 'report.html'))}, with tables and a form beside it."
            )
            sys.exit(_status(found))
    except ReportError as error:
        fail(str(error))


def _moment(text: str, clock: Clock) -> datetime:
    moment = seen_at(text, clock)
    return moment if moment is not None else fail("--as-of: an audit is looked at some time; name it")


def _country(code: str) -> str:
    from wrbc_rules.facts import UnknownCountryError, check_country

    try:
        return check_country(code)
    except UnknownCountryError as error:
        fail(f"--country: {error}")


def _register(folder: Path, clock: Clock, order: DateOrder | None) -> Register:
    """The register in a folder; stops if any row of it is in error, because what excuses may stand there."""
    from wrbc_rules.register import read_register

    try:
        register, faults = read_register(folder, clock, _day_first(order))
    except OSError as error:
        fail(f"cannot read {folder}: {error.strerror}")
    _stop_at(faults, f"the register has mistakes; see all of them with wrbc-rules register check {folder}")
    return register


def _answers(path: Path, clock: Clock, order: DateOrder | None) -> tuple[Row, ...]:
    from wrbc_rules.register import read_answers

    try:
        rows, faults = read_answers(path, clock, _day_first(order))
    except OSError as error:
        fail(f"cannot read {path}: {error.strerror}")
    _stop_at(faults, f"the answers in {path} have mistakes")
    return rows


def _day_first(order: DateOrder | None) -> Literal["dmy", "mdy"] | None:
    """The order of dates in tables, where one with the year first needs none."""
    return None if order == "ymd" else order


def _stop_at(faults: Iterable[Fault], message: str) -> None:
    errors = [each for each in faults if each.severity == "error"]
    if errors:
        click.echo("\n".join(fault_lines(errors)), err=True)
        fail(message)


def _status(found: Audit) -> int:
    from wrbc_rules.findings import Outcome

    if found.receipt.unread:
        return 2
    return int(any(rule.outcomes.get(Outcome.BREACH) for rule in found.rules))


class _Bars:
    """A bar for each part of an audit, on a terminal."""

    def __init__(self) -> None:
        self._bar: Any = None

    def begin(self, what: str, length: int) -> None:
        """A bar of so many bytes or events."""
        self.end()
        if on_terminal(sys.stderr) and length >= _SHORT:
            self._bar = click.progressbar(length=length, label=f"{what:18}", file=sys.stderr)
            self._bar.__enter__()

    def reach(self, done: int) -> None:
        """Move it on."""
        if self._bar is not None:
            self._bar.update(done - self._bar.pos)

    def end(self) -> None:
        """Nothing more is done."""
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None

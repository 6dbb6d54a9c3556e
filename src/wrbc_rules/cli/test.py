"""`wrbc-rules test`: the examples and promises of a rules file, one by one."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from wrbc_rules.analysis import CaseResult
from wrbc_rules.analysis.promises import TRIALS
from wrbc_rules.cli.cases import examples, promises, ran
from wrbc_rules.cli.options import (
    counted,
    drawn,
    events_option,
    fail,
    file_argument,
    loaded,
    vocabulary_of,
)
from wrbc_rules.diagnostics import Diagnostic


@click.command(short_help="Run the examples and promises of a rules file.")
@file_argument
@events_option
@click.option("--clause", metavar="NUMBER", help="Only the examples of one clause.")
@click.option(
    "--trials",
    type=click.IntRange(min=1),
    default=TRIALS,
    show_default=True,
    help="Events drawn for each promise.",
)
def test(file: Path | None, events: str | None, clause: str | None, trials: int) -> None:
    """Run the examples and promises in a rules FILE.

    An example is run on every event that its lines allow; a promise on drawn events near every limit of the
    policy. Exit status: 0 if all hold, 1 if one does not, 2 if the file could not be read.
    """
    typed = loaded(file, vocabulary_of(events)).typed
    chosen = [each for each in typed.examples if clause is None or each.clause == clause]
    if clause is not None and not chosen:
        fail(f"no examples stand in clause {clause}")
    promised = typed.promises if clause is None else ()
    headings = [f"clause {each.clause}" for each in chosen] + ["promises, by search"] * len(promised)
    _print(headings, ran([*examples(typed, chosen), *promises(typed, promised, trials)]))


def _print(headings: list[str], results: Iterable[CaseResult]) -> None:
    """A line for each result, below its heading; then what failed, as letters, and how many."""
    problems: list[Diagnostic] = []
    failed, printed = 0, ""
    for heading, result in zip(headings, results, strict=True):
        if heading != printed:
            click.echo(heading)
            printed = heading
        _line(result)
        problems += result.problems
        failed += not result.passed
    if problems:
        click.echo()
        click.echo(drawn(problems))
    click.echo()
    click.echo(f"{len(headings) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


def _line(result: CaseResult) -> None:
    mark = click.style("holds", fg="green") if result.passed else click.style("FAILS", fg="red", bold=True)
    click.echo(f"  {mark}  {result.name} ({counted(result.tried, 'event')})")

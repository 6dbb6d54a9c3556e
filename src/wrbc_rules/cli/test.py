"""`wrbc-rules test`: the examples and promises of a rules file, one by one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from wrbc_rules.analysis import CaseResult, run_example, run_promise
from wrbc_rules.cli.options import drawn, events_option, file_argument, loaded, vocabulary_of
from wrbc_rules.policies import Policy


@click.command()
@file_argument
@events_option
@click.option("--clause", metavar="NUMBER", help="Only the examples of one clause.")
@click.option("--trials", default=400, show_default=True, help="Events drawn for each promise.")
def test(file: Path | None, events: str | None, clause: str | None, trials: int) -> None:
    """Run the examples and promises in a rules FILE.

    An example is run on every event that its lines allow; a promise on drawn events near every limit of the
    policy. Exit status: 0 if all hold, 1 if one does not, 2 if the file could not be read.
    """
    policy = loaded(file, vocabulary_of(events))
    results = [*_examples(policy, clause), *(_promises(policy, trials) if clause is None else [])]
    problems = [problem for result in results for problem in result.problems]
    if problems:
        click.echo()
        click.echo(drawn(problems))
    failed = sum(not result.passed for result in results)
    click.echo()
    click.echo(f"{len(results) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


def _examples(policy: Policy, clause: str | None) -> list[CaseResult]:
    results = []
    heading = None
    chosen = [e for e in policy.typed.examples if clause is None or e.clause == clause]
    if clause is not None and not chosen:
        click.echo(f"no examples stand in clause {clause}", err=True)
        sys.exit(2)
    for example in chosen:
        if example.clause != heading:
            heading = example.clause
            click.echo(f"clause {heading}")
        results.append(run_example(policy.typed, example))
        _line(results[-1])
    return results


def _promises(policy: Policy, trials: int) -> list[CaseResult]:
    results = []
    if policy.typed.promises:
        click.echo("promises, by search")
    for promise in policy.typed.promises:
        results.append(run_promise(policy.typed, promise, trials))
        _line(results[-1])
    return results


def _line(result: CaseResult) -> None:
    mark = click.style("holds", fg="green") if result.passed else click.style("FAILS", fg="red", bold=True)
    events = f"{result.tried} event{'s' * (result.tried != 1)}"
    click.echo(f"  {mark}  {result.name} ({events})")

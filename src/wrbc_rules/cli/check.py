"""`wrbc-rules check`: everything that is wrong with a rules file, its examples and promises included."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from wrbc_rules.analysis import CaseResult, summed
from wrbc_rules.cli.cases import examples, promises, ran
from wrbc_rules.cli.options import (
    NAME_EVENTS,
    checked,
    counted,
    drawn,
    events_forgotten,
    events_option,
    file_argument,
    vocabulary_of,
)
from wrbc_rules.diagnostics import Diagnostic, capped, in_order, joined, render_concise, summary, to_json
from wrbc_rules.policies import Policy


@click.command(short_help="Say what is wrong with a rules file.")
@file_argument
@events_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "concise", "json"]),
    default="text",
    show_default=True,
    help="Letters with the place drawn, one line each, or JSON.",
)
def check(file: Path | None, events: str | None, form: str) -> None:
    """Say what is wrong with a rules FILE, all of it at once, and what to write instead.

    The examples and promises in the file are run too. Exit status: 0 if there are no errors, 1 if there
    are, 2 if the file could not be read.
    """
    policy, found = checked(file, vocabulary_of(events))
    results = cases(policy) if policy is not None else ()
    every = in_order([*found, *(problem for result in results for problem in result.problems)])
    if form == "text":
        every = joined(every if policy is None else [*found, *summed(policy.typed, results)])
    if form == "json":
        click.echo(json.dumps(to_json(every), indent=2, ensure_ascii=False))
    elif form == "concise":
        click.echo(render_concise(every), nl=bool(every))
    else:
        _say(policy, every, results, str(file or "the bundled policy"))
        if events is None and events_forgotten(every):
            click.echo(NAME_EVENTS)
    sys.exit(1 if any(each.is_error for each in every) else 0)


def cases(policy: Policy) -> tuple[CaseResult, ...]:
    """The examples and promises of a policy, run."""
    typed = policy.typed
    return tuple(ran([*examples(typed, typed.examples), *promises(typed, typed.promises)]))


def _say(
    policy: Policy | None, every: tuple[Diagnostic, ...], results: tuple[CaseResult, ...], name: str
) -> None:
    if every:
        click.echo(drawn(capped(every)))
        click.echo()
        click.echo(summary(every, name))
    if policy is not None and not any(each.is_error for each in every):
        typed = policy.typed
        verb = "holds" if len(typed.examples) + len(typed.promises) == 1 else "hold"
        click.echo(
            f"{name}: {counted(len(typed.rules), 'rule')} in {counted(len(typed.clauses), 'clause')}; "
            f"{counted(len(typed.examples), 'example')} and {counted(len(typed.promises), 'promise')} {verb} "
            f"on {counted(sum(result.tried for result in results), 'event')}."
        )

"""`wrbc-rules schema` and `wrbc-rules explain`: what can be looked up."""

from __future__ import annotations

import json

import click

from wrbc_rules import diagnostics
from wrbc_rules.cli.options import events_option, fail, vocabulary_of
from wrbc_rules.findings.schema import decision_schema
from wrbc_rules.vocabulary import event_schema


@click.command(short_help="Print the JSON Schema of events.")
@events_option
@click.option("--decisions", is_flag=True, help="The schema of what `decide --format json` prints.")
def schema(events: str | None, decisions: bool) -> None:
    """Print the JSON Schema of events, as `decide` reads them."""
    made = decision_schema() if decisions else event_schema(vocabulary_of(events))
    click.echo(json.dumps(made, indent=2, ensure_ascii=False))


@click.command(short_help="Say more about a code such as WR113.")
@click.argument("code", required=False)
@click.option("--markdown", is_flag=True, help="Every code on one page of Markdown.")
def explain(code: str | None, markdown: bool) -> None:
    """Explain a CODE of the messages about rules files, such as WR113; without one, list all."""
    if markdown:
        click.echo(diagnostics.markdown(), nl=False)
        return
    if code is None:
        for page in diagnostics.CODES.values():
            click.echo(f"{page.code}  {page.title}")
        return
    try:
        click.echo(diagnostics.explain(code))
    except ValueError as error:
        fail(str(error))

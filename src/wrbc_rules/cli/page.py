"""`wrbc-rules page`: a page for a phone that says what the policy says of something planned."""

from __future__ import annotations

from pathlib import Path

import click

from wrbc_rules.cli.options import events_option, fail, file_argument, loaded, vocabulary_of
from wrbc_rules.cli.output import write_whole


@click.command(short_help='Write a page that answers "May I send this?".')
@file_argument
@events_option
@click.option("--title", default="May I send this?", show_default=True, help="The heading of the page.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write to this file, not to the screen."
)
def page(file: Path | None, events: str | None, title: str, output: Path | None) -> None:
    """Write one HTML file that asks about something planned, and says what the policy in FILE says of it.

    It works offline, on a phone, and fetches nothing; whatever is answered stays on the page and in its link.

    Exit status: 0 if it was written, 2 if the policy has errors or no such page can be made of it.
    """
    from wrbc_rules.backends.javascript import JavaScriptError
    from wrbc_rules.backends.javascript.page import PageError
    from wrbc_rules.backends.javascript.page import page as page_of

    try:
        text = page_of(loaded(file, vocabulary_of(events)).typed, title=title)
    except (JavaScriptError, PageError) as error:
        fail(f"no page can be made of this policy: {error}")
    if output is None:
        click.echo(text, nl=False)
    else:
        write_whole(output, text)

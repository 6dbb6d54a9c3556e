"""`wrbc-rules poster`: the rules on one page of A4."""

from __future__ import annotations

from pathlib import Path

import click

from wrbc_rules.cli.options import events_option, fail, file_argument, loaded, vocabulary_of
from wrbc_rules.cli.output import write_whole


@click.command(short_help="Lay the rules out on one page of A4.")
@file_argument
@events_option
@click.option("--part", metavar="NUMBER", help="The rules of this part only.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write to this file, not to the screen."
)
def poster(file: Path | None, events: str | None, part: str | None, output: Path | None) -> None:
    """Lay the rules in FILE out as a page of A4 for the wall: HTML, to be printed from a browser.

    Every rule is one sentence. The letters are as large as the page allows, and never under 7 points.

    Exit status: 0 if it was written, 2 if the policy has errors or its rules do not fit on a page.
    """
    from wrbc_rules.poster import PartError, TooLongError
    from wrbc_rules.poster import poster as laid_out

    policy = loaded(file, vocabulary_of(events)).typed
    try:
        text = laid_out(policy, part)
    except TooLongError as error:
        fail(f"{error}; make a poster for each part, with --part")
    except PartError as error:
        fail(f"--part: {error}")
    if output is None:
        click.echo(text, nl=False)
    else:
        write_whole(output, text)

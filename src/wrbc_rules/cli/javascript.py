"""`wrbc-rules javascript`: a policy as a module for browsers and Node."""

from __future__ import annotations

from pathlib import Path

import click

from wrbc_rules.cli.options import events_option, fail, file_argument, loaded, vocabulary_of
from wrbc_rules.cli.output import write_whole


@click.command(short_help="Write a policy as a JavaScript module.")
@file_argument
@events_option
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write to this file, not to the screen."
)
def javascript(file: Path | None, events: str | None, output: Path | None) -> None:
    """Write the policy in FILE as one JavaScript module, for a page that works offline or for Node.

    \b
    import { policy } from "./policy.mjs";
    policy.decide(event);      what `decide --format json` says, without repairs
    policy.questions(event);   what is still to be found out, best first

    It needs nothing else, and may stand in a page as it is, in <script type="module">.

    Exit status: 0 if it was written, 2 if the policy has errors or JavaScript cannot express it.
    """  # noqa: D301 - click looks for the character itself
    from wrbc_rules.backends.javascript import JavaScriptError, script

    try:
        text = script(loaded(file, vocabulary_of(events)).typed)
    except JavaScriptError as error:
        fail(f"JavaScript cannot express this policy: {error}")
    if output is None:
        click.echo(text, nl=False)
    else:
        write_whole(output, text)

"""The command line: reads files and options, prints what the api answers.

Exit status: 0 nothing found, 1 something found, 2 could not run, 70 a fault of the program itself.

Never: a decision of its own.
"""

from __future__ import annotations

import os
import sys
import traceback

import click

from wrbc_rules.cli.check import check
from wrbc_rules.cli.decide import decide
from wrbc_rules.cli.pages import explain, schema
from wrbc_rules.cli.show import show
from wrbc_rules.cli.test import test

#: The exit status of a fault in the program, which must look like neither a finding nor a bad file.
INTERNAL_FAULT = 70


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="wrbc-rules", prog_name="wrbc-rules")
def commands() -> None:
    r"""A written policy as rules: check the file, run its examples, decide events by it.

    Without a file, every command takes the policy that comes with the package.

    \b
    Examples:
      wrbc-rules check policy/wrbc_2016.rules   what is wrong with the file
      wrbc-rules show 4.7                       one clause, as its author wrote it
      wrbc-rules decide events.jsonl            what the policy says of events
    """


for _command in (check, decide, show, test, schema, explain):
    commands.add_command(_command)


def main() -> None:
    """Run a command; a fault of the program itself is reported as one."""
    try:
        commands()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception:  # noqa: BLE001 - the last place where a fault can be named as one
        traceback.print_exc()
        click.echo(
            "This is a fault of wrbc-rules, not of your files. Please report the lines above.", err=True
        )
        sys.exit(INTERNAL_FAULT)

"""The command line: reads files and options, prints what the api answers.

Exit status: 0 nothing found, 1 something found, 2 could not run, 70 a fault of the program itself, 130
stopped by Ctrl-C. A closed pipe ends it without a word, as it ends any other command.

Never: a decision of its own.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
import traceback

import click

from wrbc_rules.cli.audit import audit
from wrbc_rules.cli.check import check
from wrbc_rules.cli.decide import decide
from wrbc_rules.cli.javascript import javascript
from wrbc_rules.cli.ledger import print_ledger
from wrbc_rules.cli.page import page
from wrbc_rules.cli.pages import explain, schema
from wrbc_rules.cli.poster import poster
from wrbc_rules.cli.read import read
from wrbc_rules.cli.register import register
from wrbc_rules.cli.show import show
from wrbc_rules.cli.test import test

#: The exit status of a fault in the program, which must look like neither a finding nor a bad file.
INTERNAL_FAULT = 70
#: That of a command stopped by Ctrl-C: 128 and the number of the signal.
STOPPED = 130
#: What keeps an answer from being written, and is no fault of the program.
_UNWRITABLE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="wrbc-rules", prog_name="wrbc-rules")
def commands() -> None:
    """A written policy as rules: check the file, run its examples, decide events by it.

    Without a file, every command takes the policy that comes with the package.

    \b
    Examples:
      wrbc-rules check policy/wrbc_2016.rules   what is wrong with the file
      wrbc-rules show 4.7                       one clause, as its author wrote it
      wrbc-rules read chat.zip                  the events in an export
      wrbc-rules decide events.jsonl            what the policy says of events
      wrbc-rules audit --register DIR chat.zip  reports of what exports show
    """  # noqa: D301 - click looks for the character itself


_COMMANDS = (
    check,
    read,
    register,
    decide,
    audit,
    show,
    test,
    print_ledger,
    schema,
    explain,
    javascript,
    page,
    poster,
)
for _command in _COMMANDS:
    commands.add_command(_command)


def main() -> None:
    """Run a command; a fault of the program itself is reported as one."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        status = commands.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        status = STOPPED
    except Exception as error:  # noqa: BLE001 - the last place where a fault can be named as one
        status = _fault(error)
    sys.exit(status or 0)


def _fault(error: Exception) -> int:
    """Say what kept the command from its end; the exit status for it."""
    if isinstance(error, OSError) and error.errno in _UNWRITABLE:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is still held back is not tried again
        click.echo(f"wrbc-rules: cannot write the answer: {error.strerror}", err=True)
        return 2
    traceback.print_exception(error)
    click.echo("This is a fault of wrbc-rules, not of your files. Please report the lines above.", err=True)
    return INTERNAL_FAULT

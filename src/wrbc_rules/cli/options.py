"""Options that commands share, and loading what they name."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn, TextIO, TypeVar

import click

from wrbc_rules.api import COMMUNICATION, check_policy
from wrbc_rules.cli.modules import ModuleError, vocabulary_in
from wrbc_rules.diagnostics import Diagnostic, capped, joined, render_text, shown, summary
from wrbc_rules.policies import Editions, Policy
from wrbc_rules.vocabulary import Vocabulary

F = TypeVar("F", bound=Callable[..., Any])

#: Reports are laid out for this width at the most.
MAX_WIDTH = 100
#: For a file that speaks of event classes which there are not.
NAME_EVENTS = "if the policy speaks of event classes of its own, name them with --events"


def events_option(function: F) -> F:
    """`--events MODULE`: the event classes of another organisation."""
    return click.option(
        "--events",
        "events",
        metavar="MODULE",
        help="Python module with the event classes of the policy, as VOCABULARY. "
        "[default: communication with young people]",
    )(function)


def file_argument(function: F) -> F:
    """A rules file, or the bundled one."""
    return click.argument("file", required=False, type=click.Path(path_type=Path))(function)


def policy_option(function: F) -> F:
    """`--policy FILE`, several for several editions."""
    return click.option(
        "--policy",
        "files",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Rules file; give several for several editions. [default: the bundled policy]",
    )(function)


def fail(message: str) -> NoReturn:
    """Stop because the command could not run."""
    click.echo(f"wrbc-rules: {shown(message)}", err=True)
    sys.exit(2)


def vocabulary_of(module: str | None) -> Vocabulary:
    """The vocabulary that `--events` names; stops if there is none."""
    if module is None:
        return COMMUNICATION
    try:
        return vocabulary_in(module)
    except ModuleError as error:
        fail(f"--events: {error}")


def checked(file: Path | None, vocabulary: Vocabulary) -> tuple[Policy | None, tuple[Diagnostic, ...]]:
    """The policy of a file, and everything found in it; stops if the file cannot be read."""
    try:
        return check_policy(file, vocabulary=vocabulary)
    except OSError as error:
        fail(f"cannot read {file}: {error.strerror}")


def events_forgotten(found: Iterable[Diagnostic]) -> bool:
    """Whether a file names sorts of event that the vocabulary does not have."""
    return any(each.code == "WR120" for each in found)


def loaded(file: Path | None, vocabulary: Vocabulary) -> Policy:
    """The policy of a file; stops, saying what is wrong, if it has errors."""
    policy, found = checked(file, vocabulary)
    if policy is None:
        errors = joined(each for each in found if each.is_error)
        click.echo(drawn(capped(errors)), err=True)
        if vocabulary is COMMUNICATION and events_forgotten(errors):
            click.echo(NAME_EVENTS, err=True)
        fail(f"the policy has {summary(errors)}")
    return policy


def editions_of(files: tuple[Path, ...], vocabulary: Vocabulary) -> Editions:
    """The editions that the files are."""
    policies = [loaded(file, vocabulary) for file in files or (None,)]
    try:
        return Editions(tuple(policies))
    except ValueError as error:
        fail(f"--policy: {error}")


def counted(number: int, noun: str) -> str:
    """As in "1 rule", "2 rules"."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


def on_terminal(stream: TextIO | None) -> bool:
    """Whether a person sees it at once; a stream that was closed before the start is None."""
    return stream is not None and stream.isatty()


def width() -> int:
    """How wide to write: the terminal's width within limits, 80 where there is none."""
    import shutil

    return min(max(shutil.get_terminal_size((80, 24)).columns, 40), MAX_WIDTH)


def drawn(found: Iterable[Diagnostic]) -> str:
    """Diagnostics for a person at a terminal."""
    color = on_terminal(sys.stdout) and click.get_current_context().color is not False
    unicode = (getattr(sys.stdout, "encoding", None) or "").lower().startswith("utf")
    return render_text(found, color=color, width=width(), unicode=unicode)

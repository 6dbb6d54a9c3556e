"""Options that commands share, and loading what they name."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from wrbc_rules.api import COMMUNICATION, check_policy
from wrbc_rules.diagnostics import Diagnostic, render_text, summary
from wrbc_rules.policies import Editions, Policy
from wrbc_rules.vocabulary import Vocabulary

F = TypeVar("F", bound=Callable[..., Any])

#: Reports are laid out for this width at the most.
MAX_WIDTH = 100


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
    click.echo(f"wrbc-rules: {message}", err=True)
    sys.exit(2)


def vocabulary_of(module: str | None) -> Vocabulary:
    """The vocabulary that `--events` names; the current folder is looked in too."""
    if module is None:
        return COMMUNICATION
    sys.path.insert(0, str(Path.cwd()))
    try:
        found = getattr(importlib.import_module(module), "VOCABULARY", None)
    except ImportError as error:
        fail(f"--events: cannot import {module}: {error}")
    if not isinstance(found, Vocabulary):
        fail(f"--events: {module} has no VOCABULARY of the class wrbc_rules.Vocabulary")
    return found


def checked(file: Path | None, vocabulary: Vocabulary) -> tuple[Policy | None, tuple[Diagnostic, ...]]:
    """The policy of a file, and everything found in it; stops if the file cannot be read."""
    try:
        return check_policy(file, vocabulary=vocabulary)
    except OSError as error:
        fail(f"cannot read {file}: {error.strerror}")


def loaded(file: Path | None, vocabulary: Vocabulary) -> Policy:
    """The policy of a file; stops, saying what is wrong, if it has errors."""
    policy, found = checked(file, vocabulary)
    if policy is None:
        errors = [each for each in found if each.is_error]
        click.echo(drawn(errors), err=True)
        fail(f"the policy has {summary(errors)}")
    return policy


def editions_of(files: tuple[Path, ...], vocabulary: Vocabulary) -> Editions:
    """The editions that the files are."""
    policies = [loaded(file, vocabulary) for file in files or (None,)]
    try:
        return Editions(tuple(policies))
    except ValueError as error:
        fail(f"--policy: {error}")


def width() -> int:
    """How wide to write: the terminal's width within limits, 80 where there is none."""
    import shutil

    return min(max(shutil.get_terminal_size((80, 24)).columns, 40), MAX_WIDTH)


def drawn(found: list[Diagnostic] | tuple[Diagnostic, ...]) -> str:
    """Diagnostics for a person at a terminal."""
    color = sys.stdout.isatty() and click.get_current_context().color is not False
    unicode = (sys.stdout.encoding or "").lower().startswith("utf")
    return render_text(found, color=color, width=width(), unicode=unicode)

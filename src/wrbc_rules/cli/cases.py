"""Running the examples and promises of a file; on a terminal with a bar, because it takes seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeAlias

import click

from wrbc_rules.analysis import CaseResult, run_example, run_promise
from wrbc_rules.analysis.promises import TRIALS
from wrbc_rules.cli.options import on_terminal
from wrbc_rules.ir import Example, Promise, TypedPolicy

Case: TypeAlias = Callable[[], CaseResult]


def examples(policy: TypedPolicy, chosen: Sequence[Example]) -> list[Case]:
    """These examples of a policy, ready to run."""
    return [partial(run_example, policy, each) for each in chosen]


def promises(policy: TypedPolicy, chosen: Sequence[Promise], trials: int = TRIALS) -> list[Case]:
    """These promises, ready to run."""
    return [partial(run_promise, policy, each, trials) for each in chosen]


def ran(cases: Sequence[Case]) -> Iterator[CaseResult]:
    """What comes out, each as soon as it is known; on a terminal all of it, after a bar."""
    if not on_terminal(sys.stderr):
        yield from (case() for case in cases)
        return
    with click.progressbar(cases, label="examples and promises", file=sys.stderr) as bar:
        results = [case() for case in bar]
    yield from results

"""A pytest plugin: every example and promise of a `.rules` file is a test.

    pytest policy/

Event classes of another organisation are named in the configuration: `wrbc_rules_events = "toolshed_events"`.

Never: imports the library before a rules file is collected, so that other projects' tests do not pay for it.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from wrbc_rules.analysis import CaseResult


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that names the event classes."""
    parser.addini(
        "wrbc_rules_events", "Python module with the event classes of rules files, as VOCABULARY", default=""
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect rules files."""
    if file_path.suffix != ".rules":
        return None
    return RulesFile.from_parent(parent, path=file_path)


class RulesFile(pytest.File):
    """A rules file: one test for the file itself, one for each example and promise."""

    def collect(self) -> Iterator[pytest.Item]:
        """The file's tests; a file with errors has one, which fails with all of them."""
        from wrbc_rules.analysis import run_example, run_promise
        from wrbc_rules.api import check_policy

        policy, found = check_policy(self.path, vocabulary=self._vocabulary())
        yield Mistakes.from_parent(self, name="no mistakes", found=[each for each in found if each.is_error])
        if policy is None:
            return
        typed = policy.typed
        for example in typed.examples:
            name = f"{example.clause}: {example.name}"
            yield Case.from_parent(self, name=name, run=lambda e=example: run_example(typed, e))
        for promise in typed.promises:
            name = f"promise: {promise.name}"
            yield Case.from_parent(self, name=name, run=lambda p=promise: run_promise(typed, p))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> Any:  # type: ignore[override]
        """What is wrong with the configuration, without Python's own trace."""
        if isinstance(excinfo.value, pytest.UsageError):
            return str(excinfo.value)
        return super().repr_failure(excinfo)

    def _vocabulary(self) -> Any:
        from wrbc_rules.api import COMMUNICATION

        module = self.config.getini("wrbc_rules_events")
        return _vocabulary_in(module) if module else COMMUNICATION


def _vocabulary_in(module: str) -> Any:
    """The event classes that the configuration names. Raises `pytest.UsageError`, naming the option."""
    from wrbc_rules.vocabulary import Vocabulary

    try:
        found = getattr(importlib.import_module(module), "VOCABULARY", None)
    except (Exception, SystemExit) as error:
        said = f"{type(error).__name__}: {error}"
        raise pytest.UsageError(f"wrbc_rules_events: cannot import {module}: {said}") from error
    if not isinstance(found, Vocabulary):
        raise pytest.UsageError(
            f"wrbc_rules_events: {module} has no VOCABULARY of the class wrbc_rules.Vocabulary"
        )
    return found


class RulesError(AssertionError):
    """A mistake in a rules file, or a case of it that does not hold, as its letter."""


class _Item(pytest.Item):
    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The letter alone, without Python's own trace."""
        if isinstance(excinfo.value, RulesError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the test stands."""
        return self.path, None, self.name

    def _fail(self, problems: Any) -> None:
        from wrbc_rules.diagnostics import capped, joined, render_text

        if problems:
            raise RulesError(render_text(capped(joined(problems))))


class Mistakes(_Item):
    """The file has no errors."""

    def __init__(self, *, found: list[Any], **rest: Any) -> None:
        super().__init__(**rest)
        self.found = found

    def runtest(self) -> None:
        """Fail with every error of the file."""
        self._fail(self.found)


class Case(_Item):
    """One example or promise."""

    def __init__(self, *, run: Callable[[], CaseResult], **rest: Any) -> None:
        super().__init__(**rest)
        self.run = run

    def runtest(self) -> None:
        """Fail with what came out differently."""
        self._fail(self.run().problems)

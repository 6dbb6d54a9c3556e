"""A compiled policy with what is found out by running it: worked out when a page asks, kept for the next."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import attrs
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError

from wrbc_rules.analysis import CaseResult, run_example, run_promise
from wrbc_rules.analysis.document import Document, split_document
from wrbc_rules.analysis.ledger import Row, ledger
from wrbc_rules.analysis.meetings import Meetings
from wrbc_rules.analysis.tracing import Trace, traces
from wrbc_rules.analysis.usage import users
from wrbc_rules.api import COMMUNICATION, check_policy
from wrbc_rules.diagnostics import Diagnostic
from wrbc_rules.ir import Clause, Example, Promise, TypedPolicy
from wrbc_rules.policies import Policy
from wrbc_rules.vocabulary import Vocabulary

#: What is said of a policy that is the name of a file.
_FILES = ("file", "document")


class BookError(Exception):
    """A rules file with mistakes; `diagnostics` are all of them."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("the rules file has mistakes")
        self.diagnostics = diagnostics


@attrs.frozen(kw_only=True)
class Place:
    """Where a policy of the project comes from. `name` is empty for the one that needs no name."""

    name: str = ""
    file: Path | None = None
    events: str | None = None
    document: Path | None = None
    trials: int = 400

    @property
    def files(self) -> tuple[Path, ...]:
        """The files on which every page about the policy depends."""
        return tuple(each for each in (self.file, self.document) if each is not None)


def find_files(app: Sphinx, config: Config) -> None:
    """Take the files that the settings name from the folder of `conf.py`, wherever the build runs."""
    for name in ("wrbc_policy", "wrbc_policy_document"):
        if config[name] is not None:
            config[name] = str(Path(app.confdir, config[name]))
    config["wrbc_more_policies"] = {
        name: {key: str(Path(app.confdir, said)) if key in _FILES else said for key, said in place.items()}
        for name, place in config.wrbc_more_policies.items()
    }


def place_of(config: Config, name: str = "") -> Place:
    """The policy that a project calls so. Raises `ExtensionError` if its settings name none."""
    said: dict[str, str | None] = {
        "file": config.wrbc_policy,
        "events": config.wrbc_events,
        "document": config.wrbc_policy_document,
    }
    if name:
        if name not in config.wrbc_more_policies:
            raise ExtensionError(f"wrbc_more_policies names no policy {name!r}")
        said = config.wrbc_more_policies[name]
    file, document = said.get("file"), said.get("document")
    return Place(
        name=name,
        file=None if file is None else Path(file),
        events=said.get("events"),
        document=None if document is None else Path(document),
        trials=config.wrbc_promise_trials,
    )


@attrs.frozen(kw_only=True, slots=False, eq=False)
class Book:
    """A policy of the project. Nothing of it is kept in Sphinx's environment."""

    place: Place
    policy: Policy
    document: Document | None
    _results: dict[str, CaseResult] = attrs.field(factory=dict, init=False, repr=False)

    @property
    def typed(self) -> TypedPolicy:
        """Its meaning."""
        return self.policy.typed

    @cached_property
    def traces(self) -> tuple[Trace, ...]:
        """Every sentence with what hangs on it."""
        return traces(self.typed)

    @cached_property
    def users(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The rules that use a word, by its kind and pattern."""
        return users(self.typed)

    @cached_property
    def rows(self) -> dict[tuple[str, int], Row]:
        """The ledger by clause and sentence."""
        rows = ledger(self.typed, self.document).rows
        return {(row.clause, row.sentence.number): row for row in rows if row.sentence is not None}

    @cached_property
    def meetings(self) -> Meetings:
        """Which rules meet."""
        return Meetings(self.typed)

    def clause(self, number: str) -> Clause | None:
        """The clause of this number."""
        return next((each for each in self.typed.clauses if each.number == number), None)

    def result(self, example: Example) -> CaseResult:
        """How an example comes out, run when first asked for."""
        if example.name not in self._results:
            self._results[example.name] = run_example(self.typed, example)
        return self._results[example.name]

    def promised(self, promise: Promise) -> CaseResult | None:
        """How a promise comes out on drawn events; None where the project wants none drawn."""
        if self.place.trials == 0:
            return None
        key = f"promise {promise.name}"
        if key not in self._results:
            self._results[key] = run_promise(self.typed, promise, self.place.trials)
        return self._results[key]


#: By place and the state of its files, for this process only.
_BOOKS: dict[tuple[Any, ...], Book] = {}


def book_at(place: Place) -> Book:
    """The compiled policy of a place.

    Raises `BookError` with the mistakes of its file, `ExtensionError` if a file or module cannot be read.
    """
    try:
        key = (place, *((file, file.stat().st_mtime_ns, file.stat().st_size) for file in place.files))
        if key not in _BOOKS:
            _BOOKS[key] = _compiled(place)
    except OSError as error:
        raise ExtensionError(f"cannot read {error.filename}: {error.strerror}") from error
    return _BOOKS[key]


def _compiled(place: Place) -> Book:
    policy, found = check_policy(place.file, vocabulary=_vocabulary(place.events))
    if policy is None:
        raise BookError(tuple(each for each in found if each.is_error))
    document = None
    if place.document is not None:
        document = split_document(place.document.read_text(encoding="utf-8"))
    return Book(place=place, policy=policy, document=document)


def _vocabulary(module: str | None) -> Vocabulary:
    if module is None:
        return COMMUNICATION
    try:
        found = getattr(importlib.import_module(module), "VOCABULARY", None)
    except ImportError as error:
        raise ExtensionError(f"wrbc_events: cannot import {module}: {error}") from error
    if not isinstance(found, Vocabulary):
        raise ExtensionError(f"wrbc_events: {module} has no VOCABULARY of the class wrbc_rules.Vocabulary")
    return found

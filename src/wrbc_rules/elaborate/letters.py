"""Collecting complaints while a policy is checked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

import attrs

from wrbc_rules.diagnostics import Diagnostic, Label, Severity
from wrbc_rules.source import Source, Span
from wrbc_rules.syntax import ClauseNode, PromiseNode, RulesFile


@attrs.define(slots=False)
class Letters:
    """The complaints so far, each said once, under the heading of the clause or promise in which they stand.

    Nothing is said of a line that was complained of when it was read.
    """

    source: Source
    tree: RulesFile
    found: list[Diagnostic] = attrs.field(factory=list)
    #: Whether a rule has another number than its author meant, so that what names one may not find it.
    misnumbered: bool = False
    _told: set[tuple[str, Span | None, str]] = attrs.field(factory=set)

    def say(  # noqa: PLR0913 - the parts of a letter
        self,
        code: str,
        span: Span | None,
        message: str,
        help: str | None = None,  # noqa: A002 - the field's name
        *,
        labels: tuple[Label, ...] = (),
        severity: Severity = "error",
    ) -> None:
        """Complain, unless the same was said of the same place, or its line was complained of before."""
        if span is not None and self.source.line_of(span.start) in self.tree.said:
            return
        letter = Diagnostic(
            code=code,
            severity=severity,
            source=self.source,
            span=span,
            heading=self._heading(span),
            message=message,
            help=help,
            labels=labels,
        )
        self.add(letter)

    def add(self, letter: Diagnostic) -> None:
        """Take over a complaint made aside, unless it was made before."""
        key = (letter.code, letter.span, letter.message)
        if key not in self._told:
            self._told.add(key)
            self.found.append(letter)

    def warn(self, code: str, span: Span, message: str, help: str | None = None) -> None:  # noqa: A002
        """Complain of something that works but may not be meant."""
        self.say(code, span, message, help, severity="warning")

    @contextmanager
    def aside(self) -> Iterator[list[Diagnostic]]:
        """What is said inside is only collected; whoever asks decides what to do with it."""
        found, told = self.found, self._told
        self.found, self._told = [], set()
        try:
            yield self.found
        finally:
            self.found, self._told = found, told

    def unread(self, name: str) -> bool:
        """Whether a clause or an example of this name was there, and was complained of when it was read."""
        clause = name.replace("(", " ").split(" ", maxsplit=1)[0]
        return bool({name, clause} & self.tree.unread)

    @property
    def bad(self) -> bool:
        """Whether anything found is an error, what was found while reading included."""
        return bool(self.tree.said) or any(each.is_error for each in self.found)

    def _heading(self, span: Span | None) -> str | None:
        if span is None:
            return None
        index = bisect_right(self._headed, span.start, key=lambda each: each[0].start) - 1
        if index < 0 or span.start >= self._headed[index][0].end:
            return None
        return self._headed[index][1]

    @cached_property
    def _headed(self) -> list[tuple[Span, str]]:
        clauses = [(b.span, b.heading) for b in self.tree.blocks if isinstance(b, ClauseNode)]
        promises = [
            (b.span, f'promise "{b.name.text}"') for b in self.tree.blocks if isinstance(b, PromiseNode)
        ]
        return sorted([*clauses, *promises], key=lambda each: each[0].start)

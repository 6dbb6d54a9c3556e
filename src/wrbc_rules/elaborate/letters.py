"""Collecting complaints while a policy is checked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import attrs

from wrbc_rules.diagnostics import Diagnostic, Label, Severity
from wrbc_rules.source import Source, Span


@attrs.define
class Letters:
    """The complaints so far, each said once, under the heading of the clause being checked."""

    source: Source
    found: list[Diagnostic] = attrs.field(factory=list)
    heading: str | None = None
    _said: set[tuple[str, Span | None, str]] = attrs.field(factory=set)

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
        """Complain, unless the same was said of the same place."""
        key = (code, span, message)
        if key in self._said:
            return
        self._said.add(key)
        self.found.append(
            Diagnostic(
                code=code,
                severity=severity,
                source=self.source,
                span=span,
                heading=self.heading,
                message=message,
                help=help,
                labels=labels,
            )
        )

    def warn(self, code: str, span: Span, message: str, help: str | None = None) -> None:  # noqa: A002
        """Complain of something that works but may not be meant."""
        self.say(code, span, message, help, severity="warning")

    @contextmanager
    def under(self, heading: str | None) -> Iterator[None]:
        """Complaints made inside stand under this heading."""
        before, self.heading = self.heading, heading
        try:
            yield
        finally:
            self.heading = before

    def scratch(self) -> Letters:
        """Somewhere to try without complaining."""
        return Letters(self.source)

    @property
    def bad(self) -> bool:
        """Whether anything found is an error."""
        return any(each.is_error for each in self.found)

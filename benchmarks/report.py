"""What a case found: lines for people, and the numbers that the aims are held against.

Never: a number that was not measured in this run.
"""

from __future__ import annotations

import attrs


@attrs.define(kw_only=True)
class Report:
    """One case: its title, its lines, and what it measured, by name."""

    title: str
    lines: list[str] = attrs.field(factory=list)
    measured: dict[str, float] = attrs.field(factory=dict)

    def say(self, *lines: str) -> None:
        """Adds lines."""
        self.lines += lines

    @property
    def text(self) -> str:
        """The case as a page."""
        return "\n".join([self.title, "-" * len(self.title), "", *self.lines, ""])

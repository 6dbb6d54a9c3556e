"""The parts of a complaint about a block, before it is known where in the file the block stands."""

from __future__ import annotations

import attrs

from wrbc_rules.source import Span


@attrs.frozen
class Letter:
    """What is wrong, where in the block, and what to type instead.

    `mended` is a place, and the text to read there in the place of as much that stands there: then the
    rest can be read as it is meant. Without it the line is set aside.
    """

    code: str
    span: Span
    message: str
    help: str | None = None
    mended: tuple[int, str] | None = None

    def mend(self, text: str) -> str:
        """The text of the block with the mistake put right."""
        assert self.mended is not None
        at, words = self.mended
        return text[:at] + words + text[at + len(words) :]

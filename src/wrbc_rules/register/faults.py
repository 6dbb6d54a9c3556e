"""What is wrong with a register, as letters to the person who keeps it."""

from __future__ import annotations

from typing import Literal

import attrs

from wrbc_rules.diagnostics import did_you_mean, quoted


@attrs.frozen(kw_only=True)
class Fault:
    """Something wrong: in which file, at which line (where the row begins) and column, and what to do.

    An error at a row leaves the row out; `lost` is how many rows are left out because of it. Where a row has
    several errors, only the first counts it.
    """

    file: str
    line: int | None = None
    column: str | None = None
    severity: Literal["error", "warning"] = "error"
    message: str
    help: str = ""
    lost: int = 0

    @property
    def place(self) -> str:
        """Where it is, as in "people.csv, line 3, birth_date"."""
        line = None if self.line is None else f"line {self.line}"
        return ", ".join(each for each in (self.file, line, self.column) if each)

    def __str__(self) -> str:
        return f"{self.place}: {self.message}{'; ' if self.help else ''}{self.help}"


class CellError(ValueError):
    """A cell that cannot be read: what is wrong with it, and what to write instead."""

    def __init__(self, message: str, todo: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.help = todo


def or_one_of(word: str, words: tuple[str, ...]) -> str:
    """Help with an unknown word: the nearest, or all that there are."""
    return did_you_mean(word, words) or f"write one of: {', '.join(words)}"


def unlike_any(word: str) -> str:
    """The beginning of a letter about a word that means nothing here."""
    return f"{quoted(word, 60)} is not known here"

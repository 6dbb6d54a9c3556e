"""What reading a block by the grammar gives: a tree of tokens, or the place where it stops."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import attrs


class Token(NamedTuple):
    """Some characters of a block; `type` is the name of their terminal in the grammar."""

    type: str
    text: str
    start: int
    end: int


class Tree(NamedTuple):
    """A form of the grammar with its tokens and the forms inside it; None where a part is left out."""

    name: str
    children: list[Child]


Child: TypeAlias = Token | Tree | None


@attrs.frozen
class Stop(Exception):  # noqa: N818 - of an unfinished line it is no error yet
    """Where in a block the grammar does not go on.

    `found` is the terminal that stands there, "" if none does; `expected` are those that could.
    """

    at: int
    found: str
    expected: frozenset[str]


class StrayDedent(Exception):  # noqa: N818
    """A line goes back to an indentation that no line above it has."""

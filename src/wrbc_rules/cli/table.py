"""Rows of texts as a table on paper of a given width: nothing is cut, long cells take several lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wrbc_rules.diagnostics.paper import Paper
from wrbc_rules.diagnostics.shown import columns

_GAP, _NARROWEST = 2, 6


def table(
    paper: Paper, heading: Sequence[str], rows: Sequence[Sequence[str]], indent: int = 2
) -> Iterator[str]:
    """The lines of a table; a row may have one cell more than the heading, which stands below the others."""
    count = len(heading)
    room = paper.width - indent - _GAP * (count - 1)
    widths = _widths([[paper.safe(each) for each in row[:count]] for row in (heading, *rows)], room)
    for number, row in enumerate((heading, *rows)):
        for line in _lines(paper, row[:count], widths):
            text = " " * indent + line
            yield paper.paint("title", text) if number == 0 else text
        for below in row[count:]:
            if below:
                yield from (" " * (indent + 2) + each for each in paper.wrap(below, indent + 2, indent + 2))


def _widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """As wide as the widest cell; the widest column gives way while there is no room."""
    widths = [max(columns(cell) for cell in column) for column in zip(*rows, strict=True)]
    while sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _lines(paper: Paper, row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    wrapped = [_wrapped(paper, cell, width) for cell, width in zip(row, widths, strict=True)]
    for number in range(max(len(each) for each in wrapped)):
        cells = [each[number] if number < len(each) else "" for each in wrapped]
        padded = (cell + " " * (width - columns(cell)) for cell, width in zip(cells, widths, strict=True))
        yield (" " * _GAP).join(padded).rstrip()


def _wrapped(paper: Paper, cell: str, width: int) -> list[str]:
    free = paper.width - width
    return paper.wrap(cell, free, free)

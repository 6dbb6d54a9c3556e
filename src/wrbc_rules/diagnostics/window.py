"""One line of a file as it is drawn: whole, or the part round a place with `…` for the rest."""

from bisect import bisect_left, bisect_right
from itertools import accumulate

from attrs import frozen

from wrbc_rules.diagnostics.paper import Paper
from wrbc_rules.diagnostics.shown import cells

_NEAR = 4
"""Characters looked at on either side of a place, in widths of the paper: a line may hold millions."""


@frozen(kw_only=True)
class Window:
    """The drawn text, and under which of its columns (from 0) a character of the line stands.

    `room` is the columns that text or carets may take. `_left` and `_right` bound the characters drawn, as
    offsets in the line; `_columns` has for each of them, and for the end, the column at which it begins.
    """

    text: str
    room: int
    _left: int
    _right: int
    _columns: tuple[int, ...]

    @classmethod
    def of(cls, line: str, place: tuple[int, int], paper: Paper, gutter: int) -> "Window":
        """The window of a line round a place (offsets in the line), right of a gutter of so many columns."""
        room = paper.width - gutter
        first = max(0, place[0] - _NEAR * paper.width)
        near = list(cells(line[first : place[0] + _NEAR * paper.width], unicode=paper.unicode))
        columns = tuple(accumulate((width for _, width in near), initial=0))
        low, high = 0, len(near)
        dots = len(paper.ellipsis)
        if first or len(near) < len(line) - first or columns[-1] >= room:
            low, high = _chosen(columns, place[0] - first, min(place[1] - first, high), room - 2 * dots)
        before = paper.ellipsis if first + low else ""
        after = paper.ellipsis if first + high < len(line) else ""
        return cls(
            text=before + "".join(cell for cell, _ in near[low:high]) + after,
            room=room,
            left=first + low,
            right=first + high,
            columns=tuple(column - columns[low] + len(before) for column in columns[low : high + 1]),
        )

    def carets(self, start: int, end: int) -> tuple[int, int]:
        """The columns, half-open and at least one, under the characters from `start` to `end` (offsets in
        the line).

        A combining mark stands under its base; what is outside the window stands under its `…`.
        """
        if end <= self._left and start < self._left:
            return 0, self._columns[0]
        low = min(max(start, self._left), self._right) - self._left
        high = min(max(end, self._left), self._right) - self._left
        if end > start:
            low = _base(self._columns, low)
        return self._columns[low], max(self._columns[high], self._columns[low] + 1)


def _chosen(columns: tuple[int, ...], start: int, end: int, room: int) -> tuple[int, int]:
    """From and until which character to draw: `start` for sure, `end` and something before if possible."""
    start = _base(columns, start)
    end = max(start, end)
    before = max(0, min(room // 3, room - (columns[end] - columns[start])))
    wanted = 0 if columns[end] < room else max(0, min(columns[start] - before, columns[-1] - room))
    low = bisect_left(columns, wanted)
    while low < start and columns[low] == columns[low + 1]:
        low += 1
    return low, bisect_right(columns, columns[low] + room) - 1


def _base(columns: tuple[int, ...], index: int) -> int:
    """The character that the one at the index is drawn onto, or the index itself."""
    while 0 < index < len(columns) - 1 and columns[index] == columns[index + 1]:
        index -= 1
    return index

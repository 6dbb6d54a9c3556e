"""In which size a poster fits on its page: the lines of every text are counted as a browser would break them.

Lengths are in points. Letters are as wide as those of Helvetica, Arial and Liberation Sans.
"""

from __future__ import annotations

import math

import attrs

from wrbc_rules.poster.content import Content, Part

MM = 72 / 25.4
#: The sheet, its margin, and the space between columns.
HEIGHT, WIDTH, MARGIN, GAP = 297 * MM, 210 * MM, 11 * MM, 7 * MM
LEADING = 1.3
LARGEST, SMALLEST, STEP = 12.0, 7.0, 0.25
#: A dial, as wide as it is high, and what a heading without one takes.
DIAL, HEADING = 36 * MM, 20 * MM
#: Two columns from this size on, three below it: a line should be neither long nor broken at every word.
_TWO_COLUMNS = 8.0
_SPARE = 0.97
#: Widths of letters in thousandths of their size; the rest are 556, and of other writings 1000.
_WIDTHS = {
    letter: width
    for width, letters in {
        222: "ijl'",
        278: " !,./:;ftI[]",
        333: "()-r`",
        500: "ckvxyzsJ",
        667: "ABEKPSVXY&",
        722: "CDHNRUw",
        778: "GOQ",
        833: "mM",
        944: "W",
    }.items()
    for letter in letters
}
#: What the verb takes more, being bold, and in one strength in a box: in parts of the size.
_VERB = 1.2


class TooLongError(ValueError):
    """Rules that do not fit on a page in letters that can be read; `rules` is how many there are."""

    def __init__(self, rules: int, times: float) -> None:
        super().__init__(
            f"the {rules} rules do not fit on one page of A4: in letters of {SMALLEST:g} points, the "
            f"smallest that is used, they would take {math.ceil(times * 10) / 10:.1f} pages"
        )
        self.rules = rules


@attrs.frozen
class Fit:
    """The size of the letters, and the number of columns."""

    size: float
    columns: int


def fit(content: Content) -> Fit:
    """The largest size in which all of it stands on one page. Raises `TooLongError`."""
    size = LARGEST
    while size >= SMALLEST:
        found = Fit(size, 2 if size >= _TWO_COLUMNS else 3)
        if _taken(content, found) <= 1:
            return found
        size -= STEP
    raise TooLongError(len(content.lines), _taken(content, Fit(SMALLEST, 3)))


def _taken(content: Content, fit: Fit) -> float:
    """How much of the page is taken: 1 is all of it."""
    inner = WIDTH - 2 * MARGIN
    column = (inner - GAP * (fit.columns - 1)) / fit.columns
    blocks = [height for part in content.parts for height in _blocks(part, fit.size, column)]
    body = sum(blocks) / fit.columns + max(blocks, default=0)  # what a column leaves empty at its foot
    fixed = (DIAL if content.dials else HEADING) + _foot(content, fit.size, inner)
    return (body + fixed) / ((HEIGHT - 2 * MARGIN) * _SPARE)


def _blocks(part: Part, size: float, width: float) -> list[float]:
    """The height of each thing in a column."""
    leading = size * LEADING
    heading = [_lines(part.title, width / 1.2, size) * leading * 1.2 + 1.1 * size] if part.title else []
    said = [_lines(each, width, size) * leading + 0.2 * size for each in part.principles]
    rules = [_lines(each.text, width - size, size, _VERB) * leading + 0.4 * size for each in part.lines]
    return [*heading, *said, *rules]


def _foot(content: Content, size: float, width: float) -> float:
    """What stands below the columns: the legend, and whom to ask."""
    small = max(SMALLEST, size * 0.9)
    said = [f"{each.who}: {', '.join(each.clauses)}" for each in (*content.ask, *content.decide)]
    column = (width - GAP) / 2
    asked = sum(_lines(each, column, small) for each in said) + 3
    legend = 2 * len(content.strengths) + 2
    return max(asked, legend) * small * LEADING + 3 * size


def _lines(text: str, width: float, size: float, more: float = 0.0) -> int:
    """How many lines a text takes in a width, broken between words; `more` is added to the first."""
    lines, at = 1, more * size
    for word in text.split(" "):
        length = sum(map(_em, word)) * size
        if at and at + length > width:
            lines, at = lines + 1, 0.0
        lines += int(length // width)  # a word longer than the line is broken
        at += length % width + _em(" ") * size
    return lines


def _em(character: str) -> float:
    """The width of a letter, in parts of the size; of other writings the most."""
    return _WIDTHS.get(character, 556 if ord(character) < 0x250 else 1000) / 1000

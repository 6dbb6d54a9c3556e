"""In which size a poster fits on its page: the lines of every text are counted as a browser would break them.

Lengths are in points. Letters are as wide as those of Helvetica, Arial and Liberation Sans.
"""

from __future__ import annotations

import math

import attrs

from wrbc_rules.poster.content import Content, Part, legend_of

MM = 72 / 25.4
#: The sheet, its margin, and the space between columns.
HEIGHT, WIDTH, MARGIN, GAP = 297 * MM, 210 * MM, 10 * MM, 6 * MM
LEADING = 1.26
LARGEST, SMALLEST, STEP = 12.0, 7.0, 0.25
#: What the heading takes with a dial, and without.
DIAL, HEADING = 31 * MM, 22 * MM
#: Numbers of columns, the better to read first.
_COLUMNS = (2, 3)
_SPARE = 0.985
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
        for columns in _COLUMNS:
            if _taken(content, Fit(size, columns)) <= 1:
                return Fit(size, columns)
        size -= STEP
    raise TooLongError(len(content.lines), min(_taken(content, Fit(SMALLEST, each)) for each in _COLUMNS))


def _taken(content: Content, fit: Fit) -> float:
    """How many pages it takes: columns are filled one after another, and nothing is broken between two."""
    inner = WIDTH - 2 * MARGIN
    column = (inner - GAP * (fit.columns - 1)) / fit.columns
    fixed = (DIAL if content.dials else HEADING) + _foot(content, fit.size, inner)
    height = (HEIGHT - 2 * MARGIN) * _SPARE - fixed
    if height <= 0:
        return math.inf
    full, at = 0.0, 0.0
    for block in (each for part in content.parts for each in _blocks(part, fit.size, column)):
        if at and at + block > height:
            full, at = full + 1, 0.0
        at += block
    return (full + at / height) / fit.columns


def _blocks(part: Part, size: float, width: float) -> list[float]:
    """The height of each thing in a column; a heading stays with what is below it."""
    leading = size * LEADING
    head = _lines(part.title, width / 1.2, size) * leading * 1.2 + 1.1 * size if part.title else 0.0
    head += sum(_lines(each, width, size) * leading + 0.2 * size for each in part.principles)
    rules = [_lines(each.text, width - size, size, _VERB) * leading + 0.32 * size for each in part.lines]
    return [head + rules[0], *rules[1:]] if rules else [head]


def _foot(content: Content, size: float, width: float) -> float:
    """What stands below the columns: the legend, and whom to ask."""
    small = max(SMALLEST, size * 0.9)
    column = (width - 2 * GAP) / 3
    lists = (
        [f"{verb} {words}" for _, verb, words in legend_of(content)],
        [each.said for each in content.ask],
        [each.said for each in content.decide],
    )
    tallest = max(sum(_lines(each, column, small, _VERB) for each in said) for said in lists)
    return (tallest + 2.5) * small * LEADING + 2.5 * size


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

"""What a diagnostic is written on: its width, its colours, whether it knows more than ASCII."""

from collections.abc import Iterator

from attrs import field, frozen

from wrbc_rules.diagnostics.shown import cells, columns, shown

_RESET = "\x1b[0m"
_COLORS = {
    "error": "\x1b[1;31m",
    "warning": "\x1b[1;33m",
    "title": "\x1b[1m",
    "gutter": "\x1b[36m",
    "label": "\x1b[34m",
}
_NARROWEST = 40


def _wide_enough(width: int) -> int:
    return max(width, _NARROWEST)


@frozen(kw_only=True)
class Paper:
    """How to write: `width` columns (40 at least), ASCII unless `unicode`, with ANSI colours if `color`."""

    unicode: bool = True
    color: bool = False
    width: int = field(default=80, converter=_wide_enough)

    @property
    def bar(self) -> str:
        """The edge of the gutter."""
        return "│" if self.unicode else "|"

    @property
    def corner(self) -> str:
        """What stands before the name of the place."""
        return "╭─▸" if self.unicode else "-->"

    @property
    def skip(self) -> str:
        """What stands in the gutter for lines left out."""
        return "┆" if self.unicode else ":"

    @property
    def ellipsis(self) -> str:
        """What stands for the rest of a line."""
        return "…" if self.unicode else "..."

    def paint(self, style: str, text: str) -> str:
        """The text in the colour of a style, or as it is."""
        return f"{_COLORS[style]}{text}{_RESET}" if self.color and text else text

    def safe(self, text: str) -> str:
        """The text with nothing in it that could steer a terminal."""
        return shown(text, unicode=self.unicode)

    def paragraph(self, lead: str, text: str) -> list[str]:
        """The text wrapped after a lead of ASCII, with the further lines under its first word."""
        first, *rest = self.wrap(text, len(lead), len(lead))
        mark = len(lead) - len(lead.lstrip())
        painted = lead[:mark] + self.paint("gutter", lead[mark:])
        return [painted + first, *(" " * len(lead) + line for line in rest)]

    def wrap(self, text: str, first: int, rest: int) -> list[str]:
        """The text, made safe, in at least one line; the first leaves `first` columns free, the others
        `rest`.

        A word too long for a line is cut.
        """
        lines: list[str] = []
        for paragraph in text.split("\n"):
            lines += self._filled(self.safe(paragraph), rest if lines else first, rest)
        return lines

    def _filled(self, text: str, first: int, rest: int) -> Iterator[str]:
        line = ""
        room = self.width - first
        for space, word in _words(text, self.width - max(first, rest)):
            longer = line + space + word
            if columns(longer) > room:
                if line.strip():
                    yield line.rstrip()
                    room = self.width - rest
                longer = word
            line = longer
        yield line.rstrip()


def _words(text: str, room: int) -> Iterator[tuple[str, str]]:
    """The words, each with the space before it; a word wider than the room in pieces with none between."""
    for index, word in enumerate(text.split(" ")):
        space = " " if index else ""
        if columns(word) <= room:
            yield space, word
        else:
            first, *rest = _pieces(word, room)
            yield space, first
            yield from (("", piece) for piece in rest)


def _pieces(word: str, room: int) -> Iterator[str]:
    start = used = 0
    for index, (_, width) in enumerate(cells(word)):
        if used + width > room:
            yield word[start:index]
            start, used = index, 0
        used += width
    yield word[start:]

"""The frame: the author's lines with carets under the very characters."""

from collections.abc import Iterator

from attrs import frozen

from wrbc_rules.diagnostics.diagnostic import Diagnostic
from wrbc_rules.diagnostics.paper import Paper
from wrbc_rules.diagnostics.place import Span, Text, named_place
from wrbc_rules.diagnostics.shown import columns
from wrbc_rules.diagnostics.window import Window

_LEAST_LABEL = 24
"""A label on a line of its own gets at least this many columns, even if it must begin left of its carets."""


@frozen(kw_only=True)
class _Mark:
    """Carets to draw: on which line, under which characters (offsets in the line), with which words."""

    line: int
    start: int
    end: int
    sign: str
    style: str
    text: str


def frame(diagnostic: Diagnostic, paper: Paper) -> tuple[list[str], str]:
    """The lines of the frame (none without a source), and the margin: the spaces left of its edge."""
    source = diagnostic.source
    if source is None:
        return [], "  "
    marks = _marks(diagnostic, source)
    digits = max((len(str(mark.line)) for mark in marks), default=1)
    margin = " " * (digits + 1)
    place = paper.safe(named_place(source, diagnostic.span))
    lines = [f"{margin}{paper.paint('gutter', paper.corner)} {place}"]
    if marks:
        lines.append(margin + paper.paint("gutter", paper.bar))
        lines += _body(source, marks, digits, paper)
    return lines, margin


def _marks(diagnostic: Diagnostic, source: Text) -> list[_Mark]:
    marks: list[_Mark] = []
    if diagnostic.span is not None:
        marks += _marks_of(source, diagnostic.span, "^", diagnostic.severity, diagnostic.label)
    for label in diagnostic.labels:
        marks += _marks_of(source, label.span, "-", "label", label.text)
    return marks


def _marks_of(source: Text, span: Span, sign: str, style: str, text: str) -> Iterator[_Mark]:
    """One mark for a span in one line; for a longer one a mark on its first line and one on its last."""
    start, end = _drawn(source.text, span)
    first = source.line_of(start)
    last = source.line_of(max(start, end - 1))
    from_start, until_end = start - source.line_start(first), end - source.line_start(last)
    if first == last:
        yield _Mark(line=first, start=from_start, end=until_end, sign=sign, style=style, text=text)
        return
    whole = len(source.line_text(first).rstrip())
    yield _Mark(line=first, start=from_start, end=max(whole, from_start), sign=sign, style=style, text="")
    line = source.line_text(last)
    indentation = min(len(line) - len(line.lstrip(" \t")), until_end)
    yield _Mark(line=last, start=indentation, end=until_end, sign=sign, style=style, text=text)


def _drawn(text: str, span: Span) -> tuple[int, int]:
    """The span within the text, without the spaces and newlines that a parser leaves at its end."""
    start = min(max(span.start, 0), len(text) - 1)
    end = min(max(span.end, start), len(text))
    words = text[start:end].rstrip(" \t\n")
    if words or start == end:
        return start, start + len(words)
    newline = text.find("\n", start, end)
    return start, end if newline < 0 else newline


def _body(source: Text, marks: list[_Mark], digits: int, paper: Paper) -> Iterator[str]:
    by_line: dict[int, list[_Mark]] = {}
    for mark in marks:
        by_line.setdefault(mark.line, []).append(mark)
    bar = paper.paint("gutter", paper.bar)
    before: int | None = None
    for number in sorted(by_line):
        if before is not None and number > before + 1:
            yield " " * (digits + 1) + paper.paint("gutter", paper.skip)
        before = number
        here = by_line[number]
        window = Window.of(source.line_text(number), (here[0].start, here[0].end), paper, digits + 3)
        yield f"{paper.paint('gutter', str(number).rjust(digits))} {bar} {window.text}".rstrip()
        for row in _rows(here, window):
            yield from (f"{' ' * (digits + 1)}{bar} {line}" for line in _under(row, window, paper))


def _rows(marks: list[_Mark], window: Window) -> list[list[_Mark]]:
    """Marks that share a row of carets: only the last of a row may have words, and none touch."""
    rows: list[list[_Mark]] = []
    free = 0
    for mark in sorted(marks, key=lambda m: m.start):
        start, end = window.carets(mark.start, mark.end)
        if rows and not rows[-1][-1].text and free < start:
            rows[-1].append(mark)
        else:
            rows.append([mark])
        free = end
    return rows


def _under(row: list[_Mark], window: Window, paper: Paper) -> Iterator[str]:
    """A row of carets, with the words of its last mark beside it or, where they do not fit, below."""
    line, column = "", 0
    for mark in row:
        start, end = window.carets(mark.start, mark.end)
        line += " " * (start - column) + paper.paint(mark.style, mark.sign * (end - start))
        column = end
    last = row[-1]
    if not last.text:
        yield line
        return
    words = paper.safe(last.text)
    if "\n" not in last.text and column + 1 + columns(words) <= window.room:
        yield f"{line} {paper.paint(last.style, words)}"
        return
    yield line
    indent = min(window.carets(last.start, last.end)[0], window.room - min(columns(words), _LEAST_LABEL))
    margin = paper.width - window.room + indent
    for words in paper.wrap(last.text, margin, margin):
        yield " " * indent + paper.paint(last.style, words)

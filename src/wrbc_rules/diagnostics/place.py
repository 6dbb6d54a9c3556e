"""Where in a text something stands: a span of code points, and what a text must be able to tell about it."""

from typing import Protocol

from attrs import frozen


@frozen
class Span:
    """Half-open code-point offsets into a normalised text, not checked here: drawing clamps them."""

    start: int
    end: int

    def cover(self, *others: "Span") -> "Span":
        """The smallest span that holds this one and all the others."""
        spans = (self, *others)
        return Span(min(s.start for s in spans), max(s.end for s in spans))


def cover(first: Span, *others: Span) -> Span:
    """The smallest span that holds all of those given."""
    return first.cover(*others)


class Text(Protocol):
    """A named text that a diagnostic can point into. `wrbc_rules.source.Source` is one."""

    @property
    def name(self) -> str:
        """What to call the text in front of a person, usually a path."""

    @property
    def text(self) -> str:
        """Lines parted by one newline each, and one newline at the end."""

    def line_of(self, offset: int) -> int:
        """The line that holds the offset, from 1."""

    def column_of(self, offset: int) -> int:
        """The place of the offset in its line, in code points from 1."""

    def line_text(self, number: int) -> str:
        """The line of that number, without its newline."""

    def line_start(self, number: int) -> int:
        """The offset of the first character of the line of that number."""


def named_place(source: Text | None, span: Span | None) -> str:
    """`name:line:column` of the start; `name` without a span, "" without a source. Not made safe."""
    if source is None or span is None:
        return source.name if source else ""
    return f"{source.name}:{source.line_of(span.start)}:{source.column_of(span.start)}"

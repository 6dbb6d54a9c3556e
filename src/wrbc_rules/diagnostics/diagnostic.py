"""One complaint about a rules file, as data."""

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from attrs import Attribute, evolve, field, frozen
from attrs.validators import in_

from wrbc_rules.diagnostics.codes import CODES
from wrbc_rules.diagnostics.place import Span, Text

Severity = Literal["error", "warning"]

PER_CODE = 20
"""How many complaints of one code about one file are worth reading."""

ALIKE = 2
"""How many complaints in the same words are."""


@frozen
class Label:
    """A second place that matters to a complaint, with the words to write under it."""

    span: Span
    text: str


def _known(_: object, __: "Attribute[str]", code: str) -> None:
    if code not in CODES:
        raise ValueError(f"no row for the code {code!r} in the table of codes")


@frozen(kw_only=True)
class Diagnostic:
    """A complaint: a code, one terse sentence, where, and what to type instead.

    The texts may hold an author's words as they are (in backticks): drawing escapes them. Offsets are code
    points of `source.text`, for `labels` too. Raises ValueError for a code without a row or an unknown
    severity.
    """

    code: str = field(validator=_known)
    message: str
    severity: Severity = field(default="error", validator=in_(("error", "warning")))
    source: Text | None = None
    span: Span | None = None
    heading: str | None = None
    label: str = ""
    labels: tuple[Label, ...] = ()
    help: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def is_error(self) -> bool:
        """Whether the policy cannot be used because of this."""
        return self.severity == "error"


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By name of the source, then by offset; those without either first; otherwise as they came."""
    return tuple(sorted(diagnostics, key=_place))


def _place(diagnostic: Diagnostic) -> tuple[str, int]:
    name = diagnostic.source.name if diagnostic.source else ""
    return name, diagnostic.span.start if diagnostic.span else -1


def capped(diagnostics: Iterable[Diagnostic], limit: int = PER_CODE) -> tuple[Diagnostic, ...]:
    """The first `limit` (at least 1) of each code and source, in the order given; the last counts more."""
    seen: Counter[tuple[str, str]] = Counter()
    kept: list[tuple[Diagnostic, tuple[str, str] | None]] = []
    for diagnostic in diagnostics:
        key = (diagnostic.source.name if diagnostic.source else "", diagnostic.code)
        seen[key] += 1
        if seen[key] <= limit:
            kept.append((diagnostic, key if seen[key] == limit else None))
    return tuple(with_more(diagnostic, seen[key] - limit) if key else diagnostic for diagnostic, key in kept)


def joined(diagnostics: Iterable[Diagnostic], limit: int = ALIKE) -> tuple[Diagnostic, ...]:
    """The same, with what is said more than `limit` times in the same words said once, with the lines."""
    alike: dict[tuple[str, str, str, str | None], list[Diagnostic]] = {}
    for each in diagnostics:
        key = (each.source.name if each.source else "", each.code, each.message, each.help)
        alike.setdefault(key, []).append(each)
    return in_order(each for same in alike.values() for each in (_once(same) if len(same) > limit else same))


def _once(same: list[Diagnostic]) -> tuple[Diagnostic]:
    """The first of several, with the lines of the others."""
    first, *others = in_order(same)
    lines = sorted({each.source.line_of(each.span.start) for each in others if each.source and each.span})
    named = ", ".join(f"{line}" for line in lines[:PER_CODE])
    more = f" and {len(lines) - PER_CODE:,} more" if len(lines) > PER_CODE else ""
    return (evolve(first, notes=(*first.notes, f"the same on lines {named}{more}")) if lines else first,)


def with_more(diagnostic: Diagnostic, more: int) -> Diagnostic:
    """The same, with a note that there are `more` like it (none if `more` is not above 0)."""
    if more <= 0:
        return diagnostic
    return evolve(diagnostic, notes=(*diagnostic.notes, f"and {more} more like this in the file"))

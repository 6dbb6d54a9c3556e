"""Diagnostics as text for a terminal, as one line each, and as JSON."""

from collections.abc import Iterable
from typing import Any

from wrbc_rules.diagnostics.diagnostic import Diagnostic, in_order
from wrbc_rules.diagnostics.frame import frame
from wrbc_rules.diagnostics.paper import Paper
from wrbc_rules.diagnostics.place import Span, Text, named_place
from wrbc_rules.diagnostics.shown import shown


def render_text(
    diagnostics: Iterable[Diagnostic], *, unicode: bool = True, color: bool = False, width: int = 80
) -> str:
    """Each complaint with its line, carets under the place, help and notes; an empty line between; "" for
    none.

    At most `width` columns (40 at least), but for the line that names the place. Pure ASCII if not
    `unicode`; with ANSI colours if `color`. Ends without a newline.
    """
    return "\n\n".join(
        _letter(d, Paper(unicode=unicode, color=color, width=width)) for d in in_order(diagnostics)
    )


def _letter(diagnostic: Diagnostic, paper: Paper) -> str:
    drawn, margin = frame(diagnostic, paper)
    lines = _title(diagnostic, paper)
    if diagnostic.heading:
        lines += paper.paragraph(f"{margin}in ", diagnostic.heading)
    lines += drawn
    if diagnostic.help:
        lines += paper.paragraph(f"{margin}= help: ", diagnostic.help)
    for note in diagnostic.notes:
        lines += paper.paragraph(f"{margin}= note: ", note)
    return "\n".join(lines)


def _title(diagnostic: Diagnostic, paper: Paper) -> list[str]:
    kind = f"{diagnostic.severity}[{diagnostic.code}]"
    first, *rest = paper.wrap(diagnostic.message.replace("\n", " "), len(kind) + 2, 2)
    return [
        f"{paper.paint(diagnostic.severity, kind)}: {paper.paint('title', first)}",
        *(f"  {paper.paint('title', line)}" for line in rest),
    ]


def render_concise(diagnostics: Iterable[Diagnostic], *, unicode: bool = True) -> str:
    """One line each: `file:line:column: code message`, less what is not known. Ends without a newline."""
    return "\n".join(_one_line(d, unicode) for d in in_order(diagnostics))


def _one_line(diagnostic: Diagnostic, unicode: bool) -> str:
    place = named_place(diagnostic.source, diagnostic.span)
    message = f"{diagnostic.code} {diagnostic.message}".replace("\n", " ")
    return shown(f"{place}: {message}" if place else message, unicode=unicode)


def to_json(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """A mapping for each, ready for `json.dumps`; lines and columns from 1, in code points, the end
    exclusive.

    What is not known is None. Texts are made safe as on a terminal; only `file` is as it is.
    """
    return [_entry(d) for d in in_order(diagnostics)]


def _entry(diagnostic: Diagnostic) -> dict[str, Any]:
    source = diagnostic.source
    return {
        "file": source.name if source else None,
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": _safe(diagnostic.message),
        "heading": _safe(diagnostic.heading) if diagnostic.heading else None,
        **_place(source, diagnostic.span),
        "label": _safe(diagnostic.label),
        "labels": [{**_place(source, label.span), "text": _safe(label.text)} for label in diagnostic.labels],
        "help": _safe(diagnostic.help) if diagnostic.help else None,
        "notes": [_safe(note) for note in diagnostic.notes],
    }


def _place(source: Text | None, span: Span | None) -> dict[str, int | None]:
    if source is None or span is None:
        return dict.fromkeys(("line", "column", "end_line", "end_column"))
    return {
        "line": source.line_of(span.start),
        "column": source.column_of(span.start),
        "end_line": source.line_of(span.end),
        "end_column": source.column_of(span.end),
    }


def _safe(text: str) -> str:
    return "\n".join(shown(line) for line in text.split("\n"))


def summary(diagnostics: Iterable[Diagnostic], where: str | None = None) -> str:
    """As in: 2 errors and 1 warning in policy/x.rules. `where` names the place if the diagnostics do not."""
    found = list(diagnostics)
    names = {d.source.name for d in found if d.source}
    place = where or (names.pop() if len(names) == 1 else f"{len(names)} files" if names else "")
    counts = [_counted(sum(d.is_error is wanted for d in found), word) for wanted, word in _WORDS]
    said = " and ".join(count for count in counts if count) or "no errors or warnings"
    return shown(f"{said} in {place}" if place else said)


_WORDS = ((True, "error"), (False, "warning"))


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}" if count else ""

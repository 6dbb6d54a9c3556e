"""The sheet as one HTML page: no script, and a content policy that forbids any, and every request."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files

from wrbc_rules.diagnostics import shown
from wrbc_rules.findings import Strength
from wrbc_rules.ir import TypedPolicy
from wrbc_rules.poster.content import Asked, Content, Line, Part, content_of, legend_of
from wrbc_rules.poster.fitting import Fit, fit


def poster(policy: TypedPolicy, part: str | None = None) -> str:
    """The HTML of a poster of a policy, or of one part by number. Raises `TooLongError`, `PartError`."""
    content = content_of(policy, part)
    style = _style(fit(content))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    allowed = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{allowed}">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{_text(policy.name)} – the rules on a page</title>",
            f"<style>{style}</style>\n</head>\n<body>\n<main>",
            *_head(content),
            '<div class="rules">',
            *(line for each in content.parts for line in _part(each)),
            "</div>",
            *_foot(content),
            "</main>\n</body>\n</html>\n",
        ]
    )


def _style(fit: Fit) -> str:
    written = (files("wrbc_rules.poster") / "poster.css").read_text(encoding="utf-8")
    return f":root {{ --size: {fit.size:g}pt; --columns: {fit.columns}; }}\n{written}"


def _text(words: str) -> str:
    """Words of a rules file as text of the page; a mark that hides is written out."""
    return escape(shown(words))


def _head(content: Content) -> Iterator[str]:
    policy = content.policy
    since = f"{policy.in_force.day} {policy.in_force:%B %Y}"
    yield f"<header>\n<div><h1>{_text(policy.name)}</h1>"
    yield f"<p>{_text(policy.organisation)}, edition {_text(policy.edition)}, in force from {since}</p></div>"
    for dial in content.dials[:2]:
        yield f"<figure><figcaption>{_text(dial.title)}</figcaption>{dial.svg}</figure>"
    yield "</header>"


def _part(part: Part) -> Iterator[str]:
    yield "<section>"
    if part.title is not None:
        yield f"<h2>{_text(part.title)}</h2>"
    for words in part.principles:
        yield f'<p class="principle">{_text(words)}</p>'
    yield "<ul>"
    yield from map(_line, part.lines)
    yield "</ul>\n</section>"


def _line(line: Line) -> str:
    said = f'{_text(line.before)}<span class="verb">{_text(line.verb)}</span>{_text(line.after)}'
    return f'<li class="{_class(line.strength)}"><span class="number">{_text(line.rule)}</span> {said}</li>'


def _class(strength: Strength) -> str:
    return strength.value.replace(" ", "-")


def _foot(content: Content) -> Iterator[str]:
    yield "<footer>\n<div><h3>How strongly a rule speaks</h3>\n<ul>"
    for strength, verb, words in legend_of(content):
        yield f'<li class="{_class(strength)}"><span class="verb">{verb}</span> {words}</li>'
    yield "</ul></div>"
    yield from _people("Whom to ask", content.ask)
    yield from _people("Who decides what is still open", content.decide)
    yield '<p class="made">Made from the rules file; the policy itself is what counts.</p>\n</footer>'


def _people(heading: str, asked: Iterable[Asked]) -> Iterator[str]:
    lines = [f"<li>{_text(each.said)}</li>" for each in asked]
    yield f"<div><h3>{heading}</h3>\n<ul>" if lines else "<div>"
    yield from lines
    yield "</ul></div>" if lines else "</div>"

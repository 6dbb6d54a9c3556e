"""`wrbc-rules ledger`: every sentence of the document, what it is in the file, and whether its pin holds."""

from __future__ import annotations

import sys
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from wrbc_rules.analysis.document import Document, split_document
from wrbc_rules.analysis.ledger import Fact, Ledger, Row, ledger
from wrbc_rules.cli.options import counted, events_option, fail, file_argument, loaded, vocabulary_of, width
from wrbc_rules.diagnostics import shown

_COLOURS = {"holds": "green", "adopted": "cyan"}
_SAID = {
    "moved": "stands at another place now",
    "drifted": "says something else now",
    "new": "is new in the document",
    "gone": "is no longer in the document",
}


@click.command("ledger", short_help="Say what every sentence of the document is in the file.")
@file_argument
@events_option
@click.option(
    "--document",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The organisation's own document, as plain text: compare every sentence with it.",
)
@click.option("--with-text", is_flag=True, help="Show the document's own words beside ours.")
def print_ledger(file: Path | None, events: str | None, document: Path | None, with_text: bool) -> None:
    """Print what every sentence of the document is in a rules FILE.

    With --document, say which fingerprints hold, which sentences drifted, are new or are gone, and which
    rules, readings and examples rest on them; and whether its title and dates are those of the head. Exit
    status: 0 if all hold, 1 if not, 2 if a file could not be read.
    """
    policy = loaded(file, vocabulary_of(events))
    parts = None if document is None else _read(document)
    found = ledger(policy.typed, parts)
    for fact in found.facts:
        _print_fact(fact)
    for row in found.rows:
        _print(row, with_text)
    click.echo()
    for line in _count(found, parts):
        click.echo(textwrap.fill(line, width(), subsequent_indent="  "))
    sys.exit(0 if found.holds else 1)


def _read(document: Path) -> Document:
    try:
        found = split_document(document.read_bytes().decode("utf-8"))
    except OSError as error:
        fail(f"cannot read {document}: {error.strerror}")
    except UnicodeDecodeError:
        fail(f"{document} is not UTF-8; save it as plain text with that encoding")
    if not found.sentences:
        fail(f"{document} has no clauses; each begins with its number on a line of its own, like 4.7")
    return found


def _print_fact(fact: Fact) -> None:
    state = click.style(f"{fact.state:8} ", fg=_COLOURS.get(fact.state, "red"))
    click.echo(f"{fact.name:8} {state}{shown(fact.ours)}")
    if fact.state != "holds":
        said = _SAID["gone"] if fact.theirs is None else f"the document says {shown(fact.theirs)}"
        click.secho(" " * 18 + said, fg="red")


def _print(row: Row, with_text: bool) -> None:
    start = f"{row.place:8} "
    indent = " " * (len(start) + (9 if row.state else 0))
    state = "" if row.state is None else click.style(f"{row.state:8} ", fg=_COLOURS.get(row.state, "red"))
    first, *lines = textwrap.wrap(_entry(row), width() - len(indent))
    click.echo(start + state + first)
    for line in lines:
        click.echo(indent + line)
    if row.state in _SAID:
        moved = f" (sentence {row.found.number})" if row.state == "moved" and row.found else ""
        click.secho(f"{indent}{_SAID[row.state]}{moved}", fg="red")
        for each in row.rests:
            _fill(f"read again: {each}", indent)
    if with_text and row.found is not None:
        _fill(f"the document: {shown(row.found.text)}", indent)


def _entry(row: Row) -> str:
    """What the file has for a sentence."""
    if row.sentence is None:
        return "not in the file" + (f": write it with [{row.found.pin}]" if row.found is not None else "")
    entry = row.sentence.entry
    kind = f"restates {entry.restates}" if entry.restates else entry.kind
    rules = f" {', '.join(row.sentence.rules)}" if row.sentence.rules else ""
    return f"{kind}{rules}: {entry.words}" if entry.words else f"{kind}{rules}"


def _fill(text: str, indent: str) -> None:
    click.echo(textwrap.fill(text, width(), initial_indent=indent, subsequent_indent=indent + "  "))


def _count(found: Ledger, document: Document | None) -> Iterator[str]:
    sentences = [row.sentence for row in found.rows if row.sentence is not None]
    clauses = {each.clause for each in sentences}
    yield _sizes(len(clauses), len(sentences), [each.entry.kind for each in sentences])
    if document is not None:
        states = [row.state for row in found.rows if row.state is not None]
        yield f"the document: {_sizes(len(document.clauses), len(document.sentences), states)}"


def _sizes(clauses: int, sentences: int, parts: Sequence[str]) -> str:
    said = ", ".join(f"{part}: {count}" for part, count in Counter(parts).most_common())
    return f"{counted(clauses, 'clause')}, {counted(sentences, 'sentence')} ({said})"

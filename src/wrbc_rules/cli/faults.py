"""What is wrong with a register, and how much of it there is, as lines for a person."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from wrbc_rules.cli.options import counted, on_terminal, width
from wrbc_rules.cli.receipt import ranges
from wrbc_rules.diagnostics.paper import Paper

if TYPE_CHECKING:
    from wrbc_rules.register import Fault, Register

#: Rows with one and the same letter are told of together, from so many on.
_ALIKE = 3


def fault_lines(faults: Iterable[Fault]) -> Iterator[str]:
    """A letter for each fault; what is wrong alike at many rows of a file and column is one."""
    paper = paper_of()
    alike: dict[object, list[Fault]] = {}
    for each in faults:
        alike.setdefault((each.file, each.column, each.severity, each.message, each.help), []).append(each)
    for same in alike.values():
        letters = [same] if len(same) >= _ALIKE else [[each] for each in same]
        for letter in letters:
            yield from _letter(paper, letter)
            yield ""


def paper_of() -> Paper:
    """Paper of the terminal's width, with colours only there."""
    color = on_terminal(sys.stdout) and click.get_current_context().color is not False
    unicode = (getattr(sys.stdout, "encoding", None) or "").lower().startswith("utf")
    return Paper(unicode=unicode, color=color, width=width())


def _letter(paper: Paper, same: list[Fault]) -> Iterator[str]:
    """Where, then what is wrong, then what to do."""
    first = same[0]
    lines = sorted(each.line for each in same if each.line is not None)
    at = f"line{'s' * (len(lines) > 1)} {ranges((each, each) for each in lines)}" if lines else None
    place = ", ".join(each for each in (first.file, at, first.column) if each)
    head, *rest = paper.wrap(f"{first.severity}: {place}", 0, 4)
    painted = paper.paint(first.severity, first.severity) + paper.paint("title", head[len(first.severity) :])
    yield from (painted, *(f"    {paper.paint('title', each)}" for each in rest))
    yield from (f"  {each}" for each in paper.wrap(first.message, 2, 2))
    if first.help:
        yield from paper.paragraph("  = ", first.help)


def table_lines(register: Register, faults: Iterable[Fault]) -> Iterator[str]:
    """How many rows were read of each table and how many left out, and the sum of what is wrong."""
    from wrbc_rules.register import TABLES

    faults = tuple(faults)
    lost: dict[str, int] = {}
    for each in faults:
        lost[each.file] = lost.get(each.file, 0) + each.lost
    for table in TABLES:
        rows, out = len(register.table(table)), lost.get(f"{table.table}.csv", 0)
        if rows or out:
            yield f"{rows:7,}  {table.table}{f'  ({out:,} left out)' if out else ''}"
    errors = sum(each.severity == "error" for each in faults)
    total = sum(len(register.table(table)) for table in TABLES)
    yield (
        f"{counted(total, 'row')} read, {sum(lost.values()):,} left out: "
        f"{counted(errors, 'error')}, {counted(len(faults) - errors, 'warning')}"
    )

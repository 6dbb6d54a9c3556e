"""docs/benchmarks.md: the tables as they were printed, what lost, and what was not measured.

Never: a table of another run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from benchmarks import growth
from benchmarks.report import Report

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
_INTRODUCTION = """# Benchmarks

How long deciding takes, beside code written by hand and beside other engines. `make bench` measures all
of this anew and writes this page; it is no part of `make test`. It exits with 1 if a line of the last
table is missed.

Every contender runs in one process, in turn, one turn of each in every round: what slows the machine
slows all of them alike. *median* is the middle of all rounds, *least* the best of them, *ratio* the
middle of the ratios within each round. Garbage is not collected during a turn. Before anything is timed,
every contender has to give the same answer on thousands of random events; one that does not ends the run.

- **By hand, two-valued** is what a careful programmer writes over the same objects, for events of which
  everything is known: one conversion to local time, an `if` for each rule, a list of clause numbers.
  **Three-valued** code by hand tells what is not known, too. It asks once what many rules share, and so
  comes close to the other.
- **Other engines** get the sixteen rules as their manuals advise, compiled once, in the fastest of the
  ways that were tried (`benchmarks/peers/` names the others). Few of them know time zones or birthdays,
  so these are worked out for all before the clock starts. They get one flat dictionary. Ours gets the
  same facts in JSON's form, and has the time of the event to read besides. The others were not asked to
  tell what is not known.
"""
_REASONS = """## Where the time goes

Found with `cProfile`, and by timing parts alone; the figures are of one quiet run.

- **An event object.** More than half is reading fields. The window costs a fifth: the offset of a day is
  looked up, not worked out, so that no `datetime` is made. A condition that is costly is reached only if
  the cheap ones of its rule may hold. A Decision adds its own making, a quarter of a microsecond, and the
  check of an event that is not trusted about one.
- **JSON's form.** Half is four things: the text of the time (a third of a microsecond of its half is what
  makes sure that it is a time with an offset), the window, the count with its period, and `get` where
  code by hand, which knows that everything is there, takes the key. That is why the line is missed, and
  that of zen-engine by a little.
- **Growth.** Rules that begin with a word of one field are reached through a table of its values, so that
  only those of the event's own group are asked, however many there are. Where no field leads to them, the
  tests that rules share are asked once for all; what is left grows with the rules. Code is made when the
  first event of a class comes; it takes about a millisecond for a rule, more than loading does.
- **Loading.** A third is the examples of the file, which are checked like the rules; the rest is spread
  thin over reading lines, building nodes and looking phrases up.
- **A first decision.** Of some 350 ms, 60 are attrs itself, 90 the making of 160 classes by it, 50
  compiling regular expressions, 70 loading the policy. A service pays this once.
"""
_LIMITS = """## What was not measured

Threads, memory, reading JSON from text, several editions of a policy, and answers given by people: the events
that are timed carry none. Code tuned by hand to the last instruction, or in another language, would be faster
still.
"""


def page(machine: Sequence[str], reports: Sequence[Report], aims: Sequence[str]) -> str:
    """The whole page."""
    parts = [_INTRODUCTION, _fenced(machine)]
    parts += [f"## {report.title}\n\n{_fenced(report.lines)}" for report in reports]
    parts.append(f"## Aims and lines\n\n{_fenced(aims)}")
    measured = {name: value for report in reports for name, value in report.measured.items()}
    lost = [f"- {each}" for each in losses(measured)]
    parts.append("## What lost\n\n" + "\n".join(lost or ["Nothing was faster than ours."]) + "\n")
    return "\n".join([*parts, _REASONS, _LIMITS])


def _fenced(lines: Iterable[str]) -> str:
    return "\n".join(["```text", *"\n".join(lines).rstrip("\n").split("\n"), "```", ""])


_TABLES = {
    "object": "of an event object",
    "json": "of JSON's form",
    "peers": "of facts worked out before",
    "1": "the bundled policy, to one person",
    "5": "the bundled policy, to five people",
    **{f"{of}, {size}": f"{size:,} rules {of}" for of in ("by group", "by number") for size in growth.SIZES},
}


def losses(measured: Mapping[str, float]) -> list[str]:
    """Where something was faster than the fastest of ours, table by table."""
    found = []
    for key, title in _TABLES.items():
        rows = {
            name.removeprefix(f"{key}: "): value
            for name, value in measured.items()
            if name.startswith(f"{key}: ")
        }
        ours = min((value for name, value in rows.items() if name.startswith("ours")), default=None)
        if ours is None:
            continue
        for name, value in rows.items():
            if value < ours:
                found.append(f"{title}: {name} took {value / ours:.2f} times what the fastest of ours took")
    return found

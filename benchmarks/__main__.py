"""Runs the cases, prints their tables, writes docs/benchmarks.md, and exits with 1 if a line is missed."""

from __future__ import annotations

import argparse
import sys

from benchmarks import aims, growth, startup
from benchmarks.flat import case as flat
from benchmarks.headline import case as headline
from benchmarks.machine import machine
from benchmarks.page import PAGE, page

#: What needs a process without other libraries in it comes first.
CASES = {"startup": startup.run, "flat": flat.run, "headline": headline.run, "growth": growth.run}


def main() -> int:
    """The exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=25, help="turns of every contender (25)")
    parser.add_argument("--only", nargs="+", choices=CASES, help="some cases only; writes no page")
    options = parser.parse_args()
    about = machine()
    print("\n".join(about), end="\n\n")
    reports = []
    for name in options.only or CASES:
        reports.append(CASES[name](options.rounds))
        print(reports[-1].text, flush=True)
    lines, missed = aims.table({name: value for each in reports for name, value in each.measured.items()})
    print("\n".join(["Aims and lines", "--------------", "", *lines]))
    if options.only is None:
        PAGE.write_text(page(about, reports, lines), encoding="utf-8")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

"""Runs the cases, prints their tables, writes docs/benchmarks.md, and exits with 1 if a line is missed."""

from __future__ import annotations

import argparse
import sys

from benchmarks import growth
from benchmarks.flat import case as flat
from benchmarks.headline import case as headline
from benchmarks.machine import machine

CASES = {"flat": flat.run, "headline": headline.run, "growth": growth.run}


def main() -> int:
    """The exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=25, help="turns of every contender (25)")
    parser.add_argument("--only", nargs="+", choices=CASES, help="some cases only; writes no page")
    options = parser.parse_args()
    print("\n".join(machine()), end="\n\n")
    for name in options.only or CASES:
        print(CASES[name](options.rounds).text, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

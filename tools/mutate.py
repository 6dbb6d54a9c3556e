"""Change the code on purpose, in one small place at a time, and see whether a test notices.

    make mutate                                 every change; writes docs/mutation.md
    make mutate ARGS='--only evaluate'          the modules whose name holds "evaluate"
    make mutate ARGS='--sample 200 --seed 3'    so many changes, chosen by seed
    make mutate ARGS='--minutes 60'             as many as can be tried in the time, in an order by seed

Changes are made in memory only. A run over every module, or a sample of them all, takes the reasons why a
survivor is no loss from docs/mutation.md and writes that file anew. Exit status 1: too low a score, or a
survivor without a reason.
"""

from __future__ import annotations

import argparse
import importlib
import itertools
import math
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import pytest
from mutant_report import Report, reasons_of
from mutant_runs import NOT_APPLIED, SURVIVED, Caches, Loaded, Module, Result, Runner, collect, reach
from mutants import Change, changes

if TYPE_CHECKING:
    from wrbc_rules.source import Source

Todo = tuple[Module, Change]
ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "wrbc_rules"
REPORT = ROOT / "docs" / "mutation.md"
#: What is changed, and what must notice.
ROOMS = ("backends/interpreter", "elaborate", "ir/operators.py", "values")
TESTS = (
    *("tests/meaning", "tests/oracle", "tests/examples", "tests/editions", "tests/engine", "tests/ledger"),
    *("tests/api", "tests/bad", "tests/properties", "tests/kills"),
)
#: A change here leaves every typed policy as it was: policies that tests keep are kept, and mistakes in rules
#: files are said as before.
WARM, COLD = "wrbc_rules.backends", "tests/bad"
AIM = 85.0


def main() -> int:
    """Run, and say how it went."""
    options = _options()
    os.chdir(ROOT)
    sys.path.insert(0, str(PACKAGE.parent))
    modules = [each for each in _modules() if options.only is None or options.only in each.name]
    if not modules:
        print(f"no module has {options.only!r} in its name")
        return 2
    started = time.monotonic()
    report = Report(modules)
    with tempfile.TemporaryFile("w+") as told:
        with _aside(told.fileno()) as out:

            def work(items: Sequence[pytest.Item]) -> None:
                _work(items, modules, options, report, out)

            status = collect([path for path in TESTS if (ROOT / path).exists()], work)
        if status:
            told.seek(0)
            print(told.read()[-4000:], "the tests do not run; see `make check-behaviour`", sep="\n")
            return 2
    return _conclude(report, options, (time.monotonic() - started) / 60)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="make mutate", description=__doc__.splitlines()[0] if __doc__ else ""
    )
    parser.add_argument("--only", metavar="MODULE", help="modules with this in their name")
    parser.add_argument("--sample", type=int, metavar="N", help="so many changes only")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="which sample")
    parser.add_argument("--minutes", type=float, metavar="M", help="begin no change after so many minutes")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, metavar="W")
    parser.add_argument(
        "--slowest", type=float, default=0.5, metavar="SECONDS", help="leave slower tests out"
    )
    return parser.parse_args()


def _modules() -> Iterator[Module]:
    for room in ROOMS:
        path = PACKAGE / room
        for file in sorted(path.glob("*.py")) if path.is_dir() else [path]:
            text = file.read_text(encoding="utf-8")
            name = ".".join(("wrbc_rules", *file.relative_to(PACKAGE).with_suffix("").parts))
            yield Module(name.removesuffix(".__init__"), file, text, changes(text))


@contextmanager
def _aside(told: int) -> Iterator[TextIO]:
    """Everything that pytest and the tests print goes to a file; what is yielded still prints."""
    sys.stdout.flush()
    kept = [os.dup(1), os.dup(2)]
    try:
        os.dup2(told, 1)
        os.dup2(told, 2)
        with os.fdopen(os.dup(kept[0]), "w", buffering=1, encoding="utf-8") as out:
            yield out
    finally:
        sys.stdout.flush()
        for target, source in zip((1, 2), kept, strict=True):
            os.dup2(source, target)


def _work(
    items: Sequence[pytest.Item],
    modules: Sequence[Module],
    options: argparse.Namespace,
    report: Report,
    out: TextIO,
) -> None:
    fit = [item for item in items if not any(item.get_closest_marker(m) for m in ("xfail", "packaging"))]
    for each in modules:
        importlib.import_module(each.name)
    _keep_parsed()
    importlib.import_module("wrbc_rules").load_policy()  # makes the parser, once
    print(f"{len(fit)} tests on the code as it is ...", file=out)
    found = reach(fit, modules, options.slowest, lambda line: print(line, file=out))
    for kind, names in (("fails", found.failing), ("is slow", found.slow)):
        for name in names:
            print(f"  left out, since it {kind}: {name}", file=out)
    report.tests, report.failing, report.slow = len(found.seconds), found.failing, found.slow
    todo = [(module, change) for module in modules for change in module.changes]
    if options.sample is not None and options.sample < len(todo):
        chosen = random.Random(options.seed).sample(range(len(todo)), options.sample)  # noqa: S311
        todo = [todo[index] for index in sorted(chosen)]
    if options.minutes is not None:
        random.Random(options.seed).shuffle(todo)  # noqa: S311 - so that those left out are of every module
    runner = Runner({item.nodeid: item for item in fit}, found, Loaded(modules), Caches(), WARM, COLD)
    for count, result in enumerate(runner.run(_in_time(todo, options), options.workers), start=1):
        report.add(result)
        _progress(count, len(todo), result, report, out)


def _in_time(todo: Sequence[Todo], options: argparse.Namespace) -> Iterator[Todo]:
    end = math.inf if options.minutes is None else time.monotonic() + 60 * options.minutes
    return itertools.takewhile(lambda _: time.monotonic() < end, todo)


def _keep_parsed() -> None:
    """Parse each text once: the parser is not changed, and takes most of the time of reading a policy."""
    from wrbc_rules import policies, syntax

    known: dict[tuple[str, str], Any] = {}

    def kept(source: Source) -> Any:
        key = (source.name, source.text)
        if key not in known:
            known[key] = syntax.parse(source)
        return known[key]

    policies.__dict__["parse"] = kept


def _progress(count: int, total: int, result: Result, report: Report, out: TextIO) -> None:
    if result.outcome in (SURVIVED, NOT_APPLIED):
        where = f"{result.module.name.removeprefix('wrbc_rules.')}:{result.change.lines.start}"
        print(f"  {result.outcome}: {where} {result.change.where}: {result.change.shown}", file=out)
    if count % 100 == 0 or count == total:
        print(f"{count} of {total}, {report.score():.1f} % noticed", file=out)


def _conclude(report: Report, options: argparse.Namespace, minutes: float) -> int:
    whole = options.only is None
    every = sum(len(module.changes) for module in report.modules)
    reasons = reasons_of(REPORT)
    print("\n".join(report.table()))
    unjudged = report.unjudged(reasons)
    if unjudged:
        print(f"{len(unjudged)} survivors without a reason in {REPORT.relative_to(ROOT)}")
    print(f"{report.score():.1f} % of {len(report.results)} changes noticed in {minutes:.0f} minutes")
    if whole:
        part = REPORT.with_suffix(".part")
        part.write_text(report.page(reasons, minutes, every), encoding="utf-8", newline="\n")
        part.replace(REPORT)
    return int(report.score() < AIM or bool(unjudged))


if __name__ == "__main__":
    sys.exit(main())

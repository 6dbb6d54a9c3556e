"""How long it takes to begin: importing, a first decision in a fresh process, loading, reading long files.

Never: a process that shares anything with another but the compiled bytecode.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping
from time import perf_counter
from typing import Any

from benchmarks import growth
from benchmarks.headline.drawing import ordinary_messages
from benchmarks.report import Report
from benchmarks.timing import Contender, race, table
from wrbc_rules import load_policy
from wrbc_rules.source import Source
from wrbc_rules.syntax import parse

BARE = "python -c pass"
BASIS = "import attrs, zoneinfo"
OURS = "import wrbc_rules"
FIRST = "a first decision by the bundled policy"
PROCESSES: Mapping[str, str] = {
    BARE: "pass",
    BASIS: BASIS,
    OURS: OURS,
    "from wrbc_rules import load_policy": "from wrbc_rules import load_policy",
    FIRST: """
from datetime import UTC, datetime
from wrbc_rules import People, load_policy
from wrbc_rules.events import Channel, Message, Person, Recipient
load_policy().decide(
    Message(
        id="m1",
        at=datetime(2017, 3, 3, 21, 30, tzinfo=UTC),
        by=Person(id="sam", roles=frozenset({"volunteer"})),
        channel=Channel(kind="text"),
        recipients=People.of(Recipient(person=Person(id="mia", category="child_or_young_person"))),
    )
)
""",
}
READY = "from text to an evaluator that has answered"
CLAUSES = (50, 500, 5_000)


def run(rounds: int) -> Report:
    """Processes, then loading, then long files."""
    report = Report(title="Start-up")
    _processes(report, rounds)
    _loading(report, rounds)
    _long_files(report, max(3, rounds // 5))
    return report


# ---- fresh processes


def _processes(report: Report, rounds: int) -> None:
    """Each in turn; the first turn, which writes bytecode, does not count."""
    found: dict[str, list[float]] = {name: [] for name in PROCESSES}
    for number in range(rounds + 1):
        for name, code in PROCESSES.items():
            took = _process(code)
            if number:
                found[name].append(took)
    width = max(map(len, found))
    report.say(
        "A fresh process, from its start to its end; ratio: of what is more than a bare Python takes.", ""
    )
    report.say(f"{'':{width}}  {'median':>12}  {'least':>12}  {'ratio':>8}")
    for name, seconds in found.items():
        ratio = statistics.median(
            (mine - bare) / max(basis - bare, 1e-4)
            for mine, bare, basis in zip(seconds, found[BARE], found[BASIS], strict=True)
        )
        report.say(
            f"{name:{width}}  {statistics.median(seconds) * 1e3:>9.1f} ms  {min(seconds) * 1e3:>9.1f} ms"
            f"  {ratio:>8.2f}"
        )
        report.measured[f"import: {name}"] = ratio
        report.measured[f"process, ms: {name}"] = statistics.median(seconds) * 1e3
    report.say(
        "", "`import wrbc_rules` loads names only when they are used; the line below it loads them.", ""
    )


def _process(code: str) -> float:
    start = perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return perf_counter() - start


# ---- loading and reading


def _loading(report: Report, rounds: int) -> None:
    """The bundled policy in a process that has loaded it before."""
    [message] = ordinary_messages(1, 1, 1)
    steps: dict[str, Callable[[Any], object]] = {
        "from text to a policy": lambda _: load_policy(),
        READY: lambda _: load_policy().compile().notable(message),
    }
    timed = race([Contender(name=name, run=step, inputs=[None]) for name, step in steps.items()], rounds)
    report.say("The bundled policy, loaded again in one process:", "")
    report.say(*table(timed, "from text to a policy", "ms"), "")
    report.measured |= {f"load, ms: {name}": each.median * 1e3 for name, each in timed.items()}


def _long_files(report: Report, rounds: int) -> None:
    sources = {count: Source.from_text("long.rules", _clauses(count)) for count in CLAUSES}
    racers = [
        Contender(name=f"{count:,} clauses", run=parse, inputs=[source]) for count, source in sources.items()
    ]
    timed = race(racers, rounds)
    report.say("Reading a file of many clauses, three lines each, to its syntax tree:", "")
    report.say(*table(timed, racers[0].name, "ms"), "")


def _clauses(count: int) -> str:
    some = growth.rules(count)
    lines = ['policy "Notes"', '  edition "2025"', "  in force from 2025-01-01", "  time zone Europe/London"]
    for rule in some:
        lines += [f"clause 1.{rule.number} adopted 2024-11-02", "  helpers should not write to a group"]
        lines.append(f"    when mark {rule.mark} is set")
    return "\n".join(lines) + "\n"

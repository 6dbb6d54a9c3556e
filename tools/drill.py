"""Edit the policy word by word, and see whether the checker, an example or a promise notices.

    make drill                                  every edit of policy/wrbc_2016.rules
    make drill ARGS='--sample 60 --seed 3'      so many edits, chosen by seed
    make drill ARGS='--only "4.7"'              the edits of one clause, or of the words ("words")
    make drill ARGS='--policy FILE --listed FILE.toml'

An edit that nothing notices is a survivor: an example is missing, or the words do no work. Survivors that
change nothing are listed, each with the reason, in tests/drill/wrbc_2016.toml, beside a table of what no
example can say. Exit status 1: a survivor that is not listed, or one listed that does not survive (or is no
edit any more). A sample takes it that the policy's examples hold as they stand; a whole run looks first, and
ends with status 2 if they do not.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from drill_edits import Edit, edits
from drill_judge import CAUGHT, SAME, SURVIVED, Judge
from drill_listed import Listed, listed
from drill_table import Table

from wrbc_rules import COMMUNICATION

ROOT = Path(__file__).resolve().parent.parent
LISTS = ROOT / "tests" / "drill"
WORKERS = 2

_judge: list[Judge] = []


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the edits and say which of them nothing noticed; `arguments` are the command's, if not its own."""
    options = _options(arguments)
    text = options.policy.read_text(encoding="utf-8")
    try:
        known = listed(options.listed or LISTS / f"{options.policy.stem}.toml")
    except ValueError as mistake:
        print(mistake, file=sys.stderr)
        return 2
    every = edits(text, COMMUNICATION)
    chosen = _chosen(every, options)
    if not chosen:
        print(f"no edit of {options.policy.name} is one of {options.only!r}", file=sys.stderr)
        return 2
    started = time.monotonic()
    report = Report(known)
    try:
        for count, (edit, outcome) in enumerate(
            _judged(Judge(text, known.table), text, chosen, options), start=1
        ):
            report.add(edit, outcome)
            if report.unlisted[-1:] == [edit]:
                print(f"  {shown(edit)}", file=sys.stderr, flush=True)
            _progress(count, len(chosen), report, started)
    except AsItStandsError as failure:
        print(f"the policy as it stands does not hold: {failure}")
        return 2
    gone = report.gone(every if len(chosen) < len(every) else chosen, whole=len(chosen) == len(every))
    print("\n".join(report.lines(gone, time.monotonic() - started)))
    return int(bool(report.unlisted or gone))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="make drill", description=__doc__.splitlines()[0] if __doc__ else ""
    )
    parser.add_argument("--policy", type=Path, default=ROOT / "policy" / "wrbc_2016.rules", metavar="FILE")
    parser.add_argument("--listed", type=Path, metavar="FILE", help="by the policy's name, if not said")
    parser.add_argument("--only", metavar="CLAUSE", help="the edits of a clause or a sentence; or `words`")
    parser.add_argument("--sample", type=int, metavar="N", help="so many edits only")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="which sample")
    parser.add_argument("--workers", type=int, default=WORKERS, metavar="W")
    return parser.parse_args(arguments)


def _chosen(every: list[Edit], options: argparse.Namespace) -> list[Edit]:
    fit = [each for each in every if options.only is None or each.clause.split(" ")[0] == options.only
           or each.clause == options.only]  # fmt: skip
    if options.sample is None or options.sample >= len(fit):
        return fit
    chosen = random.Random(options.seed).sample(range(len(fit)), options.sample)  # noqa: S311
    return [fit[index] for index in sorted(chosen)]


# ---- judging, in so many processes


class AsItStandsError(Exception):
    """The policy has an error, or an example or promise that does not hold, before any edit."""


def _judged(
    judge: Judge, text: str, chosen: list[Edit], options: argparse.Namespace
) -> Iterator[tuple[Edit, str]]:
    if wrong := judge.wrong(run=options.sample is None):
        raise AsItStandsError(wrong)
    work = [(each, each.applied(text)) for each in chosen]
    if options.workers < 2 or len(work) < 2:
        yield from ((each, judge.judge(edited)) for each, edited in work)
        return
    with multiprocessing.get_context("spawn").Pool(options.workers, _begin, (text, judge.table)) as pool:
        outcomes = pool.imap(_one, (edited for _, edited in work), chunksize=1)
        yield from zip(chosen, outcomes, strict=True)


def _begin(text: str, table: Table) -> None:
    _judge[:] = [Judge(text, table)]


def _one(edited: str) -> str:
    return _judge[0].judge(edited)


# ---- what came out


@dataclass
class Report:
    """What became of the edits; survivors that are not `listed` are to be put right."""

    listed: Listed
    outcomes: dict[str, Counter[str]] = field(default_factory=dict)
    unlisted: list[Edit] = field(default_factory=list)
    excused: list[Edit] = field(default_factory=list)
    noticed: list[Edit] = field(default_factory=list)

    def add(self, edit: Edit, outcome: str) -> None:
        """Count one edit."""
        self.outcomes.setdefault(edit.kind, Counter())[outcome] += 1
        if outcome != SURVIVED:
            self.noticed.append(edit)
        else:
            (self.excused if self.listed.reason(edit) else self.unlisted).append(edit)

    def gone(self, every: Iterable[Edit], *, whole: bool) -> list[str]:
        """Listed survivors that were noticed, or (of a whole run) that are no edit any more."""
        noticed = [f"{each}: is noticed now" for each in self.listed.needless(self.noticed)]
        absent = self.listed.absent(every) if whole else []
        return [*noticed, *(f"{each}: is no edit of this policy" for each in absent)]

    def lines(self, gone: list[str], seconds: float) -> Iterator[str]:
        """The survivors and the summary."""
        if self.unlisted:
            yield "Nothing notices:"
            yield from (f"  {shown(edit)}" for edit in self.unlisted)
        if gone:
            yield "Listed as survivors, to be taken out of the list:"
            yield from (f"  {each}" for each in gone)
        yield from self._table()
        total = sum((counts for counts in self.outcomes.values()), Counter[str]())
        caught = sum(total[each] for each in CAUGHT)
        yield (
            f"{total.total()} edits in {seconds:.0f} s: {caught} noticed, {total[SAME]} mean the same, "
            f"{len(self.excused)} survivors with a reason, {len(self.unlisted)} without."
        )

    def _table(self) -> Iterator[str]:
        heads = (*CAUGHT, SAME, SURVIVED)
        yield f"{'kind of edit':24}" + "".join(f"{head:>12}" for head in heads)
        for kind, counts in sorted(self.outcomes.items()):
            yield f"{kind:24}" + "".join(f"{counts[head] or '-':>12}" for head in heads)


def shown(edit: Edit) -> str:
    """An edit on one line."""
    return f"{edit.clause}, line {edit.first}: {edit.before} -> {edit.after}"


def _progress(count: int, total: int, report: Report, started: float) -> None:
    if count % 50 == 0 or count == total:
        seconds = time.monotonic() - started
        print(
            f"{count} of {total}, {len(report.unlisted)} survivors, {seconds:.0f} s",
            file=sys.stderr,
            flush=True,
        )


if __name__ == "__main__":
    sys.exit(main())

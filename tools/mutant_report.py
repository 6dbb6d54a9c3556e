"""docs/mutation.md: the score of each module, and every survivor with the reason why it is no loss."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mutant_runs import SURVIVED, Module, Result

Reasons = Mapping[tuple[str, str, str], str]
NOT_JUDGED = "**not judged yet**"
_HEAD = re.compile(r"## `(?P<module>[^`]+)`")
_ROW = re.compile(r"\| `(?P<where>[^`]*)` \| (?P<change>.+?) \| (?P<reason>.*) \|")


@dataclass
class Report:
    """What a run found."""

    modules: Sequence[Module]
    results: list[Result] = field(default_factory=list)
    tests: int = 0
    failing: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)

    def add(self, result: Result) -> None:
        self.results.append(result)

    def score(self, module: Module | None = None) -> float:
        """The share of changes noticed, of a hundred."""
        every = self._of(module)
        return 100 * (1 - len([*_survivors(every)]) / len(every)) if every else 100.0

    def _of(self, module: Module | None) -> list[Result]:
        return [each for each in self.results if module is None or each.module is module]

    def table(self) -> Iterator[str]:
        """A line for each module, and one for all."""
        yield "| module | changes | noticed | survived | score |"
        yield "| --- | ---: | ---: | ---: | ---: |"
        for module in [*self.modules, None]:
            every = self._of(module)
            if every:
                lost = len([*_survivors(every)])
                name = f"`{_short(module)}`" if module else "**all**"
                counts = f"{len(every)} | {len(every) - lost} | {lost}"
                yield f"| {name} | {counts} | {self.score(module):.1f} % |"

    def unjudged(self, reasons: Reasons) -> list[Result]:
        """Survivors for which no reason stands in the last report."""
        return [each for each in _survivors(self.results) if _key(each) not in reasons]

    def page(self, reasons: Reasons, minutes: float, of: int) -> str:
        """The report as Markdown; `of` is how many changes there are, of which these were tried.

        Reasons for changes that were not tried this time are kept, as long as the code can be so changed.
        """
        tried = f"{len(self.results)} of {of} changes"
        lines = [_INTRO.format(tests=self.tests, minutes=minutes, tried=tried), *self.table()]
        judged = {_key(each) for each in self.results}
        for module in self.modules:
            survivors = sorted(_survivors(self._of(module)), key=lambda each: each.change.lines.start)
            possible = {(_short(module), each.where, _cell(each.shown)) for each in module.changes}
            kept = [key for key in reasons if key in possible - judged]
            if survivors or kept:
                lines += [
                    "",
                    f"## `{_short(module)}`",
                    "",
                    "| function | change | why it is no loss |",
                    "| --- | --- | --- |",
                ]
                lines += [_row(each, reasons) for each in survivors]
                lines += [
                    f"| `{where}` | {change} | {reasons[name, where, change]} |"
                    for name, where, change in kept
                ]
        return "\n".join(lines) + "\n"


def reasons_of(path: Path) -> Reasons:
    """The reasons that stand in a report, by module, function and change."""
    found: dict[tuple[str, str, str], str] = {}
    module = ""
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        if head := _HEAD.fullmatch(line):
            module = head["module"]
        elif (row := _ROW.fullmatch(line)) and row["reason"] != NOT_JUDGED:
            found[module, row["where"], row["change"]] = row["reason"]
    return found


def _survivors(results: Iterable[Result]) -> Iterator[Result]:
    return (each for each in results if each.outcome == SURVIVED)


def _short(module: Module) -> str:
    return module.name.removeprefix("wrbc_rules.")


def _key(result: Result) -> tuple[str, str, str]:
    return _short(result.module), result.change.where, _cell(result.change.shown)


def _row(result: Result, reasons: Reasons) -> str:
    _, where, change = _key(result)
    reason: str = reasons.get(_key(result), NOT_JUDGED)
    return f"| `{where}` | {change} | {reason} |"


def _cell(shown: str) -> str:
    """A change as code within a table."""
    before, _, after = shown.partition(" → ")
    return f"``{before}`` → ``{after}``".replace("|", "\\|")


_INTRO = """# Do the tests notice?

`make mutate` changes the code in one small place at a time (a comparison, an *and*, a number, a line
left out, an entry of a table) and runs the tests that reach that place. This was written after {tried}
({tests} quick tests, {minutes:.0f} minutes). A change that no test notices *survives*; every survivor stands
below with the reason why it is no loss, or as a gap left open; and so does every one of which that is
known from runs before.

The tables are written by `tools/mutate.py`; the last column is written by hand and kept.
"""

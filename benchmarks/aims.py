"""What was aimed at, and what fails the benchmark, held against what was measured.

Never: an aim that was set after the measurement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

NOTABLE = ("ours, compiled.notable",)
IN_JSON = ("ours, compiled.notable_in",)
DECIDE = ("ours, policy.decide, trusted",)


@attrs.frozen(kw_only=True)
class Aim:
    """One of them: the names under which it may have been measured, in order of preference."""

    what: str
    measured: tuple[str, ...]
    aim: float
    line: float
    unit: str = "x"
    more_is_better: bool = False

    def value(self, measured: Mapping[str, float]) -> float | None:
        """What was measured; None if nothing was."""
        return next((measured[name] for name in self.measured if name in measured), None)

    def verdict(self, value: float | None) -> str:
        """In two words at most."""
        if value is None:
            return "not measured"
        if self._within(value, self.aim):
            return "met"
        return "line held" if self._within(value, self.line) else "MISSED"

    def _within(self, value: float, limit: float) -> bool:
        return value >= limit if self.more_is_better else value <= limit


def _under(prefix: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{prefix}: {name}" for name in names)


def _peer(what: str, aim: float, line: float, *names: str) -> Aim:
    return Aim(
        what=f"faster than {what}",
        measured=_under("faster than", names or (what,)),
        aim=aim,
        line=line,
        more_is_better=True,
    )


AIMS = (
    Aim(
        what="three-valued outcomes of an event / by hand, two-valued",
        measured=_under("object", NOTABLE),
        aim=0.9,
        line=1.2,
    ),
    Aim(
        what="a full Decision of a trusted event / by hand",
        measured=_under("object", DECIDE),
        aim=1.4,
        line=2.0,
    ),
    Aim(what="of JSON's form / by hand of the same", measured=_under("json", IN_JSON), aim=1.2, line=1.5),
    Aim(
        what="1,600 rules by group / by hand, straight",
        measured=_under("by group, 1600", NOTABLE),
        aim=0.5,
        line=1.0,
    ),
    Aim(
        what="1,600 rules by group / 16 rules (the rules grow 100x)",
        measured=("growth by group",),
        aim=100,
        line=100,
    ),
    _peer("datalogic-py", 4, 3),
    _peer("zen-engine", 12, 8),
    _peer("CEL (the faster of two)", 25, 15, "CEL"),
    _peer("the Rego VM", 35, 20, "gordon-to-regorus"),
    _peer("cedarpy", 180, 100),
    _peer("rule-engine", 200, 120),
    Aim(
        what="the bundled policy from text to a ready evaluator, warm",
        measured=("load, ms: from text to an evaluator that has answered",),
        aim=40,
        line=80,
        unit=" ms",
    ),
    Aim(
        what="import wrbc_rules / import attrs, zoneinfo",
        measured=("import: import wrbc_rules",),
        aim=1.5,
        line=3,
    ),
    Aim(
        what="fresh process to first decision",
        measured=("process, ms: a first decision by the bundled policy",),
        aim=120,
        line=250,
        unit=" ms",
    ),
)


def derived(measured: Mapping[str, float]) -> dict[str, float]:
    """What the aims need and no case measures by itself."""
    found: dict[str, float] = {}
    for name in NOTABLE:
        few, many = (measured.get(f"by group, {size}, us: {name}") for size in (16, 1600))
        if few and many:
            found.setdefault("growth by group", many / few)
    cels = [
        measured.get(f"faster than: {name}") for name in ("cel-expr-python", "common-expression-language")
    ]
    if None not in cels:
        found["faster than: CEL"] = min(each for each in cels if each is not None)
    return found


def table(measured: Mapping[str, float]) -> tuple[list[str], bool]:
    """The lines of the table, and whether a line was missed."""
    every = {**measured, **derived(measured)}
    width = max(len(aim.what) for aim in AIMS)
    lines = [f"{'':{width}}  {'measured':>10}  {'aim':>8}  {'line':>8}"]
    missed = False
    for aim in AIMS:
        value = aim.value(every)
        verdict = aim.verdict(value)
        missed = missed or verdict == "MISSED"
        shown = "" if value is None else f"{value:.2f}{aim.unit}"
        aimed, line = f"{aim.aim:g}{aim.unit}", f"{aim.line:g}{aim.unit}"
        lines.append(f"{aim.what:{width}}  {shown:>10}  {aimed:>8}  {line:>8}  {verdict}")
    return lines, missed

"""All findings on one event."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal

import attrs

from wrbc_rules.findings.finding import Finding, Repair
from wrbc_rules.findings.outcomes import ORDER, Outcome
from wrbc_rules.findings.texts import explain, finding_to_json

NoEdition = Literal["no_edition"]
#: The summary of what happened before the first edition.
NO_EDITION: NoEdition = "no_edition"


def summary_of(findings: Iterable[Finding]) -> str:
    """The one word for several findings: the strongest breach, else the most pressing outcome."""
    found = list(findings)
    breaches = [f.strength for f in found if f.outcome is Outcome.BREACH]
    if breaches:
        strongest = min(breaches, key=lambda strength: strength.rank)
        return f"breach_{strongest.value.replace(' ', '_')}"
    outcomes = {f.outcome for f in found}
    return next((each.value for each in ORDER if each in outcomes), Outcome.NOT_COVERED.value)


@attrs.frozen(kw_only=True)
class Decision:
    """What a policy says of one event.

    `findings` are those that the event is covered by; `all_findings` also those that it is not. `summary` is
    "breach_must" ... "not_covered", or "no_edition" before the first edition. `open` names the rules of
    which something is still to be found out, decided or done, so that a breach never hides one. `unused` says
    which answers of the event no question took, and why.
    """

    id: str
    edition: str | None
    all_findings: tuple[Finding, ...]
    summary: str
    note: str | None = None
    unused: tuple[str, ...] = ()
    _repair: Callable[[Finding], tuple[Repair, ...]] = attrs.field(
        default=lambda finding: (), eq=False, repr=False, alias="repair"
    )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding but *not covered*."""
        return tuple(f for f in self.all_findings if f.outcome is not Outcome.NOT_COVERED)

    @property
    def open(self) -> tuple[str, ...]:
        """The rules that are open, each once, in the policy's order."""
        return tuple(dict.fromkeys(f.rule for f in self.all_findings if f.outcome.open))

    @property
    def breached(self) -> bool:
        """Whether any rule is breached."""
        return any(f.outcome is Outcome.BREACH for f in self.all_findings)

    def repairs(self, finding: Finding) -> tuple[Repair, ...]:
        """The smallest sets of changes that would put this finding right; none for a settled one."""
        return self._repair(finding)

    def explain(self, *, everything: bool = False) -> str:
        """The decision in plain words; with `everything`, the rules that are kept too."""
        return explain(self, everything=everything)

    def as_json(self, *, everything: bool = False) -> dict[str, Any]:
        """The JSON object that the command line prints; with `everything`, *not covered* too."""
        shown = self.all_findings if everything else self.findings
        return {
            "id": self.id,
            "summary": self.summary,
            "open": list(self.open),
            "findings": [finding_to_json(f, self.repairs(f)) for f in shown],
        }

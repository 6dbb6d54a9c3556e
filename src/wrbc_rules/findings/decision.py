"""All findings on one event."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any, Literal, Protocol

from wrbc_rules.findings.finding import Finding, Repair, Verdict
from wrbc_rules.findings.outcomes import ORDER, Outcome
from wrbc_rules.findings.texts import explain, finding_to_json

NoEdition = Literal["no_edition"]
#: The summary of what happened before the first edition.
NO_EDITION: NoEdition = "no_edition"


def summary_of(findings: Iterable[Finding | Verdict]) -> str:
    """The one word for several findings: the strongest breach, else the most pressing outcome."""
    found = list(findings)
    breaches = [f.strength for f in found if f.outcome is Outcome.BREACH]
    if breaches:
        strongest = min(breaches, key=lambda strength: strength.rank)
        return f"breach_{strongest.value.replace(' ', '_')}"
    outcomes = {f.outcome for f in found}
    return next((each.value for each in ORDER if each in outcomes), Outcome.NOT_COVERED.value)


class Teller(Protocol):
    """Who tells the rest of a decision when somebody asks for it. `found` is what deciding left behind."""

    @property
    def edition(self) -> str | None:
        """The edition that governs the event."""

    @property
    def note(self) -> str | None:
        """Why there are no findings, where no edition governs the event."""

    def notable(self, event: Any, found: Any) -> tuple[Verdict, ...]:
        """Breaches, what is open, permissions withdrawn."""

    def summary(self, event: Any, as_of: Any, told: tuple[Verdict, ...] | tuple[Finding, ...]) -> str:
        """The decision in one word; `told` is what is notable, or every finding."""

    def verdicts(self, event: Any, as_of: Any) -> tuple[Verdict, ...]:
        """What every rule says."""

    def findings(self, event: Any, as_of: Any, rules: Container[str] | None = None) -> tuple[Finding, ...]:
        """Every finding, or every one of some rules, with its reasons."""

    def unused(self, event: Any, as_of: Any) -> tuple[str, ...]:
        """Answers that no question took."""

    def repairs(self, finding: Finding, event: Any, as_of: Any) -> tuple[Repair, ...]:
        """What would put a finding right."""


class Decision:
    """What a policy says of one event; reasons and repairs are worked out when they are asked for.

    Two decisions are equal if they say the same.
    """

    __slots__ = ("_as_of", "_event", "_findings", "_found", "_notable", "_teller", "_unused")
    _notable: tuple[Verdict, ...]
    _findings: tuple[Finding, ...]
    _unused: tuple[str, ...]

    def __init__(self, teller: Teller, event: Any, as_of: Any, found: Any) -> None:
        self._teller = teller
        self._event = event
        self._as_of = as_of
        self._found = found

    @property
    def id(self) -> str:
        """The event's id."""
        name: str = self._event.id
        return name

    @property
    def edition(self) -> str | None:
        """The edition that governs the event; None if none does, or if that is not known."""
        return self._teller.edition

    @property
    def note(self) -> str | None:
        """Why there are no findings, where no edition governs the event."""
        return self._teller.note

    @property
    def notable(self) -> tuple[Verdict, ...]:
        """What may be wrong, without reasons: breaches, what is open, permissions withdrawn."""
        if not hasattr(self, "_notable"):
            self._notable = self._teller.notable(self._event, self._found)
        return self._notable

    @property
    def notable_findings(self) -> tuple[Finding, ...]:
        """What `notable` says, with reasons; quicker than every finding where little is notable."""
        found = self.findings_of({verdict.rule for verdict in self.notable})
        return tuple(f for f in found if f.outcome.notable)

    def findings_of(self, rules: Container[str]) -> tuple[Finding, ...]:
        """Every finding of these rules, *not covered* too."""
        if hasattr(self, "_findings"):
            return tuple(f for f in self._findings if f.rule in rules)
        return self._teller.findings(self._event, self._as_of, rules)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What every rule says, *not covered* too, without reasons."""
        return self._teller.verdicts(self._event, self._as_of)

    @property
    def summary(self) -> str:
        """In one word: "breach_must" ... "not_covered", or "no_edition" before the first edition."""
        told = self._findings if hasattr(self, "_findings") else self.notable
        return self._teller.summary(self._event, self._as_of, told)

    @property
    def breached(self) -> bool:
        """Whether any rule is breached."""
        return any(verdict.outcome is Outcome.BREACH for verdict in self.notable)

    @property
    def open(self) -> tuple[str, ...]:
        """The rules of which something is still to be found out, decided or done, in the policy's order."""
        return tuple(dict.fromkeys(verdict.rule for verdict in self.notable if verdict.outcome.open))

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Every finding, *not covered* too."""
        if not hasattr(self, "_findings"):
            self._findings = self._teller.findings(self._event, self._as_of)
        return self._findings

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding but *not covered*."""
        return tuple(f for f in self.all_findings if f.outcome is not Outcome.NOT_COVERED)

    @property
    def unused(self) -> tuple[str, ...]:
        """Answers of the event that no question took, each with why."""
        if not hasattr(self, "_unused"):
            self._unused = self._teller.unused(self._event, self._as_of)
        return self._unused

    def repairs(self, finding: Finding) -> tuple[Repair, ...]:
        """The smallest sets of changes that would put this finding right; none for a settled one."""
        return self._teller.repairs(finding, self._event, self._as_of)

    def explain(self, *, everything: bool = False) -> str:
        """The decision in plain words; with `everything`, the rules that are kept too."""
        return explain(self, everything=everything)

    def as_json(self, *, everything: bool = False) -> dict[str, Any]:
        """The JSON object that the command line prints; with `everything`, *not covered* too."""
        every = self.all_findings
        shown = every if everything else self.findings
        return {
            "id": self.id,
            "summary": self.summary,
            "open": list(self.open),
            "findings": [finding_to_json(f, self.repairs(f)) for f in shown],
        }

    def _said(self) -> tuple[Any, ...]:
        return (self.id, self.edition, self.summary, self.note, self.all_findings, self.unused)

    def __eq__(self, other: object) -> bool:
        return self._said() == other._said() if isinstance(other, Decision) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        return f"Decision(id={self.id!r}, edition={self.edition!r}, summary={self.summary!r})"

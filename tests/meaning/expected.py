"""Read one line of what a case expects. Never reads a file and never judges."""

import re
from datetime import datetime

from attrs import field, frozen

OUTCOMES = (
    "not covered",
    "breach",
    "complies",
    "excused",
    "clear",
    "undetermined",
    "for a person",
    "pending",
    "permitted",
    "withdrawn",
    "no finding",  # standing, or not reached
)
STRENGTHS = ("must", "will", "should", "appropriate", "best endeavours")
SUMMARIES = (
    *(outcome.replace(" ", "_") for outcome in OUTCOMES if outcome not in ("breach", "no finding")),
    *(f"breach_{strength.replace(' ', '_')}" for strength in STRENGTHS),
    "no_edition",
)
_RULE = r"(?P<rule>\d+\.\d+(?: s\d+)?(?:\([a-z]\))?)"
_ABOUT = _RULE + r"(?: about (?P<about>[^:;]+?))?"
_FINDING = re.compile(
    _ABOUT + r": (?P<outcome>[a-z ]+?)(?: \((?P<strength>[a-z ]+)\))?(?P<details>(?:; .+)?)"
)
_BECAUSE = re.compile(_ABOUT + r"(?P<absent> but not)?: (?P<words>.+)")


class CaseError(Exception):
    """A case file that does not fit the format; says where and what."""


@frozen(kw_only=True)
class Expected:
    """One finding that a case names; None in the last three means that the case does not say."""

    event: str
    rule: str
    about: str | None
    outcome: str
    strength: str | None
    missing: frozenset[str] | None = None
    ask: frozenset[str] | None = None
    due: frozenset[datetime] | None = None


@frozen(kw_only=True)
class Because:
    """A phrase that a finding's reasons hold, or do not hold."""

    event: str
    rule: str
    about: str | None
    words: str
    present: bool


@frozen
class Sheet:
    """What a case expects, gathered line by line."""

    findings: list[Expected] = field(factory=list)
    because: list[Because] = field(factory=list)
    summaries: dict[str, str] = field(factory=dict)
    open: dict[str, tuple[str, ...]] = field(factory=dict)
    closed: list[str] = field(factory=list)

    def add_finding(self, text: str, event: str, place: str) -> None:
        """Take one line of a findings fence; raises CaseError."""
        label, _, value = text.partition(": ")
        if text == "nothing else":
            self.closed.append(event)
        elif label == "summary" and value in SUMMARIES and event not in self.summaries:
            self.summaries[event] = value
        elif label == "open" and event not in self.open:
            self.open[event] = _rules(value, place)
        else:
            finding = _expected(text, event, place)
            if any(_key(other) == _key(finding) for other in self.findings):
                raise CaseError(f"{place}: named twice: {text!r}")
            self.findings.append(finding)

    def add_because(self, text: str, event: str, place: str) -> None:
        """Take one line of a because fence; raises CaseError."""
        match = _BECAUSE.fullmatch(text)
        if match is None:
            raise CaseError(f"{place}: not a reason: {text!r}")
        given = match.groupdict()
        present = given.pop("absent") is None
        self.because.append(Because(event=event, present=present, **given))


def moment(text: str, place: str) -> datetime:
    """A date-time with an offset; raises CaseError."""
    try:
        value = datetime.fromisoformat(text)
    except ValueError as error:
        raise CaseError(f"{place}: {text!r} is not a moment") from error
    if value.tzinfo is None:
        raise CaseError(f"{place}: {text!r} has no offset")
    return value


def _key(finding: Expected) -> tuple[str, str, str | None]:
    return finding.event, finding.rule, finding.about


def _rules(text: str, place: str) -> tuple[str, ...]:
    rules = () if text == "none" else tuple(text.split(", "))
    if not all(re.fullmatch(_RULE, rule) for rule in rules):
        raise CaseError(f"{place}: not rules: {text!r}")
    return rules


def _expected(text: str, event: str, place: str) -> Expected:
    match = _FINDING.fullmatch(text)
    if match is None or match["outcome"] not in OUTCOMES:
        raise CaseError(f"{place}: not a finding: {text!r}")
    if (match["outcome"] == "breach") != (match["strength"] in STRENGTHS):
        raise CaseError(f"{place}: a breach, and nothing else, has a strength: {text!r}")
    given = match.groupdict()
    details = _details(given.pop("details"), place)
    due = details.get("due")
    return Expected(
        event=event,
        missing=details.get("missing"),
        ask=details.get("ask"),
        due=None if due is None else frozenset(moment(by, place) for by in due),
        **given,
    )


def _details(text: str, place: str) -> dict[str, frozenset[str]]:
    details: dict[str, frozenset[str]] = {}
    for detail in filter(None, text.split("; ")):
        word, _, value = detail.partition(" ")
        if word not in ("missing", "ask", "due") or not value:
            raise CaseError(f"{place}: not missing, ask or due: {detail!r}")
        values = frozenset(value.split(", ") if word == "missing" else [value])
        details[word] = details.get(word, frozenset()) | values
    return details

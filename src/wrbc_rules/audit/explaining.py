"""Why a rule says what it says of an event: worked out once for all events that look alike to the rule.

What a rule says depends on the fields that it reads, on whom it is about, and on the answers that people
gave: thousands of messages in one group differ in none of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import attrs

from wrbc_rules.findings import NOT_LISTED, Decision, Finding, Verdict
from wrbc_rules.findings.texts import day_words, moment_words, why
from wrbc_rules.ir import Path, Rule, TypedPolicy, paths_of
from wrbc_rules.vocabulary import identity_of

#: So many explanations are kept; then it begins anew.
KEPT = 20_000


@attrs.frozen
class Explained:
    """A finding in words; nothing in it is the event's own but what the rule reads."""

    finding: Finding
    because: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]
    ask: tuple[tuple[str, str], ...]
    due: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, finding: Finding) -> Explained:
        """The words of a finding."""
        return cls(
            finding,
            because=tuple(why(reason) for reason in finding.because if reason.shown),
            missing=tuple((each.field, each.words) for each in finding.missing),
            ask=tuple((each.who, each.question) for each in finding.ask),
            due=tuple((each.what, _by(each.by)) for each in finding.due),
        )


def _by(moment: datetime | None) -> str:
    if moment is None:
        return ""
    ends_a_day = moment.hour == 23 and moment.minute == 59
    return f"the end of {day_words(moment)}" if ends_a_day else moment_words(moment)


class Explanations:
    """Explanations by one policy, as it is looked at at one time."""

    def __init__(self, policy: TypedPolicy) -> None:
        self._rules = policy.rules_by_id
        self._reads: dict[str, tuple[Path, ...]] = {}
        self._kept: dict[Any, Explained] = {}

    def notable(self, decision: Decision, event: Any, verdicts: Iterable[Verdict]) -> Iterator[Explained]:
        """Those of an event's verdicts that are notable, in their order."""
        keys = {verdict: self._key(verdict, event) for verdict in verdicts if verdict.outcome.notable}
        unknown = {verdict.rule for verdict, key in keys.items() if key not in self._kept}
        if len(self._kept) > KEPT:
            self._kept.clear()
            unknown = {verdict.rule for verdict in keys}
        if unknown:
            self._learn(decision.findings_of(unknown), keys)
        return (self._kept[key] for key in keys.values())

    def _learn(self, findings: Iterable[Finding], keys: dict[Verdict, Any]) -> None:
        for finding in findings:
            verdict = Verdict(finding.rule, finding.about, finding.outcome, finding.strength)
            if verdict in keys:
                self._kept[keys[verdict]] = Explained.of(finding)

    def _key(self, verdict: Verdict, event: Any) -> Any:
        """Everything that the words of a finding can depend on."""
        rule = self._rules[verdict.rule]
        if rule.id not in self._reads:
            self._reads[rule.id] = _read_by(rule)
        people = () if rule.each is None else _value(event, rule.each.people).members
        about = [each for each in people if identity_of(each) == verdict.about]
        if rule.each is not None and verdict.about != NOT_LISTED and len(about) != 1:
            return (verdict, event)  # told by a number in the list, or listed twice
        roots = {"event": event, "each": about[0] if about else None}
        values = tuple(_value(roots[path.root], path) for path in self._reads[rule.id] if path.root in roots)
        return (verdict, values, event.judgements)


def _read_by(rule: Rule) -> tuple[Path, ...]:
    tests = (rule.scope, rule.condition, rule.kept, rule.excused)
    return tuple(dict.fromkeys(path for test in tests for path in paths_of(test)))


def _value(found: Any, path: Path) -> Any:
    for name in path.fields:
        if found is None:
            return None
        found = getattr(found, name)
    return found

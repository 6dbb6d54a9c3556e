"""Compare what a case expects with what was decided. Never reads a file and never decides."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from .cases import Case
from .expected import Because, Expected, Sheet


def complaints(case: Case, event: str, decision: Any) -> list[str]:
    """What the decision on one event has otherwise than expected; empty when all is as expected."""
    found = {(finding.rule, finding.about): finding for finding in decision.all_findings}
    sheet = case.expected
    told = [
        *(line for wanted in sheet.findings if wanted.event == event for line in _finding(wanted, found)),
        *(line for reason in sheet.because if reason.event == event for line in _because(reason, found)),
        *_whole(sheet, event, decision),
    ]
    return told + ([] if case.json is None else list(_json(case.json, decision.as_json())))


def listing(decision: Any) -> str:
    """Every finding of a decision and its summary, for a failing case."""
    lines = [_line(finding) for finding in decision.all_findings]
    return "\n".join([*lines, f"summary: {decision.summary}", f"open: {', '.join(decision.open) or 'none'}"])


def _finding(expected: Expected, found: Mapping[tuple[str, str | None], Any]) -> Iterator[str]:
    name = _name(expected.rule, expected.about)
    finding = found.get((expected.rule, expected.about))
    if expected.outcome == "no finding":
        if finding is not None:
            yield f"{name}: expected no finding, got {_line(finding)}"
        return
    if finding is None:
        yield f"{name}: expected {expected.outcome}, got no finding"
        return
    pairs = [
        ("outcome", _spelt(expected.outcome), _spelt(finding.outcome)),
        ("strength", expected.strength and _spelt(expected.strength), _spelt(finding.strength)),
        ("missing", expected.missing, _missing(finding)),
        ("ask", expected.ask, {question.who for question in finding.ask}),
        ("due", expected.due, {_moment(due.by) for due in finding.due}),
    ]
    for what, wanted, got in pairs:
        if wanted is not None and wanted != got:
            yield f"{name}: expected {what} {_shown(wanted)}, got {_shown(got)}"


def _because(reason: Because, found: Mapping[tuple[str, str | None], Any]) -> Iterator[str]:
    name = _name(reason.rule, reason.about)
    finding = found.get((reason.rule, reason.about))
    words = [] if finding is None else [given.words for given in finding.because]
    if finding is None or (reason.words in words) != reason.present:
        yield f"{name}: expected {'' if reason.present else 'no '}reason {reason.words!r}, got {words}"


def _whole(sheet: Sheet, event: str, decision: Any) -> Iterator[str]:
    summary, rules = sheet.summaries.get(event), sheet.open.get(event)
    if summary is not None and decision.summary != summary:
        yield f"expected summary {summary}, got {decision.summary}"
    if rules is not None and sorted(decision.open) != sorted(rules):
        yield f"expected open {_shown(rules)}, got {_shown(decision.open)}"
    if event in sheet.closed:
        named = {(wanted.rule, wanted.about) for wanted in sheet.findings if wanted.event == event}
        for finding in decision.findings:
            if (finding.rule, finding.about) not in named:
                yield f"expected nothing else, got {_line(finding)}"


def _json(expected: Mapping[str, Any], got: Mapping[str, Any]) -> Iterator[str]:
    """What the case says of the JSON must stand in it; the list of findings must be whole."""
    got = json.loads(json.dumps(got))
    for key, value in expected.items():
        if key != "findings" and (key not in got or got[key] != value):
            yield f"expected JSON {key} {value!r}, got {got.get(key, 'nothing')!r}"
    wanted, given = expected.get("findings"), got.get("findings", [])
    if wanted is None:
        return
    if len(wanted) != len(given):
        yield f"expected {len(wanted)} JSON findings, got {len(given)}"
    for finding in wanted:
        if not any(
            finding.items() <= {key: each.get(key, "nothing") for key in finding}.items() for each in given
        ):
            yield f"expected JSON finding {finding}, got {given}"


def _missing(finding: Any) -> set[str]:
    return {missing.field.replace("-", "_").rpartition(".")[2] for missing in finding.missing}


def _moment(by: Any) -> Any:
    return datetime.fromisoformat(by) if isinstance(by, str) else by


def _spelt(value: Any) -> str:
    return str(getattr(value, "value", value)).replace(" ", "_")


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else ", ".join(sorted(map(str, value or ()))) or "nothing"


def _name(rule: str, about: str | None) -> str:
    return rule if about is None else f"{rule} about {about}"


def _line(finding: Any) -> str:
    parts = [f"{_name(finding.rule, finding.about)}: {_spelt(finding.outcome)} ({_spelt(finding.strength)})"]
    parts += [f"missing {_shown(_missing(finding))}"] if finding.missing else []
    parts += [f"ask {question.who}" for question in finding.ask]
    parts += [f"due {due.by}" for due in finding.due]
    return "; ".join(parts)

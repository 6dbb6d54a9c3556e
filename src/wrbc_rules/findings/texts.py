"""Decisions in plain words and as JSON."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from wrbc_rules.diagnostics import shown
from wrbc_rules.findings.finding import NOT_LISTED, Finding, Reason, Repair
from wrbc_rules.findings.outcomes import Outcome
from wrbc_rules.values import MINUTE, NEVER, NOT_STATED, Bound, Clock, When, in_range

if TYPE_CHECKING:
    from wrbc_rules.findings.decision import Decision

_HEADLINES = {
    Outcome.BREACH: "against the policy",
    Outcome.UNDETERMINED: "cannot be told",
    Outcome.FOR_A_PERSON: "for a person to decide",
    Outcome.PENDING: "still to be done",
    Outcome.WITHDRAWN: "permission withdrawn",
    Outcome.EXCUSED: "excused",
    Outcome.PERMITTED: "permitted",
    Outcome.COMPLIES: "kept",
    Outcome.CLEAR: "kept, whatever the missing facts are",
    Outcome.NOT_COVERED: "not covered",
    Outcome.STANDS: "left to a person in general",
}
_QUIET = (Outcome.COMPLIES, Outcome.CLEAR, Outcome.NOT_COVERED, Outcome.STANDS)
_SUMMARIES = {
    "breach_must": "AGAINST THE POLICY (a must)",
    "breach_will": "AGAINST THE POLICY (a will)",
    "breach_should": "AGAINST THE POLICY (a should)",
    "breach_appropriate": "AGAINST THE POLICY (not appropriate)",
    "breach_best_endeavours": "AGAINST THE POLICY (best endeavours)",
    "undetermined": "CANNOT BE TOLD",
    "for_a_person": "FOR A PERSON TO DECIDE",
    "pending": "STILL TO BE DONE",
    "withdrawn": "PERMISSION WITHDRAWN",
    "excused": "EXCUSED",
    "permitted": "PERMITTED",
    "complies": "WITHIN THE POLICY",
    "clear": "WITHIN THE POLICY EITHER WAY",
    "not_covered": "NOT COVERED BY ANY RULE",
    "no_edition": "BEFORE THE POLICY",
}


def summary_words(summary: str) -> str:
    """The summary of a decision as a headline."""
    return _SUMMARIES[summary]


def outcome_words(outcome: Outcome) -> str:
    """The outcome of a finding as a headline."""
    return _HEADLINES[outcome]


def explain(decision: Decision, *, everything: bool) -> str:
    """The decision as lines of plain words."""
    listed = decision.all_findings if everything else decision.findings
    lines = [f"{shown(decision.id)}: {summary_words(decision.summary)}"]
    if decision.note is not None:
        lines.append(f"  {decision.note}")
    ranked = sorted((f for f in listed if everything or f.outcome not in _QUIET), key=_rank)
    lines += [f"  {line}" for line in _joined(ranked, decision)]
    kept = [f.rule for f in decision.findings if f.outcome in (Outcome.COMPLIES, Outcome.CLEAR)]
    loud = {f.rule for f in decision.findings if f.outcome not in _QUIET}
    quiet = list(dict.fromkeys(rule for rule in kept if rule not in loud))
    if quiet and not everything:
        lines.append(f"  kept: {', '.join(quiet)}")
    lines += [f"  not used: {shown(each)}" for each in decision.unused]
    return "\n".join(lines)


def _rank(finding: Finding) -> tuple[int, int]:
    order = list(_HEADLINES)
    return (order.index(finding.outcome), finding.strength.rank)


def _joined(findings: list[Finding], decision: Decision) -> Iterator[str]:
    """The lines of each finding; of several that differ in nothing but the person, once, about them all."""
    alike: dict[object, list[Finding]] = {}
    lines = {id(each): list(_finding(each, decision.repairs(each))) for each in findings}
    for finding in findings:
        alike.setdefault(_but_for_the_person(finding, lines[id(finding)]), []).append(finding)
    for first, *others in alike.values():
        people = [_whom(each.about) for each in (first, *others) if each.about is not None]
        yield _heading(first, people)
        for line in lines[id(first)]:
            yield line.replace(f"[{people[0]}]", f"[{', '.join(people)}]") if others else line


def _but_for_the_person(finding: Finding, lines: Iterable[str]) -> object:
    """What is the same for findings that are told of together; a number may stand in brackets for another."""
    about = finding.about
    if about is None or about == NOT_LISTED or about.isdigit():
        return id(finding)
    return _heading(finding, []), *(line.replace(f"[{shown(about)}]", "[]") for line in lines)


def _heading(finding: Finding, people: list[str]) -> str:
    whom = " and ".join([", ".join(people[:-1])] * (len(people) > 1) + people[-1:])
    about = f", about {whom}" if whom else ""
    title = f' "{finding.title}"' if finding.title else ""
    return f"{finding.rule}{title}{about}: {_HEADLINES[finding.outcome]}"


def _finding(finding: Finding, repairs: Iterable[Repair]) -> Iterator[str]:
    """The lines below the heading."""
    yield from (f"    {line}" for line in finding.norm)
    for reason in finding.because:
        if reason.shown:
            yield f"  {why(reason)}"
    for field in dict.fromkeys(missing.field for missing in finding.missing):
        yield f"  not stated: {shown(field)}"
    for question in finding.ask:
        yield f"  ask {question.who}: {question.question}"
    for due in finding.due:
        yield f"  due: {due.what}{_by(due.by)}"
    for repair in repairs:
        yield f"  {repair.said}"


def _whom(about: str) -> str:
    return "somebody who is not listed" if about == NOT_LISTED else shown(about)


def why(reason: Reason) -> str:
    """A reason with the facts that show it."""
    facts = "; ".join(shown(f"{fact.field}: {fact.text}") for fact in reason.facts if fact.value is not None)
    said = reason.said if reason.holds is None else f"because: {reason.said}"
    return said + (f" ({facts})" if facts else "")


def _by(moment: datetime | None) -> str:
    if moment is None:
        return ""
    ends_a_day = moment.time() == time.max
    return f", by {'the end of ' + day_words(moment) if ends_a_day else moment_words(moment)}"


def moment_words(moment: datetime) -> str:
    """A local moment as people say it: "21:30 on Friday 3 March 2017"."""
    clock = moment.strftime("%H:%M:%S.%f").rstrip("0").rstrip(".")
    clock = clock.removesuffix(":00") if clock.count(":") == 2 and "." not in clock else clock
    return f"{clock} on {day_words(moment)}"


def day_words(moment: datetime) -> str:
    """A local day as people say it: "Friday 3 March 2017"."""
    return f"{_DAYS[moment.weekday()]} {moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def when_text(when: When, clock: Clock) -> str:
    """An instant on the policy's clock, as people say it."""
    if when == NOT_STATED:
        return "not stated"
    if when == NEVER:
        return "never"
    if math.isinf(when.latest):
        return f"not by {_moment_text(when.earliest - 1, clock)}"
    if math.isinf(when.earliest):
        return f"by {_moment_text(when.latest, clock)}"
    if in_range(when.earliest):
        start = clock.local(when.earliest)
        if when == clock.day(start.date()):
            return f"on {day_words(start)}"
    if when.latest - when.earliest < MINUTE:
        return _moment_text(when.earliest, clock)
    return f"between {_moment_text(when.earliest, clock)} and {_moment_text(when.latest, clock)}"


def _moment_text(instant: Bound, clock: Clock) -> str:
    if not in_range(instant):
        return "the far past" if instant < 0 else "the far future"
    return moment_words(clock.local(instant))


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = "January February March April May June July August September October November December".split()


def finding_to_json(finding: Finding, repairs: Iterable[Repair]) -> dict[str, Any]:
    """A finding as the JSON object of the command line; every key is always there."""
    return {
        "clause": finding.clause,
        "sentence": finding.sentence,
        "rule": finding.rule,
        "about": finding.about,
        "strength": finding.strength.value.replace(" ", "_"),
        "outcome": finding.outcome.value,
        "because": [_reason(reason) for reason in finding.because],
        "missing": [{"field": each.field, "words": each.words} for each in finding.missing],
        "ask": [{"who": each.who, "question": each.question} for each in finding.ask],
        "due": [{"what": d.what, "by": None if d.by is None else d.by.isoformat()} for d in finding.due],
        "repairs": [_repair(repair) for repair in repairs],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    facts = [{"field": fact.field, "value": fact.value} for fact in reason.facts]
    return {"words": reason.words, "holds": reason.holds, "facts": facts}


def _repair(repair: Repair) -> dict[str, Any]:
    changes = [{"field": c.field, "from": c.before, "to": c.after, "words": c.words} for c in repair.changes]
    return {"past": repair.past, "changes": changes}

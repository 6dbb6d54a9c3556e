"""Why a rule says what it says of an event: worked out once for all events that look alike to the rule.

What a rule says depends on the fields that it reads, on whom it is about, and on the answers that people
gave: thousands of messages in one group differ in none of these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

import attrs

from wrbc_rules.findings import NOT_LISTED, Decision, Finding, Reason, Verdict
from wrbc_rules.findings.texts import day_words, moment_words, why
from wrbc_rules.ir import Path, Rule, TypedPolicy, paths_of
from wrbc_rules.values import People
from wrbc_rules.vocabulary import identity_of

#: Ids of people that stand in a text as they are.
_PLAIN = re.compile(r"\w[\w .-]{0,40}")
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


@attrs.frozen
class _Key:
    """Everything that the words of a finding can depend on, but whom it is about."""

    verdict: Verdict
    values: Any
    judgements: Any


class Explanations:
    """Explanations by one policy, as it is looked at at one time; `decide` is its word on an event then.

    Of several people of whom a rule reads the same, one is asked about: the words are alike, unless somebody
    gave an answer about one of them.
    """

    def __init__(self, policy: TypedPolicy, decide: Callable[[Any], Decision]) -> None:
        self._rules = policy.rules_by_id
        self._decide = decide
        self._reads: dict[str, tuple[Path, ...]] = {}
        self._kept: dict[_Key, Explained] = {}

    def notable(self, decision: Decision, event: Any, verdicts: Iterable[Verdict]) -> Iterator[Explained]:
        """Those of an event's verdicts that are notable, in their order."""
        found = [verdict for verdict in verdicts if verdict.outcome.notable]
        keys = [self._key(verdict, event) for verdict in found]
        if len(self._kept) > KEPT:
            self._kept.clear()
        told: dict[str, Iterator[Explained]] = {}
        for rule in {verdict.rule for verdict, key in zip(found, keys, strict=True) if key is None}:
            findings = decision.findings_of({rule})
            told[rule] = iter([Explained.of(each) for each in findings if each.outcome.notable])
        for verdict, key in zip(found, keys, strict=True):
            if verdict.rule in told:
                yield next(told[verdict.rule])
            elif key is not None:
                yield self._explained(key, verdict, event)

    def _explained(self, key: _Key, verdict: Verdict, event: Any) -> Explained:
        if key not in self._kept:
            about = verdict.about
            if about in (None, NOT_LISTED) or event.judgements or not _PLAIN.fullmatch(str(about)):
                self._kept[key] = self._made(verdict, event)
            else:
                alike = attrs.evolve(key, verdict=verdict._replace(about=""))
                if alike not in self._kept:
                    self._kept[alike] = self._made(verdict, event)
                self._kept[key] = _of(self._kept[alike], str(about))
        return self._kept[key]

    def _made(self, verdict: Verdict, event: Any) -> Explained:
        """The explanation of one verdict, from the event with nobody but the person whom it is about."""
        each = self._rules[verdict.rule].each
        if each is not None:
            people = _value(event, each.people)
            one = tuple(every for every in people.members if identity_of(every) == verdict.about)
            alone = People(one, complete=verdict.about != NOT_LISTED)
            event = attrs.evolve(event, **{each.people.fields[0]: alone})
        findings = self._decide(event).findings_of({verdict.rule})
        return next(Explained.of(finding) for finding in findings if finding.about == verdict.about)

    def _key(self, verdict: Verdict, event: Any) -> _Key | None:
        """None where the person is told by a number in the list, or is listed twice."""
        rule = self._rules[verdict.rule]
        if rule.id not in self._reads:
            self._reads[rule.id] = _read_by(rule)
        people = () if rule.each is None else _value(event, rule.each.people).members
        about = [each for each in people if identity_of(each) == verdict.about]
        if rule.each is not None and verdict.about != NOT_LISTED and len(about) != 1:
            return None
        roots = {"event": event, "each": about[0] if about else None}
        values = tuple(_value(roots[path.root], path) for path in self._reads[rule.id] if path.root in roots)
        return _Key(verdict, values, event.judgements)


def _of(known: Explained, person: str) -> Explained:
    """The same words about another person; they name people by their places in the event alone."""
    old = known.finding.about

    def said(words: str) -> str:
        return words.replace(f"[{old}]", f"[{person}]")

    def reason(each: Reason) -> Reason:
        return attrs.evolve(each, facts=tuple(attrs.evolve(f, field=said(f.field)) for f in each.facts))

    finding = attrs.evolve(
        known.finding,
        about=person,
        because=tuple(map(reason, known.finding.because)),
        missing=tuple(attrs.evolve(each, field=said(each.field)) for each in known.finding.missing),
    )
    return attrs.evolve(
        known,
        finding=finding,
        because=tuple(map(said, known.because)),
        missing=tuple((said(field), words) for field, words in known.missing),
    )


def _read_by(rule: Rule) -> tuple[Path, ...]:
    tests = (rule.scope, rule.condition, rule.kept, rule.excused)
    return tuple(dict.fromkeys(path for test in tests for path in paths_of(test)))


def _value(found: Any, path: Path) -> Any:
    for name in path.fields:
        if found is None:
            return None
        found = getattr(found, name)
    return found

"""An explanation, replayed with only the facts that it cites, gives the same outcome (DESIGN section 4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from wrbc_rules import Finding, Judgement, policy_from_text
from wrbc_rules.events import Message, Person
from wrbc_rules.findings import NOT_LISTED
from wrbc_rules.vocabulary import event_to_json, identity_of

from .drawn import Case, bundled_cases, drafted_cases, every_finding, findings_of
from .replaying import cited, only_cited


def replayed(case: Case, finding: Finding) -> tuple[str | None, str]:
    """What is said now, of the same person, of the event as far as it was cited; None if nothing is."""
    bare = only_cited(case.policy, case.event, finding)
    again = [f for f in findings_of(case.policy, finding.rule, bare) if f.about == finding.about]
    told = "\n".join(
        [
            f"{case.words}: {finding.rule} about {finding.about} was {finding.outcome.value}",
            f"event: {event_to_json(case.event)}",
            *(f"cited: {path} = {value!r}" for path, value in cited(finding).items()),
            f"because: {[(r.words, r.holds) for r in finding.because]}",
            f"left:  {event_to_json(bare)}",
            f"now: {[f.outcome.value for f in again]}",
        ]
    )
    outcomes = {f.outcome.value for f in again}
    return (outcomes.pop() if len(outcomes) == 1 else None), told


def ambiguous(case: Case, finding: Finding) -> bool:
    """Whether it is about one of several entries under one name, or under none: no path can say which."""
    each = case.policy.typed.rules_by_id[finding.rule].each
    if each is None:
        return False
    people = getattr(case.event, each.people.fields[0])
    return sum(identity_of(member) == finding.about for member in people.members) > 1


def judge(cases: Iterable[Case]) -> Counter[str]:
    replays, wrong = Counter[str](), []
    for case in cases:
        findings = every_finding(case.policy, case.event)
        for finding in findings:
            if ambiguous(case, finding):
                continue
            replays[finding.outcome.value] += 1
            now, told = replayed(case, finding)
            if now != finding.outcome.value:
                wrong.append(told)
    assert not wrong, f"{len(wrong)} of {sum(replays.values())} broken\n\n" + "\n\n".join(wrong[:4])
    return replays


def test_the_bundled_policy_explains_itself() -> None:
    replays = judge(bundled_cases(100))
    assert sum(replays.values()) > 1300
    assert len(replays) >= 9, replays


def test_drafted_policies_explain_themselves() -> None:
    replays = judge(drafted_cases(60, 10))
    assert sum(replays.values()) > 1500
    assert len(replays) >= 9, replays


def test_known_events_are_explained_too() -> None:
    judge((*bundled_cases(60, missing=False), *drafted_cases(30, 6, start=500, missing=False)))


def test_findings_about_people_not_listed_are_among_them() -> None:
    found = Counter(
        f.outcome.value
        for case in bundled_cases(60)
        for f in every_finding(case.policy, case.event)
        if f.about == NOT_LISTED
    )
    assert len(found) >= 3, found


@pytest.mark.soak
@pytest.mark.parametrize("start", range(1000, 9000, 1000))
def test_explanations_at_length(start: int) -> None:
    judge(bundled_cases(500, start=start))
    judge(drafted_cases(200, 10, start=start))


ASKING = """\
policy "Asking"
  edition "1"
  organisation "Nobody"
  in force from 2016-01-01
  time zone Europe/London

clause 1.1 [00000000]
  staff must not write a message
    when it is unwise

noun "staff" means a person where roles include employee
noun "the manager" means a person where roles include line-manager
act "write a message" means a message
fact "it is unwise" asks the manager
"""
NOON = datetime(2017, 3, 3, 12, tzinfo=UTC)


def _answered(*judgements: Any) -> Message:
    staff = Person(id="sam", roles=frozenset({"employee"}))
    return Message(id="m", at=NOON, by=staff, judgements=judgements)


def _cited_answers(event: Message, as_of: datetime | None) -> list[str]:
    [finding] = policy_from_text(ASKING).decide(event, as_of).findings
    assert finding.outcome.settled
    return [path for path in cited(finding) if path.startswith("judgements")]


def test_an_answer_is_cited_by_its_place_in_the_event_when_seen_at_a_time() -> None:
    manager = Person(id="kim", roles=frozenset({"line_manager"}))
    later = Judgement(question="it is unwise", answer="no", by=manager, at=NOON + timedelta(days=9))
    now = Judgement(question="it is unwise", answer="yes", by=manager, at=NOON)
    assert _cited_answers(_answered(later, now), NOON + timedelta(hours=1)) == ["judgements[1]"]


def test_an_answer_is_cited_however_its_question_is_spaced() -> None:
    manager = Person(id="kim", roles=frozenset({"line_manager"}))
    spaced = Judgement(question="it is  unwise ", answer="yes", by=manager, at=NOON)
    assert _cited_answers(_answered(spaced), None) == ["judgements[0]"]

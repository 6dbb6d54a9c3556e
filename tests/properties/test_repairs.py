"""A repair, applied, does what it says (DESIGN section 4).

Changes are applied to the event's JSON by the paths that the repair names, and the result is read and decided
again, so that nothing is taken from how repairs are looked for.
"""

from __future__ import annotations

import copy
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from wrbc_rules import Decision, Finding, Outcome, Policy, Repair, policy_from_text
from wrbc_rules.events import Account, Message, Person
from wrbc_rules.findings import NOT_LISTED, Change
from wrbc_rules.ir import Path, paths_of
from wrbc_rules.values import moment_of
from wrbc_rules.vocabulary import FieldInfo, Kind, class_info, event_to_json

from .drawn import Case, bundled, bundled_cases, covered_event, drafted_cases

MOMENT = Path("event", ("at",))
_PART = re.compile(r"([a-z_]+)(?:\[([^\]]*)\])?")


def applied(policy: Policy, event: Any, changes: Iterable[Change]) -> Any:
    """The event with these changes made to its JSON."""
    data = copy.deepcopy(event_to_json(event))
    for change in changes:
        *way, last = _PART.findall(change.field)
        at: Any = data
        for name, member in way:
            at = at.setdefault(name, {})
            if member:
                members = at["members"] if isinstance(at, dict) else at
                at = next(each for index, each in enumerate(members) if _name(each, index) == member)
        at[last[0]] = change.after
    return policy.read_event(data)


def _name(entry: dict[str, Any], index: int) -> str:
    person = entry.get("person", entry)
    return str(person.get("id", index))


def breaches(decision: Decision) -> set[tuple[str, str | None]]:
    return {(f.rule, f.about) for f in decision.all_findings if f.outcome is Outcome.BREACH}


def works(case: Case, finding: Finding, changes: Iterable[Change], as_of: datetime | None = None) -> bool:
    """Whether these changes leave the finding neither breach nor open, and break nothing else.

    A finding that is gone (its rule only stands) is not mended, nor is one that is excused at another time.
    """
    before = case.policy.decide(case.event, as_of)
    after = case.policy.decide(applied(case.policy, case.event, changes), as_of)
    mine = [f for f in after.all_findings if (f.rule, f.about) == (finding.rule, finding.about)]
    good = all(f.outcome not in (Outcome.BREACH, Outcome.EXCUSED) and not f.outcome.open for f in mine)
    return bool(mine) and good and breaches(after) <= breaches(before)


def field_at(event: Any, path: str) -> FieldInfo:
    """The description of the field that a path names."""
    cls: Any = type(event)
    info: FieldInfo | None = None
    for name, _ in _PART.findall(path):
        info = next(field for field in class_info(cls).fields.values() if field.name == name)
        cls = info.part
    assert info is not None
    return info


def read_by(policy: Policy, finding: Finding) -> set[str]:
    """The fields that the rule's act and exception read, as a repair names them but for members' names.

    Without the event's own moment: that may be another, if the exception does not hold then.
    """
    rule = policy.typed.rules_by_id[finding.rule]
    each = "" if rule.each is None else ".".join(rule.each.people.fields) + "."
    paths = {path for test in (rule.scope, rule.excused) for path in paths_of(test)} - {MOMENT}
    return {
        ("" if path.root == "event" else each) + ".".join(path.fields)
        for path in paths
        if path.root != "member"
    }


def plain(path: str) -> str:
    return re.sub(r"\[[^\]]*\]", "", path)


def open_or_breach(decision: Decision) -> Iterator[Finding]:
    return (f for f in decision.all_findings if f.outcome is Outcome.BREACH or f.outcome.open)


def judge(cases: Iterable[Case], as_of: timedelta | None = None) -> Counter[int]:
    """Every repair of every finding, checked; how many changes they have."""
    sizes = Counter[int]()
    for case in cases:
        seen = None if as_of is None else _moment(case) + as_of
        decision = case.policy.decide(case.event, seen)
        for finding in decision.all_findings:
            repairs = decision.repairs(finding)
            said = f"{finding.rule} about {finding.about} {finding.outcome.value}"
            told = f"{case.words}: {said}\n{event_to_json(case.event)}\n{repairs}"
            if finding.outcome is not Outcome.BREACH and not finding.outcome.open:
                assert repairs == (), told
            assert len({len(repair.changes) for repair in repairs}) <= 1, f"not all are smallest: {told}"
            for repair in repairs:
                check(case, finding, repair, told, seen)
                sizes[len(repair.changes)] += 1
    return sizes


def _moment(case: Case) -> datetime:
    at = case.event.at.earliest
    return datetime.fromisoformat("2017-01-01T00:00:00+00:00") if at == float("-inf") else moment_of(at)


def check(case: Case, finding: Finding, repair: Repair, told: str, as_of: datetime | None) -> None:
    assert 1 <= len(repair.changes) <= 3, told
    assert works(case, finding, repair.changes, as_of), f"does not mend: {told}"
    for size in range(1, len(repair.changes)):
        for fewer in itertools.combinations(repair.changes, size):
            assert not works(case, finding, fewer, as_of), f"{[c.field for c in fewer]} would do: {told}"
    for change in repair.changes:
        assert change.before != change.after, told
        assert field_at(case.event, change.field).change is not None, f"{change.field} is fixed: {told}"
        assert plain(change.field) not in read_by(case.policy, finding), (
            f"{change.field} excuses or acts: {told}"
        )
        assert field_at(case.event, change.field).kind is not Kind.PEOPLE, told
        assert change.words, told
        assert change.before == stands_at(case.event, change.field), told


def stands_at(event: Any, path: str) -> Any:
    """What the event's JSON holds at a path; None where nothing is stated."""
    at: Any = event_to_json(event)
    for name, member in _PART.findall(path):
        at = at.get(name) if isinstance(at, dict) else None
        if member and at is not None:
            members = at["members"] if isinstance(at, dict) else at
            at = next(each for index, each in enumerate(members) if _name(each, index) == member)
    return at


def test_repairs_of_the_bundled_policy() -> None:
    sizes = judge(bundled_cases(40))
    assert sizes[1] > 40, sizes


def test_repairs_of_drafted_policies() -> None:
    sizes = judge(drafted_cases(40, 4))
    assert sizes[1] > 20, sizes


STRICT = """\
policy "Strict"
  edition "1"
  organisation "Nobody"
  in force from 2016-01-01
  time zone Europe/London

clause 1.1 [00000000]
  staff should only write a message
    when all of
      the account is agreed
      the account is set up for it
      they say who they are

noun "staff" means a person where roles include employee
act "write a message" means a message
fact "the account is agreed" means account.agreed
fact "the account is set up for it" means account.purpose-built
fact "they say who they are" means sender-identified
"""


def test_a_repair_changes_all_that_is_wrong_and_nothing_else() -> None:
    """Each of three flags stated true, stated false or not stated: exactly those that are not true."""
    policy = policy_from_text(STRICT)
    names = ("account.agreed", "account.purpose_built", "sender_identified")
    for values in itertools.product((True, False, None), repeat=3):
        event = Message(
            id="m",
            at=datetime(2017, 3, 3, 12, tzinfo=UTC),
            by=Person(id="sam", roles=frozenset({"employee"})),
            account=Account(agreed=values[0], purpose_built=values[1]),
            sender_identified=values[2],
        )
        wrong = {name for name, value in zip(names, values, strict=True) if value is not True}
        case = Case(policy, event, f"strict {values}")
        assert judge([case])[len(wrong)] == (1 if wrong else 0)
        decision = policy.decide(event)
        found = [repair for finding in decision.findings for repair in decision.repairs(finding)]
        assert [{change.field for change in repair.changes} for repair in found] == ([wrong] if wrong else [])


@pytest.mark.parametrize("as_of", [timedelta(0), timedelta(days=-1), timedelta(days=3)], ids=str)
def test_repairs_seen_at_a_time(as_of: timedelta) -> None:
    judge(bundled_cases(15), as_of)
    judge(drafted_cases(15, 3, start=300), as_of)


def test_whatever_one_change_of_a_flag_or_choice_can_mend_is_found() -> None:
    """The smallest set is not missed: each changeable flag and choice that the rule itself reads is tried."""
    mended, missed = 0, []
    for case in (*bundled_cases(20), *drafted_cases(30, 4, start=100)):
        decision = case.policy.decide(case.event)
        for finding in open_or_breach(decision):
            if finding.about == NOT_LISTED or (
                finding.about is None and _rule_of(case, finding).each is not None
            ):
                continue
            for change in _single_changes(case, finding):
                if not works(case, finding, [change]):
                    continue
                mended += 1
                repairs = decision.repairs(finding)
                if not repairs or len(repairs[0].changes) > 1:
                    missed.append(f"{case.words}: {finding.rule}: {change} would do, not {repairs}")
                break
    assert not missed, f"{len(missed)} of {mended}\n" + "\n".join(missed[:4])
    assert mended > 20


def _rule_of(case: Case, finding: Finding) -> Any:
    return case.policy.typed.rules_by_id[finding.rule]


def _single_changes(case: Case, finding: Finding) -> Iterator[Change]:
    """Other values for each flag and choice of the rule's own condition, where somebody could change them."""
    rule = _rule_of(case, finding)
    kept_out = read_by(case.policy, finding)
    paths: set[Path] = {path for test in (rule.kept, rule.condition) for path in paths_of(test)}
    for path in sorted(paths, key=str):
        if path.root not in ("event", "each"):
            continue
        start = "" if path.root == "event" else f"{'.'.join(rule.each.people.fields)}[{finding.about}]."
        name = start + ".".join(path.fields)
        info = field_at(case.event, name)
        if info.change is None or plain(name) in kept_out:
            continue
        values = {Kind.FLAG: (True, False), Kind.CHOICE: tuple(v.replace("-", "_") for v in info.values)}
        for value in values.get(info.kind, ()):
            before = stands_at(case.event, name)
            if value != before:
                yield Change(name, before, value, "")


def test_the_time_of_a_message_is_only_ever_moved_to_later() -> None:
    moved = 0
    for seed in range(80):
        event = covered_event(bundled(), seed)
        decision = bundled().decide(event)
        for finding in open_or_breach(decision):
            for change in (
                c for repair in decision.repairs(finding) for c in repair.changes if c.field == "at"
            ):
                assert datetime.fromisoformat(change.after) > datetime.fromisoformat(change.before), (
                    seed,
                    change,
                )
                moved += 1
    assert moved > 5


@pytest.mark.soak
@pytest.mark.parametrize("start", range(1000, 5000, 1000))
def test_repairs_at_length(start: int) -> None:
    judge(bundled_cases(400, start=start))
    judge(drafted_cases(200, 8, start=start))

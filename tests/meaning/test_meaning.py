"""The cases of this folder, run on every evaluator. Add a backend by adding its row to EVALUATORS."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.javascript.deciding import decided_in_node

from .cases import Case, read_folder, read_text
from .expected import CaseError
from .judging import complaints, listing

AT_LEAST = 270
FOLDER = Path(__file__).parent
CASES = read_folder(FOLDER)

Evaluator = Callable[[Any, Any, datetime | None], Any]
EVALUATORS: dict[str, Evaluator] = {
    "interpreter": lambda policy, event, as_of: policy.decide(event, as_of=as_of),
    "javascript": decided_in_node,
}


@cache
def _policy(rules: str | None, file: str) -> Any:
    from wrbc_rules import load_policy, policy_from_text

    return load_policy() if rules is None else policy_from_text(rules + "\n", name=file)


@pytest.mark.parametrize("evaluate", EVALUATORS.values(), ids=EVALUATORS)
@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_case(case: Case, evaluate: Evaluator) -> None:
    policy = _policy(case.rules, case.file)
    told = []
    for event in case.events:
        decision = evaluate(policy, policy.read_event(event), case.as_of)
        wrong = complaints(case, str(event["id"]), decision)
        if wrong:
            got = listing(decision)
            told.append("\n".join([f"[{event['id']}]", *wrong, "got:", got]))
    assert not told, "\n\n".join([case.name, case.why, *told])


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_generated_code_says_the_same(case: Case) -> None:
    """Of objects and of JSON, without reasons."""
    policy = _policy(case.rules, case.file)
    for data in case.events:
        event = policy.read_event(data)
        decision = policy.decide(event, case.as_of)
        if decision.note is not None:
            continue
        told = [(each.rule, each.about, each.outcome, each.strength) for each in decision.all_findings]
        assert list(policy.compile().outcomes(event, case.as_of)) == told
        assert list(policy.compile().outcomes_in(data, case.as_of)) == told


def test_there_are_cases_in_every_file() -> None:
    counted = Counter(case.file for case in CASES)
    assert set(counted) == {path.name for path in FOLDER.glob("*.md")}
    assert sum(counted.values()) >= AT_LEAST
    assert min(counted.values()) >= 3


GOOD = """# Theme

What it is about.

## Title

Why it is here.

```event as-of=2017-03-04T00:00:00+00:00
{"kind": "message", "id": "m1"}
```
```findings
4.7 about mia: breach (should); missing at_risk, no_alternative; due 2017-03-10T12:00:00+00:00
summary: breach_should
open: none
nothing else
```
```because
4.7 about mia: the local time is from 21:00 until 08:00
4.7 about mia but not: no other way to reach them is left
```
"""


def test_the_format_is_read_whole() -> None:
    [case] = read_text(GOOD, "good.md")
    [finding] = case.expected.findings
    assert (finding.rule, finding.about, finding.outcome, finding.strength) == (
        "4.7",
        "mia",
        "breach",
        "should",
    )
    assert finding.missing == frozenset({"at_risk", "no_alternative"})
    assert finding.due == frozenset({datetime.fromisoformat("2017-03-10T12:00:00+00:00")})
    assert case.expected.summaries == {"m1": "breach_should"}
    assert case.expected.open == {"m1": ()}
    assert case.expected.closed == ["m1"]
    assert [reason.present for reason in case.expected.because] == [True, False]
    assert case.why == "Why it is here."
    assert case.rules is None
    assert case.as_of is not None


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("# Theme", "Theme"),
        ("## Title", "### Title"),
        ("Why it is here.", ""),
        ("```findings", "```finding"),
        ("```findings", "```rules"),
        ("```because", "Afterthought.\n\n```because"),
        ("```event as-of=2017-03-04T00:00:00+00:00", "```event as-of=2017-03-04T00:00:00"),
        ("```event as-of=2017-03-04T00:00:00+00:00", "```event as-off=2017-03-04T00:00:00+00:00"),
        ("```findings", "```findings as-of=2017-03-04T00:00:00+00:00"),
        ('"id": "m1"}', '"id": "m1"'),
        ('"id": "m1"}', '"id": "m1", "id": "m2"}'),
        ('"id": "m1"', '"ident": "m1"'),
        ("breach (should)", "breach"),
        ("breach (should)", "braech (should)"),
        ("breach (should)", "complies (should)"),
        ("breach (should)", "breach (shall)"),
        ("4.7 about mia: breach", "4.7 of mia: breach"),
        ("4.7 about mia: breach", "[m2] 4.7 about mia: breach"),
        ("; missing", "; misses"),
        ("; due 2017-03-10T12:00:00+00:00", "; due soon"),
        ("summary: breach_should", "summary: breach should"),
        ("open: none", "open: all"),
        ("nothing else", "nothing else at all"),
        ("nothing else", ""),
        ("4.7 about mia: the local", "4.7 about mia the local"),
        ("is left\n```", "is left\n"),
    ],
)
def test_a_slip_in_the_format_is_an_error(right: str, wrong: str) -> None:
    assert right in GOOD
    with pytest.raises(CaseError, match=r"bad\.md"):
        read_text(GOOD.replace(right, wrong, 1), "bad.md")


def test_several_events_must_be_told_apart() -> None:
    two = GOOD.replace("```event ", "```events ").replace('"m1"}', '"m1"}\n{"kind": "message", "id": "m2"}')
    with pytest.raises(CaseError, match="several events"):
        read_text(two, "bad.md")


def test_a_title_stands_once() -> None:
    with pytest.raises(CaseError, match="title of its own"):
        read_text(GOOD + GOOD[GOOD.index("## Title") :], "bad.md")

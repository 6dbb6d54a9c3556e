"""The judge itself: it must complain of every way in which a decision differs from what a case expects."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from .cases import read_text
from .judging import complaints, listing

TEXT = """# Theme

What it is about.

## Title

Why it is here.

```event
{"kind": "message", "id": "m1"}
```
```findings
1.1 about mia: undetermined; missing at_risk; ask a manager; due 2017-03-10T12:00:00+00:00
1.2: breach (best endeavours)
1.3: not covered
1.4: no finding
summary: breach_best_endeavours
open: 1.1
nothing else
```
```because
1.2: the sender is not named
1.2 but not: the sender is named
```
```json
{"summary": "breach_best_endeavours", "findings": [{"rule": "1.2", "about": null}, {"rule": "1.1"}]}
```
"""
CASE = read_text(TEXT, "text.md")[0]


def _finding(rule: str, about: str | None, outcome: str, strength: str) -> SimpleNamespace:
    return SimpleNamespace(
        rule=rule, about=about, outcome=outcome, strength=strength, because=(), missing=(), ask=(), due=()
    )


def _decision() -> Any:
    first = _finding("1.1", "mia", "undetermined", "must")
    first.missing = (SimpleNamespace(field="recipients.at-risk", words=""),)
    first.ask = (SimpleNamespace(who="a manager", question=""),)
    first.due = (SimpleNamespace(what="", by=datetime.fromisoformat("2017-03-10T13:00:00+01:00")),)
    second = _finding("1.2", None, "breach", "best_endeavours")
    second.because = (SimpleNamespace(words="the sender is not named", holds=True, facts=()),)
    third = _finding("1.3", None, "not_covered", "must")
    json = {
        "summary": "breach_best_endeavours",
        "findings": [{"rule": "1.1"}, {"rule": "1.2", "about": None}],
    }
    return SimpleNamespace(
        summary="breach_best_endeavours",
        open=("1.1",),
        findings=(first, second),
        all_findings=(first, second, third),
        as_json=lambda: json,
    )


def test_the_decision_that_is_expected() -> None:
    assert complaints(CASE, "m1", _decision()) == []
    assert "1.1 about mia: undetermined (must); missing at_risk; ask a manager" in listing(_decision())


@pytest.mark.parametrize(
    ("which", "name", "value"),
    [
        (0, "outcome", "pending"),
        (0, "rule", "1.5"),
        (0, "about", None),
        (0, "missing", ()),
        (0, "ask", ()),
        (0, "due", ()),
        (0, "due", (SimpleNamespace(what="", by=datetime.fromisoformat("2017-03-10T13:00:00+00:00")),)),
        (1, "strength", "must"),
        (1, "because", ()),
        (1, "because", (SimpleNamespace(words="the sender is named"),)),
        (2, "outcome", "clear"),
        (2, "rule", "1.4"),
    ],
)
def test_a_finding_that_differs(which: int, name: str, value: Any) -> None:
    decision = _decision()
    setattr(decision.all_findings[which], name, value)
    assert complaints(CASE, "m1", decision)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("summary", "clear"),
        ("open", ()),
        ("open", ("1.1", "1.1")),
        ("findings", (*_decision().findings, _finding("1.5", None, "clear", "must"))),
        ("all_findings", ()),
        ("all_findings", (*_decision().all_findings, _finding("1.4", None, "clear", "must"))),
        ("as_json", lambda: {"summary": "breach_best_endeavours", "findings": []}),
        ("as_json", lambda: {"findings": [{"rule": "1.1"}, {"rule": "1.2", "about": None}]}),
        (
            "as_json",
            lambda: {"summary": "breach_best_endeavours", "findings": [{"rule": "1.1"}, {"rule": "1.2"}]},
        ),
    ],
)
def test_a_whole_that_differs(name: str, value: Any) -> None:
    decision = _decision()
    setattr(decision, name, value)
    assert complaints(CASE, "m1", decision)

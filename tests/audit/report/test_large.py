"""However large an audit is, its page can be opened, and memory does not grow with the findings."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

from wrbc_rules.audit.report import write_reports
from wrbc_rules.audit.result import Audit, Item, PersonCount, Stranger
from wrbc_rules.findings import Strength

from .made import audit_of, drawn_items

LIMIT = 2_000_000


def large(copies: int, name: str = "") -> Audit:
    """An audit of so many times a hundred findings, made while they are read."""
    hundred = audit_of(drawn_items(3, 100))

    def items() -> Iterator[Item]:
        for copy in range(copies):
            for item in hundred.items():
                yield attrs.evolve(item, event=f"{item.event}-{copy}", by=item.by and item.by + name)

    rules = tuple(
        attrs.evolve(rule, outcomes={outcome: n * copies for outcome, n in rule.outcomes.items()})
        for rule in hundred.rules
    )
    return attrs.evolve(hundred, rules=rules, items=items)


def test_the_page_of_a_large_audit_is_short_of_two_megabytes(tmp_path: Path) -> None:
    audit = large(60, name="n" * 10_000)
    breaches = {rule.rule: 3 for rule in audit.rules}
    people = tuple(
        PersonCount(
            person=f"{n}{'x' * 10_000}", roles=(), known=False, contacts=n, breaches=breaches, open=breaches
        )
        for n in range(500)
    )
    unknown = tuple(
        attrs.evolve(
            audit.unknown[0],
            words="w" * 5000,
            field="f" * 5000,
            who=f"who {n % 40}",
            samples=("s" * 999,) * 5,
        )
        for n in range(4000)
    )
    strangers = tuple(
        Stranger(name=f"{n}{'y' * 999}", events=n, files=("f" * 999,) * 50) for n in range(3000)
    )
    groups = tuple(
        attrs.evolve(group, group=f"{n} {group.group}") for n in range(100) for group in audit.groups
    )
    audit = attrs.evolve(
        audit, people=people, unknown=unknown, strangers=strangers, groups=groups, remarks=("r" * 999,) * 5000
    )
    write_reports(audit, tmp_path, ["html"])
    page = (tmp_path / "report.html").read_text("utf-8")
    assert len(page.encode()) < LIMIT
    assert "are listed here; all of them are in findings.csv" in page
    assert "300 more people are in the sheet “people” of findings.xlsx" in page
    assert page.count('<li class="finding ') <= 600


@pytest.mark.parametrize("rules", [1, 300])
def test_few_findings_are_listed_of_many_clauses_and_many_of_few(rules: int, tmp_path: Path) -> None:
    (first, *_) = drawn_items(3, 1)
    base = audit_of([first])
    count = next(rule for rule in base.rules if rule.rule == first.rule)
    names = [f"{n}.1" for n in range(rules)]
    items = [
        attrs.evolve(first, event=f"{name}-{n}", rule=name, clause=name)
        for name in names
        for n in range(4000 // rules)
    ]
    counted = tuple(
        attrs.evolve(count, rule=n, clause=n, strength=Strength.MUST, outcomes={first.outcome: 4000 // rules})
        for n in names
    )
    write_reports(attrs.evolve(base, rules=counted, items=lambda: iter(items)), tmp_path, ["html"])
    page = (tmp_path / "report.html").read_bytes()
    assert len(page) < LIMIT
    assert page.count(b'<li class="finding ') <= 600


@pytest.mark.soak
def test_memory_does_not_grow_with_the_findings(tmp_path: Path) -> None:
    peaks = []
    for copies in (10, 100):
        audit = large(copies)
        tracemalloc.start()
        write_reports(audit, tmp_path / str(copies))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0] + 2_000_000

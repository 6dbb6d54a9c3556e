"""The audit of the sample charity gives exactly the findings of its page, and every sort of outcome."""

from __future__ import annotations

import json
import re
import shlex
import zipfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import ROOT, ask
from wrbc_rules.findings import Outcome

PAGE = (ROOT / "examples" / "wrbc" / "README.md").read_text(encoding="utf-8")
[COMMAND] = re.findall(r"^    wrbc-rules (audit .*)$", PAGE, re.MULTILINE)
EXPORTS = ROOT / "examples" / "wrbc" / "exports"
_LATE = re.compile(r"late: (.+), not (.+)")
Found = tuple[str, str, str, str, str, str]


def cells(columns: int) -> list[list[str]]:
    """The rows of the page's table with so many columns that has events in its second."""
    rows = re.findall(r"^\| ([^|]+\| `[^`]+`.*) \|$", PAGE, re.MULTILINE)
    split = [[each.strip(" `") for each in row.split("|")] for row in rows]
    return [row for row in split if len(row) == columns]


def expected() -> Iterator[Found]:
    """Each event, who, about whom, rule, outcome, and the outcome without rows that were typed in late."""
    for _, event, by, about, rules, outcome, _ in cells(7):
        late = _LATE.fullmatch(outcome)
        now, instead = (late[1], late[2]) if late else (outcome, "")
        for person, rule in product(about.split(", "), rules.split(", ")):
            yield (event, by, person, rule, now.replace(" ", "_"), instead.replace(" ", "_"))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the page's command writes."""
    folder = tmp_path_factory.mktemp("audit")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        done = ask(*shlex.split(COMMAND), "--output", folder, width=100)
    assert done.exit_code == 1, done.stderr
    (folder / "summary.txt").write_text(done.stdout, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def findings(report: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (report / "findings.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def read() -> str:
    """The events in the exports, one a line."""
    return ask("read", EXPORTS).stdout


def test_the_findings_are_those_of_the_page(findings: list[dict[str, Any]]) -> None:
    keys = ("event", "by", "about", "rule", "outcome", "instead")
    found = [tuple(each[key] or "" for key in keys) for each in findings]
    assert sorted(found) == sorted(expected())


def test_what_looks_like_a_finding_is_none(read: str, findings: list[dict[str, Any]]) -> None:
    clean = {row[1] for row in cells(3)}
    assert len(clean) >= 6
    assert not clean & {each["event"] for each in findings}
    assert all(f'"id": "{each}"' in read for each in clean)


def test_most_of_the_charitys_work_comes_out_clean(report: Path, findings: list[dict[str, Any]]) -> None:
    [events] = re.findall(r"in = (\d+) events out \+ \d+ skipped", (report / "summary.txt").read_text())
    assert len({each["event"] for each in findings}) * 4 < int(events)


def test_every_sort_of_outcome_and_strength_occurs(report: Path, findings: list[dict[str, Any]]) -> None:
    counts = json.loads((report / "receipt.json").read_text(encoding="utf-8"))["rules"].values()
    assert {name for each in counts for name in each} == {each.value for each in Outcome} - {"stands"}
    noticed = {each.value for each in Outcome if each.notable}
    assert noticed | {"excused", "complies"} == {each["outcome"] for each in findings}
    breaches = {each["strength"] for each in findings if each["outcome"] == "breach"}
    assert breaches == {"must", "will", "should"}
    assert any(each["late"] for each in findings)


def test_every_format_and_both_changes_of_the_clock_are_met(
    read: str, findings: list[dict[str, Any]]
) -> None:
    ids = [json.loads(line)["id"] for line in read.splitlines()]
    forms = {each.partition("-")[0] for each in ids}
    assert {"whatsapp", "mail", "sms", "telegram", "facebook", "photo", "number", "post"} == forms
    days = {each["earliest"][:10] for each in findings if each["rule"] == "4.7" and each["earliest"]}
    assert {"2017-03-26", "2017-10-29"} <= days


def test_its_numbers_are_nobodys() -> None:
    """Ofcom keeps 07700 900000 until 900999 for fiction."""
    for file in [each for each in (ROOT / "examples" / "wrbc").rglob("*") if each.is_file()]:
        text = file.read_bytes().decode("utf-8", "ignore")
        for number in re.findall(r"(?:\+44|\b0)[ \d]{9,}", text):
            digits = number.replace(" ", "").replace("+44", "0")
            assert digits.startswith("07700900"), (file.name, number)


def test_the_iphones_export_has_the_marks_that_real_ones_have() -> None:
    [file] = EXPORTS.glob("*.zip")
    with zipfile.ZipFile(file) as archive:
        text = archive.read("_chat.txt").decode("utf-8")
    assert "\u202f" in text
    assert "\u200e" in text


def test_a_group_left_with_one_adult_is_shown_with_its_numbers(report: Path) -> None:
    """Who is in a group is in doubt for the minute of a change, and not after it."""
    page = re.sub(r"<[^>]*>", " ", (report / "report.html").read_text(encoding="utf-8"))
    alone = r"20:14 on Friday 13 October 2017\s+09:30 on Monday 16 October 2017\s+(\d+)\s+(\d+)\s"
    assert re.findall(alone, page) == [("4", "1")]

"""Every finding stands in every table exactly once, and no cell is more than text."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import attrs
import pytest

from wrbc_rules.audit.report import FORMATS, write_reports
from wrbc_rules.audit.report.json_lines import KEYS
from wrbc_rules.audit.report.legible import legible
from wrbc_rules.audit.report.tally import CountsError
from wrbc_rules.audit.report.workbook import Workbook
from wrbc_rules.audit.result import Audit, Item
from wrbc_rules.findings import Outcome
from wrbc_rules.findings.texts import outcome_words
from wrbc_rules.register.cells import guarded, unguarded

from .hostile import HOSTILE, hostile_audit
from .made import audit_of, drawn_items
from .reading import csv_rows, json_rows, parts, sheets, table

FORMULA = re.compile("[=+\\-@\t\r\n＝＋－＠]")


def written(audit: Audit, folder: Path) -> Path:
    write_reports(audit, folder)
    return folder


def seen(item: Item) -> tuple[str, ...]:
    """What tells one finding from others, as tables show it."""
    about = "somebody who is not listed" if item.about == "not listed" else item.about
    said = (item.event, item.rule, about or "", outcome_words(item.outcome), item.place)
    return tuple(legible(each) for each in said)


def shown(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row.get(name, "") for name in ("event", "rule", "about", "outcome", "place"))


@pytest.mark.parametrize("seed", range(4))
def test_every_finding_is_in_every_table_once(seed: int, tmp_path: Path) -> None:
    audit = hostile_audit(seed, 50)
    items = list(audit.items())
    folder = written(audit, tmp_path / "reports")
    expected = Counter(map(seen, items))
    rows = csv_rows(folder / "findings.csv")
    assert Counter(shown({k: unguarded(cell) for k, cell in row.items()}) for row in rows) == expected
    cut = Counter(tuple(each[:2000] for each in key) for key in expected.elements())
    book = table(sheets(folder / "findings.xlsx")["findings"])
    assert Counter(tuple(each[:2000] for each in shown(row)) for row in book) == cut
    objects = json_rows(folder / "findings.jsonl")
    assert [(o["event"], o["rule"], o["about"], o["by"], o["text"]) for o in objects] == [
        (i.event, i.rule, i.about, i.by, i.text) for i in items
    ]


def test_lines_of_json_have_every_key_and_the_page_of_reports_says_each(tmp_path: Path) -> None:
    folder = written(audit_of(drawn_items(2, 30)), tmp_path)
    assert {tuple(each) for each in json_rows(folder / "findings.jsonl")} == {tuple(KEYS)}
    page = Path(__file__).parents[3].joinpath("docs", "reports.md").read_text(encoding="utf-8")
    assert all(f"| `{key}` | {holds} |" in page for key, holds in KEYS.items())


def test_the_totals_of_all_reports_agree(tmp_path: Path) -> None:
    audit = audit_of(drawn_items(3, 80))
    folder = written(audit, tmp_path)
    items = list(audit.items())
    said = json.loads((folder / "receipt.json").read_bytes())
    assert said["findings"] == len(items) == len(csv_rows(folder / "findings.csv"))
    book = sheets(folder / "findings.xlsx")
    against = {row[0]: int(row[2]) for row in book["summary"] if len(row) > 5 and row[2].isdigit()}
    breaches = Counter(item.rule for item in items if item.outcome is Outcome.BREACH)
    assert +Counter(against) == breaches
    events = {item.event: item.sort for item in items if item.outcome is Outcome.BREACH}
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert f"<dt>Against the policy</dt><dd>{len(events)}</dd>" in page


def test_an_audit_whose_counts_are_not_those_of_its_findings_is_refused(tmp_path: Path) -> None:
    audit = audit_of(drawn_items(3, 30))
    fewer = attrs.evolve(audit, items=audit_of(drawn_items(3, 29)).items)
    with pytest.raises(CountsError, match="differ for"):
        write_reports(fewer, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", [*HOSTILE, "'", "''", "'-", "a=1"])
def test_a_guarded_cell_is_no_formula_and_gives_back_what_was_there(text: str) -> None:
    assert not FORMULA.match(guarded(text))
    assert unguarded(guarded(text)) == text


def test_no_cell_of_a_csv_begins_a_formula(tmp_path: Path) -> None:
    folder = written(hostile_audit(5, 60), tmp_path)
    for name in ("findings.csv", "questions.csv"):
        raw = (folder / name).read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        cells = [cell for row in csv_rows(folder / name) for cell in row.values()]
        assert cells
        assert not [cell[:20] for cell in cells if FORMULA.match(cell)]


def test_a_workbook_holds_no_formula_no_link_and_nothing_from_outside(tmp_path: Path) -> None:
    inside = parts(written(hostile_audit(6, 60), tmp_path) / "findings.xlsx")
    sheet = b"".join(data for name, data in inside.items() if name.startswith("xl/worksheets/"))
    assert b"=HYPERLINK" in sheet
    assert not re.search(rb"<f[ >]|<hyperlink|externalLink", sheet)
    assert not any("rels" in name and b"External" in data for name, data in inside.items())


def test_a_sheet_that_is_full_goes_on_in_another(tmp_path: Path) -> None:
    audit = audit_of(drawn_items(4, 25))
    from wrbc_rules.audit.report.tally import Tally

    tally = Tally()
    with (tmp_path / "book.xlsx").open("wb") as stream:
        book = Workbook(audit, stream, tally, tmp_path, rows=11)
        for item in audit.items():
            book.add(item)
        book.close()
    read = sheets(tmp_path / "book.xlsx")
    assert [len(rows) for name, rows in read.items() if name.startswith("findings")] == [11, 11, 6]
    assert list(read)[-3:] == ["people", "not known", "receipt"]


def test_the_text_of_messages_is_nowhere_unless_asked_for(tmp_path: Path) -> None:
    secret = "the words that nobody asked for"
    items = [attrs.evolve(item, text=secret) for item in drawn_items(1, 30)]
    folder = written(audit_of(items), tmp_path / "without")
    everything = b"".join(path.read_bytes() for path in folder.iterdir())
    everything += b"".join(parts(folder / "findings.xlsx").values())
    assert secret.encode() not in everything
    asked = audit_of(items)
    asked = attrs.evolve(asked, receipt=attrs.evolve(asked.receipt, with_text=True))
    folder = written(asked, tmp_path / "with")
    for name in ("report.html", "findings.csv", "findings.jsonl"):
        assert secret in (folder / name).read_text(encoding="utf-8")
    assert "holds the text of messages" in (folder / "report.html").read_text(encoding="utf-8")


def test_the_form_has_each_open_question_once_and_can_be_read_back(tmp_path: Path) -> None:
    audit = hostile_audit(9, 90)
    rows = csv_rows(written(audit, tmp_path) / "questions.csv")
    asked = {(item.event, question, item.about or "") for item in audit.items() for _, question in item.ask}
    exact = [tuple(unguarded(row[name]) for name in ("event", "question", "about")) for row in rows]
    plain = {tuple(each.encode("utf-8", "backslashreplace").decode() for each in key) for key in asked}
    assert len(exact) == len(set(exact))
    assert set(exact) == plain
    assert not any(row[name] for row in rows for name in ("answer", "answered_by", "answered"))


def test_the_time_column_can_be_sorted(tmp_path: Path) -> None:
    rows = csv_rows(written(audit_of(drawn_items(8, 60)), tmp_path) / "findings.csv")
    assert all(one["time"] <= next_["time"] for one, next_ in pairwise(rows))


def test_only_the_formats_asked_for_are_written(tmp_path: Path) -> None:
    audit = audit_of(drawn_items(1, 5))
    for form in FORMATS:
        names = {path.name for path in write_reports(audit, tmp_path / form, [form])}
        assert names == {path.name for path in (tmp_path / form).iterdir()}
        assert "receipt.json" in names
        assert len(names) == 2


def test_an_audit_without_findings_has_reports_too(tmp_path: Path) -> None:
    folder = written(audit_of([]), tmp_path)
    assert csv_rows(folder / "findings.csv") == []
    assert "Nothing was found to be against the policy." in (folder / "report.html").read_text("utf-8")

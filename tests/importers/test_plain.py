"""The plain door: CSV and JSON Lines, and the template."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importers.exports import CANARY, LONDON, read_text
from wrbc_rules.importers import Asked, template
from wrbc_rules.importers.columns import NAMES, event_json, row_of

CSV = f"""kind,at,by,recipients,all_listed,text
message,2017-03-03 21:30,Sam,Mia; Ali,yes,{CANARY}
message,2017-10-29 01:30,+44 7700 900123,Mia,,
"""


def test_a_row_is_an_event_and_its_text_is_never_read(tmp_path: Path) -> None:
    first, second = read_text(tmp_path, CSV, "log.csv").events
    assert first["at"] == {"from": "2017-03-03T21:30:00+00:00", "to": "2017-03-03T21:30:59.999999+00:00"}
    assert first["by"] == {"id": "Sam"}
    assert first["recipients"] == [{"person": {"id": "Mia"}}, {"person": {"id": "Ali"}}]
    assert second["recipients"] == {"members": [{"person": {"id": "Mia"}}], "complete": False}
    assert second["by"] == {"id": "+44 7700 900123"}


def test_the_repeated_hour_is_both(tmp_path: Path) -> None:
    at = read_text(tmp_path, CSV, "log.csv").events[1]["at"]
    assert at == {"from": "2017-10-29T00:30:00+00:00", "to": "2017-10-29T01:30:59.999999+00:00"}


@pytest.mark.parametrize("order", ["dmy", "mdy", "ymd"])
def test_a_date_of_numbers_needs_its_order(tmp_path: Path, order: Any) -> None:
    cell = {"dmy": "31/01/2017 9:05", "mdy": "1/31/2017 9:05", "ymd": "2017.1.31 9:05"}[order]
    text = f"kind,at\nmessage,{cell}\n"
    [(line, reason)] = read_text(tmp_path, text, "log.csv").skipped
    assert (line, "--date-order" in reason) == (2, True)
    [event] = read_text(tmp_path, text, "log.csv", order=order).events
    assert event["at"]["from"] == "2017-01-31T09:05:00+00:00"


BAD_ROWS = {
    "message,2017-02-30 10:00,Sam": "at: there is no such time",
    "letter,2017-02-03 10:00,Sam": "kind: ",
    'message,2017-02-03 10:00,"Sam': "a quote is not closed",
    "message,2017-02-03 10:00,Sam,more": "it has 4 cells below a heading of 3",
    ",2017-02-03 10:00,Sam": "kind: say which kind",
    "message,soon,Sam": "at: ",
    "message,2017-02-03/2017-01-01,Sam": "at: ",
}


@pytest.mark.parametrize(("row", "reason"), BAD_ROWS.items())
def test_a_bad_row_is_skipped_with_its_line_and_the_next_is_read(
    tmp_path: Path, row: str, reason: str
) -> None:
    done = read_text(tmp_path, f"kind,at,by\n{row}\nmessage,2017-02-03 10:00,Lee\n", "log.csv")
    assert [each["by"]["id"] for each in done.events] == ["Lee"]
    [(line, said)] = done.skipped
    assert line == 2
    assert said.startswith(reason)


def test_a_column_that_nobody_reads_is_refused_with_the_nearest(tmp_path: Path) -> None:
    done = read_text(tmp_path, "kind,recipient\nmessage,Mia\n", "log.csv")
    assert "did you mean `recipients`?" in done.broken
    assert "stands twice" in read_text(tmp_path, "kind,at,at\n", "log.csv").broken
    assert "`kind`" in read_text(tmp_path, "at,by\nx,y\n", "log.csv", form="csv").broken


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_spreadsheets_write_it_in_many_ways(tmp_path: Path, delimiter: str, end: str, mark: str) -> None:
    rows = ["Kind,At,By", "message,2017-02-03 10:00,Sam", ",,", ""]
    text = mark + end.join(row.replace(",", delimiter) for row in rows)
    [event] = read_text(tmp_path, text, "log.csv").events
    assert event["by"] == {"id": "Sam"}


@pytest.mark.parametrize("code", ["utf-16", "utf-16-be"])
def test_utf_16_is_read_and_other_encodings_are_said(tmp_path: Path, code: str) -> None:
    mark = "\ufeff" if code == "utf-16-be" else ""
    assert read_text(tmp_path, (mark + CSV).encode(code), "log.csv").events == read_text(tmp_path, CSV).events
    broken = f"{mark}kind,by\nmessage,\ud83d\nmessage,Sam\n".encode(code, "surrogatepass")
    for data, lines in ((broken, [2]), (broken[:-1], [2, 3])):
        assert read_text(tmp_path, data).skipped == [(line, "the line is not UTF-8") for line in lines]
    done = read_text(tmp_path, "kind,by\nmessage,Zoë\nmessage,Sam\n".encode("cp1252"), "log.csv")
    assert done.skipped == [(2, "the line is not UTF-8")]
    assert len(done.events) == 1


def test_a_long_line_is_skipped_and_the_next_is_read(tmp_path: Path) -> None:
    done = read_text(tmp_path, f"kind,by\nmessage,{'x' * 10_000_000}\nmessage,Sam\n", "log.csv")
    assert done.skipped == [(2, "the line is longer than 1,000,000 bytes")]
    assert [each["by"]["id"] for each in done.events] == ["Sam"]


LINES = [
    ('{"kind": "message", "id": "m1", "by": {"id": "Sam"}}', None),
    ('{"kind": "message", "id": "m2", "id": "m3"}', "stands twice"),
    ('{"kind": "message", "id": "m4"', "not JSON"),
    ('{"kind": "message", "id": "m5", "at": NaN}', "NaN"),
    ('{"kind": "message", "id": "m6", "by": ' + "[" * 100_000 + "]" * 100_000 + "}", "nested"),
    ('{"kind": "message", "id": "m7", "at": "2017-03-03T21:30"}', "no offset"),
    ('{"kind": "message", "id": "m8\x00"}', "not JSON"),
    ('{"kind": "message", "id": "m9"}', None),
]


def test_json_lines_are_the_events_that_decide_reads(tmp_path: Path) -> None:
    done = read_text(tmp_path, "\n".join(line for line, _ in LINES), "log.jsonl")
    assert [each["id"] for each in done.events] == ["m1", "m9"]
    wanted = [(number, reason) for number, (_, reason) in enumerate(LINES, 1) if reason]
    assert [number for number, _ in done.skipped] == [number for number, _ in wanted]
    for (_, said), (_, reason) in zip(done.skipped, wanted, strict=True):
        assert reason in said
    assert "middle of a line" in done.notes


def test_one_id_twice_is_one_event_if_it_says_the_same_and_two_if_not(tmp_path: Path) -> None:
    lines = ['{"kind": "message", "id": "m1"}'] * 2 + ['{"kind": "call", "id": "m1"}']
    done = read_text(tmp_path, "\n".join(lines), "log.jsonl")
    assert [each["id"] for each in done.events] == ["m1", "m1-2"]
    assert "its id stands before already" in done.notes
    assert [number for number, _ in done.skipped] == [2]


@pytest.mark.parametrize("whole", [CSV, "\n".join(line for line, _ in LINES[-2:])])
def test_cut_off_anywhere_nothing_is_lost_in_silence(tmp_path: Path, whole: str) -> None:
    name, form = ("log.csv", "csv") if whole is CSV else ("log.jsonl", "jsonl")
    for length in range(len(whole)):
        done = read_text(tmp_path, whole[:length], name, form=form)
        begun = max(len([each for each in whole[:length].split("\n") if each.strip()]) - (form == "csv"), 0)
        assert done.reading.log.met == begun or done.broken
        assert length == 0 or whole[length - 1] == "\n" or done.notes or done.broken or begun == 0


def test_the_template_can_be_read(tmp_path: Path) -> None:
    done = read_text(tmp_path, template(), "log.csv")
    assert [each["kind"] for each in done.events] == [
        "message", "call", "photo", "number_shared", "group_state",
    ]  # fmt: skip
    assert done.skipped == []


NAME = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=8).filter(
    lambda text: text.strip() == text and not text.startswith("'")
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.fixed_dictionaries(
            {"kind": st.just("message"), "id": NAME},
            optional={
                "by": NAME.map(lambda name: {"id": name}),
                "group": NAME,
                "direction": st.sampled_from(["incoming", "outgoing"]),
                "recipients": st.lists(NAME, max_size=3, unique=True).map(
                    lambda names: [{"person": {"id": name}} for name in names]
                ),
                "at": st.datetimes(datetime(2017, 1, 1), datetime(2017, 12, 31)).map(  # noqa: DTZ001
                    lambda when: f"{when.isoformat()}+00:00"
                ),
            },
        ),
        max_size=4,
        unique_by=lambda event: str(event["id"]),
    )
)
def test_what_is_written_is_read_back(events: list[Any]) -> None:
    out = io.StringIO()
    writer = csv.DictWriter(out, NAMES)
    writer.writeheader()
    writer.writerows(row_of(each) for each in events)
    rows = csv.DictReader(io.StringIO(out.getvalue(), newline=""))
    asked = Asked(LONDON)
    back = [event_json({name: cell for name, cell in row.items() if cell}, asked) for row in rows]
    for one, other in zip(events, back, strict=True):
        if isinstance(other.get("recipients"), dict):
            assert other["recipients"].pop("complete") is True
            other["recipients"] = other["recipients"]["members"]
        if not one.get("recipients"):
            one.pop("recipients", None)
            other.pop("recipients", None)
        assert json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_that_is_written_is_a_formula(start: str) -> None:
    row = row_of({"kind": "message", "id": f"{start}1+1", "by": {"id": f"{start}SUM(A1)"}})
    assert all(not cell.startswith(start) for cell in row.values())

"""The tables: their schema, events written into them and read from files, and what is refused."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import attrs
import polars as pl
import pytest

from tests.agreement.drafted import shed
from tests.agreement.search import without_reasons
from tests.agreement.telling import AT, STAFF, policy
from wrbc_rules import People, load_policy
from wrbc_rules.backends.columnar import NEVER, Columnar, ColumnarError, Tables, schema_of
from wrbc_rules.backends.columnar.reading import read_tables
from wrbc_rules.backends.columnar.rules import BITS, Bits
from wrbc_rules.backends.columnar.scene import Gap
from wrbc_rules.backends.columnar.writing import tables_of, write_parquet
from wrbc_rules.events import Message, Person, Photo, Recipient
from wrbc_rules.values import DAY, instant_of

from .agreeing import batches, by_reference, rows_of, told
from .engines import in_duckdb, in_polars

NIGHT = policy(
    """\
clause 1.1 [00000000]
  staff must not contact a child or young person
    when it is late
    unless the child or young person is at risk

fact "it is late" means at is from 21:00 until 08:00
fact "the child or young person is at risk" means recipient.at-risk
"""
)


def child(name: str | None, **facts: Any) -> Recipient:
    return Recipient(person=Person(id=name, category="child_or_young_person"), **facts)


def text(*people: Recipient, complete: bool = True, **facts: Any) -> Message:
    return Message(**{"id": "m", "at": AT, "by": STAFF, "recipients": People(people, complete), **facts})


# ---- their schema


@pytest.mark.parametrize("cls", [*load_policy().typed.vocabulary.events, *shed().events])
def test_every_class_of_two_organisations_has_tables(cls: type[Any]) -> None:
    schema = schema_of(cls)
    assert {"event", "id"} <= set(schema.events.columns)
    assert all(column.meaning for table in schema.tables for column in table.columns.values())
    written = tables_of(cls, [cls(id="a")])
    frames = {"events": written.events, **written.people, **written.answers}
    for table in schema.tables:
        names = set(frames[table.name].columns)
        table.check(names)
        ends = {name for name in table.columns if f"{name}__earliest" in table.columns}
        assert names == set(table.columns) - ends - {"as_of"}


def test_the_tables_are_told_to_people() -> None:
    lines = schema_of(Message).told().splitlines()
    assert lines[0] == "events:"
    assert "  channel__kind (text): what the medium does" in lines
    assert "  person__birth_date (integer): date of birth, as 20170303" in lines
    assert {"recipients:", "judgements:"} <= set(lines)


# ---- events in files


@pytest.mark.parametrize("suffix", ["parquet", "csv", "jsonl"])
def test_tables_in_files_say_the_same(tmp_path: Path, suffix: str) -> None:
    [batch] = batches(5, 40)
    tables = tables_of(batch.cls, batch.events)
    for name, frame in (("events", tables.events), *tables.people.items(), *tables.answers.items()):
        folder = tmp_path / name
        folder.mkdir()
        write = {"parquet": frame.write_parquet, "csv": frame.write_csv, "jsonl": frame.write_ndjson}[suffix]
        write(folder / f"one.{suffix}")
    columnar = Columnar(batch.policy.typed, batch.cls)
    with without_reasons():
        expected = by_reference(attrs.evolve(batch, as_ofs=[None] * len(batch.events)))
    assert Counter(told(columnar.decide(read_tables(batch.cls, tmp_path)))) == expected


def test_events_are_written_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wrbc_rules.backends.columnar.writing.BATCH", 3)
    assert write_parquet(Message, (text(child("mia")) for _ in range(8)), tmp_path) == 8
    assert sorted(file.name for file in (tmp_path / "events").iterdir()) == [
        f"part-{number:06}.parquet" for number in range(3)
    ]
    found = NIGHT.columnar(Message).decide(read_tables(Message, tmp_path))
    events = pl.concat([pl.read_parquet(tmp_path / "events")])["event"].to_list()
    assert events == list(range(8))
    assert found.findings().collect().height == 8


def test_an_event_of_another_class_is_no_row() -> None:
    with pytest.raises(TypeError, match="Photo is no Message"):
        tables_of(Message, [Photo(id="p")])


# ---- what comes out


def test_findings_are_rows_of_the_callers_engine(tmp_path: Path) -> None:
    doubtful = text(child("mia", at_risk=False), child(None))
    events = [text(child("mia")), text(child("mia", at_risk=True)), doubtful]
    missing = Gap("fact", "recipients[].at_risk", "the child or young person is at risk")
    expected = {
        (0, "mia", True, "1.1", 0, "undetermined", (missing,)),
        (2, "mia", True, "1.1", 0, "breach", ()),
        (2, "recipients[1]", True, "1.1", 0, "undetermined", (missing,)),
    }
    for moved in (in_polars, in_duckdb(tmp_path)):
        found = NIGHT.columnar(Message).decide(moved(tables_of(Message, events)))
        rows = rows_of(found.findings())
        told_of = {(*list(row.values())[:-1], found.missing("1.1", 0, row["missing"])) for row in rows}
        assert told_of == expected


@pytest.mark.parametrize("number", [9, 18])
def test_findings_count_somebody_listed_twice_once(number: int, tmp_path: Path) -> None:
    """As the rows do, which the other tests look at."""
    for batch in batches(number, 60):
        columnar = Columnar(batch.policy.typed, batch.cls)
        found = columnar.decide(in_polars(batch.tables()))
        said = Counter((each.event, each.rule, each.about, each.outcome) for each in told(found))
        rows = rows_of(found.findings(notable=False))
        assert Counter((r["event"], r["rule"], r["about"], r["outcome"]) for r in rows) == said


def test_before_the_policy_nothing_is_said() -> None:
    start = int(NIGHT.typed.starts.earliest)
    tables = Tables(
        events=pl.LazyFrame(
            {
                "event": [1, 2, 3],
                "at__earliest": [start - DAY] * 2 + [start],
                "at__latest": [start - 1, start, start],
                "by__roles__employee": [True] * 3,
                "recipients__complete": [True] * 3,
            }
        ),
        people={
            "recipients": pl.LazyFrame(
                {"event": [1, 2, 3], "place": [0] * 3, "person__category": ["child_or_young_person"] * 3}
            )
        },
    )
    rows = NIGHT.columnar(Message).decide(tables).findings().collect().sort("event").rows(named=True)
    assert [(row["event"], row["in_force"]) for row in rows] == [(2, None), (3, True)]


def test_rows_outside_the_years_are_not_decided() -> None:
    tables = in_polars(tables_of(Message, [text(child("mia")), text(child("mia"), at=None)]))
    inside = NIGHT.columnar(Message).decide(tables, years=range(2017, 2018)).people["recipients"].collect()
    outside = NIGHT.columnar(Message).decide(tables, years=range(2018, 2020)).people["recipients"].collect()
    assert inside["r1_1"].null_count() == 0
    assert outside.sort("event")["r1_1"].is_null().to_list() == [True, False]


def test_whole_numbers_of_any_size_will_do() -> None:
    tables = tables_of(Message, [text(child("mia"), at=None)])
    small = tables.people["recipients"].with_columns(pl.col("person__birth_date").cast(pl.Int32))
    given = Tables(events=tables.events, people={"recipients": small})
    assert load_policy().columnar(Message).decide(given).findings().collect().height > 0


def test_looked_at_outside_the_years() -> None:
    tables = in_polars(tables_of(Message, [text(child("mia"))]))
    with pytest.raises(ColumnarError, match="WR304: the events are looked at outside the years"):
        NIGHT.columnar(Message).decide(tables, AT, years=range(2020, 2021))


def test_a_column_that_is_left_out_is_not_stated() -> None:
    events = pl.LazyFrame({"event": ["a"], "at": [instant_of(AT)], "by__roles__employee": [True]})
    people = pl.LazyFrame({"event": ["a"], "place": [0], "person__category": ["child_or_young_person"]})
    found = NIGHT.columnar(Message).decide(Tables(events=events, people={"recipients": people}))
    rows = found.findings().collect().sort("about").rows()
    expected = [("not listed", "undetermined"), ("recipients[0]", "undetermined")]
    assert [row[1:2] + row[5:6] for row in rows] == expected


def test_more_gaps_than_a_column_has_bits_take_another() -> None:
    bits = Bits()
    gaps = [Gap("fact", f"field {number}") for number in range(BITS + 2)]
    assert [bits.of(gap) for gap in gaps] == list(range(BITS + 2))
    assert bits.parts == 2
    assert list(bits.told(1, 0b10)) == [gaps[BITS + 1]]


# ---- what is refused


@pytest.mark.parametrize(
    ("events", "message"),
    [
        ({"event": [1], "chanel__kind": ["text"]}, "which nothing reads; did you mean `channel__kind`"),
        ({"id": ["a"]}, "no column `event`"),
        (
            {"event": [1], "at": [AT]},
            "`at` of the table `events` holds .*Datetime.* has to hold whole numbers",
        ),
        ({"event": [1], "channel__kind": [True]}, "holds Boolean; it has to hold texts"),
        ({"event": [1], "at": [1], "at__earliest": [1]}, "given twice"),
        ({"event": [1], "recipients__complete": [True]}, "give that table too"),
    ],
)
def test_tables_that_are_not_as_their_schema(events: dict[str, Any], message: str) -> None:
    with pytest.raises(ColumnarError, match=message) as refused:
        NIGHT.columnar(Message).decide(Tables(events=pl.LazyFrame(events)))
    assert refused.value.code == "WR302"


def test_a_list_that_the_class_does_not_have() -> None:
    tables = Tables(events=pl.LazyFrame({"event": [1]}), people={"subjects": pl.LazyFrame({"event": [1]})})
    with pytest.raises(ColumnarError, match="no list `subjects`; its lists are: recipients"):
        NIGHT.columnar(Message).decide(tables)


def test_frames_of_other_engines() -> None:
    with pytest.raises(ColumnarError, match=r"WR303: builtins\.dict is no frame"):
        NIGHT.columnar(Message).decide(Tables(events={"event": [1]}))


def test_a_class_that_is_no_event() -> None:
    with pytest.raises(TypeError, match="Person is no event"):
        NIGHT.columnar(Person)


def test_without_the_libraries_for_tables_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "wrbc_rules.backends.columnar", None)
    with pytest.raises(ModuleNotFoundError, match=r"wrbc-rules\[columnar\]"):
        NIGHT.columnar(Message)


def test_a_moment_without_an_offset() -> None:
    with pytest.raises(TypeError, match="aware datetime"):
        NIGHT.columnar(Message).decide(tables_of(Message, []), as_of="today")  # type: ignore[arg-type]


def test_never_leaves_room_for_every_duration() -> None:
    assert NEVER + 999_999 * 7 * DAY < 2**63

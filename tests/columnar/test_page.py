"""The page about tables does what it says, Spark's part included."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.agreement.telling import AT, STAFF
from wrbc_rules import People
from wrbc_rules.backends.columnar.writing import write_parquet
from wrbc_rules.events import Message, Person, Recipient

from .agreeing import rows_of
from .engines import in_spark

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "columnar.md").read_text(encoding="utf-8")
TABLES, SPARK = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


def test_the_example(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {}
    exec(TABLES, names)
    assert ("a", "mia", "4.7") in names["breaches"].select("event", "about", "rule").rows()
    assert "channel__kind (text): what the medium does" in capsys.readouterr().out


@pytest.mark.xdist_group("spark")
def test_the_part_about_spark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_spark(tmp_path)
    mia = Recipient(person=Person(id="mia", category="child_or_young_person"), at_risk=False)
    text = Message(id="m", at=AT, by=STAFF, direction="outgoing", recipients=People.of(mia))
    folder = tmp_path / "archive"
    assert write_parquet(Message, [text], folder) == 1
    names: dict[str, Any] = {}
    exec(SPARK.replace('"archive/', f'"{folder}/'), names)
    assert ("mia", "4.7", "breach") in {
        (row["about"], row["rule"], row["outcome"]) for row in rows_of(names["found"].findings())
    }
    import polars as pl

    written = pl.read_parquet(folder / "found" / "*.parquet")
    assert written.select("about", "r4_7").rows() == [("mia", 0)]

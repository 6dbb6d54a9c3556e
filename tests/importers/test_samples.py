"""Each sample beside what it must yield: the events, then what the command says of the rest.

A sample is a file, or a folder, in `samples/`; `NAME.expected` stands beside it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.commands import answers, ask
from tests.importers.exports import read
from wrbc_rules.importers import IMPORTERS

HERE = Path(__file__).parent / "samples"
SAMPLES = sorted(each for each in HERE.iterdir() if each.suffix != ".expected")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_a_sample_yields_what_stands_beside_it(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)
    done = ask("read", sample.name, width=80)
    printed = f"{done.stdout}---\n{done.stderr}"
    expected = HERE / f"{sample.name}.expected"
    if os.environ.get("WRITE_EXPECTED"):
        expected.write_text(printed, encoding="utf-8")
    assert printed == expected.read_text(encoding="utf-8")
    assert all(len(line) <= 80 for line in done.stderr.splitlines())


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_every_event_of_a_sample_can_be_decided(sample: Path) -> None:
    events = ask("read", str(sample)).stdout
    done = ask("decide", "--as-of", "none", "--format", "json", given=events)
    assert done.exit_code in (0, 1)
    assert len(answers(done)) == len(events.splitlines())


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_the_same_export_twice_counts_each_message_once(sample: Path) -> None:
    once, twice = read(sample), read(sample, sample)
    assert twice.events == once.events
    assert twice.reading.log.met == 2 * once.reading.log.met


def test_every_format_has_a_sample() -> None:
    formats = {form for sample in SAMPLES for form in read(sample).reading.formats.values()}
    assert formats == {each.name for each in IMPORTERS}

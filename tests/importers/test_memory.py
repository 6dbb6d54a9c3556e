"""What is kept of messages while they are read: digests, and hardly any memory."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importers.exports import CANARY, LONDON, read_text
from wrbc_rules.importers import IMPORTERS, Asked, Place, Reading, Skipped
from wrbc_rules.importers.seen import Seen
from wrbc_rules.importers.skips import Skips

MARKS = st.tuples(st.integers(0, 2), st.integers(0, 3), st.booleans())


class _Plainly:
    """The same in dictionaries that keep everything."""

    def __init__(self) -> None:
        self.first: dict[tuple[int, int], int] = {}
        self.alike: Counter[tuple[int, int]] = Counter()

    def again(self, mark: int, file: int, sole: bool) -> int | None:
        self.alike[mark, file] += 1
        nth = self.alike[mark, file]
        first = self.first.setdefault((mark, 1 if sole else nth), file)
        return first if first != file or (sole and nth > 1) else None


@given(st.lists(MARKS))
def test_what_was_seen_is_what_a_dictionary_says(met: list[tuple[int, int, bool]]) -> None:
    """Files come one after the other; a mark is of messages with an identifier of their own, or it is not."""
    seen, plainly = Seen(), _Plainly()
    for file, mark, _ in sorted(met, key=lambda each: each[0]):
        sole = mark % 2 == 0
        assert seen.again(bytes([mark]), file, sole=sole) == plainly.again(mark, file, sole)


@given(st.lists(st.sampled_from(["a", "b", "a-2", "a-3", "a-2-2"])))
def test_no_two_events_have_one_name(names: list[str]) -> None:
    seen = Seen()
    made = [seen.named(each) for each in names]
    assert len(set(made)) == len(made)
    assert all(new == old or new.startswith(f"{old}-") for new, old in zip(made, names, strict=True))


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"), st.integers(1, 9))))
def test_every_skipped_record_can_be_listed(records: list[tuple[str, str, int]]) -> None:
    skips = Skips()
    made = [Skipped(Place(file, number), reason) for file, reason, number in records]
    for each in made:
        skips.add(each)
    assert len(skips) == len(made)
    assert Counter(skips) == Counter(made)
    for file in "ab":
        listed = [each.place.number for each in skips if each.place.file == file]
        assert listed == sorted(listed, key=lambda number: number or 0)


def test_a_reason_for_every_row_takes_no_memory_for_every_row(tmp_path: Path) -> None:
    rows = "".join(f"kind{number},Sam\n" for number in range(3_000))
    done = read_text(tmp_path, f"kind,by\n{rows}", "log.csv")
    reasons = Counter(reason for _, reason in done.skipped)
    assert (len(done.skipped), len(reasons)) == (3_000, 1_001)
    assert "other reasons" in done.skipped[-1][1]


def _chat(number: int, odd: str = "") -> Iterator[str]:
    for each in range(number):
        day = each // 1440
        date, clock = f"{1 + day % 28:02}/{1 + day // 28:02}/2017", f"{each // 60 % 24:02}:{each % 60:02}"
        yield f"{date}, {clock} - Sam: {each}{odd}\n"


def _peak(file: Path) -> int:
    reading = Reading(Asked(LONDON), IMPORTERS)
    tracemalloc.start()
    try:
        assert sum(1 for _ in reading.of(file)) + len(reading.skipped) == reading.log.met
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_messages(tmp_path: Path) -> None:
    peaks = []
    for number in (2_000, 10_000):
        (tmp_path / "a.txt").write_text("".join(_chat(number)), encoding="utf-8")
        peaks.append(_peak(tmp_path / "a.txt"))
    assert peaks[1] - peaks[0] < 8_000 * 10  # bytes for each message more


def test_nothing_but_digests_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("".join(_chat(200, CANARY)), encoding="utf-8")
    seen = Seen()
    reading = Reading(Asked(LONDON), IMPORTERS, seen=seen)
    assert len(list(reading.of(tmp_path / "a.txt"))) == 200
    kept = seen._database.serialize()
    assert len(kept) > 200 * 16
    assert not any(word in kept for word in (CANARY.encode(), b"Sam", b"whatsapp", b"a.txt", b"2017"))


def test_no_file_is_left_and_none_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tmp").mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(tmp_path / "tmp"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    (tmp_path / "a.txt").write_text("".join(_chat(500, CANARY)), encoding="utf-8")
    for _ in Reading(Asked(LONDON), IMPORTERS).of(tmp_path / "a.txt"):
        assert list((tmp_path / "tmp").iterdir()) == []


def test_a_run_may_go_on_in_another_thread(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("".join(_chat(9)), encoding="utf-8")
    reading = Reading(Asked(LONDON), IMPORTERS)
    thread = threading.Thread(target=lambda: list(reading.of(tmp_path / "a.txt")))
    thread.start()
    thread.join()
    assert (reading.events, reading.broken) == (9, [])


_MEASURED = """
import resource, sys
from pathlib import Path
from wrbc_rules.importers import IMPORTERS, Asked, Reading
from wrbc_rules.values import Clock
reading = Reading(Asked(Clock("Europe/London")), IMPORTERS)
sum(1 for _ in reading.of(Path(sys.argv[1])))
print(reading.log.met, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def _measured(file: Path) -> tuple[int, int]:
    """How many records there are in a file, and how many megabytes it took to read it."""
    done = subprocess.run([sys.executable, "-c", _MEASURED, file], capture_output=True, text=True, check=True)
    met, megabytes = done.stdout.split()
    return int(met), int(megabytes)


@pytest.mark.soak
def test_a_hundred_thousand_messages_take_as_much_as_ten_thousand(tmp_path: Path) -> None:
    made = []
    for number in (10_000, 100_000):
        (tmp_path / "a.txt").write_text("".join(_chat(number)), encoding="utf-8")
        made.append(_measured(tmp_path / "a.txt"))
    assert [met for met, _ in made] == [10_000, 100_000]
    assert made[1][1] - made[0][1] < 16


@pytest.mark.soak
@pytest.mark.parametrize(
    "start", ["14/02/2017, 10:00 - Sam: ", "<smses>", "kind,by\n", '{"kind": ', "From: a@b\nTo: "]
)
def test_a_line_of_a_hundred_megabytes(tmp_path: Path, start: str) -> None:
    with (tmp_path / "a").open("w", encoding="utf-8") as file:
        file.write(start)
        for _ in range(100):
            file.write("x" * 1_000_000)
    _, megabytes = _measured(tmp_path / "a")
    assert megabytes < 150

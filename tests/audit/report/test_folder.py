"""What a folder of reports keeps, drops and refuses; and that the same audit gives the same bytes."""

from __future__ import annotations

import fcntl
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

from wrbc_rules.audit.report import FORMATS, ReportError, not_of_the_receipt, write_reports
from wrbc_rules.audit.report.folder import UNFINISHED, digest_of
from wrbc_rules.audit.result import Item

from .made import audit_of, drawn_items

ROOT = Path(__file__).parents[3]
AUDIT = audit_of(drawn_items(1, 20))
CODE = """
import locale, sys
from pathlib import Path
from wrbc_rules.audit.report import summary_lines, write_reports
from tests.audit.report.hostile import hostile_audit
locale.setlocale(locale.LC_ALL, "")
folder = Path(sys.argv[1])
write_reports(hostile_audit(11, 40), folder)
(folder / "summary.txt").write_text("\\n".join(summary_lines(hostile_audit(11, 40), 80)), "utf-8")
"""


def digests(folder: Path) -> dict[str, str]:
    return {path.name: digest_of(path).sha256 for path in sorted(folder.iterdir())}


def test_the_same_audit_gives_the_same_bytes_wherever(tmp_path: Path) -> None:
    met = []
    for number, (seed, zone, language) in enumerate(
        (("0", "UTC", "C"), ("1", "Asia/Kathmandu", "C.UTF-8"), ("42", "America/St_Johns", "POSIX"))
    ):
        folder = tmp_path / str(number)
        settings = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language, "PYTHONUTF8": "0"}
        command = [sys.executable, "-c", CODE, str(folder)]
        subprocess.run(command, cwd=ROOT, env={**os.environ, **settings}, check=True)
        met.append(digests(folder))
    assert len(met[0]) == len(FORMATS) + 2
    assert met[0] == met[1] == met[2]


def test_everything_is_on_the_disk_before_the_first_file_changes_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    did: list[str] = []
    fsync, replace = os.fsync, os.replace

    def flushed(handle: int) -> None:
        did.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        fsync(handle)

    def moved(before: str, after: str) -> None:
        did.append(Path(after).name)
        replace(before, after)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(os, "replace", moved)
    paths = write_reports(AUDIT, tmp_path)
    names = [path.name for path in paths]
    assert did == [*["file"] * len(names), "folder", *names[:-1], "folder", "receipt.json", "folder"]


def test_a_second_run_replaces_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / UNFINISHED).mkdir()
    (tmp_path / UNFINISHED / "report.html").write_text("half of a pa")
    write_reports(AUDIT, tmp_path)
    first = digests(tmp_path)
    write_reports(AUDIT, tmp_path)
    assert digests(tmp_path) == first
    assert first.keys() == {"notes.txt", "receipt.json", "report.html", "questions.csv"} | {
        f"findings.{ending}" for ending in ("csv", "jsonl", "xlsx")
    }


def test_a_file_that_was_changed_is_named(tmp_path: Path) -> None:
    assert not_of_the_receipt(tmp_path) == ("receipt.json",)
    write_reports(AUDIT, tmp_path)
    assert not_of_the_receipt(tmp_path) == ()
    with (tmp_path / "findings.csv").open("a") as stream:
        stream.write("one more")
    (tmp_path / "report.html").unlink()
    assert set(not_of_the_receipt(tmp_path)) == {"findings.csv", "report.html"}
    (tmp_path / "receipt.json").write_text('{"files": [1]}')
    assert not_of_the_receipt(tmp_path) == ("receipt.json",)


def test_a_format_that_is_not_asked_for_any_more_goes_unless_it_was_changed(tmp_path: Path) -> None:
    write_reports(AUDIT, tmp_path)
    (tmp_path / "findings.csv").write_text("a table of my own")
    write_reports(AUDIT, tmp_path, ["html"])
    assert {path.name for path in tmp_path.iterdir()} == {"report.html", "receipt.json", "findings.csv"}


@pytest.mark.parametrize("edit", ["fill", "semicolons", "no longer text"])
def test_a_form_that_somebody_has_filled_in_is_never_replaced(edit: str, tmp_path: Path) -> None:
    write_reports(AUDIT, tmp_path)
    form = tmp_path / "questions.csv"
    head, first, *rest = form.read_text("utf-8").split("\n")
    filled = {
        "fill": "\n".join([head, first.rstrip("\r,") + ",yes,priya,2017-03-10", *rest]).encode(),
        "semicolons": "\n".join([head, first, *rest]).replace(",", ";").encode(),
        "no longer text": b"\xff\xfe\x00\x80",
    }[edit]
    form.write_bytes(filled)
    with pytest.raises(ReportError, match="rename it"):
        write_reports(AUDIT, tmp_path)
    assert form.read_bytes() == filled
    form.rename(tmp_path / "answers.csv")
    write_reports(AUDIT, tmp_path)


def test_a_folder_that_is_written_into_at_the_moment_is_refused(tmp_path: Path) -> None:
    handle = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(ReportError, match="another audit"):
        write_reports(AUDIT, tmp_path)
    os.close(handle)
    write_reports(AUDIT, tmp_path)


def test_a_folder_that_is_none_is_refused_with_a_letter(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("a file")
    with pytest.raises(ReportError, match="could not be written into"):
        write_reports(AUDIT, tmp_path / "reports")


def test_what_is_in_the_way_of_a_file_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    write_reports(AUDIT, tmp_path)
    before = digests(tmp_path)
    (tmp_path / "findings.xlsx").unlink()
    (tmp_path / "findings.xlsx").mkdir()
    with pytest.raises(ReportError, match=r"findings\.xlsx is a folder"):
        write_reports(audit_of(drawn_items(2, 20)), tmp_path)
    (tmp_path / "findings.xlsx").rmdir()
    assert digests(tmp_path).items() <= before.items()


def test_leftovers_that_are_a_link_are_removed_and_not_followed(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "precious.txt").write_text("mine")
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / UNFINISHED).symlink_to(kept)
    write_reports(AUDIT, reports)
    assert (kept / "precious.txt").read_text() == "mine"
    assert not (reports / UNFINISHED).exists()


def test_an_audit_that_breaks_off_changes_nothing(tmp_path: Path) -> None:
    write_reports(AUDIT, tmp_path)
    before = digests(tmp_path)

    def broken() -> Iterator[Item]:
        yield from drawn_items(1, 5)
        raise RuntimeError("broken off")

    with pytest.raises(RuntimeError, match="broken off"):
        write_reports(attrs.evolve(AUDIT, items=broken), tmp_path)
    assert digests(tmp_path) == before

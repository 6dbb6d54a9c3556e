"""`wrbc-rules register`: what it prints, writes, refuses, and exits with."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from tests.cli.commands import ask, run
from tests.register.sheets import SAMPLE
from wrbc_rules.register import TABLES, columns_of, guide


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "register"))


def test_the_sample_is_clean() -> None:
    done = ask("register", "check", SAMPLE)
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (
        0,
        "88 rows read, 0 left out: 0 errors, 0 warnings",
    )


FAULTS = """\
error: roles.csv, line 13, person
  no person is called `samm`
  = did you mean `sam`?

error: roles.csv, line 14, role
  `line manger` is not known here
  = did you mean `line_manager`?

warning: roles.csv, line 15
  the same row stands on line 2, and this one is left out
  = keep one

"""


def test_faults_are_drawn_for_80_columns(copy: Path) -> None:
    with (copy / "roles.csv").open("a") as file:
        file.write("samm,Line Manager,2017-01-01,,,\nsam,line manger,,,,\nsam,volunteer,2016-01-01,,,\n")
    done = ask("register", "check", copy)
    assert done.exit_code == 1
    assert done.stdout.startswith(FAULTS)
    assert "     11  roles  (3 left out)" in done.stdout
    assert done.stdout.splitlines()[-1] == "88 rows read, 3 left out: 2 errors, 1 warning"
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_one_mistake_made_often_is_one_letter(copy: Path) -> None:
    with (copy / "roles.csv").open("a") as file:
        file.write("".join(f"sam,trustee,2017-01-{day:02},2016-01-01,,\n" for day in range(1, 29)))
    done = ask("register", "check", copy)
    assert "error: roles.csv, lines 13-40, to\n" in done.stdout
    assert "28 errors" in done.stdout


def test_json_has_every_fault_and_count(copy: Path) -> None:
    (copy / "people.csv").unlink()
    done = json.loads(ask("register", "check", copy, "--format", "json").stdout)
    assert done["rows"]["people"] == 0
    [fault] = done["faults"]
    assert (fault["file"], fault["severity"], fault["line"]) == ("people.csv", "warning", None)


def test_a_register_with_unclear_dates_needs_the_order(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("person,from\nsam,03/04/2017\n")
    assert ask("register", "check", tmp_path).exit_code == 1
    assert ask("register", "check", tmp_path, "--date-order", "dmy").exit_code == 0


def test_a_name_that_steers_a_terminal_is_harmless(copy: Path) -> None:
    with (copy / "roles.csv").open("a") as file:
        file.write("\u202eevil\x9b31m,trustee,,,,\n")
    done = ask("register", "check", copy)
    assert done.exit_code == 1
    assert not {"\x1b", "\x9b", "\u202e"} & set(done.stdout)


def test_what_cannot_be_read_or_written_is_said(tmp_path: Path, copy: Path) -> None:
    done = ask("register", "check", tmp_path / "none")
    assert (done.exit_code, "cannot read" in done.stderr) == (2, True)
    done = ask("register", "compile", copy, "-o", tmp_path / "none" / "r.sqlite")
    assert (done.exit_code, "cannot write" in done.stderr) == (2, True)
    done = ask("register", "review", copy, "--as-of", "March")
    assert (done.exit_code, "`March` is no date" in done.stderr) == (2, True)
    done = ask("register", "check", copy, "--zone", "BST")
    assert (done.exit_code, "no time zone is called `BST`" in done.stderr) == (2, True)


def test_new_tables_are_empty_clean_and_explained(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    assert ask("register", "new", folder).exit_code == 0
    for table in TABLES:
        [heading] = csv.reader(io.StringIO((folder / f"{table.table}.csv").read_text(encoding="utf-8-sig")))
        assert heading == [each.name for each in columns_of(table)]
    said = (folder / "GUIDE.md").read_text(encoding="utf-8")
    assert said == guide()
    for table in TABLES:
        assert f"## {table.table}.csv" in said
        assert all(f"| `{each.name}`" in said and each.meaning in said for each in columns_of(table))
    assert ask("register", "check", folder).exit_code == 0


def test_new_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "roles.csv").write_text("mine")
    done = ask("register", "new", tmp_path)
    assert (done.exit_code, "roles.csv would be overwritten" in done.stderr) == (2, True)
    assert [each.name for each in tmp_path.iterdir()] == ["roles.csv"]
    assert (tmp_path / "roles.csv").read_text() == "mine"


def test_compile_says_what_it_wrote(tmp_path: Path) -> None:
    done = ask("register", "compile", SAMPLE, "-o", tmp_path / "r.sqlite")
    assert (done.exit_code, "88 rows read" in done.stdout) == (0, True)
    assert (tmp_path / "r.sqlite").read_bytes().startswith(b"SQLite format 3\x00")


REVIEW = """\
As known at the end of 2017-11-01, by the clock of Europe/London.

Use of social media, ongoing: 3 notices
  who    with whom    medium    from        to       told        recorded
  priya  Friday club  WhatsApp  2017-01-06  goes on  2017-01-04  2017-01-05
    arranging Friday evenings
  tom    Friday club  WhatsApp  2017-03-01  goes on  2017-02-27  NO RECORD
    arranging Friday evenings
  priya  noah         email     2017-03-22  goes on  2017-03-20  2017-03-22
    help with a form

Use of social media, finished: 2 notices
  who  with whom    medium    from        to          told        recorded
  lee  Friday club  WhatsApp  2017-01-06  2017-08-31  2017-01-04  2017-01-05
    arranging Friday evenings
  sam  mia          text      2017-02-03  2017-07-31  2017-02-01  2017-02-03
    lifts to the club

Reviews
  of the    rule       last        next, at the latest
  policy    3.3 s2     2017-06-26  2018-06-26
  records   9.3        2017-06-12  2018-06-12
  practice  3.3 s1(b)  2017-02-15  not set: WRBC is to say how often

Agreed, and ends within 90 days
  last day    what                      whose  where it stands
  2017-11-30  account (Facebook)        priya  accounts.csv, line 6
  2017-12-31  account (text)            priya  accounts.csv, line 3
  2017-12-31  number, given to anybody  priya  agreements.csv, line 3
"""


def test_review_answers_in_a_table() -> None:
    done = ask("register", "review", SAMPLE, "--as-of", "2017-11-01")
    assert done.stdout == REVIEW
    assert done.exit_code == 1  # one notice has no record


def test_long_names_are_wrapped_and_not_cut(copy: Path) -> None:
    about = "the very long name of a group that somebody wanted " * 3
    with (copy / "groups.csv").open("a") as file:
        file.write(f"{about},chat,,,,,,\n")
    with (copy / "notices.csv").open("a") as file:
        file.write(f"sam,{about},chat,,,2017-01-01,2017-01-02,2017-01-03,,,\n")
    done = ask("register", "review", copy, "--as-of", "2017-11-01")
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "OVERDUE" in ask("register", "review", copy, "--as-of", "2018-07-01").stdout
    assert "NOT COMPLETE, without nature (notices.csv, line 7)" in done.stdout
    words = "".join(done.stdout.split())
    assert all(word in words for word in about.split())


def test_review_in_other_formats_and_as_a_calendar(tmp_path: Path, copy: Path) -> None:
    with (copy / "notices.csv").open("a") as file:
        file.write("sam,ali,text,,=HYPERLINK(),2017-01-01,2017-01-02,2017-01-03,,,\n")
    day = ("--as-of", "2017-11-01")
    told = json.loads(ask("register", "review", copy, *day, "--format", "json").stdout)
    assert [len(told[each]) for each in ("uses", "reviews", "endings")] == [6, 3, 3]
    rows = list(csv.DictReader(io.StringIO(ask("register", "review", copy, *day, "--format", "csv").stdout)))
    assert [each["nature"] for each in rows if each["with"] == "ali"] == ["'=HYPERLINK()"]
    files = [tmp_path / "a.ics", tmp_path / "b.ics"]
    for each in files:
        ask("register", "review", copy, *day, "--ics", each)
    assert files[0].read_bytes() == files[1].read_bytes()
    assert files[0].read_bytes().count(b"BEGIN:VEVENT") == 5


def test_the_command_is_installed_and_prints_no_colour_into_a_pipe(copy: Path) -> None:
    (copy / "rols.csv").write_text("person\n")
    done = run("register", "check", copy)
    assert (done.returncode, b"\x1b" in done.stdout) == (1, False)
    assert b"did you mean `roles` or `groups`?" in done.stdout

"""Every sort of fault in a register has its exact letter (`letters.md`), at its file, line and column."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.register.sheets import CLOCK
from wrbc_rules.register import DateOrder, Fault, PersonRow, Register, read_register

_TEXT = (Path(__file__).parent / "letters.md").read_text(encoding="utf-8")
_CASES, _CELLS = _TEXT.split("\n# Cells\n")
_BLOCK = re.compile(r"```(\S+)\n(.*?)```", re.DOTALL)
_HEAD, *_SECTIONS = re.split(r"^## (.+)$", _CASES, flags=re.MULTILINE)
PEOPLE = dict(_BLOCK.findall(_HEAD))["people.csv"]
CASES = {name: dict(_BLOCK.findall(body)) for name, body in zip(_SECTIONS[::2], _SECTIONS[1::2], strict=True)}
CELLS = [tuple(each.strip() for each in line.split("|")[1:4]) for line in _CELLS.splitlines()[6:]]
#: What cannot be seen on a page.
CELLS += [
    ("a\x00b", "person", "a character that cannot be printed stands in it (U+0000); type the cell anew"),
    ("a\x1b[31m", "person", "a character that cannot be printed stands in it (U+001B); type the cell anew"),
    ("a\ufffd", "person", "a letter in it was lost when the file was saved; type the cell anew"),
    ("\u200e", "person", "it holds nothing that can be seen; type the cell anew, or empty it"),
]
SAVE = "in the spreadsheet, save it as CSV (UTF-8)"
CUT = (
    "the file ends in the middle of a line: it may be cut off, and what came after is not known; "
    "look whether its last row is whole, and save it again"
)
ACCENTS = "it is not UTF-8, and is read as Windows-1252: look whether names with accents are right"
FILES = [
    (
        b"PK\x03\x04...",
        f"error: names.csv: it is not read: it is a spreadsheet with another ending, not CSV; {SAVE}",
    ),
    ("called,person\n".encode("utf-16"), f"error: names.csv: it is not read: it is saved as UTF-16; {SAVE}"),
    (b"", f"warning: names.csv: it is empty; {SAVE}"),
    (b"\n;;;\n", f"warning: names.csv: it is empty; {SAVE}"),
    ("called,person\nMia,mia\nZoë,mia\n".encode("cp1252"), f"warning: names.csv, line 3: {ACCENTS}; {SAVE}"),
    (
        f"called,person\n{'x' * 10_001},mia\n".encode(),
        "error: names.csv, line 2: a cell is longer than 10,000 characters",
    ),
    (b"called,person\nMia,mia", f"warning: names.csv, line 2: {CUT}"),
    ("called,person\nMia,mia\nZoë".encode()[:-1], f"warning: names.csv, line 3: {CUT}"),
]


def read(
    folder: Path, order: DateOrder | None = None, **files: str | bytes
) -> tuple[Register, tuple[Fault, ...]]:
    for name, text in files.items():
        data = text if isinstance(text, bytes) else text.encode()
        (folder / f"{name}.csv").write_bytes(data)
    return read_register(folder, CLOCK, order)


def letters(folder: Path, order: DateOrder | None = None, **files: str | bytes) -> list[str]:
    _, faults = read(folder, order, **files)
    return [f"{each.severity}: {each}" for each in faults]


@pytest.mark.parametrize("name", CASES)
def test_a_table_has_its_letters(tmp_path: Path, name: str) -> None:
    case = dict(CASES[name])
    wanted = case.pop("text").splitlines()
    files = {file.removesuffix(".csv"): text for file, text in {"people.csv": PEOPLE, **case}.items()}
    assert letters(tmp_path, None, **files) == wanted


@pytest.mark.parametrize(("cell", "column", "letter"), CELLS)
def test_a_cell_that_cannot_be_read_has_its_letter(
    tmp_path: Path, cell: str, column: str, letter: str
) -> None:
    columns = ["person", "birth_date", "category", "adult_at_risk", "from", "to"]
    good = ["ana", "13/12/1990", "", "", "", ""]
    bad = ["bob", *good[1:]]
    bad[columns.index(column)] = cell
    text = "\n".join(",".join(each) for each in (columns, good, bad, ["cy", *good[1:]])) + "\n"
    register, faults = read(tmp_path, people=text)
    assert [str(each) for each in faults] == [f"people.csv, line 3, {column}: {letter}"]
    assert [each.line for each in register.table(PersonRow)] == [2, 4]


@pytest.mark.parametrize(("data", "letter"), FILES)
def test_a_file_has_its_letter(tmp_path: Path, data: bytes, letter: str) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    assert letters(tmp_path, names=data)[0] == letter


def test_a_missing_table_of_people_is_said_once(tmp_path: Path) -> None:
    said = "there is nobody in it: the people of the other tables are not known; write a row for each of them"
    assert letters(tmp_path, roles="person,role\nsam,trustee\n") == [f"warning: people.csv: {said}"]


def test_a_person_whose_own_row_is_broken_is_not_unknown(tmp_path: Path) -> None:
    people, roles = "person,category\nsam,adlt\nmia,\n", "person,role\nsam,trustee\n"
    assert len(letters(tmp_path, people=people, roles=roles)) == 1


def test_a_spreadsheet_beside_the_tables_is_said(tmp_path: Path) -> None:
    for name in ("people.xlsx", "budget.xlsx", ".~lock.people.csv#", "GUIDE.md"):
        (tmp_path / name).write_bytes(b"")
    said = "warning: people.xlsx: it is not read: tables are CSV files; save it as people.csv"
    assert letters(tmp_path) == [said]


def test_the_same_table_in_two_files_is_said(tmp_path: Path) -> None:
    (tmp_path / "People.CSV").write_text(PEOPLE, encoding="utf-8")
    if (tmp_path / "people.csv").exists():
        pytest.skip("capitals do not count in this folder")
    assert letters(tmp_path, people=PEOPLE) == [
        "error: people.csv: the same table stands in `People.CSV`, and this one is not read; keep one"
    ]


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "people.csv")
    (tmp_path / "roles.csv").mkdir()
    (tmp_path / "names.csv").symlink_to(tmp_path / "nowhere")
    said = "it is no file, and it is not read"
    assert letters(tmp_path) == [f"error: {name}.csv: {said}" for name in ("people", "roles", "names")]


def test_every_mistake_is_told_in_one_run(tmp_path: Path) -> None:
    rows = "".join(f"p{number},adlt,maybe,2017-13-01\n" for number in range(500))
    register, faults = read(tmp_path, people=f"person,category,adult_at_risk,from\n{rows}ana,,,\n")
    assert len(faults) == 1500
    assert sum(each.lost for each in faults) == 500
    assert [each.person for each in register.table(PersonRow)] == ["ana"]


BORN = "person,birth_date\nsam,{}\nmia,{}\nali,{}\n"


@pytest.mark.parametrize(
    ("cells", "order", "days"),
    [
        (("03/04/1990", "31/01/2005", "2004-02-01"), None, ["1990-04-03", "2005-01-31", "2004-02-01"]),
        (("03/04/1990", "1/31/2005", "3.4.2001"), None, ["1990-03-04", "2005-01-31", "2001-03-04"]),
        (("03/04/1990", "05/05/2005", "2004-02-01"), "dmy", ["1990-04-03", "2005-05-05", "2004-02-01"]),
        (("03/04/1990", "05/05/2005", "2004/02/01"), None, ["2005-05-05", "2004-02-01"]),
        (("31/01/1990", "01/31/2005", "01/02/2004"), None, ["1990-01-31", "2005-01-31"]),
        (("31/01/1990", "01/31/2005", "01/02/2004"), "mdy", ["2005-01-31", "2004-01-02"]),
    ],
)
def test_which_number_is_the_day_is_proved_or_given(
    tmp_path: Path, cells: tuple[str, ...], order: DateOrder | None, days: list[str]
) -> None:
    register, faults = read(tmp_path, order, people=BORN.format(*cells))
    assert [str(each.birth_date) for each in register.table(PersonRow)] == days
    assert len(faults) == 3 - len(days)


ASK = "say it with --date-order dmy (the day first) or mdy (the month first), or write dates like 2017-03-31"


def test_an_order_that_is_not_known_is_said_with_what_to_do(tmp_path: Path) -> None:
    why = "it is not known which number is the day: no date in the register tells the day from the month"
    [said] = letters(tmp_path, people="person,birth_date\nsam,03/04/1990\n")
    assert said == f"error: people.csv, line 2, birth_date: {why}; {ASK}"


def test_orders_that_disagree_are_said_with_their_places(tmp_path: Path) -> None:
    people = "person,birth_date,from\nsam,03/04/1990,\nmia,,31/01/2017\n"
    roles = "person,role,from\nmia,trustee,01/31/2017\n"
    disagree = "it stands first in people.csv, line 3, and second in roles.csv, line 2"
    why = f"it is not known which number is the day: {disagree}"
    assert letters(tmp_path, people=people, roles=roles) == [
        f"error: people.csv, line 2, birth_date: {why}; {ASK}"
    ]

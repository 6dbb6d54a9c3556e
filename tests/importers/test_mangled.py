"""Samples mangled at random: nothing crashes, and in = out + skipped, which `read` asserts."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.importers.exports import read_text
from wrbc_rules.importers import IMPORTERS

HERE = Path(__file__).parent / "samples"
FILES = sorted(each for each in HERE.rglob("*") if each.is_file() and each.suffix != ".expected")
PIECES = [
    *(
        b"",
        b"\x00",
        b"\xff\xfe",
        b"\r",
        b"\n\n",
        b'"',
        b"'",
        b"<",
        b"&",
        b"&#55357;",
        b"{",
        b"[" * 70,
        b"]}",
        b",",
        b";",
    ),
    *(
        b"=?utf-8?q?=ff?=",
        b"From ",
        b"From x@y Fri Mar 03 21:30:00 2017\n",
        b"9" * 40,
        b"9" * 5000,
        b"-1",
        b"null",
    ),
    *("\u202e\u200e".encode(), "\u2028".encode(), b"\\ud800", b"<!DOCTYPE x>", b"]]>", b"\xef\xbb\xbf"),
    *(b"[31/12/2017, 21:05:09] Sam: ", b"31/12/17, 21:05 - ", b":" * 99, b" " * 3000, b"(" * 500, b"@" * 50),
    b"Date: " + b"1 " * 500,
]


def _mangled(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        data = data[:at] + chance.choice(PIECES) + data[at + chance.choice([0, 0, 1, 5, 60]) :]
    return data


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
@pytest.mark.parametrize("form", [None, *(each.name for each in IMPORTERS)])
def test_mangled(tmp_path: Path, file: Path, form: str | None) -> None:
    chance = random.Random(f"{file.name} {form}")
    data = file.read_bytes()
    for _ in range(60 if form is None else 12):
        read_text(tmp_path, _mangled(data, chance), file.name, form=form)

"""Files that are saved in another encoding, or hold what does not show: each earns its own letter."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from wrbc_rules import check_policy, check_text

from .judging import judge
from .made import CLAUSE, HEAD, WORDS

TEXT = f'{HEAD}{CLAUSE}  note "A parent’s wish, naïve, 漢字."\n\n{WORDS}'
GOOD = TEXT.encode()


def codes(data: bytes, folder: Path) -> set[str]:
    path = folder / "saved.rules"
    judge(data, path)
    return {each.code for each in check_policy(path)[1] if each.is_error}


def in_phrase(words: str) -> bytes:
    """The file with `late`, in the phrase that a rule uses, written otherwise."""
    return TEXT.replace("when it is late", f"when it is {words}").encode("utf-8", "surrogatepass")


@pytest.mark.parametrize(
    "data",
    [
        GOOD,
        b"\xef\xbb\xbf" + GOOD,
        b"\xef\xbb\xbf" * 3 + GOOD,
        GOOD.replace(b"\n", b"\r\n"),
        GOOD.replace(b"\n", b"\r"),
        GOOD + b"\r\n\r\n\n\r",
        GOOD.rstrip(b"\n"),
        unicodedata.normalize("NFD", TEXT).encode(),
    ],
    ids=["plain", "mark", "marks", "crlf", "cr", "mixed", "no-last-line-end", "nfd"],
)
def test_these_are_read_as_they_are_meant(data: bytes, tmp_path: Path) -> None:
    assert codes(data, tmp_path) == set()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (TEXT.encode("utf-16"), "WR002"),
        (TEXT.encode("utf-32"), "WR002"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "WR002"),
        (b"\x00\x00\xfe\xff" + TEXT.encode("utf-32-be"), "WR002"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le") + b"\x00", "WR002"),
        (b"\xff\xfe\x00\xd8" * 50, "WR002"),
        (TEXT.encode("utf-16-le"), "WR003"),
        (TEXT.encode("utf-32-be"), "WR003"),
        (TEXT.encode("cp1252", "replace"), "WR001"),
        (GOOD[:-1].replace("漢".encode(), "漢".encode()[:2]), "WR001"),
        (GOOD + b"\xed\xa0\x80", "WR001"),
        (GOOD + b"\xc0\x80", "WR001"),
        (GOOD + b"\xf5\x80\x80\x80", "WR001"),
        (b"\x1f\x8b\x08\x00" + bytes(range(256)), "WR001"),
        (in_phrase("la\x00te"), "WR003"),
        (in_phrase("la\x1b[2Jte"), "WR003"),
        (in_phrase("\u202elate"), "WR004"),
        (in_phrase("late\u2066"), "WR004"),
        (in_phrase("la\u200bte"), "WR005"),
        (in_phrase("\ufefflate"), "WR005"),
        (in_phrase("la\u00adte"), "WR005"),
        (in_phrase("late\u0085"), "WR006"),
        (in_phrase("late\u2028"), "WR006"),
        (in_phrase("late\u2029    unless it is late"), "WR006"),
        (in_phrase("late\x0b"), "WR006"),
        (in_phrase("\u00a0late"), "WR009"),
        (in_phrase("l\u0430te"), "WR110"),
        (in_phrase("\uff4cate"), "WR110"),
        (in_phrase("late" + "\u0301" * 1500), "WR110"),
        (in_phrase("late" + "\u0301" * 2500), "WR030"),
    ],
)
def test_these_are_refused_by_name(data: bytes, code: str, tmp_path: Path) -> None:
    assert code in codes(data, tmp_path)


def test_half_a_character_is_refused_by_name() -> None:
    policy, found = check_text(TEXT.replace("when it is late", "when it is \ud83dlate"))
    assert policy is None
    assert [each.code for each in found if each.is_error] == ["WR007"]


@pytest.mark.parametrize("composed", [True, False])
def test_a_letter_with_an_accent_is_the_same_however_it_is_saved(composed: bool) -> None:
    use, declared = "when it is na\u00efve", 'fact "it is nai\u0308ve" means doubts\n'
    if composed:
        use, declared = "when it is nai\u0308ve", 'fact "it is na\u00efve" means doubts\n'
    policy, _ = check_text(TEXT.replace("when it is late", use) + declared)
    assert policy is not None

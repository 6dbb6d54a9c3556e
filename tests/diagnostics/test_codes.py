"""The table of codes, its pages, and the nearest words."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wrbc_rules.diagnostics import (
    CODES,
    CodePage,
    Diagnostic,
    Span,
    capped,
    did_you_mean,
    explain,
    joined,
    nearest,
    quoted,
)
from wrbc_rules.diagnostics.codes import markdown, table_of
from wrbc_rules.source import Source


def test_a_diagnostic_needs_a_row_and_a_severity() -> None:
    with pytest.raises(ValueError, match="no row for the code 'WR999'"):
        Diagnostic(code="WR999", message="m")
    with pytest.raises(ValueError, match="severity"):
        Diagnostic(code="WR003", message="m", severity="fatal")  # type: ignore[arg-type]


def test_the_table_cannot_be_changed_and_has_one_row_a_code() -> None:
    with pytest.raises(TypeError):
        CODES["WR999"] = CODES["WR003"]  # type: ignore[index]
    with pytest.raises(ValueError, match="WR003 has two rows"):
        table_of([CODES["WR003"], CODES["WR003"]])
    with pytest.raises(ValueError, match="code"):
        CodePage(code="W1", title="t", explanation="e", mistake="m", instead="i")


def test_every_page_is_whole_and_safe_to_print() -> None:
    for code, page in CODES.items():
        text = explain(code)
        assert text.startswith(f"{code}: {page.title}\n\n")
        assert page.explanation
        assert page.mistake != page.instead
        assert "".join(text.split("\n")).isprintable()


def test_the_page_of_all_codes_is_the_table() -> None:
    """`make pages` writes it."""
    page = (Path(__file__).parents[2] / "docs" / "mistakes.md").read_text(encoding="utf-8")
    assert page == markdown()
    assert page.count("\n## WR") == len(CODES)


def test_a_page_is_found_by_its_code_in_any_case_or_offered() -> None:
    assert explain(" wr008 ") == explain("WR008")
    with pytest.raises(ValueError, match=r"there is no code `WR0O8`; did you mean `WR008`"):
        explain("WR0O8")


def test_a_tail_of_complaints_is_cut_for_each_code() -> None:
    many = [Diagnostic(code=code, message=str(i)) for i in range(5) for code in ("WR003", "WR004")]
    kept = capped(many, limit=3)
    assert [(d.code, d.message) for d in kept] == [(d.code, d.message) for d in many[:6]]
    assert [d.notes for d in kept] == [(), (), (), (), *[("and 2 more like this in the file",)] * 2]
    assert capped(many[:6], limit=3) == tuple(many[:6])


def test_the_same_words_in_many_places_are_said_once() -> None:
    source = Source.from_text("x.rules", "a\n" * 6)
    same = [
        Diagnostic(code="WR003", message="m", source=source, span=Span(2 * n, 2 * n + 1)) for n in range(5)
    ]
    other = Diagnostic(code="WR003", message="m", help="h", source=source, span=Span(10, 11))
    first, last = joined([*reversed(same), other])
    assert (first.span, first.notes) == (Span(0, 1), ("the same on lines 2, 3, 4, 5",))
    assert last == other
    assert joined(same[:2]) == tuple(same[:2])
    assert joined([same[0]] * 3)[0].notes == ("the same on lines 1",)


def test_the_nearest_words_come_nearest_first() -> None:
    words = ["line manager", "team leader", "line managers", "Line Manager"]
    assert nearest("line manger", words) == ("line manager", "Line Manager", "line managers")
    assert nearest("line manager", words, limit=1) == ("Line Manager",)
    assert nearest("trustee", words) == ()
    assert nearest("", words) == nearest("a", []) == ()


def test_did_you_mean() -> None:
    assert did_you_mean("emial", ["email"]) == "did you mean `email`?"
    assert did_you_mean("bat", ["bar", "bad", "ban"]) == "did you mean `bar`, `bad` or `ban`?"
    assert did_you_mean("zzz", ["email"]) is None


def test_the_work_for_nearest_words_is_bounded() -> None:
    started = time.perf_counter()
    nearest("ab" * 50_000, ("ba" * 50_000 + str(i) for i in range(3_000)))
    assert time.perf_counter() - started < 5


@given(st.text(), st.lists(st.text()))
def test_what_is_offered_is_a_candidate_and_not_the_word(word: str, candidates: list[str]) -> None:
    offered = nearest(word, candidates)
    assert set(offered) <= set(candidates) - {word}
    assert len(offered) == len(set(offered)) <= 3


def test_quoted_words_are_safe_and_short() -> None:
    assert quoted("a\x1b[31m") == "`a<U+001B>[31m`"
    assert quoted("x" * 500, 10) == "`xxxxxxxxx…`"

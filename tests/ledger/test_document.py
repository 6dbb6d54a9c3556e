"""Splitting a document: an invented one that holds every trap of the real one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wrbc_rules.analysis.document import fingerprint, sentences_of, split_document

TEXT = (Path(__file__).parent / "allotment.txt").read_text(encoding="utf-8")
DOCUMENT = split_document(TEXT)


def sentences(clause: str) -> list[str]:
    return [each.text for each in DOCUMENT.sentences if each.clause == clause]


def test_clauses_and_sentences_are_counted() -> None:
    assert DOCUMENT.clauses == ("1.1", "1.2", "2.1", "2.2", "3.1", "3.2", "3.3", "3.4", "4.1", "4.2", "4.3")
    assert len(DOCUMENT.sentences) == 18
    assert DOCUMENT.title == "Allotment Society Rules on Bonfires"


def test_a_run_in_label_is_no_sentence_and_eg_ends_none() -> None:
    first, second, third, fourth = sentences("1.1")
    assert first == "A bonfire is any open fire on a plot."
    assert second.endswith("and many others.")
    assert third == "Smaller fires include braziers, barbecues (eg. Kelly kettles) and lanterns."
    assert fourth.startswith("In these rules")


def test_a_sentence_goes_on_over_a_blank_line() -> None:
    [only] = sentences("2.1")
    assert only.startswith("There will be times when a fire is the best way: for example, sometimes prunings")
    assert only.endswith("are better burnt than composted.")


def test_a_title_and_an_initial_end_no_sentence_and_a_full_stop_may_be_missing() -> None:
    [only] = sentences("2.2")
    assert only.endswith("the weather")
    assert sentences("4.2")[1].endswith("for any fire")


def test_a_heading_without_a_nought_and_a_number_with_a_second_stop() -> None:
    assert sentences("3.1")[0].startswith("Plot holders should not light")
    assert sentences("3.2") == sentences("4.3") == ["Plot holders should keep the same care as in 2.2."]


def test_etc_before_a_small_letter_ends_no_sentence() -> None:
    assert [each.split()[0] for each in sentences("3.4")] == ["All", "Following"]


def test_what_stands_after_the_clauses_are_facts() -> None:
    assert DOCUMENT.facts == (
        ("Dated", "May 2031"),
        ("Review", "May 2032"),
        ("Name/Position", ""),
        ("Signed", ""),
    )


def test_a_colon_within_a_clause_is_no_fact() -> None:
    assert sentences("4.1")[1] == "Plot holders must not leave a fire alone: water must stand by it."


@pytest.mark.parametrize("changed", [TEXT.replace("\n", "\r\n"), "\ufeff" + TEXT, TEXT.replace(" ", "  ")])
def test_white_space_and_line_ends_change_no_fingerprint(changed: str) -> None:
    assert [each.pin for each in split_document(changed).sentences] == [e.pin for e in DOCUMENT.sentences]


def test_a_fingerprint_is_that_of_the_text_with_single_spaces() -> None:
    assert fingerprint("  A fire.\n") == fingerprint("A fire.") == "0cf9c761"


@given(st.text(max_size=400))
def test_any_text_can_be_split(text: str) -> None:
    for sentence in split_document(text).sentences:
        assert sentence.text.strip() == sentence.text != ""


@given(st.text(alphabet="ab .Q(eg", max_size=60))
def test_no_word_of_a_clause_is_lost(text: str) -> None:
    words = text.split()
    kept = " ".join(sentences_of(text)).split()
    assert kept == words[len(words) - len(kept) :]
    assert len(words) - len(kept) <= 3

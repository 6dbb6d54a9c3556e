"""Characters that a rules file should not hold: which, where, and what to type instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wrbc_rules.diagnostics import CODES, CodePage, scan
from wrbc_rules.diagnostics.character_codes import CHARACTER_CODES
from wrbc_rules.source import Source

EVERYWHERE = {
    "\x00": "WR003",
    "\x1b": "WR003",
    "\x7f": "WR003",
    "\x9b": "WR003",
    "\u202e": "WR004",
    "\u2066": "WR004",
    "\u200f": "WR004",
    "\u061c": "WR004",
    "\u200b": "WR005",
    "\u200d": "WR005",
    "\ufeff": "WR005",
    "\u00ad": "WR005",
    "\u3164": "WR005",
    "\U000e0041": "WR005",
    "\x0b": "WR006",
    "\x0c": "WR006",
    "\x85": "WR006",
    "\u2028": "WR006",
    "\u2029": "WR006",
    "\ud83d": "WR007",
}
OUTSIDE = {
    "\ufe0f": "WR005",
    "\u00a0": "WR009",
    "\u202f": "WR009",
    "\u2007": "WR009",
    "\u3000": "WR009",
    "\u2013": "WR011",
    "\u2014": "WR011",
    "\u2011": "WR011",
    "\u2212": "WR011",
    "\u201c": "WR010",
}
INNOCENT = "a parent's wish, a parent’s wish, ‘so’ naïve Ünïcöde 漢字 שלום 👍 e\u0301 (4.7) {a time}: £5"


def found(text: str) -> list[tuple[str, int, str]]:
    """Code, line, and the very characters, of each complaint."""
    source = Source.from_text("x.rules", text)
    return [
        (d.code, source.line_of(d.span.start), source.text[d.span.start : d.span.end])
        for d in scan(source)
        if d.span
    ]


@pytest.mark.parametrize(("character", "code"), EVERYWHERE.items())
def test_what_does_not_show_is_refused_everywhere(character: str, code: str) -> None:
    for line in (f"a{character}b", f'note "a{character}b"', f"# a{character}b", f'note "a{character}b'):
        assert found(f"ok\n  {line}\nok") == [(code, 2, character)]


@pytest.mark.parametrize(("character", "code"), OUTSIDE.items())
def test_what_shows_is_refused_outside_quotes_and_comments_only(character: str, code: str) -> None:
    assert found(f"ok\n  a{character}b\nok") == [(code, 2, character)]
    assert found(f'ok\n  "q"{character}b "r" # c\nok') == [(code, 2, character)]
    assert found(f'note "a # {character}b" # {character} "\n# "{character}\nok') == []


def test_apostrophes_and_letters_of_every_script_are_welcome() -> None:
    assert found(INNOCENT) == []


@given(st.text(alphabet=st.characters(codec="utf-8", categories=["L", "Nd", "Sc"]), max_size=30))
def test_letters_and_digits_are_never_refused_unless_they_are_blank(text: str) -> None:
    blank = "\u115f\u1160\u3164\uffa0"
    assert found("".join(c for c in text if c not in blank)) == []


@given(st.text(alphabet=st.sampled_from('ab#"“”–\u00a0\t \n\u200b\x00\ud800'), max_size=40))
def test_any_text_can_be_scanned_and_each_place_is_a_complaint_once(text: str) -> None:
    places = [place for _, *place in found(text)]
    assert all(words for _, words in places)
    source = Source.from_text("x.rules", text)
    spans = [(d.code, d.span) for d in scan(source)]
    assert len(set(spans)) == len(spans)
    hidden = sum(source.text.count(c) for c in "\u200b\x00\ud800")
    assert sum(len(w) for code, _, w in found(text) if code in ("WR003", "WR005", "WR007")) == hidden


@pytest.mark.parametrize(
    ("line", "help_text"),
    [
        ("note “Ask – the # trustees.”", '`"Ask – the # trustees."`'),
        ("note „Ask“", '`"Ask"`'),
        ("note «Ask»", '`"Ask"`'),
        ('note “Ask"', '`"`'),
        ('note "Ask”', '`"`'),
        ('note "Ask” like "x"', '`"`'),
        ('note "it is “so” here" and “Ask', '`"`'),
    ],
)
def test_a_curly_quotation_is_one_complaint_that_shows_the_straight_one(line: str, help_text: str) -> None:
    (diagnostic,) = scan(Source.from_text("x.rules", line))
    assert diagnostic.code == "WR010"
    assert diagnostic.help == f"type {help_text}, with straight quotation marks"


def test_tabs_are_refused_at_the_start_of_a_line_that_says_something() -> None:
    assert found("\ta\n \t b\n") == [("WR008", 1, "\t"), ("WR008", 2, "\t")]
    assert found('\t\n\t# note\na\tb\nnote "\t"\n') == []


def test_neighbours_of_one_kind_are_one_complaint() -> None:
    assert found("a\u00a0\u00a0\u202fb\u2013\u2013\u00a0") == [
        ("WR009", 1, "\u00a0\u00a0\u202f"),
        ("WR011", 1, "\u2013\u2013"),
        ("WR009", 1, "\u00a0"),
    ]


def test_the_message_names_the_character() -> None:
    (diagnostic,) = scan(Source.from_text("x.rules", "a\u00a0b"))
    assert diagnostic.message == "this is not an ordinary space but U+00A0 (no-break space)"


def test_each_code_is_capped_with_a_count_and_hides_no_other() -> None:
    diagnostics = scan(Source.from_text("x.rules", "a\u00a0b\n" * 50 + "a\u2013b\n" * 3))
    assert [d.code for d in diagnostics] == ["WR009"] * 20 + ["WR011"] * 3
    assert diagnostics[19].notes == ("and 30 more like this in the file",)
    assert not any(d.notes for d in diagnostics[:19] + diagnostics[20:])


@pytest.mark.parametrize("page", CHARACTER_CODES, ids=lambda page: page.code)
def test_the_page_of_a_code_shows_a_mistake_that_earns_it_and_puts_it_right(page: CodePage) -> None:
    assert codes_of_bytes(page.mistake, page.code) == [page.code]
    assert codes_of_bytes(page.instead, page.code) == []


def codes_of_bytes(text: str, code: str) -> list[str]:
    """The codes that a text earns as a file, saved as UTF-16 for WR002; for WR007 it cannot be a file."""
    if code == "WR007":
        return [d.code for d in scan(Source.from_text("x.rules", text))]
    wide = code == "WR002" and text.startswith("\ufeff")
    data = text.encode("utf-16-le") if wide else text.encode("utf-8", "surrogateescape")
    source, encoding = Source.from_bytes("x.rules", data)
    return [d.code for d in (*encoding, *scan(source))]


def test_the_rows_are_in_the_table() -> None:
    assert all(CODES[page.code] is page for page in CHARACTER_CODES)

"""Drawn diagnostics: carets under the very characters, nothing that steers a terminal, no line too wide."""

import json
import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wrbc_rules.diagnostics import (
    Diagnostic,
    Label,
    Span,
    in_order,
    quoted,
    render_concise,
    render_text,
    summary,
    to_json,
)
from wrbc_rules.source import Source

RULES = Source.from_text(
    "policy/x.rules",
    'clause 4.7 "Quiet hours" [8c1f20aa]\n'
    "  staff should not contact a child or young person\n"
    "    when the local time is form 21:00 until 08:00\n"
    "    unless both\n",
)
ODD = (
    "ab \t é e\u0301\u0301漢字👍👍🏽Ａ👨\u200d👩\u200d👧❤\ufe0f\u00a0"
    "\x00\x1b\x9b\u202e\u200b\ud83d한\u1100\u1161｡"
)
WORDS = st.text(alphabet=st.sampled_from(ODD), max_size=70)
ANY = st.text(alphabet=st.characters(), max_size=40)


def at(words: str, source: Source = RULES) -> Span:
    """Where the words stand first."""
    start = source.text.index(words)
    return Span(start, start + len(words))


def complaint(span: Span | None, source: Source = RULES, **more: object) -> Diagnostic:
    """A complaint with the parts that do not matter filled in."""
    return Diagnostic(**{"code": "WR003", "message": "m", "source": source, "span": span, **more})  # type: ignore[arg-type]


def columns(text: str) -> int:
    """The columns of a printed text, reckoned apart from the code under test."""
    total = 0
    for before, character in pairwise("x" + text):
        wide = unicodedata.east_asian_width(character) in ("W", "F")
        skin = character == "🏽" and before in "👍👨👩👧"
        mark = unicodedata.category(character) == "Mn" or "\u1160" <= character <= "\u11ff"
        total += 0 if skin or mark else 2 if wide else 1
    return total


def steers(text: str) -> bool:
    """Whether printing would do more than show characters."""
    return any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in text if c != "\n")


# ---- exact frames


def test_a_frame_as_the_author_sees_it() -> None:
    drawn = render_text(
        [
            complaint(
                at("the local time is form 21:00 until 08:00"),
                message="no such phrase",
                heading='clause 4.7 "Quiet hours"',
                label='did you mean "the local time is from 21:00 until 08:00"?',
                help="phrases are used word for word as declared on line 212: the local time is from {a}",
                notes=("short",),
            )
        ]
    )
    assert drawn == (
        "error[WR003]: no such phrase\n"
        '  in clause 4.7 "Quiet hours"\n'
        "  ╭─▸ policy/x.rules:3:10\n"
        "  │\n"
        "3 │     when the local time is form 21:00 until 08:00\n"
        "  │          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        '  │          did you mean "the local time is from 21:00 until 08:00"?\n'
        "  = help: phrases are used word for word as declared on line 212: the local time\n"
        "          is from {a}\n"
        "  = note: short"
    )


def test_a_second_place_elsewhere_and_one_in_the_same_line() -> None:
    drawn = render_text(
        [
            complaint(
                at("form"),
                severity="warning",
                label="here",
                labels=(Label(at("clause"), "of this clause"), Label(at("08:00"), "and there")),
            )
        ],
        unicode=False,
    )
    assert drawn == (
        "warning[WR003]: m\n"
        "  --> policy/x.rules:3:28\n"
        "  |\n"
        '1 | clause 4.7 "Quiet hours" [8c1f20aa]\n'
        "  | ------ of this clause\n"
        "  :\n"
        "3 |     when the local time is form 21:00 until 08:00\n"
        "  |                            ^^^^ here\n"
        "  |                                             ----- and there"
    )


def test_a_span_of_several_lines_is_marked_at_both_ends() -> None:
    whole = at("staff should").cover(at("both"))
    assert render_text([complaint(Span(whole.start, whole.end + 1), label="all this")]) == (
        "error[WR003]: m\n"
        "  ╭─▸ policy/x.rules:2:3\n"
        "  │\n"
        "2 │   staff should not contact a child or young person\n"
        "  │   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "  ┆\n"
        "4 │     unless both\n"
        "  │     ^^^^^^^^^^^ all this"
    )


def test_a_long_line_is_shown_round_the_place() -> None:
    long = Source.from_text("long.rules", "word " * 1000 + "HERE" + " word" * 1000)
    assert render_text([complaint(at("HERE", long), long)], width=60) == (
        "error[WR003]: m\n"
        "  ╭─▸ long.rules:1:5001\n"
        "  │\n"
        "1 │ …rd word word word HERE word word word word word word w…\n"
        "  │                    ^^^^"
    )


def test_tabs_marks_wide_letters_and_emoji() -> None:
    odd = Source.from_text("odd.rules", "\te\u0301 漢字 👍🏽 x\u200dy HERE")
    assert render_text([complaint(at("HERE", odd), odd)]).split("\n")[3:] == [
        "1 │     e\u0301 漢字 👍🏽 x<U+200D>y HERE",
        "  │ " + " " * 25 + "^^^^",
    ]


def test_the_end_of_the_file_and_an_empty_file() -> None:
    last = render_text([complaint(Span(len(RULES.text), len(RULES.text)))])
    assert last.split("\n")[1:] == [
        "  ╭─▸ policy/x.rules:4:16",
        "  │",
        "4 │     unless both",
        "  │                ^",
    ]
    empty = Source.from_text("e", "")
    assert render_text([complaint(Span(0, 0), empty)]).split("\n")[3:] == ["1 │", "  │ ^"]


def test_without_a_span_or_a_source() -> None:
    assert render_text([complaint(None)]) == "error[WR003]: m\n  ╭─▸ policy/x.rules"
    nowhere = Diagnostic(code="WR003", message="m", help="h")
    assert render_text([nowhere]) == "error[WR003]: m\n  = help: h"
    assert render_concise([nowhere, complaint(None)]) == "WR003 m\npolicy/x.rules: WR003 m"
    assert render_text([]) == ""


@pytest.mark.parametrize(
    ("line", "start", "end", "drawn", "carets"),
    [
        ("ae\u0301\u0301b", 3, 4, "ae\u0301\u0301b", " ^"),  # a mark stands under its letter
        ("ae\u0301\u0301b", 2, 5, "ae\u0301\u0301b", " ^^"),
        ("\u0301b", 1, 2, "◌\u0301b", " ^"),
        ("a\tb", 2, 3, "a   b", "    ^"),
        ("漢Ａb", 1, 3, "漢Ａb", "  ^^^"),
        ("x" * 76, 76, 76, "…" + "x" * 74, " " * 75 + "^"),  # past the last character there must be room too
        ("x" * 75, 75, 75, "x" * 75, " " * 75 + "^"),
        ("e" + "\u0301" * 1000 + "b", 1001, 1002, "…◌" + "\u0301" * 320 + "b", "  ^"),
        ("e\u0301" * 200 + "b", 400, 401, "…" + "e\u0301" * 73 + "b", " " * 74 + "^"),
        ("ab  \n    c", 1, 9, "ab", " ^"),  # spaces and newlines left at the end by a parser
        ("a \tb", 1, 3, "a   b", " ^^^"),  # but not if there is nothing else
    ],
)
def test_the_columns_of_one_place(line: str, start: int, end: int, drawn: str, carets: str) -> None:
    source = Source.from_text("x.rules", line)
    lines = render_text([complaint(Span(start, end), source)]).split("\n")
    assert lines[3:] == [f"1 │ {drawn}", f"  │ {carets}"]


def test_places_that_touch_do_not_share_a_row() -> None:
    source = Source.from_text("x.rules", "abcde")
    touching, apart = (Label(Span(i, i + 2), "") for i in (1, 3))
    assert render_text([complaint(Span(0, 1), source, labels=(touching,))]).split("\n")[4:] == [
        "  │ ^",
        "  │  --",
    ]
    assert render_text([complaint(Span(0, 1), source, labels=(apart,))]).split("\n")[4:] == ["  │ ^  --"]


# ---- properties


@given(WORDS, WORDS, st.booleans(), st.integers(40, 120))
@example("a" * 200, "b" * 200, True, 40)
@example("\u0301\u0301", "", True, 80)
@example("漢" * 17, "", True, 40)
def test_carets_stand_under_the_very_characters(before: str, after: str, unicode: bool, width: int) -> None:
    source = Source.from_text("x.rules", f"{before}XYZZY{after}")
    drawn = render_text([complaint(at("XYZZY", source), source)], unicode=unicode, width=width).split("\n")
    line, carets = drawn[3], drawn[4]
    assert columns(line[: line.index("XYZZY")]) == carets.index("^")
    assert carets.count("^") == 5


@given(WORDS.map(lambda w: w + "x"), st.data(), st.integers(40, 90))
def test_any_spans_can_be_drawn_within_the_width(text: str, data: st.DataObject, width: int) -> None:
    source = Source.from_text("x.rules", text * 3 + "\n" + text)
    offset = st.integers(-5, len(source.text) + 5)
    spans = [Span(data.draw(offset), data.draw(offset)) for _ in range(3)]
    labels = tuple(Label(s, data.draw(WORDS)) for s in spans[1:])
    told = complaint(
        spans[0], source, label=data.draw(WORDS), labels=labels, message=text, help=text, notes=(text,)
    )
    drawn = render_text([told], width=width)
    assert all(columns(line) <= width for line in drawn.split("\n"))
    assert "^" in drawn.replace(text, "")


@given(ANY, ANY, st.booleans())
def test_nothing_from_a_file_steers_a_terminal(text: str, words: str, unicode: bool) -> None:
    source = Source.from_text(text, text + "x")
    told = Diagnostic(
        code="WR003",
        message=words,
        source=source,
        span=Span(0, 1),
        heading=words,
        label=words,
        labels=(Label(Span(0, len(text)), words),),
        help=quoted(words),
        notes=(words,),
    )
    full, concise = render_text([told], unicode=unicode), render_concise([told], unicode=unicode)
    assert not steers(full + concise + summary([told]) + quoted(words))
    assert unicode or (full + concise).isascii()
    assert "\n" not in concise
    assert not steers(str([to_json([told])[0][key] for key in ("message", "heading", "help", "label")]))


@given(WORDS, st.booleans())
def test_colours_change_nothing_but_colour(words: str, unicode: bool) -> None:
    source = Source.from_text("x.rules", words + "x\n  y")
    told = complaint(
        Span(0, 3), source, label=words, labels=(Label(Span(1, 9), "l"),), help=words, heading="h"
    )
    colored = render_text([told], color=True, unicode=unicode)
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == render_text([told], unicode=unicode)
    assert colored.startswith("\x1b[1;31merror[WR003]\x1b[0m: \x1b[1m")


@given(st.text(alphabet="ab 漢", max_size=300), st.integers(40, 60))
def test_wrapping_loses_no_word(words: str, width: int) -> None:
    drawn = render_text([Diagnostic(code="WR003", message="m", help=words)], width=width)
    assert drawn.partition("= help: ")[2].replace(" ", "").replace("\n", "") == words.replace(" ", "")


@pytest.mark.parametrize(
    "line", ["x" * 3_000_000, "\u0301" * 3_000_000, "\u00a0a" * 1_500_000], ids=["x", "mark", "nbsp"]
)
def test_a_hostile_line_is_drawn_at_once(line: str) -> None:
    source = Source.from_text("x.rules", line)
    drawn = render_text([complaint(Span(i, len(line)), source) for i in range(0, len(line), 300_000)])
    assert len(drawn) < 200_000


# ---- one line each, JSON, order, summary


def test_one_line_each() -> None:
    found = [complaint(at("form"), message="no such\nphrase"), complaint(at("clause"))]
    assert render_concise(found) == "policy/x.rules:1:1: WR003 m\npolicy/x.rules:3:28: WR003 no such phrase"


def test_json() -> None:
    told = complaint(
        at("form 21:00"), heading="h", help="a\nb", notes=("n\x1b",), labels=(Label(at("4.7"), "l"),)
    )
    (entry,) = to_json([told])
    assert json.loads(json.dumps(entry)) == {
        "file": "policy/x.rules",
        "code": "WR003",
        "severity": "error",
        "message": "m",
        "heading": "h",
        "line": 3,
        "column": 28,
        "end_line": 3,
        "end_column": 38,
        "label": "",
        "labels": [{"line": 1, "column": 8, "end_line": 1, "end_column": 11, "text": "l"}],
        "help": "a\nb",
        "notes": ["n<U+001B>"],
    }
    (nowhere,) = to_json([Diagnostic(code="WR003", message="m")])
    assert nowhere["file"] is nowhere["line"] is nowhere["end_column"] is nowhere["heading"] is None


def test_order_is_by_source_then_place_and_stable() -> None:
    other = Source.from_text("a.rules", "x")
    late, early, first = complaint(Span(9, 10)), complaint(Span(1, 2)), complaint(Span(0, 1), other)
    again = complaint(Span(9, 10), message="again")
    nowhere = Diagnostic(code="WR003", message="m")
    assert in_order([late, again, early, first, nowhere]) == (nowhere, first, early, late, again)


def test_summary() -> None:
    error, warning = complaint(None), complaint(None, severity="warning")
    assert summary([error, warning, error]) == "2 errors and 1 warning in policy/x.rules"
    assert summary([warning]) == "1 warning in policy/x.rules"
    assert summary([error, complaint(None, Source.from_text("b", ""))]) == "2 errors in 2 files"
    assert summary([], "policy/x.rules") == "no errors or warnings in policy/x.rules"
    assert summary([]) == "no errors or warnings"

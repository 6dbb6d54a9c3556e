"""Two phrases that one line could be: an oracle that writes every line of each."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wrbc_rules.elaborate.patterns import Pattern, overlap

#: The texts that stand in each blank; some begin others, and some could be put together of others.
FILLS = {"noun": ("a", "ab", "b", "bc", "c"), "time": ("a", "ca"), "number": ("b",)}
NAMES = {"{x}": "noun", "{a time}": "time", "{a number}": "number"}
PHRASES = st.lists(st.sampled_from([*NAMES, "a", "b", "c", "ab"]), min_size=1, max_size=4)


def lines(pieces: list[str]) -> set[str]:
    """Every line that a phrase can be."""
    options = [FILLS[NAMES[each]] if each in NAMES else (each,) for each in pieces]
    return {"".join(chosen) for chosen in itertools.product(*options)}


@settings(max_examples=120, deadline=None)
@given(one=PHRASES, other=PHRASES)
def test_two_phrases_meet_where_some_line_is_both(one: list[str], other: list[str]) -> None:
    both = lines(one) & lines(other)
    assert overlap(Pattern.of("".join(one)), Pattern.of("".join(other)), FILLS) is bool(both)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("{x}{x}", "abc{x}", False),  # two ways to begin, and neither goes on
        ("{x}c{x}", "ab{x}", False),
        ("{x}{x}", "abc", True),
        ("ab{x}", "{x}{x}{x}", True),
        ("{x}", "{a number}b", False),
        ("{x}c", "{a number}c", True),
        ("{x}c", "{a time}bc", True),  # the end of a blank, then the beginning of the next word
        ("{x}b", "{a time}bc", False),
    ],
)
def test_phrases_of_which_one_blank_can_hold_the_beginning_of_another(
    one: str, other: str, *, meet: bool
) -> None:
    assert overlap(Pattern.of(one), Pattern.of(other), FILLS) is meet
    assert overlap(Pattern.of(other), Pattern.of(one), FILLS) is meet


def test_a_line_of_a_hundred_words_is_told_apart_at_once() -> None:
    """Six blanks could be set among them in a thousand million ways."""
    phrase = Pattern.of("{x} and {x} and {x} and {x} and {x} and {x} or else")
    line = " and ".join("a" * 100)
    assert phrase.loose.fullmatch(line) is None
    whole = phrase.loose.fullmatch(f"{line} or else")
    assert whole is not None
    assert whole.groups() == (*"aaaaa", " and ".join("a" * 95))

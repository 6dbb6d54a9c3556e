"""Every shape of huge file under its name, and the largest file of a shape."""

from __future__ import annotations

import re

from wrbc_rules.syntax.limits import MAX_LINE, MAX_LINES, MAX_SIZE, MAX_WORDS

from . import phrases, structures
from .made import Shape

#: What long lines are filled with.
FILLINGS = (
    "x ",
    "it is late and ",
    "staff write at 9 on ",
    "a child ",
    "at 21:00 on 2017-03-03 ",
    "7 days ",
    "1.1 ",
)
SHAPES: dict[str, Shape] = {
    **{
        shape.__name__.replace("_", " "): shape
        for shape in (
            structures.nested_lists, structures.stairs, structures.conditions,
            structures.tests_in_a_line, structures.clauses, structures.clauses_alike,
            structures.sentences, structures.sentences_with_rules, structures.rules_in_a_sentence,
            structures.examples, structures.chain_of_examples,
            structures.chain_of_examples_backwards, structures.circle_of_examples,
            structures.examples_like_nothing, structures.examples_of_one_name,
            structures.lines_of_an_example, structures.outcomes_of_an_example,
            structures.background, structures.promises, structures.headers, structures.policies,
            structures.parts, structures.comments, structures.comments_in_a_clause,
            structures.blank_lines, phrases.facts, phrases.facts_alike,
            phrases.facts_that_begin_alike, phrases.nouns, phrases.nouns_within_nouns,
            phrases.nouns_by_nouns, phrases.circle_of_nouns, phrases.doubling_nouns,
            phrases.settings, phrases.wordings, phrases.wordings_in_a_line, phrases.references,
            phrases.choices, phrases.values, phrases.rules_by_rules, phrases.circle_of_rules,
            phrases.doubling_rules, phrases.blanks, phrases.blanks_that_match_in_many_ways,
            phrases.blanks_filled_with_anything, phrases.blanks_that_overlap,
            phrases.facts_with_many_nouns, phrases.near_misses, phrases.near_nouns,
            phrases.near_fields, phrases.near_references, phrases.near_examples_lines,
            phrases.mistakes, phrases.mistakes_in_a_clause, phrases.colons,
            phrases.notes_without_quotes, phrases.loose_lines, phrases.open_quotations,
            phrases.lost_words, phrases.lost_wordings, phrases.large_fact, phrases.large_noun,
            phrases.large_fact_in_examples,
        )
    },
    "brackets": structures.within_one_line("("),
    "quotation marks": structures.within_one_line('"'),
    "quoted marks": structures.within_one_line('" '),
    "braces": structures.within_one_line("{"),
    "list words": structures.within_one_line("both "),
    "hashes": structures.within_one_line("#"),
    "spaces": structures.within_one_line(" "),
    "words": structures.within_one_line("x "),
    "one word": structures.within_one_line("x"),
    "digits": structures.within_one_line("9"),
    "ands": structures.within_one_line("it is late and "),
    "apostrophes": structures.within_one_line("\u2019"),
    **{f"long conditions of {each!r}": structures.long_conditions(each) for each in FILLINGS},
    **{f"long case lines of {each!r}": structures.long_case_lines(each) for each in FILLINGS},
    "a long clause number": phrases.long_number("clause 1.", " [00000000]\n  staff must not write\n"),
    "a long sentence number": phrases.long_number("clause 1.2\n  sentence ", ' [00000000] is context "C"\n'),
    "a long part": phrases.long_number("part ", ' "P"\n'),
    "a long number": phrases.long_number('fact "so" means at least ', " members where it is staff\n"),
    "a long duration": phrases.long_number('fact "so" means backed-up-at is within ', " days after at\n"),
    "a long setting": phrases.long_number('setting "s" is a number, ', "\n"),
    "a long age": phrases.long_number('fact "so" means age by by.birth-date is under ', "\n"),
    "tabs": phrases.odd_lines("\t"),
    "lines of tabs": phrases.odd_lines("\tx\n"),
    "null bytes": phrases.odd_characters("\x00"),
    "lines of null bytes": phrases.odd_lines("\x00\n"),
    "line separators": phrases.odd_characters("\u2028"),
    "no-break spaces": phrases.odd_characters("\u00a0"),
    "curly quotation marks": phrases.odd_characters("\u201c"),
    "curly pairs": phrases.odd_characters("\u201ca\u201d "),
    "dashes": phrases.odd_characters("a\u2013"),
    "combining marks": phrases.odd_characters("e\u0301"),
    "one letter with many marks": phrases.odd_characters("\u0301"),
    "right to left": phrases.odd_characters("\u202e"),
    "carriage returns": phrases.odd_lines("x\r"),
    "vertical tabs": phrases.odd_lines("x\x0b"),
    "wide letters": phrases.odd_characters("\u6f22"),
    "ligatures": phrases.odd_characters("\ufdfa"),
}  # fmt: skip


def largest(shape: Shape) -> str:
    """About the largest file of a shape that is read."""
    low, high = 1, 2
    while high <= MAX_SIZE and _is_read(shape(high)):
        low, high = high, high * 2
    for _ in range(8):
        middle = (low + high) // 2
        low, high = (middle, high) if _is_read(shape(middle)) else (low, middle)
    return shape(low)


def _is_read(text: str) -> bool:
    """Whether a file is not too large, as far as can be told at a look."""
    words = len(re.findall(r'(?m)^ *(?:noun|act|duty|fact|setting|also|or else) |, "', text))
    too_long = len(text) > MAX_SIZE or text.count("\n") > MAX_LINES or words > MAX_WORDS
    return not (too_long or re.search(rf"[^\n]{{{MAX_LINE + 1}}}", text))

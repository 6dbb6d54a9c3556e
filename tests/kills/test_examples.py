"""Examples that are like others, and what is said where they cannot be."""

from __future__ import annotations

from datetime import datetime

import pytest

from wrbc_rules.events import Call, Message, Photo
from wrbc_rules.values import When, instant_of

from .telling import failing, told, typed, unused

CHAIN = """\
clause 1.1 [00000000]
  staff must keep a copy of it
    within 2 days after they send a message
  example "first"
    given staff send a message at 12:00 on 2017-03-03
    and they did not keep a copy of it by 13:00 on 2017-03-03
    seen at 13:00 on 2017-03-03
    then pending
  example "second" like "first"
    and it is rude
    then pending
  example "third" like "second"
    and it is kind
    seen at 14:24 on 2017-03-03
    then undetermined
  example "fourth" like "third"
    and it is late
    then undetermined

duty "keep a copy of it" means done at backed-up-at
fact "it is late" means at is before 2018-01-01
fact "it is rude" means doubts
fact "it is kind" means sender-identified
"""


def at(clock: str) -> When:
    moment = instant_of(datetime.fromisoformat(f"2017-03-03T{clock}:00+00:00"))
    return When(moment, moment)


def test_an_example_takes_the_lines_of_those_that_it_is_like() -> None:
    first, second, third, fourth = typed(CHAIN).examples
    assert [each.words for each in third.inherited] == [
        *(each.words for each in first.givens),
        *(each.words for each in second.givens),
    ]
    assert [each.words for each in third.givens] == ["it is kind"]
    assert fourth.inherited == (*third.inherited, *third.givens)
    assert [each.as_of for each in (first, second, third)] == [at("13:00"), at("13:00"), at("14:24")]
    assert failing(CHAIN) == []


def test_a_line_stands_where_it_is_written() -> None:
    again = CHAIN.replace("    and it is kind\n", "    and it is kind\n    and it is rude\n")
    made = typed(again)
    every = [given for example in made.examples for given in example.givens]
    assert all(made.source.slice(given.span) == given.words for given in every)
    assert len({given.span for given in every}) == len(every)


LIKE = """\
clause 1.1 [00000000]
  staff must not send a message
{examples}
"""
WHOLE = "    given staff send a message\n    then breach\n"


def example(name: str, like: str | None = None, lines: str = "    then breach\n") -> str:
    return f'  example "{name}"{f" like {chr(34)}{like}{chr(34)}" if like else ""}\n{lines}'


@pytest.mark.parametrize(
    ("examples", "letters"),
    [
        (
            [example("a", "b"), example("b", "c"), example("c", "a")],
            [("WR162", '"b"', '"a" and "b" and "c" are like each other')],
        ),
        ([example("a", "b"), example("b", "c"), example("c", "b")], [("WR162", '"b"', None)]),
        ([example("a"), example("b", "a")], [("WR160", '"a"', "the example does not say what happens")]),
        ([example("a", lines=WHOLE), example("b", "a", WHOLE)], []),
    ],
)
def test_examples_that_are_like_each_other(
    examples: list[str], letters: list[tuple[str, str, str | None]]
) -> None:
    found = told(LIKE.format(examples="".join(examples)))
    assert [each.code for each in found] == [code for code, _, _ in letters]
    for each, (_, _, message) in zip(found, letters, strict=True):
        assert message in (None, each.message)


def test_an_example_that_is_misspelt() -> None:
    made = [example(name, lines=WHOLE) for name in ("at nine", "at ninety", "at night")]
    [letter] = told(LIKE.format(examples="".join([*made, example("x", "at nin")])))
    assert letter == ("WR162", '"at nin"', 'no example is called "at nin"', 'did you mean "at nine"?')


def test_the_last_event_says_of_what_the_example_is() -> None:
    rules = """\
clause 1.1 [00000000]
  staff must not send a message
  example "all"
    given staff send a message at 12:00 on 2017-03-03
    then breach
  example "each" like "all"
    given staff contact a child or young person
    and the child or young person is at risk
    then breach

fact "the child or young person is at risk" means recipient.at-risk
"""
    assert told(rules) == []
    assert failing(rules) == []


SEVERAL = """\
clause 1.1 [00000000]
  (a) staff must not send a message
  (b) staff must not make a call
  example "x"
    given staff send a message
    then {ref}breach

act "make a call" means a call
"""


def test_which_of_several_rules_comes_out_so() -> None:
    assert told(SEVERAL.format(ref="1.1(a) ")) == []
    assert [each.help for each in told(SEVERAL.format(ref=""))] == ["say which: `then 1.1(a) ...`"]


def test_rules_of_one_sentence_have_labels() -> None:
    made = typed(SEVERAL.format(ref="1.1(a) "))
    assert [(each.id, each.label, each.sentence) for each in made.rules] == [
        ("1.1(a)", "(a)", 1),
        ("1.1(b)", "(b)", 1),
    ]
    bare = SEVERAL.format(ref="1.1 ").replace("(a) ", "").replace("(b) ", "")
    three = bare.replace("  example", "  staff must not contact an adult\n  example")
    assert [each.code for each in told(three)] == ["WR118"]


THINGS = """\
clause 1.1 [00000000]
  photographs must not be printed
    when it is rude
  example "printed"
    given photographs be printed
    and it is rude
    then breach
  example "there"
    given photographs
    and it is kind
    then complies
  example "called"
    given staff make a call
    then not covered

noun "photographs" means a photo where media is photograph
act "be printed" means a photo
act "make a call" means a call
fact "it is rude" means device.ownership is personal
fact "it is kind" means device.ownership is organisational
"""


def test_a_thing_may_be_what_happens() -> None:
    assert (
        told(THINGS.replace("staff make a call\n    then not covered", "photographs\n    then clear")) == []
    )
    assert [example.givens[0].event for example in typed(THINGS).examples] == [Photo, Photo, Call]


USED = """\
clause 1.1 [00000000]
  staff must not send a message
  example "x"
    given staff write home
    and they did keep a copy at 12:00 on 2017-03-03
    and they did sign it
    then breach

act "write home" means a message
duty "keep a copy" means done at backed-up-at
duty "sign it" means sender-identified
duty "read it" means doubts
"""


def test_words_that_examples_use_are_used() -> None:
    assert unused(USED) == ["duty `read it`"]
    assert [example.givens[0].event for example in typed(USED).examples] == [Message]


def test_where_a_word_is_declared() -> None:
    rules = """\
clause 1.1 [00000000]
  staff must not send a message
    when it is rude
  fact "it is rude" means doubts
"""
    clauses = {each.pattern: each.clause for each in typed(rules).definitions}
    assert (clauses["it is rude"], clauses["staff"]) == ("1.1", None)

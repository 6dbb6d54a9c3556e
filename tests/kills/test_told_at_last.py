"""What is said where a line is half right, of what is left out, and what questions there are."""

from __future__ import annotations

import pytest

from wrbc_rules.api import check_text

from .asking import HEAD, WORDS, message, repairs
from .telling import advice, told, typed

RULE = """\
clause 1.1 [00000000]
  {line}

{words}
"""
SEND = "staff must not send a message"
SO = 'fact "it is so" means doubts\n'


@pytest.mark.parametrize("line", ["it is so and it is odd", "it is odd or it is so"])
def test_two_of_which_one_is_no_fact_are_not_two_facts(line: str) -> None:
    assert advice(RULE.format(line=f"{SEND}\n    when {line}", words=SO)) == (
        f'use a declared fact word for word, or declare one: `fact "{line}" means ...`'
    )


@pytest.mark.parametrize("word", ["when", "if", "unless"])
def test_what_is_asked_in_any_part_of_a_rule_is_a_question(word: str) -> None:
    parts = {"when": "it is so", word: "it is long"}
    line = "".join(f"\n    {each} {fact}" for each, fact in parts.items())
    words = f'{SO}fact "it is long" asks the manager\n'
    assert [q.words for _, q in typed(RULE.format(line=SEND + line, words=words)).questions] == ["it is long"]


def test_a_phrase_may_begin_with_its_blank() -> None:
    words = 'fact "{somebody} wrote it" means by is {somebody}\n'
    assert told(RULE.format(line=f"{SEND}\n    when the manager wrote it", words=words)) == []


def test_what_is_done_whenever_something_happens_is_said_to_be_done() -> None:
    words = 'duty "be named" means sender-identified\n'
    rules = RULE.format(line="staff must be named\n    whenever they send a message", words=words)
    [said] = repairs(rules, message(sender_identified=False))
    assert said.startswith("it would have complied if this had been done: be named")


@pytest.mark.parametrize(
    ("number", "said"),
    [("1.3", "clause 1.2 is"), ("1.4", "clause 1.2 and 1 more are"), ("1.9", "clause 1.2 and 6 more are")],
)
def test_how_many_clauses_are_left_out(number: str, said: str) -> None:
    text = f"{HEAD}clause 1.1 [00000000]\n  {SEND}\nclause {number} [00000001]\n  {SEND}\n{WORDS}"
    _, found = check_text(text, name="test.rules")
    assert [each.message for each in found if each.code == "WR204"] == [f"{said} missing before this one"]


def test_an_act_of_somebody_named_before_may_be_misspelt() -> None:
    line = (
        f'{SEND}\n  example "x"\n    given staff send a message\n    and they sned a message\n    then breach'
    )
    [letter] = told(RULE.format(line=line, words=""))
    assert (letter.marked, letter.help) == ("sned a message", "did you mean `send a message`?")


def test_nothing_is_so_where_nothing_happens() -> None:
    words = f'{SO}duty "be kind" asks the manager\n'
    found = told(RULE.format(line="staff will be kind\n    if it is so", words=words))
    assert [(each.code, each.marked) for each in found] == [("WR121", "doubts")]

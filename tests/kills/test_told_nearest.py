"""Of several words that are nearly right the nearest is offered; and how long a line may be."""

from __future__ import annotations

import pytest

from wrbc_rules.api import check_text
from wrbc_rules.ir import Window, walk
from wrbc_rules.values import HOUR

from .asking import HEAD, WORDS
from .telling import told, typed, unused

RULE = """\
clause 1.1 [00000000]
  {line}

{words}
"""
CASE = """\
staff must not send a message
    when it is unwise
  example "x"
    given {line}
    then breach"""
NEAR = ('fact "it is unwise" means doubts\n', 'fact "it is unkind" means follows-concern\n')


@pytest.mark.parametrize("words", [NEAR, NEAR[::-1]])
@pytest.mark.parametrize(
    ("line", "meant"),
    [("it is unwis", "it is unwise"), ("it is unkin", "it is unkind")],
)
def test_the_nearest_fact(words: tuple[str, str], line: str, meant: str) -> None:
    rule = f"staff must not send a message\n    when {line}"
    [letter] = told(RULE.format(line=rule, words="".join(words)))
    assert (letter.code, letter.marked, letter.help) == ("WR110", line, f"did you mean `{meant}`?")


STUFF = 'noun "stuff" means a person where roles include trustee\n'


@pytest.mark.parametrize(("who", "meant"), [("stafff", "staff"), ("stufff", "stuff"), ("staf", "staff")])
@pytest.mark.parametrize("turned", [False, True])
def test_the_nearest_noun(who: str, meant: str, *, turned: bool) -> None:
    words = "".join((STUFF, NEAR[0]))
    line = CASE.format(line=f"{who} send a message")
    rules = f"{words}\n{RULE.format(line=line, words='')}" if turned else RULE.format(line=line, words=words)
    [letter] = told(rules)
    assert (letter.code, letter.marked, letter.help) == ("WR101", who, f"did you mean `{meant}`?")


@pytest.mark.parametrize(("length", "shown"), [(69, 69), (70, 70), (71, 67), (200, 67)])
def test_a_line_is_cut_where_it_would_fill_more_than_one(length: int, shown: int) -> None:
    fact = "q" * length
    rule = f"staff must not send a message\n    when {fact}"
    [letter] = told(RULE.format(line=rule, words=""))
    said = fact if shown == length else f"{fact[:shown]}..."
    assert letter.message == f"no such fact: `{said}`"
    assert letter.help is not None
    assert f'`fact "{said}" means ...`' in letter.help


@pytest.mark.parametrize("line", ["and staff are there until late", "and they are there until late"])
def test_a_fact_about_somebody_but_for_its_blank(line: str) -> None:
    """An act of the same beginning is nearer by its letters."""
    who = line.split()[1]
    case = CASE.format(line=f"staff send a message\n    {line}")
    words = f'fact "{who} are there until {{a time}}" means doubts\n'
    words += 'act "are there until late night" means a call\n'
    found = told(RULE.format(line=case, words=NEAR[0] + words))
    assert [(each.code, each.marked, each.message) for each in found] == [
        ("WR113", "late", "`late` is not a time")
    ]


# ---- what is used


@pytest.mark.parametrize(
    ("fact", "idle"),
    [
        ("the trustee agrees", []),
        ("it is agreed with every trustee", []),
        ("it is agreed", ["noun `the trustee`"]),
    ],
)
def test_a_noun_may_be_spoken_of_inside_a_phrase(fact: str, idle: list[str]) -> None:
    rule = f"staff must not send a message\n    when {fact}"
    words = f'fact "{fact}" means doubts\nnoun "the trustee" means a person where roles include trustee\n'
    assert unused(RULE.format(line=rule, words=words)) == idle


@pytest.mark.parametrize(("or_what", "codes"), [("bigger", ["WR201", "WR202"]), ("later", ["WR201"])])
def test_a_hidden_or_is_seen_where_there_is_no_noun(or_what: str, codes: list[str]) -> None:
    clause = 'clause 1.1 [00000000] is context "All is well."\n'
    text = f'{HEAD}{clause}\nfact "it is smaller or {or_what}" means doubts\n'
    assert [each.code for each in check_text(text, name="test.rules")[1]] == codes


@pytest.mark.parametrize(
    ("meaning", "marked"),
    [
        ("a mesage", ["mesage"]),
        ("a message where doubt", ["doubt"]),
        ("a message at backd-up-at", ["backd-up-at"]),
        ("a message where doubts", []),
    ],
)
def test_an_act_that_nothing_uses_is_looked_at_all_the_same(meaning: str, marked: list[str]) -> None:
    words = f'act "dance" means {meaning}\n'
    found = told(RULE.format(line="staff must not send a message", words=words))
    assert [each.marked for each in found] == marked


def test_a_period_whose_blank_is_not_among_the_words() -> None:
    rule = "the manager will review it\n    at least every year"
    words = 'duty "review it" in a review-period where subject is {a thing} means done at reviewed-at\n'
    found = told(RULE.format(line=rule, words=words))
    assert [(each.code, each.marked) for each in found] == [("WR128", "{a thing}")]


# ---- things


@pytest.mark.parametrize(
    ("noun", "act", "event"),
    [
        ("a contact", "a message", "Message"),
        ("a message", "a contact", "Message"),
        ("a call", "a call", "Call"),
    ],
)
def test_the_narrower_of_a_thing_and_its_act_is_judged(noun: str, act: str, event: str) -> None:
    rule = "late talks must not be about work"
    words = f'noun "late talks" means {noun} where sender-identified\nact "be about work" means {act}\n'
    [made] = typed(RULE.format(line=rule, words=NEAR[0] + words)).rules
    assert made.event is not None
    assert made.event.__name__ == event


def test_a_rule_about_a_thing_with_an_act_of_another_sort() -> None:
    rule = "late talks must not be about work"
    words = 'noun "late talks" means a call where sender-identified\nact "be about work" means a message\n'
    [letter] = told(RULE.format(line=rule, words=words))
    assert letter[:3] == ("WR115", "be about work", "`late talks` is a call, and this act is a message")
    assert letter.help == "use an act that means a call"


# ---- lines without a rule


@pytest.mark.parametrize("line", ["never dance", "shall not dance at all", "ought to dance"])
def test_a_line_that_begins_with_its_verb_has_no_subject(line: str) -> None:
    [letter] = told(RULE.format(line=line, words=""))
    assert letter.code in ("WR101", "WR102")
    assert "is not the verb of a rule" not in letter.message


def test_the_rules_that_there_are_in_their_order() -> None:
    words = "clause 1.0 [00000001]\n  staff must not send a message\n"
    rule = "staff must not send a message\n    when 7.77 is breached"
    letters = told(RULE.format(line=rule, words=words))
    assert [each.help for each in letters if each.code == "WR130"] == ["there are 1.0, 1.1"]


def test_a_blank_of_the_words_may_stand_twice_in_the_meaning() -> None:
    fact = 'fact "it is not {a time}"\n'
    fact += "  means at is from {a time} until 23:00 or at is from 01:00 until {a time}\n"
    rule = "staff must not send a message\n    when it is not 21:00"
    [made] = typed(RULE.format(line=rule, words=fact)).rules
    hours = [
        (getattr(each.start, "value", None), getattr(each.end, "value", None))
        for each in walk(made.kept)
        if isinstance(each, Window)
    ]
    assert hours == [(21 * HOUR, 23 * HOUR), (HOUR, 21 * HOUR)]


def test_of_a_phrase_of_two_kinds_the_first_is_pointed_at() -> None:
    words = 'act "be rude" means a message\nduty "be rude" means doubts\n'
    rule = f"{RULE.format(line='staff must not send a message', words='')}    when be rude\n"
    rule = rule.replace("message\n\n\n", "message\n")
    _, found = check_text(f"{HEAD}{rule}\n{words}{WORDS}", name="test.rules")
    [letter] = [each for each in found if each.code == "WR112"]
    assert letter.source is not None
    [label] = letter.labels
    assert letter.source.text[: label.span.start].endswith("\nact ")

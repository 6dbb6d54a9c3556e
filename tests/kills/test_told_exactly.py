"""What exactly is said, and of which of several places."""

from __future__ import annotations

from datetime import date

import pytest

from wrbc_rules import policy_from_text
from wrbc_rules.api import check_text
from wrbc_rules.elaborate.values import clock_time

from .asking import HEAD, UNWISE, WORDS, decided, message
from .telling import advice, told, typed, unused

RULE = """\
clause 1.1 [00000000]
  {line}

{words}
"""
SEND = "staff must not send a message"
DOUBTS = 'fact "it is so" means doubts\n'


def test_the_fields_that_there_are_in_the_order_of_the_alphabet() -> None:
    found = advice(UNWISE.format(tests="xyzzy is yes"))
    assert found is not None
    fields = found.removeprefix("it has ").split(", ")
    assert len(fields) > 9
    assert fields == sorted(fields)


@pytest.mark.parametrize(
    ("tests", "meant"),
    [
        ("channel.kind is callt", "call"),
        ("channel.kind is chatl", "chat"),
        ('"the readin" is "plain"', '"the reading"'),
        ('"the reading roo" is "plain"', '"the reading room"'),
    ],
)
def test_of_two_that_are_near_the_nearest(tests: str, meant: str) -> None:
    settings = "".join(
        f'setting "the reading{each}" is a choice of "strict" or "plain", not set\n' for each in ("", " room")
    )
    told = advice(UNWISE.format(tests=tests) + settings)
    assert told is not None
    assert told.split("? It is one of ")[0].removesuffix("?") == f"did you mean `{meant}`"


def test_the_nearest_sort_of_thing() -> None:
    words = 'noun "late talks" means a {} where doubts\n'
    assert advice(RULE.format(line=SEND, words=words.format("recor-request"))) == (
        "did you mean `record-request`?"
    )
    assert advice(RULE.format(line=SEND, words=words.format("reviewperiod"))) == (
        "did you mean `review-period`?"
    )


def test_the_opposite_has_the_blanks_of_the_phrase() -> None:
    fact = 'fact "it is before {a time}"\n  or else "it is late"\n  means at is from 08:00 until {a time}\n'
    assert [(each.code, each.marked) for each in told(RULE.format(line=SEND, words=fact))] == [
        ("WR128", '"it is late"')
    ]


def test_who_does_again_and_again_what_is_to_be_done_is_used() -> None:
    words = 'noun "reviewers" means a person where roles include trustee\n'
    duty = 'duty "review it" in a review-period where subject is policy means done at reviewed-at\n'
    line = "reviewers will review it\n    at least every year"
    assert unused(RULE.format(line=line, words=words + duty)) == []


def test_an_act_may_hold_an_or() -> None:
    assert (
        told(RULE.format(line="staff must not sing or dance", words='act "sing or dance" means a call\n'))
        == []
    )


def test_a_noun_within_a_noun_hides_no_or() -> None:
    words = 'noun "a child" means a person where category is adult\n'
    words += 'fact "it is of a child or young person" means doubts\n'
    line = f"{SEND}\n    when it is of a child or young person\n    if it is of a child"
    found = told(RULE.format(line=line, words=f'{words}fact "it is of a child" means follows-concern\n'))
    assert found == []


def test_the_first_of_two_answers_is_marked() -> None:
    line = f"{SEND}\n    answers 1.2\n    answers 1.1"
    rules = RULE.format(line=line, words=f"clause 1.2 [00000001]\n  {SEND}\n")
    assert [(each.code, each.marked) for each in told(rules)] == [("WR117", "1.2")]


def test_nouns_in_a_circle_are_told_once() -> None:
    words = 'noun "a" means a person where it is "b"\nnoun "b" means a person where it is "a"\n'
    [letter] = told(RULE.format(line=SEND, words=words))
    assert (letter.code, letter.message) == ("WR131", "`a` is defined by itself")
    words = 'noun "a"\n  also "an a"\n  means a person where it is "a"\n'
    [letter] = told(RULE.format(line=SEND, words=words))
    assert letter.message == "`a` is defined by itself"


def test_the_first_of_two_rules_is_marked_where_there_should_be_none() -> None:
    line = f'  sentence 1 [00000000] is context "x"\n    (a) {SEND}\n    (b) staff must not dance\n'
    words = f'act "dance" means a message\n{WORDS}'
    _, found = check_text(f"{HEAD}clause 1.1\n{line}\n{words}", name="test.rules")
    [letter] = [each for each in found if each.code == "WR135"]
    assert letter.source is not None
    assert [letter.source.text[each.span.start : each.span.end] for each in letter.labels] == [SEND]


def test_a_fact_that_nothing_uses_is_not_done() -> None:
    words = 'fact "it is so" means done at backed-up-at\n'
    assert [each.code for each in told(RULE.format(line=SEND, words=words))] == ["WR127"]


def test_examples_in_a_circle_are_told_of_nothing_else() -> None:
    line = f"""{SEND}
  example "one" like "two"
    and it is sso
    then breach
  example "two" like "one"
    then breach"""
    assert [each.code for each in told(RULE.format(line=line, words=DOUBTS))] == ["WR162"]


def test_an_example_like_one_whose_name_is_two_words_and_whose_lines_cannot_be_read() -> None:
    line = f"""{SEND}
  exampel "at nine"
    given staff send a message
    then breach
  example "at ten" like "at nine"
    then breach"""
    assert [each.code for each in told(RULE.format(line=line, words=""))] == ["WR021"]


def test_how_an_act_with_a_moment_of_its_own_is_done_matters() -> None:
    words = 'act "ask for advice" means a message at advice-sought-at where doubts\n'
    rules = RULE.format(line="staff must not ask for advice", words=words)
    for doubts, outcome in ((True, "breach"), (False, "not_covered")):
        event = message(advice_sought_at="2017-03-03T12:00:00+00:00", doubts=doubts)
        [finding] = decided(rules, event).all_findings
        assert finding.outcome.value == outcome


@pytest.mark.parametrize(("noun", "act"), [("contact", "message"), ("message", "contact")])
def test_the_narrower_of_a_thing_and_its_act_happens(noun: str, act: str) -> None:
    line = """late talks must not be about work
  example "x"
    given late talks be about work at 12:00 on 2017-03-03
    then breach"""
    words = f'noun "late talks" means a {noun} where sender-identified\nact "be about work" means a {act}\n'
    [example] = typed(RULE.format(line=line, words=words)).examples
    assert example.givens[0].event is not None
    assert example.givens[0].event.__name__ == "Message"


def test_only_a_permission_is_marked_as_one() -> None:
    rules = RULE.format(
        line=SEND, words="clause 1.2 [00000001]\n  it is appropriate for staff to send a message\n"
    )
    found = decided(rules, message()).all_findings
    assert [(each.rule, each.permission) for each in found] == [("1.1", False), ("1.2", True)]


@pytest.mark.parametrize("line", ["review due by 2017-07-31", ""])
def test_the_day_of_review(line: str) -> None:
    head = HEAD.rstrip() + f"\n  {line}\n\n"
    made = policy_from_text(head + RULE.format(line=SEND, words="") + WORDS).typed
    assert made.review_due == (date(2017, 7, 31) if line else None)


COPY = 'duty "keep a copy" means done at backed-up-at\n'


def test_an_act_of_one_letter_sets_a_duty_off() -> None:
    line = "staff must keep a copy\n    before an adult x"
    assert told(RULE.format(line=line, words=COPY + 'act "x" means a message\n')) == []
    assert [each.code for each in told(RULE.format(line=line[:-2], words=COPY))] == ["WR116"]


def test_a_duty_of_another_sort_of_event_is_not_done_about_this_one() -> None:
    line = "staff must review it\n    within 2 days after they send a message"
    duty = 'duty "review it" in a review-period where subject is policy means done at reviewed-at\n'
    assert [(each.code, each.marked) for each in told(RULE.format(line=line, words=duty))] == [
        ("WR115", "review it")
    ]


def test_of_a_setting_that_stands_twice_the_first_counts() -> None:
    settings = 'setting "it" is a number, 3\nsetting "it" is a number, soon\n'
    assert [each.code for each in told(RULE.format(line=SEND, words=settings))] == ["WR129"]


@pytest.mark.parametrize("fact", ["the board agrees", "it is agreed with every trustee"])
def test_a_noun_may_be_spoken_of_under_another_name(fact: str) -> None:
    noun = 'noun "the trustee"\n  also "the board"\n  means a person where roles include trustee\n'
    words = f'fact "{fact}" means doubts\n{noun}'
    assert unused(RULE.format(line=f"{SEND}\n    when {fact}", words=words)) == []


def test_of_an_example_that_cannot_be_read_nothing_else_is_said() -> None:
    line = f"""(a) {SEND}
  (b) {SEND}
  example "x"
    givn staff send a message
    then breach"""
    assert [each.code for each in told(RULE.format(line=line, words=""))] == ["WR021"]


def test_a_duty_of_those_who_cannot_be_read_is_looked_up_and_no_more() -> None:
    words = 'noun "photographs" means a photo where\nduty "be kind" means doubts\n'
    rules = RULE.format(line="photographs must be kind", words=words)
    assert [each.code for each in told(rules)] == ["WR024"]
    assert [each.code for each in told(rules.replace("be kind\n", "be knd\n"))] == ["WR024", "WR110"]


def test_the_first_sentence_of_a_clause_without_numbers_may_be_named() -> None:
    words = 'fact "it is so"\n  see {}\n  means doubts\n'
    for ref, codes in (("1.1", []), ("1.1 s1", []), ("1.1 s2", ["WR130"])):
        found = told(RULE.format(line=SEND, words=words.format(ref)))
        assert [each.code for each in found] == codes


LIMIT = 'recipient.contacts in 7 days is over "the limit"'


@pytest.mark.parametrize(
    ("tests", "reading", "stands"),
    [
        ('"the reading" is "plain"', "not set", True),
        ('"the reading" is "plain"', '"plain"', False),
        (LIMIT, "not set", True),
        (f'{LIMIT} or "the reading" is "plain"', "not set", True),
        (f'{LIMIT} or "the reading" is "plain"', '"strict"', False),
        (f"{LIMIT} or doubts", "not set", False),
        (LIMIT.replace("over", "at least"), "not set", True),
        (LIMIT.replace("over", "under"), "not set", True),
        (LIMIT.replace("over", "at most"), "not set", True),
        ('"the reading" is "plain" or doubts', "not set", False),
    ],
)
def test_a_rule_waits_where_all_of_its_tests_wait_for_settings(
    tests: str, reading: str, *, stands: bool
) -> None:
    settings = f'setting "the reading" is a choice of "strict" or "plain", {reading}\n'
    settings += 'setting "the limit" is a number, not set\n'
    rules = UNWISE.format(tests=tests).replace("send a message", "contact an adult")
    [rule] = typed(rules + settings).rules
    assert rule.stands is stands


@pytest.mark.parametrize("text", ["ab:30", "12:cd", "1x:30", "12:3x", "1230", "12:300", "", ":", "--:--"])
def test_what_is_no_time_of_day(text: str) -> None:
    assert clock_time(text) is None


def test_a_line_of_an_example_is_told_as_what_it_is_nearest_to() -> None:
    words = 'fact "they are unwise" means doubts\nact "are unwell" means a call\n'
    line = f'{SEND}\n  example "x"\n    given staff send a message\n    and they are unwis\n    then breach'
    for turned in (words, "".join(reversed(words.splitlines(keepends=True)))):
        assert [each.marked for each in told(RULE.format(line=line, words=turned))] == ["they are unwis"]


@pytest.mark.parametrize(("who", "meant"), [("stafff", "staff"), ("stufff", "stuff")])
def test_the_nearest_noun_in_a_blank(who: str, meant: str) -> None:
    words = 'noun "stuff" means a person where roles include trustee\n'
    assert (
        advice(RULE.format(line=f"staff must not contact {who}", words=words)) == f"did you mean `{meant}`?"
    )


def test_a_word_in_a_wrong_place_is_looked_at_all_the_same() -> None:
    words = 'act "dance" means a message where doubt\n'
    found = told(RULE.format(line=f"{SEND}\n    when dance", words=words))
    assert [(each.code, each.marked) for each in found] == [("WR112", "dance"), ("WR121", "doubt")]

"""What the typed policy holds of a file: lines of examples, the ledger, what refers to what."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from wrbc_rules.backends.interpreter.decide import scene_of
from wrbc_rules.backends.interpreter.evaluate import truth
from wrbc_rules.ir import Given, GivenKind, Path, Phrase, Window, walk
from wrbc_rules.values import NEVER, When, instant_of

from .asking import message, policy
from .telling import failing, told, typed

CASE = """\
clause 1.1 [00000000]
  staff must keep a copy of it
    within 2 days after they send a message
  example "x"
    given staff send a message at 12:00 on 2017-03-03
    {line}
    then undetermined
clause 1.2 [00000000]
  staff must store it
    within 2 days after they send a message
clause 1.3 [00000000]
  staff must be named
    whenever they send a message

duty "keep a copy of it" means done at backed-up-at
duty "store it" means done at the later of backed-up-at and advice-sought-at
duty "be named" means sender-identified
fact "it is late" means doubts
"""
NOON = instant_of(datetime.fromisoformat("2017-03-03T12:00:00+00:00"))
COPY, ADVICE = Path("event", ("backed_up_at",)), Path("event", ("advice_sought_at",))


def given(line: str) -> Given:
    """The last line of the example."""
    [example] = typed(CASE.format(line=line)).examples
    return example.givens[-1]


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("and they did keep a copy of it at 12:00 on 2017-03-03", When(NOON, NOON)),
        ("and they did not keep a copy of it", NEVER),
        ("and they did not keep a copy of it at 12:00 on 2017-03-03", NEVER),
        ("and they did not keep a copy of it by 12:00 on 2017-03-03", When(NOON + 1, NEVER.latest)),
    ],
)
def test_when_something_was_done(line: str, at: When) -> None:
    made = given(line)
    assert (made.kind, made.at, made.moment) == (GivenKind.DONE, at, (COPY,))


@pytest.mark.parametrize(
    ("duty", "moment"), [("keep a copy of it", (COPY,)), ("store it", (COPY, ADVICE)), ("be named", ())]
)
def test_what_is_not_known_to_be_done(duty: str, moment: tuple[Path, ...]) -> None:
    made = given(f"not known whether they did {duty}")
    assert (made.kind, made.moment) == (GivenKind.UNKNOWN, moment)


def test_a_fact_that_is_not_known() -> None:
    made = given("not known whether it is late")
    assert (made.kind, made.words, made.at, made.moment) == (GivenKind.UNKNOWN, "it is late", None, ())
    assert isinstance(made.test, Phrase)


NAMED = """\
clause 1.1 [00000000]
  staff must be named
    whenever they send a message
  example "named"
    given staff send a message at 12:00 on 2017-03-03
    and they did be named
    then complies
  example "not named" like "named"
    and they did not be named
    then breach
  example "nobody knows" like "named"
    not known whether they did be named
    then undetermined
  example "still nobody knows" like "nobody knows"
    given staff send a message at 13:00 on 2017-03-03
    then undetermined

duty "be named" means sender-identified
"""


def test_what_is_said_last_counts() -> None:
    assert failing(NAMED) == []
    turned = NAMED.replace("then breach", "then complies").replace("then undetermined", "then complies")
    assert failing(turned) == ["not named", "nobody knows", "still nobody knows"]


NIGHT = """\
clause 1.1 [00000000]
  staff must not send a message
    when it is late
  example "day"
    given staff send a message at 12:00 on 2017-03-03
    then complies
  example "night" like "day"
    given staff send a message at 23:00 on 2017-03-03
    then breach

fact "it is late" means at is from 21:00 until 08:00
"""


def test_the_last_line_that_says_what_happens_counts() -> None:
    assert failing(NIGHT) == []


def test_when_an_example_is_looked_at() -> None:
    rules = CASE.format(line="and they did not keep a copy of it by 12:00 on 2017-03-03").replace(
        "then undetermined", "seen at 12:00 on 2017-03-03\n    then 1.1 pending"
    )
    [example] = typed(rules).examples
    assert example.as_of == When(NOON, NOON)
    assert failing(rules) == []


# ---- the ledger

LEDGER = """\
clause 1.1 "Messages" [0123abcd]
  reading "It is about messages."
  note "It is short."
  staff must not send a message
clause 1.2 "More"
  sentence 2 [00000002] restates 1.1 "It says it again."
  sentence 3 [00000003] is a principle "To be kind."
"""


def test_what_each_sentence_is() -> None:
    messages, more = typed(LEDGER).clauses
    [first] = messages.sentences
    assert (first.number, first.pin) == (1, "0123abcd")
    assert (first.readings, first.notes) == (("It is about messages.",), ("It is short.",))
    assert (first.entry.kind, first.entry.words) == ("rule", "staff must not send a message")
    second, third = more.sentences
    assert (second.number, second.entry.kind, second.entry.words) == (2, "restates", "It says it again.")
    assert second.entry.restates == "1.1"
    assert (third.number, third.entry.kind, third.entry.restates) == (3, "a principle", None)


def test_the_head_says_whose_policy_it_is() -> None:
    made = typed(LEDGER)
    assert (made.name, made.edition, made.organisation) == ("Test", "1", "Test")


# ---- what refers to what

REFERS = """\
clause 1.1 [00000000]
  staff must not send a message
    when it is so
clause 1.2 [00000000]
  staff must not send a message
    when both
      either
        1.1 is breached
        it is so
      it is so
    unless 1.1 is excused

fact "it is so" means doubts
"""


def test_the_rules_that_conditions_name() -> None:
    _, second = typed(REFERS).rules
    assert second.refers == ("1.1",)
    listed = REFERS.replace("    unless 1.1 is excused\n", "")
    assert typed(listed).rules[1].refers == ("1.1",)


@pytest.mark.parametrize("day", range(7))
def test_the_nights_of_a_week(day: int) -> None:
    days = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
    rules = f"""\
clause 1.1 [00000000]
  staff must not send a message
    when it is late

fact "it is late" means at is from 21:00 until 08:00 on the nights of {days[day]} and Friday
"""
    [rule] = typed(rules).rules
    assert [each.nights for each in walk(rule.kept) if isinstance(each, Window)] == [frozenset({day, 4})]


# ---- what could not be read is said once

UNREAD = """\
clause 1.1 [0000]
  (a) staff must not send a message
  example "x"
    given staff send a message at 12:00 on 2017-03-03
    then breach
clause 1.2 [00000000]
  staff must not send a message
    unless {ref} is breached
"""


@pytest.mark.parametrize("ref", ["1.1", "1.1(a)", "1.1 s2"])
def test_a_clause_that_could_not_be_read_is_there(ref: str) -> None:
    assert [letter.code for letter in told(UNREAD.format(ref=ref))] == ["WR020"]


LIKE_UNREAD = """\
clause 1.1 [00000000]
  staff must not send a message
  example "x" lik "y"
    given staff send a message at 12:00 on 2017-03-03
    then breach
  example "z" like "x"
    given staff send a message at 13:00 on 2017-03-03
    then breach
"""


def test_an_example_that_could_not_be_read_is_there() -> None:
    assert "WR162" not in [letter.code for letter in told(LIKE_UNREAD)]


DEED = """\
clause 1.1 [00000000]
  staff must keep a copy of it
    within 2 hours after they send a message
  example "x"
    given staff send a message at 12:00 on 2017-03-03
    and {line}
    then breach

duty "keep a copy of it" means done at backed-up-at{where}
"""
DONE, NOT_DONE, PERSONAL = (
    {"backed_up_at": "2017-03-03T13:00:00+00:00", "account": {"ownership": "organisational"}},
    {"backed_up_at": "never", "account": {"ownership": "organisational"}},
    {"backed_up_at": "2017-03-03T13:00:00+00:00", "account": {"ownership": "personal"}},
)


@pytest.mark.parametrize(
    ("line", "facts", "holds"),
    [
        ("they did keep a copy of it at 13:00 on 2017-03-03", DONE, True),
        ("they did keep a copy of it at 13:00 on 2017-03-03", PERSONAL, False),
        ("they did not keep a copy of it", DONE, False),
        ("they did not keep a copy of it", NOT_DONE, True),
        ("they did not keep a copy of it", PERSONAL, False),  # it was done, if not as it should be
    ],
)
def test_what_a_line_states_of_a_duty(line: str, facts: dict[str, Any], holds: bool) -> None:
    rules = DEED.format(line=line, where=" where account.ownership is organisational")
    [example] = typed(rules).examples
    asked = policy(rules)
    scene = scene_of(asked.typed, asked.read_event(message(**facts)), None)
    assert truth(example.givens[1].test, scene) is holds

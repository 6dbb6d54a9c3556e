"""What is said of formal meanings, of the head, and of words that are nearly right."""

from __future__ import annotations

import pytest

from .asking import HEAD
from .telling import advice, told

MEANS = """\
clause 1.1 [00000000]
  staff must not {act}
    when it is unwise

fact "it is unwise" means {tests}
"""
TIMES = "name a time: `at`, `backed-up-at`, `advice-sought-at`"
HERS = ", `recipient.noticed-at`, `recipient.informed-at`, `recipient.recorded-at`"
EACH, ALL = "contact a child or young person", "send a message"
PARTS = "has fields of its own, so one of them is named"


@pytest.mark.parametrize(
    ("tests", "marked", "message", "advised"),
    [
        ("by.birth-date", "by.birth-date", "is a date, so it takes `age by`",
         "write `age by by.birth-date is under 18`"),
        ("account", "account", PARTS, "write `account.` and the name of the field"),
        ("account is any of a, b", "account", PARTS, "write `account.` and the name of the field"),
        ("channel include text", "channel", PARTS, "write `channel.` and the name of the field"),
        ("judgements", "judgements", "holds answers, so it cannot be tested",
         "ask for the answer with `asks ...`"),
        ("at", "at", "is a time, so it is tested against another",
         "write `at is before ...` or `at is from ...`"),
        ("at is yes", "at", "is a time, so it is tested against another",
         "write `at is before ...` or `at is from ...`"),
        ("recipients", "recipients", "is a list, so it takes `some`, `every`, `no` or a number",
         "write `some recipients where ...`"),
        ("recipient.contacts", "recipient.contacts", "is a count, so it takes `in` and a period",
         "write `recipient.contacts in 7 days is over 3`"),
        ("by.roles", "by.roles", "holds several words, so it takes `include`",
         "write `by.roles include employee`"),
        ("by.roles is any of trustee, employee", "by.roles", "holds several words, so it takes `include`",
         "write `by.roles include trustee`"),
        ("purpose", "purpose", "is words, so it takes `is` and words in quotes",
         'write `purpose is "..."`'),
        ("channel.kind", "channel.kind", "is one of a few words, so it takes `is`",
         "write `channel.kind is website`"),
        ("doubts is yes", "doubts", "is true or false, so it stands alone or after `not`",
         "write `doubts` or `not doubts`"),
        ("purpose is from 21:00 until 08:00", "purpose", "is not a time", TIMES + HERS),
        ("doubts is before at", "doubts", "is not a time", TIMES + HERS),
        ("backed-up-at is within 2 days after doubts", "doubts", "is not a time", TIMES + HERS),
        ("doubts is within 2 days after at", "doubts", "is not a time", TIMES + HERS),
        ("age by at is under 18", "at", "is not a date", None),
        ("recipient.at-risk in 7 days is over 3", "recipient.at-risk", "is not a count",
         "name a count: `recipient.contacts`"),
        ("some account where at-risk", "account", "is not a list", "name a list: `recipients`"),
    ],
)  # fmt: skip
def test_a_field_of_another_sort(tests: str, marked: str, message: str, advised: str | None) -> None:
    assert told(MEANS.format(tests=tests, act=EACH)) == [("WR122", marked, f"`{marked}` {message}", advised)]


def test_only_the_fields_of_what_it_is_about_are_named() -> None:
    assert advice(MEANS.format(tests="doubts is before at", act=ALL)) == TIMES


def test_whom_it_is_done_to_may_be_misspelt() -> None:
    assert advice(MEANS.format(tests="recipien.at-risk", act=EACH)) == "did you mean `recipient`?"


NOUNS = """\
noun "the trustee" means a person where roles include trustee
noun "the trustees" means a person where roles include any of trustee, employee
setting "the day" is a date, not set
setting "the days" is a number, 3
"""


@pytest.mark.parametrize(
    ("tests", "advised"),
    [
        ('by is "the trusteee"', "did you mean `the trustee`?"),
        ('by is "nobody at all"', 'declare it: `noun "nobody at all" means a ...`'),
        ('account is "staff"', "name a noun that means an account where ..."),
        ("by.category is adut", "did you mean `adult`?"),
        ("by.category is child", "it is one of child-or-young-person, young-adult, adult"),
        ("by.roles include truste", "did you mean `trustee`?"),
        ("by.roles include any of trustee, employe", "did you mean `employee`?"),
        ("at is before 2017-02-30", "write a day of the calendar, like 2017-03-03"),
        ('at is before "the dayy"', 'did you mean `"the day"`?'),
        ("recipient.contacts in 1 month is over 3", "write it in days or weeks"),
        ("at is from 21:00 until 21:00", "give it two different times"),
    ],
)
def test_a_word_that_does_not_fit(tests: str, advised: str) -> None:
    told = advice(MEANS.format(tests=tests, act=EACH) + NOUNS)
    assert (told or "").split(" It is one of ")[0] == advised


EVENTS = (
    "message, call, friend-request-accepted, number-shared, photo, group-state, review-period, "
    "record-request, post, concern-followed-up"
)


@pytest.mark.parametrize(
    ("act", "advised"),
    [
        ("a message for each recipients", "did you mean `recipient`?"),
        ("a photo for each subject", "it has lists of person"),
        ("a record-request for each person", "it has lists of nothing"),
        ("a mesage", "did you mean `message`?"),
        ("a person", f"write one of {EVENTS}"),
    ],
)  # fmt: skip
def test_an_act_that_nothing_is(act: str, advised: str) -> None:
    rules = f'clause 1.1 [00000000]\n  staff must not do it\n\nact "do it" means {act}\n'
    assert advice(rules) == advised


@pytest.mark.parametrize(
    ("zone", "advised"),
    [
        ("Europ/London", "did you mean `Europe/London`?"),
        ("Londno", "did you mean `Europe/London`?"),
        ("Istanbul", "did you mean `Asia/Istanbul`?"),
        ("Nicosia", "did you mean `Asia/Nicosia`?"),
        ("Knox", "did you mean `America/Indiana/Knox`?"),
        ("Asia/Sydney", "did you mean `Australia/Sydney`?"),
        ("BST", "write one like `Europe/London`"),
        ("Nowhere/Atall", "write one like `Europe/London`"),
    ],
)
def test_a_time_zone_that_is_not_there(zone: str, advised: str) -> None:
    rules = "clause 1.1 [00000000]\n  staff must not send a message\n"
    assert advice(rules, HEAD.replace("Europe/London", zone)) == advised

"""What would put a finding right: the smallest changes of what could be otherwise."""

from __future__ import annotations

from typing import Any

import pytest

from .asking import MIA, NIGHT, changed, decided, message, only, repairs, to

UNWISE = """\
clause 1.1 [00000000]
  staff must not send a message
    when it is unwise

fact "it is unwise"
  or else "it is wise"
  means {tests}
"""
FIVE = (
    "account.ownership is personal",
    "account.agreed",
    "account.purpose-built",
    "account.for-group",
    "sender-identified",
)
ALL_PERSONAL = {"ownership": "personal", "agreed": True, "purpose_built": True, "for_group": True}


def unwise(tests: str, event: dict[str, Any], as_of: str | None = None) -> list[list[tuple[str, Any, Any]]]:
    return changed(UNWISE.format(tests=tests), event, as_of)


@pytest.mark.parametrize(
    ("tests", "facts", "changes"),
    [
        ("account.agreed", {"account": {"agreed": True}}, [[("account.agreed", True, False)]]),
        ("account.agreed", {}, [[("account.agreed", None, False)]]),
        ("not account.agreed", {"account": {"agreed": False}}, [[("account.agreed", False, True)]]),
        ("account.ownership is personal", {"account": {"ownership": "personal"}},
         [[("account.ownership", "personal", "organisational")]]),
        ("account.ownership is organisational", {},
         [[("account.ownership", None, "personal")]]),
        # only the first value that works of one field
        ("channel.kind is website", {"channel": {"kind": "website"}}, [[("channel.kind", "website", "app")]]),
        ("channel.kind is none of email, in-person", {"channel": {"kind": "text"}},
         [[("channel.kind", "text", "email")]]),
        ('purpose is not "homework"', {"purpose": "gossip"}, [[("purpose", "gossip", "homework")]]),
        # nothing in the rule names another purpose to try
        ('purpose is "homework"', {"purpose": "homework"}, []),
        ("channel.kind is not in-person", {"channel": {"kind": "text"}},
         [[("channel.kind", "text", "in_person")]]),
        # of many words the first of the alphabet
        ('purpose is none of "h", "g", "f", "e", "d", "c", "b", "a"', {"purpose": "z"},
         [[("purpose", "z", "a")]]),
        # how many there are, and how often, is not to be changed
        ("over 2 recipients where at-risk", {"recipients": [{"at_risk": True}] * 3}, []),
        # it would no longer be a breach, and not known to be none
        ("account.agreed or follows-concern", {"account": {"agreed": True}}, []),
        # nobody can change whether its sender was in doubt
        ("doubts", {"doubts": True}, []),
        # one change is enough, in any of four ways; a fifth is not looked for
        (" and ".join(FIVE), {"account": ALL_PERSONAL, "sender_identified": True},
         [[("account.ownership", "personal", "organisational")], [("account.agreed", True, False)],
          [("account.purpose_built", True, False)], [("account.for_group", True, False)]]),
        # three changes are needed
        ("account.agreed or account.purpose-built or account.for-group", {"account": ALL_PERSONAL},
         [[("account.agreed", True, False), ("account.purpose_built", True, False),
           ("account.for_group", True, False)]]),
        # four are too many
        (" or ".join(FIVE[1:]),
         {"account": ALL_PERSONAL, "sender_identified": True}, []),
        # two of the three, since the third is as it should be
        ("account.agreed or account.purpose-built or account.for-group",
         {"account": {**ALL_PERSONAL, "purpose_built": False}},
         [[("account.agreed", True, False), ("account.for_group", True, False)]]),
    ],
)  # fmt: skip
def test_the_smallest_changes(tests: str, facts: dict[str, Any], changes: list[Any]) -> None:
    assert unwise(tests, message(**facts)) == changes


def test_nothing_is_to_be_put_right_where_nothing_is_wrong() -> None:
    assert unwise("account.agreed", message(account={"agreed": False})) == []


EXCUSED = UNWISE.replace("  when it is unwise", "  when it is unwise\n    unless it is urgent")


def test_an_exception_is_never_made_true() -> None:
    rules = EXCUSED.format(tests="account.agreed") + 'fact "it is urgent" means account.for-group\n'
    assert changed(rules, message(account={"agreed": True, "for_group": False})) == [
        [("account.agreed", True, False)]
    ]
    same = EXCUSED.format(tests="account.agreed") + 'fact "it is urgent" means not account.agreed\n'
    assert changed(same, message(account={"agreed": True})) == []


def test_what_the_rule_is_narrowed_by_can_be_otherwise() -> None:
    rules = UNWISE.replace("  when it is unwise", "  when it is unwise\n    if it is a group")
    rules = rules.format(tests="doubts") + 'fact "it is a group" means account.for-group\n'
    assert changed(rules, message(doubts=True, account={"for_group": True})) == [
        [("account.for_group", True, False)]
    ]
    assert changed(rules, message(doubts=True)) == [[("account.for_group", None, False)]]


def test_the_act_stays_what_it_was() -> None:
    rules = """\
clause 1.1 [00000000]
  staff must not write by text
    when it is unwise

act "write by text" means a message where channel.kind is text
fact "it is unwise" means channel.kind is any of text, email or account.agreed
"""
    assert changed(rules, message(channel={"kind": "text"}, account={"agreed": False})) == []


def test_a_change_that_would_break_another_rule_is_no_repair() -> None:
    rules = """\
clause 1.1 [00000000]
  staff must not send a message
    when the account is a group's
clause 1.2 [00000000]
  staff must not send a message
    when the account is not a group's

fact "the account is a group's" means account.for-group
fact "the account is not a group's" means not account.for-group
"""
    group = decided(rules, message(account={"for_group": True}))
    assert [group.repairs(finding) for finding in group.findings] == [(), ()]


def test_a_breach_that_was_there_before_does_not_matter() -> None:
    rules = """\
clause 1.1 [00000000]
  staff must not send a message
    when the account is a group's
clause 1.2 [00000000]
  staff must not send a message
    when there are doubts

fact "the account is a group's" means account.for-group
fact "there are doubts" means doubts
"""
    decision = decided(rules, message(account={"for_group": True}, doubts=True))
    [group, doubts] = decision.findings
    assert [[c.field for c in each.changes] for each in decision.repairs(group)] == [["account.for_group"]]
    assert decision.repairs(doubts) == ()


# ---- the time of the message

QUIET = "at is from 21:00 until 08:00"


@pytest.mark.parametrize(
    ("tests", "at", "to_be"),
    [
        (QUIET, NIGHT, "2017-03-04T08:00:00+00:00"),
        (QUIET, "2017-03-26T02:00:00+00:00", "2017-03-26T07:00:00+00:00"),  # the clock went on an hour
        (f"{QUIET} on the nights of Friday and Saturday", NIGHT, "2017-03-04T08:00:00+00:00"),
        # from within the interval the way out is after its latest moment
        (QUIET, {"from": "2017-03-03T22:00:00+00:00", "to": "2017-03-04T02:00:00+00:00"},
         "2017-03-04T08:00:00+00:00"),
        # it may already have been out: still the next moment out after the latest
        (QUIET, {"from": "2017-03-03T20:00:00+00:00", "to": "2017-03-03T22:00:00+00:00"},
         "2017-03-04T08:00:00+00:00"),
    ],
)  # fmt: skip
def test_a_message_is_moved_to_later_never_to_earlier(tests: str, at: Any, to_be: str) -> None:
    assert unwise(tests, message(at=at)) == [[("at", at, to_be)]]


def test_a_message_is_moved_though_its_exception_is_a_time_too() -> None:
    rules = EXCUSED.format(tests=QUIET) + 'fact "it is urgent" means at is from 03:00 until 04:00\n'
    assert changed(rules, message()) == [[("at", NIGHT, "2017-03-04T08:00:00+00:00")]]


@pytest.mark.parametrize("times", ["21:00 until the morning", "the evening until 08:00"])
def test_there_is_no_way_out_of_a_window_without_an_end(times: str) -> None:
    rules = f"""\
clause 1.1 [00000000]
  staff must not send a message
    when it is from {times}
    if it is urgent

fact "it is from {{a time}} until {{a time}}" means at is from {{a time}} until {{a time}} or follows-concern
fact "it is urgent" means doubts
setting "the morning" is a time, not set
setting "the evening" is a time, not set
"""
    assert changed(rules, message(doubts=True, follows_concern=False)) == []


def test_a_message_at_no_known_time_is_not_moved() -> None:
    assert unwise(QUIET, message(at={"from": "2017-03-01T00:00:00+00:00", "to": "never"})) == []


# ---- what is to be done

COPY = """\
clause 1.1 [00000000]
  staff must keep a copy of it
    {when} they send a message

duty "keep a copy of it" means done at backed-up-at
"""
LATE, DONE = "2017-04-20T12:00:00+00:00", "backed_up_at"


@pytest.mark.parametrize(
    ("when", "at"),
    [
        ("within 2 hours after", "2017-03-03T23:30:00+00:00"),
        ("by 2 hours after", "2017-03-04T01:29:59.999999+00:00"),
        ("within 1 month after", "2017-03-03T23:30:00+00:00"),
        ("by 1 month after", "2017-04-02T23:00:00+00:00"),
    ],
)
def test_a_late_duty_is_done_in_time(when: str, at: str) -> None:
    assert changed(COPY.format(when=when), message(backed_up_at=LATE)) == [[(DONE, LATE, at)]]


def test_where_the_first_moment_in_time_would_break_another_rule_it_is_the_last() -> None:
    rules = """\
clause 1.1 [00000000]
  staff must keep a copy of it
    within 2 hours after they send a message
clause 1.2 [00000000]
  staff must store the copy
    for at least 1 hour after they send a message

duty "keep a copy of it" means done at backed-up-at
duty "store the copy" means done at backed-up-at
"""
    decision = decided(rules, message(backed_up_at=LATE))
    [first, _] = decision.findings
    [repair] = decision.repairs(first)
    assert [change.after for change in repair.changes] == ["2017-03-04T01:29:59.999999+00:00"]


def test_nothing_is_done_in_a_time_that_nobody_has_set() -> None:
    rules = COPY.format(when="within the time after") + 'setting "the time" is a duration, not set\n'
    early = "2017-03-03T23:00:00+00:00"
    assert only(rules, message(backed_up_at=early)).outcome.value == "breach"
    assert changed(rules, message(backed_up_at=early)) == []


def test_what_is_kept_for_months_is_kept_to_the_last_day_that_may_be_meant() -> None:
    around_midnight = {"from": "2017-03-03T22:00:00+00:00", "to": "2017-03-04T02:00:00+00:00"}
    event = message(at=around_midnight, backed_up_at="2017-03-10T12:00:00+00:00")
    assert changed(COPY.format(when="for at least 1 month after"), event) == [
        [(DONE, "2017-03-10T12:00:00+00:00", "2017-04-04T22:59:59.999999+00:00")]
    ]


AFTER = """\
clause 1.1 [00000000]
  staff should only send a message
    when the copy came after the advice

fact "the copy came after the advice" means backed-up-at is after advice-sought-at
"""


def test_of_two_moments_either_may_be_moved_past_the_other() -> None:
    noon, eleven = "2017-03-03T12:00:00+00:00", "2017-03-03T11:00:00+00:00"
    found = changed(AFTER, message(backed_up_at=eleven, advice_sought_at=noon))
    assert sorted(found) == [
        [("advice_sought_at", noon, "2017-03-03T10:59:59.999999+00:00")],
        [(DONE, eleven, "2017-03-03T12:00:00.000001+00:00")],
    ]


def test_nothing_is_moved_past_a_moment_without_an_end() -> None:
    """It was not backed up by noon: nobody knows when it was, or whether; sought by then is possible."""
    event = message(
        backed_up_at={"not_done_by": "2017-03-03T12:00:00+00:00"},
        advice_sought_at="2017-03-03T13:00:00+00:00",
    )
    assert changed(AFTER, event) == [[(DONE, event["backed_up_at"], "2017-03-03T13:00:00.000001+00:00")]]


def test_how_it_is_done_can_be_otherwise() -> None:
    rules = COPY.format(when="within 2 hours after").replace(
        "backed-up-at", "backed-up-at where account.agreed"
    )
    event = message(backed_up_at=NIGHT, account={"agreed": False})
    assert changed(rules, event) == [[("account.agreed", False, True)]]
    [said] = repairs(rules, event)
    assert said.startswith("it would have complied if this had been done: keep a copy of it")


# ---- one person of several

TOLD = """\
clause 1.1 [00000000]
  staff should only contact a child or young person
    when {told}

fact "the line manager was told beforehand" means recipient.informed-at is before at
fact "the trustee was told beforehand" means recipient.noticed-at is before at
fact "the child or young person is at risk" means recipient.at-risk
"""
BEFOREHAND = TOLD.format(told="the line manager was told beforehand")
NOAH = {"id": "noah", "category": "child_or_young_person"}
JUST_BEFORE = "2017-03-03T23:29:59.999999+00:00"


def test_only_what_concerns_the_one_person_is_changed() -> None:
    event = message(
        recipients=[{"person": MIA, "informed_at": "never"}, {"person": NOAH, "informed_at": "never"}]
    )
    decision = decided(BEFOREHAND, event)
    assert [
        [[(c.field, c.before, c.after) for c in repair.changes] for repair in decision.repairs(each)]
        for each in decision.findings
    ] == [
        [[("recipients[mia].informed_at", "never", JUST_BEFORE)]],
        [[("recipients[noah].informed_at", "never", JUST_BEFORE)]],
    ]  # fmt: skip


def test_people_without_names_are_told_apart_by_number() -> None:
    children = [{"person": {"category": "child_or_young_person"}, "informed_at": "never"} for _ in range(2)]
    decision = decided(BEFOREHAND, message(recipients=children))
    fields = [
        [c.field for repair in decision.repairs(each) for c in repair.changes] for each in decision.findings
    ]
    assert fields == [["recipients[0].informed_at"], ["recipients[1].informed_at"]]


def test_nothing_is_changed_of_somebody_who_is_not_listed() -> None:
    event = message(recipients={"members": [{"person": MIA, "informed_at": "never"}], "complete": False})
    decision = decided(BEFOREHAND, event)
    about = {each.about: decision.repairs(each) for each in decision.findings}
    assert about["not listed"] == ()
    assert len(about["mia"]) == 1


def test_what_is_true_of_a_person_is_not_changed() -> None:
    assert changed(TOLD.format(told="the child or young person is at risk"), to({"at_risk": False})) == []


# ---- how it is said

PAST, PLANNED = "2017-03-05T00:00:00+00:00", "2017-03-01T00:00:00+00:00"


@pytest.mark.parametrize(
    ("tests", "facts", "as_of", "said"),
    [
        ("account.agreed", {"account": {"agreed": True}}, None,
         "it would have complied if this had been so: it is wise"),
        ("account.agreed", {"account": {"agreed": True}}, PAST,
         "it would have complied if this had been so: it is wise"),
        ("account.agreed", {"account": {"agreed": True}}, PLANNED,
         "it would comply if this is so: it is wise"),
        ("account.agreed", {"account": {"agreed": True}}, NIGHT,
         "it would have complied if this had been so: it is wise"),
        # it may have been sent already
        ("account.agreed", {"account": {"agreed": True}, "at": {"from": "2017-03-03T23:00:00+00:00",
          "to": "2017-03-03T23:59:00+00:00"}}, NIGHT,
         "it would have complied if this had been so: it is wise"),
        # where it is open, nothing is too late
        ("account.agreed", {}, PAST, "it would comply if this is so: it is wise"),
        (QUIET, {}, None, "it would have complied if it had been at 08:00 on Saturday 4 March 2017"),
        (QUIET, {}, PLANNED, "it would comply if it is at 08:00 on Saturday 4 March 2017"),
        (QUIET, {}, "2017-03-04T08:00:00+00:00",
         "it would have complied if it had been at 08:00 on Saturday 4 March 2017"),
    ],
)  # fmt: skip
def test_what_is_past_would_have_complied(
    tests: str, facts: dict[str, Any], as_of: str | None, said: str
) -> None:
    assert repairs(UNWISE.format(tests=tests), message(**facts), as_of) == [said]


def test_without_words_for_the_opposite_it_is_not_so() -> None:
    rules = UNWISE.format(tests="account.agreed").replace('  or else "it is wise"\n', "")
    [said] = repairs(rules, message(account={"agreed": True}))
    assert said.endswith('if this had been so: it is not so that "it is unwise"')


def test_what_must_be_so_is_said_as_it_stands() -> None:
    [said] = repairs(BEFOREHAND, to({"informed_at": "never"}))
    assert said == "it would have complied if this had been so: the line manager was told beforehand"


def test_a_duty_is_named_with_the_time_at_which_it_is_done() -> None:
    [said] = repairs(COPY.format(when="within 2 hours after"), message(backed_up_at=LATE))
    assert "if this had been done at 23:30 on Friday 3 March 2017: keep a copy of it within 2 hours" in said
    [said] = repairs(COPY.format(when="before"), message(backed_up_at=LATE))
    assert "if this had been done: keep a copy of it before" in said

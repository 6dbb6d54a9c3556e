"""What would put a finding right: the smallest changes of what could be otherwise."""

from __future__ import annotations

from typing import Any

import pytest

from .asking import EXCUSED, UNWISE, changed, decided, message, unwise

FIVE = (
    "account.ownership is personal",
    "account.agreed",
    "account.purpose-built",
    "account.for-group",
    "sender-identified",
)
ALL_PERSONAL = {"ownership": "personal", "agreed": True, "purpose_built": True, "for_group": True}


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

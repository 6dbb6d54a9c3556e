"""Which phrases stand under `because`: the first that decides where one does, otherwise all of them."""

from __future__ import annotations

from typing import Any

import pytest

from .asking import decided, message

GROUPS = """\
clause 1.1 [00000000]
  staff must not send a message
    when the account is not agreed
    if the account is a group's
    unless the account was set up for the purpose

fact "the account is not agreed" means not account.agreed
fact "the account is a group's" means account.for-group
fact "the account was set up for the purpose" means account.purpose-built
"""
WHO, ACT = "staff", "send a message"
GROUP, NOT_AGREED, SET_UP = (
    "the account is a group's",
    "the account is not agreed",
    "the account was set up for the purpose",
)


def because(rules: str, event: dict[str, Any]) -> tuple[str, list[tuple[str, bool | None]]]:
    [finding] = decided(rules, event).all_findings
    return finding.outcome.value, [(reason.words, reason.holds) for reason in finding.because]


@pytest.mark.parametrize(
    ("account", "outcome", "reasons"),
    [
        ({"for_group": False, "agreed": False}, "not_covered", [(GROUP, False)]),
        (
            {"for_group": True, "agreed": False, "purpose_built": False},
            "breach",
            [(WHO, True), (ACT, True), (GROUP, True), (NOT_AGREED, True), (SET_UP, False)],
        ),
        (
            {"for_group": True, "agreed": True},
            "complies",
            [(WHO, True), (ACT, True), (GROUP, True), (NOT_AGREED, False)],
        ),
        (
            {"for_group": True, "agreed": False, "purpose_built": True},
            "excused",
            [(WHO, True), (ACT, True), (GROUP, True), (NOT_AGREED, True), (SET_UP, True)],
        ),
        ({"agreed": True, "purpose_built": True}, "clear", [(NOT_AGREED, False)]),
        ({"agreed": False, "purpose_built": True}, "clear", [(SET_UP, True)]),
        (
            {"for_group": True, "agreed": False},
            "undetermined",
            [(WHO, True), (ACT, True), (GROUP, True), (NOT_AGREED, True), (SET_UP, None)],
        ),
    ],
)
def test_a_norm(account: dict[str, bool], outcome: str, reasons: list[tuple[str, bool | None]]) -> None:
    assert because(GROUPS, message(account=account)) == (outcome, reasons)


PERMISSION = """\
clause 1.1 [00000000]
  it is appropriate for staff to send a message
    if the account is a group's
    unless the account was set up for the purpose
    refer it to the manager

fact "the account is a group's" means account.for-group
fact "the account was set up for the purpose" means account.purpose-built
"""


@pytest.mark.parametrize(
    ("account", "outcome", "reasons"),
    [
        ({"for_group": False}, "not_covered", [(GROUP, False)]),
        (
            {"for_group": True, "purpose_built": False},
            "permitted",
            [(WHO, True), (ACT, True), (GROUP, True), (SET_UP, False)],
        ),
        (
            {"for_group": True, "purpose_built": True},
            "withdrawn",
            [(WHO, True), (ACT, True), (GROUP, True), (SET_UP, True)],
        ),
        ({"purpose_built": False}, "clear", [(SET_UP, False)]),
        (
            {"for_group": True},
            "undetermined",
            [(WHO, True), (ACT, True), (GROUP, True), (SET_UP, None)],
        ),
    ],
)
def test_a_permission(account: dict[str, bool], outcome: str, reasons: list[tuple[str, bool | None]]) -> None:
    assert because(PERMISSION, message(account=account)) == (outcome, reasons)


def asked(rules: str, **account: bool) -> list[tuple[str, str]]:
    [finding] = decided(rules, message(account=account)).all_findings
    return [(each.who, each.question) for each in finding.ask]


def test_a_permission_that_is_withdrawn_says_whom_to_refer_it_to() -> None:
    [(who, _)] = asked(PERMISSION, for_group=True, purpose_built=True)
    assert who == "the manager"
    assert asked(PERMISSION, for_group=True, purpose_built=False) == []
    assert asked(PERMISSION, for_group=True) == []
    nobody = PERMISSION.replace("    refer it to the manager\n", "")
    assert asked(nobody, for_group=True, purpose_built=True) == []


LISTS = """\
clause 1.1 [00000000]
  staff must not send a message
    when {list}
      it is short
      it is rude
      it is late

fact "it is short" means doubts
fact "it is rude" means follows-concern
fact "it is late" means sender-identified
"""


@pytest.mark.parametrize(
    ("words", "facts", "reasons"),
    [
        ("any of", (False, True, True), [("it is rude", True)]),
        ("any of", (True, True, True), [("it is short", True)]),
        ("any of", (False, False, False),
         [("it is short", False), ("it is rude", False), ("it is late", False)]),
        ("all of", (True, False, False), [("it is rude", False)]),
        ("all of", (True, True, True), [("it is short", True), ("it is rude", True), ("it is late", True)]),
        ("none of", (False, True, True), [("it is rude", True)]),
        ("none of", (False, False, False),
         [("it is short", False), ("it is rude", False), ("it is late", False)]),
    ],
)  # fmt: skip
def test_a_list(words: str, facts: tuple[bool, ...], reasons: list[tuple[str, bool | None]]) -> None:
    stated = dict(zip(("doubts", "follows_concern", "sender_identified"), facts, strict=True))
    _, given = because(LISTS.format(list=words), message(**stated))
    assert given == [(WHO, True), (ACT, True), *reasons]

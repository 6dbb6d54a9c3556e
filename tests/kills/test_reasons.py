"""A reason shows the facts that it rests on, as people would say them."""

from __future__ import annotations

from typing import Any

import pytest

from .asking import MIA, SAM, decided, message, only, to

ANYTHING = """\
clause 1.1 [00000000]
  staff must not send a message
    when it is unwise

fact "it is unwise" means {tests}
"""


def shown(tests: str, event: dict[str, Any]) -> list[tuple[str, Any, str]]:
    """The facts under the reason "it is unwise": path, value in JSON, words."""
    [reason] = [r for r in only(ANYTHING.format(tests=tests), event).because if r.words == "it is unwise"]
    return [(fact.field, fact.value, fact.text) for fact in reason.facts]


@pytest.mark.parametrize(
    ("tests", "facts", "field", "value", "words"),
    [
        ("doubts", {"doubts": True}, "doubts", True, "yes"),
        ("doubts", {"doubts": False}, "doubts", False, "no"),
        ("doubts", {}, "doubts", None, "not stated"),
        ("channel.kind is in-person", {"channel": {"kind": "in_person"}}, "channel.kind", "in_person",
         "in person"),
        ("channel.kind is email", {}, "channel.kind", None, "not stated"),
        ("by.roles include trustee", {"by": {**SAM, "roles": ["line_manager", "employee"]}}, "by.roles",
         ["employee", "line_manager"], "employee, line manager"),
    ],
)  # fmt: skip
def test_a_field_is_shown(tests: str, facts: dict[str, Any], field: str, value: Any, words: str) -> None:
    assert shown(tests, message(**facts)) == [(field, value, words)]


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        (None, "not stated"),
        ("never", "never"),
        ("2017-03-03T21:00:00+00:00", "21:00 on Friday 3 March 2017"),
        ("2017-07-03T21:00:05+00:00", "22:00:05 on Monday 3 July 2017"),
        ("2017-03-03T21:00+00:00", "21:00 on Friday 3 March 2017"),
        ("2017-03-03", "on Friday 3 March 2017"),
        ({"not_done_by": "2017-03-03T21:00:00+00:00"}, "not by 21:00 on Friday 3 March 2017"),
        (
            {"from": "2017-03-03T21:00:00+00:00", "to": "2017-03-03T21:00:59+00:00"},
            "21:00 on Friday 3 March 2017",
        ),
        (
            {"from": "2017-03-03T21:00:00+00:00", "to": "2017-03-03T21:01:00+00:00"},
            "between 21:00 on Friday 3 March 2017 and 21:01 on Friday 3 March 2017",
        ),
    ],
)
def test_a_time_is_shown_on_the_policys_clock(stated: Any, words: str) -> None:
    [_, (field, _, text)] = shown("backed-up-at is before at", message(backed_up_at=stated))[::-1]
    assert (field, text) == ("backed_up_at", words)


def counted(tests: str, event: dict[str, Any]) -> list[tuple[str, Any, str]]:
    """The facts under "it is unwise" of a rule about each young person."""
    rules = ANYTHING.replace("send a message", "contact a child or young person")
    finding = next(each for each in decided(rules.format(tests=tests), event).findings if each.about == "mia")
    [reason] = [r for r in finding.because if r.words == "it is unwise"]
    return [(fact.field, fact.value, fact.text) for fact in reason.facts]


@pytest.mark.parametrize(
    ("contacts", "words"),
    [
        ({"at_least": 2, "at_most": 2, "period": "7 days"}, "2"),
        ({"at_least": 1, "at_most": 3, "period": "7 days"}, "1 to 3"),
        ({"at_least": 4, "period": "7 days"}, "4 or more"),
        (None, "not stated"),
    ],
)
def test_a_count_is_shown(contacts: Any, words: str) -> None:
    [(field, _, text)] = counted("recipient.contacts in 7 days is over 3", to({"contacts": contacts}))
    assert (field, text) == ("recipients[mia].contacts", words)


def test_a_date_is_shown() -> None:
    born = {"person": {**MIA, "birth_date": "2005-03-04"}}
    facts = counted("age by recipient.person.birth-date is under 13", message(recipients=[born]))
    assert ("recipients[mia].person.birth_date", "2005-03-04", "2005-03-04") in facts


def test_a_list_is_shown_with_each_of_its_members() -> None:
    both = [{"person": MIA, "at_risk": True}, {"person": {"id": "noah"}, "at_risk": False}]
    tests = "at least 1 recipients where at-risk"
    assert shown(tests, message(recipients=both)) == [
        ("recipients", 2, "2 listed"),
        ("recipients[mia].at_risk", True, "yes"),
        ("recipients[noah].at_risk", False, "no"),
    ]
    partly = {"members": both[:1], "complete": False}
    assert shown(tests, message(recipients=partly)) == [
        ("recipients", None, "1 listed, perhaps more"),
        ("recipients[mia].at_risk", True, "yes"),
    ]
    nameless = [{"at_risk": True}, {"at_risk": False}]
    assert [field for field, _, _ in shown(tests, message(recipients=nameless))] == [
        "recipients",
        "recipients[0].at_risk",
        "recipients[1].at_risk",
    ]


ASKED = """\
clause 1.1 [00000000]
  staff must not send a message
    when it is unwise

fact "it is unwise" or else "it is wise" asks the manager when sender-identified
""".replace(' or else "it is wise" asks', '\n  or else "it is wise"\n  asks')


def answers(*given: dict[str, Any], **facts: Any) -> list[tuple[str, Any, str]]:
    manager = {"id": "kim", "roles": ["line_manager"]}
    whole = [{"question": "it is unwise", "by": manager, **each} for each in given]
    [reason] = [
        r for r in only(ASKED, message(judgements=whole, **facts)).because if r.words == "it is unwise"
    ]
    return [(fact.field, fact.value, fact.text) for fact in reason.facts]


def test_an_answer_is_shown_with_who_gave_it_and_when() -> None:
    noon = "2017-03-04T12:00:00+00:00"
    assert answers({"answer": "yes", "at": noon}) == [
        ("judgements[0]", "yes", "yes, said kim, the manager, 12:00 on Saturday 4 March 2017")
    ]
    assert answers({"answer": "no"}) == [("judgements[0]", "no", "no, said kim, the manager")]
    nobody = {"answer": "no", "by": {"roles": ["line_manager"]}}
    assert answers(nobody) == [("judgements[0]", "no", "no, said somebody, the manager")]


def test_only_answers_to_the_question_are_shown() -> None:
    other = {"question": "it is late", "answer": "yes"}
    about = {"about": "mia", "answer": "no"}
    opposite = {"question": "it is wise", "answer": "no"}
    assert [field for field, _, _ in answers(other, {"answer": "yes"})] == ["judgements[1]"]
    assert [field for field, _, _ in answers(about, {"answer": "yes"})] == ["judgements[1]"]
    assert [field for field, _, _ in answers(opposite)] == ["judgements[0]"]


def test_without_an_answer_what_makes_it_a_question_is_shown() -> None:
    assert answers(sender_identified=True) == [("sender_identified", True, "yes")]
    assert answers() == [("sender_identified", None, "not stated")]


@pytest.mark.parametrize(
    ("tests", "facts", "fields"),
    [
        ("doubts or follows-concern", (True, True), ["doubts"]),
        ("doubts or follows-concern", (False, True), ["follows_concern"]),
        ("doubts or follows-concern", (False, False), ["doubts", "follows_concern"]),
        ("doubts and follows-concern", (True, True), ["doubts", "follows_concern"]),
        ("doubts and follows-concern", (True, False), ["follows_concern"]),
        ("not doubts and follows-concern", (True, True), ["doubts"]),
        ("not doubts", (True, None), ["doubts"]),
    ],
)
def test_only_the_fields_that_decide_are_shown(
    tests: str, facts: tuple[bool | None, ...], fields: list[str]
) -> None:
    stated = dict(zip(("doubts", "follows_concern"), facts, strict=True))
    assert [field for field, _, _ in shown(tests, message(**stated))] == fields


def test_the_fields_of_a_noun_are_shown() -> None:
    assert counted('recipient.person is "the manager"', to({"person": {**MIA, "roles": []}})) == [
        ("recipients[mia].person.roles", [], "none")
    ]


def test_how_a_duty_is_done_is_shown() -> None:
    rules = """\
clause 1.1 [00000000]
  staff must keep a copy of it
    within 2 hours after they send a message

duty "keep a copy of it" means done at backed-up-at where account.agreed
"""
    event = message(backed_up_at="2017-03-03T23:45:00+00:00", account={"agreed": True})
    [reason] = [r for r in only(rules, event).because if r.role == "duty"]
    assert [fact.field for fact in reason.facts] == ["at", "backed_up_at", "account.agreed"]


def test_roles_are_shown_in_the_order_of_the_alphabet() -> None:
    roles = ["volunteer", "trustee", "team_leader", "parent_or_carer", "line_manager", "employee"]
    [(_, value, words)] = shown("by.roles include trustee", message(by={**SAM, "roles": roles}))
    assert value == sorted(roles)
    assert words == "employee, line manager, parent or carer, team leader, trustee, volunteer"


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ({"to": "2017-03-03T21:00:00+00:00"}, "by 21:00 on Friday 3 March 2017"),
        (
            {"from": "0002-01-01T00:00:00+00:00", "to": "2017-03-03T21:00:00+00:00"},
            "between the far past and 21:00 on Friday 3 March 2017",
        ),
        (
            {"from": "2017-03-03T21:00:00+00:00", "to": "9998-12-31T00:00:00+00:00"},
            "between 21:00 on Friday 3 March 2017 and the far future",
        ),
    ],
)
def test_a_time_without_a_beginning_or_very_far_away_is_shown(stated: dict[str, str], words: str) -> None:
    event = message(backed_up_at=stated, advice_sought_at="2017-03-02")
    facts = {field: text for field, _, text in shown("advice-sought-at is before backed-up-at", event)}
    assert facts["backed_up_at"] == words


CONTRARY = """\
clause 1.1 [00000000]
  staff must not send a message
    when {words}
clause 1.2 [00000000]
  staff must not send a message
    unless 1.1 is breached

fact "it is unwise"
  or else "it is wise"
  means {tests}
"""


def test_of_an_opposite_only_the_fields_that_decide_are_shown() -> None:
    rules = CONTRARY.format(words="it is wise", tests="doubts or follows-concern")
    finding = decided(rules, message(doubts=False, follows_concern=True)).all_findings[0]
    [reason] = [each for each in finding.because if each.words == "it is wise"]
    assert [fact.field for fact in reason.facts] == ["follows_concern"]


def test_of_what_another_rule_says_only_the_fields_that_decide_are_shown() -> None:
    rules = CONTRARY.format(words="it is unwise", tests="doubts or follows-concern")
    finding = decided(rules, message(doubts=False, follows_concern=True)).all_findings[1]
    [reason] = [each for each in finding.because if each.words == "1.1 is breached"]
    assert [fact.field for fact in reason.facts] == ["by.roles", "follows_concern"]


def test_of_how_a_duty_is_done_only_the_fields_that_decide_are_shown() -> None:
    rules = """\
clause 1.1 [00000000]
  staff must keep a copy of it
    within 2 hours after they send a message

duty "keep a copy of it" means done at backed-up-at where account.agreed or doubts
"""
    event = message(backed_up_at="2017-03-03T23:45:00+00:00", account={"agreed": True}, doubts=False)
    [reason] = [r for r in only(rules, event).because if r.role == "duty"]
    assert [fact.field for fact in reason.facts] == ["at", "backed_up_at", "account.agreed"]

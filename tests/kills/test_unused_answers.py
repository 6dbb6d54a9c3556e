"""Answers that no question takes are named, each with why."""

from typing import Any

import pytest

from .asking import decided

RULES = """\
clause 1.1 [00000000]
  staff must not contact anybody
    when it is unwise
clause 1.2 [00000000]
  staff must not send a message
    when it is long

clause 1.3 [00000000]
  staff must not send a message
    when there are doubts
    if it is rude
    unless it is funny

noun "anybody" means a person
fact "it is unwise"
  or else "it is wise"
  asks the manager
fact "it is long" asks the manager
fact "it is rude" asks the manager
fact "it is funny" asks the manager
fact "there are doubts" means doubts
"""
EVENT = {
    "kind": "message", "id": "m", "at": "2017-03-03T12:00:00+00:00",
    "by": {"id": "sam", "roles": ["employee"]},
    "recipients": [{"person": {"id": "mia"}}, {"person": {"id": "noah"}}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"question": "it is  unwise", "about": "mia"}, ()),
        ({"question": "it is wise", "about": "noah"}, ()),
        ({"question": "it is long"}, ()),
        ({"question": "it is rude"}, ()),
        ({"question": "it is funny"}, ()),
        (
            {"question": "it is unwise"},
            ("judgements[0]: the question is asked about each person: say `about`, one of mia, noah",),
        ),
        (
            {"question": "it is unwise", "about": "Mia"},
            ("judgements[0]: nobody listed is called so; `about` is one of mia, noah",),
        ),
        (
            {"question": "it is long", "about": "mia"},
            ("judgements[0]: the question is not about one person: leave `about` out",),
        ),
        (
            {"question": "is it long", "about": "mia"},
            ("judgements[0]: no question about this event has these words; did you mean `it is long`?",),
        ),
        (
            {"question": "may we", "about": "mia"},
            ("judgements[0]: no question about this event has these words",),
        ),
    ],
)
def test_an_answer_that_no_question_takes_is_named(answer: dict[str, str], said: tuple[str, ...]) -> None:
    given: dict[str, Any] = {"answer": "yes", "by": {"id": "kim", "roles": ["line_manager"]}, **answer}
    decision = decided(RULES, {**EVENT, "judgements": [given]})
    assert decision.unused == said
    assert [line for line in decision.explain().splitlines() if "not used" in line] == [
        f"  not used: {each}" for each in said
    ]


@pytest.mark.parametrize("about", [None, "mia"])
@pytest.mark.parametrize("complete", [False, True])
def test_where_nobody_is_listed_nobody_is_asked_about(about: str | None, *, complete: bool) -> None:
    answer = {"question": "it is unwise", "answer": "yes", "by": {"id": "kim"}, "about": about}
    event = {**EVENT, "recipients": {"members": [], "complete": complete}, "judgements": [answer]}
    assert decided(RULES, event).unused == (
        "judgements[0]: the question is asked about each person, and nobody is listed",
    )


def test_without_an_answer_none_is_unused() -> None:
    assert decided(RULES, EVENT).unused == ()


def test_a_question_about_another_sort_of_event_is_none_about_this_one() -> None:
    rules = """\
clause 1.1 [00000000]
  staff must not make a call
    when it is unwise

act "make a call" means a call
fact "it is unwise" asks the manager
"""
    answer = {"question": "it is unwise", "answer": "yes", "by": {"id": "kim"}}
    assert decided(rules, {**EVENT, "judgements": [answer]}).unused == (
        "judgements[0]: no question about this event has these words",
    )


def test_an_answer_by_somebody_else_is_said_not_to_count() -> None:
    answer = {"question": "it is long", "answer": "yes", "by": {"id": "kim", "roles": []}}
    told = decided(RULES, {**EVENT, "judgements": [answer]}).explain()
    assert "judgements[0]: yes, said kim (it does not count: not the manager)" in told
    unsure = {"question": "it is long", "answer": "yes", "by": {"id": "kim"}}
    told = decided(RULES, {**EVENT, "judgements": [unsure]}).explain()
    assert "judgements[0]: yes, said kim (it counts from the manager only)" in told

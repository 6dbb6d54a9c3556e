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

noun "anybody" means a person
fact "it is unwise"
  or else "it is wise"
  asks the manager
fact "it is long" asks the manager
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


def test_an_answer_by_somebody_else_is_said_not_to_count() -> None:
    answer = {"question": "it is long", "answer": "yes", "by": {"id": "kim", "roles": []}}
    told = decided(RULES, {**EVENT, "judgements": [answer]}).explain()
    assert "judgements[0]: yes, said kim (it does not count: not the manager)" in told
    unsure = {"question": "it is long", "answer": "yes", "by": {"id": "kim"}}
    told = decided(RULES, {**EVENT, "judgements": [unsure]}).explain()
    assert "judgements[0]: yes, said kim (it counts from the manager only)" in told

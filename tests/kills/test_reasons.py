"""A reason shows the facts that it rests on, as people would say them."""

from __future__ import annotations

from typing import Any

import pytest

from .asking import MIA, SAM, message, only, to

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
        ("channel.kind is in-person", {"channel": {"kind": "in_person"}}, "channel.kind", "in_person", "in person"),
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

"""The summary in lines: what to do first, in so many columns, with nothing that would steer a terminal."""

from __future__ import annotations

import re

import attrs
import pytest

from wrbc_rules.audit.report import summary_lines
from wrbc_rules.audit.report.wording import events_counted, listed, short_answer
from wrbc_rules.diagnostics.shown import columns
from wrbc_rules.findings import Outcome

from .hostile import hostile_audit
from .made import audit_of, drawn_items

AUDIT = audit_of(drawn_items(3, 90))


def text(width: int = 80) -> str:
    return "\n".join(summary_lines(AUDIT, width))


def test_the_short_answer_comes_first() -> None:
    broken = {item.event: item.sort for item in AUDIT.items() if item.outcome is Outcome.BREACH}
    messages = sum(sort == "message" for sort in broken.values())
    answer = f"  {messages} messages and {len(broken) - messages} states of groups need a conversation."
    assert text().split("\n\n")[1].split("\n")[0] == answer


def test_every_rule_that_gave_something_has_its_line_with_its_numbers() -> None:
    items = list(AUDIT.items())
    for rule in AUDIT.rules:
        found = [item for item in items if item.rule == rule.rule and item.outcome.notable]
        lines = [line for line in text().split("\n") if line.startswith(f"  {rule.rule} ")]
        assert len(lines) == bool(found)
        if found:
            against, unknown, ask, do = re.split(" +", lines[0])[-4:]
            numbers = [0 if each == "-" else int(each) for each in (against, unknown, ask, do)]
            assert sum(numbers) == len(found)
            assert numbers[0] == sum(item.outcome is Outcome.BREACH for item in found)


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("seed", range(6))
def test_no_line_is_too_wide_and_nothing_steers_the_terminal(seed: int, width: int) -> None:
    for line in summary_lines(hostile_audit(seed, 60), width):
        assert columns(line) <= width, line
        assert line.isprintable()


def test_conversations_are_with_those_who_have_most_to_talk_about() -> None:
    first = re.search(r" 1\. (.*?): (\d+) events? against", text())
    assert first
    items = list(AUDIT.items())
    must = {item.by or item.group for item in items if item.outcome is Outcome.BREACH}
    assert first[1] in must
    events = {item.event for item in items if item.outcome is Outcome.BREACH and item.by == first[1]}
    assert int(first[2]) == len(events)


def test_one_and_several_are_said_as_people_say_them() -> None:
    assert listed([]) == ""
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert events_counted({}) == "no events"
    assert events_counted({"message": 1, "group_state": 2}) == "2 states of groups and 1 message"
    assert events_counted({"message": 1, "call": 1, "post": 1, "photo": 1}) == "4 events"
    assert short_answer({Outcome.BREACH: {"message": 1}}) == ("1 message needs a conversation.",)
    assert short_answer({})[0] == "Nothing was found to be against the policy."


def test_what_could_not_be_read_is_said() -> None:
    receipt = attrs.evolve(AUDIT.receipt, unread=("chat.zip: the archive is damaged",))
    lines = list(summary_lines(attrs.evolve(AUDIT, receipt=receipt), 80))
    assert "  NOT READ: chat.zip: the archive is damaged" in lines

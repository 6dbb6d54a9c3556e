"""The second reading of clause 6.1, which a setting of the bundled policy switches to."""

from datetime import UTC, datetime

import pytest

from wrbc_rules import NEVER, Outcome, People, load_policy
from wrbc_rules.events import NumberShared, Person, PhoneLine
from wrbc_rules.events.records import Told

MIA = Person(id="mia", category="child_or_young_person", relationship="working")


@pytest.mark.parametrize(
    ("meant", "line", "outcome"),
    [
        (None, "organisational", Outcome.BREACH),
        (None, "personal", Outcome.BREACH),
        (None, None, Outcome.BREACH),
        ("their own only", "organisational", Outcome.NOT_COVERED),
        ("their own only", "personal", Outcome.BREACH),
        ("their own only", None, Outcome.UNDETERMINED),
    ],
)
def test_whose_number_is_meant(meant: str | None, line: str | None, outcome: Outcome) -> None:
    policy = load_policy()
    if meant is not None:
        policy = policy.with_settings({"the mobile numbers that are meant": meant})
    event = NumberShared(
        id="n",
        at=datetime(2017, 3, 3, 18, tzinfo=UTC),
        by=Person(id="sam", roles=frozenset({"employee"})),
        line=PhoneLine(ownership=line),  # type: ignore[arg-type]
        recipients=People.of(Told(person=MIA, agreed_at=NEVER)),
    )
    [finding] = policy.decide(event).all_findings
    assert (finding.rule, finding.outcome) == ("6.1", outcome)

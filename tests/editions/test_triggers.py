"""The edition in force when a duty was set off governs the whole of it."""

from datetime import UTC, datetime

import pytest

from wrbc_rules import Decision, Editions, When, policy_from_text
from wrbc_rules.events import Device, Person, Photo

TEXT = """policy "Pictures"
  edition "{name}"
  organisation "Test"
  in force from {start}
  time zone Europe/London

clause 1.1 [00000000]
  staff must not take a photograph
    when the device is personal
clause 1.2 [00000000]
  staff must remove the photograph
    within {span} after they store a photograph

noun "staff" means a person where roles include any of employee, volunteer
act "take a photograph" means a photo
act "store a photograph" means a photo at stored-at
duty "remove the photograph" means done at removed-at
fact "the device is personal" means device.ownership is personal
"""
OLD = policy_from_text(TEXT.format(name="old", start="2016-01-01", span="10 days"))
NEW = policy_from_text(TEXT.format(name="new", start="2017-01-01", span="1 day"))
BOTH = Editions((NEW, OLD))


def moment(day: int, month: int = 12, year: int = 2016) -> datetime:
    return datetime(year, month, day, 12, tzinfo=UTC)


def decided(taken: datetime, stored: datetime | When | None, removed: datetime) -> Decision:
    photo = Photo(
        id="p",
        at=taken,
        by=Person(id="sam", roles=frozenset({"employee"})),
        device=Device(ownership="organisational"),
        stored_at=stored,
        removed_at=removed,
    )
    return BOTH.decide(photo)


def outcomes(decision: Decision) -> dict[str, str]:
    assert len({f.rule for f in decision.all_findings}) == len(decision.all_findings)
    return {f.rule: f.outcome.value for f in decision.all_findings}


@pytest.mark.parametrize(
    ("stored", "removed", "kept"),
    [
        (moment(28), moment(5, 1, 2017), "complies"),
        (moment(2, 1, 2017), moment(5, 1, 2017), "breach"),
        (moment(2, 1, 2017), moment(3, 1, 2017), "complies"),
    ],
    ids=["set off under the old", "set off under the new, late", "set off under the new, in time"],
)
def test_a_duty_follows_the_edition_that_set_it_off(stored: datetime, removed: datetime, kept: str) -> None:
    decision = decided(moment(20), stored, removed)
    assert outcomes(decision) == {"1.1": "complies", "1.2": kept}
    assert decision.edition == "old"


def test_where_the_moment_is_not_known_the_edition_of_the_event_speaks() -> None:
    decision = decided(moment(20), None, moment(5, 1, 2017))
    assert outcomes(decision)["1.2"] == "undetermined"


def test_one_edition_is_as_if_there_were_no_others() -> None:
    photo = Photo(id="p", at=moment(20), stored_at=moment(28), removed_at=moment(29))
    assert OLD.decide(photo) == Editions((OLD,)).decide(photo)

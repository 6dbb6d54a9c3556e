"""Events made in Python: what is refused where it is made, so that no wrong event is ever decided."""

from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest

from wrbc_rules import NEVER, NOT_STATED, Judgement, People, Policy, When, load_policy
from wrbc_rules.events import EVENTS, Channel, Message, Person, Recipient

AT = datetime(2017, 3, 3, 21, 30, tzinfo=UTC)
MIA = Recipient(person=Person(id="mia", category="child_or_young_person"), at_risk=False)


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy()


def _message(**fields: Any) -> Message:
    given = {
        "id": "m",
        "at": AT,
        "by": Person(id="sam", roles=frozenset({"volunteer"})),
        "channel": Channel(kind="text"),
        "recipients": People.of(MIA),
        **fields,
    }
    return Message(**given)


def test_an_event_is_decided(policy: Policy) -> None:
    decision = policy.decide(_message())
    assert decision.summary == "breach_should"
    assert {"5.2", "9.1"} <= set(decision.open)
    assert "4.7" not in decision.open


def test_it_is_the_event_that_json_gives(policy: Policy) -> None:
    data = {
        "kind": "message",
        "id": "m",
        "at": "2017-03-03T21:30:00+00:00",
        "by": {"id": "sam", "roles": ["volunteer"]},
        "channel": {"kind": "text"},
        "recipients": [{"person": {"id": "mia", "category": "child_or_young_person"}, "at_risk": False}],
    }
    assert policy.read_event(data) == _message()


def test_a_time_without_an_offset_is_refused(policy: Policy) -> None:
    with pytest.raises(ValueError, match="offset"):
        Message(id="m", at=AT.replace(tzinfo=None))
    with pytest.raises(ValueError, match="offset"):
        policy.decide(_message(), as_of=AT.replace(tzinfo=None))
    with pytest.raises(ValueError, match="offset"):
        Recipient(noticed_at=AT.replace(tzinfo=None))


def test_a_time_is_an_instant_or_what_is_known_of_it() -> None:
    assert Message(id="m", at=AT).at == When.of(AT)
    assert Message(id="m", at=NEVER).at == NEVER
    assert Message(id="m").at == NOT_STATED


def test_a_field_that_there_is_not_is_refused() -> None:
    with pytest.raises(TypeError, match="att"):
        _message(att=AT)
    with pytest.raises(TypeError, match="id"):
        Message()  # type: ignore[call-arg]


@pytest.mark.parametrize("cls", EVENTS)
def test_events_cannot_be_changed(cls: type[Any]) -> None:
    event = cls(id="x")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        event.id = "y"
    assert event == cls(id="x")
    assert hash(event) == hash(cls(id="x"))


@pytest.mark.parametrize("value", ["2017-03-03T21:30:00+00:00", date(2017, 3, 3), 3])
def test_a_time_of_another_type_is_refused_in_words(value: object, policy: Policy) -> None:
    for attempt in (lambda: _message(at=value), lambda: policy.decide(_message(), as_of=value)):  # type: ignore[arg-type]
        with pytest.raises((TypeError, ValueError), match="datetime"):
            attempt()


@pytest.mark.parametrize(
    "fields",
    [
        {"recipients": [MIA]},
        {"recipients": MIA},
        {"recipients": People.of(Person(id="mia"))},
        {"recipients": People.of("mia")},
        {"channel": "text"},
        {"channel": {"kind": "text"}},
        {"by": "sam"},
        {"judgements": None},
    ],
)
def test_a_value_of_another_type_is_never_decided(policy: Policy, fields: dict[str, Any]) -> None:
    """Mypy tells those who run it; for others it is any error, but no answer."""
    with pytest.raises((TypeError, ValueError, AttributeError)):
        policy.decide(_message(**fields))


def test_a_word_that_is_not_in_the_list_is_never_decided(policy: Policy) -> None:
    """It would be silently no medium, no role, no child: an answer that looks like one."""
    person = Person(id="mia", category="child")  # type: ignore[arg-type]
    wrong: list[dict[str, Any]] = [
        {"channel": Channel(kind="sms")},  # type: ignore[arg-type]
        {"by": Person(id="sam", roles=frozenset({"voluntier"}))},  # type: ignore[arg-type]
        {"recipients": People.of(Recipient(person=person))},
    ]
    answered = []
    for fields in wrong:
        try:
            answered.append(policy.decide(_message(**fields)).summary)
        except (TypeError, ValueError):
            continue
    assert answered == []


@pytest.mark.parametrize("name", [3, ""])
def test_an_id_is_a_text_as_in_json(policy: Policy, name: Any) -> None:
    with pytest.raises((TypeError, ValueError), match="id"):
        policy.decide(_message(id=name))


@pytest.mark.parametrize("roles", [{"volunteer"}, ["volunteer"], ("volunteer",)])
def test_roles_of_any_collection_are_roles(policy: Policy, roles: Any) -> None:
    assert policy.decide(_message(by=Person(id="sam", roles=roles))).summary == "breach_should"


def test_one_role_that_is_a_text_is_refused(policy: Policy) -> None:
    with pytest.raises((TypeError, ValueError), match="roles"):
        policy.decide(_message(by=Person(id="sam", roles="volunteer")))  # type: ignore[arg-type]


def test_a_flag_that_is_no_flag_is_refused(policy: Policy) -> None:
    with pytest.raises((TypeError, ValueError), match="at_risk"):
        policy.decide(_message(recipients=People.of(attrs.evolve(MIA, at_risk="no"))))  # type: ignore[arg-type]


def test_answers_are_given_as_any_collection() -> None:
    answer = Judgement(question="it is unwise", answer="yes", by=Person(id="kim"))
    message = Message(id="m", judgements=[answer])
    assert message == Message(id="m", judgements=(answer,))

"""What hangs on each sentence, which rules meet, who uses which word, what differs between editions."""

from __future__ import annotations

import pytest

from tests.agreement.drafted import policy_of
from wrbc_rules import load_policy, policy_from_text
from wrbc_rules.analysis import run_example
from wrbc_rules.analysis.meetings import Meetings
from wrbc_rules.analysis.revisions import revisions
from wrbc_rules.analysis.tracing import extent, fields_of, traces
from wrbc_rules.analysis.usage import users

POLICY = load_policy()
TYPED = POLICY.typed


def _extent(place: str) -> str:
    return next(each.extent for each in traces(TYPED) if each.place == place)


def test_every_sentence_is_traced_once() -> None:
    places = [each.place for each in traces(TYPED)]
    assert len(places) == len(set(places)) == 55


@pytest.mark.parametrize(
    ("place", "how_far"),
    [
        ("4.7 s1", "executable"),  # the clock and two facts
        ("6.4 s1", "executable"),
        ("6.3 s1", "partly"),  # by when, nobody has said
        ("6.5 s1", "partly"),
        ("2.3 s2", "partly"),  # truthfulness is judged, saying who one is is not
        ("4.2 s1", "for a person"),  # what is genuine
        ("4.5 s2", "for a person"),  # what is excessive
        ("3.1 s1", "for a person"),  # a duty of the organisation that no event decides
        ("6.2 s1", "for a person"),  # as the sentence that it restates
        ("1.1 s1", "background"),
    ],
)
def test_how_far_a_sentence_is_decided(place: str, how_far: str) -> None:
    assert _extent(place) == how_far


def test_what_facts_alone_decide_is_never_for_a_person() -> None:
    alone = {r for each in traces(TYPED) if each.extent == "executable" for r in each.sentence.rules}
    for example in TYPED.examples:
        outcomes = {each.outcome.value for each in example.expectations if set(each.rules) & alone}
        assert "for_a_person" not in outcomes, example.name
        assert "stands" not in outcomes, example.name


def test_a_sentence_that_restates_a_restating_one_ends() -> None:
    text = POLICY.typed.source.text.replace("restates 4.8 s1", "restates 7.2", 1)
    again = policy_from_text(text)
    [six] = [s for clause in again.typed.clauses if clause.number == "6.2" for s in clause.sentences]
    assert extent(again.typed, six) == "background"


def test_the_fields_of_the_quiet_hours() -> None:
    assert fields_of(TYPED.rules_by_id["4.7"]) == (
        *("by.roles", "recipient.person.category", "at", "recipient.at-risk", "recipient.no-alternative"),
    )


# ---- meeting


def test_rules_meet_where_a_decision_has_findings_of_both() -> None:
    meetings = Meetings(TYPED)
    for example in TYPED.examples[::12]:
        events = run_example(TYPED, example).events
        assert events
        met = meetings.of_example(example, events)
        decided = [POLICY.decide(event) for event in events]
        if example.as_of is None:
            found = {finding.rule for decision in decided for finding in decision.findings}
            assert found <= met
            assert all(rule in " ".join(POLICY.standing) for rule in met - found)


def test_the_quiet_hours_meet_the_register_and_the_parents_wish() -> None:
    met = Meetings(TYPED).of_clause("4.7", lambda example: run_example(TYPED, example))
    assert {"9.1", "5.2", "4.6"} <= set(met)
    assert "4.7" not in met
    assert "6.4" not in met


def test_channels_against_rules() -> None:
    by_word = Meetings(TYPED).by_word("channel.kind")
    having = {rule: {word for word, rules in by_word.items() if rule in rules} for rule in TYPED.rules_by_id}
    assert having["8.3 s1"] == having["8.2 s1"] == {"chat", "networking"}
    assert having["7.1 s2"] == {"email"}
    assert having["6.3(a)"] == {"text"}
    assert having["9.1"] == {"website", "app", "networking", "chat", "email", "text", "video"}
    assert having["4.7"] == set(by_word)


@pytest.mark.parametrize("field", ["channel", "channel.colour", "at", "recipients.person"])
def test_only_a_choice_has_words(field: str) -> None:
    with pytest.raises(ValueError, match="no event has a choice"):
        Meetings(TYPED).by_word(field)


# ---- words


@pytest.mark.parametrize("number", range(20))
def test_a_line_that_is_a_phrase_uses_it(number: int) -> None:
    policy = policy_of(number).typed
    used = users(policy)
    plain = [word for word in policy.definitions if word.kind == "fact" and "{" not in word.pattern]
    for word in plain:
        for rule in policy.rules:
            starts = ("", "when ", "if ", "unless ")
            lines = {line.strip() for line in rule.lines}
            stands = any(f"{start}{word.pattern}" in lines for start in starts)
            assert (rule.id in used.get(("fact", word.pattern), ())) >= stands


def test_the_longer_noun_is_not_the_shorter_one() -> None:
    used = users(TYPED)
    assert "4.4" in used["noun", "a child or young person WRBC is working with"]
    assert "4.4" not in used["noun", "a child or young person"]
    assert used["act", "contact {somebody}"] == ("2.3 s2(b)", "4.5 s2", "4.7", "8.3 s2")
    assert used["setting", "the appointed storage location"] == ("6.5 s1",)


# ---- editions


def test_what_differs_between_editions() -> None:
    text = POLICY.typed.source.text
    other = policy_from_text(
        text.replace("from 21:00 until 08:00", "from 22:00 until 08:00", 1).replace(
            'setting "the contact limit" is a number, not set', 'setting "the contact limit" is a number, 9'
        )
    )
    found = revisions(TYPED, other.typed)
    assert [(each.state, each.kind, each.name) for each in found] == [
        ("changed", "rule", "4.7"),
        ("changed", "setting", "the contact limit"),
    ]
    assert revisions(TYPED, TYPED) == ()
    back = revisions(other.typed, TYPED)
    assert [(each.before, each.after) for each in back] == [(each.after, each.before) for each in found]


def test_a_rule_that_is_new_is_gone_the_other_way() -> None:
    text = POLICY.typed.source.text
    other = policy_from_text(text + '\nclause 9.9 "More" [00000000]\n  staff must not publish anything\n')
    assert [(each.state, each.name) for each in revisions(TYPED, other.typed)] == [("new", "9.9")]
    assert [(each.state, each.name) for each in revisions(other.typed, TYPED)] == [("gone", "9.9")]

"""A sentence says what its rule says: a reader that knows nothing of how it was written reads it back."""

from __future__ import annotations

import itertools
import re

import pytest

from tests.agreement.drafted import policy_of
from wrbc_rules import Policy, load_policy
from wrbc_rules.backends.prose import condition_words, meaning, sentence
from wrbc_rules.backends.prose.meanings import _WORDS
from wrbc_rules.ir import (
    All,
    AnyOf,
    Fixed,
    Instant,
    Less,
    Not,
    Number,
    OneOf,
    Path,
    Phrase,
    Rule,
    Test,
    Unset,
    Window,
)
from wrbc_rules.ir.expressions import TERMS, TESTS

POLICIES = 30


def _letters(test: Test, names: dict[str, str]) -> Test:
    """The same structure over single letters, so that no word of a phrase can be taken for one that joins."""
    match test:
        case Phrase(words):
            return Phrase(names.setdefault(words, f"p{len(names)}"), Fixed(True))
        case All(tests) | AnyOf(tests):
            return type(test)(tuple(_letters(each, names) for each in tests))
        case Not(inner):
            return Not(_letters(inner, names))
        case _:
            return test


class Reader:
    """Reads a condition of an English sentence into what makes it true, by the usual meaning of its words."""

    def __init__(self, text: str) -> None:
        self.tokens = re.findall(r"p\d+|[a-z]+|[;:()]", text)

    def value(self, true: set[str]) -> bool:
        self.rest = list(self.tokens)
        found = self._one(true)
        assert not self.rest
        return found

    def _take(self, *words: str) -> None:
        for word in words:
            assert self.rest.pop(0) == word

    def _one(self, true: set[str]) -> bool:
        word = self.rest.pop(0)
        if word == "(":
            found = self._one(true)
            self._take(")")
            return found
        if word in ("both", "either", "neither"):
            first = self._one(true)
            self._take({"both": "and", "either": "or", "neither": "nor"}[word])
            second = self._one(true)
            pair = {"both": first and second, "either": first or second}
            return pair.get(word, not (first or second))
        if word in ("all", "any", "none"):
            self._take("of", "these", ":")
            several = [self._one(true)]
            while self.rest[:1] == [";"]:
                self._take(";")
                if self.rest[0] in ("and", "or"):
                    self.rest.pop(0)
                several.append(self._one(true))
            return {"all": all(several), "any": any(several), "none": not any(several)}[word]
        if word == "it":
            self._take("is", "not", "so", "that")
            return not self._one(true)
        return word in true


def _holds(test: Test, true: set[str]) -> bool:
    match test:
        case Phrase(words):
            return words in true
        case Not(inner):
            return not _holds(inner, true)
        case All(tests):
            return all(_holds(each, true) for each in tests)
        case AnyOf(tests):
            return any(_holds(each, true) for each in tests)
        case _:
            raise AssertionError(test)


def _conditions(policy: Policy) -> list[tuple[Rule, Test]]:
    tests = [(rule, test) for rule in policy.rules for test in (rule.condition, rule.kept, rule.excused)]
    return [(rule, test) for rule, test in tests if test not in (Fixed(True), Fixed(False))]


@pytest.mark.parametrize("number", range(POLICIES))
def test_a_condition_read_back_is_true_where_it_is(number: int) -> None:
    for rule, test in _conditions(policy_of(number)):
        names: dict[str, str] = {}
        plain = _letters(test, names)
        reader = Reader(condition_words(plain, rule))
        letters = list(names.values())[:6]
        for size in range(len(letters) + 1):
            for true in itertools.combinations(letters, size):
                assert reader.value(set(true)) == _holds(plain, set(true))


@pytest.mark.parametrize("number", range(POLICIES))
def test_every_line_of_the_author_stands_in_the_sentence(number: int) -> None:
    joining = "both|all of|either|any of|neither|none of|when|if|unless|refer it to"
    for rule in policy_of(number).rules:
        said = sentence(rule).lower()
        for line in rule.lines:
            if line.strip().startswith("answers "):
                continue
            words = re.sub(rf"^(?:(?:{joining})(?: |$))*|^\([a-z]\) ", "", line.strip()).lower()
            # a rule's parts are told in one order, in whatever order their author wrote them
            assert words in said, (rule.lines, said)
        assert said.endswith(".")


def test_the_sentence_of_the_quiet_hours() -> None:
    assert sentence(load_policy().typed.rules_by_id["4.7"]) == (
        "Staff should not contact a child or young person when the local time is from 21:00 until 08:00, "
        "unless both the child or young person is at risk and no other way to reach them is left."
    )


def test_a_duty_says_when_and_a_permission_who_is_told() -> None:
    rules = load_policy().typed.rules_by_id
    assert sentence(rules["9.1"]).endswith("before they contact a child or young person by social media.")
    assert sentence(rules["8.3 s2"]).startswith("It is appropriate for staff to contact a young adult")


def test_a_list_of_three_is_closed_before_what_follows() -> None:
    rule = load_policy().typed.rules_by_id["4.7"]
    three = All(tuple(Phrase(word, Fixed(True)) for word in ("a", "b", "c")))
    listed = AnyOf((three, Phrase("d", Fixed(True))))
    assert condition_words(three, rule) == "all of these: a; b; and c"
    assert condition_words(listed, rule) == "either (all of these: a; b; and c) or d"


# ---- what phrases look at


def test_every_primitive_has_words() -> None:
    assert set(_WORDS) == {*TESTS, *TERMS}


@pytest.mark.parametrize("number", range(POLICIES))
def test_the_meaning_of_any_phrase_can_be_told(number: int) -> None:
    for rule in policy_of(number).rules:
        for test in (rule.scope, rule.condition, rule.kept, rule.excused):
            assert meaning(test, rule.each)


def test_meanings() -> None:
    at = Instant(Path("event", ("at",)))
    hour = 3_600_000_000
    kind = Path("event", ("channel", "kind"))
    assert meaning(Window(at, Number(21 * hour), Number(8 * hour))) == "at is from 21:00 until 08:00"
    friday = Window(at, Number(21 * hour), Unset("the end", None), frozenset({4}))
    assert meaning(friday) == 'at is from 21:00 until "the end" on the nights of Friday'
    assert meaning(Less(at, Instant(Path("each", ("noticed_at",))))) == "at is before noticed-at"
    assert meaning(Not(OneOf(kind, frozenset({"in_person"})))) == "not channel.kind is in-person"
    day = Less(at, Number(1_000_000 * 86_400 * 17_000))
    assert meaning(day) == "at is before 2016-07-18 00:00 UTC"

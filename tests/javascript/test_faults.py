"""Faults put into the runner's text on purpose: the search that finds none otherwise finds each of them."""

from __future__ import annotations

from functools import cache

import pytest

from tests.agreement.drafted import written
from wrbc_rules.backends.javascript import runner

from .agreeing import Judged, at_the_edges, first_difference, judged
from .node import Runner, shared

#: Policies that show what few do: answers at several times, nights of the week, people without names ...
#: Those that are decided quickest come first.
TELLING = (24, 3, 14, 53, 18, 1003)
#: What is changed to what, by what is then wrong.
FAULTS = {
    "all of some unknown are not so": (
        "values.includes(null) ? null : true;\n}\n\nfunction someOf",
        "!values.includes(null);\n}\n\nfunction someOf",
    ),
    "any of some unknown is not so": ("return values.includes(null) ? null : false;", "return false;"),
    "the contrary of unknown is so": ("value === null ? null : !value", "!value"),
    "less or equal": ("if (leftMost < rightLeast)", "if (leftMost <= rightLeast)"),
    "at most is less": ("if (leftMost <= rightLeast)", "if (leftMost < rightLeast)"),
    "not less only if more": ("return leftLeast >= rightMost", "return leftLeast > rightMost"),
    "a window does not pass midnight": ("(end <= start ? DAY : 0)", "0"),
    "a window has its end": ("first < closes &&", "first <= closes &&"),
    "a window is left by its last moment": ("return last < closes ? true", "return last <= closes ? true"),
    "nights are those that end": ("nights.includes(weekdayOf(day))", "nights.includes(weekdayOf(day + 1))"),
    "a clock changes a moment later": ("this.starts[middle] <= instant", "this.starts[middle] < instant"),
    "days are of the visitor's zone": ("at.getUTCDate()", "at.getDate()"),
    "months have 31 days": ("(12 * year + month - 1) * 32", "(12 * year + month - 1) * 31"),
    "a minute is its first moment": ("[instant, instant + MINUTE - 1]", "[instant, instant]"),
    "not done by is done at": ("`${path}.not_done_by`)[1] + 1", "`${path}.not_done_by`)[1]"),
    "texts are as they were typed": ('return value.normalize("NFC");\n', "return value;\n"),
    "a missing field is forgotten": ("=> [fact(test.path, scene, words)];", "=> [];"),
    "what is bounded is missing too": ("(openEnded.length ? openEnded : inexact)", "inexact"),
    "whoever may be left out is not": (
        "possible.size + namelessPossible : Infinity",
        "possible.size + namelessPossible : possible.size",
    ),
    "nameless people are different": ("namelessKnown ? 1 : 0", "namelessKnown"),
    "nobody else is asked about": ("complete ? members : [...members, null]", "members"),
    "a count holds for any period": (
        "count.period <= term.period.value ? count.at_least : 0",
        "count.at_least",
    ),
    "the first answer counts": ("each.told.at[1] < other.told.at[0]", "each.told.at[0] > other.told.at[1]"),
    "doubtful answers do not count": ("each.counts !== false &&", "each.counts === true &&"),
    "a no to the contrary is a no": ('(told.answer === "yes") === same', 'told.answer === "yes"'),
    "answers are about anybody": ("told.about === about &&", ""),
    "white space in a question matters": ('.replace(SPACES, " ")', ""),
    "what is planned is not known": ("when[0] > this.asOf && !this.isMoment(path)", "when[0] > this.asOf"),
    "the moment of looking is ahead": ("when[0] > this.asOf &&", "when[0] >= this.asOf &&"),
    "what is ahead is missing": (
        'some((each) => each.is === "instant" && scene.ahead(each.path))) {',
        "some(() => false)) {",
    ),
    "how it will be done is missing": ("return ahead ? [", "return !ahead ? ["),
    "people come before facts": (
        'causes.has("fact")) return',
        'causes.has("fact") && !causes.has("person")) return',
    ),
    "a deadline is the start of its day": (
        "[, most] = clock.day(dateOf(most))",
        "[most] = clock.day(dateOf(most))",
    ),
    "the lighter of two counts": ("weight(made) < weight(before)", "weight(made) > weight(before)"),
    "an exception is not looked at": ("[not(kept), not(excused)]", "[not(kept)]"),
    "the last reason is told": ("test.tests.find(", "[...test.tests].reverse().find("),
    "the west is east": ('offset < 0 ? "-" : "+"', 'offset < 0 ? "+" : "-"'),
}


@cache
def cases() -> tuple[tuple[Judged, ...], ...]:
    """Trials of the telling policies, with what the interpreter says; the same for every fault."""
    edges = tuple((trial, trial.expected()) for trial in at_the_edges(written("bundled")))
    return (*(tuple(judged(number, 40)) for number in TELLING), edges)


def found_by(faulty: Runner) -> str | None:
    return next((found for given in cases() if (found := first_difference(faulty, given)) is not None), None)


@pytest.mark.xdist_group("faults in JavaScript")
def test_without_a_fault_nothing_is_found() -> None:
    assert found_by(shared()) is None


@pytest.mark.xdist_group("faults in JavaScript")
@pytest.mark.parametrize("fault", FAULTS)
def test_the_search_finds(fault: str) -> None:
    right, wrong = FAULTS[fault]
    text = runner()
    assert text.count(right) == 1
    faulty = Runner(text.replace(right, wrong))
    try:
        assert found_by(faulty) is not None
    finally:
        faulty.close()

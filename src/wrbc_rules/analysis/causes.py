"""Many cases that come out differently for one cause, as one letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeVar

from wrbc_rules.analysis.differences import Difference
from wrbc_rules.analysis.examples import CaseResult
from wrbc_rules.diagnostics import Diagnostic
from wrbc_rules.ir import TypedPolicy

C = TypeVar("C")

#: So many cases of one cause are told of together.
_MANY = 3
#: So many of them are named.
_NAMED = 12


def summed(policy: TypedPolicy, results: Iterable[CaseResult]) -> tuple[Diagnostic, ...]:
    """What is wrong with the cases: one letter for many of one cause, the others each in full."""
    every = list(results)
    rest = [each for result in every for each in result.differences]
    sums = list[Diagnostic]()
    while phrase := _most(words for each in rest for words in each.open):
        sums.append(_left_open(policy, phrase, [each for each in rest if phrase in each.open]))
        rest = [each for each in rest if phrase not in each.open]
    while came_out := _most((each.rules, each.got) for each in rest if each.rules):
        sums.append(_alike(policy, [each for each in rest if (each.rules, each.got) == came_out]))
        rest = [each for each in rest if (each.rules, each.got) != came_out]
    alone = {id(each.letter) for each in rest}
    told = {id(each.letter) for result in every for each in result.differences} - alone
    return (*sums, *(each for result in every for each in result.problems if id(each) not in told))


def _most(causes: Iterable[C]) -> C | None:
    """The cause that stands most often, if it does so often enough."""
    return next((cause for cause, times in Counter(causes).most_common(1) if times >= _MANY), None)


def _left_open(policy: TypedPolicy, phrase: str, cases: list[Difference]) -> Diagnostic:
    """That many cases do not say whether something is so."""
    declared = next((each for each in policy.definitions if phrase in (each.pattern, *each.also)), None)
    told, remedy = f"leave it open: `{phrase}`", "say it once for all of them, below `background`"
    if declared is not None and declared.kind == "fact":
        told, remedy = f"do not say whether `{phrase}`", f"{remedy}: `{phrase}`"
        remedy += (
            f" or `{declared.contrary}`" if declared.contrary else ', or its opposite, after `or else "..."`'
        )
    if any(each.kind == "promise" for each in cases):
        remedy += "; a promise takes nothing from there and says so itself"
    rules = dict.fromkeys(rule for each in cases for rule in each.rules)
    return Diagnostic(
        code="WR169",
        source=policy.source,
        span=declared.span if declared is not None else policy.rules_by_id[cases[0].rules[0]].span,
        message=f"{_counted(cases)} {told}",
        help=remedy,
        notes=(f"{', '.join(rules)} {'asks' if len(rules) == 1 else 'ask'} for it", *_listed(cases)),
    )


def _alike(policy: TypedPolicy, cases: list[Difference]) -> Diagnostic:
    """That a rule comes out as one thing in many cases that say another."""
    rule = policy.rules_by_id[cases[0].rules[0]]
    common = [each for each in cases[0].reasons if all(each in other.reasons for other in cases)]
    heading = next((each.heading for each in policy.clauses if each.number == rule.clause), None)
    return Diagnostic(
        code="WR169",
        source=policy.source,
        span=rule.span,
        heading=heading,
        message=(
            f"{', '.join(cases[0].rules)} comes out as {cases[0].got} in {_counted(cases)}, "
            "which say otherwise"
        ),
        help="mend the rule, if it is wrong; else what each of them says",
        notes=(*(f"in all of them: {each}" for each in common), *_listed(cases)),
    )


def _counted(cases: list[Difference]) -> str:
    """As in "3 examples and 1 promise"."""
    names = Counter(kind for kind, _ in {(each.kind, each.name) for each in cases})
    said = [f"{count} {kind}{'s' * (count != 1)}" for kind, count in sorted(names.items())]
    return " and ".join(said)


def _listed(cases: list[Difference]) -> Iterator[str]:
    """Each case with its line, as far as anybody would read."""
    first = {(each.kind, each.name): each.letter for each in reversed(cases)}
    for (kind, name), letter in sorted(first.items(), key=lambda each: _line(each[1]))[:_NAMED]:
        yield f'line {_line(letter)}: {kind} "{name}"'
    more = f"and {len(first) - _NAMED} more; " if len(first) > _NAMED else ""
    yield f"{more}`wrbc-rules test` shows each in full"


def _line(letter: Diagnostic) -> int:
    assert letter.source is not None
    assert letter.span is not None
    return letter.source.line_of(letter.span.start)

"""How the time for one event, and for loading, grows with the number of rules.

Twice: where every rule begins with the group that a message goes to, so that most rules can be passed over,
and where each rule asks for a number of its own, so that an index of words can pass over none.

Never: a file larger than the language allows; more rules than one file may hold stand in several.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import cycle
from time import perf_counter
from typing import Any, Literal

import attrs
from attrs import field

from benchmarks.ours import Way, ways
from benchmarks.report import Report
from benchmarks.timing import Contender, race, table
from wrbc_rules import Policy, policy_from_text
from wrbc_rules.values import NOT_STATED, Count, When, about, to_when
from wrbc_rules.vocabulary import Vocabulary

SIZES = (16, 160, 1_600, 16_000)
#: A file may have 20,000 lines, of which a rule takes four, and 1,000 words, of which a group takes one.
MOST_IN_A_FILE = 4_000
RULES_OF_A_GROUP, MARKS = 16, 16
TIMED = 40
#: What is timed here: the way that tells what may be wrong; without it the decision, of a few rules only.
ASKED = "compiled.notable"
WEEK = timedelta(days=7)
Set = Literal["by group", "by number"]


@attrs.frozen(kw_only=True)
class Person:
    """Who writes."""

    id: str | None = field(default=None, metadata=about("tells people apart", role="identity"))
    role: Literal["coach", "helper", "parent"] | None = field(default=None, metadata=about("what they are"))


@attrs.frozen(kw_only=True)
class _Note:
    """A message to a group, with sixteen marks."""

    id: str = field(metadata=about("names the event in every answer"))
    at: When = field(default=NOT_STATED, converter=to_when, metadata=about("when", role="moment"))
    by: Person = field(default=Person(), metadata=about("who writes it", role="actor"))
    group: str | None = field(default=None, metadata=about("the group it goes to"))
    messages: Count | None = field(default=None, metadata=about("how many went there in a period"))


Note = attrs.make_class(
    "Note",
    {
        f"mark_{number}": field(
            default=None,
            type=bool | None,  # type: ignore[arg-type]  # attrs takes it, its stubs do not
            kw_only=True,
            metadata=about("something that is true of it"),
        )
        for number in range(MARKS)
    },
    bases=(_Note,),
    frozen=True,
    slots=True,
)
VOCABULARY = Vocabulary("notes", (Note,))


# ---- the rules


@attrs.frozen
class Rule:
    """One generated rule: its number, its group, and the marks and the count that it looks at."""

    number: int
    group: int
    mark: int
    other: int
    count: int

    def lines(self, of: Set) -> Iterator[str]:
        """The rule as a clause."""
        yield f"clause 1.{self.number} adopted 2024-11-02"
        if of == "by group":
            yield f"  helpers should not write to group {self.group}"
            yield f"    when mark {self.mark} is set"
            yield f"    unless mark {self.other} is set"
        else:
            yield "  helpers should not write to a group"
            yield f"    when the number of messages in 7 days is over {self.count}"
            yield f"    unless mark {self.mark} is set"

    def code(self, of: Set) -> Iterator[str]:
        """The rule by hand."""
        if of == "by group":
            test = f'group == "group {self.group}" and note.mark_{self.mark} and not note.mark_{self.other}'
        else:
            test = f"count > {self.count} and not note.mark_{self.mark}"
        yield f"    if helper and {test}:"
        yield f'        found.append("1.{self.number}")'


def rules(count: int) -> list[Rule]:
    """So many rules, sixteen of a group, no two alike."""
    pairs = cycle([(one, other) for one in range(MARKS) for other in range(MARKS) if one != other])
    return [
        Rule(number + 1, number // RULES_OF_A_GROUP, *next(pairs), number + 10) for number in range(count)
    ]


def text(some: Sequence[Rule], of: Set) -> str:
    """A rules file."""
    lines = [
        'policy "Notes"',
        '  edition "2025"',
        '  organisation "the club"',
        "  in force from 2025-01-01",
        "  time zone Europe/London",
        *(line for rule in some for line in rule.lines(of)),
        'noun "helpers" means a person where role is any of coach, helper',
        *(f'fact "mark {number} is set" means mark-{number}' for number in range(MARKS)),
    ]
    if of == "by group":
        groups = sorted({rule.group for rule in some})
        lines += [
            f'act "write to group {each}" means a note where group is "group {each}"' for each in groups
        ]
    else:
        lines += [
            'act "write to a group" means a note',
            'fact "the number of messages in {a period} is over {a number}"',
            "  means messages in {a period} is over {a number}",
        ]
    return "\n".join(lines) + "\n"


def load(some: Sequence[Rule], of: Set) -> list[Policy]:
    """As many policies as the rules need files."""
    parts = [some[first : first + MOST_IN_A_FILE] for first in range(0, len(some), MOST_IN_A_FILE)]
    return [policy_from_text(text(part, of), vocabulary=VOCABULARY) for part in parts]


def by_hand(some: Sequence[Rule], of: Set) -> Callable[[Any], list[str]]:
    """One function with an `if` for each rule, in order, as somebody would write it who had the patience."""
    lines = ["def violated(note):", "    found = []", '    helper = note.by.role in {"coach", "helper"}']
    lines += ["    group = note.group", "    count = note.messages.at_least"]
    lines += [line for rule in some for line in rule.code(of)]
    space: dict[str, Any] = {}
    exec("\n".join([*lines, "    return found"]), space)  # noqa: S102
    made: Callable[[Any], list[str]] = space["violated"]
    return made


def notes(groups: int, seed: int) -> list[Any]:
    """Fully known messages; one in eight is among too many for a few rules of the second set."""
    source = random.Random(seed)
    found = []
    for number in range(TIMED):
        count = source.choice((1, 1, 2, 2, 3, 4, 5, 14))
        found.append(
            Note(
                id=f"n{number}",
                at=datetime(2025, 6, 1, 12, tzinfo=UTC) + timedelta(minutes=number),
                by=Person(id="p", role=source.choice(("coach", "helper", "helper", "parent"))),
                group=f"group {source.randrange(groups)}",
                messages=Count(count, count, WEEK),
                **{f"mark_{mark}": source.random() < 0.1 for mark in range(MARKS)},
            )
        )
    return found


# ---- the case


def run(rounds: int) -> Report:
    """Both sets, in four sizes."""
    report = Report(title="Growth: ours and by hand, straight, from 16 to 16,000 rules")
    sets: tuple[Set, ...] = ("by group", "by number")
    for of in sets:
        report.say(
            "Every rule begins with the group that a message goes to, sixteen rules of a group:"
            if of == "by group"
            else "Every rule asks whether a count is over a number of its own:",
            "",
        )
        for size in SIZES:
            _size(report, size, of, max(3, rounds // 3))
    return report


def _size(report: Report, size: int, of: Set, rounds: int) -> None:
    some = rules(size)
    start = perf_counter()
    policies = load(some, of)
    loaded = perf_counter() - start
    hand = by_hand(some, of)
    sample = notes(max(1, size // RULES_OF_A_GROUP), 1)
    together = [_together(each) for each in zip(*map(ways, policies), strict=True)]
    asked = [way for way in together if way.name == ASKED]
    start = perf_counter()
    for way in asked:
        _check(way, sample, hand)
    first = perf_counter() - start
    name = f"by hand, {size:,} rules"
    racers = [Contender(name=name, run=hand, inputs=sample)]
    racers += [Contender(name=f"ours, {way.name}", run=way.run, inputs=sample) for way in asked]
    timed = race(racers, rounds)
    files = f" from {len(policies)} files" if len(policies) > 1 else ""
    report.say(
        *table(timed, name), f"loaded{files} in {loaded:.2f} s; first asked and checked {first:.2f} s", ""
    )
    for racer, each in timed.items():
        report.measured[f"{of}, {size}: {racer}"] = each.over(timed[name])
        report.measured[f"{of}, {size}, us: {racer}"] = each.median * 1e6


def _together(same: tuple[Way, ...]) -> Way:
    """One way of asking, of several policies."""
    if len(same) == 1:
        return same[0]
    runs = [way.run for way in same]
    said = same[0].said

    def joined(answers: Any) -> Any:
        every = [said(answer) for answer in answers]
        return frozenset().union(*(one for one, _ in every)), frozenset().union(*(two for _, two in every))

    return attrs.evolve(same[0], run=lambda event: [run(event) for run in runs], said=joined)


def _check(way: Way, sample: Sequence[Any], hand: Callable[[Any], list[str]]) -> None:
    """Raises `AssertionError` if ours answers otherwise than the code by hand."""
    for note in sample:
        breached, open_ = way.said(way.run(note))
        if breached != frozenset(hand(note)) or open_:
            raise AssertionError(f"{way.name} says {breached}, not {hand(note)}, of {note}")

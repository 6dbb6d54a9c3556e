"""Tables joined so that a rule is local to a row: counts with their event, answers with whom they are
about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs
import narwhals as nw

from wrbc_rules.backends.columnar import answers, people, spans
from wrbc_rules.backends.columnar.refusing import refuse
from wrbc_rules.backends.columnar.saying import tests_of
from wrbc_rules.backends.columnar.scene import Answered, Counted, Scene
from wrbc_rules.backends.columnar.schema import JOINT, Schema, identity_fields
from wrbc_rules.backends.columnar.sheet import Sheet
from wrbc_rules.backends.columnar.tables import Frame, Tables, answers_of, prefixed
from wrbc_rules.backends.columnar.zone import Zone, pieces_of
from wrbc_rules.ir import Asked, Path, Question, Rule, Tally, Term, Test, TypedPolicy, paths_of, walk

#: The key of the events, under its prefix.
KEY = ["e_event"]


def nodes_of(rules: Iterable[Rule]) -> Iterator[Term | Test]:
    """Every expression of some rules."""
    for rule in rules:
        for test in tests_of(rule):
            yield from walk(test)


def inner_tests(rules: Iterable[Rule]) -> Iterator[Test]:
    """The tests of members who are counted, and of those who answer."""
    for node in nodes_of(rules):
        if isinstance(node, Tally):
            yield node.test
        elif isinstance(node, Asked):
            yield node.question.who_test


def questions_of(rules: Iterable[Rule]) -> tuple[Question, ...]:
    """Every question of some rules, once."""
    return tuple(dict.fromkeys(node.question for node in nodes_of(rules) if isinstance(node, Asked)))


def clock_paths(rules: Sequence[Rule]) -> Iterator[Path]:
    """The instants whose local time some rule asks for."""
    return spans.clock_paths([*(test for rule in rules for test in tests_of(rule)), *inner_tests(rules)])


def list_of(path: Path) -> str:
    """The name of the table of a list."""
    return JOINT.join(path.fields)


@attrs.frozen
class Ruled:
    """The rules of a policy about one class of events, whose tables the schema describes."""

    policy: TypedPolicy
    rules: tuple[Rule, ...]
    schema: Schema


@attrs.frozen(kw_only=True)
class Prepared:
    """The tables of one run, under names by which they can be joined, and the clock over their times."""

    given: Ruled
    events: Frame
    members: Mapping[str, Frame]
    answers: Frame | None
    as_of: int | None
    span: list[int]

    @classmethod
    def of(cls, rules: Ruled, tables: Tables, as_of: int | None, years: range | None) -> Prepared:
        """The tables, checked; the times in them are looked at unless the years are said."""
        schema = rules.schema
        events = prefixed(tables.events, schema.events, "e_")
        members = {name: prefixed(table, schema.people[name], "p_") for name, table in tables.people.items()}
        given = answers_of(tables, schema)
        every = [events, *members.values(), *([given] if given else [])]
        span = _span(rules.rules, every, as_of, years)
        return cls(given=rules, events=events, members=members, answers=given, as_of=as_of, span=span)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules about this class of events."""
        return self.given.rules

    def scene(self, frame: Frame, **about: object) -> Scene:
        """The scene of a frame's columns."""
        sheet, (first, last) = Sheet(frame.columns), self.span
        pieces = pieces_of(self.given.policy.clock, first - spans.MARGIN, last + spans.MARGIN)
        as_of = "e_as_of" if "e_as_of" in frame.columns else self.as_of
        moment = self.given.policy.vocabulary.moment
        return Scene(sheet=sheet, zone=Zone(sheet, pieces), moment=moment, as_of=as_of, **about)  # type: ignore[arg-type]

    def clock_paths(self) -> list[Path]:
        """The instants whose local time some rule asks for."""
        return list(clock_paths(self.rules))

    # ---- counts

    def counted(self) -> tuple[Frame, dict[Tally, Counted]]:
        """The events with the counts of the members of their lists."""
        events, told = self.events, dict[Tally, Counted]()
        every = dict.fromkeys(node for node in nodes_of(self.rules) if isinstance(node, Tally))
        for name, members in self.members.items():
            tallies = [each for each in every if list_of(each.people) == name]
            if tallies:
                rows, counted = self._tallied(name, members, tallies, f"t{len(told)}_")
                events = outer_joined(events, rows, KEY, ["m_event"])
                told |= counted
        return events, told

    def _tallied(
        self, name: str, members: Frame, tallies: Sequence[Tally], names: str
    ) -> tuple[Frame, dict[Tally, Counted]]:
        frame = self._with_event(members.renamed("p_", "m_"), "m_event")
        scene = self.scene(frame, lists={"member": name})
        identity = identity_fields(self.given.schema.members[name])
        rows, counted = people.tallied(frame.rows, scene, tallies, identity, names)
        return Frame.of(rows), counted

    def _with_event(self, frame: Frame, key: str) -> Frame:
        """Rows with what tests of members, and of those who answer, read of the event."""
        read = {path for test in inner_tests(self.rules) for path in paths_of(test) if path.root == "event"}
        wanted = {*spans.columns_of(read, self.events), *({"e_as_of"} & self.events.columns)}
        if not wanted:
            return frame
        return frame.joined(self.events.only(*KEY, *sorted(wanted)), [key], KEY)

    # ---- answers

    def answered(
        self, frame: Frame, rules: Sequence[Rule], keys: list[str]
    ) -> tuple[Frame, dict[Question, Answered]]:
        """Rows with the answers about them: `keys` are their event and, where rules are about people, the
        person.
        """
        questions = questions_of(rules)
        if self.answers is None or not questions:
            return frame, {}
        nobody = nw.col("j_about").is_null()
        given = self.answers.where(nobody if len(keys) == 1 else ~nobody)
        given = self._with_event(given, "j_event")
        rows, told = answers.answered(
            given.rows, self.scene(given, lists={"self": self.answers.name}), questions
        )
        found = Frame.of(rows if len(keys) == 2 else rows.drop("j_about"))
        return outer_joined(frame, found, keys, ["j_event", "j_about"][: len(keys)]), told


def outer_joined(frame: Frame, other: Frame, left: list[str], right: list[str]) -> Frame:
    """Every row, with the numbers of another frame, which are 0 where it has no such row."""
    joined = frame.joined(other, left, right, how="left")
    new = sorted(joined.columns - frame.columns)
    return Frame(joined.rows.with_columns(nw.col(name).fill_null(0) for name in new), joined.columns)


def _span(
    rules: Sequence[Rule], frames: Iterable[Frame], as_of: int | None, years: range | None
) -> list[int]:
    """From when to when the clock has to be written out."""
    paths = list(clock_paths(rules))
    if years is not None:
        return _said_span(paths, spans.span_of_years(years), as_of)
    found = [end for frame in frames for end in spans.span_of(frame, spans.columns_of(paths, frame))]
    if found and as_of is not None:
        found.append(as_of)
    return [min(found), max(found)] if found else [0, 0]


def _said_span(paths: Sequence[Path], span: list[int], as_of: int | None) -> list[int]:
    """The years that are said, if it can be seen of every row whether its times lie in them."""
    if any(path.root in ("member", "self") for path in paths):
        refuse("WR304", "a rule asks for the local time of members or of answers: leave the years out")
    if as_of is not None and not span[0] <= as_of <= span[1]:
        refuse("WR304", "the events are looked at outside the years that are said")
    return span

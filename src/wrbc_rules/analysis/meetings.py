"""Which rules meet: in the events of an example, and where a field holds one word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any

import attrs

from wrbc_rules.analysis.examples import CaseResult
from wrbc_rules.analysis.making import put
from wrbc_rules.backends.interpreter.decide import scene_of
from wrbc_rules.backends.python import Evaluator
from wrbc_rules.backends.python.evaluator import outcome_of
from wrbc_rules.findings import Outcome
from wrbc_rules.ir import Example, Path, TypedPolicy
from wrbc_rules.vocabulary import FieldInfo, Kind, class_info

_NEVER = float("inf")


@attrs.frozen(slots=False)
class Meetings:
    """Finds the rules that have something to say of the same event: whatever is not *not covered*."""

    policy: TypedPolicy

    @cached_property
    def _evaluator(self) -> Evaluator:
        return Evaluator(self.policy)

    def of_example(self, example: Example, events: Iterable[Any]) -> frozenset[str]:
        """The rules that cover any of the events that an example allows."""
        as_of = example.as_of.latest if example.as_of else _NEVER
        return frozenset(rule for event in events for rule in self._covering(event, as_of))

    def of_clause(self, number: str, results: Callable[[Example], CaseResult]) -> dict[str, tuple[str, ...]]:
        """The other clauses that meet a clause in its own examples, with the names of those.

        `results` says how an example came out, so that none is run twice.
        """
        found: dict[str, list[str]] = {clause.number: [] for clause in self.policy.clauses}
        for example in (each for each in self.policy.examples if each.clause == number):
            rules = self.of_example(example, results(example).events)
            met = {self.policy.rules_by_id[rule].clause for rule in rules}
            for clause in met if number in met else ():
                found[clause].append(example.name)
        return {clause: tuple(names) for clause, names in found.items() if names and clause != number}

    def by_word(self, field: str) -> dict[str, frozenset[str]]:
        """For each word that a choice such as `channel.kind` allows: the rules that may cover such an event.

        Nothing else is stated of the event, so that *may* is all that is said. Raises `ValueError` if no
        event has such a field, or it is no choice.
        """
        found: dict[str, set[str]] = {}
        for cls in self.policy.vocabulary.events:
            way = _way_to(cls, field)
            for word in way[1].values if way is not None and way[1].kind is Kind.CHOICE else ():
                assert way is not None
                scene = put(scene_of(self.policy, cls(id="any"), None), way[0], word.replace("-", "_"))
                found.setdefault(word, set()).update(self._covering(scene.event, _NEVER))
        if not found:
            raise ValueError(f"no event has a choice called {field}")
        return {word: frozenset(rules) for word, rules in found.items()}

    def _covering(self, event: Any, as_of: float) -> Iterator[str]:
        for index, _, code in self._evaluator.judges[type(event)](event, as_of):
            rule = self.policy.rules[index]
            if outcome_of(rule, code) is not Outcome.NOT_COVERED:
                yield rule.id


def _way_to(cls: type[Any], field: str) -> tuple[Path, FieldInfo] | None:
    """The path to a field of an event by its words, and what it holds."""
    path, infos, info = Path("event"), class_info(cls).fields, None
    for word in field.split("."):
        info = infos.get(word)
        if info is None or info.kind is Kind.PEOPLE:
            return None
        path, infos = path.then(info.name), class_info(info.part).fields if info.part is not None else {}
    return None if info is None else (path, info)

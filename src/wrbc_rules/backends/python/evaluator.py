"""A policy as generated code: what may be wrong with an event, and what every rule comes to."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeAlias

import attrs

from wrbc_rules.backends.python import runtime
from wrbc_rules.backends.python.json_forms import leaves_nothing_unsaid
from wrbc_rules.backends.python.judging import CLEAR, COMPLIES, EXCUSED, NOT_COVERED, PERMITTED
from wrbc_rules.backends.python.logic import FACT, PERSON, STANDS, TIME
from wrbc_rules.backends.python.soundness import soundness
from wrbc_rules.backends.python.writing import Purpose, Writer
from wrbc_rules.findings import Outcome, Verdict
from wrbc_rules.ir import Each, Rule, RuleForm, TypedPolicy
from wrbc_rules.values import Bound, instant_of
from wrbc_rules.vocabulary import EventError, read_event

#: When an event is looked at, if that is not said: after everything.
_NEVER = math.inf
#: What generated code answers with: the number of a rule, the place of a person in its list, a code.
Entry: TypeAlias = tuple[int, int | None, int]
Judge: TypeAlias = Callable[[Any, Bound], list[Entry]]
#: Whom rules are about, for each place in a list of an event.
Naming: TypeAlias = Callable[[Any], list[str]]


def _outcomes() -> dict[int, Outcome]:
    found = {
        NOT_COVERED: Outcome.NOT_COVERED,
        COMPLIES: Outcome.COMPLIES,
        EXCUSED: Outcome.EXCUSED,
        CLEAR: Outcome.CLEAR,
        PERMITTED: Outcome.PERMITTED,
        0: Outcome.BREACH,
    }
    for causes in range(1, (FACT | PERSON | TIME | STANDS) + 1):
        if causes & FACT:
            found[causes] = Outcome.UNDETERMINED
        elif causes & PERSON:
            found[causes] = Outcome.FOR_A_PERSON
        else:
            found[causes] = Outcome.PENDING if causes & TIME else Outcome.STANDS
    return found


_OUTCOMES = _outcomes()


def outcome_of(rule: Rule, code: int) -> Outcome:
    """What a code means for a rule: where nothing is unknown, a permission is not broken but withdrawn."""
    outcome = _OUTCOMES[code]
    withdrawn = outcome is Outcome.BREACH and rule.form is RuleForm.PERMISSION
    return Outcome.WITHDRAWN if withdrawn else outcome


class Alone(dict[Entry, tuple[Verdict, ...]]):
    """What is said of an event of which there is a single entry, about nobody; made once for each."""

    def __init__(self, policy: TypedPolicy) -> None:
        super().__init__()
        self.policy = policy

    def __missing__(self, entry: Entry) -> tuple[Verdict, ...]:
        """The verdict, now kept."""
        index, _, code = entry
        rule, outcome = self.policy.rules[index], outcome_of(self.policy.rules[index], code)
        verdict = Verdict(rule.id, None, outcome, rule.strength)
        self[entry] = () if outcome is Outcome.STANDS else (verdict,)
        return self[entry]


class Judges(dict[Any, Judge]):
    """Generated functions by class of event, or by the kind that JSON has for it; made when first asked for.

    Raises `TypeError` for a class that is no event of the vocabulary, `EventError` for no kind of event.
    """

    def __init__(self, policy: TypedPolicy, purpose: Purpose) -> None:
        super().__init__()
        self.policy = policy
        self.purpose = purpose

    def __missing__(self, key: Any) -> Judge:
        """The function, now kept."""
        mapping = not isinstance(key, type)
        cls = self._of_kind(key) if mapping else key
        vocabulary = self.policy.vocabulary
        if not issubclass(cls, vocabulary.events):
            raise TypeError(f"{cls.__name__} is no event of {vocabulary.name}")
        if mapping and not leaves_nothing_unsaid(cls):
            self[key] = self._of_objects(cls)
            return self[key]
        writer, module = written(self.policy, cls, self.purpose, mapping=mapping)
        namespace = runtime.namespace(self.policy.clock, writer.called)
        exec(compile(module, f"<{self.policy.name}, {cls.__name__}>", "exec"), namespace)  # noqa: S102
        judge: Judge = namespace[self.purpose]
        self[key] = judge
        return judge

    def _of_objects(self, cls: type[Any]) -> Judge:
        """Makes an event of JSON's mapping first: what its class says of a field that is left out counts."""
        policy = self.policy
        return lambda data, as_of: self[cls](read_event(policy.vocabulary, data, policy.clock), as_of)

    def _of_kind(self, kind: object) -> type[Any]:
        kinds = self.policy.vocabulary.kinds()
        if not isinstance(kind, str) or kind not in kinds:
            raise EventError("kind", f"say which kind of event this is: {', '.join(kinds)}")
        return kinds[kind].cls


def written(
    policy: TypedPolicy, cls: type[Any], purpose: Purpose, *, mapping: bool
) -> tuple[Writer, ast.Module]:
    """The code for one class of events, with what it calls."""
    rules = enumerate(policy.rules)
    those = [(index, rule) for index, rule in rules if rule.event is not None and issubclass(cls, rule.event)]
    writer = Writer(vocabulary=policy.vocabulary, event=cls, mapping=mapping)
    return writer, writer.module(those, purpose)


@attrs.frozen
class Evaluator:
    """A policy as code, generated for a class of events when the first of them comes.

    It trusts its events: their fields hold what their classes say. `Policy.decide` checks that before, JSON's
    mappings are checked by `Policy.read_event`.
    """

    policy: TypedPolicy
    finders: Judges = attrs.field(init=False, eq=False, repr=False)
    judges: Judges = attrs.field(init=False, eq=False, repr=False)
    _alone: Alone = attrs.field(init=False, eq=False, repr=False)
    _namings: dict[tuple[int, bool], Naming] = attrs.field(factory=dict, init=False, eq=False, repr=False)
    _sound: dict[type[Any], Callable[[Any], bool]] = attrs.field(
        factory=dict, init=False, eq=False, repr=False
    )

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "finders", Judges(self.policy, "notable"))
        object.__setattr__(self, "judges", Judges(self.policy, "judge"))
        object.__setattr__(self, "_alone", Alone(self.policy))

    # ---- what it says

    def notable(self, event: Any, as_of: datetime | None = None) -> tuple[Verdict, ...]:
        """What may be wrong with an event: breaches, what is open, permissions withdrawn; else nothing.

        `as_of`, an aware date-time, is when it is looked at. Raises `NaiveTimeError` for one without offset,
        `TypeError` for an object that is no event of the vocabulary.
        """
        found = self.finders[type(event)](event, _NEVER if as_of is None else instant_of(as_of))
        return self.verdicts(found, event) if found else ()

    def outcomes(self, event: Any, as_of: datetime | None = None) -> tuple[Verdict, ...]:
        """What every rule says of an event, *not covered* too, in the policy's order; else as `notable`."""
        return self.verdicts(self.judges[type(event)](event, _bound(as_of)), event)

    def notable_in(self, data: Mapping[str, Any], as_of: datetime | None = None) -> tuple[Verdict, ...]:
        """As `notable`, of an event in JSON's form, of which no object is made.

        Fields that the class does not have are passed over, and so are values that a choice does not allow.
        Raises `EventError` for a time that cannot be read or a kind of event that there is not.
        """
        found = self.finders[data.get("kind")](data, _NEVER if as_of is None else instant_of(as_of))
        return self.verdicts(found, data, mapping=True) if found else ()

    def outcomes_in(self, data: Mapping[str, Any], as_of: datetime | None = None) -> tuple[Verdict, ...]:
        """As `outcomes`, of an event in JSON's form; else as `notable_in`."""
        return self.verdicts(self.judges[data.get("kind")](data, _bound(as_of)), data, mapping=True)

    def source(self, *events: type[Any], purpose: Purpose = "notable") -> str:
        """The generated code, to be read, for some classes of events (or all of the vocabulary)."""
        chosen = events or self.policy.vocabulary.events
        modules = ((cls, written(self.policy, cls, purpose, mapping=False)[1]) for cls in chosen)
        return "\n\n".join(f"# ---- {cls.__name__}\n\n{ast.unparse(module)}" for cls, module in modules)

    # ---- what it works with

    def verdicts(self, found: list[Entry], event: Any, *, mapping: bool = False) -> tuple[Verdict, ...]:
        """Entries in the policy's order, the worst where one person is listed twice."""
        if len(found) == 1 and found[0][1] is None:
            return self._alone[found[0]]
        found.sort()
        told: dict[tuple[int, str | None], Verdict] = {}
        named: dict[int, list[str]] = {}
        for index, place, code in found:
            rule = self.policy.rules[index]
            about = None
            if place is not None:
                assert rule.each is not None
                people = id(rule.each)
                if people not in named:
                    named[people] = self._naming(rule.each, mapping)(event)
                about = named[people][place]
            outcome = outcome_of(rule, code)
            known = told.get((index, about))
            if known is None or outcome.weight < known.outcome.weight:
                told[index, about] = Verdict(rule.id, about, outcome, rule.strength)
        if named and any(len(set(names)) < len(names) for names in named.values()):
            told = self._in_order(told, named)
        return tuple([verdict for verdict in told.values() if verdict.outcome is not Outcome.STANDS])

    def sound(self, event: Any) -> bool:
        """Whether it is sure that an event holds what its class allows; no where that takes a closer look."""
        cls = type(event)
        if cls not in self._sound:
            if cls not in self.policy.vocabulary.events:
                return False
            self._sound[cls] = soundness(cls)
        return self._sound[cls](event)

    def _naming(self, each: Each, mapping: bool) -> Naming:
        key = (id(each), mapping)
        if key not in self._namings:
            self._namings[key] = runtime.naming(each, mapping=mapping)
        return self._namings[key]

    def _in_order(
        self, told: dict[tuple[int, str | None], Verdict], named: dict[int, list[str]]
    ) -> dict[tuple[int, str | None], Verdict]:
        """Verdicts by where somebody who is listed twice is listed first."""

        def place(key: tuple[int, str | None]) -> tuple[int, int]:
            index, about = key
            return index, 0 if about is None else named[id(self.policy.rules[index].each)].index(about)

        return {key: told[key] for key in sorted(told, key=place)}


def _bound(as_of: datetime | None) -> Bound:
    return _NEVER if as_of is None else instant_of(as_of)

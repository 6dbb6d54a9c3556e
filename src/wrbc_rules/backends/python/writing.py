"""From plans to functions: one module of generated code for a class of events.

`notable` finds what may be wrong: rules that are broken, and those of which that is not known. `judge` says
of every rule what came out. Both answer with (number of the rule, place of the person, code) for each.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Literal, TypeAlias

import attrs

from wrbc_rules.backends.python import code
from wrbc_rules.backends.python.judging import judged, reported
from wrbc_rules.backends.python.logic import Logic
from wrbc_rules.backends.python.plan import MANY, everything, is_cheap, plan
from wrbc_rules.backends.python.reading import PLACE_OF_LOOKING, Key, Names, Reader, keys_of
from wrbc_rules.backends.python.runtime import Called
from wrbc_rules.backends.python.steps import (
    Guard,
    Judged,
    Loop,
    Report,
    Split,
    Step,
    own_keys,
    plain,
    tests_of,
)
from wrbc_rules.ir import (
    Asked,
    CountIn,
    Each,
    Instant,
    Number,
    Path,
    Rule,
    Tally,
    Test,
    Window,
)
from wrbc_rules.vocabulary import Kind, Vocabulary, class_info

Purpose: TypeAlias = Literal["notable", "judge"]
#: What is costly is read for several rules at once if it is read so often.
_OFTEN = 5
_UNIT = ("event", "each", "place", "as_of", "found")


@attrs.define(kw_only=True)
class Writer:
    """Writes the module for one class of events, read from objects or from JSON's mappings."""

    vocabulary: Vocabulary
    event: type[Any]
    mapping: bool
    names: Names = attrs.field(factory=Names)
    functions: list[ast.stmt] = attrs.field(factory=list)
    called: Called = attrs.field(init=False)
    _made: dict[Any, str] = attrs.field(factory=dict)
    _written: set[str] = attrs.field(factory=set)
    _read: dict[int, Counter[Key]] = attrs.field(factory=dict)
    _kept: list[Step] = attrs.field(factory=list)

    def __attrs_post_init__(self) -> None:
        self.called = Called(event=self.event, mapping=self.mapping)

    def module(self, rules: Iterable[tuple[int, Rule]], purpose: Purpose) -> ast.Module:
        """The module whose function of that name judges events."""
        steps = plan(rules) if purpose == "notable" else everything(rules)
        logic = self._logic(None, None)
        body: list[ast.stmt] = [
            code.assign("found", ast.List([], ast.Load())),
            *self._steps(steps, logic, frozenset()),
            ast.Return(code.name("found")),
        ]
        main = code.function(purpose, ("event", "as_of"), body)
        return code.module([*self.functions, main])

    def _logic(self, each: Each | None, subject: type[Any] | None, root: str = "member") -> Logic:
        classes = {"event": self.event, "each": None if each is None else each.cls, root: subject}
        info = class_info(self.event)
        judged = tuple(field.name for field in info.fields.values() if field.kind is Kind.JUDGEMENTS)

        def made(key: Key) -> str:
            return self._function(key, each)

        return Logic(
            Reader(
                names=self.names,
                classes={name: cls for name, cls in classes.items() if cls is not None},
                mapping=self.mapping,
                moment=Path("event", (self.vocabulary.moment,)),
                judgements=judged,
                functions=made,
            )
        )

    # ---- steps

    def _steps(self, steps: Sequence[Step], logic: Logic, bound: frozenset[Key]) -> list[ast.stmt]:
        """The statements of steps one after another; what several of them read is read before them."""
        steps = tuple(_one_by_one(step) for step in steps) if self.mapping else steps
        below = [self._reads(step) for step in steps]
        uses = sum(below, Counter[Key]())
        steps_left = Counter(key for keys in below for key in keys)
        statements: list[ast.stmt] = []
        for step, keys in zip(steps, below, strict=True):
            steps_left.subtract(keys.keys())
            wanted = [key for key in keys if steps_left[key] and uses[key] >= _OFTEN]
            wanted += [key for key in own_keys(step) if not logic.reader.is_inline(key)]
            for key in dict.fromkeys(wanted):
                if key not in bound:
                    statements += logic.given(bound).reader.bind(key)
                    bound |= {key}
            statements += self._step(step, logic.given(bound), bound)
        return statements

    def _reads(self, step: Step) -> Counter[Key]:
        """How often each key is read for a step and what stands under it.

        What is cheap counts as read often, in JSON also what has to be parsed. A report reads nothing anew.
        """
        if id(step) not in self._read:
            self._kept.append(step)
            found = Counter[Key]({step.path: _OFTEN} if isinstance(step, Split) else ())
            for test in () if isinstance(step, Report) else tests_of(step):
                often = _OFTEN if is_cheap(test) else 1
                for key in dict.fromkeys(keys_of(test)):
                    found[key] += _OFTEN if self.mapping and isinstance(key, Instant) else often
            for each in step.inner if isinstance(step, Guard | Loop) else ():
                found += self._reads(each)
            self._read[id(step)] = found
        return self._read[id(step)]

    def _step(self, step: Step, logic: Logic, bound: frozenset[Key]) -> list[ast.stmt]:
        match step:
            case Guard():
                test = code.both(map(logic.may, step.tests))
                return code.when(test, self._steps(step.inner, logic, bound))
            case Split():
                return self._split(step, logic)
            case Loop():
                return self._loop(step, bound)
            case Report():
                return reported(step, logic)
            case Judged():
                return judged(step, logic)

    def _split(self, step: Split, logic: Logic) -> list[ast.stmt]:
        """A call of the function that the field's value leads to."""
        table = self.names.of(id(step), f"rules_by_{'_'.join(step.path.fields)}")
        places: list[tuple[str | None, tuple[Step, ...]]] = [(None, step.unknown), *step.values.items()]
        made = []
        for value, steps in places:
            title = self.names.of((id(step), value), table.replace("rules_by", "rules_of"))
            self.functions.append(code.function(title, _UNIT, self._steps(steps, logic, frozenset())))
            made.append((code.constant(value), code.name(title)))
        self.functions.append(
            code.assign(table, ast.Dict([key for key, _ in made], [title for _, title in made]))
        )
        chosen = code.name("chosen")
        get = code.attribute(code.name(table), "get")
        ask = ast.Expr(code.call(chosen, *logic.reader.looking, code.name("found")))
        return [
            code.assign("chosen", code.call(get, logic.reader.value(step.path))),
            *code.when(code.contrary(code.is_none(chosen)), [ask]),
        ]

    def _loop(self, step: Loop, bound: frozenset[Key]) -> list[ast.stmt]:
        """The statements about each person, and about somebody who may not be listed."""
        if step.each not in self.called.lists:
            self.called.lists.append(step.each)
        logic = self._logic(step.each, None)
        people, members = code.name("people"), code.attribute(code.name("people"), "members")
        others = ast.Tuple(
            [ast.Starred(members, ast.Load()), code.name(f"nobody_{self.called.lists.index(step.each)}")],
            ast.Load(),
        )
        listed = code.choice(code.attribute(people, "complete"), members, others)
        target = ast.Tuple([ast.Name("place", ast.Store()), ast.Name("each", ast.Store())], ast.Store())
        body = self._steps(step.inner, logic, bound)
        if not body:
            return []
        return [
            code.assign("people", logic.reader.people(step.each.people)),
            ast.For(target, code.call("enumerate", listed), body, []),
        ]

    # ---- functions that a costly key needs

    def _function(self, key: Key, each: Each | None) -> str:
        each = None if isinstance(key, Window | CountIn) else each
        if (key, each) not in self._made:
            self._made[key, each] = self._FUNCTIONS[type(key)](self, key, each)
        return self._made[key, each]

    def _window(self, key: Window, each: Each | None) -> str:
        title = self.names.of((key, "function"), "window")
        assert isinstance(key.start, Number)
        assert isinstance(key.end, Number)
        numbers = (int(key.start.value), int(key.end.value))
        nights = code.NONE if key.nights is None else code.constant(tuple(sorted(key.nights)))
        made = code.call("clock_window", *map(code.constant, numbers), nights)
        self.functions.append(code.assign(title, made))
        return title

    def _count(self, key: CountIn, each: Each | None) -> str:
        title = self.names.of((key, "function"), "count")
        assert isinstance(key.period, Number)
        made = code.call("count_over", code.constant(int(key.period.value)))
        self.functions.append(code.assign(title, made))
        return title

    def _tally(self, key: Tally, each: Each | None) -> str:
        title = self.names.of((key, each), "passes")
        subject = self._member(key.people, each)
        self._test_function(title, f"{title}_causes", key.test, self._logic(each, subject))
        self.called.members.append(subject)
        number = code.constant(len(self.called.members) - 1)
        self.functions.append(code.assign(f"{title}_identity", code.call("identity", number)))
        return title

    def _ask(self, key: Asked, each: Each | None) -> str:
        title = self.names.of((key.question, each), "ask")
        holds, doubts = self._who(key.question.who_test, each)
        self.called.questions.append(key.question)
        number = code.constant(len(self.called.questions) - 1)
        people = code.NONE if each is None else code.constant(self.called.lists.index(each))
        asked = code.call("question", number, people, code.name(holds), code.name(doubts))
        self.functions += [code.remark(key.question.words), code.assign(title, asked)]
        return title

    _FUNCTIONS: ClassVar[Mapping[type[Any], Callable[[Writer, Any, Each | None], str]]] = {
        Asked: _ask,
        CountIn: _count,
        Tally: _tally,
        Window: _window,
    }

    def _who(self, test: Test, each: Each | None) -> tuple[str, str]:
        """The functions that say whether somebody's answer counts, and why that is not known."""
        counts = self.names.of(("who", test, each), "counts")
        if counts not in self._written:
            self._written.add(counts)
            self._test_function(
                counts, f"{counts}_doubts", test, self._logic(each, self._answering(), "self")
            )
        return counts, f"{counts}_doubts"

    def _test_function(self, title: str, causes: str, test: Test, logic: Logic) -> None:
        """Two functions: whether somebody passes a test, and why that is not known."""
        test = plain(test)
        keys = tuple(dict.fromkeys(keys_of(test)))
        logic = logic.given(frozenset(keys))
        bound = [statement for key in keys for statement in logic.reader.bind(key)]
        sure, denied = logic.sure(test), logic.denied(test)
        answer = code.choice(sure, code.TRUE, code.choice(denied, code.FALSE, code.NONE))
        parameters = ("subject", *PLACE_OF_LOOKING)
        self.functions.append(code.function(title, parameters, [*bound, ast.Return(answer)]))
        self.functions.append(code.function(causes, parameters, [*bound, ast.Return(logic.cause(test))]))

    def _member(self, path: Path, each: Each | None) -> type[Any]:
        cls: type[Any] | None = {"event": self.event, "each": None if each is None else each.cls}[path.root]
        for name in path.fields:
            assert cls is not None
            cls = next(f.part for f in class_info(cls).fields.values() if f.name == name)
        assert cls is not None
        return cls

    def _answering(self) -> type[Any]:
        fields = class_info(self.event).fields.values()
        return next(f.part for f in fields if f.kind is Kind.JUDGEMENTS and f.part is not None)


def _one_by_one(step: Step) -> Step:
    """A guard that asks one test, then the others: reading a field of JSON for nothing is dear."""
    if not isinstance(step, Guard) or len(step.tests) == 1 or len(step.tests) > MANY:
        return step
    return Guard(step.tests[:1], (Guard(step.tests[1:], step.inner),))

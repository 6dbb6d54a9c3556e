"""From plans to functions: one module of generated code for a class of events.

`notable` finds what may be wrong: rules that are broken, and those of which that is not known. `judge` says
of every rule what came out. Both answer with (number of the rule, place of the person, code) for each.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, TypeAlias

import attrs

from wrbc_rules.backends.python import code
from wrbc_rules.backends.python.logic import STANDS, Logic
from wrbc_rules.backends.python.plan import Guard, Loop, Report, Split, Step, is_cheap, plain, plan
from wrbc_rules.backends.python.reading import PLACE_OF_LOOKING, Key, Names, Reader, keys_of, root_of
from wrbc_rules.backends.python.runtime import Called
from wrbc_rules.ir import (
    All,
    Asked,
    CountIn,
    Each,
    Instant,
    Not,
    Number,
    Path,
    Rule,
    RuleForm,
    Tally,
    Test,
    Window,
    tests_below,
)
from wrbc_rules.vocabulary import Kind, Vocabulary, class_info

Purpose: TypeAlias = Literal["notable", "judge"]
#: Codes of what is settled and no breach; the others are causes, as bits, of which none is a breach.
NOT_COVERED, COMPLIES, EXCUSED, CLEAR, PERMITTED = -1, -2, -3, -4, -5
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

    def __attrs_post_init__(self) -> None:
        self.called = Called(event=self.event, mapping=self.mapping)

    def module(self, rules: Iterable[tuple[int, Rule]], purpose: Purpose) -> ast.Module:
        """The module whose function of that name judges events."""
        steps = plan(rules) if purpose == "notable" else _everything(rules)
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
        below = [self._reads(step) for step in steps]
        uses = sum(below, Counter[Key]())
        steps_left = Counter(key for keys in below for key in keys)
        statements: list[ast.stmt] = []
        for step, keys in zip(steps, below, strict=True):
            steps_left.subtract(keys.keys())
            wanted = [key for key in keys if steps_left[key] and uses[key] >= _OFTEN]
            wanted += [key for key in _own(step) if not logic.reader.is_inline(key)]
            for key in dict.fromkeys(wanted):
                if key not in bound:
                    statements += logic.given(bound).reader.bind(key)
                    bound |= {key}
            statements += self._step(step, logic.given(bound), bound)
        return statements

    def _reads(self, step: Step | _Judged) -> Counter[Key]:
        """How often each key is read for a step and what stands under it.

        What is cheap counts as read often, in JSON also what has to be parsed. A report reads nothing anew.
        """
        if id(step) not in self._read:
            found = Counter[Key]({step.path: _OFTEN} if isinstance(step, Split) else ())
            for test in () if isinstance(step, Report) else _tests(step):
                often = _OFTEN if is_cheap(test) else 1
                for key in dict.fromkeys(keys_of(test)):
                    found[key] += _OFTEN if self.mapping and isinstance(key, Instant) else often
            for each in step.inner if isinstance(step, Guard | Loop) else ():
                found += self._reads(each)
            self._read[id(step)] = found
        return self._read[id(step)]

    def _step(self, step: Step | _Judged, logic: Logic, bound: frozenset[Key]) -> list[ast.stmt]:
        match step:
            case Guard():
                test = code.both(map(logic.may, step.tests))
                return code.when(test, self._steps(step.inner, logic, bound))
            case Split():
                return self._split(step, logic)
            case Loop():
                return self._loop(step, bound)
            case Report():
                return _report(step, logic)
            case _Judged():
                return _judged(step, logic)

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
        return [
            code.assign("people", logic.reader.people(step.each.people)),
            ast.For(target, code.call("enumerate", listed), body, []),
        ]

    # ---- functions that a costly key needs

    def _function(self, key: Key, each: Each | None) -> str:
        each = None if isinstance(key, Window | CountIn) else each
        if (key, each) in self._made:
            return self._made[key, each]
        match key:
            case Window():
                title = self.names.of((key, "function"), "window")
                assert isinstance(key.start, Number)
                assert isinstance(key.end, Number)
                numbers = (int(key.start.value), int(key.end.value))
                nights = code.NONE if key.nights is None else code.constant(tuple(sorted(key.nights)))
                made = code.call("clock_window", *map(code.constant, numbers), nights)
                self.functions.append(code.assign(title, made))
            case CountIn():
                title = self.names.of((key, "function"), "count")
                assert isinstance(key.period, Number)
                made = code.call("count_over", code.constant(int(key.period.value)))
                self.functions.append(code.assign(title, made))
            case Tally():
                title = self.names.of((key, each), "passes")
                subject = self._member(key.people, each)
                self._test_function(title, f"{title}_causes", key.test, self._logic(each, subject))
                self.called.members.append(subject)
                number = code.constant(len(self.called.members) - 1)
                self.functions.append(code.assign(f"{title}_identity", code.call("identity", number)))
            case Asked():
                title = self.names.of((key.question, each), "ask")
                holds, doubts = self._who(key.question.who_test, each)
                self.called.questions.append(key.question)
                number = code.constant(len(self.called.questions) - 1)
                people = code.NONE if each is None else code.constant(self.called.lists.index(each))
                asked = code.call("question", number, people, code.name(holds), code.name(doubts))
                self.functions += [code.remark(key.question.words), code.assign(title, asked)]
            case _:
                raise AssertionError(key)
        self._made[key, each] = title
        return title

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


# ---- what one rule comes to


@attrs.frozen
class _Judged:
    """A rule of which it is said what came out, whatever it is."""

    index: int
    rule: Rule


def _everything(rules: Iterable[tuple[int, Rule]]) -> tuple[Any, ...]:
    """Every rule in its order, those about people in a loop over them."""
    groups: dict[Path | None, list[_Judged]] = {None: []}
    lists: dict[Path | None, Each | None] = {None: None}
    for index, rule in rules:
        people = None if rule.each is None else rule.each.people
        lists.setdefault(people, rule.each)
        groups.setdefault(people, []).append(_Judged(index, rule))
    steps: list[Any] = []
    for people, those in groups.items():
        each = lists[people]
        steps += those if each is None else [Loop(each, tuple(those))]  # type: ignore[arg-type]
    return tuple(steps)


def _entry(index: int, rule: Rule, what: ast.expr) -> ast.stmt:
    place = code.NONE if rule.each is None else code.name("place")
    entry = ast.Tuple([code.constant(index), place, what], ast.Load())
    return ast.Expr(code.call(code.attribute(code.name("found"), "append"), entry))


def _report(step: Report, logic: Logic) -> list[ast.stmt]:
    """A breach if every condition is sure; otherwise why that is not known."""
    rule = step.rule
    causes = logic.given_all_may(step.asked)
    said = code.remark(_said(rule))
    if rule.stands:
        sure = code.both(map(logic.sure, step.asked))
        return code.when(sure, [said, _entry(step.index, rule, code.constant(0))])
    if not any(asked.when is not None for test in step.asked for asked in tests_below(test, Asked)):
        return [said, _entry(step.index, rule, causes)]
    only_stands = code.compare(code.name("causes"), ast.NotEq(), code.constant(STANDS))
    return [
        said,
        code.assign("causes", causes),
        *code.when(only_stands, [_entry(step.index, rule, code.name("causes"))]),
    ]


def _judged(step: _Judged, logic: Logic) -> list[ast.stmt]:
    """The first outcome that fits."""
    rule = step.rule
    applies = plain(All((rule.scope, rule.condition)))
    kept, excused = plain(rule.kept), plain(rule.excused)
    permission = rule.form is RuleForm.PERMISSION
    breach = All((applies, excused) if permission else (applies, Not(kept), Not(excused)))
    outcomes = [(logic.denied(applies), code.constant(NOT_COVERED))]
    if permission:
        none = logic.denied(breach)
        outcomes.append((code.both((none, logic.sure(applies))), code.constant(PERMITTED)))
    else:
        kept_it, broke_it = logic.sure(kept), logic.denied(kept)
        outcomes.append((code.both((logic.sure(applies), kept_it)), code.constant(COMPLIES)))
        excused_it = code.both((logic.sure(applies), broke_it, logic.sure(excused)))
        outcomes.append((excused_it, code.constant(EXCUSED)))
    outcomes.append((logic.denied(breach), code.constant(CLEAR)))
    open_one = code.constant(STANDS) if rule.stands else logic.cause(breach)
    last = code.choice(logic.sure(breach), code.constant(0), open_one)
    body = [_entry(step.index, rule, last)]
    for test, what in reversed(outcomes):
        body = code.when(test, [_entry(step.index, rule, what)], body)
    return [code.remark(_said(rule)), *body]


def _said(rule: Rule) -> str:
    return f"{rule.id}: {rule.norm}"


# ---- what is read where


def _tests(step: Any) -> Iterator[Test]:
    """The tests that a step itself asks."""
    match step:
        case Guard():
            yield from step.tests
        case Report():
            yield from step.asked
        case _Judged():
            rule = step.rule
            yield from map(plain, (rule.scope, rule.condition, rule.kept, rule.excused))


def _own(step: Any) -> Iterator[Key]:
    """What is read before a step: what it asks; before a loop all that is of the event alone."""
    if isinstance(step, Split):
        yield step.path
    elif isinstance(step, Loop):
        yield from (key for key in _below(step) if root_of(key) == "event")
    else:
        yield from (key for test in _tests(step) for key in keys_of(test))


def _below(step: Any) -> Iterator[Key]:
    """Everything that a step and what stands under it read, but for functions of their own."""
    yield from () if isinstance(step, Loop) else _own(step)
    if isinstance(step, Guard | Loop):
        yield from (key for each in step.inner for key in _below(each))

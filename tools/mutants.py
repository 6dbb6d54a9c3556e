"""Small changes to a module's source, each of which some test ought to notice.

In: the text of a module. Out: its changes, in the order of the text. Never runs anything.
"""

from __future__ import annotations

import ast
import copy
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

Step = tuple[str, int | None]
#: What takes a node's place, and how the two are shown, where not as the nodes themselves.
Swap = tuple[ast.AST, str, str]

ORDERS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
CALLS = {"any": "all", "all": "any", "min": "max", "max": "min", "sorted": "list", "reversed": "list"}
_PAIRS = "earliest/latest at_least/at_most start/end left/right low/high startswith/endswith"
PARTS = {a: b for pair in _PAIRS.split() for a, b in (pair.split("/"), pair.split("/")[::-1])}
#: Keyword arguments that hold what people read, or that only guard against a slip.
UNJUDGED = frozenset("message help text title heading words strict kw_only maxsize".split())
_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Change:
    """One change: where it is, how it reads before and after, and what to put in which place of the tree."""

    where: str
    lines: range
    before: str
    after: str
    path: tuple[Step, ...]
    node: ast.AST

    @property
    def shown(self) -> str:
        """The change as the report shows it."""
        return f"{self.before} → {self.after}"


@dataclass(frozen=True)
class Spot:
    """Where the walk has come to."""

    where: str
    lines: range
    path: tuple[Step, ...] = ()
    parent: ast.AST | None = None
    condition: bool = False
    silent: bool = False  # words for people: nothing but conditions is changed

    def into(self, parent: ast.AST, field: str, index: int | None = None, **change: Any) -> Spot:
        return replace(
            self, parent=parent, path=(*self.path, (field, index)), **{"condition": False, **change}
        )


def changes(text: str) -> tuple[Change, ...]:
    """Every change of a module, in the order of its text; two that read alike are numbered."""
    made: list[Change] = []
    for index, statement in enumerate(ast.parse(text).body):
        if _judged(statement):
            where = ast.unparse(_target(statement)) if not _named(statement) else ""
            made += _statement(statement, Spot(where, range(0), (("body", index),)))
    count: Counter[tuple[str, str]] = Counter()
    numbered = []
    for each in made:
        count[each.where, each.shown] += 1
        nth = count[each.where, each.shown]
        numbered.append(each if nth == 1 else replace(each, after=f"{each.after} (no. {nth})"))
    return tuple(numbered)


def apply(tree: ast.Module, change: Change) -> None:
    """Put a change into a tree of the text that it was made from."""
    node: Any = tree
    *steps, (field, index) = change.path
    for name, at in steps:
        node = getattr(node, name) if at is None else getattr(node, name)[at]
    new = ast.fix_missing_locations(change.node)
    if index is None:
        setattr(node, field, new)
    else:
        getattr(node, field)[index] = new


# ---- statements


def _named(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.FunctionDef | ast.ClassDef)


def _target(statement: Any) -> ast.expr:
    target: ast.expr = statement.target if isinstance(statement, ast.AnnAssign) else statement.targets[0]
    return target


def _judged(statement: ast.stmt) -> bool:
    """Functions, classes, and tables; not imports, type aliases or lists of exports."""
    if _named(statement):
        return True
    if not isinstance(statement, ast.Assign | ast.AnnAssign) or statement.value is None:
        return False
    if isinstance(statement, ast.AnnAssign) and "TypeAlias" in ast.unparse(statement.annotation):
        return False
    alias = isinstance(statement.value, ast.Subscript | ast.BinOp | ast.Name)
    typevar = isinstance(statement.value, ast.Call) and ast.unparse(statement.value.func).endswith("TypeVar")
    return not alias and not typevar and ast.unparse(_target(statement)) != "__all__"


def _statement(node: ast.stmt, spot: Spot) -> Iterator[Change]:
    spot = replace(spot, lines=_lines(node))
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        name = f"{spot.where}.{node.name}" if spot.where else node.name
        members = [(i, each) for i, each in enumerate(node.body)]
        if isinstance(node, ast.ClassDef):
            members = [(i, each) for i, each in members if isinstance(each, ast.FunctionDef)]
        for index, each in members:
            yield from _statement(each, replace(spot.into(node, "body", index), where=name))
        return
    if isinstance(node, ast.Assert | ast.Raise | ast.Import | ast.ImportFrom):
        return
    for new, before, after in _without(node):
        yield _change(spot, new, before, after)
    yield from _inside(node, spot)


def _lines(node: ast.stmt) -> range:
    """The lines of a plain statement, or of the head of one that holds others."""
    body = getattr(node, "body", None)
    last = body[0].lineno if body else (node.end_lineno or node.lineno) + 1
    return range(node.lineno, max(last, node.lineno + 1))


def _without(node: ast.stmt) -> Iterator[Swap]:
    """The statement left out, or answering nothing."""
    empty = ast.copy_location(ast.Pass(), node)
    match node:
        case ast.Expr(value=ast.Constant()):
            return
        case ast.Return(value=ast.Constant(value=None) | None) | ast.Pass():
            return
        case ast.Return():
            yield ast.copy_location(ast.Return(ast.Constant(None)), node), _short(node), "return None"
        case ast.Expr() | ast.AugAssign() | ast.Continue() | ast.Break():
            yield empty, _short(node), "pass"
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield empty, _short(node), "pass"
        case ast.Match(cases=cases) if len(cases) > 1:
            for index, each in enumerate(cases):
                fewer = copy.deepcopy(node)
                del fewer.cases[index]
                yield fewer, _short(each), "(left out)"


# ---- expressions


def _inside(node: ast.AST, spot: Spot) -> Iterator[Change]:
    """The changes of everything below a node."""
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns", "decorator_list", "args", "type_comment"} and not isinstance(
            node, ast.Call
        ):
            continue
        children = (
            [(None, value)]
            if isinstance(value, ast.AST)
            else [*enumerate(value)]
            if isinstance(value, list)
            else []
        )
        for index, child in children:
            condition = field in {"test", "ifs", "guard"}
            if isinstance(child, ast.stmt):
                yield from _statement(child, spot.into(node, field, index))
            elif isinstance(child, ast.AST):
                yield from _expression(child, spot.into(node, field, index, condition=condition))


def _expression(node: ast.AST, spot: Spot) -> Iterator[Change]:
    if isinstance(node, ast.match_case):
        line = node.pattern.lineno
        spot = replace(spot, lines=range(line, max(line + 1, node.body[0].lineno)))
    if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.keyword) and node.arg in UNJUDGED):
        spot = replace(spot, silent=True)
    for new, before, after in _swaps(node, spot):
        if new is not None:
            yield _change(spot, ast.copy_location(new, node), before, after)
    if _isinstance(node):
        assert isinstance(node, ast.Call)
        yield from _expression(node.args[0], spot.into(node, "args", 0))
    else:
        yield from _inside(node, spot)


def _swaps(node: ast.AST, spot: Spot) -> Iterator[Swap]:
    """What could stand in a node's place."""
    yield from _SWAPS.get(type(node), _nothing)(node, spot)
    own = (ast.Compare, ast.BoolOp, ast.UnaryOp, ast.Constant)  # turned round already
    if isinstance(node, ast.expr) and not isinstance(node, own):
        if spot.condition:
            yield _plain(node, ast.UnaryOp(ast.Not(), node))
        if spot.path[-1][0] == "ifs":
            yield _plain(node, ast.Constant(True))


def _nothing(node: ast.AST, spot: Spot) -> Iterator[Swap]:
    yield from ()


def _comparison(node: ast.Compare, spot: Spot) -> Iterator[Swap]:
    for index, op in enumerate(node.ops):
        for other in ORDERS[type(op)]:
            ops = [*node.ops[:index], other(), *node.ops[index + 1 :]]
            yield _plain(node, ast.Compare(node.left, ops, node.comparators))


def _joined(node: ast.BoolOp, spot: Spot) -> Iterator[Swap]:
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield _plain(node, ast.BoolOp(other, node.values))
    for each, fewer in _one_less(node.values):
        rest = ast.BoolOp(node.op, fewer) if len(fewer) > 1 else fewer[0]
        yield rest, _short(node), f"without `{_short(each)}`"


def _signed(node: ast.UnaryOp, spot: Spot) -> Iterator[Swap]:
    if isinstance(node.op, ast.Not | ast.USub):
        yield _plain(node, node.operand)


def _sum(node: ast.BinOp, spot: Spot) -> Iterator[Swap]:
    if type(node.op) in SUMS:
        yield _plain(node, ast.BinOp(node.left, SUMS[type(node.op)](), node.right))


def _part(node: ast.Attribute, spot: Spot) -> Iterator[Swap]:
    if node.attr in PARTS and isinstance(node.ctx, ast.Load):
        yield _plain(node, ast.Attribute(node.value, PARTS[node.attr], ast.Load()))
    if node.attr == "inf":
        yield _plain(node, ast.UnaryOp(ast.USub(), node))


def _dict(node: ast.Dict, spot: Spot) -> Iterator[Swap]:
    for (key, value), rest in _one_less(zip(node.keys, node.values, strict=True)):
        shown = _short(value) if key is None else f"{_short(key)}: {_short(value)}"
        yield ast.Dict([k for k, _ in rest], [v for _, v in rest]), shown, "(left out)"


def _listed(node: ast.List | ast.Set | ast.Tuple, spot: Spot) -> Iterator[Swap]:
    kept = isinstance(node, ast.Set) or isinstance(node.ctx, ast.Load)
    if kept and len(node.elts) > 1 and (not isinstance(node, ast.Tuple) or _a_list(spot)):
        for each, fewer in _one_less(node.elts):
            rest = ast.Set(fewer) if isinstance(node, ast.Set) else type(node)(fewer, ast.Load())
            yield rest, _short(each), "(left out)"


def _patterns(node: ast.MatchOr, spot: Spot) -> Iterator[Swap]:
    for each, fewer in _one_less(node.patterns):
        yield ast.MatchOr(fewer) if len(fewer) > 1 else fewer[0], _short(each), "(left out)"


def _a_list(spot: Spot) -> bool:
    """A tuple that is a list of things: what is gone through, looked in, handed over or kept in a table."""
    field, _ = spot.path[-1]
    return field in {"iter", "comparators", "args"} or len(spot.path) == 2


def _constant(node: ast.Constant, spot: Spot) -> Iterator[Swap]:
    match node.value:
        case bool():
            yield _around(node, not node.value, spot)
        case int():
            yield _around(node, node.value + 1, spot)
            yield _around(node, node.value - 1, spot)
        case str() if not spot.silent and _WORD.fullmatch(node.value):
            yield _around(node, f"X{node.value}X", spot)


def _call(node: ast.Call, spot: Spot) -> Iterator[Swap]:
    if isinstance(node.func, ast.Name) and node.func.id in CALLS:
        name = ast.Name(CALLS[node.func.id], ast.Load())
        yield _plain(node, ast.Call(name, node.args, node.keywords))
    if _isinstance(node):
        value, classes = node.args
        operands = [*_operands(classes)]
        for each, fewer in _one_less(operands) if len(operands) > 1 else ():
            union = ast.Call(node.func, [value, ast.Tuple(fewer, ast.Load())], [])
            yield union, _short(node), f"without `{_short(each)}`"


_SWAPS: dict[type[ast.AST], Callable[[Any, Spot], Iterator[Swap]]] = {
    ast.Attribute: _part,
    ast.BinOp: _sum,
    ast.BoolOp: _joined,
    ast.Call: _call,
    ast.Compare: _comparison,
    ast.Constant: _constant,
    ast.Dict: _dict,
    ast.List: _listed,
    ast.MatchOr: _patterns,
    ast.Set: _listed,
    ast.Tuple: _listed,
    ast.UnaryOp: _signed,
}


def _isinstance(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"isinstance", "issubclass"}
    )


def _operands(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.BinOp):
        yield from _operands(node.left)
        yield from _operands(node.right)
    elif isinstance(node, ast.Tuple):
        yield from node.elts
    else:
        yield node


def _one_less(every: Iterable[Any]) -> Iterator[tuple[Any, list[Any]]]:
    """Each of several with all the others."""
    given = [*every]
    for index, each in enumerate(given):
        yield each, given[:index] + given[index + 1 :]


# ---- showing


def _plain(old: ast.AST, new: ast.AST) -> Swap:
    return new, _short(old), _short(new)


def _around(node: ast.Constant, value: str | int, spot: Spot) -> Swap:
    """Another constant, shown with what it stands in."""
    new = ast.Constant(value)
    if not isinstance(spot.parent, ast.expr | ast.keyword | ast.Return):
        return _plain(node, new)
    field, index = spot.path[-1]
    changed: Any = copy.deepcopy(spot.parent)
    if index is None:
        setattr(changed, field, new)
    else:
        getattr(changed, field)[index] = new
    before, after = _short(spot.parent), _short(changed)
    return (new, before, after) if before != after else _plain(node, new)


def _short(node: ast.AST) -> str:
    text = " ".join(ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).split())
    return text if len(text) <= 90 else f"{text[:89]}…"


def _change(spot: Spot, node: ast.AST, before: str, after: str) -> Change:
    return Change(spot.where, spot.lines, before, after, spot.path, node)

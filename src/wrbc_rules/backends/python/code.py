"""Building Python's own syntax trees: short names for the few nodes that generated code is made of.

Whatever comes from a rules file enters a tree as a constant, never as a name or as text to be parsed.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from typing import TypeAlias

#: What a generated program may hold, written out.
Written: TypeAlias = "str | float | frozenset[str | None] | frozenset[str] | tuple[Written, ...] | None"

TRUE, FALSE = ast.Constant(True), ast.Constant(False)
NONE = ast.Constant(None)
#: The name by which generated code knows infinity.
INFINITY = "inf"


def name(word: str) -> ast.expr:
    """A variable that is read."""
    return ast.Name(word, ast.Load())


def constant(value: Written) -> ast.expr:
    """A value written out; infinities by name."""
    if isinstance(value, float) and math.isinf(value):
        return name(INFINITY) if value > 0 else ast.UnaryOp(ast.USub(), name(INFINITY))
    if isinstance(value, frozenset):
        return ast.Set([constant(each) for each in sorted(value, key=str)])
    if isinstance(value, tuple):
        return ast.Tuple([constant(each) for each in value], ast.Load())
    return ast.Constant(value)


def attribute(of: ast.expr, *fields: str) -> ast.expr:
    """Fields of an object, one inside the other."""
    for field in fields:
        of = ast.Attribute(of, field, ast.Load())
    return of


def call(function: str | ast.expr, *arguments: ast.expr) -> ast.expr:
    """A call."""
    return ast.Call(name(function) if isinstance(function, str) else function, list(arguments), [])


def plus(left: ast.expr, right: ast.expr) -> ast.expr:
    """A sum, worked out where both sides are written numbers; nothing is added to no limit."""
    if endless(left) or endless(right):
        return name(INFINITY)
    if isinstance(left, ast.Constant) and isinstance(right, ast.Constant):
        assert isinstance(left.value, int)
        assert isinstance(right.value, int)
        return ast.Constant(left.value + right.value)
    if isinstance(right, ast.Constant) and right.value == 0:
        return left
    return ast.BinOp(left, ast.Add(), right)


def endless(of: ast.expr) -> bool:
    """Whether an expression is infinity, written out."""
    return isinstance(of, ast.Name) and of.id == INFINITY


def union(parts: Sequence[ast.expr]) -> ast.expr:
    """The bits of several numbers together."""
    kept = [each for each in parts if not (isinstance(each, ast.Constant) and each.value == 0)]
    return _together(kept) if kept else ast.Constant(0)


def _together(parts: Sequence[ast.expr]) -> ast.expr:
    """Halves of halves, since Python cannot read what is nested a thousand deep."""
    if len(parts) <= _FEW:
        return reduce(lambda left, right: ast.BinOp(left, ast.BitOr(), right), parts)
    half = len(parts) // 2
    return ast.BinOp(_together(parts[:half]), ast.BitOr(), _together(parts[half:]))


#: So many parts may stand in each other.
_FEW = 20


def compare(left: ast.expr, how: ast.cmpop, right: ast.expr) -> ast.expr:
    """A comparison."""
    return ast.Compare(left, [how], [right])


def is_none(value: ast.expr) -> ast.expr:
    """Whether a value is not known."""
    return compare(value, ast.Is(), NONE)


def both(parts: Iterable[ast.expr]) -> ast.expr:
    """Every one of these."""
    return _joined(parts, ast.And(), TRUE, FALSE)


def either(parts: Iterable[ast.expr]) -> ast.expr:
    """At least one of these."""
    return _joined(parts, ast.Or(), FALSE, TRUE)


def _joined(parts: Iterable[ast.expr], how: ast.boolop, idle: ast.expr, decides: ast.expr) -> ast.expr:
    kept: list[ast.expr] = []
    for each in parts:
        if each is decides:
            return decides
        if isinstance(each, ast.BoolOp) and type(each.op) is type(how):
            kept += each.values
        elif each is not idle:
            kept.append(each)
    if len(kept) < 2:
        return kept[0] if kept else idle
    return ast.BoolOp(how, kept)


_CONTRARY: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
}


def contrary(of: ast.expr) -> ast.expr:
    """What is so where the other is not; numbers that are compared are never NaN."""
    if of is TRUE or of is FALSE:
        return FALSE if of is TRUE else TRUE
    if isinstance(of, ast.UnaryOp) and isinstance(of.op, ast.Not):
        return of.operand
    if isinstance(of, ast.Compare):
        return ast.Compare(of.left, [_CONTRARY[type(of.ops[0])]()], of.comparators)
    if isinstance(of, ast.BoolOp):
        parts = [contrary(each) for each in of.values]
        return either(parts) if isinstance(of.op, ast.And) else both(parts)
    return ast.UnaryOp(ast.Not(), of)


def choice(test: ast.expr, then: ast.expr, otherwise: ast.expr) -> ast.expr:
    """One expression or the other."""
    if test is TRUE or test is FALSE:
        return then if test is TRUE else otherwise
    return ast.IfExp(test, then, otherwise)


def assign(target: str, value: ast.expr) -> ast.stmt:
    """A variable that is set."""
    return ast.Assign([ast.Name(target, ast.Store())], value)


def assign_both(first: str, second: str, value: ast.expr) -> ast.stmt:
    """Two variables set from a pair."""
    pair = ast.Tuple([ast.Name(first, ast.Store()), ast.Name(second, ast.Store())], ast.Store())
    return ast.Assign([pair], value)


def when(test: ast.expr, then: list[ast.stmt], otherwise: list[ast.stmt] | None = None) -> list[ast.stmt]:
    """Statements that run where a test holds; none where there are none to run."""
    if test is TRUE or test is FALSE:
        return then if test is TRUE else otherwise or []
    if not then and not otherwise:
        return []
    return [ast.If(test, then, otherwise or [])]


def remark(words: str) -> ast.stmt:
    """A text that says what follows; it does nothing."""
    return ast.Expr(ast.Constant(words))


def function(title: str, parameters: Sequence[str], body: list[ast.stmt]) -> ast.FunctionDef:
    """A function of positional parameters."""
    arguments = ast.arguments([], [ast.arg(each) for each in parameters], None, [], [], None, [])
    return ast.FunctionDef(title, arguments, body or [ast.Pass()], [])


def module(body: list[ast.stmt]) -> ast.Module:
    """A whole program. Places in it mean nothing, but Python wants each node to have one."""
    made = ast.Module(body, [])
    seen: set[int] = set()
    waiting: list[ast.AST] = [made]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, ast.expr | ast.stmt | ast.arg):
            node.lineno = node.end_lineno = 1
            node.col_offset = node.end_col_offset = 0
        waiting += _inside(node)
    return made


def _inside(node: ast.AST) -> Iterator[ast.AST]:
    """What stands directly inside a node: quicker than `ast.iter_child_nodes`, which compiling waits for."""
    for held in vars(node).values():
        if isinstance(held, list):
            yield from held
        elif isinstance(held, ast.AST):
            yield held

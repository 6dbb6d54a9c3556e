"""When each of the sixteen rules is violated, said once in Python's syntax, and written out for each peer.

Never: a form that favours one peer over another.
"""

from __future__ import annotations

import ast
from typing import Any

import attrs

_HELPER = 'role in ["coach", "helper"]'
_PRIVATE = 'channel in ["text", "chat"]'
CONDITIONS = {
    "1.1": f"{_HELPER} and quiet and not (at_risk and urgent)",
    "1.2": f"{_HELPER} and not consent",
    "1.3": f"{_HELPER} and {_PRIVATE} and not parent_copied and member_under_16",
    "1.4": f"{_HELPER} and objection and not (at_risk or urgent)",
    "1.5": f'{_HELPER} and member_status == "former" and not approved',
    "1.6": f'{_HELPER} and messages > 5 and purpose != "safety"',
    "2.1": f'{_HELPER} and account == "personal"',
    "2.2": f"{_HELPER} and not identified",
    "2.3": f"{_HELPER} and {_PRIVATE} and not recorded",
    "2.4": f'{_HELPER} and channel == "chat" and not (group or trained)',
    "2.5": f'{_HELPER} and purpose == "social" and not group',
    "3.1": f"{_HELPER} and not checked and not second_adult",
    "3.2": f"{_HELPER} and not second_adult and sender_under_18",
    "3.3": "has_photo and not photo_consent",
    "3.4": 'has_photo and account == "personal" and member_under_18',
    "3.5": "group and names_member and not approved",
}
TEXTS = "id channel account purpose member_status sender role".split()
NUMBERS = ["messages"]
FLAGS = (
    "parent_copied consent objection at_risk urgent identified has_photo photo_consent names_member group "
    "second_adult recorded approved checked trained quiet sender_under_18 member_under_16 member_under_18"
).split()

_COMPARED = {ast.Lt: "<", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="}


@attrs.frozen(kw_only=True)
class Notation:
    """How a peer writes a condition."""

    both: str = "&&"
    either: str = "||"
    negation: str = "!"
    prefix: str = ""
    member: str = "{one} in {many}"

    def write(self, condition: str) -> str:
        """The condition in the peer's syntax."""
        return self._node(ast.parse(condition, mode="eval").body)

    def _node(self, node: ast.expr) -> str:
        match node:
            case ast.BoolOp(op, values):
                word = self.both if isinstance(op, ast.And) else self.either
                return "(" + f" {word} ".join(map(self._node, values)) + ")"
            case ast.UnaryOp(_, operand):
                return f"{self.negation}{self._node(operand)}"
            case ast.Compare(left, [ast.In()], [right]):
                return self.member.format(one=self._node(left), many=self._node(right))
            case ast.Compare(left, [op], [right]):
                return f"{self._node(left)} {_COMPARED[type(op)]} {self._node(right)}"
            case ast.List(elements):
                return "[" + ", ".join(map(self._node, elements)) + "]"
            case ast.Name(name):
                return f"{self.prefix}{name}"
            case ast.Constant(str(text)):
                return f'"{text}"'
            case ast.Constant(value):
                return str(value)
        raise TypeError(ast.dump(node))


def json_logic(condition: str) -> Any:
    """The condition as JSONLogic."""
    return _json_logic(ast.parse(condition, mode="eval").body)


def _json_logic(node: ast.expr) -> Any:
    match node:
        case ast.BoolOp(op, values):
            return {"and" if isinstance(op, ast.And) else "or": [*map(_json_logic, values)]}
        case ast.UnaryOp(_, operand):
            return {"!": [_json_logic(operand)]}
        case ast.Compare(left, [op], [right]):
            word = "in" if isinstance(op, ast.In) else _COMPARED[type(op)]
            return {word: [_json_logic(left), _json_logic(right)]}
        case ast.List(elements):
            return [*map(_json_logic, elements)]
        case ast.Name(name):
            return {"var": name}
        case ast.Constant(value):
            return value
    raise TypeError(ast.dump(node))

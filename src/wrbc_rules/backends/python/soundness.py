"""Whether an event holds only what its classes allow: a quick yes, generated, before a slow and exact no."""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import date
from typing import Any

import attrs

from wrbc_rules.backends.python import code
from wrbc_rules.values import Count, People, When
from wrbc_rules.vocabulary import FieldInfo, Kind, class_info

#: What a field that is stated holds, for kinds that need no further look.
_TYPES = {Kind.TEXT: str, Kind.COUNT: Count, Kind.DATE: date, Kind.FLAG: bool}


def soundness(cls: type[Any]) -> Callable[[Any], bool]:
    """A function that says whether an object of exactly this class is an event without mistakes.

    It says no where it is not sure: of answers, and of objects of classes derived from those of the fields.
    """
    writer = _Writer()
    name = writer.function(cls)
    module = code.module(writer.functions)
    exec(compile(module, f"<fields of {cls.__name__}>", "exec"), writer.namespace)  # noqa: S102
    found: Callable[[Any], bool] = writer.namespace[name]
    return lambda event: found(event) and type(event.id) is str and event.id != ""


@attrs.define
class _Writer:
    functions: list[ast.stmt] = attrs.field(factory=list)
    namespace: dict[str, Any] = attrs.field(factory=lambda: {"__builtins__": {"type": type}})
    _names: dict[type[Any], str] = attrs.field(factory=dict)

    def function(self, cls: type[Any]) -> str:
        """The name of the function that looks at objects of a class."""
        if cls in self._names:
            return self._names[cls]
        name = self._names[cls] = f"sound_{len(self._names)}"
        fields = class_info(cls).fields.values()
        tests = [self._test(field, code.attribute(code.name("it"), field.name)) for field in fields]
        body = [
            *(each for field in fields if field.kind is Kind.PEOPLE for each in self._people(field)),
            ast.Return(code.both(tests)),
        ]
        self.functions.append(code.function(name, ("it",), body))
        return name

    def _is(self, value: ast.expr, cls: type[Any]) -> ast.expr:
        """Whether a value is of exactly this class."""
        name = next((name for name, each in self.namespace.items() if each is cls), None)
        if name is None:
            name = f"class_{len(self.namespace)}"
            self.namespace[name] = cls
        return code.compare(code.call("type", value), ast.Is(), code.name(name))

    def _test(self, field: FieldInfo, value: ast.expr) -> ast.expr:
        words = frozenset(word.replace("-", "_") for word in field.values)
        match field.kind:
            case Kind.CHOICE:
                one_of = code.compare(value, ast.In(), code.constant(words))
                return code.either((code.is_none(value), code.both((self._is(value, str), one_of))))
            case Kind.CHOICES:
                allowed = f"words_{len(self.namespace)}"
                self.namespace[allowed] = words
                among = code.compare(value, ast.LtE(), code.name(allowed))
                return code.either((code.is_none(value), code.both((self._is(value, frozenset), among))))
            case Kind.INSTANT:
                return self._is(value, When)
            case Kind.PART:
                return self._sound(value, field)
            case Kind.PEOPLE:
                return code.TRUE
            case Kind.JUDGEMENTS:
                return code.compare(value, ast.Eq(), code.constant(()))
            case _:
                return code.either((code.is_none(value), self._is(value, _TYPES[field.kind])))

    def _sound(self, value: ast.expr, field: FieldInfo) -> ast.expr:
        assert field.part is not None
        return code.both((self._is(value, field.part), code.call(self.function(field.part), value)))

    def _people(self, field: FieldInfo) -> list[ast.stmt]:
        """Nobody in a list who is not sound."""
        value, refuse = code.attribute(code.name("it"), field.name), ast.Return(code.FALSE)
        member = ast.Name("member", ast.Store())
        each = code.when(code.contrary(self._sound(code.name("member"), field)), [refuse])
        return [
            *code.when(code.contrary(self._is(value, People)), [refuse]),
            ast.For(member, code.attribute(value, "members"), each, []),
        ]

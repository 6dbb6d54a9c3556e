"""Reading attrs classes into the types that phrases are checked against."""

from __future__ import annotations

import enum
import re
import types
import typing
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import attrs

from wrbc_rules.values import Change, Count, Judgement, People, Role, When


class VocabularyError(TypeError):
    """An event class that a policy cannot be checked against; for the programmer who wrote it."""


class Kind(enum.Enum):
    """What a field holds."""

    FLAG = "true or false"
    CHOICE = "one of a few words"
    CHOICES = "any of a few words"
    TEXT = "text"
    INSTANT = "a time"
    DATE = "a date"
    COUNT = "a count over a period"
    PART = "a part with fields of its own"
    PEOPLE = "a list"
    JUDGEMENTS = "answers"


@attrs.frozen(kw_only=True)
class FieldInfo:
    """One field: its Python name, its word in a rules file (hyphens for underscores), and its type.

    `values` are the words that a choice allows; `part` is the class of a part or of a list's members; `asks`
    is how somebody is asked for it, if otherwise than by its meaning; `planned` what it is, in JSON, of an
    event that whoever asks is planning.
    """

    name: str
    word: str
    kind: Kind
    values: tuple[str, ...] = ()
    part: type[Any] | None = None
    meaning: str = ""
    change: Change | None = None
    role: Role | None = None
    asks: str | None = None
    planned: str | bool | None = None


@attrs.frozen(kw_only=True, eq=False)
class ClassInfo:
    """One class: its word in a rules file, and its fields by their words. There is one for each class."""

    word: str
    cls: type[Any]
    fields: Mapping[str, FieldInfo]
    meaning: str = ""

    def with_role(self, role: Role) -> FieldInfo | None:
        """The field that plays this role, if any."""
        return next((field for field in self.fields.values() if field.role == role), None)


def word_of(name: str) -> str:
    """The word for a Python name: `GroupState` and `group_state` are `group-state`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower().replace("_", "-")


_INFOS: dict[type[Any], ClassInfo] = {}


def class_info(cls: type[Any]) -> ClassInfo:
    """What a policy may say about an attrs class. Raises `VocabularyError` for a type it cannot check."""
    if cls not in _INFOS:
        _INFOS[cls] = _read_class(cls)
    return _INFOS[cls]


def _read_class(cls: type[Any]) -> ClassInfo:
    if not attrs.has(cls):
        raise VocabularyError(f"{cls.__name__} is not an attrs class")
    hints = typing.get_type_hints(cls)
    fields = [_field_info(cls, attribute, hints[attribute.name]) for attribute in attrs.fields(cls)]
    meaning = (cls.__doc__ or "").strip().split("\n")[0]
    return ClassInfo(
        word=word_of(cls.__name__), cls=cls, fields={field.word: field for field in fields}, meaning=meaning
    )


def _field_info(cls: type[Any], attribute: attrs.Attribute[Any], hint: Any) -> FieldInfo:
    kind, values, part = _type_of(hint, f"{cls.__name__}.{attribute.name}")
    notes = attribute.metadata
    return FieldInfo(
        name=attribute.name,
        word=word_of(attribute.name),
        kind=kind,
        values=values,
        part=part,
        meaning=notes.get("meaning", ""),
        change=notes.get("change"),
        role=notes.get("role"),
        asks=notes.get("asks"),
        planned=notes.get("planned"),
    )


_PLAIN: dict[Any, Kind] = {
    bool: Kind.FLAG,
    str: Kind.TEXT,
    When: Kind.INSTANT,
    date: Kind.DATE,
    Count: Kind.COUNT,
}


def _type_of(hint: Any, where: str) -> tuple[Kind, tuple[str, ...], type[Any] | None]:
    """The kind, words and part class of a type annotation."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        [hint] = [each for each in arguments if each is not type(None)] if len(arguments) == 2 else [hint]
        origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint in _PLAIN:
        return _PLAIN[hint], (), None
    if origin is typing.Literal:
        return Kind.CHOICE, tuple(word_of(value) for value in arguments), None
    if origin is frozenset and typing.get_origin(arguments[0]) is typing.Literal:
        return Kind.CHOICES, tuple(word_of(value) for value in typing.get_args(arguments[0])), None
    if origin is People:
        return Kind.PEOPLE, (), arguments[0]
    if origin is tuple and typing.get_origin(arguments[0]) is Judgement:
        return Kind.JUDGEMENTS, (), typing.get_args(arguments[0])[0]
    if isinstance(hint, type) and attrs.has(hint):
        return Kind.PART, (), hint
    raise VocabularyError(f"{where}: a policy cannot be checked against the type {hint}")


def _as_tuple(events: Iterable[type[Any]]) -> tuple[type[Any], ...]:
    return tuple(events)


@attrs.frozen
class Vocabulary:
    """The event classes of an organisation, and every class that their fields are made of.

    Raises `VocabularyError` if two classes share a word, a field has a type that cannot be checked, or
    an event class lacks an `id`, a moment (a `When` field with the role `moment`) or an actor, or names
    these otherwise than its siblings do.
    """

    name: str
    events: tuple[type[Any], ...] = attrs.field(converter=_as_tuple)
    classes: Mapping[str, ClassInfo] = attrs.field(init=False, eq=False, repr=False)
    moment: str = attrs.field(init=False, eq=False, repr=False)
    actor: str = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        found: dict[str, ClassInfo] = {}
        for cls in self.events:
            for base in reversed(cls.__mro__):
                if attrs.has(base):
                    _collect(base, found)
            _check_event(class_info(cls))
        object.__setattr__(self, "classes", types.MappingProxyType(found))
        object.__setattr__(self, "moment", _shared_name(self.events, "moment"))
        object.__setattr__(self, "actor", _shared_name(self.events, "actor"))

    def info(self, cls: type[Any]) -> ClassInfo:
        """The description of one class."""
        return class_info(cls)

    def kinds(self) -> dict[str, ClassInfo]:
        """Event classes by the `kind` under which JSON names them (underscores)."""
        return {class_info(cls).word.replace("-", "_"): class_info(cls) for cls in self.events}

    def field_words(self) -> Iterable[str]:
        """Every word that names a field."""
        return sorted({word for info in self.classes.values() for word in info.fields})


def _collect(cls: type[Any], found: dict[str, ClassInfo]) -> None:
    info = class_info(cls)
    if info.word in found:
        if found[info.word].cls is not cls:
            raise VocabularyError(f"two classes are called {info.word}")
        return
    _check_words(info)
    found[info.word] = info
    for field in info.fields.values():
        if field.part is not None:
            _collect(field.part, found)


def _shared_name(events: tuple[type[Any], ...], role: Role) -> str:
    names = {field.name for cls in events if (field := class_info(cls).with_role(role)) is not None}
    if len(names) != 1:
        raise VocabularyError(f"the event classes need one name for the field with the role `{role}`")
    return names.pop()


#: Words that a meaning uses itself.
_RESERVED = frozenset("it no not some every at least most exactly under over and or is where".split()) - {
    "at"
}


def _check_words(info: ClassInfo) -> None:
    for field in info.fields.values():
        if field.word in _RESERVED:
            raise VocabularyError(f"{info.cls.__name__}.{field.name}: a rules file could not name this field")


def _check_event(info: ClassInfo) -> None:
    if "kind" in info.fields:
        raise VocabularyError(
            f"{info.cls.__name__}.kind: JSON names an event's class by `kind`; call it otherwise"
        )
    moment = info.with_role("moment")
    if moment is None or moment.kind is not Kind.INSTANT:
        raise VocabularyError(f"{info.cls.__name__} has no field of type When with the role `moment`")
    if info.with_role("actor") is None:
        raise VocabularyError(f"{info.cls.__name__} has no field with the role `actor`")
    if "id" not in info.fields:
        raise VocabularyError(f"{info.cls.__name__} has no field `id`")


_IDENTITIES: dict[type[Any], str | None] = {}


def identity_of(member: object) -> str | None:
    """What tells a member of a list apart from another, or None if that is not stated."""
    value: object = member
    while value is not None and not isinstance(value, str):
        cls = type(value)
        if cls not in _IDENTITIES:
            field = class_info(cls).with_role("identity")
            _IDENTITIES[cls] = None if field is None else field.name
        name = _IDENTITIES[cls]
        value = None if name is None else getattr(value, name)
    return value

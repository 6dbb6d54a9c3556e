"""Drafting random rules files that are well typed: every form of norm and test, over any vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs

from wrbc_rules.analysis.drawing import Drawer
from wrbc_rules.vocabulary import ClassInfo, FieldInfo, Kind, Vocabulary, class_info

_NAMES = ("alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel")
_SPANS = ("30 minutes", "24 hours", "7 days", "1 month", "one year")
_WINDOWS = (("21:00", "08:00"), ("09:00", "17:30"), ("00:00", "00:01"), ("01:30", "02:15"))
_NIGHTS = ("", "", " on the nights of Friday and Saturday", " on the nights of Sunday")
_ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "UTC")
_ORDERS = ("under", "over", "at least", "at most", "exactly")


def draft_policy(drawer: Drawer, vocabulary: Vocabulary, clauses: int = 4) -> str:
    """The text of a rules file with so many clauses, without mistakes, over the vocabulary's classes."""
    draft = _Draft(drawer, vocabulary, class_info(drawer.choose(vocabulary.events)))
    bodies = [line for number in range(1, clauses + 1) for line in draft.clause(number)]
    head = [
        'policy "Drafted"',
        '  edition "1"',
        '  organisation "Nobody"',
        "  in force from 2016-01-01",
        f"  time zone {drawer.choose(_ZONES)}",
        "",
    ]
    return "\n".join([*head, *bodies, *draft.words, ""])


@attrs.frozen
class _Place:
    """A field that a test can speak of: its words, and what it is."""

    words: str
    field: FieldInfo


@attrs.define
class _Draft:
    drawer: Drawer
    vocabulary: Vocabulary
    event: ClassInfo
    words: list[str] = attrs.field(factory=list)
    facts: list[str] = attrs.field(factory=list)
    linkable: list[int] = attrs.field(factory=list)
    each: FieldInfo | None = None
    subject: str = ""
    _count: int = 0

    def __attrs_post_init__(self) -> None:
        lists = [f for f in self.event.fields.values() if f.kind is Kind.PEOPLE]
        self.each = self.drawer.choose([None, *lists])
        people = self.drawer.choose(("whoever it is", "the organisation's people"))
        self.subject = people
        actor = self.event.with_role("actor")
        assert actor is not None
        assert actor.part is not None
        self.words.append(
            f'noun "{people}" means a {class_info(actor.part).word}{self._where(self._inside(actor))}'
        )
        self.words.append(
            f'noun "the committee" means a {class_info(actor.part).word}{self._where(self._inside(actor))}'
        )
        self.words.append('noun "the body" means the organisation')
        self.words.append('setting "open number" is a number, not set')
        self.words.append('setting "open time" is a duration, not set')
        self.words.append('setting "set time" is a duration, 36 hours')
        self.words.append('setting "open choice" is a choice of "one" or "other", not set')
        each = "" if self.each is None else f" for each {class_info(_part(self.each)).word}"
        self.words.append(f'act "do it" means a {self.event.word}{each}{self._where(self._places())}')
        self.words.append(f'noun "every such thing" means a {self.event.word}')

    # ---- clauses

    def clause(self, number: int) -> Iterator[str]:
        form = self.drawer.choose(tuple(_FORMS))
        lines = list(_FORMS[form](self))
        if form in ("prohibition", "only", "not appropriate"):
            self.linkable.append(number)
        yield f"clause 1.{number} [00000000]"
        yield from (f"  {line}" for line in lines)
        yield ""

    def parts(self, number: int, *words: str) -> Iterator[str]:
        """Some of the circumstances, each at most once."""
        for word in words:
            if self.drawer.choose((True, False)):
                yield from self.condition(word, number)

    def condition(self, word: str, number: int) -> Iterator[str]:
        if number > 1 and self.drawer.choose((False, False, False, True)) and self.linkable:
            other, result = self.drawer.choose(self.linkable), self.drawer.choose(("excused", "breached"))
            yield f"  {word} 1.{other} is {result}"
            return
        yield from self._condition(f"  {word} ", 2)

    def _condition(self, start: str, depth: int) -> Iterator[str]:
        if depth < 4 and self.drawer.choose((False, False, True)):
            size = self.drawer.choose((2, 3))
            word = self.drawer.choose(
                ("both", "either", "neither") if size == 2 else ("all of", "any of", "none of")
            )
            yield f"{start}{word}"
            for _ in range(size):
                yield from self._condition("  " * depth, depth + 1)
        else:
            yield f"{start}{self.fact()}"

    # ---- words

    def fact(self) -> str:
        """A declared fact, perhaps in its contrary wording, perhaps a new one."""
        if self.facts and (len(self.facts) > 5 or self.drawer.choose((False, True))):
            return self.drawer.choose(self.facts)
        name = self._name()
        self.facts += [f"{name} holds", f"{name} does not hold"]
        lines = [f'fact "{name} holds"', f'  or else "{name} does not hold"']
        lines += [f"  {line}" for line in self._meaning()]
        self.words += lines
        return self.drawer.choose((f"{name} holds", f"{name} does not hold"))

    def duty(self, timed: bool) -> str:
        name = f"see to {self._name()}"
        if timed:
            first, second = (self.drawer.choose(self._moments()).words for _ in range(2))
            done = self.drawer.choose((first, f"the later of {first} and {second}"))
            self.words.append(f'duty "{name}" means done at {done}{self._where(self._places())}')
        else:
            self.words += [f'duty "{name}"', *(f"  {line}" for line in self._meaning())]
        return name

    def _moments(self) -> list[_Place]:
        """The fields that say when something was done about the event."""
        return [p for p in self._places() if p.field.kind is Kind.INSTANT and p.field.role != "moment"]

    def _name(self) -> str:
        self._count += 1
        return f"{_NAMES[self._count % len(_NAMES)]} {self._count}"

    def _meaning(self) -> list[str]:
        kind = self.drawer.choose(("means", "means", "means", "asks", "choice", "list"))
        if kind == "asks":
            when = self.drawer.choose(("", f" when {self._test(self._places())}"))
            return [f"asks {self.drawer.choose(('the committee', 'the body'))}{when}"]
        if kind == "choice":
            return ['means "open choice" is "one"']
        if kind == "list":
            word = self.drawer.choose(("any of", "all of", "none of"))
            return [f"means {word}", *(f"  {self._test(self._places())}" for _ in range(2))]
        joiner = self.drawer.choose((" and ", " or "))
        places = self._places()
        if self.drawer.choose((True, False)):
            return [f"means {self._test(places)}"]
        simple = [place for place in places if place.field.kind is not Kind.PEOPLE]
        return [f"means {joiner.join(self._test(simple) for _ in range(2))}"]

    def _where(self, places: list[_Place]) -> str:
        if self.drawer.choose((True, False)):
            return ""
        return f" where {self._test(places)}"

    # ---- fields and tests

    def _places(self) -> list[_Place]:
        found = list(_fields(self.event, ""))
        if self.each is not None:
            info = class_info(_part(self.each))
            found += _fields(info, f"{info.word}.")
        return found

    def _inside(self, field: FieldInfo) -> list[_Place]:
        return list(_fields(class_info(_part(field)), ""))

    def _test(self, places: list[_Place]) -> str:
        usable = [place for place in places if place.field.kind in _TESTS]
        if self.event.word not in {p.words for p in places} and not any(
            p.field.role == "moment" for p in places
        ):
            usable = [p for p in usable if p.field.kind is not Kind.PEOPLE]
        if not usable:
            return 'it is "the body"'
        place = self.drawer.choose(usable)
        return _TESTS[place.field.kind](self, place, places)

    def flag(self, place: _Place, places: list[_Place]) -> str:
        return self.drawer.choose((place.words, f"not {place.words}"))

    def choice(self, place: _Place, places: list[_Place]) -> str:
        values = [self.drawer.choose(place.field.values) for _ in range(2)]
        how = self.drawer.choose(
            (f"is {values[0]}", f"is not {values[0]}", f"is any of {values[0]}, {values[1]}")
        )
        return f"{place.words} {how}"

    def choices(self, place: _Place, places: list[_Place]) -> str:
        return f"{place.words} include {self.drawer.choose(place.field.values)}"

    def text(self, place: _Place, places: list[_Place]) -> str:
        return f'{place.words} is "{self.drawer.choose(_NAMES[:2])}"'

    def instant(self, place: _Place, places: list[_Place]) -> str:
        others = [p.words for p in places if p.field.kind is Kind.INSTANT]
        start, end = self.drawer.choose(_WINDOWS)
        window = f"is from {start} until {end}{self.drawer.choose(_NIGHTS)}"
        other = self.drawer.choose(others)
        span = self.drawer.choose((*_SPANS, '"open time"', '"set time"'))
        how = (
            window,
            f"is before {other}",
            f"is after {other}",
            f"is within {span} after {other}",
            "is after 2017-03-26",
        )
        return f"{place.words} {self.drawer.choose(how)}"

    def date(self, place: _Place, places: list[_Place]) -> str:
        return f"age by {place.words} is {self.drawer.choose(_ORDERS)} {self._number((7, 18))}"

    def count(self, place: _Place, places: list[_Place]) -> str:
        period = self.drawer.choose(("7 days", "24 hours", '"open time"'))
        return f"{place.words} in {period} is {self.drawer.choose(_ORDERS)} {self._number((1, 3))}"

    def people(self, place: _Place, places: list[_Place]) -> str:
        inner = [
            p
            for p in self._inside(place.field)
            if p.field.kind in (Kind.FLAG, Kind.CHOICE, Kind.CHOICES, Kind.DATE)
        ]
        how = self.drawer.choose(
            ("some", "every", "no", f"{self.drawer.choose(_ORDERS)} {self._number((1, 2))}")
        )
        return f"{how} {place.words} where {self._test(inner)}"

    def _number(self, numbers: tuple[int, ...]) -> str:
        return self.drawer.choose((*map(str, numbers), '"open number"'))

    # ---- forms

    def prohibition(self, number: int = 2) -> Iterator[str]:
        verb = self.drawer.choose(("must not", "should not", "will not"))
        yield f"{self.subject} {verb} do it"
        yield from self.parts(number, "when", "if", "unless")

    def not_appropriate(self) -> Iterator[str]:
        yield f"it is not appropriate for {self.subject} to do it"
        yield from self.parts(1, "when", "unless")

    def only(self) -> Iterator[str]:
        yield f"{self.subject} should only do it"
        yield from self.condition("when", 1)
        yield from self.parts(1, "if", "unless")

    def permission(self) -> Iterator[str]:
        yield f"it is appropriate for {self.subject} to do it"
        yield from self.parts(1, "if", "unless")

    def whenever(self) -> Iterator[str]:
        verb = self.drawer.choose(("must", "should always", "will seek to"))
        yield f"{self.subject} {verb} {self.duty(timed=False)}"
        yield "  whenever they do it"
        yield from self.parts(1, "if", "unless")

    def in_time(self) -> Iterator[str]:
        if not self._moments():
            yield from self.whenever()
            return
        span = self.drawer.choose((*_SPANS, "open time", "set time"))
        timing = self.drawer.choose(
            (
                "before they do it",
                f"within {span} after they do it",
                f"by {span} after {self.subject} do it",
                f"for at least {span} after they do it",
                f"for at most {span} after they do it",
            )
        )
        yield f"{self.subject} must {self.duty(timed=True)}"
        yield f"  {timing}"
        yield from self.parts(1, "if", "unless")

    def thing(self) -> Iterator[str]:
        if self.each is not None:
            yield from self.prohibition()
            return
        yield f"every such thing must {self.duty(timed=False)}"
        yield from self.parts(1, "if", "unless")

    def standing(self) -> Iterator[str]:
        name = f"see to {self._name()}"
        self.words.append(f'duty "{name}" asks the body')
        yield f"the body will {name}"


def _part(field: FieldInfo) -> type[Any]:
    assert field.part is not None
    return field.part


def _fields(info: ClassInfo, start: str) -> Iterator[_Place]:
    """Every field of a class and of its parts, but for names and answers."""
    for field in info.fields.values():
        if (field.role == "identity" and field.kind is Kind.TEXT) or field.word == "id":
            continue
        if field.kind is Kind.PART:
            yield from _fields(class_info(_part(field)), f"{start}{field.word}.")
        elif field.kind is not Kind.JUDGEMENTS:
            yield _Place(f"{start}{field.word}", field)


_TESTS: Mapping[Kind, Callable[[_Draft, _Place, list[_Place]], str]] = {
    Kind.FLAG: _Draft.flag,
    Kind.CHOICE: _Draft.choice,
    Kind.CHOICES: _Draft.choices,
    Kind.TEXT: _Draft.text,
    Kind.INSTANT: _Draft.instant,
    Kind.DATE: _Draft.date,
    Kind.COUNT: _Draft.count,
    Kind.PEOPLE: _Draft.people,
}
_FORMS: Mapping[str, Callable[[_Draft], Iterator[str]]] = {
    "prohibition": _Draft.prohibition,
    "not appropriate": _Draft.not_appropriate,
    "only": _Draft.only,
    "permission": _Draft.permission,
    "whenever": _Draft.whenever,
    "in time": _Draft.in_time,
    "thing": _Draft.thing,
    "standing": _Draft.standing,
}

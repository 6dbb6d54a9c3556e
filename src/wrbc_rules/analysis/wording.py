"""Random words for a rules file: nouns, duties and facts with well-typed meanings, over any vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs

from wrbc_rules.analysis.drawing import Drawer
from wrbc_rules.vocabulary import ClassInfo, FieldInfo, Kind, Vocabulary, class_info

#: Spans that a duty may take, and that a time may lie within.
SPANS = ("30 minutes", "24 hours", "7 days", "1 month", "one year", '"set time"', '"set months"')
#: What stands for the organisation, and what every drafted file leaves open or has decided.
SETTINGS = (
    'noun "the body" means the organisation',
    'setting "open number" is a number, not set',
    'setting "open time" is a duration, not set',
    'setting "open hour" is a time, not set',
    'setting "open day" is a date, not set',
    'setting "open place" is a place, not set',
    'setting "open choice" is a choice of "one" or "other", not set',
    'setting "set number" is a number, 2',
    'setting "set time" is a duration, 36 hours',
    'setting "set months" is a duration, 2 months',
    'setting "set hour" is a time, 21:00',
    'setting "set day" is a date, 2017-03-26',
    'setting "set place" is a place, "alpha"',
    'setting "set choice" is a choice of "one" or "other", "one"',
)
_NAMES = ("alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel")
#: Texts that fields are compared with; one of them can be spelt in two ways.
_TEXTS = ("alpha", "bravo", "café")
_WINDOWS = ("21:00", "08:00"), ("09:00", "17:30"), ("00:00", "00:01"), ("01:30", "02:15"), ("23:00", "00:00")
_OPEN_WINDOWS = ('"set hour"', "08:00"), ('"open hour"', "08:00"), ("09:00", '"open hour"')
_NIGHTS = ("", "", " on the nights of Friday and Saturday", " on the nights of Sunday")
_DAYS = ("2017-03-26", "2017-03-26", '"set day"', '"open day"')
_ORDERS = ("under", "over", "at least", "at most", "exactly")
#: Tests that may stand in a count of people.
_OF_MEMBERS = (Kind.FLAG, Kind.CHOICE, Kind.CHOICES, Kind.DATE)


@attrs.frozen
class Place:
    """A field that a test can speak of: its words, and what it is."""

    words: str
    field: FieldInfo


def part_of(field: FieldInfo) -> type[Any]:
    """The class of a part, or of a list's members."""
    assert field.part is not None
    return field.part


def places_of(info: ClassInfo, start: str = "") -> Iterator[Place]:
    """Every field of a class and of its parts, but for names and answers."""
    for field in info.fields.values():
        if (field.role == "identity" and field.kind is Kind.TEXT) or field.word == "id":
            continue
        if field.kind is Kind.PART:
            yield from places_of(class_info(part_of(field)), f"{start}{field.word}.")
        elif field.kind is not Kind.JUDGEMENTS:
            yield Place(f"{start}{field.word}", field)


@attrs.define
class Wording:
    """The words of one file, which is about one class of events, or about each person in a list of it."""

    drawer: Drawer
    vocabulary: Vocabulary
    event: ClassInfo
    each: FieldInfo | None
    lines: list[str] = attrs.field(factory=list)
    facts: list[str] = attrs.field(factory=list)
    _count: int = 0

    # ---- declared words

    def fact(self) -> str:
        """A declared fact, perhaps in its contrary wording, perhaps a new one."""
        if self.facts and (len(self.facts) > 9 or self.drawer.choose((False, True))):
            return self.drawer.choose(self.facts)
        fact = self._declared(self._meaning())
        self.facts += fact
        return self.drawer.choose(fact)

    def matter_of_opinion(self) -> str:
        """A fact that is nobody's to look up: a choice left open, or a question that is seldom asked."""
        asks = f"asks the committee when {self.test(self.places())}"
        return self._declared([self.drawer.choose((asks, asks, 'means "open choice" is "one"'))])[0]

    def _declared(self, meaning: list[str]) -> tuple[str, str]:
        """A new fact and its contrary."""
        name = self._name()
        self.lines += [f'fact "{name} holds"', f'  or else "{name} does not hold"']
        self.lines += [f"  {line}" for line in meaning]
        return f"{name} holds", f"{name} does not hold"

    def state(self) -> str:
        """A duty that is a state of things, or is asked about."""
        name = f"see to {self._name()}"
        self.lines += [f'duty "{name}"', *(f"  {line}" for line in self._meaning())]
        return name

    def deed(self) -> str:
        """A duty that is done at a moment."""
        name = f"see to {self._name()}"
        self.lines.append(f'duty "{name}" means {self._done(self.places())}')
        return name

    def habit(self) -> str:
        """A duty that is judged over a class of periods."""
        name = f"see to {self._name()}"
        places = list(places_of(self.event))
        self.lines += [f'duty "{name}"', f"  in a {self.event.word}{self.where(places)}"]
        self.lines.append(f"  means {self._done(places)}")
        return name

    def concern(self) -> str:
        """A duty that nothing sets off, for somebody to judge."""
        name = f"see to {self._name()}"
        self.lines.append(f'duty "{name}" asks the body')
        return name

    def _done(self, places: list[Place]) -> str:
        first, second = (self.drawer.choose(self.moments(places)).words for _ in range(2))
        done = self.drawer.choose((first, f"the later of {first} and {second}"))
        return f"done at {done}{self.where(places, 3)}"

    def _name(self) -> str:
        self._count += 1
        return f"{_NAMES[self._count % len(_NAMES)]} {self._count}"

    # ---- meanings

    def places(self) -> list[Place]:
        """Everything that a fact about an event, or about a person of it, can speak of."""
        found = list(places_of(self.event))
        if self.each is not None:
            info = class_info(part_of(self.each))
            found += places_of(info, f"{info.word}.")
        return found

    def moments(self, places: list[Place]) -> list[Place]:
        """The fields that say when something was done about the event."""
        return [p for p in places if p.field.kind is Kind.INSTANT and p.field.role != "moment"]

    def where(self, places: list[Place], often: int = 1) -> str:
        """What narrows a class, or nothing: so often out of ten times."""
        narrowed = self.drawer.choose((False,) * (10 - often) + (True,) * often)
        return f" where {self.test(places)}" if narrowed else ""

    def _meaning(self) -> list[str]:
        kind = self.drawer.choose(("means", "means", "means", "means", "means", "asks", "list", "joined"))
        if kind == "asks":
            when = self.drawer.choose(("", f" when {self.test(self.places())}"))
            return [f"asks {self.drawer.choose(('the committee', 'the committee', 'the body'))}{when}"]
        if kind == "list":
            word = self.drawer.choose(("any of", "all of", "none of"))
            return [f"means {word}", *(f"  {self.test(self.places())}" for _ in range(2))]
        if kind == "joined":
            joiner = self.drawer.choose((" and ", " or "))
            simple = [place for place in self.places() if place.field.kind is not Kind.PEOPLE]
            return [f"means {joiner.join(self.test(simple) for _ in range(2))}"]
        choice = self.drawer.choose((None,) * 14 + ("open", "set"))
        return [f'means "{choice} choice" is "one"' if choice else f"means {self.test(self.places())}"]

    def test(self, places: list[Place]) -> str:
        """A test of one of these fields."""
        usable = [place for place in places if place.field.kind in _TESTS]
        if not any(place.field.role == "moment" for place in places):
            usable = [place for place in usable if place.field.kind is not Kind.PEOPLE]
        if not usable:
            return 'it is "the body"'
        lists = [place for place in usable if place.field.kind is Kind.PEOPLE]
        rarely = self.drawer.choose((False, False, False, False, False, True))
        place = self.drawer.choose(lists if lists and rarely else usable)
        return _TESTS[place.field.kind](self, place, places)

    # ---- tests, one method for each kind of field

    def _flag(self, place: Place, places: list[Place]) -> str:
        return self.drawer.choose((place.words, f"not {place.words}"))

    def _choice(self, place: Place, places: list[Place]) -> str:
        first, second = (self.drawer.choose(place.field.values) for _ in range(2))
        if self.drawer.choose((False, False, False, True)):
            return self._of_the_actor(place) or f"{place.words} is {first}"
        how = (
            f"is {first}",
            f"is not {first}",
            f"is any of {first}, {second}",
            f"is none of {first}, {second}",
        )
        return f"{place.words} {self.drawer.choose(how)}"

    def _of_the_actor(self, place: Place) -> str | None:
        """Whether the part that holds the field is of a noun, where it is somebody."""
        actor = self.event.with_role("actor")
        path = place.words.split(".")
        if actor is None or path[:-1] != [actor.word]:
            return None
        how = self.drawer.choose(("is", "is not"))
        return f'{actor.word} {how} "the committee"'

    def _choices(self, place: Place, places: list[Place]) -> str:
        first, second = (self.drawer.choose(place.field.values) for _ in range(2))
        how = (f"include {first}", f"include any of {first}, {second}", f"include none of {first}, {second}")
        return self.drawer.choose((None, None, self._of_the_actor(place))) or (
            f"{place.words} {self.drawer.choose(how)}"
        )

    def _text(self, place: Place, places: list[Place]) -> str:
        first, second = (self.drawer.choose(_TEXTS) for _ in range(2))
        how = (
            f'is "{first}"',
            f'is not "{first}"',
            f'is any of "{first}", "{second}"',
            'is "set place"',
            'is "open place"',
        )
        return f"{place.words} {self.drawer.choose(how)}"

    def _instant(self, place: Place, places: list[Place]) -> str:
        other = self.drawer.choose([p.words for p in places if p.field.kind is Kind.INSTANT])
        start, end = self.drawer.choose((*_WINDOWS, *_WINDOWS, *_OPEN_WINDOWS))
        span = self.drawer.choose((*SPANS, '"open time"'))
        how = (
            f"is from {start} until {end}{self.drawer.choose(_NIGHTS)}",
            f"is before {other}",
            f"is after {other}",
            f"is within {span} after {other}",
            f"is {self.drawer.choose(('before', 'after'))} {self.drawer.choose(_DAYS)}",
        )
        return f"{place.words} {self.drawer.choose(how)}"

    def _date(self, place: Place, places: list[Place]) -> str:
        return f"age by {place.words} is {self.drawer.choose(_ORDERS)} {self._number(('7', '18'))}"

    def _counted(self, place: Place, places: list[Place]) -> str:
        period = self.drawer.choose(("7 days", "24 hours", "7 days", '"set time"', '"open time"'))
        return f"{place.words} in {period} is {self.drawer.choose(_ORDERS)} {self._number(('1', '3'))}"

    def _people(self, place: Place, places: list[Place]) -> str:
        part = class_info(part_of(place.field))
        inner = [p for p in places_of(part) if p.field.kind in _OF_MEMBERS]
        actor = self.event.with_role("actor")
        number = f"{self.drawer.choose(_ORDERS)} {self._number(('1', '2'))}"
        how = self.drawer.choose(("some", "every", "no", number, number))
        tests = [self.test(inner) for _ in range(self.drawer.choose((1, 1, 2)))]
        if actor is not None and actor.part is part.cls and self.drawer.choose((False, False, True)):
            tests = ['it is "the committee"']
        return f"{how} {place.words} where {' and '.join(tests)}"

    def _number(self, numbers: tuple[str, ...]) -> str:
        return self.drawer.choose((*numbers, *numbers, '"set number"', '"open number"'))


_TESTS: Mapping[Kind, Callable[[Wording, Place, list[Place]], str]] = {
    Kind.FLAG: Wording._flag,
    Kind.CHOICE: Wording._choice,
    Kind.CHOICES: Wording._choices,
    Kind.TEXT: Wording._text,
    Kind.INSTANT: Wording._instant,
    Kind.DATE: Wording._date,
    Kind.COUNT: Wording._counted,
    Kind.PEOPLE: Wording._people,
}

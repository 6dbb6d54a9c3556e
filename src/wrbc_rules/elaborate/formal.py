"""Formal meanings: each test is checked against the classes that it speaks of, and said in primitives."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs

from wrbc_rules.diagnostics import Label, nearest
from wrbc_rules.elaborate.fields import Fields, Scope, with_article
from wrbc_rules.elaborate.letters import Letters
from wrbc_rules.elaborate.lexicon import Lexicon, Noun
from wrbc_rules.elaborate.values import WRONG, Values
from wrbc_rules.ir import (
    All,
    AnyOf,
    CountIn,
    Fixed,
    Flag,
    Instant,
    Not,
    Number,
    OneOf,
    Overlaps,
    Path,
    Tally,
    Test,
    Unset,
    Window,
    rebase,
)
from wrbc_rules.ir.operators import ORDERS, QUANTIFIERS, SIDES, age, within
from wrbc_rules.syntax import ClassMeaning, Formal, FormalList, FormalTest, OrganisationMeaning, Words
from wrbc_rules.values import Calendar
from wrbc_rules.vocabulary import ClassInfo, FieldInfo, Kind, Vocabulary

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Formals:
    """Makes tests of formal meanings."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon, values: Values, letters: Letters) -> None:
        self.vocabulary, self.lexicon, self.values, self.letters = vocabulary, lexicon, values, letters
        self.fields = Fields(vocabulary, letters)
        self._open: list[Noun] = []
        self._made: dict[Noun, tuple[Test, ClassInfo | None]] = {}
        #: The same said of what a path reaches.
        self._said: dict[tuple[Noun, Path], Test] = {}

    def test(self, formal: Formal | None, scope: Scope) -> Test:
        """The test that a formal meaning says, in this scope; nothing said is always true."""
        if formal is None:
            return Fixed(True)
        if isinstance(formal, FormalList):
            return listed(formal.word.text, tuple(self.test(each, scope) for each in formal.tests))
        made = _MAKERS[formal.op](self, formal, scope)
        return Not(made) if formal.negative else made

    # ---- nouns

    def noun(self, words: Words, cls: ClassInfo | None, path: Path) -> Test:
        """The noun, said of what the path reaches, which is of class `cls`."""
        noun = self.known_noun(words, "WR124")
        if noun is None:
            return WRONG
        made, of = self.noun_test(noun, words)
        if of is not None and (cls is None or not issubclass(cls.cls, of.cls)):
            got = with_article(cls.word) if cls else "nothing of the sort"
            label = Label(noun.declaration.pattern.span, "declared here")
            message = f"`{words.text}` means {with_article(of.word)}, and this is {got}"
            remedy = f"name a noun that means {got} where ..."
            self.letters.say("WR124", words.span, message, remedy, labels=(label,))
            return WRONG
        key = (noun, path)
        if noun not in self._made:
            return rebase(made, path)
        if key not in self._said:
            self._said[key] = rebase(made, path)
        return self._said[key]

    def known_noun(self, words: Words, code: str) -> Noun | None:
        """The noun of this name; complain under the code if there is none, or `words` are a blank's own."""
        noun = self.lexicon.nouns.get(words.text)
        if noun is not None:
            self.lexicon.use_name(words.text)
        elif words.kind != "BLANK":
            close = nearest(words.text, list(self.lexicon.nouns))
            declare = f'declare it: `noun "{words.text}" means a ...`'
            remedy = f"did you mean `{close[0]}`?" if close else declare
            self.letters.say(code, words.span, f"no noun `{words.text}`", remedy)
        return noun

    def noun_test(self, noun: Noun, words: Words) -> tuple[Test, ClassInfo | None]:
        """The meaning over `self` of a noun as the words use it, and its class; none for the organisation."""
        if noun in self._made:
            return self._made[noun]
        if noun in self._open:
            message = f"`{noun.forms[0]}` is defined by itself"
            self.letters.say("WR131", words.span, message, "say in it what is meant, without the noun")
            return WRONG, None
        self._open.append(noun)
        try:
            made = self._noun_test(noun)
        finally:
            self._open.pop()
        if not self._open:
            self._made[noun] = made
        return made

    def _noun_test(self, noun: Noun) -> tuple[Test, ClassInfo | None]:
        declaration = noun.declaration
        meaning = declaration.meanings[0] if len(declaration.meanings) == 1 else None
        if isinstance(meaning, OrganisationMeaning):
            return Fixed(True), None
        if not isinstance(meaning, ClassMeaning) or meaning.each or meaning.at:
            if not declaration.damaged:
                span = declaration.span if meaning is None else meaning.span
                remedy = "write `means a person where ...`"
                self.letters.say("WR127", span, "a noun means one sort of thing", remedy)
            return WRONG, None
        info = self.cls(meaning.cls)
        return (WRONG, None) if info is None else (self.test(meaning.where, Scope(itself=info)), info)

    def cls(self, words: Words) -> ClassInfo | None:
        """The class of this name."""
        info = self.vocabulary.classes.get(words.text)
        if info is None:
            close = nearest(words.text, list(self.vocabulary.classes))
            remedy = (
                f"did you mean `{close[0]}`?" if close else f"there are {', '.join(self.vocabulary.classes)}"
            )
            self.letters.say("WR120", words.span, f"there is no sort of thing called `{words.text}`", remedy)
        return info

    def event_class(self, words: Words) -> ClassInfo | None:
        """The class of events of this name."""
        info = self.cls(words)
        if info is None or info.with_role("moment") is not None:
            return info
        events = ", ".join(each.word for each in self.vocabulary.kinds().values())
        message = f"{with_article(info.word)} is not something that happens"
        self.letters.say("WR120", words.span, message, f"write one of {events}")
        return None

    # ---- one method for each form

    def _flag(self, test: FormalTest, scope: Scope) -> Test:
        found = self.fields.field(test.field, scope, Kind.FLAG)
        return WRONG if found is None else Flag(found[0])

    def _equals(self, test: FormalTest, scope: Scope) -> Test:
        if test.field.kind == "STRING":
            return self.values.chosen(test.field, test.values[0])
        found = self.fields.path(test.field, scope)
        if found is None:
            return WRONG
        path, info = found
        value = scope.filled(test.values[0])
        if isinstance(info, ClassInfo) or info.kind is Kind.PART:
            return self.noun(value, info if isinstance(info, ClassInfo) else self.fields.part(info), path)
        if info.kind is Kind.TEXT:
            return self.values.words(path, value)
        return self._among(test, scope)

    def _among(self, test: FormalTest, scope: Scope) -> Test:
        found = self.fields.field(test.field, scope, Kind.CHOICE, Kind.TEXT, value=test.values[0].text)
        if found is None:
            return WRONG
        path, info = found
        if info.kind is Kind.TEXT:
            return OneOf(path, frozenset(value.text for value in test.values))
        values = self._choices(info, test.values)
        return WRONG if values is None else OneOf(path, values)

    def _includes(self, test: FormalTest, scope: Scope) -> Test:
        found = self.fields.field(test.field, scope, Kind.CHOICES)
        if found is None:
            return WRONG
        values = self._choices(found[1], test.values)
        return WRONG if values is None else Overlaps(found[0], values)

    def _choices(self, info: FieldInfo, values: tuple[Words, ...]) -> frozenset[str] | None:
        """The Python values of words that the field allows."""
        good = True
        for value in values:
            if value.text not in info.values:
                close = nearest(value.text, info.values)
                meant = f"did you mean `{close[0]}`? " if close else ""
                remedy = f"{meant}{'It' if close else 'it'} is one of {', '.join(info.values)}"
                self.letters.say("WR123", value.span, f"`{info.word}` is never `{value.text}`", remedy)
                good = False
        return frozenset(value.text.replace("-", "_") for value in values) if good else None

    def _order_in_time(self, test: FormalTest, scope: Scope) -> Test:
        left = self.fields.instant(test.field, scope)
        other = scope.filled(test.values[0])
        word = _order(test.word)
        if left is None:
            return WRONG
        if other.kind == "NAME":
            right = self.fields.instant(other, scope)
            return WRONG if right is None else SIDES[word](left, right)
        day = self.values.date(other)
        if isinstance(day, Unset):
            return SIDES[word](left, day)
        return SIDES[word](left, day[0] if word == "before" else day[1])

    def _within(self, test: FormalTest, scope: Scope) -> Test:
        done = self.fields.instant(test.field, scope)
        span = self.values.duration(scope.filled(test.values[0]))
        start = self.fields.instant(test.values[1], scope)
        return WRONG if done is None or start is None else within(done, span, start)

    def _window(self, test: FormalTest, scope: Scope) -> Test:
        instant = self.fields.instant(test.field, scope)
        start, end = (self.values.time(scope.filled(each)) for each in test.values)
        if instant is None:
            return WRONG
        if isinstance(start, Number) and isinstance(end, Number) and start.value == end.value:
            place = scope.filled(test.values[1])
            message = "the window ends at the time at which it begins"
            self.letters.say("WR114", place.span, message, "give it two different times")
            return WRONG
        return Window(instant, start, end, _nights(test.word))

    def _age(self, test: FormalTest, scope: Scope) -> Test:
        found = self.fields.field(test.field, scope, Kind.DATE)
        years = self.values.number(scope.filled(test.values[0]))
        if found is None:
            return WRONG
        now = Instant(Path("event", (self.vocabulary.moment,)))
        return age(_order(test.word), now, found[0], years)

    def _count_in(self, test: FormalTest, scope: Scope) -> Test:
        found = self.fields.field(test.field, scope, Kind.COUNT)
        period = self.values.duration(scope.filled(test.values[0]))
        bound = self.values.number(scope.filled(test.values[1]))
        if isinstance(period, Calendar):
            span = scope.filled(test.values[0]).span
            self.letters.say("WR126", span, "a count is kept over days or hours", "write it in days or weeks")
            return WRONG
        return WRONG if found is None else ORDERS[_order(test.word)](CountIn(found[0], period), bound)

    def _quantified(self, test: FormalTest, scope: Scope) -> Test:
        found = self._people(test, scope)
        return WRONG if found is None else QUANTIFIERS[_order(test.word)](*found)

    def _tally(self, test: FormalTest, scope: Scope) -> Test:
        found = self._people(test, scope)
        bound = self.values.number(scope.filled(test.values[0]))
        return WRONG if found is None else ORDERS[_order(test.word)](Tally(*found), bound)

    def _people(self, test: FormalTest, scope: Scope) -> tuple[Path, Test] | None:
        if scope.member is not None:
            remedy = 'declare a noun for the inner part, and say `it is "the noun"`'
            self.letters.say("WR125", test.span, "a count stands inside a count", remedy)
            return None
        found = self.fields.field(test.field, scope, Kind.PEOPLE)
        if found is None or found[1].part is None:
            return None
        member = self.vocabulary.info(found[1].part)
        return found[0], self.test(test.inner, attrs.evolve(scope, member=member))


_MAKERS: Mapping[str, Callable[[Formals, FormalTest, Scope], Test]] = {
    "flag": Formals._flag,
    "not_flag": Formals._flag,
    "equals": Formals._equals,
    "among": Formals._among,
    "includes": Formals._includes,
    "order_in_time": Formals._order_in_time,
    "within": Formals._within,
    "window": Formals._window,
    "age": Formals._age,
    "count_in": Formals._count_in,
    "quantified": Formals._quantified,
    "tally": Formals._tally,
}


def listed(word: str, tests: tuple[Test, ...]) -> Test:
    """What a list word says of the tests below it."""
    match " ".join(word.split()):
        case "both" | "all of":
            return All(tests)
        case "either" | "any of":
            return AnyOf(tests)
        case _:
            return All(tuple(Not(each) for each in tests))


def _order(word: Words | None) -> str:
    assert word is not None
    return word.text


def _nights(words: Words | None) -> frozenset[int] | None:
    return None if words is None else frozenset(i for i, day in enumerate(_DAYS) if day in words.text)

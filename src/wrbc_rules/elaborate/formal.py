"""Formal meanings: each test is checked against the classes that it speaks of, and said in primitives."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs

from wrbc_rules.diagnostics import nearest
from wrbc_rules.elaborate.letters import Letters
from wrbc_rules.elaborate.lexicon import Lexicon, Noun
from wrbc_rules.elaborate.values import Values
from wrbc_rules.ir import (
    All,
    AnyOf,
    Chosen,
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

#: What stands for a test that could not be made; the complaint has been made.
WRONG = Fixed(False)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@attrs.frozen(kw_only=True)
class Scope:
    """What the fields of a test are fields of: an event, the person it is decided about, a member, a noun's thing."""

    event: ClassInfo | None = None
    each: ClassInfo | None = None
    member: ClassInfo | None = None
    itself: ClassInfo | None = None
    fills: Mapping[int, Words] = attrs.field(factory=dict)

    def filled(self, words: Words) -> Words:
        """What stands in a blank, or the words themselves; `fills` are by the place of the blank."""
        return self.fills.get(words.span.start, words) if words.kind == "BLANK" else words


class Formals:
    """Makes tests of formal meanings."""

    def __init__(
        self, vocabulary: Vocabulary, lexicon: Lexicon, values: Values, letters: Letters
    ) -> None:
        self.vocabulary, self.lexicon, self.values, self.letters = vocabulary, lexicon, values, letters
        self._open: list[Noun] = []

    def test(self, formal: Formal | None, scope: Scope) -> Test:
        """The test that a formal meaning says, in this scope; nothing said is always true."""
        if formal is None:
            return Fixed(True)
        if isinstance(formal, FormalList):
            return listed(formal.word.text, tuple(self.test(each, scope) for each in formal.tests))
        made = _MAKERS[formal.op](self, formal, scope)
        return Not(made) if formal.negative and made is not WRONG else made

    # ---- paths

    def path(self, words: Words, scope: Scope) -> tuple[Path, FieldInfo | ClassInfo] | None:
        """The field that the words name, with its type; complain if there is none."""
        first, *rest = words.text.split(".")
        start = self._start(first, scope)
        if start is None:
            self._no_field(words, first, scope)
            return None
        path, here = start
        for word in rest:
            part = here if isinstance(here, ClassInfo) else self._part(here)
            if part is None or word not in part.fields:
                self._no_such_part(words, word, part)
                return None
            here = part.fields[word]
            path = path.then(here.name)
        return path, here

    def _start(self, word: str, scope: Scope) -> tuple[Path, FieldInfo | ClassInfo] | None:
        innermost = scope.member or scope.itself
        if innermost is not None:
            root = Path("member" if scope.member is not None else "self")
            if word == "it":
                return root, innermost
            if word in innermost.fields:
                return root.then(innermost.fields[word].name), innermost.fields[word]
        if scope.each is not None and word == scope.each.word:
            return Path("each"), scope.each
        if scope.event is not None and word in scope.event.fields:
            return Path("event", (scope.event.fields[word].name,)), scope.event.fields[word]
        return None

    def _part(self, field: FieldInfo) -> ClassInfo | None:
        return self.vocabulary.info(field.part) if field.kind is Kind.PART and field.part else None

    def _no_field(self, words: Words, first: str, scope: Scope) -> None:
        here = scope.member or scope.itself or scope.event
        known = sorted({*(here.fields if here else ()), *(scope.event.fields if scope.event else ())})
        if scope.each is not None:
            known.append(scope.each.word)
        close = nearest(first, known)
        what = f"`{here.word}` has no field" if here else "there is no field"
        remedy = f"did you mean `{close[0]}`?" if close else f"it has {', '.join(known)}"
        self.letters.say("WR121", words.span, f"{what} `{first}`", remedy)

    def _no_such_part(self, words: Words, word: str, part: ClassInfo | None) -> None:
        if part is None:
            self.letters.say("WR121", words.span, f"`{words.text}` goes further than the field does")
            return
        close = nearest(word, list(part.fields))
        remedy = f"did you mean `{close[0]}`?" if close else f"it has {', '.join(part.fields)}"
        self.letters.say("WR121", words.span, f"`{part.word}` has no field `{word}`", remedy)

    def field(self, words: Words, scope: Scope, *kinds: Kind) -> tuple[Path, FieldInfo] | None:
        """A field of one of these kinds."""
        found = self.path(words, scope)
        if found is None:
            return None
        path, info = found
        if isinstance(info, FieldInfo) and info.kind in kinds:
            return path, info
        got = info.kind.value if isinstance(info, FieldInfo) else f"a {info.word}"
        wanted = " or ".join(kind.value for kind in kinds)
        self.letters.say("WR122", words.span, f"`{words.text}` is {got}; {wanted} belongs here", _HOW_TO_TEST.get(got))
        return None

    def instant(self, words: Words, scope: Scope) -> Instant | None:
        """A field that holds an instant."""
        found = self.field(words, scope, Kind.INSTANT)
        return None if found is None else Instant(found[0])

    # ---- nouns

    def noun(self, words: Words, cls: ClassInfo | None, path: Path) -> Test:
        """The noun, said of what the path reaches, which is of class `cls`."""
        noun = self.lexicon.nouns.get(words.text)
        if noun is None:
            close = nearest(words.text, list(self.lexicon.nouns))
            self.letters.say("WR124", words.span, f"no noun `{words.text}`", f"did you mean `{close[0]}`?" if close else None)
            return WRONG
        self.lexicon.use_name(words.text)
        made, of = self.noun_test(noun)
        if of is not None and (cls is None or not issubclass(cls.cls, of.cls)):
            got = cls.word if cls else "nothing with fields"
            self.letters.say("WR124", words.span, f"`{words.text}` means a {of.word}; here belongs a {got}")
            return WRONG
        return rebase(made, path)

    def noun_test(self, noun: Noun) -> tuple[Test, ClassInfo | None]:
        """The noun's meaning over `self`, and the class it speaks of; no class for the organisation."""
        if noun in self._open:
            self.letters.say("WR131", noun.declaration.span, f"`{noun.forms[0]}` is defined by itself")
            return WRONG, None
        self._open.append(noun)
        try:
            return self._noun_test(noun)
        finally:
            self._open.pop()

    def _noun_test(self, noun: Noun) -> tuple[Test, ClassInfo | None]:
        meaning = noun.declaration.meanings[0] if len(noun.declaration.meanings) == 1 else None
        if isinstance(meaning, OrganisationMeaning):
            return Fixed(True), None
        if not isinstance(meaning, ClassMeaning) or meaning.each or meaning.at:
            if noun.declaration.damaged:
                return WRONG, None
            self.letters.say(
                "WR127", noun.declaration.span, "a noun means one sort of thing", "write `means a person where ...`"
            )
            return WRONG, None
        info = self.cls(meaning.cls)
        if info is None:
            return WRONG, None
        return self.test(meaning.where, Scope(itself=info)), info

    def cls(self, words: Words) -> ClassInfo | None:
        """The class of this name."""
        info = self.vocabulary.classes.get(words.text)
        if info is None:
            close = nearest(words.text, list(self.vocabulary.classes))
            remedy = f"did you mean `{close[0]}`?" if close else f"there are {', '.join(self.vocabulary.classes)}"
            self.letters.say("WR120", words.span, f"nothing is called `{words.text}` in the event classes", remedy)
        return info

    # ---- one method for each form

    def flag(self, test: FormalTest, scope: Scope) -> Test:
        found = self.field(test.field, scope, Kind.FLAG)
        return WRONG if found is None else Flag(found[0])

    def equals(self, test: FormalTest, scope: Scope) -> Test:
        if test.field.kind == "STRING":
            return self._chosen(test)
        found = self.path(test.field, scope)
        if found is None:
            return WRONG
        path, info = found
        value = scope.filled(test.values[0])
        if isinstance(info, ClassInfo) or info.kind is Kind.PART:
            return self.noun(value, info if isinstance(info, ClassInfo) else self._part(info), path)
        if info.kind is Kind.TEXT:
            return self._text(path, value)
        return self.among(test, scope)

    def _chosen(self, test: FormalTest) -> Test:
        setting = self.values.setting(test.field, "choice")
        value = test.values[0]
        if setting is None or setting.type != "choice":
            self.letters.say("WR124", test.field.span, f"no setting `{test.field.text}`")
            return WRONG
        if value.text not in setting.choices:
            close = nearest(value.text, setting.choices)
            remedy = f"did you mean `{close[0]}`?" if close else None
            self.letters.say("WR123", value.span, f"`{value.text}` is not one of its choices", remedy)
            return WRONG
        return Chosen(setting.unset, value.text) if setting.value is None else Fixed(setting.value == value.text)

    def _text(self, path: Path, value: Words) -> Test:
        if value.kind not in ("STRING", "TEXT", "BLANK"):
            self.letters.say("WR126", value.span, f"`{value.text}` is not in quotes", f'write `"{value.text}"`')
            return WRONG
        if value.text not in self.lexicon.settings:
            return OneOf(path, frozenset({value.text}))
        setting = self.values.setting(value, "place")
        if setting is None or not isinstance(setting.value, str):
            return OneOf(path, frozenset(), setting.unset if setting else Unset(value.text))
        return OneOf(path, frozenset({setting.value}))

    def among(self, test: FormalTest, scope: Scope) -> Test:
        found = self.field(test.field, scope, Kind.CHOICE, Kind.TEXT)
        if found is None:
            return WRONG
        path, info = found
        if info.kind is Kind.TEXT:
            return OneOf(path, frozenset(value.text for value in test.values))
        values = self._choices(info, test.values)
        return WRONG if values is None else OneOf(path, values)

    def includes(self, test: FormalTest, scope: Scope) -> Test:
        found = self.field(test.field, scope, Kind.CHOICES)
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
                remedy = f"did you mean `{close[0]}`?" if close else f"it is one of {', '.join(info.values)}"
                self.letters.say("WR123", value.span, f"`{info.word}` is never `{value.text}`", remedy)
                good = False
        return frozenset(value.text.replace("-", "_") for value in values) if good else None

    def order_in_time(self, test: FormalTest, scope: Scope) -> Test:
        left = self.instant(test.field, scope)
        other = scope.filled(test.values[0])
        word = test.word.text if test.word else "before"
        if left is None:
            return WRONG
        if other.kind == "NAME":
            right = self.instant(other, scope)
            return WRONG if right is None else SIDES[word](left, right)
        day = self.values.date(other)
        if isinstance(day, Unset):
            return SIDES[word](left, day)
        return SIDES[word](left, day[0] if word == "before" else day[1])

    def within(self, test: FormalTest, scope: Scope) -> Test:
        done = self.instant(test.field, scope)
        span = self.values.duration(scope.filled(test.values[0]))
        start = self.instant(test.values[1], scope)
        return WRONG if done is None or start is None else within(done, span, start)

    def window(self, test: FormalTest, scope: Scope) -> Test:
        instant = self.instant(test.field, scope)
        start, end = (self.values.time(scope.filled(each)) for each in test.values)
        if instant is None:
            return WRONG
        if start == end and isinstance(start, Number):
            place = scope.filled(test.values[1])
            self.letters.say(
                "WR114", place.span, "the window ends at the time at which it begins", "give it two different times"
            )
            return WRONG
        return Window(instant, start, end, _nights(test.word))

    def age(self, test: FormalTest, scope: Scope) -> Test:
        found = self.field(test.field, scope, Kind.DATE)
        years = self.values.number(scope.filled(test.values[0]))
        if found is None:
            return WRONG
        now = Instant(Path("event", (self.vocabulary.moment,)))
        return age(_order(test.word), now, found[0], years)

    def count_in(self, test: FormalTest, scope: Scope) -> Test:
        found = self.field(test.field, scope, Kind.COUNT)
        period = self.values.duration(scope.filled(test.values[0]))
        bound = self.values.number(scope.filled(test.values[1]))
        if isinstance(period, Calendar):
            span = scope.filled(test.values[0]).span
            self.letters.say("WR126", span, "a count is kept over days or hours", "write it in days or weeks")
            return WRONG
        return WRONG if found is None else ORDERS[_order(test.word)](CountIn(found[0], period), bound)

    def quantified(self, test: FormalTest, scope: Scope) -> Test:
        found = self._people(test, scope)
        return WRONG if found is None else QUANTIFIERS[_order(test.word)](*found)

    def tally(self, test: FormalTest, scope: Scope) -> Test:
        found = self._people(test, scope)
        bound = self.values.number(scope.filled(test.values[0]))
        return WRONG if found is None else ORDERS[_order(test.word)](Tally(*found), bound)

    def _people(self, test: FormalTest, scope: Scope) -> tuple[Path, Test] | None:
        if scope.member is not None:
            self.letters.say("WR125", test.span, "a count stands inside a count", "declare a noun for the inner one")
            return None
        found = self.field(test.field, scope, Kind.PEOPLE)
        if found is None or found[1].part is None:
            return None
        member = self.vocabulary.info(found[1].part)
        return found[0], self.test(test.inner, attrs.evolve(scope, member=member))


_MAKERS: Mapping[str, Callable[[Formals, FormalTest, Scope], Test]] = {
    "flag": Formals.flag,
    "not_flag": Formals.flag,
    "equals": Formals.equals,
    "among": Formals.among,
    "includes": Formals.includes,
    "order_in_time": Formals.order_in_time,
    "within": Formals.within,
    "window": Formals.window,
    "age": Formals.age,
    "count_in": Formals.count_in,
    "quantified": Formals.quantified,
    "tally": Formals.tally,
}
_HOW_TO_TEST = {
    Kind.FLAG.value: "say only the field, or `not` and the field",
    Kind.CHOICE.value: "say `is` and one of its words",
    Kind.CHOICES.value: "say `include` and one of its words",
    Kind.PEOPLE.value: "say `some ... where ...` or `at least two ... where ...`",
    Kind.INSTANT.value: "say `is before ...`, `is after ...` or `is from ... until ...`",
    Kind.DATE.value: "say `age by ... is under ...`",
    Kind.COUNT.value: "say `in 7 days is over ...`",
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


__all__ = ["WRONG", "Formals", "Scope", "listed"]

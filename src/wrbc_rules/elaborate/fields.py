"""The fields that a formal meaning names, and whether they are of the sort that a test takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from wrbc_rules.diagnostics import nearest
from wrbc_rules.elaborate.letters import Letters
from wrbc_rules.ir import Instant, Path
from wrbc_rules.syntax import Words
from wrbc_rules.vocabulary import ClassInfo, FieldInfo, Kind, Vocabulary


@attrs.frozen(kw_only=True)
class Scope:
    """What fields are fields of: an event, the person it is decided about, a member, a noun's thing."""

    event: ClassInfo | None = None
    each: ClassInfo | None = None
    member: ClassInfo | None = None
    itself: ClassInfo | None = None
    fills: Mapping[int, Words] = attrs.field(factory=dict, eq=False)

    def with_fills(self, fills: Mapping[int, Words]) -> Scope:
        """The same with something in the blanks."""
        return Scope(event=self.event, each=self.each, member=self.member, itself=self.itself, fills=fills)

    def filled(self, words: Words) -> Words:
        """What stands in a blank, or the words themselves; `fills` are by the place of the blank."""
        return self.fills.get(words.span.start, words) if words.kind == "BLANK" else words

    @property
    def classes(self) -> Iterator[ClassInfo]:
        """The classes whose fields can be named, innermost first."""
        yield from (each for each in (self.member, self.itself, self.event) if each is not None)


class Fields:
    """Finds fields; complains of those that there are not."""

    def __init__(self, vocabulary: Vocabulary, letters: Letters) -> None:
        self.vocabulary, self.letters = vocabulary, letters

    def path(self, words: Words, scope: Scope) -> tuple[Path, FieldInfo | ClassInfo] | None:
        """The field that the words name, with its type; complain if there is none."""
        first, *rest = words.text.split(".")
        start = self._start(first, scope)
        if start is None:
            self._no_field(words.part(0, len(first)), scope)
            return None
        (path, here), at = start, len(first) + 1
        for word in rest:
            part = here if isinstance(here, ClassInfo) else self.part(here)
            if part is None or word not in part.fields:
                self._no_such_part(words.part(at, at + len(word)), words.text[: at - 1], part)
                return None
            here, at = part.fields[word], at + len(word) + 1
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

    def part(self, field: FieldInfo) -> ClassInfo | None:
        """The class of a part with fields of its own."""
        return self.vocabulary.info(field.part) if field.kind is Kind.PART and field.part else None

    def _no_field(self, words: Words, scope: Scope) -> None:
        here = next(scope.classes, None)
        known = sorted({word for each in scope.classes for word in each.fields})
        if scope.each is not None:
            known.append(scope.each.word)
        what = f"{with_article(here.word)} has no field" if here else "there is no field"
        remedy = _listed_word(words.text, scope) or _near_field(words.text, known)
        self.letters.say("WR121", words.span, f"{what} `{words.text}`", remedy)

    def _no_such_part(self, words: Words, outer: str, part: ClassInfo | None) -> None:
        if part is None:
            message = f"`{outer}` has no fields of its own"
            self.letters.say("WR121", words.span, message, f"write `{outer}`")
            return
        remedy = _near_field(words.text, list(part.fields))
        self.letters.say("WR121", words.span, f"`{outer}` has no field `{words.text}`", remedy)

    # ---- of a sort

    def field(
        self, words: Words, scope: Scope, *kinds: Kind, value: str | None = None
    ) -> tuple[Path, FieldInfo] | None:
        """A field of one of these kinds; `value` is what it is compared with, for complaints."""
        found = self.path(words, scope)
        if found is None:
            return None
        path, info = found
        if isinstance(info, FieldInfo) and info.kind in kinds:
            return path, info
        wanted = next((kind for kind in kinds if kind in _NAMED), None)
        if wanted is not None:
            remedy = _fields_of(wanted, scope)
            self.letters.say("WR122", words.span, f"`{words.text}` is not {_NAMED[wanted]}", remedy)
        else:
            kind = info.kind if isinstance(info, FieldInfo) else Kind.PART
            message, remedy = _TAKES[kind]
            values = info.values if isinstance(info, FieldInfo) else ()
            word = value if value in values else next(iter(values), "...")
            remedy = remedy.format(words.text, word)
            self.letters.say("WR122", words.span, f"`{words.text}` {message}", remedy)
        return None

    def instant(self, words: Words, scope: Scope) -> Instant | None:
        """A field that holds an instant."""
        found = self.field(words, scope, Kind.INSTANT)
        return None if found is None else Instant(found[0])


def with_article(word: str) -> str:
    """The name of a class after `a` or `an`."""
    return f"an {word}" if word[:1] in "aeiou" else f"a {word}"


def _near_field(word: str, known: list[str]) -> str:
    close = nearest(word, known)
    return f"did you mean `{close[0]}`?" if close else f"it has {', '.join(known)}"


def _listed_word(word: str, scope: Scope) -> str | None:
    """What to write where `and` or `or` stands between the words of a choice."""
    fields = (field for each in scope.classes for field in each.fields.values())
    field = next((field for field in fields if word in field.values), None)
    if field is None:
        return None
    return f"`{word}` is a word of `{field.word}`: put commas between its words"


def _fields_of(kind: Kind, scope: Scope) -> str | None:
    words = [field.word for each in scope.classes for field in each.fields.values() if field.kind is kind]
    if scope.each is not None:
        fields = scope.each.fields.values()
        words += [f"{scope.each.word}.{field.word}" for field in fields if field.kind is kind]
    return f"name {_NAMED[kind]}: {', '.join(f'`{word}`' for word in words)}" if words else None


#: Sorts of field that some tests need.
_NAMED: Mapping[Kind, str] = {
    Kind.INSTANT: "a time",
    Kind.PEOPLE: "a list",
    Kind.DATE: "a date",
    Kind.COUNT: "a count",
}
#: How each sort of field is tested: a reason, and what to write with the field and one of its words.
_TAKES: Mapping[Kind, tuple[str, str]] = {
    Kind.FLAG: ("is true or false, so it stands alone or after `not`", "write `{0}` or `not {0}`"),
    Kind.CHOICE: ("is one of a few words, so it takes `is`", "write `{0} is {1}`"),
    Kind.CHOICES: ("holds several words, so it takes `include`", "write `{0} include {1}`"),
    Kind.TEXT: ("is words, so it takes `is` and words in quotes", 'write `{0} is "..."`'),
    Kind.PEOPLE: ("is a list, so it takes `some`, `every`, `no` or a number", "write `some {0} where ...`"),
    Kind.INSTANT: (
        "is a time, so it is tested against another",
        "write `{0} is before ...` or `{0} is from ...`",
    ),
    Kind.DATE: ("is a date, so it takes `age by`", "write `age by {0} is under 18`"),
    Kind.COUNT: ("is a count, so it takes `in` and a period", "write `{0} in 7 days is over 3`"),
    Kind.PART: ("has fields of its own, so one of them is named", "write `{0}.` and the name of the field"),
    Kind.JUDGEMENTS: ("holds answers, so it cannot be tested", "ask for the answer with `asks ...`"),
}

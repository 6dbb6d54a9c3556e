"""The declared words of a policy, and finding the one that a line uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Literal, TypeAlias

import attrs

from wrbc_rules.diagnostics import Label, nearest
from wrbc_rules.elaborate.letters import Letters
from wrbc_rules.elaborate.patterns import (
    REPRESENTATIVES,
    SCALARS,
    Blank,
    Pattern,
    Scalar,
    forms,
    is_literal,
    overlap,
)
from wrbc_rules.ir import Setting
from wrbc_rules.source import Span
from wrbc_rules.syntax import Declaration, Words

PhraseKind: TypeAlias = Literal["act", "duty", "fact"]
KIND_WORDS: Mapping[str, str] = {"act": "an act", "duty": "a duty", "fact": "a fact", "noun": "a noun"}
_SETTING_TYPES: Mapping[str, Scalar] = {
    "duration": "period",
    "number": "number",
    "time": "time",
    "date": "date",
    "place": "place",
}
#: Near misses are looked for among at most so many phrases, in lines of at most so many characters.
_NEAR_PHRASES, _NEAR_LENGTH = 400, 200


@attrs.frozen(slots=False, eq=False)
class Noun:
    """A declared noun under all its forms."""

    declaration: Declaration
    forms: tuple[str, ...]


@attrs.frozen(eq=False)
class Form:
    """One wording of a phrase; `positive` is false for the words after `or else`."""

    pattern: Pattern
    positive: bool
    span: Span


@attrs.frozen(slots=False, eq=False)
class Word:
    """A declared act, duty or fact under all its wordings."""

    kind: PhraseKind
    declaration: Declaration
    forms: tuple[Form, ...]

    @property
    def contrary(self) -> Form | None:
        """The first of the wordings after `or else`."""
        return next((form for form in self.forms if not form.positive), None)


@attrs.frozen
class Fill:
    """What stands in one blank."""

    blank: Blank
    text: str


@attrs.frozen
class Use:
    """A word as a line uses it."""

    word: Word
    form: Form
    fills: tuple[Fill, ...]
    text: str
    span: Span

    @property
    def contrary_text(self) -> str | None:
        """The same with the opposite meaning, if there are words for it."""
        wanted = [form for form in self.word.forms if form.positive is not self.form.positive]
        return wanted[0].pattern.filled(self._texts_for(wanted[0].pattern)) if wanted else None

    def spellings(self) -> tuple[tuple[str, bool], ...]:
        """Every wording with the same blanks filled, and whether it means the same as the first."""
        return tuple((f.pattern.filled(self._texts_for(f.pattern)), f.positive) for f in self.word.forms)

    def _texts_for(self, pattern: Pattern) -> list[str]:
        """The fills in the order of another wording's blanks."""
        left = list(self.fills)
        texts = []
        for blank in pattern.blanks:
            fill = next(each for each in left if each.blank == blank)
            left.remove(fill)
            texts.append(fill.text)
        return texts


@attrs.define(slots=False)
class Lexicon:
    """All declared words."""

    nouns: Mapping[str, Noun]
    words: tuple[Word, ...]
    settings: Mapping[str, Setting]
    used: set[str] = attrs.field(factory=set)

    @cached_property
    def _forms(self) -> Mapping[str, str]:
        return forms(self.nouns, self.setting_names())

    def setting_names(self) -> dict[Scalar, list[str]]:
        """The names of settings by the blanks that take them."""
        found: dict[Scalar, list[str]] = {}
        for setting in self.settings.values():
            if setting.type in _SETTING_TYPES:
                found.setdefault(_SETTING_TYPES[setting.type], []).append(setting.name)
        return found

    @cached_property
    def _matchers(self) -> tuple[tuple[Word, Form, re.Pattern[str]], ...]:
        return tuple((w, f, f.pattern.regex(self._forms)) for w in self.words for f in w.forms)

    def matches(self, text: str, span: Span) -> Iterator[Use]:
        """Every word that the whole text is a use of."""
        for word, form, regex in self._matchers:
            match = regex.fullmatch(text)
            if match:
                fills = tuple(Fill(b, t) for b, t in zip(form.pattern.blanks, match.groups(), strict=True))
                yield Use(word, form, fills, text, span)

    def find(self, kind: PhraseKind, words: Words, letters: Letters) -> Use | None:
        """The one use of a word of this kind that the line is; otherwise complain."""
        every = list(self.matches(words.text, words.span))
        for use in every:
            if use.word.kind == kind:
                self.use(use)
                return use
        if every:
            got = KIND_WORDS[every[0].word.kind]
            letters.say(
                "WR112",
                words.span,
                f"`{words.text}` is {got} where {KIND_WORDS[kind]} belongs",
                _WRONG_KIND[kind],
                labels=(Label(every[0].word.declaration.pattern.span, "declared here"),),
            )
            self.use(every[0])
        else:
            self._complain(kind, words, letters)
        return None

    def use(self, use: Use) -> None:
        """Remember that a word and the nouns and settings in its blanks are used."""
        self.used.add(use.word.declaration.pattern.text)
        for fill in use.fills:
            self.use_name(fill.text)

    def use_name(self, name: str) -> None:
        """Remember that a noun or setting is used."""
        noun = self.nouns.get(name)
        self.used.add(noun.declaration.pattern.text if noun else name)

    def _complain(self, kind: PhraseKind, words: Words, letters: Letters) -> None:
        for word in self.words:
            for form in word.forms:
                if word.kind == kind and (match := form.pattern.loose.fullmatch(words.text)):
                    blanks = zip(form.pattern.blanks, match.groups(), strict=True)
                    bad = [(b, i + 1) for i, (b, text) in enumerate(blanks) if not self._fits(b, text)]
                    if bad:
                        blank, group = bad[0]
                        _wrong_fill(blank, match, group, words, self, letters)
                        return
        letters.say("WR110", words.span, f"no such {kind}: `{_short(words.text)}`", self._near(kind, words.text))

    def _fits(self, blank: Blank, text: str) -> bool:
        return re.fullmatch(self._forms[blank.scalar or "noun"], text) is not None

    def _near(self, kind: PhraseKind, text: str) -> str:
        known = [f.pattern.text for w in self.words if w.kind == kind for f in w.forms]
        close = nearest(text[:_NEAR_LENGTH], known[:_NEAR_PHRASES])
        if close:
            return f"did you mean `{close[0]}`?"
        return f'use a declared {kind} word for word, or declare one: `{kind} "{_short(text)}" means ...`'

    def leading_noun(self, text: str) -> str | None:
        """The longest noun that the text begins with, as a whole word."""
        match = self._leading.match(text)
        return match[1] if match else None

    @cached_property
    def _leading(self) -> re.Pattern[str]:
        return re.compile(rf"({self._forms['noun']})(?![\w'’-])")


_WRONG_KIND: Mapping[str, str] = {
    "fact": "after `when`, `if` and `unless` stands a fact: how things are, not something done",
    "act": "after `not`, `only` and `they` stands an act: something done",
    "duty": "after a plain verb stands a duty: something to be done or kept",
}
_EXPECTED: Mapping[str, str] = {
    "time": "a time is written with 24 hours and two digits, like 21:00 or 08:30",
    "number": "a number is written in digits, or in a word up to twelve",
    "period": "a duration is written like 7 days, 24 hours or one year, or is a setting of that type",
    "date": "a date is written like 2017-03-03",
    "place": "a place is a setting of that type",
}


def _wrong_fill(
    blank: Blank, match: re.Match[str], group: int, words: Words, lexicon: Lexicon, letters: Letters
) -> None:
    text, start = match[group], words.span.start + match.start(group)
    span = Span(start, start + len(text)) if match.string == words.text else words.span
    remedy = _EXPECTED.get(blank.scalar or "", "")
    if blank.scalar == "time" and (clock := clock_of(text)):
        remedy = f"write `{clock}`"
    if blank.scalar is None:
        close = nearest(text, list(lexicon.nouns)[:_NEAR_PHRASES])
        remedy = f"did you mean `{close[0]}`?" if close else 'declare it: `noun "..." means a ...`'
    what = blank.name if blank.scalar else "a declared noun"
    letters.say("WR113", span, f"`{_short(text)}` is not {what}", remedy)


def clock_of(text: str) -> str | None:
    """A time as people write it, as the file writes it: "9pm", "9.30 pm", "9:00" become "21:00", "21:30", "09:00"."""
    match = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?\s?(?:([ap])\.?m\.?)?", text.strip().lower())
    if not match:
        return {"noon": "12:00", "midnight": "00:00", "24:00": "00:00"}.get(text.strip().lower())
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour % 24:02}:{minute:02}" if hour <= 24 and minute < 60 else None


def is_date(text: str) -> bool:
    """Whether the text is a day of the calendar."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _short(text: str) -> str:
    return text if len(text) <= 70 else f"{text[:67]}..."


# ---- making a lexicon


def lexicon_of(
    declarations: Iterable[Declaration], settings: Mapping[str, Setting], letters: Letters
) -> Lexicon:
    """The words that a file declares; complain of malformed, repeated and overlapping ones."""
    nouns: dict[str, Noun] = {}
    words: list[Word] = []
    for declaration in declarations:
        _check_pattern(declaration, letters)
        if declaration.kind.text == "noun":
            _add_noun(declaration, nouns, settings, letters)
        else:
            words.append(_word(declaration))
    lexicon = Lexicon(nouns, tuple(words), settings)
    _check_overlaps(lexicon, letters)
    return lexicon


def _add_noun(
    declaration: Declaration, nouns: dict[str, Noun], settings: Mapping[str, Setting], letters: Letters
) -> None:
    every = (declaration.pattern, *declaration.also)
    noun = Noun(declaration, tuple(" ".join(each.text.split()) for each in every))
    for form, words in zip(noun.forms, every, strict=True):
        if form in nouns:
            first = Label(nouns[form].declaration.pattern.span, "first declared here")
            letters.say("WR129", words.span, f"the noun `{form}` is declared twice", "keep one", labels=(first,))
        elif form in settings:
            letters.say("WR129", words.span, f"`{form}` is a setting too", "give one of them another name")
        nouns.setdefault(form, noun)


def _word(declaration: Declaration) -> Word:
    every = [(declaration.pattern, True), *((each, True) for each in declaration.also)]
    if declaration.contrary is not None:
        every.append((declaration.contrary, False))
    made = tuple(Form(Pattern.of(words.text), positive, words.span) for words, positive in every)
    kind = declaration.kind.text
    assert kind in ("act", "duty", "fact")
    return Word(kind, declaration, made)  # type: ignore[arg-type]


_BAD_BRACES = re.compile(r"[{}]")


def _check_pattern(declaration: Declaration, letters: Letters) -> None:
    kind = declaration.kind.text
    first = Pattern.of(declaration.pattern.text)
    extra = (declaration.contrary,) if declaration.contrary else ()
    for words in (declaration.pattern, *declaration.also, *extra):
        pattern = Pattern.of(words.text)
        literal = "".join(piece for piece in pattern.pieces if isinstance(piece, str))
        if not literal.strip():
            letters.say("WR128", words.span, "a phrase needs words of its own", "write words round the blank")
        elif _BAD_BRACES.search(literal):
            letters.say("WR128", words.span, "a brace has no partner", "write blanks like `{a time}`")
        elif '"' in literal or "#" in literal:
            letters.say("WR128", words.span, "a phrase cannot hold `#`", "say it in words")
        elif kind == "noun" and pattern.blanks:
            letters.say("WR128", words.span, "a noun has no blanks", "declare one noun for each")
        elif any(isinstance(a, Blank) and isinstance(b, Blank) for a, b in zip(pattern.pieces, pattern.pieces[1:], strict=False)):
            letters.say("WR128", words.span, "two blanks stand side by side", "put a word between them")
        elif sorted(b.name for b in pattern.blanks) != sorted(b.name for b in first.blanks):
            letters.say("WR128", words.span, "this wording has other blanks than the first", "use the same blanks")
        if kind == "fact" and " or " in literal and not literal.strip().startswith("or "):
            continue


def _check_overlaps(lexicon: Lexicon, letters: Letters) -> None:
    names = lexicon.setting_names()
    fills: dict[str, tuple[str, ...]] = {"noun": tuple(lexicon.nouns)}
    for scalar in set(SCALARS.values()):
        fills[scalar] = (*REPRESENTATIVES[scalar], *names.get(scalar, ()))
    every = [(word, form) for word in lexicon.words for form in word.forms]
    for index, (word, form) in enumerate(every):
        for other, other_form in every[:index]:
            if word.kind != other.kind:
                continue
            if _may_overlap(form.pattern, other_form.pattern) and overlap(form.pattern, other_form.pattern, fills):
                letters.say(
                    "WR129",
                    form.span,
                    f"a line could be both `{_short(form.pattern.text)}` and `{_short(other_form.pattern.text)}`",
                    "word one of them differently",
                    labels=(Label(other_form.span, "the other"),),
                )


def _may_overlap(first: Pattern, second: Pattern) -> bool:
    """A quick look: phrases that begin with different words cannot match one line."""
    left, right = first.pieces[0], second.pieces[0]
    if isinstance(left, Blank) or isinstance(right, Blank):
        return True
    size = min(len(left), len(right))
    return left[:size] == right[:size]


__all__ = ["Fill", "Form", "Lexicon", "Noun", "Use", "Word", "clock_of", "is_date", "is_literal", "lexicon_of"]

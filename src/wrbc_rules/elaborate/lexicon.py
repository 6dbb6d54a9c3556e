"""The declared words of a policy, and finding the one that a line uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal, TypeAlias

import attrs

from wrbc_rules.elaborate.patterns import SCALARS, Blank, Pattern, Scalar, forms
from wrbc_rules.ir import Setting
from wrbc_rules.ir.walk import field_names
from wrbc_rules.source import Span
from wrbc_rules.syntax import Declaration, Words

PhraseKind: TypeAlias = Literal["act", "duty", "fact"]
_SETTING_TYPES: Mapping[str, Scalar] = {
    "duration": "period",
    "number": "number",
    "time": "time",
    "date": "date",
    "place": "place",
}
#: Where in a line stands what fills its blanks.
_Spans: TypeAlias = tuple[tuple[int, int], ...]
#: The type of a setting whose declaration could not be read: it may stand wherever a setting may.
UNREAD = ""


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

    @cached_property
    def blanks(self) -> tuple[Words, ...]:
        """The blanks in its meanings, in the order of the file."""
        return tuple(sorted(blanks_of(self.declaration), key=lambda each: each.span.start))


#: A wording with its place among all and the words before its first blank: most lines begin with others.
_Wording: TypeAlias = tuple[int, Word, Form, str]


@attrs.frozen
class Fill:
    """What stands in one blank."""

    blank: Blank
    words: Words


@attrs.frozen
class Use:
    """A word as a line uses it."""

    word: Word
    form: Form
    fills: tuple[Fill, ...]
    words: Words

    @property
    def text(self) -> str:
        """The line's words."""
        return self.words.text

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
            texts.append(fill.words.text)
        return texts


@attrs.define(slots=False)
class Lexicon:
    """All declared words."""

    nouns: Mapping[str, Noun]
    words: tuple[Word, ...]
    settings: Mapping[str, Setting]
    used: set[str] = attrs.field(factory=set)
    _matched: dict[str, tuple[tuple[Word, Form, _Spans], ...]] = attrs.field(factory=dict)
    _regexes: dict[Form, re.Pattern[str]] = attrs.field(factory=dict)

    @cached_property
    def _forms(self) -> Mapping[str, str]:
        return forms(self.nouns, self.setting_names())

    def setting_names(self) -> dict[Scalar, list[str]]:
        """The names of settings by the blanks that take them."""
        found: dict[Scalar, list[str]] = {}
        for setting in self.settings.values():
            if setting.type == UNREAD:
                for scalar in SCALARS.values():
                    found.setdefault(scalar, []).append(setting.name)
            elif setting.type in _SETTING_TYPES:
                found.setdefault(_SETTING_TYPES[setting.type], []).append(setting.name)
        return found

    @cached_property
    def _wordings(self) -> tuple[dict[str, list[_Wording]], tuple[_Wording, ...]]:
        """Every wording in the order of the file: those without blanks by their words, and the others."""
        every = enumerate((word, form) for word in self.words for form in word.forms)
        plain: dict[str, list[_Wording]] = {}
        blank: list[_Wording] = []
        for place, (word, form) in every:
            pattern = form.pattern
            (blank if pattern.blanks else plain.setdefault(pattern.text, [])).append(
                (place, word, form, pattern.beginning)
            )
        return plain, tuple(blank)

    def _fitting(self, text: str) -> Iterator[tuple[Word, Form, _Spans]]:
        """The wordings that the text is a use of, with the places of what stands in their blanks."""
        plain, blank = self._wordings
        found: list[tuple[int, Word, Form, _Spans]]
        found = [(place, word, form, ()) for place, word, form, _ in plain.get(text, ())]
        for place, word, form, beginning in blank:
            if text.startswith(beginning) and (match := self._fullmatch(form, text)):
                found.append((place, word, form, match.regs[1:]))
        return ((word, form, spans) for _, word, form, spans in sorted(found, key=lambda each: each[0]))

    def _fullmatch(self, form: Form, text: str) -> re.Match[str] | None:
        """The line as a use of a wording; made only for one that fits whatever stands in its blanks."""
        if not form.pattern.loose.fullmatch(text):
            return None
        if form not in self._regexes:
            self._regexes[form] = form.pattern.regex(self._forms)
        return self._regexes[form].fullmatch(text)

    def matches(self, words: Words) -> Iterator[Use]:
        """Every declared word that the whole line is a use of."""
        if words.text not in self._matched:
            self._matched[words.text] = tuple(self._fitting(words.text))
        for word, form, spans in self._matched[words.text]:
            parts = (words.part(*span) for span in spans)
            yield Use(word, form, tuple(map(Fill, form.pattern.blanks, parts)), words)

    def match(self, kind: PhraseKind, words: Words) -> Use | None:
        """The use of a word of this kind that the line is, if it is one."""
        return next((use for use in self.matches(words) if use.word.kind == kind), None)

    def use(self, use: Use) -> None:
        """Remember that a word and the nouns and settings in its blanks are used."""
        self.used.add(use.word.declaration.pattern.text)
        for fill in use.fills:
            self.use_name(fill.words.text)

    def use_name(self, name: str) -> None:
        """Remember that a noun or setting is used."""
        noun = self.nouns.get(name)
        self.used.add(noun.declaration.pattern.text if noun else name)

    def takes(self, blank: Blank, text: str) -> bool:
        """Whether the text can stand in the blank."""
        return re.fullmatch(self._forms[blank.scalar or "noun"], text) is not None

    def leading_noun(self, text: str) -> str | None:
        """The longest noun that the text begins with, as a whole word."""
        match = self._leading.match(text)
        return match[1] if match else None

    @cached_property
    def _leading(self) -> re.Pattern[str]:
        return re.compile(rf"({self._forms['noun']})(?![\w'’-])")


def blanks_of(node: object) -> Iterator[Words]:
    """Every blank in a declaration's meanings."""
    if isinstance(node, Words):
        if node.kind == "BLANK":
            yield node
        return
    names = field_names(type(node))
    for each in node if isinstance(node, tuple) else (getattr(node, name) for name in names):
        if each and not isinstance(each, str | Span):
            yield from blanks_of(each)

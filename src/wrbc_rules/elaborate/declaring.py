"""Making a lexicon of declarations: malformed, repeated and overlapping ones are complained of here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import attrs

from wrbc_rules.diagnostics import Label
from wrbc_rules.elaborate.letters import Letters
from wrbc_rules.elaborate.lexicon import Form, Lexicon, Noun, Word, blanks_of
from wrbc_rules.elaborate.looking_up import short
from wrbc_rules.elaborate.patterns import REPRESENTATIVES, SCALARS, Blank, Pattern, overlap
from wrbc_rules.ir import Setting
from wrbc_rules.syntax import Declaration, Words

_BAD_BRACES = re.compile(r"[{}]")


def lexicon_of(
    declarations: Iterable[Declaration], settings: Mapping[str, Setting], letters: Letters
) -> Lexicon:
    """The words that a file declares; of a malformed one only its words are kept, as of a damaged one."""
    nouns: dict[str, Noun] = {}
    words: list[Word] = []
    for declaration in declarations:
        malformed = list(_malformed(declaration))
        for place, message, remedy in malformed:
            letters.say("WR128", place.span, message, remedy)
        if malformed:
            declaration = attrs.evolve(  # noqa: PLW2901
                declaration, meanings=(), within=None, damaged=True
            )
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
            message = f"the noun `{form}` is declared twice"
            letters.say("WR129", words.span, message, "keep one", labels=(first,))
        elif form in settings:
            first = Label(settings[form].span, "the setting")
            remedy = "give one of them another name"
            letters.say("WR129", words.span, f"`{form}` is a setting too", remedy, labels=(first,))
        nouns.setdefault(form, noun)


def _word(declaration: Declaration) -> Word:
    every = [(declaration.pattern, True), *((each, True) for each in declaration.also)]
    if declaration.contrary is not None:
        every.append((declaration.contrary, False))
    made = tuple(Form(Pattern.of(words.text), positive, words.span) for words, positive in every)
    kind = declaration.kind.text
    assert kind in ("act", "duty", "fact")
    return Word(kind, declaration, made)  # type: ignore[arg-type]


# ---- phrases that cannot be


def _malformed(declaration: Declaration) -> Iterator[tuple[Words, str, str]]:
    """The wordings that make no phrase: what is wrong with each and what to do."""
    first = Pattern.of(declaration.pattern.text)
    extra = (declaration.contrary,) if declaration.contrary else ()
    for words in (declaration.pattern, *declaration.also, *extra):
        wrong = _wrong_with(Pattern.of(words.text), first, declaration.kind.text)
        if wrong:
            yield words, *wrong
    known = {blank.name for blank in first.blanks}
    for blank in blanks_of(declaration):
        name = " ".join(blank.text[1:-1].split())
        if name not in known:
            said = ", ".join(f"`{{{each}}}`" for each in sorted(known))
            remedy = (
                f"the words have {said}" if known else "write a value, or put the blank into the words too"
            )
            yield blank, f"the words have no blank `{{{name}}}`", remedy


def _wrong_with(pattern: Pattern, first: Pattern, kind: str) -> tuple[str, str] | None:
    literal = "".join(piece for piece in pattern.pieces if isinstance(piece, str))
    beside = zip(pattern.pieces, pattern.pieces[1:], strict=False)
    if not literal.strip():
        return "a phrase needs words of its own", "write words round the blank"
    if _BAD_BRACES.search(literal):
        return "a brace has no partner", "write blanks like `{a time}`"
    if "#" in literal:
        return "a phrase cannot hold `#`", "say it in words"
    if kind == "noun" and pattern.blanks:
        return "a noun has no blanks", "declare one noun for each"
    if any(isinstance(a, Blank) and isinstance(b, Blank) for a, b in beside):
        return "two blanks stand side by side", "put a word between them"
    if sorted(b.name for b in pattern.blanks) != sorted(b.name for b in first.blanks):
        return "this wording has other blanks than the first", "use the same blanks"
    return None


# ---- phrases that one line could be


def _check_overlaps(lexicon: Lexicon, letters: Letters) -> None:
    names = lexicon.setting_names()
    fills: dict[str, tuple[str, ...]] = {"noun": tuple(lexicon.nouns)}
    for scalar in set(SCALARS.values()):
        fills[scalar] = (*REPRESENTATIVES[scalar], *names.get(scalar, ()))
    every = [(word, form) for word in lexicon.words for form in word.forms]
    for index, (word, form) in enumerate(every):
        for other, other_form in every[:index]:
            if word.kind == other.kind and _overlap(form.pattern, other_form.pattern, fills):
                _say_overlap(word, form, other_form, letters)


def _say_overlap(word: Word, form: Form, other: Form, letters: Letters) -> None:
    if form.pattern == other.pattern:
        message = f"the {word.kind} `{short(form.pattern.text)}` is declared twice"
        label = Label(other.span, "first declared here")
        letters.say("WR129", form.span, message, "keep one", labels=(label,))
        return
    message = f"a line could be both `{short(form.pattern.text)}` and `{short(other.pattern.text)}`"
    label = Label(other.span, "the other")
    letters.say("WR129", form.span, message, "word one of them differently", labels=(label,))


def _overlap(first: Pattern, second: Pattern, fills: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether some line matches both; phrases that begin or end otherwise are told apart at a look."""
    if not first.pieces or not second.pieces:
        return False
    if not first.blanks and not second.blanks:
        return first.text == second.text
    left, right = first.pieces[0], second.pieces[0]
    if isinstance(left, str) and isinstance(right, str):
        size = min(len(left), len(right))
        if left[:size] != right[:size]:
            return False
    left, right = first.pieces[-1], second.pieces[-1]
    if isinstance(left, str) and isinstance(right, str):
        size = min(len(left), len(right))
        if left[len(left) - size :] != right[len(right) - size :]:
            return False
    return overlap(first, second, fills)

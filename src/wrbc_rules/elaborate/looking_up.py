"""Looking up the declared word that a line uses, and what to say where there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from wrbc_rules.diagnostics import Label, nearest
from wrbc_rules.elaborate.letters import Letters
from wrbc_rules.elaborate.lexicon import Fill, Lexicon, PhraseKind, Use
from wrbc_rules.syntax import Words, clock_of, day_of

_KIND_WORDS: Mapping[str, str] = {"act": "an act", "duty": "a duty", "fact": "a fact"}
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
#: Near misses are looked for among at most so many phrases, in lines of at most so many characters.
_NEAR_PHRASES, _NEAR_LENGTH = 400, 200
_DENIAL = re.compile(r"\b(no|not|none|nobody|nothing|never|neither|without|cannot)\b|n['\u2019]t\b")
_JOINERS = {" and ": ("both", "and"), " or ": ("either", "or")}


def look_up(kind: PhraseKind, words: Words, lexicon: Lexicon, letters: Letters) -> Use | None:
    """The one use of a word of this kind that the line is; otherwise complain."""
    every = list(lexicon.matches(words))
    for use in every:
        if use.word.kind == kind:
            lexicon.use(use)
            return use
    if every:
        got, label = every[0].word, Label(every[0].word.declaration.pattern.span, "declared here")
        message = f"`{words.text}` is {_KIND_WORDS[got.kind]} where {_KIND_WORDS[kind]} belongs"
        letters.say("WR112", words.span, message, _WRONG_KIND[kind], labels=(label,))
    elif not _wrong_fills(kind, words, lexicon, letters):
        remedy = _two_in_one(kind, words, lexicon, letters) or _near(kind, words.text, lexicon)
        letters.say("WR110", words.span, f"no such {kind}: `{short(words.text)}`", remedy)
    return None


# ---- blanks


def _wrong_fills(kind: PhraseKind, words: Words, lexicon: Lexicon, letters: Letters) -> bool:
    """Complain of every blank that is filled wrongly, if the line is a declared phrase but for its blanks."""
    found = [bad for bad in _loose_matches(kind, words, lexicon) if bad]
    for fill in min(found, key=len, default=[]):
        what = fill.blank.name if fill.blank.scalar else "a declared noun"
        message = f"`{short(fill.words.text)}` is not {what}"
        letters.say("WR113", fill.words.span, message, _remedy(fill, lexicon))
    return bool(found)


def _loose_matches(kind: PhraseKind, words: Words, lexicon: Lexicon) -> Iterator[list[Fill]]:
    """For each phrase that the line would be whatever stood in the blanks, those that are filled wrongly."""
    for word in lexicon.words:
        for form in word.forms:
            if word.kind == kind and (match := form.pattern.loose.fullmatch(words.text)):
                blanks = enumerate(form.pattern.blanks, start=1)
                fills = [Fill(blank, words.part(*match.span(i))) for i, blank in blanks]
                yield [fill for fill in fills if not lexicon.takes(fill.blank, fill.words.text)]


def _remedy(fill: Fill, lexicon: Lexicon) -> str:
    text, scalar = fill.words.text, fill.blank.scalar
    if scalar is None:
        close = nearest(text, list(lexicon.nouns)[:_NEAR_PHRASES])
        return f"did you mean `{close[0]}`?" if close else 'declare it: `noun "..." means a ...`'
    written = {"time": clock_of, "date": day_of}.get(scalar, lambda _: None)(text)
    if written:
        return f"write `{written}`"
    close = nearest(text, lexicon.setting_names().get(scalar, ()))
    return f"did you mean `{close[0]}`?" if close else _EXPECTED[scalar]


# ---- whole phrases


def _two_in_one(kind: PhraseKind, words: Words, lexicon: Lexicon, letters: Letters) -> str | None:
    """What to write in the place of two facts on one line."""
    for joiner, (listed, word) in _JOINERS.items():
        for match in re.finditer(joiner, words.text):
            halves = (words.part(0, match.start()), words.part(match.end(), len(words.text)))
            if kind == "fact" and all(lexicon.match(kind, half) for half in halves):
                start = letters.source.line_start(letters.source.line_of(words.span.start))
                opener = letters.source.text[start : words.span.start].strip()
                if opener in ("when", "if", "unless", ""):
                    return f"write `{' '.join([opener, listed]).strip()}`, one condition a line below"
                if word == "and":
                    return "write one line for each"
    return None


def _near(kind: PhraseKind, text: str, lexicon: Lexicon) -> str:
    close = nearest(text[:_NEAR_LENGTH], phrases_of_kind(kind, lexicon)[:_NEAR_PHRASES])
    if close:
        return _offered(text, close[0], lexicon)
    return f'use a declared {kind} word for word, or declare one: `{kind} "{short(text)}" means ...`'


def _offered(text: str, close: str, lexicon: Lexicon) -> str:
    """The phrase that is meant: of two opposites the one that denies as the line does, and then both."""
    words = next(word for word in lexicon.words if any(f.pattern.text == close for f in word.forms))
    positive = next(form.positive for form in words.forms if form.pattern.text == close)
    opposite = next((f.pattern.text for f in words.forms if f.positive is not positive), None)
    denied = _denies(text, close)
    if opposite is None or denied is _denies(close):
        return f"did you mean `{close}`?"
    first, other = (opposite, close) if _denies(opposite) is denied else (close, opposite)
    return f"did you mean `{first}`? The opposite is `{other}`"


def _denies(text: str, like: str = "") -> bool:
    """Whether a text has a denying word, or one of another text's words with a denying beginning."""
    beginnings = {f"{start}{word}" for word in like.split() for start in ("un", "im", "in", "dis")}
    return _DENIAL.search(text) is not None or not beginnings.isdisjoint(text.split())


def phrases_of_kind(kind: PhraseKind, lexicon: Lexicon) -> list[str]:
    """Every declared wording of a kind."""
    return [form.pattern.text for word in lexicon.words if word.kind == kind for form in word.forms]


def is_nearly(kind: PhraseKind, words: Words, lexicon: Lexicon) -> bool:
    """Whether the line is a declared phrase of a kind, but for what stands in its blanks."""
    return next(_loose_matches(kind, words, lexicon), None) is not None


def short(text: str) -> str:
    """The text, cut where it would fill more than a line."""
    return text if len(text) <= 70 else f"{text[:67]}..."

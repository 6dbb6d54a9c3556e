"""What a phrase means where it is used: acts and the events they are, facts and duties as tests."""

from __future__ import annotations

from collections.abc import Iterator

from wrbc_rules.diagnostics import Diagnostic, Label, searches
from wrbc_rules.elaborate.doings import Act, Duty, scope_of
from wrbc_rules.elaborate.fields import Scope, with_article
from wrbc_rules.elaborate.formal import Formals, listed
from wrbc_rules.elaborate.letters import Letters
from wrbc_rules.elaborate.lexicon import Fill, Lexicon, Noun, Use, Word
from wrbc_rules.elaborate.looking_up import look_up
from wrbc_rules.elaborate.meanings import Meanings
from wrbc_rules.elaborate.values import WRONG
from wrbc_rules.ir import (
    Path,
    Phrase,
    Test,
    rebase,
)
from wrbc_rules.syntax import (
    ClassMeaning,
    ListedCondition,
    Words,
)
from wrbc_rules.vocabulary import ClassInfo, Vocabulary


class Phrases(Meanings):
    """Finds the words that lines use, and says what they mean there."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon, formals: Formals, letters: Letters) -> None:
        super().__init__(vocabulary, lexicon, formals, letters)
        self._facts: dict[tuple[str, Scope], Phrase] = {}
        self._fits: dict[tuple[Word, Scope], bool] = {}

    # ---- who

    def actor(self, words: Words, event: ClassInfo) -> Test:
        """The noun, said of whoever did the event."""
        field = event.with_role("actor")
        assert field is not None
        assert field.part is not None
        made = self.formals.noun(words, self.vocabulary.info(field.part), Path("event", (field.name,)))
        return Phrase(words.text, made, role="subject")

    def thing(self, noun: Noun) -> ClassInfo | None:
        """The class of events that a noun means, if it means events."""
        meaning = noun.declaration.meanings[0] if noun.declaration.meanings else None
        if not isinstance(meaning, ClassMeaning):
            return None
        info = self.vocabulary.classes.get(meaning.cls.text)
        return info if info is not None and info.with_role("moment") is not None else None

    def unclear(self, noun: Noun) -> bool:
        """Whether what a noun means could not be made out; that has been complained of."""
        meanings = noun.declaration.meanings
        of_class = (each.cls.text for each in meanings if isinstance(each, ClassMeaning))
        return noun.declaration.damaged or any(name not in self.vocabulary.classes for name in of_class)

    def thing_test(self, words: Words) -> Test:
        """The noun, said of the event itself."""
        self.lexicon.use_name(words.text)
        made, _ = self.formals.noun_test(self.lexicon.nouns[words.text], words)
        return Phrase(words.text, rebase(made, Path("event")), role="subject")

    # ---- what is done, is so, is to be done

    def act(self, words: Words) -> Act | None:
        """The act that the words are, with what it means."""
        use = look_up("act", words, self.lexicon, self.letters)
        return None if use is None else self.act_of(use)

    def fact(self, words: Words, scope: Scope) -> Phrase:
        """The fact that the words are, as a test in this scope."""
        use = look_up("fact", words, self.lexicon, self.letters)
        return Phrase(words.text, WRONG) if use is None else self.fact_of(use, scope)

    def fact_of(self, use: Use, scope: Scope) -> Phrase:
        """What a fact means in this scope."""
        key = (use.text, scope)
        if key not in self._facts:
            with self.letters.aside() as wrong:
                made = self.fact_test(use, scope)
            if wrong:
                self._blame(use, scope, wrong)
                return made
            self._facts[key] = made
        return self._facts[key]

    def duty(self, words: Words, scope: Scope) -> Duty | None:
        """The duty that the words are, with what doing it means in this scope."""
        use = look_up("duty", words, self.lexicon, self.letters)
        return None if use is None else self.duty_of(use, scope)

    def duty_of(self, use: Use, scope: Scope) -> Duty | None:
        """What a duty means in this scope; a scope without an event takes the duty's own class."""
        with self.letters.aside() as wrong:
            made = self.duty_test(use, scope)
        if wrong:
            self._blame(use, scope, wrong)
        return None if wrong else made

    def listed(self, condition: ListedCondition, tests: tuple[Test, ...]) -> Test:
        """A list; complain of `both`, `either` and `neither` over more than two."""
        word = " ".join(condition.word.text.split())
        pairs = {"both": "all of", "either": "any of", "neither": "none of"}
        if word in pairs and len(tests) != 2 and not condition.damaged:
            message = f"`{word}` stands over {len(tests)} condition{'s' * (len(tests) != 1)}, not two"
            remedy = f"write `{pairs[word]}`" if len(tests) > 2 else "add the other, or write the one alone"
            self.letters.say("WR119", condition.word.span, message, remedy)
        return listed(word, tests)

    # ---- whether a meaning suits what it is said of

    def check(self, word: Word) -> None:
        """Complain of a meaning that makes no sense about any event, where no line uses it."""
        use = _bare(word)
        if word.kind == "act":
            self.act_of(use)
        elif not any(self.fits(word, scope) for scope in self._scopes_for(word)):
            tried = [self._wrong_with(use, scope) for scope in self._scopes_for(word)]
            for letter in min(tried, key=_how_far):
                self.letters.add(letter)

    def fits(self, word: Word, scope: Scope) -> bool:
        """Whether a fact or duty speaks only of what the scope has."""
        key = (word, scope)
        if key not in self._fits:
            with searches(0):  # nobody will read what is wrong
                self._fits[key] = not self._wrong_with(_bare(word), scope)
        return self._fits[key]

    def _wrong_with(self, use: Use, scope: Scope) -> list[Diagnostic]:
        """What would be said of a fact or duty in this scope."""
        with self.letters.aside() as wrong:
            if use.word.kind == "fact":
                self.fact_test(use, scope)
            else:
                self.duty_test(use, scope)
        return wrong

    def _scopes_for(self, word: Word) -> Iterator[Scope]:
        """Everything that a fact or duty can speak of."""
        if word.declaration.within is not None:
            yield Scope()
            return
        for info in self.vocabulary.classes.values():
            if info.with_role("moment") is not None:
                yield Scope(event=info)
                yield from (scope_of(info, each) for each in self.lists(info))

    def _blame(self, use: Use, scope: Scope, wrong: list[Diagnostic]) -> None:
        """Complain of the use, if the meaning is sound and speaks of something else; else of the meaning."""
        missing = next((each for each in wrong if each.code == "WR121" and each.span is not None), None)
        sound = missing is not None and any(
            self.fits(use.word, other) for other in self._scopes_for(use.word)
        )
        if scope.event is None or missing is None or missing.span is None or not sound:
            for each in wrong:
                self.letters.add(each)
            return
        field, event = self.letters.source.slice(missing.span), scope.event.word
        message = f"`{use.text}` speaks of `{field}`, which {with_article(event)} does not have"
        remedy = f"say something of {with_article(event)} here, or declare a phrase that does"
        lists = {each.word: each.people.fields[-1].replace("_", "-") for each in self.lists(scope.event)}
        if field in lists:
            message = f"`{use.text}` speaks of each `{field}`, and the act here is not done to each"
            remedy = (
                f"declare the act with `for each {field}`, or the phrase with `some {lists[field]} where ...`"
            )
        labels = (Label(missing.span, "declared here"),)
        self.letters.say("WR115", use.words.span, message, remedy, labels=labels)


def _how_far(wrong: list[Diagnostic]) -> tuple[int, bool]:
    """How far a meaning is from making sense where this is said of it."""
    return len(wrong), not any("did you mean" in (each.help or "") for each in wrong)


def _bare(word: Word) -> Use:
    """The word used with its blanks left open."""
    declared, form = word.declaration.pattern, word.forms[0]
    fills = (Fill(blank, Words(f"{{{blank.name}}}", declared.span, "BLANK")) for blank in form.pattern.blanks)
    return Use(word, form, tuple(fills), Words(declared.text, declared.span))

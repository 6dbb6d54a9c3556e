"""What a phrase means where it is used: acts and the events they are, facts and duties as tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import attrs

from wrbc_rules.diagnostics import nearest
from wrbc_rules.elaborate.formal import WRONG, Formals, Scope, listed
from wrbc_rules.elaborate.letters import Letters
from wrbc_rules.elaborate.lexicon import Lexicon, Noun, Use
from wrbc_rules.ir import (
    All,
    Asked,
    Each,
    Fixed,
    Instant,
    Later,
    Not,
    Path,
    Phrase,
    Question,
    Test,
    rebase,
)
from wrbc_rules.ir.operators import Moment, happens
from wrbc_rules.syntax import (
    AsksMeaning,
    ClassMeaning,
    Condition,
    DoneMeaning,
    ListedCondition,
    Meaning,
    PhraseCondition,
    TestsMeaning,
    Words,
)
from wrbc_rules.vocabulary import ClassInfo, Kind, Vocabulary, class_info


@attrs.frozen(kw_only=True)
class Act:
    """Something that events can be: their class, the people it is done to one by one, when it is done."""

    words: str
    event: ClassInfo
    each: Each | None
    moment: Instant
    test: Test

    @property
    def scope(self) -> Scope:
        """What facts about it may speak of."""
        return scope_of(self.event, self.each)


@attrs.frozen(kw_only=True)
class Duty:
    """Something to be done: at a moment, or as a state (no moment), with how it must be done."""

    words: str
    moment: Moment | None
    test: Test
    contrary: str | None = None
    event: ClassInfo | None = None
    within: Test = Fixed(True)
    asked: bool = False


def scope_of(event: ClassInfo | None, each: Each | None) -> Scope:
    """The scope of facts about an event, decided about the people of `each` one by one."""
    return Scope(event=event, each=None if each is None else class_info(each.cls))


class Phrases:
    """Makes tests of phrases as lines use them."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon, formals: Formals, letters: Letters) -> None:
        self.vocabulary, self.lexicon, self.formals, self.letters = vocabulary, lexicon, formals, letters

    # ---- who

    def actor(self, words: Words, event: ClassInfo) -> Test:
        """The noun, said of whoever did the event."""
        field = event.with_role("actor")
        assert field is not None and field.part is not None
        made = self.formals.noun(words, self.vocabulary.info(field.part), Path("event", (field.name,)))
        return Phrase(words.text, made, role="subject")

    def thing(self, noun: Noun) -> ClassInfo | None:
        """The class of events that a noun means, if it means events."""
        meaning = noun.declaration.meanings[0] if noun.declaration.meanings else None
        if not isinstance(meaning, ClassMeaning):
            return None
        info = self.vocabulary.classes.get(meaning.cls.text)
        return info if info is not None and info.with_role("moment") is not None else None

    def thing_test(self, words: Words) -> Test:
        """The noun, said of the event itself."""
        self.lexicon.use_name(words.text)
        made, _ = self.formals.noun_test(self.lexicon.nouns[words.text])
        return Phrase(words.text, rebase(made, Path("event")), role="subject")

    # ---- acts

    def act(self, words: Words) -> Act | None:
        """The act that the words are, with what it means."""
        use = self.lexicon.find("act", words, self.letters)
        return None if use is None else self.act_of(use)

    def act_of(self, use: Use) -> Act | None:
        """What an act means."""
        meaning = self._meaning(use, ClassMeaning)
        if not isinstance(meaning, ClassMeaning):
            return None
        event = self.formals.cls(meaning.cls)
        if event is None:
            return None
        if event.with_role("moment") is None:
            self.letters.say("WR120", meaning.cls.span, f"a {event.word} is not an event")
            return None
        each = self._each(meaning, event)
        fills = attrs.evolve(scope_of(event, each), fills=_fills(use))
        test = self.formals.test(meaning.where, fills)
        moment = Instant(Path("event", (self.vocabulary.moment,)))
        if meaning.at is not None:
            found = self.formals.instant(meaning.at, fills)
            moment = found or moment
            test = All((happens(moment), test))
        return Act(
            words=use.text,
            event=event,
            each=each,
            moment=moment,
            test=Phrase(use.text, test, use.contrary_text, role="act"),
        )

    def _each(self, meaning: ClassMeaning, event: ClassInfo) -> Each | None:
        """The one list of the event whose members are of the class named after `for each`."""
        if meaning.each is None:
            return None
        lists = {
            self.vocabulary.info(f.part).word: f
            for f in event.fields.values()
            if f.kind is Kind.PEOPLE and f.part is not None
        }
        field = lists.get(meaning.each.text)
        if field is None or field.part is None:
            close = nearest(meaning.each.text, list(lists))
            remedy = f"did you mean `{close[0]}`?" if close else f"it has lists of {', '.join(lists) or 'nothing'}"
            self.letters.say("WR121", meaning.each.span, f"a {event.word} has no list of `{meaning.each.text}`", remedy)
            return None
        return Each(Path("event", (field.name,)), meaning.each.text, field.part)

    # ---- facts

    def fact(self, words: Words, scope: Scope) -> Phrase:
        """The fact that the words are, as a test in this scope."""
        use = self.lexicon.find("fact", words, self.letters)
        return Phrase(words.text, WRONG) if use is None else self.fact_of(use, scope)

    def fact_of(self, use: Use, scope: Scope) -> Phrase:
        """What a fact means in this scope."""
        meaning = self._meaning(use, TestsMeaning, AsksMeaning)
        scope = attrs.evolve(scope, fills=_fills(use))
        made: Test = WRONG
        if isinstance(meaning, TestsMeaning):
            made = self.formals.test(meaning.tests, scope)
        elif isinstance(meaning, AsksMeaning):
            made = self.asked(meaning, use, scope)
        if not use.form.positive:
            made = Not(made)
        return Phrase(use.text, made, use.contrary_text)

    def condition(self, condition: Condition, scope: Scope) -> Test:
        """A condition of phrases and lists; results of other rules are made elsewhere."""
        if isinstance(condition, PhraseCondition):
            return self.fact(condition.words, scope)
        if isinstance(condition, ListedCondition):
            return self.listed(condition, tuple(self.condition(c, scope) for c in condition.conditions))
        raise AssertionError("a result stands only in a norm")

    def listed(self, condition: ListedCondition, tests: tuple[Test, ...]) -> Test:
        """A list; complain of `both`, `either` and `neither` over more than two."""
        word = " ".join(condition.word.text.split())
        pairs = {"both": "all of", "either": "any of", "neither": "none of"}
        if word in pairs and len(tests) != 2:
            self.letters.say(
                "WR119",
                condition.word.span,
                f"`{word}` stands over {len(tests)} condition{'s' * (len(tests) != 1)}, not two",
                f"write `{pairs[word]}`" if len(tests) > 2 else "add the other, or write the one alone",
            )
        return listed(word, tests)

    def asked(self, meaning: AsksMeaning, use: Use, scope: Scope) -> Test:
        """A question put to somebody, perhaps only in some circumstances."""
        noun = self.lexicon.nouns.get(meaning.who.text)
        if noun is None:
            close = nearest(meaning.who.text, list(self.lexicon.nouns))
            remedy = f"did you mean `{close[0]}`?" if close else f'declare it: `noun "{meaning.who.text}" means a ...`'
            self.letters.say("WR101", meaning.who.span, f"no noun `{meaning.who.text}`", remedy)
            return WRONG
        self.lexicon.use_name(meaning.who.text)
        who, _ = self.formals.noun_test(noun)
        spellings = use.spellings()
        question = Question(spellings[0][0], meaning.who.text, who, spellings)
        when = None if meaning.when is None else self.formals.test(meaning.when, scope)
        return Asked(question, when)

    # ---- duties

    def duty(self, words: Words, scope: Scope) -> Duty | None:
        """The duty that the words are, with what doing it means in this scope."""
        use = self.lexicon.find("duty", words, self.letters)
        return None if use is None else self.duty_of(use, scope)

    def duty_of(self, use: Use, scope: Scope) -> Duty | None:
        """What a duty means in this scope; a scope without an event takes the duty's own class."""
        meaning = self._meaning(use, TestsMeaning, DoneMeaning, AsksMeaning)
        if meaning is None:
            return None
        event, within = self.within(use, scope)
        if event is not None and scope.event is None:
            scope = scope_of(event, None)
        scope = attrs.evolve(scope, fills=_fills(use))
        moment: Moment | None = None
        test: Test
        if isinstance(meaning, AsksMeaning):
            test = self.asked(meaning, use, scope)
        elif scope.event is None:
            test = WRONG
        elif isinstance(meaning, DoneMeaning):
            moment = self._moment(meaning, scope)
            test = self.formals.test(meaning.where, scope)
        else:
            assert isinstance(meaning, TestsMeaning)
            test = self.formals.test(meaning.tests, scope)
        return Duty(
            words=use.text,
            moment=moment,
            test=test,
            contrary=use.contrary_text,
            event=event,
            within=within,
            asked=isinstance(meaning, AsksMeaning),
        )

    def within(self, use: Use, scope: Scope) -> tuple[ClassInfo | None, Test]:
        """The class of events on which a duty is judged by itself, with what they must be."""
        if use.word.declaration.within is None:
            return None, Fixed(True)
        cls, where = use.word.declaration.within
        event = self.formals.cls(cls)
        if event is None:
            return None, Fixed(True)
        if event.with_role("moment") is None:
            self.letters.say("WR120", cls.span, f"a {event.word} is not an event")
            return None, Fixed(True)
        return event, self.formals.test(where, attrs.evolve(scope_of(event, None), fills=_fills(use)))

    def _moment(self, meaning: DoneMeaning, scope: Scope) -> Moment | None:
        instants = [self.formals.instant(words, scope) for words in meaning.moments]
        real = [each for each in instants if each is not None]
        if not real:
            return None
        return real[0] if len(real) == 1 else Later(tuple(real))

    # ---- what a word's meaning may be

    def _meaning(self, use: Use, *sorts: type[Meaning]) -> Meaning | None:
        declaration = use.word.declaration
        if len(declaration.meanings) != 1:
            if declaration.damaged:
                return None
            what = "has no meaning" if not declaration.meanings else "has two meanings"
            self.letters.say("WR127", declaration.span, f"`{declaration.pattern.text}` {what}", _WRITE[use.word.kind])
            return None
        [meaning] = declaration.meanings
        if not isinstance(meaning, sorts):
            self.letters.say(
                "WR127", meaning.span, f"this is no meaning for {_ARTICLE[use.word.kind]}", _WRITE[use.word.kind]
            )
            return None
        return meaning

    def fits(self, use: Use, scope: Scope) -> bool:
        """Whether the fact or duty speaks only of what the scope has."""
        letters = self.letters.scratch()
        trial = Phrases(self.vocabulary, self.lexicon, self.formals, letters)
        real, self.formals.letters, values = self.formals.letters, letters, self.formals.values
        real_values, values.letters = values.letters, letters
        try:
            if use.word.kind == "fact":
                trial.fact_of(use, scope)
            else:
                trial.duty_of(use, scope)
        finally:
            self.formals.letters, values.letters = real, real_values
        return not letters.found


_ARTICLE = {"act": "an act", "duty": "a duty", "fact": "a fact"}
_WRITE = {
    "act": "write `means a message where ...`",
    "duty": "write `means done at ...`, `means ...` or `asks ...`",
    "fact": "write `means ...` or `asks ...`",
}


def _fills(use: Use) -> dict[int, Words]:
    """What stands in each blank of the word's meaning; blanks of one name are filled in order."""
    given: dict[str, list[Words]] = {}
    for fill in use.fills:
        given.setdefault(fill.blank.name, []).append(Words(fill.text, use.span))
    seen: Counter[str] = Counter()
    found: dict[int, Words] = {}
    for words in sorted(_blanks(use.word.declaration), key=lambda each: each.span.start):
        name = " ".join(words.text[1:-1].split())
        if name in given:
            found[words.span.start] = given[name][min(seen[name], len(given[name]) - 1)]
            seen[name] += 1
    return found


def _blanks(node: object) -> Iterator[Words]:
    """Every blank in a declaration's meanings."""
    if isinstance(node, Words):
        if node.kind == "BLANK":
            yield node
    elif isinstance(node, tuple):
        for each in node:
            yield from _blanks(each)
    elif attrs.has(type(node)):
        for attribute in attrs.fields(type(node)):
            yield from _blanks(getattr(node, attribute.name))

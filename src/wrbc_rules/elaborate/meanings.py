"""What declared words mean: acts and the events they are, facts and duties as tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from wrbc_rules.diagnostics import Label, nearest
from wrbc_rules.elaborate.doings import Act, Duty, scope_of
from wrbc_rules.elaborate.fields import Scope, with_article
from wrbc_rules.elaborate.formal import Formals
from wrbc_rules.elaborate.letters import Letters
from wrbc_rules.elaborate.lexicon import Lexicon, Use
from wrbc_rules.elaborate.values import WRONG
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
)
from wrbc_rules.ir.operators import Moment, happens
from wrbc_rules.syntax import (
    AsksMeaning,
    ClassMeaning,
    Declaration,
    DoneMeaning,
    Meaning,
    TestsMeaning,
    Words,
)
from wrbc_rules.vocabulary import ClassInfo, Kind, Vocabulary


class Meanings:
    """Makes tests of declared words, each in the scope in which it is used."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon, formals: Formals, letters: Letters) -> None:
        self.vocabulary, self.lexicon, self.formals, self.letters = vocabulary, lexicon, formals, letters

    def act_of(self, use: Use) -> Act | None:
        """What an act means."""
        meaning = self._meaning(use, ClassMeaning)
        event = self.formals.event_class(meaning.cls) if isinstance(meaning, ClassMeaning) else None
        if event is None or not isinstance(meaning, ClassMeaning):
            return None
        each = self._each(meaning, event)
        scope = scope_of(event, each).with_fills(_fills(use))
        test = self.formals.test(meaning.where, scope)
        moment = Instant(Path("event", (self.vocabulary.moment,)))
        if meaning.at is not None:
            moment = self.formals.fields.instant(meaning.at, scope) or moment
            test = All((happens(moment), test))
        phrase = Phrase(use.text, test, use.contrary_text, role="act")
        return Act(words=use.text, event=event, each=each, moment=moment, test=phrase)

    def _each(self, meaning: ClassMeaning, event: ClassInfo) -> Each | None:
        """The one list of the event whose members are of the class named after `for each`."""
        if meaning.each is None:
            return None
        lists = {each.word: each for each in self.lists(event)}
        found = lists.get(meaning.each.text)
        if found is None:
            close = nearest(meaning.each.text, list(lists))
            remedy = (
                f"did you mean `{close[0]}`?" if close else f"it has lists of {', '.join(lists) or 'nothing'}"
            )
            message = f"{with_article(event.word)} has no list of `{meaning.each.text}`"
            self.letters.say("WR121", meaning.each.span, message, remedy)
        return found

    def lists(self, event: ClassInfo) -> Iterator[Each]:
        """The lists of an event to whose members, one by one, an act may be done."""
        for field in event.fields.values():
            if field.kind is Kind.PEOPLE and field.part is not None:
                yield Each(Path("event", (field.name,)), self.vocabulary.info(field.part).word, field.part)

    def fact_test(self, use: Use, scope: Scope) -> Phrase:
        """A fact with its meaning in this scope."""
        meaning = self._meaning(use, TestsMeaning, AsksMeaning)
        scope = scope.with_fills(_fills(use))
        made: Test = WRONG
        if isinstance(meaning, TestsMeaning):
            made = self.formals.test(meaning.tests, scope)
        elif isinstance(meaning, AsksMeaning):
            made = self.asked(meaning, use, scope)
        else:
            return Phrase(use.text, WRONG)
        return Phrase(use.text, made if use.form.positive else Not(made), use.contrary_text)

    def asked(self, meaning: AsksMeaning, use: Use, scope: Scope) -> Test:
        """A question put to somebody, perhaps only in some circumstances."""
        noun = self.formals.known_noun(meaning.who, "WR101")
        if noun is None:
            return WRONG
        who, _ = self.formals.noun_test(noun, meaning.who)
        spellings = use.spellings()
        question = Question(spellings[0][0], meaning.who.text, who, spellings)
        when = None if meaning.when is None else self.formals.test(meaning.when, scope)
        return Asked(question, when)

    def duty_test(self, use: Use, scope: Scope) -> Duty | None:
        """A duty with its meaning in this scope; a scope without an event takes the duty's own class."""
        meaning = self._meaning(use, TestsMeaning, DoneMeaning, AsksMeaning)
        within = self._within(use)
        if meaning is None or within is None:
            return None
        event, within_test = within
        if event is not None and scope.event is None:
            scope = scope_of(event, None)
        scope = scope.with_fills(_fills(use))
        moment: Moment | None = None
        test: Test = WRONG
        if isinstance(meaning, AsksMeaning):
            test = self.asked(meaning, use, scope)
        elif scope.event is not None and isinstance(meaning, DoneMeaning):
            moment = self._moment(meaning, scope)
            test = self.formals.test(meaning.where, scope)
        elif scope.event is not None and isinstance(meaning, TestsMeaning):
            test = self.formals.test(meaning.tests, scope)
        return Duty(
            words=use.text,
            moment=moment,
            test=test,
            contrary=use.contrary_text,
            event=event,
            within=within_test,
            asked=isinstance(meaning, AsksMeaning),
        )

    def _within(self, use: Use) -> tuple[ClassInfo | None, Test] | None:
        """The class of events on which a duty is judged by itself, with what they must be; None if wrong."""
        if use.word.declaration.within is None:
            return None, Fixed(True)
        cls, where = use.word.declaration.within
        event = self.formals.event_class(cls)
        if event is None:
            return None
        return event, self.formals.test(where, scope_of(event, None).with_fills(_fills(use)))

    def _moment(self, meaning: DoneMeaning, scope: Scope) -> Moment | None:
        instants = [self.formals.fields.instant(words, scope) for words in meaning.moments]
        real = [each for each in instants if each is not None]
        if not real:
            return None
        return real[0] if len(real) == 1 else Later(tuple(real))

    def _meaning(self, use: Use, *sorts: type[Meaning]) -> Meaning | None:
        """The one meaning of a word, if it is of one of these sorts."""
        declaration, remedy = use.word.declaration, _WRITE[use.word.kind]
        if declaration.damaged:
            return None
        if len(declaration.meanings) != 1:
            self._not_one_meaning(declaration, remedy)
            return None
        [meaning] = declaration.meanings
        if not isinstance(meaning, sorts):
            message = f"this is no meaning for {with_article(use.word.kind)}"
            self.letters.say("WR127", meaning.span, message, remedy)
            return None
        return meaning

    def _not_one_meaning(self, declaration: Declaration, remedy: str) -> None:
        words = declaration.pattern
        if not declaration.meanings:
            self.letters.say("WR127", words.span, f"`{words.text}` has no meaning", remedy)
            return
        first, second = declaration.meanings[:2]
        labels = (Label(first.span, "the first"),)
        self.letters.say("WR127", second.span, f"`{words.text}` has two meanings", "keep one", labels=labels)


_WRITE = {
    "act": "write `means a message where ...`",
    "duty": "write `means done at ...`, `means ...` or `asks ...`",
    "fact": "write `means ...` or `asks ...`",
}


def _fills(use: Use) -> dict[int, Words]:
    """What stands in each blank of the word's meaning; blanks of one name are filled in order."""
    given: dict[str, list[Words]] = {}
    for fill in use.fills:
        given.setdefault(fill.blank.name, []).append(fill.words)
    seen: Counter[str] = Counter()
    found: dict[int, Words] = {}
    for words in use.word.blanks:
        name = " ".join(words.text[1:-1].split())
        found[words.span.start] = given[name][min(seen[name], len(given[name]) - 1)]
        seen[name] += 1
    return found

"""Lines of examples, promises and the background as statements about one event."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import attrs

from wrbc_rules.elaborate.doings import Duty, scope_of
from wrbc_rules.elaborate.fields import Scope
from wrbc_rules.elaborate.letters import Letters
from wrbc_rules.elaborate.lexicon import Use, Word
from wrbc_rules.elaborate.phrases import Phrases
from wrbc_rules.elaborate.values import WRONG
from wrbc_rules.ir import All, Each, Given, GivenKind, Instant, Later, Not, Path, Phrase, Test
from wrbc_rules.ir.operators import happens
from wrbc_rules.syntax import Words
from wrbc_rules.values import NEVER, Clock, When
from wrbc_rules.vocabulary import ClassInfo

_MOMENT = re.compile(r" (at|by) (\d{2}:\d{2}(?::\d{2})? on \d{4}-\d{2}-\d{2})\Z")
_LONGEST_MOMENT = len(" at 21:00:00 on 2017-03-03")
_DID = re.compile(r"did (not )?(.+)")


@attrs.frozen(kw_only=True)
class Deed:
    """A line that says that somebody did, or did not do, a duty: `how` is `at` or `by` a moment."""

    use: Use
    negative: bool
    how: str | None
    moment: Words | None


class CaseLines:
    """Reads lines of cases."""

    def __init__(self, phrases: Phrases, letters: Letters, clock: Clock) -> None:
        self.phrases, self.lexicon, self.letters, self.clock = phrases, phrases.lexicon, letters, clock
        self._made: dict[tuple[str, Scope | None], Given | None] = {}
        self._words: dict[str, Word | None] = {}

    def _once(self, words: Words, scope: Scope | None, make: Callable[[], Given | None]) -> Given | None:
        """What is made of the words; of those that came before, and were right, the same elsewhere."""
        key = (words.text, scope)
        if key not in self._made:
            with self.letters.aside() as wrong:
                made = make()
            if wrong:
                for each in wrong:
                    self.letters.add(each)
                return made
            self._made[key] = made
        known = self._made[key]
        if known is not None and known.span != words.span:
            # remembered too: the examples that are like this one ask for it again
            known = self._made[key] = attrs.evolve(known, span=words.span)
        return known

    # ---- what happens

    def event(self, words: Words) -> Given | None:
        """The line as an event: a noun for a thing, or a noun and an act; None if it is of another sort."""
        return self._once(words, None, lambda: self._made_event(words))

    def _made_event(self, words: Words) -> Given | None:
        body, _, _ = split_moment(words)
        subject = self.lexicon.leading_noun(body.text)
        if subject is None:
            return None
        who, rest = body.part(0, len(subject)), body.part(len(subject), len(body.text))
        thing = self.phrases.thing(self.lexicon.nouns[subject])
        if not rest.text:
            return None if thing is None else self._event(words, self.phrases.thing_test(who), thing)
        use = self.lexicon.match("act", rest)
        act = None if use is None else self.phrases.act_of(use)
        if use is None or act is None:
            return None
        self.lexicon.use(use)
        narrow = thing if thing is not None and issubclass(thing.cls, act.event.cls) else act.event
        done_by = self.phrases.actor(who, act.event) if thing is None else self.phrases.thing_test(who)
        moments = dict.fromkeys((Path("event", (self.phrases.vocabulary.moment,)), act.moment.path))
        return self._event(words, All((done_by, act.test)), narrow, act.each, tuple(moments))

    def happens(self, words: Words) -> bool:
        """Whether the line says what happens, even where what it means could not be made out."""
        body, _, _ = split_moment(words)
        subject = self.lexicon.leading_noun(body.text)
        if subject is None:
            return False
        noun, rest = self.lexicon.nouns[subject], body.part(len(subject), len(body.text))
        if not rest.text:
            return self.phrases.thing(noun) is not None or self.phrases.unclear(noun)
        return self.lexicon.match("act", rest) is not None

    def _event(
        self,
        words: Words,
        test: Test,
        event: ClassInfo,
        each: Each | None = None,
        moments: tuple[Path, ...] = (),
    ) -> Given:
        _, how, moment = split_moment(words)
        if how == "by" and moment is not None:
            message, remedy = "`by` goes with `did not`", f"write `at {moment.text}`"
            self.letters.say("WR164", moment.span, message, remedy)
        return Given(
            kind=GivenKind.EVENT,
            words=words.text,
            span=words.span,
            test=test,
            event=event.cls,
            each=each,
            moment=moments,
            at=None if moment is None else self.moment(moment),
        )

    def scope(self, event: Given) -> Scope:
        """What lines about this event may speak of."""
        assert event.event is not None
        return scope_of(self.phrases.vocabulary.info(event.event), event.each)

    # ---- what is so, and what was done

    def word(self, words: Words) -> Word | None:
        """The fact or duty that a line uses."""
        if words.text not in self._words:
            deed = self.deed(words)
            use = self.lexicon.match("fact", words) if deed is None else deed.use
            self._words[words.text] = None if use is None else use.word
        return self._words[words.text]

    def deed(self, words: Words) -> Deed | None:
        """The line as "who did (not) do a duty (at or by a moment)"."""
        body, how, moment = split_moment(words)
        subject = subject_of(body, self.phrases)
        match = None if subject is None else _DID.fullmatch(body.text, len(subject) + 1)
        if match is None:
            return None
        use = self.lexicon.match("duty", body.part(*match.span(2)))
        if use is None:
            return None
        return Deed(use=use, negative=match[1] is not None, how=how, moment=moment)

    def stated(self, words: Words, scope: Scope) -> Given:
        """A fact, or something done or not done."""
        made = self._once(words, scope, lambda: self._made_statement(words, scope))
        assert made is not None
        return made

    def _made_statement(self, words: Words, scope: Scope) -> Given:
        deed = self.deed(words)
        if deed is None:
            return _given(GivenKind.FACT, words, self.phrases.fact(words, scope))
        self.lexicon.use(deed.use)
        duty = self.phrases.duty_of(deed.use, scope)
        if duty is None:
            return _given(GivenKind.FACT, words, WRONG)
        if duty.moment is None:
            test: Test = Not(duty.test) if deed.negative else duty.test
            return _given(GivenKind.FACT, words, Phrase(words.text, test, role="duty"))
        at = self._when(words, deed)
        test = Not(happens(duty.moment)) if deed.negative else duty.test
        made = _given(GivenKind.DONE, words, Phrase(words.text, test, role="duty"))
        return attrs.evolve(made, at=at, moment=_paths(duty))

    def _when(self, words: Words, deed: Deed) -> When | None:
        """When it was done; from when on it might be, for what was not done."""
        moment = None if deed.moment is None else self.moment(deed.moment)
        if deed.negative and deed.how != "by":
            return NEVER
        if deed.negative:
            return None if moment is None else When(moment.latest + 1, NEVER.latest)
        if deed.moment is None:
            message = "this does not say when it was done"
            self.letters.say("WR164", words.span, message, "add `at 17:00 on 2017-03-02`")
        elif deed.how == "by":
            by = words.part(len(words.text) - len(deed.moment.text) - 3, len(words.text))
            message = "`by` goes with `did not`"
            self.letters.say("WR164", by.span, message, f"write `at {deed.moment.text}`")
        return moment

    def unknown(self, words: Words, scope: Scope) -> Given:
        """A line after `not known whether`."""
        deed = self.deed(words)
        if deed is None:
            return _given(GivenKind.UNKNOWN, words, self.phrases.fact(words, scope))
        self.lexicon.use(deed.use)
        duty = self.phrases.duty_of(deed.use, scope)
        made = _given(GivenKind.UNKNOWN, words, WRONG if duty is None else duty.test)
        return made if duty is None else attrs.evolve(made, moment=_paths(duty))

    # ---- moments

    def moment(self, words: Words) -> When | None:
        """A wall-clock moment of the policy's zone, exact."""
        clock, _, day = words.text.partition(" on ")
        try:
            wall = datetime.fromisoformat(f"{day}T{clock}")
        except ValueError:
            wall = None
        if wall is None or clock.startswith("24"):
            remedy = "write one like 21:00 on 2017-03-03"
            if clock.startswith("24"):
                remedy = "midnight is 00:00 of the next day"
            self.letters.say("WR142", words.span, f"{words.text} is not a time of the calendar", remedy)
            return None
        instant = self.clock.at(wall)
        if self.clock.local(instant).replace(tzinfo=None) != wall:
            message = f"the clock in {self.clock.name} never shows {words.text}"
            remedy = "it is skipped by the clock change; take another time"
            self.letters.say("WR163", words.span, message, remedy)
            return None
        return When(instant, instant)


def _given(kind: GivenKind, words: Words, test: Test) -> Given:
    return Given(kind=kind, words=words.text, span=words.span, test=test)


def split_moment(words: Words) -> tuple[Words, str | None, Words | None]:
    """A line without its moment, and the moment with `at` or `by`, if it has one."""
    match = _MOMENT.search(words.text, max(len(words.text) - _LONGEST_MOMENT, 1))
    if match is None:
        return words, None, None
    return words.part(0, match.start()), match[1], words.part(*match.span(2))


def subject_of(words: Words, phrases: Phrases) -> str | None:
    """Who a line begins with: `they`, or a declared noun."""
    return "they" if words.text.startswith("they ") else phrases.lexicon.leading_noun(words.text)


def _paths(duty: Duty) -> tuple[Path, ...]:
    """The fields that hold the moment of a duty."""
    if isinstance(duty.moment, Instant):
        return (duty.moment.path,)
    if isinstance(duty.moment, Later):
        return tuple(each.path for each in duty.moment.terms if isinstance(each, Instant))
    return ()

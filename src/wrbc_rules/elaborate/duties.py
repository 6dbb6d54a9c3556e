"""Duties: what sets one off, by when it is to be done, and what keeps it."""

from __future__ import annotations

from wrbc_rules.elaborate.doings import Act, Body, Duty, scope_of
from wrbc_rules.elaborate.letters import Letters
from wrbc_rules.elaborate.lexicon import Lexicon
from wrbc_rules.elaborate.looking_up import look_up
from wrbc_rules.elaborate.norm_lines import Line
from wrbc_rules.elaborate.phrases import Phrases
from wrbc_rules.elaborate.values import Values
from wrbc_rules.ir import All, Fixed, Instant, Less, OnceDone, Path, Phrase, Test
from wrbc_rules.ir.operators import Moment, by, lasts, within
from wrbc_rules.syntax import NormNode, Timing, Words
from wrbc_rules.vocabulary import ClassInfo


class Duties:
    """Makes the bodies of rules that say what is to be done."""

    def __init__(self, phrases: Phrases, lexicon: Lexicon, values: Values, letters: Letters) -> None:
        self.phrases, self.lexicon, self.values, self.letters = phrases, lexicon, values, letters

    def body(self, line: Line, node: NormNode) -> Body | None:
        """What a duty decides; None, with a complaint, if it cannot be made."""
        timing = node.timings[0] if node.timings else None
        noun = self.lexicon.nouns[line.subject.text]
        if noun.declaration.damaged or (timing is None and node.damaged):
            look_up("duty", line.rest, self.lexicon, self.letters)
            return None
        thing = self.phrases.thing(noun)
        if timing is None:
            return self._state(line, thing) if thing is not None else self._standing(line)
        if timing.word.text.endswith("every"):
            return self._recurring(line, timing)
        return self._triggered(line, timing)

    def _state(self, line: Line, thing: ClassInfo) -> Body | None:
        """A thing that must always be so: judged at every event of its class."""
        duty = self.phrases.duty(line.rest, scope_of(thing, None))
        who = self.phrases.thing_test(line.subject)
        if duty is None:
            return None
        if duty.moment is not None:
            self._needs_timing(line, duty)
            return None
        return Body(
            event=thing, each=None, scope=who, kept=Phrase(duty.words, duty.test, duty.contrary, "state")
        )

    def _standing(self, line: Line) -> Body | None:
        """A duty that nothing sets off: only a question can stand for it."""
        self.lexicon.use_name(line.subject.text)
        duty = self.phrases.duty(line.rest, scope_of(None, None))
        if duty is None:
            return None
        if not duty.asked:
            self._needs_timing(line, duty)
            return None
        return Body(
            event=None,
            each=None,
            scope=Fixed(True),
            kept=Phrase(duty.words, duty.test, duty.contrary, "duty"),
        )

    def _needs_timing(self, line: Line, duty: Duty) -> None:
        message = f"nothing says what sets off `{duty.words}`"
        remedy = "add below: `whenever they ...`, `before they ...` or `within ... after they ...`"
        self.letters.say("WR107", line.rest.span, message, remedy)

    def _recurring(self, line: Line, timing: Timing) -> Body | None:
        self.lexicon.use_name(line.subject.text)
        span = self.values.duration(timing.rest)
        duty = self.phrases.duty(line.rest, scope_of(None, None))
        if duty is None:
            return None
        if duty.event is None or duty.moment is None:
            message = f"`{duty.words}` does not say which period it is judged over"
            remedy = "declare it with `in a ... where ...` and `means done at ...`"
            self.letters.say("WR108", line.rest.span, message, remedy)
            return None
        start = Instant(Path("event", (self.phrases.vocabulary.moment,)))
        return Body(
            event=duty.event,
            each=None,
            scope=Phrase(duty.words, duty.within, None, "act"),
            kept=self._timed(duty, duty.moment, timing, within(duty.moment, span, start)),
        )

    def _triggered(self, line: Line, timing: Timing) -> Body | None:
        found = self._trigger(line, timing)
        if found is None:
            return None
        span, act, scope = found
        self.lexicon.use_name(line.subject.text)
        duty = self.phrases.duty(line.rest, act.scope)
        if duty is None:
            return None
        kept = self._in_time(line, duty, timing, span, act)
        if kept is None:
            return None
        return Body(event=act.event, each=act.each, scope=scope, kept=kept, trigger=act.moment.path)

    def _in_time(self, line: Line, duty: Duty, timing: Timing, span: Words | None, act: Act) -> Test | None:
        word = timing.word.text
        if word == "whenever" and duty.moment is None:
            return Phrase(f"{duty.words} {word} {timing.rest.text}", duty.test, None, "duty")
        if duty.moment is None:
            sort = "for a person to judge" if duty.asked else "a state"
            message = f"`{duty.words}` is {sort}, and has no moment to be on time"
            remedy = "say `whenever they ...`, or declare it with `means done at ...`"
            self.letters.say("WR108", line.rest.span, message, remedy)
            return None
        if word == "whenever":
            message = f"`{duty.words}` is done at a moment; nothing says by when"
            remedy = "say `before they ...` or `within ... after they ...`; a setting may stand for the time"
            self.letters.say("WR108", timing.word.span, message, remedy)
            return None
        return self._timed(duty, duty.moment, timing, self._timing_test(word, duty.moment, span, act.moment))

    def _timing_test(self, word: str, done: Moment, span: Words | None, start: Instant) -> Test:
        if span is None:
            return Less(done, start)
        amount = self.values.duration(span)
        match word:
            case "within":
                return within(done, amount, start)
            case "for at least":
                return lasts(done, amount, start)
            case _:
                return by(done, amount, start)

    def _timed(self, duty: Duty, moment: Moment, timing: Timing, test: Test) -> Test:
        words = f"{duty.words} {timing.word.text} {timing.rest.text}"
        whole = test if duty.test == Fixed(True) else All((test, OnceDone(moment, duty.test)))
        return Phrase(words, whole, None, "duty")

    def _trigger(self, line: Line, timing: Timing) -> tuple[Words | None, Act, Test] | None:
        """The span, the act that sets the duty off, and who does it as a test."""
        span, rest = None, timing.rest
        if timing.word.text not in ("before", "whenever"):
            before, _, after = rest.text.partition(" after ")
            if not after:
                message = f"`{timing.word.text}` needs `after` and what sets it off"
                remedy = f"say `{timing.word.text} {before} after they ...`"
                self.letters.say("WR116", rest.span, message, remedy)
                return None
            start = len(rest.text) - len(after)
            span, rest = rest.part(0, len(before)), rest.part(start, len(rest.text))
        who = self._who(rest, line)
        if who is None:
            return None
        subject, act_words = who
        act = self.phrases.act(act_words)
        if act is None:
            return None
        return span, act, All((self.phrases.actor(subject, act.event), act.test))

    def _who(self, rest: Words, line: Line) -> tuple[Words, Words] | None:
        """Who does what sets a duty off: `they` is the subject."""
        if rest.text.startswith("they "):
            return line.subject, rest.part(5, len(rest.text))
        noun = self.lexicon.leading_noun(rest.text)
        if noun is None or len(noun) + 1 >= len(rest.text):
            message = f"`{rest.text}` does not begin with who does it"
            remedy = "begin with `they` for the same person, or with a declared noun"
            self.letters.say("WR116", rest.span, message, remedy)
            return None
        return rest.part(0, len(noun)), rest.part(len(noun) + 1, len(rest.text))

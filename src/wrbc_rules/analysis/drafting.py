"""Drafting random rules files that are well typed: every form of norm, over any vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs

from wrbc_rules.analysis.drawing import Drawer
from wrbc_rules.analysis.wording import SETTINGS, SPANS, Wording, part_of, places_of
from wrbc_rules.vocabulary import ClassInfo, Kind, Vocabulary, class_info

_ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "UTC")


def draft_policy(
    drawer: Drawer, vocabulary: Vocabulary, clauses: int = 4, event: type[Any] | None = None
) -> str:
    """The text of a rules file with so many clauses, without mistakes, over the vocabulary's classes.

    All of it is about one class: `event`, which events may also derive from, or one that is drawn.
    """
    draft = _Draft.about(drawer, vocabulary, class_info(event or drawer.choose(vocabulary.events)))
    bodies = [line for number in range(1, clauses + 1) for line in draft.clause(number)]
    head = [
        'policy "Drafted"',
        '  edition "1"',
        '  organisation "Nobody"',
        "  in force from 2016-01-01",
        f"  time zone {drawer.choose(_ZONES)}",
        "",
    ]
    return "\n".join([*head, *bodies, *draft.words.lines, ""])


@attrs.define
class _Draft:
    drawer: Drawer
    words: Wording
    subject: str
    linkable: list[int] = attrs.field(factory=list)

    @classmethod
    def about(cls, drawer: Drawer, vocabulary: Vocabulary, event: ClassInfo) -> _Draft:
        """A draft about a class of events, or about each person in a list of it."""
        lists = [field for field in event.fields.values() if field.kind is Kind.PEOPLE]
        words = Wording(drawer, vocabulary, event, drawer.choose([None, *lists]))
        draft = cls(drawer, words, drawer.choose(("whoever it is", "the organisation's people")))
        draft.declare(event)
        return draft

    def declare(self, event: ClassInfo) -> None:
        """Who the norms are for, and what they do."""
        words, actor = self.words, event.with_role("actor")
        assert actor is not None
        person = class_info(part_of(actor))
        for noun, often in ((self.subject, 1), ("the committee", 4)):
            where = words.where(list(places_of(person)), often)
            words.lines.append(f'noun "{noun}" means a {person.word}{where}')
        words.lines += SETTINGS
        each = "" if words.each is None else f" for each {class_info(part_of(words.each)).word}"
        moments = words.moments(words.places())
        at = f" at {self.drawer.choose(moments).words}" if moments and self.rarely() else ""
        words.lines.append(f'act "do it" means a {event.word}{each}{at}{words.where(words.places())}')
        words.lines.append(f'noun "every such thing" means a {event.word}')

    def rarely(self) -> bool:
        """True now and then."""
        return self.drawer.choose((False, False, False, True))

    # ---- clauses

    def clause(self, number: int) -> Iterator[str]:
        """The lines of one clause."""
        lines = list(self.drawer.choose(_FORMS)(self, number))
        if lines[-1] != _ALONE:
            self.linkable.append(number)
        yield f"clause 1.{number} [00000000]"
        yield from (f"  {line}" for line in lines if line != _ALONE)
        yield ""

    def parts(self, number: int, *words: str) -> Iterator[str]:
        """Some of the circumstances, each at most once; what narrows a rule is rarer."""
        for word in words:
            if self.drawer.choose((True, word != "if", word != "if", False)):
                yield from self.condition(word, number)

    def condition(self, word: str, number: int) -> Iterator[str]:
        """One circumstance: what another rule says, facts, or lists of them."""
        if self.linkable and self.rarely():
            result = self.drawer.choose(("excused", "breached", "permitted"))
            yield f"  {word} 1.{self.drawer.choose(self.linkable)} is {result}"
            return
        if word == "unless" and self.drawer.choose((False, True, True)):  # else few exceptions would hold
            yield "  unless any of"
            yield from (f"    {self.words.fact()}" for _ in range(3))
            return
        yield from self._condition(f"  {word} ", 2)

    def _condition(self, start: str, depth: int) -> Iterator[str]:
        if depth < 4 and self.drawer.choose((False, False, True)):
            size = self.drawer.choose((2, 3))
            pairs, more = ("both", "either", "neither"), ("all of", "any of", "none of")
            yield f"{start}{self.drawer.choose(pairs if size == 2 else more)}"
            for _ in range(size):
                yield from self._condition("  " * depth, depth + 1)
        else:
            yield f"{start}{self.words.fact()}"

    # ---- forms

    def prohibition(self, number: int) -> Iterator[str]:
        """What is not to be done."""
        verb = self.drawer.choose(("must not", "should not", "will not"))
        subject = "every such thing" if self.rarely() else self.subject
        yield f"{subject} {verb} do it"
        yield from self.condition("when", number)
        yield from self.parts(number, "if")
        yield from self.condition("unless", number)

    def left_open(self, number: int) -> Iterator[str]:
        """What a person decides, or is seldom asked."""
        yield f"{self.subject} should not do it"
        yield f"  when {self.words.matter_of_opinion()}"
        yield from self.parts(number, "if")

    def not_appropriate(self, number: int) -> Iterator[str]:
        """What is not appropriate."""
        yield f"it is not appropriate for {self.subject} to do it"
        yield from self.parts(number, "when")
        yield from self.condition("unless", number)

    def only(self, number: int) -> Iterator[str]:
        """What is to be done only in some circumstance."""
        yield f"{self.subject} should only do it"
        yield from self.condition("when", number)
        yield from self.parts(number, "if")
        yield from self.condition("unless", number)

    def permission(self, number: int) -> Iterator[str]:
        """What is appropriate, and what withdraws that."""
        yield f"it is appropriate for {self.subject} to do it"
        yield from self.parts(number, "if")
        if self.drawer.choose((True, False, False)):
            yield from self.condition("unless", number)
            yield "  refer it to the committee"
        else:
            yield from self._condition("  unless ", 2)

    def whenever(self, number: int) -> Iterator[str]:
        """A state that something sets off."""
        verb = self.drawer.choose(("must", "should always", "will seek to"))
        yield f"{self.subject} {verb} {self.words.state()}"
        yield "  whenever they do it"
        yield from self.parts(number, "if", "unless")

    def in_time(self, number: int) -> Iterator[str]:
        """What is to be done by some moment, or until some moment."""
        if not self.words.moments(self.words.places()):
            yield from self.whenever(number)
            return
        span = self.drawer.choose((*SPANS, *SPANS, "open time")).strip('"')
        timing = self.drawer.choose(
            (
                "before they do it",
                f"within {span} after they do it",
                f"by {span} after {self.subject} do it",
                f"for at least {span} after they do it",
                f"for at most {span} after they do it",
            )
        )
        yield f"{self.subject} must {self.words.deed()}"
        yield f"  {timing}"
        yield from self.parts(number, "if", "unless")

    def recurring(self, number: int) -> Iterator[str]:
        """What is to be done again and again."""
        if not self.words.moments(list(places_of(self.words.event))):
            yield from self.whenever(number)
            return
        yield f"the body will {self.words.habit()}"
        span = self.drawer.choose(SPANS).strip('"')
        yield f"  at least every {span}"
        yield _ALONE

    def thing(self, number: int) -> Iterator[str]:
        """What must always be so."""
        if self.words.each is not None:
            yield from self.prohibition(number)
            return
        yield f"every such thing must {self.words.state()}"
        yield from self.parts(number, "if", "unless")

    def standing(self, number: int) -> Iterator[str]:
        """What nothing sets off."""
        yield f"the body will {self.words.concern()}"
        yield _ALONE


#: Stands last in a form that no other rule can speak of.
_ALONE = ""
#: How often each form is drafted: as it takes for every outcome to be common.
_WEIGHTS: Mapping[Callable[[_Draft, int], Iterator[str]], int] = {
    _Draft.prohibition: 4,
    _Draft.only: 2,
    _Draft.not_appropriate: 1,
    _Draft.permission: 10,
    _Draft.left_open: 4,
    _Draft.whenever: 2,
    _Draft.in_time: 13,
    _Draft.recurring: 3,
    _Draft.thing: 1,
    _Draft.standing: 1,
}
_FORMS = tuple(form for form, weight in _WEIGHTS.items() for _ in range(weight))

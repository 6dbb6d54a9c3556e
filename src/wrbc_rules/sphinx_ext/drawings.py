"""Small drawings where one says more than words: a dial of the day, a deadline, a ladder of conditions."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from docutils import nodes

from wrbc_rules.backends.prose import condition_words, meaning
from wrbc_rules.drawings import Drawing, dials
from wrbc_rules.ir import (
    After,
    AtMost,
    Between,
    CalendarDay,
    Clause,
    Fixed,
    Instant,
    Later,
    Less,
    Not,
    Phrase,
    Rule,
    RuleForm,
    tests_below,
    walk,
)
from wrbc_rules.sphinx_ext.writing import Page, picture

_WIDE = 360


def _placed(drawing: Drawing) -> nodes.container:
    """The drawing on a page."""
    return picture(drawing.svg, drawing.description)


# ---- the day


def dials_of(page: Page, clause: Clause) -> list[nodes.Node]:
    """A dial for each window of the clock that the clause's rules look at."""
    rules = (page.book.typed.rules_by_id[rule] for each in clause.sentences for rule in each.rules)
    return [_placed(dial) for dial in dials(rules)]


# ---- by when


def deadline_of(rule: Rule) -> Iterator[nodes.Node]:
    """A line with the time that counts for a duty, if it has one."""
    if rule.form is not RuleForm.DUTY:
        return
    for node in walk(rule.kept):
        match node:
            case Between(_, _, After(_, amount)):
                yield _line(rule, from_start=True, said=meaning(amount))
            case AtMost(Instant() | Later() | CalendarDay(), After() as limit):
                others = (each for each in walk(rule.kept) if each is not node)
                from_start = any(isinstance(each, AtMost) for each in others)
                yield _line(rule, from_start=from_start, said=meaning(limit).split(" after ", maxsplit=1)[0])
            case Less(Instant() | Later(), Instant()):
                yield _line(rule, from_start=False, said=None)
            case _:
                continue
        return


def _line(rule: Rule, *, from_start: bool, said: str | None) -> nodes.container:
    """The time line; without a limit, doing it is in time before what sets it off."""
    last = 280 if said else 120
    begins = "from what sets it off" if from_start else "at any time"
    ends = f"until {said} after what sets it off" if said else "before what sets it off"
    description = f"{rule.norm}: in time {begins} {ends}."
    drawing = Drawing(_WIDE, 92 if said else 74, f"When {rule.id} is done in time", description)
    drawing.add("line", x1=8, y1=40, x2=_WIDE - 8, y2=40, class_="wrbc-line")
    first = 120 if from_start else 8
    drawing.add("rect", x=first, y=34, width=last - first, height=12, class_="wrbc-in-time")
    drawing.add("circle", cx=120, cy=40, r=5, class_="wrbc-dot")
    drawing.add("text", "what sets it off", x=120, y=64, text_anchor="middle")
    drawing.add("text", "in time", x=(first + last) / 2, y=26, text_anchor="middle")
    if said:
        drawing.add("line", x1=280, y1=26, x2=280, y2=54, class_="wrbc-line")
        words = said.replace('"', "").replace(" (not set)", ": not set")
        text = textwrap.shorten(words, 54, placeholder="…")
        drawing.add("text", text, x=_WIDE - 8, y=84, text_anchor="end")
    return _placed(drawing)


# ---- the conditions


def ladder_of(rule: Rule) -> Iterator[nodes.Node]:
    """The conditions of a rule as rungs, where it has an exception or a condition that narrows it."""
    if rule.excused == Fixed(False) and rule.condition == Fixed(True):
        return
    rungs = list(_rungs(rule))
    if len(rungs) < 2:
        return
    described = [f"{question}: {words}. {answer}: {outcome}." for question, words, answer, outcome in rungs]
    last = "permitted" if rule.form is RuleForm.PERMISSION else "a breach"
    wrapped = [textwrap.wrap(words, 36) for _, words, _, _ in rungs]
    height = sum(44 + 16 * len(lines) for lines in wrapped) + 34
    described.append(f"Otherwise: {last}.")
    drawing = Drawing(_WIDE, height, f"How {rule.id} is decided", " ".join(described))
    top = 4
    for rung, lines in zip(rungs, wrapped, strict=True):
        top = _rung(drawing, top, rung, lines)
    drawing.add("text", last, x=128, y=top + 18, class_="wrbc-head", text_anchor="middle")
    yield _placed(drawing)


def _rung(drawing: Drawing, top: int, rung: tuple[str, str, str, str], lines: list[str]) -> int:
    """One rung with its way out to the right; where the next begins."""
    question, _, answer, outcome = rung
    height = 30 + 16 * len(lines)
    drawing.add("rect", x=2, y=top, width=252, height=height, rx=6, class_="wrbc-rung")
    drawing.add("text", question, x=12, y=top + 18, class_="wrbc-head")
    for number, line in enumerate(lines, start=1):
        drawing.add("text", line, x=12, y=top + 18 + 16 * number)
    middle = top + height / 2
    drawing.add("line", x1=254, y1=middle, x2=272, y2=middle, class_="wrbc-line")
    drawing.add("text", answer, x=276, y=middle - 4, class_="wrbc-small")
    drawing.add("text", outcome, x=276, y=middle + 11, class_="wrbc-head")
    drawing.add("line", x1=128, y1=top + height, x2=128, y2=top + height + 14, class_="wrbc-line")
    return top + height + 14


def _rungs(rule: Rule) -> Iterator[tuple[str, str, str, str]]:
    """Question, words, the answer that ends it, what it then is."""
    yield "Does it apply?", _applies(rule), "no", "not covered"
    permission = rule.form is RuleForm.PERMISSION
    if not permission and rule.kept not in (Fixed(False), Fixed(True)):
        yield _kept(rule)
    if rule.excused != Fixed(False):
        said = condition_words(rule.excused, rule)
        word = "withdrawn" if permission else "excused"
        yield f"Is it {word}?", said, "yes", word


def _applies(rule: Rule) -> str:
    said = [each.words for each in tests_below(rule.scope, Phrase)]
    if rule.condition != Fixed(True):
        said.append(f"and {condition_words(rule.condition, rule)}")
    return " ".join(said)


def _kept(rule: Rule) -> tuple[str, str, str, str]:
    match rule.kept:
        case Not(test):
            return "Is it forbidden then?", condition_words(test, rule), "no", "complies"
        case test:
            return "Is it kept?", condition_words(test, rule), "yes", "complies"

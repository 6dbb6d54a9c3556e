"""Small drawings where one says more than words: a dial of the day, a deadline, a ladder of conditions.

They are built as trees of SVG, so that no text of a rules file can be anything but text, and take their
colours from the page (`currentColor`, and the classes of the style sheet).
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator
from xml.etree import ElementTree

from docutils import nodes

from wrbc_rules.backends.prose import condition_words, meaning
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
    Number,
    Phrase,
    Rule,
    RuleForm,
    Window,
    tests_below,
    walk,
)
from wrbc_rules.sphinx_ext.writing import Page, picture

_HOUR = 3_600_000_000
_WIDE = 360


class Drawing:
    """An SVG picture with a title and a description, drawn piece by piece."""

    def __init__(self, width: int, height: int, title: str, description: str) -> None:
        size = {"viewBox": f"0 0 {width} {height}", "width": str(width), "height": str(height)}
        label = {"role": "img", "aria-label": title, "xmlns": "http://www.w3.org/2000/svg"}
        self.description = description
        self.root = ElementTree.Element("svg", {**size, **label})
        ElementTree.SubElement(self.root, "title").text = title
        ElementTree.SubElement(self.root, "desc").text = description

    def add(self, tag: str, text: str | None = None, **attributes: str | float) -> None:
        """A shape, or a text; underscores in the names of attributes stand for hyphens."""
        said = {name.rstrip("_").replace("_", "-"): _plain(value) for name, value in attributes.items()}
        ElementTree.SubElement(self.root, tag, said).text = text

    def node(self) -> nodes.container:
        """The drawing on a page."""
        return picture(ElementTree.tostring(self.root, encoding="unicode"), self.description)


def _plain(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


# ---- the day


def dials_of(page: Page, clause: Clause) -> list[nodes.Node]:
    """A dial for each window of the clock that the clause's rules look at."""
    rules = [page.book.typed.rules_by_id[rule] for each in clause.sentences for rule in each.rules]
    windows = {
        window: phrase.words
        for rule in rules
        for test in (rule.condition, rule.kept, rule.excused)
        for phrase in tests_below(test, Phrase)
        for window in tests_below(phrase.test, Window)
    }
    return [_dial(window, words) for window, words in windows.items() if _set(window)]


def _set(window: Window) -> bool:
    return isinstance(window.start, Number) and isinstance(window.end, Number)


def _dial(window: Window, words: str) -> nodes.container:
    start, end = (float(getattr(each, "value", 0)) / _HOUR for each in (window.start, window.end))
    length = (end - start) % 24
    description = f"A dial of 24 hours, midnight on top. From {_clock(start)} until {_clock(end)} is marked."
    drawing = Drawing(240, 240, words, description)
    drawing.add("circle", cx=120, cy=120, r=78, class_="wrbc-line")
    (x1, y1), (x2, y2) = _at(start, 78), _at(end, 78)
    arc = f"M120 120 L{x1} {y1} A78 78 0 {int(length > 12)} 1 {x2} {y2} Z"
    drawing.add("path", d=arc, class_="wrbc-marked")
    for hour in range(24):
        (xa, ya), (xb, yb) = _at(hour, 72 if hour % 6 else 68), _at(hour, 78)
        drawing.add("line", x1=xa, y1=ya, x2=xb, y2=yb, class_="wrbc-line")
    for hour in (0, 6, 12, 18):
        x, y = _at(hour, 56)
        drawing.add("text", f"{hour:02}", x=x, y=y + 4, class_="wrbc-small", text_anchor="middle")
    for moment in (start, end):
        x, y = _at(moment, 98)
        drawing.add("text", _clock(moment), x=x, y=y + 4, text_anchor="middle")
    return drawing.node()


def _at(hour: float, radius: float) -> tuple[float, float]:
    angle = hour / 24 * 2 * math.pi
    return round(120 + radius * math.sin(angle), 1), round(120 - radius * math.cos(angle), 1)


def _clock(hour: float) -> str:
    minutes = round(hour * 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


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
    return drawing.node()


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
    yield drawing.node()


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

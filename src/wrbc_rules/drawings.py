"""Drawings as trees of SVG: no text of a rules file can be anything but text in them.

They take their colours from the page (`currentColor`, and classes that its style sheet knows).

Never: where a drawing will stand, or a font that a machine may lack.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from xml.etree import ElementTree

from wrbc_rules.ir import Number, Phrase, Rule, Window, tests_below

_HOUR = 3_600_000_000


class Drawing:
    """An SVG picture with a title and a description, drawn piece by piece."""

    def __init__(self, width: int, height: int, title: str, description: str) -> None:
        size = {"viewBox": f"0 0 {width} {height}", "width": str(width), "height": str(height)}
        label = {"role": "img", "aria-label": title, "xmlns": "http://www.w3.org/2000/svg"}
        self.title, self.description = title, description
        self.root = ElementTree.Element("svg", {**size, **label})
        ElementTree.SubElement(self.root, "title").text = title
        ElementTree.SubElement(self.root, "desc").text = description

    def add(self, tag: str, text: str | None = None, **attributes: str | float) -> None:
        """A shape, or a text; underscores in the names of attributes stand for hyphens."""
        said = {name.rstrip("_").replace("_", "-"): _plain(value) for name, value in attributes.items()}
        ElementTree.SubElement(self.root, tag, said).text = text

    @property
    def svg(self) -> str:
        """The drawing as the text of an SVG element."""
        return ElementTree.tostring(self.root, encoding="unicode")


def _plain(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def dials(rules: Iterable[Rule]) -> tuple[Drawing, ...]:
    """A dial of the day for each window of the clock that the rules look at, if its times are set."""
    windows = {
        window: phrase.words
        for rule in rules
        for test in (rule.condition, rule.kept, rule.excused)
        for phrase in tests_below(test, Phrase)
        for window in tests_below(phrase.test, Window)
    }
    return tuple(_dial(window, words) for window, words in windows.items() if _set(window))


def _set(window: Window) -> bool:
    return isinstance(window.start, Number) and isinstance(window.end, Number)


def _dial(window: Window, words: str) -> Drawing:
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
        x, y = _at(moment, 86)
        anchor = "middle" if abs(x - 120) < 20 else "start" if x > 120 else "end"
        drawing.add("text", _clock(moment), x=x, y=y + (y - 120) / 12 + 5, text_anchor=anchor)
    return drawing


def _at(hour: float, radius: float) -> tuple[float, float]:
    angle = hour / 24 * 2 * math.pi
    return round(120 + radius * math.sin(angle), 1), round(120 - radius * math.cos(angle), 1)


def _clock(hour: float) -> str:
    minutes = round(hour * 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"

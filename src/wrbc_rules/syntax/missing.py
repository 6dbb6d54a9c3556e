"""What to say about a line that stops too soon, or lacks the lines below it."""

from __future__ import annotations

import re
from collections.abc import Collection

from wrbc_rules.source import Span
from wrbc_rules.syntax.blocks import line_at
from wrbc_rules.syntax.letter import Letter
from wrbc_rules.syntax.terminals import can_stand

#: The tokens at which parsing stops when something is missing before them.
ENDS = frozenset({"$END", "_NL", "_DEDENT"})
_SAID = re.compile(r'(?:[^"#]|"[^"]*")*')
_LAST = re.compile(r'("[^"]*"|\S+)$')
_LISTED = re.compile(r"\b(both|all of|either|any of|neither|none of)$")
_PAIRS = ("both", "either", "neither")
_SETTING = re.compile(r"\bis an? (duration|number|time|date|place|choice of .*)$")
_VALUES = {
    "duration": "7 days",
    "number": "18",
    "time": "21:00",
    "date": "2017-03-03",
    "place": '"the shared drive"',
}
_ONE_OF = re.compile(r"\bis (any|none) of (\S+)$")
_FIELD_IS = re.compile(r"(\S+) is( not)?$")


def missing_letter(text: str, offset: int, expected: Collection[str]) -> Letter:
    """A letter about the line at `offset`, after which something is missing."""
    start = text.rfind("\n", 0, offset) + 1
    said = _SAID.match(line_at(text, offset))
    line = said[0].rstrip() if said else ""
    last = _LAST.search(line)
    told = _below(line, expected) or _after(line, expected)
    place, message, remedy = told or (last, f"something is missing after `{last[0] if last else ''}`", None)
    span = Span(start + (place.start() if place else 0), start + len(line))
    return Letter("WR024", span, message, remedy or can_stand(expected))


def _below(line: str, expected: Collection[str]) -> tuple[re.Match[str] | None, str, str] | None:
    """Where lines are missing below."""
    listed = _LISTED.search(line)
    if "_INDENT" not in expected and listed is None:
        return None
    if listed:
        many = "two conditions" if listed[1] in _PAIRS else "the conditions"
        return listed, f"nothing stands below `{listed[1]}`", f"write {many} below, indented"
    remedy = "write what belongs to it below, indented"
    if re.match(r"(noun|act|duty|fact)\b", line):
        remedy = "say below, indented, what it `means`, or whom it `asks`"
    return _LAST.search(line), "nothing stands below this line", remedy


def _after(line: str, expected: Collection[str]) -> tuple[re.Match[str], str, str] | None:
    """Where a value is missing at the end."""
    if setting := _SETTING.search(line):
        value = _VALUES.get(setting[1]) or " ".join(re.findall(r'"[^"]*"', setting[1])[:1])
        return setting, "the setting has no value", f"add `, {value}` or `, not set`"
    if one := _ONE_OF.search(line):
        negative = "is not" if one[1] == "none" else "is"
        return one, f"`{one[1]} of` stands before two words or more", f"write `{negative} {one[2]}`"
    if "SIDE" in expected and (field := _FIELD_IS.search(line)):
        message = f"nothing says what `{field[1]}` is"
        return (
            field,
            message,
            "say `is` and a word, `is before ...`, `is after ...` or `is from ... until ...`",
        )
    return None

"""The head of the file, and its settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import attrs

from wrbc_rules.diagnostics import Label, nearest
from wrbc_rules.elaborate.letters import Letters
from wrbc_rules.elaborate.values import settle
from wrbc_rules.ir import Setting
from wrbc_rules.syntax import PolicyHeader, RulesFile, SettingNode, Words
from wrbc_rules.values import Clock, UnknownZoneError


@attrs.frozen(kw_only=True)
class Header:
    """What the head of the file says."""

    name: str = ""
    edition: str = ""
    organisation: str = ""
    in_force: date = date(1970, 1, 1)
    review_due: date | None = None
    clock: Clock = attrs.field(factory=lambda: Clock("UTC"))


_NEEDED = {
    "edition": 'edition "July 2016"',
    "organisation": 'organisation "name"',
    "in_force": "in force from 2016-07-01",
    "time_zone": "time zone Europe/London",
}


def header_of(tree: RulesFile, letters: Letters) -> Header:
    """The head of the file; complain of what is missing, said twice or wrong."""
    heads = [block for block in tree.blocks if isinstance(block, PolicyHeader)]
    if not heads:
        if tree.blocks or not letters.found:
            letters.say("WR140", None, "the file does not say which policy it is", 'begin with `policy "name"`')
        return Header()
    for extra in heads[1:]:
        letters.say("WR143", extra.name.span, "the file names its policy twice", "keep one")
    head = heads[0]
    lines = _once(head, letters)
    if not head.damaged:
        for key, example in _NEEDED.items():
            if key not in lines:
                letters.say("WR140", head.name.span, f"the policy lacks a line `{example}`", "add it below `policy`")
    return Header(
        name=head.name.text,
        edition=_text(lines, "edition"),
        organisation=_text(lines, "organisation"),
        in_force=_day(lines.get("in_force"), letters) or date(1970, 1, 1),
        review_due=_day(lines.get("review_due"), letters),
        clock=_clock(lines.get("time_zone"), letters),
    )


def _once(head: PolicyHeader, letters: Letters) -> Mapping[str, Words]:
    lines: dict[str, Words] = {}
    for key, words in head.lines:
        if key in lines:
            first = Label(lines[key].span, "first said here")
            letters.say("WR143", words.span, "this is said twice", "keep one", labels=(first,))
        lines.setdefault(key, words)
    return lines


def _text(lines: Mapping[str, Words], key: str) -> str:
    return lines[key].text if key in lines else ""


def _day(words: Words | None, letters: Letters) -> date | None:
    if words is None:
        return None
    try:
        return date.fromisoformat(words.text)
    except ValueError:
        letters.say("WR142", words.span, f"{words.text} is not a day of the calendar", "write one like 2016-07-01")
        return None


def _clock(words: Words | None, letters: Letters) -> Clock:
    if words is not None:
        try:
            return Clock(words.text)
        except UnknownZoneError:
            letters.say(
                "WR141", words.span, f"no time zone is called `{words.text}`", "write one like Europe/London"
            )
    return Clock("UTC")


def settings_of(nodes: Iterable[SettingNode], letters: Letters) -> dict[str, Setting]:
    """The settings by name; complain of values that do not fit their type."""
    found: dict[str, Setting] = {}
    for node in nodes:
        name = " ".join(node.name.text.split())
        if name in found:
            first = Label(found[name].span, "first declared here")
            letters.say("WR129", node.name.span, f"the setting `{name}` is declared twice", "keep one", labels=(first,))
            continue
        if " after " in name:
            letters.say("WR128", node.name.span, "the name of a setting cannot hold ` after `", "word it differently")
        found[name] = _setting(name, node, letters)
    return found


def _setting(name: str, node: SettingNode, letters: Letters) -> Setting:
    kind = "choice" if node.type.kind == "CHOICE_OF" else node.type.text
    choices = tuple(each.text for each in node.choices)
    if len(set(choices)) != len(choices):
        letters.say("WR151", node.type.span, "two of the choices are the same", "word them differently")
    return Setting(
        name=name,
        type=kind,  # type: ignore[arg-type]
        choices=choices,
        value=_value(node.value, kind, choices, letters),  # type: ignore[arg-type]
        decided_by=None if node.decided_by is None else node.decided_by.text,
        suggested=_value(node.suggested, kind, choices, letters),  # type: ignore[arg-type]
        span=node.name.span,
    )


def _value(words: Words | None, kind: str, choices: tuple[str, ...], letters: Letters) -> object | None:
    if words is None:
        return None
    value = settle(words, kind, choices)
    if value is None:
        close = nearest(words.text, choices)
        remedy = f"did you mean `{close[0]}`?" if close else _WRITE.get(kind, 'write it in quotes, `"..."`')
        what = "one of the choices" if kind == "choice" else f"a {kind}"
        letters.say("WR150", words.span, f"`{words.text}` is not {what}", remedy)
    return value


_WRITE = {
    "duration": "write a duration like 7 days",
    "number": "write a whole number",
    "time": "write a time with 24 hours and two digits, like 21:00",
    "date": "write a day of the calendar, like 2017-03-03",
}

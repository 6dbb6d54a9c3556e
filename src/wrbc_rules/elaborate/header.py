"""The head of the file: which policy it is, whose, from when, and by whose clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from zoneinfo import available_timezones

import attrs

from wrbc_rules.diagnostics import Label, nearest
from wrbc_rules.elaborate.letters import Letters
from wrbc_rules.syntax import PolicyHeader, RulesFile, Words
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


#: The lines that every head has: what each says, and how it is written.
_NEEDED = {
    "edition": ("which edition this is", 'edition "July 2016"'),
    "organisation": ("whose policy it is", 'organisation "name"'),
    "in_force": ("from when it is in force", "in force from 2016-07-01"),
    "time_zone": ("by which clock its times are meant", "time zone Europe/London"),
}
#: The keys of the lines of a head, as they are written.
_WRITTEN = {
    "in_force": "in force from",
    "review_due": "review due by",
    "time_zone": "time zone",
}


def header_of(tree: RulesFile, letters: Letters) -> Header:
    """The head of the file; complain of what is missing, said twice or wrong."""
    heads = [block for block in tree.blocks if isinstance(block, PolicyHeader)]
    if not heads:
        letters.say("WR140", None, "the file does not say which policy it is", 'begin with `policy "name"`')
        return Header()
    head = heads[0]
    for extra in heads[1:]:
        first = Label(head.name.span, "first named here")
        letters.say("WR143", extra.name.span, "the file names its policy twice", "keep one", labels=(first,))
    lines = _once(head, letters)
    missing = [words for key, words in _NEEDED.items() if key not in lines]
    if missing and not head.damaged:
        what = _listed([told for told, _ in missing])
        add = _listed([f"`{line}`" for _, line in missing])
        message = f"the head does not say {what}"
        letters.say("WR140", head.name.span, message, f"add {add} below `policy`, indented")
    clock = _clock(lines.get("time_zone"), letters)
    return Header(
        name=head.name.text,
        edition=_text(lines, "edition"),
        organisation=_text(lines, "organisation"),
        in_force=_start(lines.get("in_force"), clock, letters) or date(1970, 1, 1),
        review_due=_day(lines.get("review_due"), letters),
        clock=clock,
    )


def _once(head: PolicyHeader, letters: Letters) -> Mapping[str, Words]:
    lines: dict[str, Words] = {}
    for key, words in head.lines:
        if key in lines:
            first = Label(lines[key].span, "first said here")
            message = f"`{_WRITTEN.get(key, key)}` is said twice"
            letters.say("WR143", words.span, message, "keep one", labels=(first,))
        lines.setdefault(key, words)
    return lines


def _listed(words: list[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def _text(lines: Mapping[str, Words], key: str) -> str:
    return lines[key].text if key in lines else ""


def _start(words: Words | None, clock: Clock, letters: Letters) -> date | None:
    """The day from which the policy is in force; complain of one that the zone's clock never has."""
    day = _day(words, letters)
    if words is None or day is None:
        return day
    try:
        clock.day(day)
    except ValueError:
        message = f"{words.text} is no day in {clock.name}"
        letters.say("WR142", words.span, message, "write another day, of the years 2 to 9998")
        return None
    return day


def _day(words: Words | None, letters: Letters) -> date | None:
    return None if words is None else day_on_calendar(words, letters)


def day_on_calendar(words: Words, letters: Letters) -> date | None:
    """The day that is written; complain if the calendar does not have it."""
    try:
        return date.fromisoformat(words.text)
    except ValueError:
        message = f"{words.text} is not a day of the calendar"
        letters.say("WR142", words.span, message, "write one like 2016-07-01")
        return None


def _clock(words: Words | None, letters: Letters) -> Clock:
    if words is not None:
        try:
            return Clock(words.text)
        except UnknownZoneError:
            message = f"no time zone is called `{words.text}`"
            letters.say("WR141", words.span, message, _near_zone(words.text))
    return Clock("UTC")


def _near_zone(text: str) -> str:
    """The time zone most like the text, whole or by its city."""
    zones = sorted(each for each in available_timezones() if "/" in each)
    cities = {zone.rsplit("/", 1)[-1]: zone for zone in reversed(zones)}
    if text.isupper():
        return "write one like `Europe/London`"
    near = [cities[each] for each in (text, *nearest(text, cities)) if each in cities] or nearest(text, zones)
    return f"did you mean `{near[0]}`?" if near else "write one like `Europe/London`"

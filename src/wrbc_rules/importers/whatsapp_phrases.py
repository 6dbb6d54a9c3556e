"""The lines that WhatsApp writes itself: what each says, as a table of English phrases.

A phrase counts only where WhatsApp writes it (see `whatsapp.py`): a person can type the same words.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal

import attrs

from wrbc_rules.importers.record import Change, known, name_of

#: "strange" is a line of its own in words that do not stand in the table.
Sort = Literal["members", "call", "keeping", "notice", "strange"]

_TABLE: tuple[tuple[Sort, str], ...] = (
    ("members", r"(?P<by>.+?) created (?:this )?group(?:\W.*)?"),
    ("members", r"(?P<by>.+?) added (?P<joined>.+?)(?: from the community.*)?"),
    ("members", r"(?P<by>.+?) removed (?P<left>.+)"),
    ("members", r"(?P<joined>.+?) joined (?:using|from|via|through|the|this)\b.*"),
    ("members", r"(?P<joined>.+?) (?:was|were) added"),
    ("members", r"(?P<left>.+?) (?:was|were) removed"),
    ("members", r"(?P<left>.+?) left"),
    ("call", r"(?:missed |silenced )?(?:group )?(?:voice|video) (?:call|chat)\b.*"),
    ("keeping", r".+ turned (?:on|off) (?:disappearing messages|advanced chat privacy)\b.*"),
    ("keeping", r".*\bdisappearing messages\b.*"),
    ("notice", r".*\bend-to-end encrypt(?:ed|ion)\b.*"),
    ("notice", r".+ changed (?:the|this|their|to|your|from)\b.*"),
    ("notice", r".*\bsecurity code\b.*"),
    ("notice", r".+ (?:is|are|'re|’re) (?:now|no longer) (?:an? )?(?:group )?admins?"),
    ("notice", r".+ (?:pinned|unpinned) a message"),
)
_PHRASES = [(sort, re.compile(phrase, re.IGNORECASE | re.DOTALL)) for sort, phrase in _TABLE]
_OTHERS = re.compile(r"(?:,| and) \d+ others?$", re.IGNORECASE)
NO_CHANGE = Change()
#: The phone's owner, whoever that is.
_OWNER = frozenset({"you", "your"})
_LONGEST = 2_000


@attrs.frozen
class Said:
    """What a line of WhatsApp's own says."""

    sort: Sort
    by: str | None = None
    change: Change = NO_CHANGE


def said_by_whatsapp(text: str, names: Collection[str]) -> Said | None:
    """What the words mean if WhatsApp wrote them; `names` are those who write in the chat."""
    words = (name_of(text[:_LONGEST]) or "").removesuffix(".")
    for sort, phrase in _PHRASES:
        found = phrase.fullmatch(words)
        if found is not None:
            groups = found.groupdict()
            joined, left = (_people(groups.get(key), names) for key in ("joined", "left"))
            by = _person(groups.get("by"))
            return Said(sort, by, Change(joined if joined or left or not by else (by,), left))
    return None


def _person(name: str | None) -> str | None:
    made = name_of(name)
    return None if made is None or made.casefold() in _OWNER else made


def _people(listed: str | None, names: Collection[str]) -> tuple[str, ...]:
    """The people of a list: `A, B and C`, unless that whole is one who writes here."""
    if listed is None:
        return ()
    whole = _OTHERS.sub("", listed)
    if whole in names:
        return (whole,)
    return known(_person(each) for each in re.split(r", | and ", whole))

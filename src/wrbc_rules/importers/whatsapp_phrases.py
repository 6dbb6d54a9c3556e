"""What a line says that WhatsApp writes itself, by the tables of `whatsapp_languages.py`.

A phrase counts only where WhatsApp writes it (see `whatsapp_chat.py`): a person can type the same words.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal, TypeAlias

import attrs

from wrbc_rules.importers.record import Change, known, name_of
from wrbc_rules.importers.whatsapp_languages import LANGUAGES, Language, Row

_PHRASES = [
    (language, row, re.compile(phrase, re.IGNORECASE | re.DOTALL))
    for language in LANGUAGES
    for row, phrase in language.rows
]
_OTHERS = {each.name: re.compile(each.others + "$", re.IGNORECASE) for each in LANGUAGES}
#: "strange" is a line of its own in words that do not stand in the tables.
Sort = Literal["members", "call", "keeping", "notice", "strange"]
NO_CHANGE = Change()
Owner: TypeAlias = Literal["joined", "left"] | None
_LONGEST = 1_000


@attrs.frozen
class Said:
    """What a line of WhatsApp's own says."""

    sort: Sort
    by: str | None = None
    change: Change = NO_CHANGE


def said_by_whatsapp(text: str, names: Collection[str]) -> Said | None:
    """What the words mean if WhatsApp wrote them; `names` are those who write in the chat.

    None where they stand for what a person sent, or say nothing that is known.
    """
    words = (name_of(text[:_LONGEST]) or "").removesuffix(".")
    for language, row, phrase in _PHRASES:
        found = phrase.fullmatch(words)
        if found is not None:
            groups = found.groupdict()
            by = _person(groups.get("by"), language)
            joined, left = (_people(groups.get(key), names, language) for key in ("joined", "left"))
            return _said(row, by, joined, left, _owner(row, groups, language))
    return None


def _said(
    row: Row, by: str | None, joined: tuple[str, ...], left: tuple[str, ...], owner: Owner
) -> Said | None:
    match row:
        case "person":
            return None
        case "created":
            return Said("members", by, Change(known([by]), owner=owner))
        case _:
            return Said(row, by, Change(joined, left, owner=owner))


def _owner(row: Row, groups: dict[str, str | None], language: Language) -> Owner:
    """What a line of "you" says of the one whose telephone it is; who makes a group is in it."""
    if row == "created":
        return "joined" if _mentions(groups.get("by"), language) else None
    if _mentions(groups.get("joined"), language):
        return "joined"
    return "left" if _mentions(groups.get("left"), language) else None


def _mentions(listed: str | None, language: Language) -> bool:
    parts = re.split(f", |{language.joiner}", listed or "")
    return any((name_of(each) or "").casefold() in language.owner for each in parts)


def _person(name: str | None, language: Language) -> str | None:
    made = name_of(name)
    return None if made is None or made.casefold() in language.owner else made


def _people(listed: str | None, names: Collection[str], language: Language) -> tuple[str, ...]:
    """The people of a list: `A, B and C`, unless that whole is one who writes here."""
    if listed is None:
        return ()
    whole = _OTHERS[language.name].sub("", listed)
    if whole in names:
        return (whole,)
    parts = re.split(f", |{language.joiner}", whole)
    return known(_person(each, language) for each in parts)

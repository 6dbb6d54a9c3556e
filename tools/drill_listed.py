"""Survivors that change nothing, each with its reason, as a TOML file lists them.

    [[survivor]]
    reason = "Nobody has set the limit, so nothing is measured against it."
    clause = "4.5 s2"
    from = "when the number of contacts in the counting period is over the contact limit"
    to = ["when ...", "when ..."]                    # one line, or several

The file may also hold the sections of a table: see `drill_table`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from drill_edits import Edit
from drill_table import SECTIONS, Table


@dataclass
class Listed:
    """The reasons by edit, and the table."""

    reasons: dict[tuple[str, str, str], str] = field(default_factory=dict)
    table: Table = field(default_factory=dict)

    def reason(self, edit: Edit) -> str | None:
        """Why an edit changes nothing, if that is listed."""
        return self.reasons.get(edit.key)

    def needless(self, noticed: Iterable[Edit]) -> list[str]:
        """Listed edits that something notices."""
        return [_shown(each.key) for each in noticed if each.key in self.reasons]

    def absent(self, every: Iterable[Edit]) -> list[str]:
        """Listed edits that are none of this policy."""
        keys = {each.key for each in every}
        return [_shown(each) for each in self.reasons if each not in keys]


def _shown(key: tuple[str, str, str]) -> str:
    clause, before, after = key
    return f"{clause}: {before} -> {after}"


def listed(path: Path) -> Listed:
    """The list in a file; empty if there is none.

    Raises `ValueError` for an entry without a reason, or a section that there is not.
    """
    found = Listed()
    if not path.exists():
        return found
    sections = tomllib.loads(path.read_text(encoding="utf-8"))
    entries = sections.pop("survivor", [])
    if unknown := [each for each in sections if each not in SECTIONS]:
        raise ValueError(f"{path}: there is no section {unknown[0]}")
    found.table = {
        section: {name: frozenset(every) for name, every in names.items()}
        for section, names in sections.items()
    }
    for entry in entries:
        reason = entry.get("reason", "").strip()
        if not reason:
            raise ValueError(f"{path}: an entry has no reason: {entry}")
        after = entry["to"] if isinstance(entry["to"], list) else [entry["to"]]
        found.reasons |= {(entry["clause"], entry["from"], each): reason for each in after}
    return found

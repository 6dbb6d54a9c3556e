"""Survivors that change nothing, each with its reason, as a TOML file lists them.

    [[survivor]]
    reason = "Nobody has set the limit, so nothing is measured against it."
    clause = "4.5 s2"
    from = "when the number of contacts in the counting period is over the contact limit"
    to = ["when ...", "when ..."]                    # one line, or several

Instead of `clause`, `from` and `to`, an entry may name a whole `kind` of edit.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from drill_edits import Edit


@dataclass
class Listed:
    """The reasons, by edit or by kind of edit."""

    by_key: dict[tuple[str, str, str], str] = field(default_factory=dict)
    by_kind: dict[str, str] = field(default_factory=dict)

    def reason(self, edit: Edit) -> str | None:
        """Why an edit changes nothing, if that is listed."""
        return self.by_key.get(edit.key) or self.by_kind.get(edit.kind)

    def needless(self, noticed: Iterable[Edit], excused: Iterable[Edit]) -> list[str]:
        """Listed edits that something notices; kinds of which all were noticed and none survived."""
        seen, left = list(noticed), {each.kind for each in excused}
        keys = [_shown(each.key) for each in seen if each.key in self.by_key]
        return keys + sorted(
            {each.kind for each in seen if each.kind in self.by_kind and each.kind not in left}
        )

    def absent(self, every: Iterable[Edit]) -> list[str]:
        """Listed edits that are none of this policy."""
        keys = {each.key for each in every}
        return [_shown(each) for each in self.by_key if each not in keys]


def _shown(key: tuple[str, str, str]) -> str:
    clause, before, after = key
    return f"{clause}: {before} -> {after}"


def listed(path: Path) -> Listed:
    """The list in a file; empty if there is none. Raises `ValueError` for an entry without a reason."""
    found = Listed()
    if not path.exists():
        return found
    for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("survivor", []):
        reason = entry.get("reason", "").strip()
        if not reason:
            raise ValueError(f"{path}: an entry has no reason: {entry}")
        if "kind" in entry:
            found.by_kind[entry["kind"]] = reason
            continue
        after = entry["to"] if isinstance(entry["to"], list) else [entry["to"]]
        found.by_key |= {(entry["clause"], entry["from"], each): reason for each in after}
    return found

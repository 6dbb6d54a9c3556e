"""Indices of a policy: by clause, by phrase, by event field."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from sphinx.domains import Index, IndexEntry

if TYPE_CHECKING:
    from wrbc_rules.sphinx_ext.domain import PolicyDomain, Use

_WORDS = ("noun", "act", "duty", "fact", "setting")
_NORMAL, _HAS_BELOW, _BELOW = 0, 1, 2

Groups = list[tuple[str, list[IndexEntry]]]


def in_order(name: str) -> tuple[str, list[int]]:
    """The order of clauses: 4.10 after 4.9, the policy's own name first."""
    prefix, _, number = name.rpartition(":")
    return prefix, [int(each) for each in re.findall(r"[0-9]+", number)]


class _Index(Index):
    def _domain(self) -> PolicyDomain:
        return cast("PolicyDomain", self.domain)


class ClauseIndex(_Index):
    """Every clause, in the order of its number."""

    name = "clauses"
    localname = "Clauses by number"
    shortname = "clauses"

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[Groups, bool]:
        """The groups are the parts."""
        groups: dict[str, list[IndexEntry]] = {}
        found = [(name, at) for (kind, name), at in self._domain().objects.items() if kind == "clause"]
        for name, at in sorted(found, key=lambda each: in_order(each[0])):
            if docnames is None or at.docname in docnames:
                entry = IndexEntry(name, _NORMAL, at.docname, at.anchor, "", "", at.shown)
                groups.setdefault(name.split(".", maxsplit=1)[0], []).append(entry)
        return list(groups.items()), False


class _UseIndex(_Index):
    """Something that rules use, with the rules below each."""

    kind = ""

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[Groups, bool]:
        """The groups are first letters."""
        groups: dict[str, list[IndexEntry]] = {}
        by_name: dict[str, list[Use]] = {}
        for use in self._domain().rules_using(self.kind):
            at = self._domain().objects.get(("rule", use.rule))
            if at is not None and (docnames is None or at.docname in docnames):
                by_name.setdefault(use.name, []).append(use)
        for name, uses in sorted(by_name.items(), key=lambda each: each[0].casefold()):
            first = name[:1].lower()  # Sphinx writes it into the page as it is
            entries = groups.setdefault(first if first.isalnum() else "other", [])
            entries.append(self._heading(name))
            for use in sorted(uses, key=lambda each: in_order(each.rule)):
                at = self._domain().objects["rule", use.rule]
                entries.append(IndexEntry(use.rule, _BELOW, at.docname, at.anchor, "", "", ""))
        return list(groups.items()), True

    def _heading(self, name: str) -> IndexEntry:
        return IndexEntry(name, _HAS_BELOW, "", "", "", "", "")


class PhraseIndex(_UseIndex):
    """Every declared phrase that a rule uses."""

    name = "phrases"
    localname = "Phrases, and the rules that use them"
    shortname = "phrases"
    kind = "phrase"

    def _heading(self, name: str) -> IndexEntry:
        objects = self._domain().objects
        for kind in _WORDS:
            at = objects.get((kind, name))
            if at is not None:
                return IndexEntry(name, _HAS_BELOW, at.docname, at.anchor, kind, "", "")
        return super()._heading(name)


class FieldIndex(_UseIndex):
    """Every field of an event that a rule reads."""

    name = "fields"
    localname = "Event fields, and the rules that read them"
    shortname = "fields"
    kind = "field"

"""The domain `wrbc`: what of a policy can be linked to, and its indices."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Set
from typing import Any, NamedTuple, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.locale import __
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from wrbc_rules.sphinx_ext.indices import ClauseIndex, FieldIndex, PhraseIndex

logger = logging.getLogger(__name__)

#: What there is to link to; each has a role of the same name.
TYPES = (
    *("clause", "sentence", "rule", "noun", "act", "duty", "fact", "setting", "example", "promise"),
    "code",
)


class Target(NamedTuple):
    """Where something stands: the page, the anchor, how it is shown. An alias is left out of searches."""

    docname: str
    anchor: str
    shown: str
    alias: bool = False


class Use(NamedTuple):
    """That a rule uses a phrase or reads a field, and the page that says so: for the indices."""

    kind: str
    name: str
    rule: str
    docname: str


def anchor_of(kind: str, name: str) -> str:
    """The anchor of something: readable for numbers, with a few digits of a hash for words."""
    plain = nodes.make_id(f"{kind}-{name}")[:60].rstrip("-")
    if kind in ("clause", "sentence", "rule", "code"):
        return plain
    return f"{plain}-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:6]}"


def plain_name(name: str) -> str:
    """A name as links are written: runs of white space are one space."""
    return " ".join(name.split())


class _Role(XRefRole):
    """A link by the name of something; white space in it does not matter."""

    def process_link(
        self, env: BuildEnvironment, refnode: nodes.Element, has_explicit_title: bool, title: str, target: str
    ) -> tuple[str, str]:
        return title, plain_name(target)


class PolicyDomain(Domain):
    """Clauses, sentences, rules, words, examples, promises of policies, and the codes of mistakes."""

    name = "wrbc"
    label = "Policy rules"
    data_version = 1
    object_types = {kind: ObjType(kind, kind) for kind in TYPES}  # noqa: RUF012 - as Sphinx declares it
    roles = {kind: _Role(warn_dangling=True) for kind in TYPES}  # noqa: RUF012
    indices = [ClauseIndex, PhraseIndex, FieldIndex]  # noqa: RUF012
    initial_data = {"objects": {}, "uses": []}  # noqa: RUF012

    @property
    def objects(self) -> dict[tuple[str, str], Target]:
        """What there is, by type and name."""
        return cast("dict[tuple[str, str], Target]", self.data.setdefault("objects", {}))

    @property
    def uses(self) -> list[Use]:
        """Which rule uses what."""
        return cast("list[Use]", self.data.setdefault("uses", []))

    # ---- what pages tell

    def note(self, kind: str, name: str, target: Target, location: Any = None) -> None:
        """Remember where something stands; warns if it stands somewhere already."""
        key = (kind, plain_name(name))
        known = self.objects.get(key)
        if known is not None and not target.alias:
            message = __("%s %s stands in %s already; write :no-index: below one of the two")
            logger.warning(message, kind, name, known.docname, location=location, type="wrbc")
        self.objects.setdefault(key, target)

    def note_use(self, use: Use) -> None:
        """Remember that a rule uses a phrase or a field."""
        self.uses.append(use)

    def clear_doc(self, docname: str) -> None:
        """Forget what one page told."""
        for key in [key for key, target in self.objects.items() if target.docname == docname]:
            del self.objects[key]
        self.uses[:] = [use for use in self.uses if use.docname != docname]

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process was told by these pages."""
        for key, target in otherdata["objects"].items():
            if target.docname in docnames:
                self.objects[key] = target
        self.uses.extend(use for use in otherdata["uses"] if use.docname in docnames)

    # ---- links

    def resolve_xref(  # noqa: PLR0913 - as Sphinx calls it
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: addnodes.pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """The link; a soft one, which the extension made itself, is plain text where there is no target."""
        found = self.objects.get((typ, target))
        if found is None:
            return cast("nodes.reference", contnode) if node.get("wrbc-soft") else None
        return make_refnode(builder, fromdocname, found.docname, found.anchor, contnode, found.shown)

    def resolve_any_xref(  # noqa: PLR0913
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: addnodes.pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """The links that `any` could mean."""
        name = plain_name(target)
        found = [(kind, self.objects[kind, name]) for kind in TYPES if (kind, name) in self.objects]
        return [
            (f"wrbc:{kind}", make_refnode(builder, fromdocname, at.docname, at.anchor, contnode, at.shown))
            for kind, at in found
        ]

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Everything, for the inventory and the search."""
        for (kind, name), at in sorted(self.objects.items()):
            yield name, at.shown, kind, at.docname, at.anchor, -1 if at.alias else 1

    def rules_using(self, kind: str) -> Iterator[Use]:
        """What is used, in the order of an index."""
        yield from sorted({use for use in self.uses if use.kind == kind})

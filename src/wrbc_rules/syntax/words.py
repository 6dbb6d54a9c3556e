"""Declared words and their meanings, as they were written. Words are kept as typed, quotes taken off."""

from __future__ import annotations

from typing import TypeAlias

import attrs

from wrbc_rules.source import Span


@attrs.frozen
class Words:
    """Some words of the file. `kind` is the name of their terminal in the grammar."""

    text: str
    span: Span
    kind: str = "TEXT"

    def part(self, start: int, end: int) -> Words:
        """Some of the words, by their place in `text`; exact in the file where single spaces part them."""
        at = self.span.start + (self.kind == "STRING")
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        last = min(at + start + len(text.strip()), self.span.end)
        return Words(text.strip(), Span(min(at + start, last), last), self.kind)


# ---- formal meanings


@attrs.frozen(kw_only=True)
class FormalTest:
    """One test of a meaning. `op` is the name of its form in the grammar.

    `field` is what is tested; `word` the word that says how (`before`, `under`, `some`); `values` what it
    is compared with; `inner` the test that members must pass.
    """

    op: str
    span: Span
    field: Words
    word: Words | None = None
    negative: bool = False
    values: tuple[Words, ...] = ()
    inner: Formal | None = None


@attrs.frozen
class FormalList:
    """Several tests under `all of`, `any of` and their kin."""

    word: Words
    tests: tuple[Formal, ...]
    span: Span


Formal: TypeAlias = FormalTest | FormalList


@attrs.frozen(kw_only=True)
class ClassMeaning:
    """`means a CLASS for each ELEMENT at FIELD where ...`."""

    cls: Words
    each: Words | None
    at: Words | None
    where: Formal | None
    span: Span


@attrs.frozen
class OrganisationMeaning:
    """`means the organisation`."""

    span: Span


@attrs.frozen(kw_only=True)
class DoneMeaning:
    """`means done at FIELD where ...`; several fields for `the later of`."""

    moments: tuple[Words, ...]
    where: Formal | None
    span: Span


@attrs.frozen
class TestsMeaning:
    """`means TESTS`."""

    tests: Formal
    span: Span


@attrs.frozen(kw_only=True)
class AsksMeaning:
    """`asks WHO when TESTS`."""

    who: Words
    when: Formal | None
    span: Span


Meaning: TypeAlias = ClassMeaning | OrganisationMeaning | DoneMeaning | TestsMeaning | AsksMeaning


@attrs.frozen(kw_only=True)
class Declaration:
    """A noun, act, duty or fact.

    `damaged` says that lines of it could not be read, and that nothing more is to be said of it.
    """

    kind: Words
    pattern: Words
    also: tuple[Words, ...] = ()
    contrary: Words | None = None
    see: tuple[Words, ...] = ()
    within: tuple[Words, Formal | None] | None = None
    meanings: tuple[Meaning, ...] = ()
    span: Span
    damaged: bool = False


@attrs.frozen(kw_only=True)
class SettingNode:
    """A setting; `value` is None where it is not set. `damaged` as for declarations: its type is missing."""

    name: Words
    type: Words
    choices: tuple[Words, ...] = ()
    value: Words | None = None
    decided_by: Words | None = None
    suggested: Words | None = None
    span: Span
    damaged: bool = False

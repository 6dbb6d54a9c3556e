"""The syntax tree of clauses, examples and the file. Every node has its `span`."""

from __future__ import annotations

from typing import TypeAlias

import attrs

from wrbc_rules.source import Span
from wrbc_rules.syntax.words import Declaration, SettingNode, Words


@attrs.frozen
class PhraseCondition:
    """One condition, a phrase."""

    words: Words

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.words.span


@attrs.frozen
class ResultCondition:
    """What another rule says: `4.7 is excused`."""

    ref: Words
    result: Words
    span: Span


@attrs.frozen
class ListedCondition:
    """Several conditions under a list word. `damaged` as for examples."""

    word: Words
    conditions: tuple[Condition, ...]
    span: Span
    damaged: bool = False


Condition: TypeAlias = PhraseCondition | ResultCondition | ListedCondition


@attrs.frozen
class Circumstance:
    """`when`, `if` or `unless`, with a condition."""

    word: Words
    condition: Condition
    span: Span


@attrs.frozen
class Timing:
    """`before`, `whenever`, `within`, `by`, `for at least`, `at least every`, with the rest of the line."""

    word: Words
    rest: Words
    span: Span


@attrs.frozen(kw_only=True)
class NormNode:
    """A norm: its line, and what stands below it. `damaged` as for examples."""

    label: Words | None
    line: Words
    circumstances: tuple[Circumstance, ...]
    timings: tuple[Timing, ...]
    answers: tuple[Words, ...]
    refer_to: tuple[Words, ...]
    span: Span
    damaged: bool = False


@attrs.frozen
class LedgerNode:
    """What a sentence is, where it is not a rule; `restates` refers to another."""

    kind: Words
    words: Words | None
    restates: Words | None


@attrs.frozen
class Note:
    """A note or a reading."""

    kind: Words
    words: Words


# ---- examples and promises


@attrs.frozen(kw_only=True)
class Line:
    """A line of an example: `kind` is given, unknown, seen or expect."""

    kind: str
    words: Words
    ref: Words | None = None
    until: Words | None = None
    span: Span


@attrs.frozen(kw_only=True)
class ExampleNode:
    """A case. `damaged` says that lines of its block could not be read, so that none is missed twice."""

    name: Words
    like: Words | None
    lines: tuple[Line, ...]
    span: Span
    damaged: bool = False


@attrs.frozen(kw_only=True)
class PromiseNode:
    """What must always hold."""

    name: Words
    lines: tuple[Line, ...]
    span: Span
    damaged: bool = False


@attrs.frozen
class Background:
    """What holds in every example that does not say otherwise."""

    lines: tuple[Words, ...]
    span: Span


# ---- the file


@attrs.frozen(kw_only=True)
class SentenceNode:
    """One sentence of the document."""

    number: Words | None
    pin: Words | None
    adopted: Words | None
    ledger: LedgerNode | None
    norms: tuple[NormNode, ...]
    notes: tuple[Note, ...]
    examples: tuple[ExampleNode, ...]
    declarations: tuple[Declaration | SettingNode, ...]
    span: Span


@attrs.frozen(kw_only=True)
class ClauseNode:
    """One clause. `damaged` as for examples."""

    number: Words
    title: Words | None
    sentences: tuple[SentenceNode, ...]
    span: Span
    damaged: bool = False

    @property
    def heading(self) -> str:
        """The clause as its author headed it."""
        return (
            f'clause {self.number.text} "{self.title.text}"' if self.title else f"clause {self.number.text}"
        )


@attrs.frozen
class Part:
    """A part of the policy."""

    number: Words
    title: Words


@attrs.frozen(kw_only=True)
class PolicyHeader:
    """The head of the file: its name, and one entry a line under the line's own key."""

    name: Words
    lines: tuple[tuple[str, Words], ...]
    span: Span
    damaged: bool = False


Block: TypeAlias = PolicyHeader | Part | ClauseNode | Declaration | SettingNode | Background | PromiseNode


@attrs.frozen
class RulesFile:
    """The whole file, block by block, in the author's order.

    `said` are the numbers of lines that have been complained of, `unread` the numbers of clauses and the
    names of examples that could not be read whole: of both nothing more is to be said.
    """

    blocks: tuple[Block, ...]
    said: frozenset[int] = frozenset()
    unread: frozenset[str] = frozenset()

    def of(self, *kinds: type[Block]) -> tuple[Block, ...]:
        """The blocks of some kinds."""
        return tuple(block for block in self.blocks if isinstance(block, kinds))

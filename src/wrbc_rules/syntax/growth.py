"""How deep a file's names stand on each other, and how much it says once each is put out in full.

A rule may name a rule, a noun a noun, and an example an example that it is like. A few lines could so say
more than any machine can hold.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from wrbc_rules.syntax.nodes import (
    Background,
    Block,
    ClauseNode,
    Condition,
    ExampleNode,
    ListedCondition,
    PhraseCondition,
    PromiseNode,
    ResultCondition,
)
from wrbc_rules.syntax.words import ClassMeaning, Declaration, Formal, FormalList, SettingNode, Words

#: So many rules, nouns or examples may stand on each other, ...
MAX_CHAIN = 50
#: ... so many conditions, tests and lines may be said in all when each is put out in full, ...
MAX_SAID = 300_000
#: ... and lines may be tried on phrases with blanks in so many ways.
MAX_WAYS = 10_000_000


@attrs.frozen
class _Said:
    """How many things something says itself, and the names of what it says besides."""

    size: int
    names: tuple[str, ...]


def overgrown(blocks: Iterable[Block]) -> tuple[str, str] | None:
    """What is too deep or too much about the blocks of a file, and what to do; None if nothing is."""
    blocks = tuple(blocks)
    if _ways(blocks) > MAX_WAYS:
        message = f"the lines can be read in over {MAX_WAYS:,} ways"
        return message, "give the phrases fewer blanks, or let fewer nouns begin with the same words"
    for what, said in (("rules", _rules(blocks)), ("nouns", _nouns(blocks)), ("examples", _examples(blocks))):
        depth, sizes = _put_out(said)
        size = sum(sizes.values())
        if what == "nouns" and depth <= MAX_CHAIN:
            size += _uses(blocks, sizes)
            what = "words"  # noqa: PLW2901
        if depth > MAX_CHAIN:
            message = f"{depth:,} {what} stand on each other; at most {MAX_CHAIN} may"
            return message, "say in one of them what is meant, without naming the next"
        if size > MAX_SAID:
            message = f"the {what}, each put out in full, say over {MAX_SAID:,} things"
            return message, "let fewer of them stand on each other"
    return None


def _put_out(said: Mapping[str, _Said]) -> tuple[int, dict[str, int]]:
    """The length of the longest chain of names, and how much each says; a circle counts once round."""
    depths: dict[str, int] = {}
    sizes: dict[str, int] = {}
    for name in said:
        todo = [name]
        open_names: set[str] = set()
        while todo:
            here = todo[-1]
            if here in depths:
                todo.pop()
            elif here in open_names:
                names = [each for each in said[here].names if each in depths]
                depths[here] = 1 + max((depths[each] for each in names), default=0)
                sizes[here] = min(said[here].size + sum(sizes[each] for each in names), MAX_SAID + 1)
                open_names.discard(here)
                todo.pop()
            else:
                open_names.add(here)
                names = [each for each in said[here].names if each in said]
                todo += [
                    each for each in dict.fromkeys(names) if each not in depths and each not in open_names
                ]
    return max(depths.values(), default=0), sizes


# ---- lines by the phrases that they could be


def _ways(blocks: Sequence[Block]) -> int:
    """In how many ways the blanks of all phrases could be filled while a line is read, for all the lines.

    Of names that begin with each other, each may be tried where the longest stands.
    """
    names = [
        words.text for node in _declared(blocks) if node.kind.text == "noun" for words in _wordings(node)
    ]
    alike = _begin_alike([*names, *(block.name.text for block in blocks if isinstance(block, SettingNode))])
    phrases = [words for node in _declared(blocks) if node.kind.text != "noun" for words in _wordings(node)]
    blanks = [words.text.count("{") for words in phrases]
    return _lines(blocks) * sum(int(alike ** min(each, 30)) for each in blanks if each)


def _begin_alike(names: Iterable[str]) -> int:
    """Of how many names at most each begins with the one before it."""
    chain: list[str] = []
    longest = 1
    for name in sorted(set(names)):
        while chain and not name.startswith(chain[-1]):
            chain.pop()
        chain.append(name)
        longest = max(longest, len(chain))
    return longest


def _lines(blocks: Iterable[Block]) -> int:
    """How many lines are read as phrases."""
    count = 0
    for block in blocks:
        if isinstance(block, ClauseNode):
            norms = [norm for sentence in block.sentences for norm in sentence.norms]
            count += sum(1 + len(list(_below(c.condition))) for norm in norms for c in norm.circumstances)
            count += len(norms) + sum(len(each.lines) for s in block.sentences for each in s.examples)
        elif isinstance(block, Background | PromiseNode):
            count += len(block.lines)
    return count


# ---- rules by the rules that they name


def _rules(blocks: Iterable[Block]) -> dict[str, _Said]:
    found: dict[str, _Said] = {}
    for clause in (block for block in blocks if isinstance(block, ClauseNode)):
        for sentence in clause.sentences:
            number = "" if sentence.number is None else f" s{sentence.number.text}"
            for norm in sentence.norms:
                label = norm.label.text if norm.label else ""
                conditions = [each for part in norm.circumstances for each in _below(part.condition)]
                names = tuple(each.ref.text for each in conditions if isinstance(each, ResultCondition))
                found.setdefault(f"{clause.number.text}{number}{label}", _Said(1 + len(conditions), names))
    return found


def _below(condition: Condition) -> Iterator[Condition]:
    if isinstance(condition, ListedCondition):
        for each in condition.conditions:
            yield from _below(each)
    else:
        yield condition


# ---- nouns by the nouns that they mean


def _nouns(blocks: Iterable[Block]) -> dict[str, _Said]:
    found: dict[str, _Said] = {}
    for node in _declared(blocks):
        if node.kind.text == "noun":
            values = [each for meaning in node.meanings if isinstance(meaning, ClassMeaning)
                      for each in _values(meaning.where)]  # fmt: skip
            for words in _wordings(node):
                found.setdefault(" ".join(words.text.split()), _Said(1 + len(values), tuple(values)))
    return found


def _declared(blocks: Iterable[Block]) -> Iterator[Declaration]:
    for block in blocks:
        if isinstance(block, Declaration):
            yield block
        elif isinstance(block, ClauseNode):
            for sentence in block.sentences:
                yield from (each for each in sentence.declarations if isinstance(each, Declaration))


def _wordings(node: Declaration) -> tuple[Words, ...]:
    return (node.pattern, *node.also, *([node.contrary] if node.contrary else []))


def _values(formal: Formal | None) -> Iterator[str]:
    """What the tests of a meaning read and compare with, the names of nouns among it."""
    if isinstance(formal, FormalList):
        for each in formal.tests:
            yield from _values(each)
    elif formal is not None:
        yield formal.field.text
        yield from (each.text for each in formal.values)
        yield from _values(formal.inner)


# ---- lines by the phrases that they use


def _uses(blocks: Sequence[Block], nouns: Mapping[str, int]) -> int:
    """How much the facts, acts and duties say where they stand in rules, their nouns put out."""
    norms = [norm for clause in blocks if isinstance(clause, ClauseNode)
             for sentence in clause.sentences for norm in sentence.norms]  # fmt: skip
    below = (each for norm in norms for part in norm.circumstances for each in _below(part.condition))
    lines = sorted(each.words.text for each in below if isinstance(each, PhraseCondition))
    said, largest = 0, 0
    for node in _declared(blocks):
        size = sum(_meant(node, nouns))
        if node.kind.text == "fact":
            said += size * (1 + sum(_begin(lines, words) for words in _wordings(node)))
        elif node.kind.text != "noun":
            largest = max(largest, size)
    return said + largest * len(norms)


def _meant(node: Declaration, nouns: Mapping[str, int]) -> Iterator[int]:
    """How much each test of a word says; a blank says as much as the largest noun."""
    largest = max(nouns.values(), default=0)
    for meaning in node.meanings:
        for where in (getattr(meaning, name, None) for name in ("tests", "where", "when")):
            for value in _values(where):
                yield 1 + (largest if value.startswith("{") else nouns.get(value, 0))


def _begin(lines: Sequence[str], words: Words) -> int:
    """How many of the sorted lines begin like a wording."""
    first = " ".join(words.text.partition("{")[0].split())
    return bisect_right(lines, first + "\U0010ffff") - bisect_left(lines, first)


# ---- examples by those that they are like


def _examples(blocks: Iterable[Block]) -> dict[str, _Said]:
    found: dict[str, _Said] = {}
    for node in _told(blocks):
        like = () if node.like is None else (node.like.text,)
        found.setdefault(node.name.text, _Said(1 + len(node.lines), like))
    return found


def _told(blocks: Iterable[Block]) -> Iterator[ExampleNode]:
    for clause in (block for block in blocks if isinstance(block, ClauseNode)):
        for sentence in clause.sentences:
            yield from sentence.examples

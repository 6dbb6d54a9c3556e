"""The tables of the grammar, written by `make tables`: what comes next in each state of reading a block."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

from wrbc_rules.resources import grammar_text
from wrbc_rules.syntax.tree import Tree

TABLES = "rules.json"
NEW_LINE = "_NL"
#: What finds a terminal at a place of a text.
Match: TypeAlias = Callable[[str, int], "re.Match[str] | None"]
#: The constructor of a named tuple, at half the price.
_new: Any = tuple.__new__


class Terminals(Mapping[str, Match]):
    """The terminals in the order in which they are tried; each is compiled when it is first looked for."""

    def __init__(self, terminals: Mapping[str, tuple[str, str | None]], ignored: list[str]) -> None:
        self._begins = {name: begins for name, (_, begins) in terminals.items() if name not in ignored}
        self._written = {name: written for name, (written, _) in terminals.items()}
        self._compiled: dict[str, Match] = {}
        #: What goes over everything that says nothing.
        self.skip = re.compile(f"(?:{'|'.join(self._written[name] for name in ignored)})*").match

    def __getitem__(self, name: str) -> Match:
        if name not in self._compiled:
            self._compiled[name] = re.compile(self._written[name]).match
        return self._compiled[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._begins)

    def __len__(self) -> int:
        return len(self._begins)

    def beginning_with(self, character: str) -> Iterator[str]:
        """Those that may begin so."""
        return (name for name, begins in self._begins.items() if begins is None or character in begins)


class Rule:
    """How the last `size` parts become a form.

    `children` are the parts that stay, by number; in brackets one that gives its own children; None where a
    part is left out. A `single` child stands for the form.
    """

    __slots__ = ("children", "form", "inner", "name", "single", "size", "whole")

    def __init__(self, form: str, size: int, name: str, single: bool, children: list[Any]) -> None:
        self.form, self.size, self.name, self.single, self.children = form, size, name, single, children
        self.whole = children == list(range(size))
        #: Of a form inside forms only the children are kept.
        self.inner = form.startswith("_")

    def made(self, parts: list[Any]) -> Any:
        """The form of these parts; they may be changed."""
        children = parts if self.whole else self._kept(parts)
        if self.inner:
            return children
        return children[0] if self.single and len(children) == 1 else _new(Tree, (self.name, children))

    def _kept(self, parts: list[Any]) -> list[Any]:
        kept: list[Any] = []
        for child in self.children:
            if child.__class__ is int:
                kept.append(parts[child])
            elif child is None:
                kept.append(None)
            elif kept:
                kept += parts[child[0]]
            else:  # so that a long list is not copied for each of its members
                kept = parts[child[0]]
        return kept


class State(dict[str, list[tuple[str, Match]]]):
    """A state of reading: under each character what may stand there, in the order in which it is tried.

    `next` is where each terminal or form leads: to a state, or to a rule that makes a form of parts first.
    """

    __slots__ = ("next", "terminals")

    def __init__(self, terminals: Terminals) -> None:
        self.next: dict[str, State | Rule] = {}
        self.terminals = terminals

    def __missing__(self, character: str) -> list[tuple[str, Match]]:
        names = self.terminals.beginning_with(character)
        self[character] = [(n, self.terminals[n]) for n in names if n in self.next or n == NEW_LINE]
        return self[character]


class Tables:
    """All of them: reading begins in the state `start` and is done in `end`."""

    def __init__(self, text: str) -> None:
        read = json.loads(text)
        self.terminals = Terminals(read["terminals"], read["ignored"])
        rules = [Rule(**each) for each in read["rules"]]
        states = [State(self.terminals) for _ in read["states"]]
        for state, leads in zip(states, read["states"], strict=True):
            state.next = {name: states[to] if to >= 0 else rules[-1 - to] for name, to in leads.items()}
        self.start, self.end = states[0], states[read["end"]]


@lru_cache(maxsize=1)
def tables() -> Tables:
    """The tables of the language."""
    return Tables(grammar_text(TABLES))

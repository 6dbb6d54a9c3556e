"""Reading a block by the tables of the grammar: tokens become forms, one by one (LALR)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from wrbc_rules.syntax.tables import NEW_LINE, Rule, State, Tables, tables
from wrbc_rules.syntax.tree import Stop, StrayDedent, Token, Tree

_END, _INDENT, _DEDENT = "$END", "_INDENT", "_DEDENT"
_TAB = 2  # a tab is complained of, and then taken for one step
#: The constructor of a named tuple, at half the price.
_new: Any = tuple.__new__


def read(text: str) -> Tree:
    """The tree of a block; raises `Stop` or `StrayDedent` where the grammar does not go on."""
    return _Reader(text, tables()).tree()


class _Reader:
    def __init__(self, text: str, tables: Tables) -> None:
        self.text, self.tables = text, tables
        #: Where the last token begins.
        self.start = 0
        self.states: list[State] = [tables.start]

    def tree(self) -> Tree:
        states: list[Any] = self.states
        parts: list[Any] = []
        for terminal, token in self._tokens():
            to = states[-1].next.get(terminal)
            while to.__class__ is Rule:
                parts[-to.size :] = [to.made(parts[-to.size :])]
                del states[-to.size :]
                states.append(states[-1].next[to.form])
                to = states[-1].next.get(terminal)
            if to is None:
                break
            states.append(to)
            parts.append(token)
        if terminal == _END and states[-1] is self.tables.end:
            return cast(Tree, parts[0])
        raise Stop(self.start, terminal, self._accepted() or self._named())

    def _tokens(self) -> Iterator[tuple[str, Token | None]]:
        """Every terminal, with its token if it says something."""
        text, states, skip = self.text, self.states, cast(Any, self.tables.terminals.skip)
        indents, at = [0], 0
        while at < len(text):
            character = text[at]
            if character in " \t#":
                at = skip(text, at).end()
                continue
            for name, match in states[-1][character]:  # noqa: B007 - the one that is found
                if (found := match(text, at)) is not None:
                    break
            else:
                raise self._unread(at)
            self.start, at = at, found.end()
            if name == NEW_LINE:
                yield name, None
                yield from _layout(found[0], indents)
            else:
                yield name, _new(Token, (name, found[0], self.start, at))
        yield from ((_DEDENT, None) for _ in indents[1:])
        yield _END, None

    # ---- where the grammar does not go on

    def _unread(self, at: int) -> Stop:
        """The stop at characters that are no terminal that could stand there."""
        terminals = self.tables.terminals
        allowed = (self._named() & {*terminals}) | {NEW_LINE}
        for name in terminals.beginning_with(self.text[at]):
            if terminals[name](self.text, at):
                return Stop(at, name, self._accepted() or allowed)
        return Stop(at, "", allowed)

    def _named(self) -> frozenset[str]:
        return frozenset(name for name in self.states[-1].next if name.isupper())

    def _accepted(self) -> frozenset[str]:
        """The terminals that the grammar would take next, once forms are put together."""
        return frozenset(name for name in self._named() if self._takes(name))

    def _takes(self, terminal: str) -> bool:
        states = [*self.states]
        while isinstance(to := states[-1].next.get(terminal), Rule):
            del states[-to.size :]
            states.append(cast(State, states[-1].next[to.form]))
        return to is not None or (terminal == _END and states[-1] is self.tables.end)


def _layout(new_line: str, indents: list[int]) -> Iterator[tuple[str, None]]:
    """What a new line says about indentation."""
    white = new_line.rsplit("\n", 1)[1]
    depth = white.count(" ") + white.count("\t") * _TAB
    if depth > indents[-1]:
        indents.append(depth)
        yield _INDENT, None
    while depth < indents[-1]:
        indents.pop()
        yield _DEDENT, None
    if depth != indents[-1]:
        raise StrayDedent

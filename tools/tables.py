"""Write `grammar/rules.json`, the tables by which rules files are read, from `grammar/rules.lark`.

Lark works them out. The package follows them by itself, so it starts without Lark.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lark import Lark
from lark.grammar import Rule
from lark.indenter import Indenter
from lark.lexer import TerminalDef

GRAMMAR = Path(__file__).parents[1] / "grammar"


class _Layout(Indenter):
    NL_type = "_NL"
    OPEN_PAREN_types: list[str] = []  # noqa: RUF012 - Lark's own interface
    CLOSE_PAREN_types: list[str] = []  # noqa: RUF012
    INDENT_type = "_INDENT"
    DEDENT_type = "_DEDENT"
    tab_len = 2  # a tab is complained of, and then taken for one step


def lark_of(grammar: str) -> Lark:
    """Lark's own reader of a grammar."""
    return Lark(grammar, parser="lalr", postlex=_Layout(), maybe_placeholders=True, propagate_positions=False)


def tables_of(grammar: str) -> dict[str, Any]:
    """The terminals in the order in which they are tried, the rules, and what each state does next.

    A state goes to another, or, below nought, puts a rule's parts together: -1 is the first rule.
    """
    lark = lark_of(grammar)
    lexer, table = lark.parser.lexer.lexer, lark.parser.parser._parse_table
    terminals = {each.name: (each.pattern.to_regexp(), _begins(each)) for each in lexer.root_lexer.terminals}
    rules = sorted(lark.rules, key=lambda rule: (rule.origin.name, [each.name for each in rule.expansion]))
    places = {rule: -1 - i for i, rule in enumerate(rules)}
    numbers = _numbered(table)
    for state in numbers:
        _check_lexer(lexer.lexers[state], table.states[state], list(terminals), lark.ignore_tokens)
    return {
        "terminals": terminals,
        "ignored": sorted(lark.ignore_tokens),
        "rules": [_rule(rule) for rule in rules],
        "states": [
            {name: numbers.get(arg) or places[arg] for name, (_, arg) in sorted(table.states[state].items())}
            for state in numbers
        ],
        "end": numbers[table.end_states["start"]],
    }


def _numbered(table: Any) -> dict[int, int]:
    """The states by the shortest way to them: an order that does not change from run to run."""
    start = table.start_states["start"]
    numbers, todo = {start: 0}, deque([start])
    while todo:
        for _, (action, arg) in sorted(table.states[todo.popleft()].items(), key=lambda each: each[0]):
            if action.name == "Shift" and arg not in numbers:
                numbers[arg] = len(numbers)
                todo.append(arg)
    return numbers


def _check_lexer(lexer: Any, actions: Any, order: list[str], ignored: list[str]) -> None:
    """Lark looks for what can stand, a new line and what is ignored; and takes no word for another."""
    wanted = {*actions, *ignored, _Layout.NL_type}
    assert [each.name for each in lexer.terminals] == [name for name in order if name in wanted]
    lexer.scanner  # noqa: B018 - made when it is first asked for
    assert not lexer.callback


def _begins(terminal: TerminalDef) -> str | None:
    """The characters with which the terminal can begin; None if that is not known."""
    found = _first(re._parser.parse(terminal.pattern.to_regexp()))  # type: ignore[attr-defined]
    return None if found is None else "".join(sorted(found))


def _first(pattern: Any) -> set[str] | None:
    """With what an expression begins, as Python takes it apart; parts that may be empty are not gone into."""
    kind, what = str(pattern[0][0]), pattern[0][1]
    if kind == "LITERAL":
        return {chr(what)}
    if kind == "IN":
        return _all(map(_in_brackets, what))
    if kind == "BRANCH":
        return _all(map(_first, what[1]))
    if kind == "SUBPATTERN":
        return _first(what[3])
    return _first(what[2]) if kind == "MAX_REPEAT" and what[0] > 0 else None


def _in_brackets(item: tuple[Any, Any]) -> set[str] | None:
    kind, what = str(item[0]), item[1]
    if kind == "LITERAL":
        return {chr(what)}
    return {chr(each) for each in range(what[0], what[1] + 1)} if kind == "RANGE" else None


def _all(sets: Iterable[set[str] | None]) -> set[str] | None:
    found = list(sets)
    return None if None in found else set().union(*found)  # type: ignore[arg-type]


def _rule(rule: Rule) -> dict[str, Any]:
    """Of what a rule is a form, how many parts it has, and what of them becomes its children."""
    return {
        "form": rule.origin.name,
        "size": len(rule.expansion),
        "name": rule.alias or rule.origin.name,
        "single": bool(rule.options.expand1 and not rule.alias),
        "children": list(_children(rule)),
    }


def _children(rule: Rule) -> Iterator[int | list[int] | None]:
    """Parts by number; in brackets one that gives its own children; nothing where a part is left out."""
    parts = iter(enumerate(rule.expansion))
    for left_out in rule.options.empty_indices or (False,) * len(rule.expansion):
        if left_out:
            yield None
            continue
        number, part = next(parts)
        if not (part.is_term and part.filter_out):  # type: ignore[attr-defined]
            yield [number] if not part.is_term and part.name.startswith("_") else number


def written(tables: dict[str, Any]) -> str:
    """The tables as a file, one rule or state a line."""
    entries = []
    for name, value in tables.items():
        if isinstance(value, list):
            lines = ",\n".join(map(json.dumps, value))
            entries.append(f'"{name}": [\n{lines}\n]')
        elif isinstance(value, dict):
            lines = ",\n".join(f"{json.dumps(key)}: {json.dumps(each)}" for key, each in value.items())
            entries.append(f'"{name}": {{\n{lines}\n}}')
        else:
            entries.append(f'"{name}": {value}')
    return "{\n" + ",\n".join(entries) + "\n}\n"


if __name__ == "__main__":
    grammar = (GRAMMAR / "rules.lark").read_text(encoding="utf-8")
    (GRAMMAR / "rules.json").write_text(written(tables_of(grammar)), encoding="utf-8")

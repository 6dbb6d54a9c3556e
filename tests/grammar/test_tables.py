"""The tables of the grammar are those that Lark makes of it, and are followed as Lark follows them."""

from __future__ import annotations

import importlib
import random
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lark import Lark, UnexpectedInput
from lark import Tree as LarkTree
from lark.exceptions import UnexpectedToken
from lark.indenter import DedentError

from wrbc_rules.resources import grammar_text
from wrbc_rules.source import Source
from wrbc_rules.syntax.blocks import blocks_of
from wrbc_rules.syntax.reader import read
from wrbc_rules.syntax.tree import Stop, StrayDedent, Tree

ROOT = Path(__file__).parents[2]
PIECES = (
    *' \t\n"#,.:()[]{}aN',
    "\n  ",
    "\n    ",
    " and ",
    " or ",
    " not ",
    "then ",
    "2017-03-03",
    "4.7",
    "é",
)


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(ROOT / "tools")
    return importlib.import_module("tables")


def test_the_committed_tables_are_those_of_the_grammar(tool: Any) -> None:
    assert grammar_text("rules.json") == tool.written(tool.tables_of(grammar_text())), "run `make tables`"


def test_blocks_are_read_as_lark_reads_them(tool: Any) -> None:
    lark = tool.lark_of(grammar_text())
    for block in blocks():
        assert ours(block) == larks(lark, block)


def test_reading_stops_where_lark_stops(tool: Any) -> None:
    lark = tool.lark_of(grammar_text())
    chance = random.Random(7)
    stopped = 0
    for _ in range(1500):
        block = edited(chance.choice(blocks()), chance)
        found = ours(block)
        assert found == larks(lark, block), block
        stopped += isinstance(found, tuple)
    assert stopped > 500


@cache
def blocks() -> tuple[str, ...]:
    files = [*(ROOT / "policy").glob("*.rules"), *(ROOT / "examples").rglob("*.rules")]
    files += [*(ROOT / "tests" / "meaning").rglob("*.rules"), *(ROOT / "tests" / "drill").glob("*.rules")]
    texts = [Source.from_text(each.name, each.read_text(encoding="utf-8")) for each in files]
    return tuple(block.text for text in texts for block in blocks_of(text))


def edited(text: str, chance: random.Random) -> str:
    """The text with something taken out, put in or moved."""
    for _ in range(chance.choice((1, 1, 2))):
        start = chance.randrange(len(text))
        end = min(start + chance.choice((0, 0, 1, 5, 30)), len(text))
        text = text[:start] + chance.choice(("", *PIECES)) + text[end:]
    return text


def ours(text: str) -> object:
    return outcome(lambda: read(text))


def larks(lark: Lark, text: str) -> object:
    return outcome(lambda: lark.parse(text))


def outcome(reading: Callable[[], Any]) -> object:
    """The tree as lists; or where reading stopped, at what, and what could stand there, as a tuple."""
    try:
        return as_lists(reading())
    except (DedentError, StrayDedent):
        return ("dedent",)
    except Stop as stop:
        return stop.at, stop.found in ("", "_INDENT", "_NL", "_DEDENT", "$END") and stop.found, stop.expected
    except UnexpectedToken as error:
        found = error.token.type in ("_INDENT", "_NL", "_DEDENT", "$END") and error.token.type
        return error.token.start_pos, found, frozenset(error.accepts or error.expected)
    except UnexpectedInput as error:
        return error.pos_in_stream, "", frozenset(getattr(error, "allowed", ()))


def as_lists(node: Any) -> Any:
    if isinstance(node, Tree):
        return [node.name, *map(as_lists, node.children)]
    if isinstance(node, LarkTree):
        return [str(node.data), *map(as_lists, node.children)]
    if node is None:
        return None
    place = (node.start, node.end) if hasattr(node, "start") else (node.start_pos, node.end_pos)
    return node.type, getattr(node, "text", str(node)), *place

"""How large a rules file may be: what no policy needs is refused, so that no file can hold up the machine.

The bundled policy has 86,000 characters in 1,700 lines and declares 200 wordings; its longest line has 137.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wrbc_rules.source import Source, Span
from wrbc_rules.syntax.blocks import is_blank
from wrbc_rules.syntax.letter import Letter
from wrbc_rules.syntax.nodes import Block, ClauseNode
from wrbc_rules.syntax.words import Declaration, SettingNode

#: The most characters of a file, ...
MAX_SIZE = 1_000_000
#: ... its most lines, ...
MAX_LINES = 20_000
#: ... the most characters of one line, ...
MAX_LINE = 2_000
#: ... and the most words that it declares, every wording counted.
MAX_WORDS = 1_000

_LONG = re.compile(rf"[^\n]{{{MAX_LINE + 1},}}")
_SPLIT = "split the policy into several files"


def oversize(source: Source) -> tuple[str, str] | None:
    """What is too large about a file, and what to do; None if it can be read."""
    size = len(source.text)
    if size > MAX_SIZE:
        return f"the file has {size:,} characters; at most {MAX_SIZE:,} are read", _SPLIT
    if source.line_count > MAX_LINES:
        return f"the file has {source.line_count:,} lines; at most {MAX_LINES:,} are read", _SPLIT
    return None


def long_lines(text: str) -> Iterator[Letter]:
    """A letter about each line of a block that is too long and says something."""
    if max(map(len, text.split("\n"))) <= MAX_LINE:
        return
    for match in _LONG.finditer(text):
        if is_blank(match[0]):
            continue
        message = f"the line has {len(match[0]):,} characters; at most {MAX_LINE:,} are read"
        start = match.end() - len(match[0].lstrip())
        yield Letter("WR030", Span(start, match.end()), message, "say it in several sentences")


def too_many_words(nodes: Iterable[Block]) -> tuple[str, str] | None:
    """What to say of a file that declares too many words; None of any other."""
    count = sum(map(_wordings, nodes))
    if count <= MAX_WORDS:
        return None
    return f"the file declares {count:,} words; at most {MAX_WORDS:,} are read", _SPLIT


def _wordings(node: object) -> int:
    if isinstance(node, ClauseNode):
        return sum(_wordings(each) for sentence in node.sentences for each in sentence.declarations)
    if isinstance(node, Declaration) and not node.damaged:
        return 1 + len(node.also) + (node.contrary is not None)
    return isinstance(node, SettingNode)

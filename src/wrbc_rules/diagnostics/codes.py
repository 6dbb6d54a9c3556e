"""The table of codes: one row for each, in one file of rows for each family.

To add a code, append a `CodePage` to its family. To add a family, write `..._codes.py` and name it in `ROWS`.
"""

import textwrap
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from wrbc_rules.diagnostics.case_codes import CASE_CODES
from wrbc_rules.diagnostics.character_codes import CHARACTER_CODES
from wrbc_rules.diagnostics.head_codes import HEAD_CODES
from wrbc_rules.diagnostics.meaning_codes import MEANING_CODES
from wrbc_rules.diagnostics.naming_codes import NAMING_CODES
from wrbc_rules.diagnostics.nearest import did_you_mean
from wrbc_rules.diagnostics.page import CodePage
from wrbc_rules.diagnostics.shown import quoted, shown
from wrbc_rules.diagnostics.smell_codes import SMELL_CODES
from wrbc_rules.diagnostics.syntax_codes import SYNTAX_CODES

ROWS: tuple[CodePage, ...] = (
    *CHARACTER_CODES,
    *SYNTAX_CODES,
    *NAMING_CODES,
    *MEANING_CODES,
    *HEAD_CODES,
    *CASE_CODES,
    *SMELL_CODES,
)


def table_of(rows: Iterable[CodePage]) -> Mapping[str, CodePage]:
    """Code to row, unchangeable, in the order given. Raises ValueError where two rows have one code."""
    table: dict[str, CodePage] = {}
    for row in rows:
        if row.code in table:
            raise ValueError(f"the code {row.code} has two rows")
        table[row.code] = row
    return MappingProxyType(table)


CODES: Mapping[str, CodePage] = table_of(ROWS)


def explain(code: str) -> str:
    """The page of a code (`wr008` will do) as plain text for a terminal.

    Raises ValueError, with a sentence fit for a person, if there is no such code.
    """
    page = CODES.get(code.strip().upper())
    if page is None:
        hint = did_you_mean(code.strip().upper(), CODES)
        raise ValueError(f"there is no code {quoted(code)}" + (f"; {hint}" if hint else ""))
    return "\n\n".join(
        (
            f"{page.code}: {page.title}",
            textwrap.fill(shown(page.explanation), 80),
            "A mistake:\n" + _indented(page.mistake),
            "Instead:\n" + _indented(page.instead),
        )
    )


def markdown() -> str:
    """The pages of all codes as one Markdown document, in the order of the table."""
    title = "# What can be wrong with a rules file"
    parts = [f"{title}\n\nWritten by `make pages`; `wrbc-rules explain WR113` says one.\n"]
    for page in CODES.values():
        parts.append(f"## {page.code}: {page.title}\n\n{textwrap.fill(shown(page.explanation), 110)}\n")
        parts.append(f"A mistake:\n\n{_fenced(page.mistake)}\nInstead:\n\n{_fenced(page.instead)}")
    return "\n".join(parts)


def _fenced(example: str) -> str:
    lines = [shown(line).rstrip() for line in example.split("\n")]
    return "\n".join(["```text", *lines, "```\n"])


def _indented(example: str) -> str:
    return "\n".join(f"    {shown(line)}".rstrip() for line in example.split("\n"))

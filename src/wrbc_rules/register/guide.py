"""The empty tables of a new register, and a page that says what their columns mean."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from io import StringIO

from wrbc_rules.register.columns import LAST, Column, columns_of
from wrbc_rules.register.rows import TABLES, Row

#: The file with the page, beside the tables.
GUIDE = "GUIDE.md"
_TAKES = {
    "text": "text",
    "yes or no": "yes or no",
    "date": "a date",
    "time": "a date, with a time if you know it",
    "names": "names, with ; between",
    "start": "a date or a moment",
    "end": "a date or a moment",
    "note": "anything",
}
_HEAD = """\
# The register

Who is who, and what was agreed, told and wished, and when. One file for each table: open it in any
spreadsheet, write below the headings, and save it as CSV (UTF-8). Then look for mistakes with
`wrbc-rules register check`.

- Leave a cell empty where you do not know: empty means *not known*, never *no*.
- Only the columns marked * have to be filled in. Files and columns that you do not need can go.
- Write dates as 2017-03-31, and times as 2017-03-31 21:30, by the clock on the wall. In the night when
  clocks go back, add the offset: 2017-10-29 01:30+01:00.
- Capitals do not count in headings and in words to choose from, and a space is as good as `_`.
- When something changes, end the row with `to` and begin a new one: what was true before is needed too.
- Give columns with telephone numbers the format of text, or the spreadsheet shortens them. A text that
  begins with `=` is only a text here.

## What every row has

"""
_KEPT = """
A table that is named here is complete between `from` and `to`: what does not stand in it was not so then.
At other times, and for tables that are not named, what does not stand there is not known. With *wishes*
from 2017-01-01, say, a child without a row in wishes.csv has no parent who objected since then; without
it, one may have.
"""


def templates() -> Mapping[str, str]:
    """The text of each file of a new register, by its name: the headings of its table, and nothing else."""
    made = {f"{table.table}.csv": _headings(table) for table in TABLES}
    return {**made, GUIDE: guide()}


def _headings(table: type[Row]) -> str:
    made = StringIO()
    csv.writer(made).writerow(each.name for each in columns_of(table))
    return made.getvalue()


def guide() -> str:
    """Every table and column, in Markdown."""
    return "\n".join(
        [_HEAD + "\n".join(_rows_of(LAST)), *(line for each in TABLES for line in _section(each))]
    )


def _section(table: type[Row]) -> Iterator[str]:
    yield f"\n## {table.table}.csv\n\n{_sentence(table.holds)}\n"
    yield from _rows_of([each for each in columns_of(table) if each not in LAST])
    if table.table == "kept":
        yield _KEPT


def _rows_of(columns: tuple[Column, ...] | list[Column]) -> Iterator[str]:
    yield "| column | takes | means |\n| --- | --- | --- |"
    for each in columns:
        takes = ", ".join(f"`{word}`" for word in each.words) or _TAKES[each.sort]
        yield f"| `{each.name}`{' *' if each.required else ''} | {takes} | {each.meaning} |"


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."

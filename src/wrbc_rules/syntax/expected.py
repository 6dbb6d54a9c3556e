"""What to say about a line that the grammar does not take where it stands."""

from __future__ import annotations

import re

import attrs
from lark import UnexpectedInput
from lark.exceptions import UnexpectedCharacters, UnexpectedToken
from lark.indenter import DedentError

from wrbc_rules.diagnostics import nearest

#: Terminals in the words of somebody who writes a policy.
NAMES: dict[str, str] = {
    "POLICY": '`policy "name"`',
    "PART": '`part 1 "title"`',
    "CLAUSE": '`clause 4.7 "title" [pin]`',
    "SENTENCE": "`sentence 1 [pin]`",
    "EXAMPLE": '`example "name"`',
    "PROMISE": '`promise "name"`',
    "BACKGROUND": "`background`",
    "KIND": '`noun "..."`, `act "..."`, `duty "..."` or `fact "..."`',
    "SETTING": '`setting "..."`',
    "NOTE": '`note "..."`',
    "READING": '`reading "..."`',
    "LIKE": '`like "another example"`',
    "ALSO": '`also "..."`',
    "OPPOSITE": '`or else "..."`',
    "SEE": "`see 4.3`",
    "ANSWERS": "`answers 8.3 s1`",
    "ADOPTED": "`adopted 2016-07-01`",
    "RESTATES": "`restates 4.8 s1`",
    "LEDGER": '`is context "..."`, `is a definition "..."` and the like',
    "MEANS": "`means ...`",
    "ASKS": "`asks ...`",
    "DONE_AT": "`done at`",
    "DECIDED_BY": "`decided by ...`",
    "SUGGESTED": "`suggested ...`",
    "NOT_SET": "`not set`",
    "WHEN": "`when`",
    "IF": "`if`",
    "UNLESS": "`unless`",
    "BEFORE": "`before they ...`",
    "WHENEVER": "`whenever they ...`",
    "WITHIN": "`within ... after they ...`",
    "BY": "`by ... after they ...`",
    "FOR_AT": "`for at least ... after they ...`",
    "EVERY": "`at least every ...`",
    "GIVEN": "`given ...`",
    "ALSO_GIVEN": "`and ...`, `but ...` or `with ...`",
    "UNKNOWN": "`not known whether ...`",
    "SEEN": "`seen at 09:00 on 2017-03-03`",
    "THEN": "`then ...`",
    "UNTIL": "`until 09:00 on 2017-03-03`",
    "LIST": "a list word (`both`, `all of`, `either`, `any of`, `neither`, `none of`) alone on the line",
    "OUTCOME": "an outcome (`complies`, `breach`, `excused`, `undetermined`, `for a person` ...)",
    "RESULT_OF": "`4.7 is excused`",
    "LABEL": "`(a)`",
    "PIN": "a pin like `[8c1f20aa]`",
    "REF": "a clause number like `4.7` or `8.3 s2`",
    "MOMENT": "a moment like `21:00 on 2017-03-03`",
    "ZONE": "a time zone like `Europe/London`",
    "DATE": "a date like `2017-03-03`",
    "TIME": "a time like `21:00`",
    "SPAN_LIT": "a duration like `7 days`",
    "NUMBER": "a number",
    "STRING": 'words in straight quotes, `"..."`',
    "TEXT": "a phrase",
    "WHO": "who is asked",
    "NAME": "the name of a field",
    "BLANK": "a blank like `{a time}`",
    "IS": "`is`",
    "A": "`a`",
    "AND": "`and`",
    "OR": "`or`",
    "WHERE": "`where ...`",
    "FROM": "`from`",
    "COMMA": "a comma",
    "TYPE": "`duration`, `number`, `time`, `date` or `place`",
    "CHOICE_OF": '`choice of "..." or "..."`',
    "ORDER": "`under`, `over`, `at least`, `at most` or `exactly`",
    "_NL": "the end of the line",
    "_INDENT": "indented lines",
    "EDITION": '`edition "July 2016"`',
    "ORGANISATION": '`organisation "name"`',
    "REVIEW": "`review due by 2017-07-31`",
}
_OPENERS = (
    "policy part clause sentence example promise background noun act duty fact setting note reading like also "
    "means asks decided suggested when if unless before whenever within by for given and but with then seen see "
    "answers restates adopted edition organisation both either neither"
).split()


@attrs.frozen
class Letter:
    """The parts of a complaint: what, until where, and what to type instead."""

    code: str
    message: str
    help: str | None
    end: int


def explain_unexpected(text: str, offset: int, error: UnexpectedInput | DedentError) -> Letter:
    """A letter about the place in `text` at which parsing stopped."""
    line_end = text.find("\n", offset)
    line_end = len(text) if line_end < 0 else line_end
    line = text[text.rfind("\n", 0, offset) + 1 : line_end]
    if isinstance(error, DedentError):
        return Letter("WR027", "this line is indented like no line above it", "line it up with the lines it belongs to", line_end)
    expected = _expected(error)
    return _special(line, text, offset, line_end, expected) or _general(text, offset, line_end, expected)


def _expected(error: UnexpectedInput) -> set[str]:
    if isinstance(error, UnexpectedToken):
        return set(error.accepts or error.expected)
    if isinstance(error, UnexpectedCharacters):
        return set(error.allowed or ())
    return set()


_WINDOW_CLOCK = re.compile(r"\b\d{1,2}(?:[:.]\d{2})?\s?[ap]\.?m\.?(?!\w)", re.IGNORECASE)


def _special(line: str, text: str, offset: int, end: int, expected: set[str]) -> Letter | None:
    """Mistakes that have a name."""
    stripped = line.strip()
    word = stripped.split(" ")[0] if stripped else ""
    listed = re.search(r"\b(both|all of|either|any of|neither|none of)\s*([:;,.])\s*$", stripped)
    if listed:
        return Letter("WR022", f"`{listed[1]}` is followed by `{listed[2]}`", f"end the line with `{listed[1]}`", end)
    if stripped.count('"') % 2:
        return Letter("WR023", "a quotation mark has no partner", 'close the words with `"` on the same line', end)
    if "_INDENT" not in expected and _is_indented_line(text, offset):
        return Letter("WR026", "nothing can stand below the line above", "take the indentation back, or end the line above with a list word such as `both`", end)
    if word.rstrip(":") in _OPENERS and word.endswith(":"):
        return Letter("WR022", f"`{word[:-1]}` is followed by a colon", f"write `{word[:-1]}` without the colon", end)
    close = nearest(word.lower(), _OPENERS)
    if "TEXT" not in expected and close and word not in _OPENERS and offset == _line_start(text, offset):
        return Letter("WR021", f"`{word}` opens no line here", f"did you mean `{close[0]}`?", offset + len(word))
    return None


def _line_start(text: str, offset: int) -> int:
    start = text.rfind("\n", 0, offset) + 1
    return start + len(text[start:offset]) - len(text[start:offset].lstrip())


def _is_indented_line(text: str, offset: int) -> bool:
    """Whether `offset` begins a line that is indented further than the one above."""
    start = text.rfind("\n", 0, offset) + 1
    if text[start:offset].strip() or start == 0:
        return False
    above = [line for line in text[: start - 1].split("\n") if line.strip()]
    return bool(above) and offset - start > len(above[-1]) - len(above[-1].lstrip())


def _general(text: str, offset: int, end: int, expected: set[str]) -> Letter:
    shown = text[offset:end].split(" #")[0].strip()
    names = [NAMES[name] for name in NAMES if name in expected and name != "_NL"]
    remedy = f"here can stand {_either(names)}" if names else None
    if len(shown) <= 1 and offset >= len(text.rstrip()) - 1:
        return Letter("WR024", "something is missing at the end of this line", remedy, end)
    message = f"`{_short(shown)}` cannot stand here"
    if shown == text[offset : offset + 1] and offset + 1 == end:
        return Letter("WR024", "something is missing after this", remedy, end)
    return Letter("WR020", message, remedy, end)


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:57]}..."


def _either(names: list[str]) -> str:
    if len(names) > 8:
        names = [*names[:8], "other lines"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"

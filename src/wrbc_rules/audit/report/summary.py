"""The summary of an audit for a terminal: plain text that says what to do first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wrbc_rules.audit.report.legible import legible
from wrbc_rules.audit.report.tally import Talk, Tally
from wrbc_rules.audit.report.wording import counted, listed, looked_at, seen_at, short_answer, whom
from wrbc_rules.audit.result import Audit, RuleCount, Unknown
from wrbc_rules.diagnostics import shown
from wrbc_rules.diagnostics.shown import cells, columns
from wrbc_rules.findings import Outcome

_TALKS, _QUESTIONS, _EACH = 10, 10, 3
_NAME, _LINE = 40, 200
#: Columns of the table: what is counted, and the word above it.
_COLUMNS: tuple[tuple[str, tuple[Outcome, ...]], ...] = (
    ("against", (Outcome.BREACH,)),
    ("unknown", (Outcome.UNDETERMINED,)),
    ("to ask", (Outcome.FOR_A_PERSON,)),
    ("to do", (Outcome.PENDING, Outcome.WITHDRAWN)),
)
_COUNT = 9


def summary_lines(audit: Audit, width: int) -> Iterator[str]:
    """The summary in lines of at most `width` columns, without colours; it goes through the findings once."""
    tally = Tally()
    for item in audit.items():
        tally.add(item)
    tally.close()
    for section in (
        _answer(audit, tally),
        _clauses(audit, width),
        _talks(tally),
        _asks(audit),
        _rest(audit, tally),
    ):
        lines = [wrapped for line in section for wrapped in _wrapped(line, width)]
        if lines:
            yield from lines
            yield ""


def _answer(audit: Audit, tally: Tally) -> Iterator[str]:
    yield _name(audit.title)
    yield looked_at(audit)
    yield f"Seen at {seen_at(audit)}."
    yield ""
    yield from (f"  {sentence}" for sentence in short_answer(tally.events))
    if audit.receipt.unread:
        yield ""
        yield "This is not everything:"
    for each in audit.receipt.unread:
        yield f"  NOT READ: {_line(each)}"


def _clauses(audit: Audit, width: int) -> Iterator[str]:
    """The table of rules about which there is something to say."""
    rules = [rule for rule in audit.rules if any(o.notable and n for o, n in rule.outcomes.items())]
    if not rules:
        return
    number = max(len(rule.rule) for rule in rules)
    title = max(width - number - 4 - len(_COLUMNS) * _COUNT, 8)
    yield f"{'By clause':{number + 2 + title}}" + "".join(f"{word:>{_COUNT}}" for word, _ in _COLUMNS)
    for rule in rules:
        name = legible(rule.title, title - 1)
        counts = "".join(f"{_count(rule, outcomes):>{_COUNT}}" for _, outcomes in _COLUMNS)
        yield f"  {rule.rule:{number}}{'  ' if name else ''}{name:{title - 2}}{counts}"


def _count(rule: RuleCount, outcomes: Iterable[Outcome]) -> str:
    number = sum(rule.outcomes.get(outcome, 0) for outcome in outcomes)
    return f"{number:,}" if number else "-"


def _talks(tally: Tally) -> Iterator[str]:
    if not tally.talks:
        return
    yield "Conversations to have first"
    for number, (name, talk) in enumerate(tally.pressing(_TALKS), 1):
        yield f"  {number:>2}. {_talk(name, talk)}"
    more = len(tally.talks) - _TALKS
    if more > 0:
        yield f"      and {counted(more, 'more person', 'more people')}"


def _talk(name: str, talk: Talk) -> str:
    rules = [rule for rule, _ in talk.rules.most_common(_EACH)]
    more = "and others" if len(talk.rules) > _EACH else ""
    by = f"{', '.join(rules)} {more}".strip() if more else listed(rules)
    first = talk.gravest
    about = f", about {_name(whom(first.about))}" if first.about else ""
    whole = f"{_name(name)}: {counted(talk.events, 'event')} against {by}"
    return f"{whole}; the gravest {first.rule} {_at(first.at)}{about} ({_line(first.place)})"


def _at(when: str) -> str:
    """A time in words with the word before it that it needs."""
    return when if when.startswith(("on ", "between ", "by ", "not ")) else f"at {when}"


def _asks(audit: Audit) -> Iterator[str]:
    """The questions whose answers would settle most: who people are, then what is so, then settings."""
    ordered = sorted(audit.unknown, key=lambda each: (-each.events, each.who or "", each.words))
    every = _each_once(ordered)
    largest = [each for each in every if each.words not in audit.settings]
    if not audit.unknown and not audit.strangers:
        return
    yield "What to ask, and whom"
    if audit.strangers:
        names = [_name(each.name) for each in audit.strangers[:_EACH]]
        more = len(audit.strangers) - len(names)
        among = f"{', '.join(names)}{f' and {more:,} more' if more > 0 else ''}"
        yield f"  - who is called {among}: names.csv of the register is for the answer"
    for each in largest[:_QUESTIONS]:
        who = f"{_name(each.who)}: " if each.who else ""
        yield f"  - {who}{_line(each.words)} ({counted(each.events, 'event')})"
    more = len(largest) - _QUESTIONS
    if more > 0:
        yield f"    and {counted(more, 'more question')}; questions.csv is a form for the answers"
    for each in [each for each in every if each.words in audit.settings][:_EACH]:
        who = f"{_name(each.who)}, in the rules file: " if each.who else ""
        yield f"  - {who}{_line(each.words)} ({counted(each.events, 'event')})"


def _each_once(unknown: Iterable[Unknown]) -> list[Unknown]:
    """One of each question, whichever field of an event is missing for it."""
    asked: dict[tuple[str | None, str], Unknown] = {}
    for each in unknown:
        asked.setdefault((each.who, each.words), each)
    return list(asked.values())


def _rest(audit: Audit, tally: Tally) -> Iterator[str]:
    receipt = audit.receipt
    if tally.late:
        rest = "rests" if tally.late == 1 else "rest"
        yield f"{counted(tally.late, 'finding')} {rest} on rows that were typed in after the event."
    for each in audit.remarks[:_EACH]:
        yield f"Of the register: {_line(each)}"
    if len(audit.remarks) > _EACH:
        yield f"{counted(len(audit.remarks) - _EACH, 'more remark')} on the register in the report"
    skipped = sum(number for _, number, _ in receipt.skipped)
    records, events = counted(receipt.records, "record"), counted(receipt.events, "event")
    yield f"{records} in = {events} out + {skipped:,} skipped"


def _name(text: str) -> str:
    return shown(legible(text, _NAME))


def _line(text: str) -> str:
    return shown(legible(text, _LINE))


def _wrapped(line: str, width: int) -> Iterator[str]:
    """The line as several of at most so many columns; what follows the first is indented further."""
    words = line.split()
    indent = " " * (len(line) - len(line.lstrip()))
    if columns(line) <= width:
        yield line
        return
    now = indent + words[0]
    for word in words[1:]:
        if columns(f"{now} {word}") <= width:
            now = f"{now} {word}"
        else:
            yield from _pieces(now, width)
            now = f"{indent}    {word}"
    yield from _pieces(now, width)


def _pieces(line: str, width: int) -> Iterator[str]:
    """A line, cut where a word is too long for it."""
    piece, used = "", 0
    for cell, takes in cells(line):
        if used + takes > width:
            yield piece
            piece, used = "", 0
        piece, used = piece + cell, used + takes
    yield piece

"""`wrbc-rules show`: a clause as its author wrote it, with what hangs on it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

import click

from wrbc_rules.analysis import run_example, texts_compared
from wrbc_rules.cli.options import counted, events_option, fail, loaded, policy_option, vocabulary_of, width
from wrbc_rules.diagnostics import did_you_mean, quoted
from wrbc_rules.ir import Clause, Rule, Sentence, Setting, Unset, walk
from wrbc_rules.policies import Policy
from wrbc_rules.values import Calendar, span_text


@click.command(short_help="Show one clause, or list them all.")
@click.argument("clause", required=False, nargs=-1)
@policy_option
@events_option
def show(clause: tuple[str, ...], files: tuple[Path, ...], events: str | None) -> None:
    """Show a CLAUSE, such as 4.7: its rules, readings, exceptions, examples, and what it leaves open.

    A word of its title, or else of its text, will do, and so will the number of a part; without one, all are
    listed.
    """
    if len(files) > 1:
        fail("show takes one policy")
    policy = loaded(files[0] if files else None, vocabulary_of(events))
    if not clause:
        click.echo("\n".join(_contents(policy)))
        return
    found = _found(policy, " ".join(clause).strip())
    lines = _clause(policy, found[0]) if len(found) == 1 else map(_entry, found)
    click.echo("\n".join(lines))


def _found(policy: Policy, words: str) -> list[Clause]:
    """The clause of this number, or of a rule's id; the part of this number; else those with the words."""
    numbers = {each.number: each for each in policy.typed.clauses}
    wanted = words.split(" ", maxsplit=1)[0].rstrip(".")
    if wanted in numbers:
        return [numbers[wanted]]
    sought = words.casefold()
    of_part = [each for each in numbers.values() if each.number.startswith(f"{wanted}.")]
    if wanted.isdigit() and of_part:
        return of_part
    titled = [each for each in numbers.values() if sought and sought in (each.title or "").casefold()]
    titled = titled or [each for each in numbers.values() if sought and sought in _words(policy, each)]
    if not titled:
        hint = did_you_mean(wanted, list(numbers)) or f"there are {', '.join(numbers)}"
        fail(f"there is no clause {quoted(words)}; {hint}")
    return titled


def _words(policy: Policy, clause: Clause) -> str:
    """Everything that a clause says, in small letters."""
    rules = [policy.typed.rules_by_id[rule] for each in clause.sentences for rule in each.rules]
    said = [line for rule in rules for line in rule.lines]
    said += [words for each in clause.sentences for words in (each.entry.words, *each.readings, *each.notes)]
    return "\n".join(said).casefold()


def _wrap(text: str, indent: str, start: str = "") -> str:
    """A paragraph at this indentation, its first line begun with `start`."""
    first = indent + start
    return textwrap.fill(text, width(), initial_indent=first, subsequent_indent=indent + " " * len(start))


# ---- the list of clauses


def _contents(policy: Policy) -> Iterator[str]:
    typed = policy.typed
    yield f"{typed.name}, {typed.edition}, in force from {typed.in_force}"
    if typed.review_due is not None:
        yield f"review due by {typed.review_due}"
    part = None
    for clause in typed.clauses:
        if clause.part != part:
            part = clause.part
            yield f"\n{part}"
        yield _entry(clause)
    open_settings = [each for each in typed.settings if each.value is None]
    if open_settings:
        yield "\nLeft open:"
        yield from (_wrap(_setting(each), "  ") for each in open_settings)
    if policy.standing:
        yield "\nLeft to people in general:"
        yield from (_wrap(line, "  ") for line in policy.standing)
    compared = texts_compared(typed)
    if compared:
        yield "\nWords that the rules look for in a field of text:"
        for name, words in compared.items():
            yield _wrap(", ".join(f'"{each}"' for each in words), "  ", f"{name}: ")


def _entry(clause: Clause) -> str:
    """A clause as one line of the list."""
    rules = [rule for sentence in clause.sentences for rule in sentence.rules]
    what = counted(len(rules), "rule") if rules else clause.sentences[0].entry.kind
    return f"  {clause.number:5} {clause.title or ''} ({what})"


def _setting(setting: Setting) -> str:
    who = f", decided by {setting.decided_by}" if setting.decided_by else ""
    suggested = f" (suggested: {_value(setting.suggested)})" if setting.suggested is not None else ""
    value = "not set" if setting.value is None else _value(setting.value)
    return f"{setting.name}: {value}{who}{suggested}"


def _value(value: object) -> str:
    from datetime import timedelta

    return span_text(value) if isinstance(value, timedelta | Calendar) else str(value)


# ---- one clause


def _clause(policy: Policy, clause: Clause) -> Iterator[str]:
    title = f" {clause.title}" if clause.title else ""
    yield click.style(f"{clause.number}{title}", bold=True)
    if clause.part:
        yield f"part {clause.part}"
    for sentence in clause.sentences:
        yield from _sentence(policy, clause, sentence)
    examples = [each for each in policy.typed.examples if each.clause == clause.number]
    if examples:
        yield "\nexamples"
        for example in examples:
            result = run_example(policy.typed, example)
            said = "; ".join(each.words.removeprefix("then ") for each in example.expectations)
            yield _wrap(f"{example.name}: {said}", "  ", "holds  " if result.passed else "FAILS  ")


def _sentence(policy: Policy, clause: Clause, sentence: Sentence) -> Iterator[str]:
    source = f"[{sentence.pin}]" if sentence.pin else f"adopted {sentence.adopted}"
    number = f"sentence {sentence.number} " if len(clause.sentences) > 1 else ""
    yield f"\n{number}{source}"
    if not sentence.rules:
        what = f"restates {sentence.entry.restates}" if sentence.entry.restates else sentence.entry.kind
        yield _wrap(sentence.entry.words, "  ", f"{what}: ")
    for rule_id in sentence.rules:
        yield from _rule(policy, policy.typed.rules_by_id[rule_id])
    for reading in sentence.readings:
        yield _wrap(reading, "  ", "reading: ")
    for note in sentence.notes:
        yield _wrap(note, "  ", "note: ")


def _ruled(line: str) -> str:
    """A line of the author's, indented as it was, wrapped where the terminal is narrow."""
    indent = "    " + " " * (len(line) - len(line.lstrip()))
    return textwrap.fill(line.strip(), width(), initial_indent=indent, subsequent_indent=indent + "    ")


def _rule(policy: Policy, rule: Rule) -> Iterator[str]:
    yield from (_ruled(line) for line in rule.lines)
    yield f"  strength: {rule.strength.value}"
    tests = (rule.scope, rule.condition, rule.kept, rule.excused)
    unset = {node.name for test in tests for node in walk(test) if isinstance(node, Unset)}
    for setting in policy.typed.settings:
        if setting.name in unset:
            yield _wrap(_setting(setting), "  ", "left open: ")
        elif any(setting.name in line for line in rule.lines):
            yield _wrap(_setting(setting), "  ", "setting: ")
    for asked_in, question in policy.typed.questions:
        if asked_in == rule.id:
            yield _wrap(f"{question.who}: {question.words}", "  ", "asks ")
    unsaid = [each for each in rule.answers if each not in " ".join(rule.lines)]
    if unsaid:
        yield f"  answers: {', '.join(dict.fromkeys(unsaid))}"

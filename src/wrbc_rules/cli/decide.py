"""`wrbc-rules decide`: what the policy says of events, one JSON object a line."""

from __future__ import annotations

import json
import sys
import textwrap
from collections import Counter
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import IO

import attrs
import click

from wrbc_rules.analysis import near_texts, texts_compared
from wrbc_rules.cli.lines import MAX_LINE, Ids, numbered, opened, with_bar
from wrbc_rules.cli.moment import seen_at
from wrbc_rules.cli.options import (
    counted,
    editions_of,
    events_option,
    policy_option,
    vocabulary_of,
    width,
)
from wrbc_rules.diagnostics import shown
from wrbc_rules.findings import Decision
from wrbc_rules.findings.texts import summary_words
from wrbc_rules.policies import Editions
from wrbc_rules.vocabulary import EventError, read_json_line

_COLOURS = {"breach": "red", "complies": "green", "clear": "green", "permitted": "green", "excused": "cyan"}


@click.command(short_help="Decide events by the policy.")
@click.argument("file", required=False, default="-", type=click.Path(path_type=str, allow_dash=True))
@policy_option
@events_option
@click.option(
    "--as-of",
    "as_of",
    default="now",
    show_default=True,
    metavar="MOMENT",
    help="When it is looked at: a date-time with its offset, now, or none. "
    "What lies later counts as not done by then.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--all", "everything", is_flag=True, help="Also the rules that are kept or do not apply.")
@click.option("--strict", is_flag=True, help="Exit with 1 also if something is open.")
def decide(  # noqa: PLR0913 - one for each option
    file: str,
    files: tuple[Path, ...],
    events: str | None,
    as_of: str,
    form: str,
    everything: bool,
    strict: bool,
) -> None:
    """Decide events from a FILE of JSON Lines, or from standard input.

    Each line is one event with a `kind` and an `id` (see `wrbc-rules schema`). A line that is not an event
    is reported by its number, and the others are still decided. Exit status: 0 no breach, 1 a breach (with
    --strict: or something open), 2 if any line could not be read.
    """
    policies = editions_of(files, vocabulary_of(events))
    moment = seen_at(as_of, policies.policies[0].typed.clock)
    run = _Run(policies, moment, form, everything)
    with opened(file) as stream:
        run.all_of(stream, file)
    run.close()
    sys.exit(2 if run.bad else int(run.breaches > 0 or (strict and run.open > 0)))


@attrs.define(slots=False)
class _Run:
    """Deciding a stream of lines, and counting."""

    editions: Editions
    as_of: datetime | None
    form: str
    everything: bool
    bad: int = 0
    breaches: int = 0
    open: int = 0
    summaries: Counter[str] = attrs.field(factory=Counter)

    ids: Ids = attrs.field(factory=Ids)

    @cached_property
    def texts(self) -> tuple[dict[str, tuple[str, ...]], ...]:
        """The words that each edition looks for in a field of text."""
        return tuple(texts_compared(policy.typed) for policy in self.editions.policies)

    def all_of(self, stream: IO[bytes], file: str) -> None:
        for number, line in with_bar(numbered(stream, file), stream, file):
            try:
                decision = self._decided(line, number)
            except EventError as error:
                self.bad += 1
                for each in (error, *error.others):
                    click.echo(f"line {number}: {shown(str(each))}", err=True)
                continue
            if decision is None:
                continue
            if file != "-":  # a stream may be without an end
                self.ids.add(decision.id, number)
            self._print(decision)

    def _decided(self, line: bytes, number: int) -> Decision | None:
        """What the policy says of the event on a line; nothing of a blank one. Raises `EventError`."""
        if len(line) > MAX_LINE:
            raise EventError("", f"the line is longer than {MAX_LINE:,} bytes")
        if not line.strip():
            return None
        try:
            text = line.decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            raise EventError("", "the line is not UTF-8") from error
        event = self.editions.policies[0].read_event(read_json_line(text))
        decision = self.editions.decide(event, self.as_of)
        for said in dict.fromkeys(each for texts in self.texts for each in near_texts(texts, event)):
            click.echo(f"line {number}: {shown(said)}", err=True)
        self.summaries[decision.summary] += 1
        self.breaches += decision.breached
        self.open += bool(decision.open) or decision.summary == "undetermined"
        return decision

    def _print(self, decision: Decision) -> None:
        if self.form == "json":
            click.echo(json.dumps(decision.as_json(everything=self.everything), ensure_ascii=False))
            return
        headline, *lines = decision.explain(everything=self.everything).split("\n")
        kind = decision.summary.split("_")[0]
        click.secho("\n".join(_wrapped(headline)), fg=_COLOURS.get(kind, "yellow"), bold=True)
        for line in lines:
            click.echo("\n".join(_wrapped(line)))
        click.echo()

    def close(self) -> None:
        """What it came to, and what the policy leaves to people in general."""
        for said in self.ids.repeated():
            click.echo(said, err=True)
        if self.form == "json":
            return
        total = sum(self.summaries.values())
        unread = f", {counted(self.bad, 'line')} not read" if self.bad else ""
        click.echo(f"{counted(total, 'event')} decided{unread}")
        for summary, count in sorted(self.summaries.items(), key=lambda each: (-each[1], each[0])):
            click.echo(f"  {count:5}  {summary_words(summary).lower()}")
        standing = [line for policy in self.editions.policies for line in policy.standing]
        if standing and total:
            click.echo("\nLeft to people in general, whatever the event:")
            for line in dict.fromkeys(standing):
                click.echo("\n".join(_wrapped(f"  {line}")))


def _wrapped(line: str) -> list[str]:
    indent = " " * (len(line) - len(line.lstrip()))
    return textwrap.wrap(
        line.strip(),
        width(),
        initial_indent=indent,
        subsequent_indent=indent + "    ",
        break_on_hyphens=False,
        break_long_words=False,
    ) or [""]

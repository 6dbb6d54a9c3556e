"""`wrbc-rules decide`: what the policy says of events, one JSON object a line."""

from __future__ import annotations

import json
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import attrs
import click

from wrbc_rules.cli.options import editions_of, events_option, fail, policy_option, vocabulary_of, width
from wrbc_rules.diagnostics import shown
from wrbc_rules.findings import Decision
from wrbc_rules.findings.texts import moment_words, summary_words
from wrbc_rules.policies import Editions, Policy
from wrbc_rules.vocabulary import EventError, read_json_line

_COLOURS = {"breach": "red", "complies": "green", "clear": "green", "permitted": "green", "excused": "cyan"}
#: A line longer than this is no event.
MAX_LINE = 1_000_000


@click.command()
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
    moment = _moment(as_of)
    policy = policies.policies[0]
    if moment is not None:
        local = policy.typed.clock.local(moment.timestamp() * 1_000_000 // 1)
        click.echo(f"seen at {moment_words(local)} ({policy.typed.clock.name})", err=True)
    run = _Run(policies, moment, form, everything)
    with _opened(file) as stream:
        run.all_of(stream)
    run.close()
    sys.exit(2 if run.bad else int(run.breaches > 0 or (strict and run.open > 0)))


def _moment(text: str) -> datetime | None:
    if text == "none":
        return None
    if text == "now":
        return datetime.now(UTC).replace(microsecond=0)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        fail(f"--as-of: `{text}` is no moment; write one like 2017-03-03T21:00:00+00:00, now or none")
    if moment.utcoffset() is None:
        fail(f"--as-of: {text} has no offset; write {text}+00:00, or +01:00 in summer")
    return moment


@contextmanager
def _opened(file: str) -> Iterator[IO[bytes]]:
    """The events' bytes; a bar on a terminal shows how much of a file is read."""
    if file == "-":
        if sys.stdin.isatty():
            click.echo("reading events from the keyboard, one a line; end with Ctrl-D", err=True)
        yield sys.stdin.buffer
        return
    try:
        with Path(file).open("rb") as stream:
            yield stream
    except OSError as error:
        fail(f"cannot read {file}: {error.strerror}")


@attrs.define
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

    def all_of(self, stream: IO[bytes]) -> None:
        for number, line in enumerate(self._lines(stream), start=1):
            if not line.strip():
                continue
            try:
                self._one(line)
            except EventError as error:
                self.bad += 1
                click.echo(f"line {number}: {shown(str(error))}", err=True)

    def _lines(self, stream: IO[bytes]) -> Iterator[bytes]:
        size = (
            Path(stream.name).stat().st_size
            if isinstance(stream.name, str) and stream.name != "<stdin>"
            else 0
        )
        if size < MAX_LINE or not sys.stderr.isatty():
            yield from stream
            return
        with click.progressbar(length=size, label="deciding", file=sys.stderr) as bar:
            for line in stream:
                yield line
                bar.update(len(line))

    def _one(self, line: bytes) -> None:
        if len(line) > MAX_LINE:
            raise EventError("", f"the line is longer than {MAX_LINE:,} bytes")
        try:
            text = line.decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            raise EventError("", "the line is not UTF-8") from error
        policy: Policy = self.editions.policies[0]
        decision = self.editions.decide(policy.read_event(read_json_line(text)), self.as_of)
        self.summaries[decision.summary] += 1
        self.breaches += decision.breached
        self.open += bool(decision.open) or decision.summary == "undetermined"
        self._print(decision)

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
        if self.form == "json":
            return
        total = sum(self.summaries.values())
        click.echo(
            f"{total} event{'s' * (total != 1)} decided" + (f", {self.bad} lines not read" * bool(self.bad))
        )
        for summary, count in sorted(self.summaries.items(), key=lambda each: (-each[1], each[0])):
            click.echo(f"  {count:5}  {summary_words(summary).lower()}")
        standing = [line for policy in self.editions.policies for line in policy.standing]
        if standing:
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

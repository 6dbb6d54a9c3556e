"""The installed command as a process of its own, and in this process where only its words matter."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from wrbc_rules.cli import commands

ROOT = Path(__file__).parents[2]
POLICY = ROOT / "policy" / "wrbc_2016.rules"
SAMPLE = ROOT / "examples" / "wrbc" / "sample.jsonl"
SHED = ROOT / "examples" / "toolshed"
#: One clause with its examples, for what would take seconds with the whole policy.
SMALL = ROOT / "tests" / "cli" / "quiet_hours.rules"
#: A promise for it: true, and tried on some hundred events.
PROMISE = """
promise "another way to reach the child always makes a night message a breach"
  given staff contact a child or young person
  and the local time is from 21:00 until 08:00
  and another way to reach them is left
  then 4.7 breach
"""
#: The command beside the Python that runs the tests.
COMMAND = Path(sys.executable).parent / "wrbc-rules"
#: Nothing of the reader's terminal: a pipe without a width is 80 columns wide.
PLAIN = {
    name: value
    for name, value in os.environ.items()
    if name not in {"COLUMNS", "LINES", "FORCE_COLOR", "NO_COLOR", "PYTHONPATH"}
}


class _Given(io.BytesIO):
    """Standard input, named as the real one is."""

    name = "<stdin>"


def run(*arguments: str | Path, given: bytes = b"", cwd: Path = ROOT) -> subprocess.CompletedProcess[bytes]:
    """What the installed command does with this on its standard input."""
    return subprocess.run(
        [COMMAND, *arguments], input=given, cwd=cwd, env=PLAIN, capture_output=True, check=False, timeout=30
    )


def ask(*arguments: str | Path, given: str | bytes = b"", width: int | None = None) -> Result:
    """The same in this process, standard output and standard error kept apart."""
    environment = {"COLUMNS": None if width is None else str(width)}
    source = _Given(given.encode() if isinstance(given, str) else given)
    made = CliRunner().invoke(commands, [str(each) for each in arguments], input=source, env=environment)
    if made.exception is not None and not isinstance(made.exception, SystemExit):
        raise made.exception
    return made


def line(**fields: Any) -> str:
    """One event as a line: a message by day, unless the fields say otherwise."""
    return json.dumps({"kind": "message", "id": "m1", "at": "2017-03-03T12:00:00+00:00", **fields}) + "\n"


def night(name: str = "night", person: str = "mia") -> str:
    """A text message at half past nine to a child who is not at risk: a breach of 4.7."""
    return line(
        id=name,
        at="2017-03-03T21:30:00+00:00",
        by={"id": "sam", "roles": ["volunteer"]},
        channel={"kind": "text"},
        recipients=[{"person": {"id": person, "category": "child_or_young_person"}, "at_risk": False}],
    )


def day(name: str = "day") -> str:
    """A message of which everything is known, and nothing is wrong."""
    return line(
        id=name,
        by={"id": "sam", "roles": ["volunteer"]},
        channel={"kind": "text"},
        purpose="arranging",
        sender_identified=True,
        follows_concern=False,
        doubts=False,
        backed_up_at="2017-03-03T12:00:00+00:00",
        recipients=[
            {
                "person": {"id": "mia", "category": "child_or_young_person", "relationship": "working"},
                "at_risk": False,
                "extenuating": False,
                "objection_in_force": False,
                "noticed_at": "2017-03-01T12:00:00+00:00",
                "recorded_at": "2017-03-01T12:00:00+00:00",
                "informed_at": "2017-03-01T12:00:00+00:00",
            }
        ],
    )


def answers(result: Result | subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    """The JSON objects that `decide --format json` printed."""
    return [json.loads(each) for each in result.stdout.splitlines()]

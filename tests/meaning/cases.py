"""Read the cases of this folder's Markdown files. What does not fit the format is an error, never skipped.

Never judges: judging.py compares what a case expects with what was decided.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from .expected import CaseError, Sheet, moment

FENCES = ("rules", "event", "events", "findings", "because", "json")
_EVENT = re.compile(r"(?:\[(?P<event>[^\]]+)\] )?(?P<rest>.+)")
_HEADING = re.compile(r"(?P<level>#{1,2}) (?P<text>\S.*)")
_FENCE = re.compile(r"```(?P<kind>[a-z]+)(?: as-of=(?P<as_of>\S+))?")


@frozen(kw_only=True)
class Case:
    """One case: why it is here, what happened, what is expected. No rules means the bundled policy."""

    file: str
    title: str
    why: str
    rules: str | None
    events: tuple[Mapping[str, Any], ...]
    as_of: datetime | None
    expected: Sheet
    json: Mapping[str, Any] | None

    @property
    def name(self) -> str:
        """The file and the title, as a test is called."""
        return f"{self.file}: {self.title}"


@frozen(kw_only=True)
class _Block:
    """A heading with the prose and the fences under it."""

    place: str
    level: int
    title: str
    why: str = ""
    fences: Mapping[str, str]
    as_of: datetime | None = None


def read_folder(folder: Path) -> list[Case]:
    """Every case of every Markdown file of the folder, in order of file name; raises CaseError."""
    return [case for path in sorted(folder.glob("*.md")) for case in read_file(path)]


def read_file(path: Path) -> list[Case]:
    """The cases of one file; raises CaseError."""
    return read_text(path.read_text(encoding="utf-8"), path.name)


def read_text(text: str, file: str) -> list[Case]:
    """The cases of a file's text; raises CaseError."""
    intro, *rest = _blocks(text.splitlines(), file)
    if intro.level != 1 or any(block.level == 1 for block in rest):
        raise CaseError(f"{file}: a file starts with its one `# Theme`")
    if set(intro.fences) - {"rules"}:
        raise CaseError(f"{intro.place}: only a rules fence may stand under the theme")
    titles = [block.title for block in rest]
    if not rest or len(set(titles)) != len(titles):
        raise CaseError(f"{file}: a file has cases, and each has a title of its own")
    return [_case(block, file, intro.fences.get("rules")) for block in rest]


def _blocks(lines: list[str], file: str) -> list[_Block]:
    fenced, starts = False, []
    for number, line in enumerate(lines):
        fenced ^= line.startswith("```")
        if line.startswith("#") and not fenced:
            starts.append(number)
    if starts[:1] != [0]:
        raise CaseError(f"{file}:1: a file starts with its one `# Theme`")
    ends = [*starts[1:], len(lines)]
    return [_block(lines[start:end], file, start + 1) for start, end in zip(starts, ends, strict=True)]


def _block(lines: list[str], file: str, first: int) -> _Block:
    place = f"{file}:{first}"
    heading = _HEADING.fullmatch(lines[0])
    if heading is None:
        raise CaseError(f"{place}: a heading is `# Theme` or `## Title`")
    block = _Block(place=place, level=len(heading["level"]), title=heading["text"], fences={})
    number = 1
    while number < len(lines):
        here = f"{file}:{first + number}"
        if lines[number].startswith("```"):
            block, number = _fenced(block, lines, number, here)
            continue
        if lines[number].strip() and block.fences:
            raise CaseError(f"{here}: prose stands before the fences")
        block = evolve(block, why=f"{block.why} {lines[number].strip()}".strip())
        number += 1
    if not block.why:
        raise CaseError(f"{place}: a sentence of why stands under each heading")
    return block


def _fenced(block: _Block, lines: list[str], start: int, place: str) -> tuple[_Block, int]:
    """The block with the fence that opens at start, and the number of the line after it."""
    match = _FENCE.fullmatch(lines[start].rstrip())
    if match is None or match["kind"] not in FENCES or match["kind"] in block.fences:
        raise CaseError(f"{place}: a fence is, once in a case, one of {', '.join(FENCES)}: {lines[start]!r}")
    if match["as_of"] and match["kind"] not in ("event", "events"):
        raise CaseError(f"{place}: as-of stands on the events")
    end = next((n for n in range(start + 1, len(lines)) if lines[n].rstrip() == "```"), None)
    if end is None:
        raise CaseError(f"{place}: the fence is not closed")
    fences = {**block.fences, match["kind"]: "\n".join(lines[start + 1 : end])}
    as_of = moment(match["as_of"], place) if match["as_of"] else block.as_of
    return evolve(block, fences=fences, as_of=as_of), end + 1


def _case(block: _Block, file: str, shared: str | None) -> Case:
    events = _events(block)
    ids = [str(event["id"]) for event in events]
    sheet = Sheet()
    for event, rest in _lines(block, "findings", ids):
        sheet.add_finding(rest, event, block.place)
    for event, rest in _lines(block, "because", ids):
        sheet.add_because(rest, event, block.place)
    if not {"findings", "json"} & set(block.fences):
        raise CaseError(f"{block.place}: a case expects something")
    return Case(
        file=file,
        title=block.title,
        why=block.why,
        rules=block.fences.get("rules", shared),
        events=events,
        as_of=block.as_of,
        expected=sheet,
        json=_json(block, len(events)),
    )


def _events(block: _Block) -> tuple[Mapping[str, Any], ...]:
    if ("event" in block.fences) == ("events" in block.fences):
        raise CaseError(f"{block.place}: a case has either an event or an events fence")
    texts = [block.fences["event"]] if "event" in block.fences else block.fences["events"].splitlines()
    events = tuple(_object(text, block.place) for text in texts)
    if any(not {"id", "kind"} <= set(event) for event in events):
        raise CaseError(f"{block.place}: an event has a kind and an id")
    if not events or len({event["id"] for event in events}) != len(events):
        raise CaseError(f"{block.place}: each event has an id of its own")
    return events


def _object(text: str, place: str) -> Mapping[str, Any]:
    try:
        value = json.loads(text, object_pairs_hook=_once)
    except ValueError as error:
        raise CaseError(f"{place}: not JSON: {error}") from error
    if not isinstance(value, dict):
        raise CaseError(f"{place}: not a JSON object: {text}")
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError(f"a key stands twice in {[key for key, _ in pairs]}")
    return dict(pairs)


def _json(block: _Block, events: int) -> Mapping[str, Any] | None:
    if "json" not in block.fences:
        return None
    if events != 1:
        raise CaseError(f"{block.place}: a json fence needs a single event")
    return _object(block.fences["json"], block.place)


def _lines(block: _Block, fence: str, ids: list[str]) -> Iterator[tuple[str, str]]:
    """Each line of a fence with the event that it is about."""
    for line in block.fences[fence].split("\n") if fence in block.fences else ():
        match = _EVENT.fullmatch(line.strip())
        if match is None:
            raise CaseError(f"{block.place}: an empty line among the {fence}")
        if match["event"] is None and len(ids) > 1:
            raise CaseError(f"{block.place}: with several events, say which: [{ids[0]}] {line}")
        event = match["event"] or ids[0]
        if event not in ids:
            raise CaseError(f"{block.place}: no event {event!r}")
        yield event, match["rest"]

"""From what an audit was made: files with their digests, the policy, the time zones, the counts."""

from __future__ import annotations

import zoneinfo
from collections.abc import Container, Iterable, Iterator
from datetime import datetime
from hashlib import file_digest, sha256
from importlib import metadata
from importlib.resources import files
from pathlib import Path

from wrbc_rules.audit.masks import Masks
from wrbc_rules.audit.result import InputFile, Receipt
from wrbc_rules.importers import Log, Noted, Reading
from wrbc_rules.policies import Policy
from wrbc_rules.register import TABLES


def input_files(paths: Iterable[Path]) -> tuple[InputFile, ...]:
    """Each file, and each in a folder: its name, digest and size. One that cannot be read is left out."""
    return tuple(each for path in paths for each in _files(path))


def _files(path: Path) -> Iterator[InputFile]:
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if not file.is_file() or (path.is_dir() and file.is_symlink()):
            continue
        name = str(Path(path.name, file.relative_to(path))) if path.is_dir() else path.name
        try:
            with file.open("rb") as stream:
                digest = file_digest(stream, "sha256").hexdigest()
                size = stream.tell()
        except OSError:
            continue
        yield InputFile(name=name, sha256=digest, size=size, form=file.suffix.removeprefix("."))


def zone_data(zone: str) -> str:
    """Which time-zone data tells a zone's clock: its release, and the beginning of the zone's own digest."""
    for folder in map(Path, zoneinfo.TZPATH):
        if (folder / zone).is_file():
            return f"{_release(folder)}, {_digest((folder / zone).read_bytes())}"
    package = f"tzdata {metadata.version('tzdata')}"
    data = files("tzdata").joinpath("zoneinfo", *zone.split("/"))
    return f"{package}, {_digest(data.read_bytes())}"


def _release(folder: Path) -> str:
    try:
        first = (folder / "tzdata.zi").read_text("utf-8").split("\n", 1)[0]
    except (OSError, UnicodeDecodeError):
        return "the system's, of unknown release"
    return f"the system's {first.removeprefix('# version ')}"


def _digest(data: bytes) -> str:
    return f"SHA-256 {sha256(data).hexdigest()[:12]}"


#: How reasons begin or what they hold that are told of more loudly, or not at all.
_UNDATED, _TWICE = "--date-order", "counted already"


def receipt(  # noqa: PLR0913 - what a receipt is made of
    *,
    reading: Reading,
    used: Container[str],
    policy: Policy,
    as_of: datetime,
    exports: Iterable[InputFile],
    register: Iterable[InputFile],
    answers: Iterable[InputFile],
    masks: Masks,
    with_text: bool,
) -> Receipt:
    """The receipt of a run that is over."""
    typed, log = policy.typed, reading.log
    assert log.met == reading.events + len(reading.skipped)
    return Receipt(
        version=metadata.version("wrbc-rules"),
        policy=typed.name,
        edition=typed.edition,
        policy_sha256=sha256(typed.source.text.encode("utf-8", "surrogatepass")).hexdigest(),
        zone=typed.clock.name,
        tzdata=zone_data(typed.clock.name),
        as_of=as_of,
        exports=tuple(_masked(exports, masks)),
        register=tuple(_without_folder(register, masks)),
        answers=tuple(_masked(answers, masks)),
        records=log.met,
        events=reading.events,
        skipped=tuple(_skipped(reading, masks)),
        notes=tuple(_notes(log, reading, masks)),
        unread=tuple(_unread(reading, used, masks)),
        with_text=with_text,
        pseudonyms=masks.on,
    )


def _without_folder(register: Iterable[InputFile], masks: Masks) -> Iterator[InputFile]:
    """Tables of a register are called what they are; its folder, and other files, may be called anything."""
    known = {f"{table.table}.csv" for table in TABLES}
    for each in register:
        table = Path(each.name).name
        name = table if masks.on and table in known else masks.file(each.name)
        yield InputFile(name=name, sha256=each.sha256, size=each.size, form=each.form)


def _masked(exports: Iterable[InputFile], masks: Masks) -> Iterator[InputFile]:
    for each in exports:
        yield InputFile(name=masks.file(each.name), sha256=each.sha256, size=each.size, form=each.form)


def _skipped(reading: Reading, masks: Masks) -> Iterator[tuple[str, int, str]]:
    for file, reason, unit, runs in reading.skipped.by_reason():
        ends = [(first, last) for first, last in runs if first]
        number = sum(last - first + 1 for first, last in runs)
        places = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in ends)
        where = f"{masks.file(file)}, {unit} {places}" if places else masks.file(file)
        yield masks.told(reason, reading.formats), number, where


def _notes(log: Log, reading: Reading, masks: Masks) -> Iterator[str]:
    for (file, text), noted in log.notes.items():
        yield f"{masks.file(file)}: {masks.told(text, reading.formats)}{_where(noted)}"
    yield f"local times in exports are taken as those of {reading.asked.clock.name}"


def _where(noted: Noted) -> str:
    if not noted.numbers:
        return ""
    more = noted.count - len(noted.numbers)
    return f" ({', '.join(map(str, noted.numbers))}{f' and {more:,} more' if more > 0 else ''})"


def _unread(reading: Reading, used: Container[str], masks: Masks) -> Iterator[str]:
    """What of the exports is not in the report, and should perhaps be."""
    for error in reading.broken:
        reason = masks.told(error.reason, reading.formats)
        yield f"not read further than {masks.place(error.place)}: {reason}"
    for name in reading.strange:
        yield f"{masks.file(name)} is of no format that is known here"
    yield from _useless(reading, used, masks)
    for ending, number in sorted(reading.beside.items()):
        files = f"{number:,} files were" if number > 1 else "one file was"
        yield f"{files} not read, being no conversation that is known here ({ending})"
    if not reading.formats:
        yield "there is no conversation in what was given"


def _useless(reading: Reading, used: Container[str], masks: Masks) -> Iterator[str]:
    """Files of which every record was skipped, and records whose dates only somebody else can tell."""
    for file, reason, _, runs in reading.skipped.by_reason():
        undated, nothing = _UNDATED in reason, file not in used and not reason.startswith(_TWICE)
        if undated or nothing:
            number = sum(last - first + 1 for first, last in runs)
            whole = ", and nothing else of it either" if nothing else ""
            why = masks.told(reason, reading.formats)
            yield f"{number:,} of {masks.file(file)} could not be used{whole}: {why}"

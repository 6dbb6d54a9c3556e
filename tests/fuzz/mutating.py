"""Spoilt files: bytes, words and lines of others changed at random. Its seed makes a file again."""

from __future__ import annotations

import importlib.util
import random
import re
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from wrbc_rules import COMMUNICATION, Vocabulary

ROOT = Path(__file__).parents[2]
#: What a hostile hand, an old editor or a word processor puts into a file.
BYTES = (
    b"\x00", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\x80", b"\x93quoted\x94", b"\xe9",
    b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80", b"\r", b"\r\n", b"\n",
    b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xae", b"\xe2\x80\x8b", b"\xc2\xa0", b"\xe2\x80\x93", b"\t",
    b"\x0b", b"\x0c", b"\x1b[2J", b"\xe2\x80\x9c", b"\xe2\x80\x9d", b"e\xcc\x81", b"\xcc\x81" * 40,
    b"\xd0\xb5", b"\xef\xbc\x91", b"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7", b'"', b"#", b"{", b"}",
    b"[", b"]", b"(", b" ", b"  ", b"9" * 30, b"{a time}", b"{somebody}", b"a " * 60, b"\x7f",
)  # fmt: skip
_WORD = re.compile(rb"[\w.:-]+|\"[^\"\n]*\"|[^\w\s]")


@cache
def seeds() -> tuple[bytes, ...]:
    """The files that are spoilt: two whole policies, and every file with a mistake."""
    whole = (ROOT / "policy" / "wrbc_2016.rules", ROOT / "examples" / "toolshed" / "toolshed.rules")
    bad = sorted((ROOT / "tests" / "bad").glob("*.rules"))
    return tuple(path.read_bytes() for path in (*whole, *bad))


@cache
def _words() -> tuple[bytes, ...]:
    """The words that stand in any of the files, each once."""
    return tuple(sorted({word for text in seeds() for word in _WORD.findall(text)}))


@cache
def _toolshed() -> Vocabulary:
    """The event classes of the smaller policy."""
    path = ROOT / "examples" / "toolshed" / "toolshed_events.py"
    spec = importlib.util.spec_from_file_location("toolshed_events_for_fuzzing", path)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found = module.VOCABULARY
    assert isinstance(found, Vocabulary)
    return found


def vocabulary_of(data: bytes) -> Vocabulary:
    """The event classes that a spoilt file speaks of."""
    return _toolshed() if b"shed" in data else COMMUNICATION


def mutated(seed: int) -> bytes:
    """The spoilt file of a seed: a part of a file, or a short one whole, changed in one to six places."""
    source = random.Random(f"fuzz {seed}")
    data = _start(seed, source)
    for _ in range(source.choice((1, 1, 1, 2, 4))):
        data = source.choice(_CHANGES)(data, source)
    if seed % 50 == 1:
        encoding = source.choice(("utf-16", "utf-16-le", "utf-32", "utf-32-be", "cp1252"))
        data = data.decode("utf-8", "replace").encode(encoding, "replace")
    return data


def _start(seed: int, source: random.Random) -> bytes:
    """The larger policy now and then, the smaller one, a part of either, or a file with a mistake."""
    larger, smaller, *bad = seeds()
    if seed % 40 == 0:
        return larger
    match seed % 4:
        case 0 | 1:
            return smaller
        case 2:
            return _part(source.choice((larger, smaller)), source)
        case _:
            return source.choice(bad)


def _part(whole: bytes, source: random.Random) -> bytes:
    """The head of a file and some of its blocks."""
    blocks = re.split(rb"(?m)^(?=[a-z])", whole)
    head = [block for block in blocks if block.startswith(b"policy")]
    rest = [block for block in blocks if not block.startswith(b"policy")]
    kept = sorted(source.sample(range(len(rest)), min(len(rest), source.choice((3, 12, 40)))))
    return b"".join((*head, *(rest[index] for index in kept)))


def _place(data: bytes, source: random.Random) -> tuple[int, int]:
    start = source.randrange(len(data) + 1)
    return start, min(start + source.choice((1, 1, 2, 5, 30)), len(data))


def _insert(data: bytes, source: random.Random) -> bytes:
    at, _ = _place(data, source)
    return data[:at] + source.choice(BYTES) + data[at:]


def _replace(data: bytes, source: random.Random) -> bytes:
    start, end = _place(data, source)
    return data[:start] + source.choice(BYTES) + data[end:]


def _delete(data: bytes, source: random.Random) -> bytes:
    start, end = _place(data, source)
    return data[:start] + data[end:]


def _flip(data: bytes, source: random.Random) -> bytes:
    at = source.randrange(max(len(data), 1))
    return data[:at] + bytes(each ^ (1 << source.randrange(8)) for each in data[at : at + 1]) + data[at + 1 :]


def _cut(data: bytes, source: random.Random) -> bytes:
    at, _ = _place(data, source)
    return data[:at] if source.random() < 0.5 else data[at:]


def _double(data: bytes, source: random.Random) -> bytes:
    start, _ = _place(data, source)
    piece = data[start : start + source.choice((4, 40, 400))]
    return data[:start] + piece * source.choice((2, 5, 30)) + data[start:]


def _move_line(data: bytes, source: random.Random) -> bytes:
    lines = data.split(b"\n")
    here, there = source.randrange(len(lines)), source.randrange(len(lines))
    match source.randrange(5):
        case 0:
            lines[here], lines[there] = lines[there], lines[here]
        case 1:
            lines.insert(there, lines[here])
        case 2:
            del lines[here]
        case 3:
            lines[here] = b"  " * source.randrange(8) + lines[here].lstrip()
        case _:
            lines.insert(there, source.choice(source.choice(seeds()).split(b"\n")))
    return b"\n".join(lines)


def _swap_words(data: bytes, source: random.Random) -> bytes:
    places = list(_WORD.finditer(data))
    if not places:
        return data
    here = source.choice(places)
    match source.randrange(4):
        case 0:
            other = source.choice(_words())
        case 1:
            other = source.choice(places)[0]
        case 2:
            other = b""
        case _:
            other = here[0] + b" " + source.choice(_words())
    return data[: here.start()] + other + data[here.end() :]


_CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _insert, _replace, _delete, _flip, _cut, _double, _move_line, _move_line, _move_line, _swap_words,
    _swap_words, _swap_words, _swap_words,
)  # fmt: skip

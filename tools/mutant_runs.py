"""Running tests on changed code: pytest is started once, and every change is tried in a fork of that process.

The first run finds which test executes which line. After it, a fork puts one change into the functions and
tables that are already loaded, runs the tests that reach it, and ends with the first that fails.

Never writes a file.
"""

from __future__ import annotations

import ast
import ctypes
import gc
import os
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import _lru_cache_wrapper
from pathlib import Path
from types import CodeType, FrameType, FunctionType, MappingProxyType, ModuleType
from typing import Any

import pytest
from mutants import Change, apply

SURVIVED, KILLED, TIMED_OUT, NOT_APPLIED = "survived", "killed", "timed out", "not applied"
_EXITS = {0: SURVIVED, 1: KILLED, 2: TIMED_OUT, 3: NOT_APPLIED}
#: A changed program may take so many bytes.
_MEMORY = 4 << 30
#: A function called so many times by one test is not watched any more.
_OFTEN = 200


@dataclass
class Module:
    """A module whose changes are tried: its name, its file, its text and its changes."""

    name: str
    file: Path
    text: str
    changes: tuple[Change, ...]


@dataclass
class Warm:
    """A pytest plugin that runs `work` with the collected tests in place of pytest's own loop."""

    work: Callable[[Sequence[pytest.Item]], None]
    collected: list[pytest.Item] = field(default_factory=list)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            raise session.Interrupted("tests cannot be collected")
        self.work(session.items)
        return True


def collect(paths: Iterable[str], work: Callable[[Sequence[pytest.Item]], None]) -> int:
    """Let pytest collect the tests of some folders and hand them to `work`; its exit status."""
    sys.dont_write_bytecode = True
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = folder
        _quick_hypothesis()
        options = [
            "-q",
            "--tb=line",
            "-p",
            "no:cacheprovider",
            "--assert=plain",
            f"--basetemp={folder}/tests",
        ]
        return int(pytest.main([*options, *paths], plugins=[Warm(work)]))


def _quick_hypothesis() -> None:
    """The same examples each time, and no search for a smaller one: that a test fails is all that counts."""
    from hypothesis import Phase, settings

    phases = (Phase.explicit, Phase.generate)
    settings.register_profile("mutate", derandomize=True, database=None, deadline=None, phases=phases)
    settings.load_profile("mutate")


# ---- which test reaches which line


@dataclass
class Reach:
    """What the first run found: how long tests take, which lines they execute, which cannot be used."""

    seconds: dict[str, float] = field(default_factory=dict)
    lines: dict[str, dict[int, set[str]]] = field(default_factory=dict)
    failing: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)

    def of(self, module: Module, change: Change) -> list[str]:
        """The tests that execute a change, the quick ones first; for a table, all that use its module."""
        known = self.lines[str(module.file)]
        index = change.path[0][1]
        assert index is not None
        in_function = isinstance(ast.parse(module.text).body[index], ast.FunctionDef | ast.ClassDef)
        found = set().union(*(known.get(line, ()) for line in (change.lines if in_function else known)))
        return sorted(found, key=lambda name: (self.seconds[name], name))


def reach(
    items: Sequence[pytest.Item], modules: Sequence[Module], slowest: float, say: Callable[[str], None]
) -> Reach:
    """Run every test on the code as it is: for its time, for its lines, and to fill what is kept."""
    found = Reach(lines={str(each.file): {} for each in modules})
    signal.signal(signal.SIGPROF, _give_up)
    for item in items:
        seconds, passed = _timed(item, slowest)
        if not passed and seconds <= 0.9 * slowest:  # what a stopped test left may be laid to the next
            seconds, passed = _timed(item, slowest)
        if seconds > 0.9 * slowest:
            found.slow.append(item.nodeid)
        elif not passed:
            found.failing.append(item.nodeid)
        else:
            found.seconds[item.nodeid] = seconds
    say(f"{len(found.seconds)} pass in {sum(found.seconds.values()):.0f} s; now to see what they reach ...")
    caches = Caches()
    for item in items:
        if item.nodeid in found.seconds:
            caches.clear()
            seen: set[tuple[str, int]] = set()
            with _noting(seen, found.lines):
                _passes(item)
            for file, line in seen:
                found.lines[file].setdefault(line, set()).add(item.nodeid)
    for item in items:
        if item.nodeid in found.seconds:
            found.seconds[item.nodeid], _ = _timed(item, 60)
    return found


def _timed(item: pytest.Item, slowest: float) -> tuple[float, bool]:
    """How many seconds a test takes, and whether it passes; a slow one is stopped."""
    start = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, slowest, slowest)
    try:
        passed = _passes(item)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - start, passed


class SlowError(BaseException):
    """Ends a test that takes too long."""


def _give_up(number: int, frame: object) -> None:
    raise SlowError


@contextmanager
def _noting(seen: set[tuple[str, int]], files: Container[str]) -> Iterator[None]:
    """Note every line of some files that is executed meanwhile; what is called often counts whole."""
    calls: Counter[CodeType] = Counter()

    def inside(frame: FrameType, event: str, arg: object) -> Callable[..., Any]:
        seen.add((frame.f_code.co_filename, frame.f_lineno))
        return inside

    def entered(frame: FrameType, event: str, arg: object) -> Callable[..., Any] | None:
        code = frame.f_code
        if code.co_filename not in files:
            return None
        calls[code] += 1
        if calls[code] < _OFTEN:
            return inside
        if calls[code] == _OFTEN:
            seen.update((code.co_filename, line) for _, _, line in code.co_lines() if line is not None)
        return None

    sys.settrace(entered)
    try:
        yield
    finally:
        sys.settrace(None)


def _passes(item: pytest.Item, following: pytest.Item | None = None) -> bool:
    from _pytest.runner import runtestprotocol

    return not any(each.failed for each in runtestprotocol(item, log=False, nextitem=following))


def _is_ours(file: str) -> bool:
    """Whether a file is of the tests or the package; test modules go by other names than their folders'."""
    here = Path.cwd()
    syntax = here / "src" / "wrbc_rules" / "syntax"
    path = Path(file)
    return path.is_relative_to(here / "tests") or (
        path.is_relative_to(here / "src" / "wrbc_rules") and not path.is_relative_to(syntax)
    )


class Caches:
    """What the tests and the package have worked out and kept; not the parser, whose code is not changed."""

    def __init__(self) -> None:
        self.kept = [
            each
            for each in gc.get_objects()
            if isinstance(each, _lru_cache_wrapper) and _is_ours(each.__wrapped__.__code__.co_filename)
        ]

    def clear(self) -> None:
        for each in self.kept:
            each.cache_clear()


# ---- changed code


class Loaded:
    """The functions of the modules as they are loaded."""

    def __init__(self, modules: Sequence[Module]) -> None:
        files = {str(each.file) for each in modules}
        self.functions: dict[str, list[FunctionType]] = {file: [] for file in files}
        for each in gc.get_objects():
            if isinstance(each, FunctionType) and each.__code__.co_filename in files:
                self.functions[each.__code__.co_filename].append(each)

    def change(self, module: Module, change: Change) -> bool:
        """Put a change into the loaded module; whether there was anything to put it into."""
        tree = ast.parse(module.text)
        apply(tree, change)
        index = change.path[0][1]
        assert index is not None
        statement = tree.body[index]
        if isinstance(statement, ast.Assign | ast.AnnAssign):
            return _rebind(sys.modules[module.name], statement, str(module.file))
        codes = dict(_codes(compile(tree, str(module.file), "exec")))
        changed = 0
        for each in self.functions[str(module.file)]:
            code = codes.get((each.__code__.co_qualname, each.__code__.co_firstlineno))
            if code is not None and code != each.__code__:
                each.__code__ = code
                changed += 1
        return changed > 0


def _codes(code: CodeType) -> Iterator[tuple[tuple[str, int], CodeType]]:
    """The code of every function of a module and of its classes."""
    for each in code.co_consts:
        if isinstance(each, CodeType):
            if not each.co_name.startswith("<"):
                yield (each.co_qualname, each.co_firstlineno), each
            yield from _codes(each)


def _rebind(module: ModuleType, statement: ast.Assign | ast.AnnAssign, file: str) -> bool:
    """Give a table its changed content, wherever it is known by its name."""
    names = dict(vars(module))
    target = statement.target if isinstance(statement, ast.AnnAssign) else statement.targets[0]
    name = ast.unparse(target)
    old = names[name]
    exec(compile(ast.Module([statement], []), file, "exec"), names)  # noqa: S102 - the project's own code
    new = names[name]
    inner, fresh = (
        next(iter(gc.get_referents(each))) if isinstance(each, MappingProxyType) else each
        for each in (old, new)
    )
    if isinstance(inner, dict | set | list):
        inner.clear()
        inner.extend(fresh) if isinstance(inner, list) else inner.update(fresh)
        return True
    for each in list(sys.modules.values()):
        if getattr(each, "__name__", "").startswith("wrbc_rules") and vars(each).get(name) is old:
            setattr(each, name, new)
    return True


# ---- a fork for each change


@dataclass
class Result:
    """How a change came out, and which test noticed it."""

    module: Module
    change: Change
    outcome: str
    by: str = ""
    tests: int = 0


@dataclass
class Runner:
    """Tries changes, several at a time."""

    items: Mapping[str, pytest.Item]
    reach: Reach
    loaded: Loaded
    caches: Caches
    warm: str  # modules whose change does not touch what was kept
    cold: str  # tests that keep nothing, and say nothing of those modules
    killers: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    running: dict[int, tuple[Result, int, float]] = field(default_factory=dict)

    def run(self, todo: Iterable[tuple[Module, Change]], workers: int) -> Iterator[Result]:
        """The result of every change, as they come."""
        gc.collect()
        gc.freeze()
        try:
            for module, change in todo:
                while len(self.running) >= workers:
                    yield from self._finished()
                yield from self._start(module, change)
            while self.running:
                yield from self._finished()
        finally:
            for pid in self.running:
                os.kill(pid, signal.SIGKILL)

    def _start(self, module: Module, change: Change) -> Iterator[Result]:
        names = self.reach.of(module, change)
        if module.name.startswith(self.warm):
            names = [name for name in names if not name.startswith(self.cold)]
        first = [name for name in self.killers.get((module.name, change.where), []) if name in names]
        names = list(dict.fromkeys([*first, *names]))
        result = Result(module, change, SURVIVED, tests=len(names))
        if not names:
            yield result
            return
        reader, writer = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reader)
            self._child(module, change, names, writer)
        os.close(writer)
        limit = 120 + 60 * sum(self.reach.seconds[name] for name in names)
        self.running[pid] = (result, reader, time.monotonic() + limit)

    def _finished(self) -> Iterator[Result]:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid not in self.running:
            for each, (_, _, limit) in self.running.items():
                if time.monotonic() > limit:
                    os.kill(each, signal.SIGKILL)
            time.sleep(0.005)
            return
        result, reader, _ = self.running.pop(pid)
        result.by = os.read(reader, 10_000).decode()
        os.close(reader)
        result.outcome = _EXITS.get(os.waitstatus_to_exitcode(status), TIMED_OUT)
        if result.by:
            known = self.killers.setdefault((result.module.name, result.change.where), [])
            known[:] = [result.by, *(name for name in known if name != result.by)][:5]
        yield result

    def _child(self, module: Module, change: Change, names: list[str], writer: int) -> None:
        """In the fork: the tests, up to the first that fails. Never returns."""
        code = 1
        try:
            _die_with_parent()
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
            signal.signal(signal.SIGPROF, lambda number, frame: os._exit(2))
            signal.setitimer(signal.ITIMER_PROF, 10)
            if not module.name.startswith(self.warm):
                self.caches.clear()
            if not self.loaded.change(module, change):
                os._exit(3)
            code = 0
            for name, following in zip(names, [*names[1:], None], strict=True):
                signal.setitimer(signal.ITIMER_PROF, 3 + 10 * self.reach.seconds[name])
                if not _passes(self.items[name], self.items[following] if following else None):
                    os.write(writer, name.encode())
                    code = 1
                    break
        except BaseException as error:  # noqa: BLE001 - a changed program may do anything
            os.write(writer, repr(error).encode()[:200])
            code = 1
        os._exit(code)


def _die_with_parent() -> None:
    """Linux ends this process with the one that made it; elsewhere its own alarm does."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)

"""A process that writes reports again and again, each time ended or hindered one step later than before.

Steps are writes, flushes to disk, renames, and files and folders made and removed. A write that is ended has
written half. Prints a JSON object for each step: what came of it, and the digests of what then lay there.
Usage: python -m tests.audit.report.killing FOLDER (kill|full|limit) (old|none)
"""

from __future__ import annotations

import builtins
import errno
import io
import json
import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from wrbc_rules.audit.report import ReportError, not_of_the_receipt, write_reports
from wrbc_rules.audit.report.folder import UNFINISHED, digest_of

from .made import audit_of, drawn_items

OLD, NEW = audit_of(drawn_items(1, 12)), audit_of(drawn_items(3, 14))
LIMITS = (0, 1, 500, 2_000, 9_000, 20_000, 40_000)
#: How a run ended: undisturbed, disturbed and yet done, or with a `ReportError`.
DONE, DONE_YET, REFUSED = 0, 6, 7


class Steps:
    """Counts steps, and ends or hinders the one asked for."""

    def __init__(self, at: int, how: str) -> None:
        self.at, self.how, self.met = at, how, 0

    def step(self, before: Callable[[], Any] = lambda: None) -> None:
        self.met += 1
        if self.met == self.at:
            before()
            if self.how == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def watch(steps: Steps) -> None:
    """Let every step of this process go through the counter."""

    class Watched(io.FileIO):
        def write(self, data: Any) -> int:
            steps.step(lambda: io.FileIO.write(self, bytes(data)[: len(data) // 2]))
            return super().write(data)

    def opened(file: Any, mode: str = "r", buffering: int = -1, *args: Any, **kwargs: Any) -> Any:
        if not set("wxa+") & set(mode):
            return plain_open(file, mode, buffering, *args, **kwargs)
        raw = Watched(file, mode.replace("b", ""))
        stream = io.BufferedRandom(raw, 4096) if "+" in mode else io.BufferedWriter(raw, 4096)
        return stream if "b" in mode else io.TextIOWrapper(stream, *args, **kwargs)

    def counted(name: str) -> None:
        real = getattr(os, name)

        def stepped(*args: Any, **kwargs: Any) -> Any:
            steps.step()
            return real(*args, **kwargs)

        setattr(os, name, stepped)

    plain_open = builtins.open
    builtins.open = opened
    io.open = opened  # pathlib asks here
    for name in ("fsync", "replace", "rename", "mkdir", "unlink", "remove", "rmdir"):
        counted(name)


def in_a_process(work: Callable[[], int]) -> int:
    """How a forked process ended: its status, or minus the signal."""
    pid = os.fork()
    if pid == 0:
        status = 99
        try:
            status = work()
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def write(folder: Path, steps: Steps | None) -> int:
    """Write the new reports; says how that ended."""
    if steps is not None:
        watch(steps)
    try:
        write_reports(NEW, folder)
    except ReportError:
        return REFUSED
    return DONE_YET if steps is not None and steps.met >= steps.at else DONE


def limited(folder: Path, limit: int) -> int:
    """The same where no file may grow beyond a limit, as on a disk that is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    return write(folder, None)


def lying(folder: Path) -> dict[str, Any]:
    """What lies in a folder, and what its receipt does not speak of."""
    files = {p.name: digest_of(p).sha256 if p.is_file() else "folder" for p in folder.iterdir()}
    return {"files": files, "strange": not_of_the_receipt(folder)}


def moved(before: Path, folder: Path) -> bool:
    """Whether a report has changed places."""
    hidden = UNFINISHED
    return any(lying(before)["files"].get(n) != d for n, d in lying(folder)["files"].items() if n != hidden)


def say(found: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(found) + "\n")


def main(folder: Path, how: str, start: str) -> None:
    before = folder.with_name("before")
    write_reports(OLD, before)
    write_reports(NEW, folder)
    say({"state": "old", **lying(before)})
    say({"state": "new", **lying(folder)})
    if start == "none":
        shutil.rmtree(before)
        before.mkdir()
    trials = iter(LIMITS) if how == "limit" else iter(range(1, 10_000))
    for at in trials:
        shutil.rmtree(folder)
        shutil.copytree(before, folder)
        if how == "limit":
            ended = in_a_process(lambda at=at: limited(folder, at))  # type: ignore[misc]
        else:
            ended = in_a_process(lambda at=at: write(folder, Steps(at, how)))  # type: ignore[misc]
        found = lying(folder)
        again = in_a_process(lambda: write(folder, None)) if at % 20 == 0 or moved(before, folder) else None
        say({"at": at, "ended": ended, **found, "again": again, "then": lying(folder)["files"]})
        if ended == DONE and how != "limit":
            break


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])

"""Checks rules files, each in a process of its own with what it may use limited, and says what came of it.

Run as `python child.py SECONDS MEGABYTES`. A line of input names a file; a line of output answers it: how its
process ended (0, or less if a signal stopped it), then what was said. What goes wrong is on standard error.
What every file needs is loaded once, before the first process is split off.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from typing import Any


def said_of(path: str) -> dict[str, Any]:
    """What came of checking one file, and what that took."""
    from wrbc_rules import check_policy
    from wrbc_rules.diagnostics import render_concise, render_text, to_json

    policy, found = check_policy(path)
    checked = time.process_time()
    text = render_text(found)
    lines = render_concise(found)
    entries = json.dumps(to_json(found))
    assert policy is not None or (text and lines and entries != "[]")
    return {
        "policy": policy is not None,
        "codes": sorted({each.code for each in found}),
        "complaints": len(found),
        "letters": len(text) + len(lines) + len(entries),
        "checked": round(checked, 2),
        "seconds": round(time.process_time(), 2),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
    }


def apart(path: str, seconds: int, megabytes: int) -> tuple[int, str]:
    """How the process for a file ended, and what it said."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        try:
            os.write(writing, json.dumps(said_of(path)).encode())
        except Exception:  # noqa: BLE001 - whatever it is, this process goes no further
            sys.excepthook(*sys.exc_info())
            os._exit(1)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as answer:
        said = answer.read()
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), said


def main(seconds: int, megabytes: int) -> None:
    from wrbc_rules import check_text
    from wrbc_rules.diagnostics import render_text

    render_text(check_text("x")[1])
    for line in sys.stdin:
        status, said = apart(line.rstrip("\n"), seconds, megabytes)
        sys.stdout.write(f"{status} {said}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))

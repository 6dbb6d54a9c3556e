"""Checks one rules file in a process of its own, with what it may use limited, and says what came of it.

Run as `python child.py FILE SECONDS MEGABYTES`: one line of JSON comes out.
"""

from __future__ import annotations

import json
import resource
import sys
import time


def main(path: str, seconds: int, megabytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    from wrbc_rules import check_policy
    from wrbc_rules.diagnostics import render_concise, render_text, to_json

    policy, found = check_policy(path)
    checked = time.process_time()
    text = render_text(found)
    lines = render_concise(found)
    entries = json.dumps(to_json(found))
    assert policy is not None or (text and lines and entries != "[]")
    json.dump(
        {
            "policy": policy is not None,
            "codes": sorted({each.code for each in found}),
            "complaints": len(found),
            "letters": len(text) + len(lines) + len(entries),
            "checked": round(checked, 2),
            "seconds": round(time.process_time(), 2),
            "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))

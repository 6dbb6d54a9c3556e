"""What the measurements were made on.

Never: a name, a path or an address of the machine.
"""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("attrs", "lark", "tzdata")


def machine() -> list[str]:
    """Processor, cores, load at the start, Python, and packages."""
    load = " ".join(f"{each:.2f}" for each in os.getloadavg())
    return [
        f"{_processor()}, {os.cpu_count()} cores; load at the start {load}",
        f"{platform.system()}, {platform.python_implementation()} {platform.python_version()}; "
        + ", ".join(map(_version, PACKAGES)),
    ]


def _processor() -> str:
    """The model that the system names."""
    facts = Path("/proc/cpuinfo")
    if facts.exists():
        for line in facts.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _version(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return f"{package} not there"

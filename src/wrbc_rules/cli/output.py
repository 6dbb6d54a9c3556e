"""Files that commands write: whole, or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from wrbc_rules.cli.options import fail


def write_whole(file: Path, text: str) -> None:
    """Write a file whole or not at all; stops if it cannot be written."""
    try:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, delete=False) as part:
            part.write(text)
        Path(part.name).chmod(0o666 & ~_umask())
        Path(part.name).replace(file)
    except OSError as error:
        fail(f"cannot write {file}: {error.strerror}")


def _umask() -> int:
    """What a new file of this process may not be used for."""
    mask = os.umask(0)
    os.umask(mask)
    return mask

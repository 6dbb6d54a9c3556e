"""Archives of any size take hardly more memory, and every record comes out."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.audit import archives
from tests.cli.commands import COMMAND, PLAIN

#: Kilobytes by which an audit of ten times the messages may be larger.
GROWTH = 60_000


def audit(folder: Path, number: int) -> tuple[int, int]:
    """Audit a chat and a backup; how many records there were, and the most memory it took (kilobytes)."""
    folder.mkdir()
    chat = archives.whatsapp(folder / f"WhatsApp Chat with {archives.GROUP}.txt", number)
    backup = archives.sms(folder / "sms.xml", number)
    register = archives.register(folder / "register")
    exports = [str(chat), str(backup)]
    to = ["--register", str(register), "-o", str(folder / "out"), "--as-of", "2019-03-01T00:00:00+00:00"]
    arguments = [str(COMMAND), "audit", *exports, *to]
    running = subprocess.Popen(arguments, env=PLAIN, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    assert running.returncode == 1
    receipt = json.loads((folder / "out" / "receipt.json").read_text("utf-8"))
    skipped = sum(each["records"] for each in receipt["skipped"])
    assert receipt["records"] == receipt["events"] + skipped
    return receipt["records"], used.ru_maxrss


def test_every_record_of_an_archive_comes_out(tmp_path: Path) -> None:
    assert audit(tmp_path / "small", 60)[0] == 120


@pytest.mark.soak
def test_ten_times_the_messages_take_hardly_more_memory(tmp_path: Path) -> None:
    _, small = audit(tmp_path / "small", 1_000)
    _, large = audit(tmp_path / "large", 10_000)
    assert large - small < GROWTH

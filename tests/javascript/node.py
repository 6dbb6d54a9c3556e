"""Node, started once and asked line by line; where there is none, tests skip and say so; in CI they fail."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from wrbc_rules.backends.javascript import artefact, runner
from wrbc_rules.ir import TypedPolicy

ANSWERING = Path(__file__).with_name("answering.mjs")
#: Wherever the machine stands, the page does not ask.
ELSEWHERE = {**os.environ, "TZ": "America/New_York"}


@cache
def node() -> str:
    """The command; skips the test where it is not installed."""
    found = shutil.which("node") or shutil.which("nodejs")
    if found is None and os.environ.get("CI"):
        pytest.fail("node is missing; .ci/run installs it")
    if found is None:
        pytest.skip("node is not installed: what the JavaScript says is not tested here")
    return found


class Runner:
    """A Node that holds a runner: the package's own, or that with a fault."""

    def __init__(self, text: str) -> None:
        command = node()
        self._folder = tempfile.TemporaryDirectory()
        file = Path(self._folder.name) / "runner.mjs"
        file.write_text(text, encoding="utf-8")
        self._policy: TypedPolicy | None = None
        self._process = subprocess.Popen(
            [command, str(ANSWERING), str(file)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=ELSEWHERE,
            encoding="utf-8",
        )

    def answers(self, policy: TypedPolicy, trials: Sequence[Mapping[str, Any]]) -> list[Any]:
        """What the runner answers to each trial (see `answering.mjs`)."""
        line: dict[str, Any] = {"trials": trials}
        if policy is not self._policy:
            line["policy"] = data_of(policy)
            self._policy = policy
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps(line) + "\n")
        stdin.flush()
        found: list[Any] = json.loads(stdout.readline())
        assert len(found) == len(trials)
        return found

    def close(self) -> None:
        """End the process that this started."""
        self._process.communicate()
        self._folder.cleanup()


_DATA: dict[int, tuple[TypedPolicy, dict[str, Any]]] = {}


def data_of(policy: TypedPolicy) -> dict[str, Any]:
    """The artefact of a policy, made once; the policy is kept, so that its number is nobody else's."""
    if id(policy) not in _DATA:
        _DATA[id(policy)] = (policy, artefact(policy))
    return _DATA[id(policy)][1]


@cache
def shared() -> Runner:
    """The package's own runner, for every test of this process."""
    found = Runner(runner())
    atexit.register(found.close)
    return found

"""The page's module in Node, without a screen: what it holds, its links, and what it would put right."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tests.javascript.node import ELSEWHERE, node
from wrbc_rules.backends.javascript.page.packing import packed
from wrbc_rules.backends.javascript.page.page import code, data, shortened
from wrbc_rules.ir import TypedPolicy

#: What every program begins with: the page's own code, and its data as the page unpacks them.
BEGINNING = """
import { readFileSync } from "node:fs";
const { policy: artefact, openings } = restored(unpacked(DATA));
const policy = ready(artefact);
const GIVEN = JSON.parse(readFileSync(0, "utf8"));
const tried = (does) => { try { return does(); } catch (error) { return { error: error.name }; } };
const say = (value) => process.stdout.write(JSON.stringify(value));
"""


@cache
def module(policy: TypedPolicy) -> str:
    """The page's own module, but for its last line, which would look for a screen."""
    return code() + BEGINNING.replace("DATA", json.dumps(packed(shortened(data(policy)))))


def run(policy: TypedPolicy, program: str, given: Sequence[Any] | Mapping[str, Any]) -> Any:
    """What a program says (by `say`) of what it is given, in JSON."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "program.mjs"
        file.write_text(f"{module(policy)}\n{program}", encoding="utf-8")
        done = subprocess.run(
            [node(), "--disallow-code-generation-from-strings", str(file)],
            input=json.dumps(given),
            capture_output=True,
            encoding="utf-8",
            env=ELSEWHERE,
            check=True,
        )
    return json.loads(done.stdout)

"""The runner, and the runner with a policy, as one module: to import, or to stand in a page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from wrbc_rules.backends.javascript.artefact import artefact
from wrbc_rules.ir import TypedPolicy
from wrbc_rules.resources import runner_text

#: The files of the runner; each imports from those before it only.
FILES = (
    "clock.js",
    "events.js",
    "policy.js",
    "scene.js",
    "rules.js",
    "gaps.js",
    "reasons.js",
    "findings.js",
    "questions.js",
)


def runner() -> str:
    """The runner as one ES module without imports: `decide`, `explain`, `questions`, `answered`."""
    return joined(FILES)


def joined(names: Iterable[str]) -> str:
    """Files of the runner, each after those that it imports from, as one text."""
    return "\n".join(_alone(runner_text(name)) for name in names)


def _alone(text: str) -> str:
    """A file without its imports: what they name stands above."""
    return re.sub(r"^import [^;]+;\n", "", text, flags=re.MULTILINE)


#: The runner's questions, asked of the one policy.
_BOUND = """
export const policy = Object.freeze({
  decide: (event, asOf = null) => decide(POLICY, event, asOf),
  explain: (event, asOf = null) => explain(POLICY, event, asOf),
  questions: (event, asOf = null) => questions(POLICY, event, asOf),
  answered,
});
"""


def script(policy: TypedPolicy) -> str:
    """The runner and a policy as one ES module, which also may stand in a page, in `<script type="module">`.

    It exports `policy`, which decides an event by `policy.decide(event)`, and `POLICY`, its artefact. No text
    of the policy can end the script or begin markup or a comment.
    Raises `JavaScriptError` for a policy that JavaScript cannot express.
    """
    return f"{runner()}\nexport const POLICY = {embedded(artefact(policy))};\n{_BOUND}"


def embedded(data: object) -> str:
    """JSON in ASCII that can stand in a script of a page: no `<`, so neither `</script` nor `<!--`."""
    text = json.dumps(data, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")

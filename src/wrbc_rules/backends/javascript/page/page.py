"""The page as one file: its markup, its style, and one module of runner, policy and screen."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from itertools import pairwise
from typing import Any

from wrbc_rules.backends.javascript.artefact import artefact
from wrbc_rules.backends.javascript.page.offer import narrowed, offered, opening
from wrbc_rules.backends.javascript.page.packing import packed
from wrbc_rules.backends.javascript.script import embedded, joined, runner
from wrbc_rules.ir import TypedPolicy
from wrbc_rules.resources import runner_text
from wrbc_rules.values import SECOND

#: The page's own files; each imports from the runner and from those before it only.
FILES = (
    "state.js",
    "asking.js",
    "wording.js",
    "mending.js",
    "elements.js",
    "fields.js",
    "clauses.js",
    "said.js",
    "screen.js",
)
TITLE = "May I send this?"


def page(policy: TypedPolicy, *, title: str = TITLE) -> str:
    """One HTML file that needs nothing else and may fetch nothing; `title` is its heading.

    Raises `PageError` for a policy by which nobody can ask what they may do, `JavaScriptError` for one that
    JavaScript cannot express.
    """
    style = bare(runner_text("page/page.css"))
    script = f"{code()}\n{START.replace('DATA', embedded(packed(shortened(data(policy)))))}"
    filled = {
        "TITLE": html.escape(title),
        "POLICY": html.escape(f"{policy.name}, {policy.edition}"),
        "STYLE": style,
        "SCRIPT": script,
        "STYLE_HASH": fingerprint(style),
        "SCRIPT_HASH": fingerprint(script),
    }
    parts = re.split(r"\{\{([A-Z_]+)\}\}", runner_text("page/page.html"))
    return "".join(filled[part] if index % 2 else part for index, part in enumerate(parts))


#: What the module does once it is there.
START = "start(restored(unpacked(DATA)));\n"


def code() -> str:
    """The runner and the screen as one module, without the policy and without comments."""
    return bare(runner() + "\n" + joined(f"page/{name}" for name in FILES)).replace("\nexport ", "\n")


def data(policy: TypedPolicy) -> dict[str, Any]:
    """The rules about what can be planned, and how the page begins to ask about each."""
    kinds = offered(policy)
    asked = narrowed(policy, kinds)
    made = artefact(asked)
    left_out = set(policy.vocabulary.kinds()) - set(kinds)
    classes = [each for each in made["classes"] if each["kind"] not in left_out]
    return {
        "policy": {**made, "classes": classes},
        "openings": [opening(asked, kind) for kind in kinds],
    }


def shortened(made: dict[str, Any]) -> dict[str, Any]:
    """The same with what can be told from the rest left out; `restored` in the browser puts it back."""
    policy = made["policy"]
    clock = policy["clock"]
    starts = [0, *(start // SECOND for start in clock["starts"])]
    steps = [after - before for before, after in pairwise(starts)]
    seconds = {"starts": steps, "offsets": [offset // SECOND for offset in clock["offsets"]]}
    nodes = [_shortened(node) for node in policy["nodes"]]
    return {**made, "policy": {**policy, "clock": {**clock, **seconds}, "nodes": nodes}}


def _shortened(node: dict[str, Any]) -> dict[str, Any]:
    """A phrase with a tab, which no rules file has in its words, where it says them."""
    if "said" not in node:
        return node
    return {**node, "said": [text.replace(node["words"], "\t") for text in node["said"]]}


def bare(text: str) -> str:
    """A file of ours without indentation, empty lines, and lines that are comments.

    It is no parser: our files have no text that runs over lines, and no comment behind code.
    """
    lines = (
        line.strip() for line in re.sub(r"^/\*.*?\*/$", "", text, flags=re.DOTALL | re.MULTILINE).split("\n")
    )
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def fingerprint(text: str) -> str:
    """What the content policy of the page allows the text by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")

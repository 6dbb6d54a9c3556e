"""Other engines over the same sixteen rules, one module each, each in the fastest way that its manual shows.

Every module has `DISTRIBUTION`, `HOW` and `judge()`, which makes a function from the flat dictionary to the
ids of all violated rules. Parsing and compiling are done in `judge()`, once.

Never: a peer's slow way; the ways that were tried and lost are named in its module.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from importlib import import_module
from importlib.metadata import version
from typing import Any

import attrs

Judge = Callable[[Mapping[str, Any]], Collection[str]]
MODULES = (
    "evaluated",
    "json_logic",
    "zen_engine",
    "cel_cpp",
    "cel_rust",
    "rego_vm",
    "cedar",
    "rule_engines",
)


@attrs.frozen(kw_only=True)
class Peer:
    """One other engine; without a `judge` where it cannot be had, and then with the reason."""

    name: str
    how: str
    judge: Judge | None
    reason: str = ""


def peers() -> list[Peer]:
    """Every peer, those included that cannot be had on this machine."""
    return [_peer(import_module(f"benchmarks.peers.{name}")) for name in MODULES]


def _peer(module: Any) -> Peer:
    try:
        name = f"{module.DISTRIBUTION} {version(module.DISTRIBUTION)}"
        return Peer(name=name, how=module.HOW, judge=module.judge())
    except ImportError as error:
        return Peer(name=module.DISTRIBUTION, how=module.HOW, judge=None, reason=str(error))

"""zen-engine: GoRules' expression language in Rust.

Tried and slower: an expression each, a decision table that collects, JSON text in.
"""

from __future__ import annotations

from itertools import compress

from benchmarks.peers import Judge
from benchmarks.peers.conditions import CONDITIONS, Notation

DISTRIBUTION = "zen-engine"
HOW = "one compiled expression, a list of sixteen conditions"


def judge() -> Judge:
    """The ids whose condition is true."""
    import zen

    notation = Notation(both="and", either="or", negation="not ")
    every = zen.compile_expression(f"[{', '.join(map(notation.write, CONDITIONS.values()))}]")
    ids = tuple(CONDITIONS)
    return lambda event: list(compress(ids, every.evaluate(event)))

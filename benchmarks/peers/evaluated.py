"""evalidate: expressions in Python's syntax, checked against a list of what is allowed, then `eval`.

Tried and slower: a code for each rule.
"""

from __future__ import annotations

from itertools import compress

from benchmarks.peers import Judge
from benchmarks.peers.conditions import CONDITIONS

DISTRIBUTION = "evalidate"
HOW = "one checked list of sixteen conditions, its code given to eval"


def judge() -> Judge:
    """The ids whose condition is true."""
    import evalidate

    model = evalidate.base_eval_model.clone()
    model.nodes.append("List")
    code = model.expr(f"[{', '.join(CONDITIONS.values())}]").code
    ids = tuple(CONDITIONS)
    return lambda event: list(compress(ids, eval(code, None, event)))  # noqa: S307

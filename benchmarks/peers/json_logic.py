"""datalogic-py: JSONLogic in Rust.

Tried and slower: a rule each with a shared data handle, `evaluate_many`, JSON text in and out.
"""

from __future__ import annotations

from benchmarks.peers import Judge
from benchmarks.peers.conditions import CONDITIONS, json_logic

DISTRIBUTION = "datalogic-py"
HOW = "one compiled rule that merges the ids, run in a session"


def judge() -> Judge:
    """The ids whose condition is true."""
    from datalogic_py import Engine

    engine = Engine()
    rule = engine.compile(
        {"merge": [{"if": [json_logic(text), [name], []]} for name, text in CONDITIONS.items()]}
    )
    session = engine.session()
    return lambda event: session.evaluate(rule, event)

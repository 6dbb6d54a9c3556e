"""cel-expr-python: Google's own CEL in C++.

Tried and slower: an expression each with a shared activation, one text or one list joined with `+`.
"""

from __future__ import annotations

from benchmarks.peers import Judge
from benchmarks.peers.conditions import CONDITIONS, FLAGS, NUMBERS, TEXTS, Notation

DISTRIBUTION = "cel-expr-python"
HOW = "one compiled expression with typed variables, a filtered list of ids"


def judge() -> Judge:
    """The ids whose condition is true."""
    from cel_expr_python import cel

    types = dict.fromkeys(TEXTS, cel.Type.STRING) | dict.fromkeys(NUMBERS, cel.Type.INT)
    environment = cel.NewEnv(variables=types | dict.fromkeys(FLAGS, cel.Type.BOOL))
    choices = [f'{Notation().write(text)} ? "{name}" : ""' for name, text in CONDITIONS.items()]
    every = environment.compile(f'[{", ".join(choices)}].filter(x, x != "")')
    return lambda event: every.eval(data=event).plain_value()

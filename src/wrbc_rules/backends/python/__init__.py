"""Rules as generated Python: outcomes at full speed, without the reasons.

Reading order: `steps` and `plan` (what to ask first), `logic` (tests as expressions), `reading` (fields as
variables), `judging` (what a rule comes to), `writing` (the module of one class of events), `evaluator`.
The module calls `runtime`, `clocks` and `json_forms`; `code` has short names for the nodes of Python's
syntax tree, `soundness` looks whether an event holds what it may.

Never: syntax, another backend, or a text of a rules file as code.
"""

from wrbc_rules.backends.python.evaluator import Evaluator

__all__ = ["Evaluator"]

"""Rules as generated Python: outcomes at full speed, without the reasons.

Reading order: `plan` (what to ask first), `logic` (tests as expressions), `reading` (fields as variables),
`writing` (the module of one class of events), `runtime` (what that calls), `evaluator` (who runs it); `code`
has short names for the nodes of Python's syntax tree.

Never: syntax, another backend, or a text of a rules file as code.
"""

from wrbc_rules.backends.python.evaluator import Evaluator

__all__ = ["Evaluator"]

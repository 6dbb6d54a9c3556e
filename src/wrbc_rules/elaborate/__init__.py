"""From what was written to what is meant: names, phrases and types are checked, and rules made.

Every mistake of a file is reported in one run.

Never: how a rule is evaluated, or how an error is shown.
"""

from wrbc_rules.elaborate.policy import elaborate

__all__ = ["elaborate"]

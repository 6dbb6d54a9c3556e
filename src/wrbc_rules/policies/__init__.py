"""Policies that can be asked: a typed policy with its evaluators, and editions in force by date.

Never: how a file is written, or how a rule is evaluated.
"""

from wrbc_rules.policies.editions import Editions
from wrbc_rules.policies.policy import Policy, PolicyError, check, load

__all__ = ["Editions", "Policy", "PolicyError", "check", "load"]

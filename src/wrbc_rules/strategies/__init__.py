"""Hypothesis strategies for testers of policies and tools: events near whatever decides, whole policies.

Needs the extra `testing`.

Never: anything that the library itself needs to run.
"""

from wrbc_rules.strategies.events import events, moments
from wrbc_rules.strategies.policies import policies, policy_texts

__all__ = ["events", "moments", "policies", "policy_texts"]

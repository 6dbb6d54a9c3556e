"""A written policy for people as rules that can be read, run, tested and published.

from wrbc_rules import load_policy
decision = load_policy().decide(event)
"""

from wrbc_rules.api import (
    COMMUNICATION,
    check_policy,
    check_text,
    load_editions,
    load_policy,
    policy_from_text,
)
from wrbc_rules.findings import Decision, Finding, Outcome, Repair, Strength
from wrbc_rules.policies import Editions, Policy, PolicyError
from wrbc_rules.values import NEVER, NOT_STATED, Calendar, Count, Judgement, People, When, about, to_when
from wrbc_rules.vocabulary import EventError, Vocabulary, VocabularyError

__all__ = [
    "COMMUNICATION",
    "NEVER",
    "NOT_STATED",
    "Calendar",
    "Count",
    "Decision",
    "Editions",
    "EventError",
    "Finding",
    "Judgement",
    "Outcome",
    "People",
    "Policy",
    "PolicyError",
    "Repair",
    "Strength",
    "Vocabulary",
    "VocabularyError",
    "When",
    "about",
    "check_policy",
    "check_text",
    "load_editions",
    "load_policy",
    "policy_from_text",
    "to_when",
]

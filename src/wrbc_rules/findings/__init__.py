"""What a policy says of an event: findings, their reasons, what is missing, and what would put things right.

Never: how a finding was reached, or a rules file.
"""

from wrbc_rules.findings.decision import Decision, Teller, summary_of
from wrbc_rules.findings.finding import (
    NOT_LISTED,
    Change,
    Due,
    Fact,
    Finding,
    Missing,
    Question,
    Reason,
    Repair,
    Verdict,
)
from wrbc_rules.findings.outcomes import Outcome, Strength

__all__ = [
    "NOT_LISTED",
    "Change",
    "Decision",
    "Due",
    "Fact",
    "Finding",
    "Missing",
    "Outcome",
    "Question",
    "Reason",
    "Repair",
    "Strength",
    "Teller",
    "Verdict",
    "summary_of",
]

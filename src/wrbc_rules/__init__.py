"""A written policy for people as rules that can be read, run, tested and published.

    from wrbc_rules import load_policy
    decision = load_policy().decide(event)

Names are loaded when they are first used, so that importing the package costs next to nothing.
"""

import importlib
import typing

if typing.TYPE_CHECKING:
    from wrbc_rules.api import (
        COMMUNICATION,
        check_policy,
        check_text,
        load_editions,
        load_policy,
        policy_from_text,
    )
    from wrbc_rules.backends.python import Evaluator
    from wrbc_rules.diagnostics import Diagnostic
    from wrbc_rules.findings import (
        Change,
        Decision,
        Due,
        Fact,
        Finding,
        Missing,
        Outcome,
        Question,
        Reason,
        Repair,
        Strength,
        Verdict,
    )
    from wrbc_rules.policies import Editions, Policy, PolicyError
    from wrbc_rules.values import (
        NEVER,
        NOT_STATED,
        Calendar,
        Count,
        FieldNotes,
        Judgement,
        NaiveTimeError,
        People,
        When,
        about,
        to_when,
    )
    from wrbc_rules.vocabulary import EventError, Vocabulary, VocabularyError

_ROOMS = {
    "api": (
        "COMMUNICATION",
        "check_policy",
        "check_text",
        "load_editions",
        "load_policy",
        "policy_from_text",
    ),
    "diagnostics": ("Diagnostic",),
    "findings": (
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
        "Verdict",
    ),
    "backends.python": ("Evaluator",),
    "policies": ("Editions", "Policy", "PolicyError"),
    "values": (
        "NEVER",
        "NOT_STATED",
        "Calendar",
        "Count",
        "FieldNotes",
        "Judgement",
        "NaiveTimeError",
        "People",
        "When",
        "about",
        "to_when",
    ),
    "vocabulary": ("EventError", "Vocabulary", "VocabularyError"),
}
_HOMES = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = [
    "COMMUNICATION",
    "NEVER",
    "NOT_STATED",
    "Calendar",
    "Change",
    "Count",
    "Decision",
    "Diagnostic",
    "Due",
    "Editions",
    "Evaluator",
    "EventError",
    "Fact",
    "FieldNotes",
    "Finding",
    "Judgement",
    "Missing",
    "NaiveTimeError",
    "Outcome",
    "People",
    "Policy",
    "PolicyError",
    "Question",
    "Reason",
    "Repair",
    "Strength",
    "Verdict",
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


def __getattr__(name: str) -> typing.Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

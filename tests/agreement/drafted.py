"""Policies in bulk, by number: drafted over two organisations' events, and the two that are written."""

from __future__ import annotations

import importlib.util
import random
import sys
from functools import cache
from pathlib import Path
from typing import Any

from wrbc_rules import COMMUNICATION, Policy, load_policy
from wrbc_rules.analysis.drafting import draft_policy
from wrbc_rules.analysis.drawing import Constants, RandomDrawer
from wrbc_rules.policies import load
from wrbc_rules.source import Source
from wrbc_rules.vocabulary import Vocabulary, class_info

SHED = Path(__file__).resolve().parents[2] / "examples" / "toolshed"
#: Every setting that the bundled policy leaves open is decided in the second of the written policies.
WRITTEN = ("bundled", "settled", "shed")


@cache
def shed() -> Vocabulary:
    """The event classes of the tool library."""
    spec = importlib.util.spec_from_file_location("shed_events", SHED / "toolshed_events.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    vocabulary: Vocabulary = module.VOCABULARY
    return vocabulary


@cache
def written(name: str) -> Policy:
    """One of the policies that people wrote."""
    from tests.properties.drawn import SETTINGS

    if name == "shed":
        text = (SHED / "toolshed.rules").read_text(encoding="utf-8")
        return load(Source.from_text("toolshed.rules", text), shed())
    return load_policy().with_settings(SETTINGS) if name == "settled" else load_policy()


def text_of(number: int) -> str:
    """The drafted rules file of this number."""
    source = random.Random(f"agreement {number}")
    vocabulary = shed() if number % 2 else COMMUNICATION
    return draft_policy(
        RandomDrawer(source), vocabulary, source.choice((4, 6, 6, 8)), source.choice(subjects(vocabulary))
    )


def subjects(vocabulary: Vocabulary) -> list[type[Any]]:
    """The classes that a policy can be about: of events, and those that events derive from."""
    above = [
        i.cls for i in vocabulary.classes.values() if i.with_role("moment") and i.cls not in vocabulary.events
    ]
    return [*vocabulary.events, *above]


def is_written(number: int) -> bool:
    """Whether people wrote the policy of this number."""
    return number % 20 == 9


def policy_of(number: int) -> Policy:
    """The policy of this number: one in twenty is written, the others are drafted."""
    if is_written(number):
        return written(WRITTEN[number // 20 % 3])
    vocabulary = shed() if number % 2 else COMMUNICATION
    return load(Source.from_text(f"drafted {number}.rules", text_of(number)), vocabulary)


def classes_of(policy: Policy) -> list[type[Any]]:
    """The classes of events that some rule is about."""
    about = tuple({rule.event for rule in policy.rules if rule.event is not None})
    events = policy.typed.vocabulary.events
    return [each for each in events if issubclass(each, about)] or list(events)


def words_of(cls: type[Any]) -> str:
    """What JSON calls a class of events."""
    return class_info(cls).word.replace("-", "_")


__all__ = ["Constants", "classes_of", "is_written", "policy_of", "shed", "text_of", "words_of", "written"]
